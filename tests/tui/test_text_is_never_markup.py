"""Text that a user typed or a file contains is shown as it is and never interpreted."""

import json
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from backcoach import care
from backcoach.coach.model.records import SessionRecord
from backcoach.journeys.asking.rating import NOTE_LENGTH
from backcoach.legible import is_legible
from backcoach.paths import places
from backcoach.store import LogStore, StoreError
from backcoach.tui.app.app import CoachApp
from backcoach.tui.screens.places.history import HistoryScreen
from backcoach.tui.screens.session.summary import SummaryScreen
from backcoach.tui.widgets.browser import Browser
from tests.support.clock import ManualClock
from tests.support.coach import Opened, opened, practice_in
from tests.support.logs import a_log, a_session, a_set, moment
from tests.support.poison import LONG, NASTY, a_log_of

TODAY = date(2024, 1, 7)

opened_later = partial(opened, morning_put_off=True)

MARKUP = [
    "[/] bad [red]",
    "[@click=app.exit]x[/]",
    "felt [left] [b]stiff",
    "[[escaped\\[",
    "[link=https://example.org]here[/link] $primary :smile:",
    "{braces} %s %(x)d \\n `code` *stars* <tags> &amp;",
]
OBEYED_BY_TERMINALS = [
    "\x1b[31mred\x1b[0m",
    "\x1b]0;another title\x07",
    "\x9b31mred",
    "back\b\b\bforth\r\x0b\x0c\x7f",
    "right\u202eleft",
]


def rated(number: int, note: str) -> SessionRecord:
    session = a_session(number)
    assert session.ratings is not None
    return replace(session, ratings=replace(session.ratings, note=note))


def next_day() -> ManualClock:
    return ManualClock(moment(1, 7))


def is_harmless(coach: Opened) -> bool:
    return all(map(is_legible, coach.rows))


async def history_of(coach: Opened) -> str:
    await coach.press("h")
    assert isinstance(coach.screen, HistoryScreen)
    return coach.words_in("Browser > VerticalScroll")


async def test_a_note_is_stored_and_shown_as_it_was_typed(tmp_path: Path) -> None:
    typed = MARKUP[:3]
    log = a_log(*(a_session(number, worst_pain=None) for number in range(len(typed))))
    clock = ManualClock(moment(len(typed), 7))
    async with opened_later(tmp_path, log=log, clock=clock, size=(100, 30)) as coach:
        await coach.press("h")
        for note in typed:
            await coach.press("r", "2", "enter", "5", "enter", "enter")
            await coach.type(note[:2])
            await coach.paste(note[2:])
            await coach.press("enter")
            assert isinstance(coach.screen, SummaryScreen)
            await coach.press("enter")
            assert f"“{note}”" in coach.words_in("Browser > VerticalScroll")
            await coach.press("down")
        ratings = [each.ratings for each in reversed(coach.stored().sessions)]
        assert [each.note for each in ratings if each] == typed


async def test_what_is_pasted_into_a_note_is_kept_and_shown_harmlessly(tmp_path: Path) -> None:
    log = a_log(a_session(0, worst_pain=None))
    async with opened_later(tmp_path, log=log, clock=next_day()) as coach:
        await coach.press("h", "r", "2", "enter", "5", "enter", "enter")
        for note in OBEYED_BY_TERMINALS:
            await coach.paste(f"before {note} after ")
            assert is_harmless(coach)
        await coach.type("end")
        await coach.press("enter", "enter")
        assert is_harmless(coach)
        ratings = coach.stored().sessions[0].ratings
        assert ratings is not None
        pasted = " ".join(f"before {note} after" for note in OBEYED_BY_TERMINALS)
        # A note is one line.
        assert ratings.note == f"{pasted} end".replace("\r\x0b\x0c", "   ")


OF_ANY_SCRIPT = [
    "\U0001f468\U0001f3fb\u200d\u2764\ufe0f\u200d\U0001f48b\u200d\U0001f468\U0001f3fc",
    "\U0001fae9\U0001faea\U0001faff",
    "می\u200cخواهم \u200fשלום\u200e",
    "e\u0301\u0323 क्षत्रिय 葛\U000e0100 \xa0\u202f\uf8ff",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "z" + "\u0301" * 30,
]


@pytest.mark.parametrize("way", ["typed", "pasted"])
async def test_a_text_of_any_script_and_year_is_kept_to_the_letter(
    tmp_path: Path, way: str
) -> None:
    log = a_log(*(a_session(number, worst_pain=None) for number in range(len(OF_ANY_SCRIPT))))
    clock = ManualClock(moment(len(OF_ANY_SCRIPT), 7))
    async with opened_later(tmp_path, log=log, clock=clock, size=(100, 30)) as coach:
        await coach.press("h")
        for text in OF_ANY_SCRIPT:
            await coach.press("r", "2", "enter", "5", "enter", "enter")
            await (coach.type(text) if way == "typed" else coach.paste(text))
            assert is_harmless(coach)
            await coach.press("enter", "enter", "down")
        ratings = [each.ratings for each in reversed(coach.stored().sessions)]
        assert [each.note for each in ratings if each] == OF_ANY_SCRIPT


async def test_several_lines_that_are_pasted_become_one(tmp_path: Path) -> None:
    log = a_log(a_session(0, worst_pain=None))
    async with opened_later(tmp_path, log=log, clock=next_day()) as coach:
        await coach.press("h", "r", "2", "enter", "5", "enter", "enter")
        await coach.paste("stiff\r\nthen\tfine\nhalf \udc80")
        await coach.press("enter")
        ratings = coach.stored().sessions[0].ratings
        assert ratings is not None
        assert ratings.note == "stiff then fine half \ufffd"


async def test_of_a_text_that_is_too_long_the_beginning_is_kept(tmp_path: Path) -> None:
    log = a_log(a_session(0, worst_pain=None))
    async with opened_later(tmp_path, log=log, clock=next_day()) as coach:
        await coach.press("h", "r", "2", "enter", "5", "enter", "enter")
        await coach.paste("stiff ")
        await coach.paste("x" * 2 * NOTE_LENGTH)
        await coach.press("enter")
        ratings = coach.stored().sessions[0].ratings
        assert ratings is not None
        assert ratings.note == "stiff ".ljust(NOTE_LENGTH, "x")


async def test_a_note_in_a_file_is_never_obeyed(tmp_path: Path) -> None:
    notes = [*MARKUP, *OBEYED_BY_TERMINALS]
    log = a_log(*(rated(number, f"before {note} after") for number, note in enumerate(notes)))
    clock = ManualClock(moment(len(notes), 7))
    async with opened_later(tmp_path, log=log, clock=clock, size=(100, 30)) as coach:
        await coach.press("h")
        for note in reversed(notes):
            shown = coach.words_in("Browser > VerticalScroll")
            assert "“before" in shown
            assert "after”" in shown
            assert note in MARKUP or note not in shown
            assert note in OBEYED_BY_TERMINALS or note in shown
            assert is_harmless(coach)
            await coach.press("down")


async def test_names_in_a_file_are_never_obeyed(tmp_path: Path) -> None:
    odd = "[red]head[/]\x1b[31mstand"
    session = replace(a_session(0, sets=(a_set(odd),), worst_pain=None), template="[/] mine\x1b[2J")
    async with opened_later(
        tmp_path, log=a_log(session), clock=next_day(), size=(100, 30)
    ) as coach:
        shown = await history_of(coach)
        assert "[red]head[/]" in shown
        assert "[/] mine" in shown
        assert is_harmless(coach)
        await coach.press("r", "1", "enter", "1", *["enter"] * 3)
        assert isinstance(coach.screen, SummaryScreen)
        assert "[red]head[/]" in coach.text
        assert is_harmless(coach)


async def test_a_message_about_a_file_with_an_odd_name_is_shown_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "odd [red] [b]"
    folder.mkdir()

    def refuse(*_: object) -> None:
        raise StoreError(folder / "log.json", "can't be [written]", "Try [/] again.")

    async with opened_later(folder, log=a_log(a_session(0)), clock=next_day()) as coach:
        monkeypatch.setattr(coach.practice.person, "choose", refuse)
        await coach.press("p", "s")
        assert "Try [/] again." in coach.words_in("Toast")
        await coach.press("question_mark")
        assert coach.app.is_running


async def test_the_list_of_sessions_is_text_too(tmp_path: Path) -> None:
    log = a_log(replace(a_session(0), id="[/] odd id"))
    async with opened_later(tmp_path, log=log, clock=next_day()) as coach:
        await coach.press("h")
        assert coach.screen.query_one(Browser).chosen == "[/] odd id"
        assert "2024-01-01  stage 1" in coach.text


@pytest.mark.parametrize("text", [NASTY, LONG], ids=["obeyed", "long"])
async def test_a_log_from_elsewhere_says_nothing_to_the_terminal(tmp_path: Path, text: str) -> None:
    clock = ManualClock(moment(6, 7))
    async with opened_later(tmp_path, log=a_log_of(text), clock=clock, size=(60, 20)) as coach:
        assert is_harmless(coach)
        for key in ("p", "x", "h", "down", "down", "up", "t"):
            await coach.press(key)
            assert is_harmless(coach)


OF_OWN_WORDS = (
    (("y", "down", "down", "down", "down", "down", "enter", "escape"), "About you"),
    (("p", "r"), "Your activities"),
    (("p", "w", "3", "enter", "4", "enter"), "How it goes"),
    (("question_mark",), "Your data"),
)


@pytest.mark.parametrize("text", [NASTY, LONG], ids=["obeyed", "long"])
@pytest.mark.parametrize(("keys", "shown"), OF_OWN_WORDS, ids=lambda each: "".join(each)[:2])
async def test_own_words_say_nothing_to_the_terminal_wherever_they_are_shown(
    tmp_path: Path, keys: tuple[str, ...], shown: str, text: str
) -> None:
    folder = tmp_path / "odd \x1b]0;title\x07 \x9b31m\u202e [red] \udcff"
    log = a_log_of(text)
    clock = ManualClock(moment(6, 7))
    async with opened_later(folder, log=log, clock=clock, size=(80, 260)) as coach:
        seen = ""
        for key in keys:
            await coach.press(key)
            assert is_harmless(coach)
            seen += coach.text
        assert shown in seen


async def test_the_damage_and_the_backup_are_named_and_say_nothing(tmp_path: Path) -> None:
    LogStore(tmp_path / "log").save_all(a_log_of(NASTY))
    care.back_up(places(str(tmp_path)), tmp_path / "mine.zip", TODAY)
    (tmp_path / "backups").mkdir()
    (tmp_path / "mine.zip").rename(tmp_path / "backups" / "\x1b[31m[b]mine.zip")
    (tmp_path / "log" / "2024.json").write_text(json.dumps({NASTY: {NASTY: LONG}}))
    offer = care.newest_offer(places(str(tmp_path)))
    assert offer is not None
    practice = practice_in(tmp_path, next_day())
    async with CoachApp(practice, offer=offer).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = [strip.text for strip in pilot.app.screen._compositor.render_strips()]
        assert all(map(is_legible, rows))
        assert "[31m[b]mine.zip, holds 3 sessions" in " ".join("".join(rows).split())
