"""The question about a session that was cut off, and where each answer leads."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from backcoach.coach.model.records import Status
from backcoach.paths import places
from backcoach.store import LogStore, StoreError
from backcoach.tui.app.app import CoachApp
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.rating import RatingScreen
from backcoach.tui.screens.session.session import SessionScreen
from tests.support.clock import EPOCH, ManualClock
from tests.support.coach import (
    NONE_OF_THESE,
    Ear,
    Opened,
    following,
    into_session,
    opened,
    practice_in,
)
from tests.support.content import item

ITEMS = (item("cobra"), item("bird_dog", 2))


async def cut_off(folder: Path, seconds: float = 60) -> None:
    """Somebody follows a session for a while, and then the program is no more."""
    async with following(folder, *ITEMS) as coach:
        coach.play(seconds)
        coach.session.before_end()


def later(hours: float = 0.2) -> ManualClock:
    return ManualClock(EPOCH + timedelta(hours=hours))


def refuse(*_: object) -> None:
    raise StoreError(Path("log"), "the disk is full", "Make room.")


def said(coach: Opened) -> str:
    """The last message that was shown."""
    return [each.message for each in coach.app._notifications][-1]


def is_asked(coach: Opened) -> bool:
    return isinstance(coach.screen, ChoiceDialog) and "A session was cut off" in coach.text


async def test_it_is_the_first_thing_to_be_asked_and_says_where_one_was(tmp_path: Path) -> None:
    await cut_off(tmp_path)
    async with opened(tmp_path, clock=later()) as coach:
        assert is_asked(coach)
        assert "2 March 2026" in coach.text
        assert "1 of 2 exercises done" in coach.text
        assert "Bird-dog, left leg back, set 1" in coach.text


async def test_gone_on_with_it_counts_in_where_it_was_and_is_one_session_in_the_end(
    tmp_path: Path,
) -> None:
    await cut_off(tmp_path)
    async with opened(tmp_path, clock=later()) as coach:
        await coach.press("enter")
        assert isinstance(coach.screen, SessionScreen)
        assert "Bird-dog" in coach.line("name")
        assert coach.number == "30", "somebody has to come down to the mat again"
        assert coach.line("twin") == (
            "Come down to the mat, one knee first, a hand on something firm."
        )
        coach.play(600)
        await coach.settle()
        assert isinstance(coach.screen, RatingScreen)
        (session,) = coach.stored().sessions
        assert session.status is Status.COMPLETED
        assert not coach.practice.unfinished.is_there


async def test_in_the_floor_view_it_says_how_to_get_back_into_position(tmp_path: Path) -> None:
    await cut_off(tmp_path)
    (tmp_path / "settings.json").write_text(json.dumps({"floor_view": True}))
    async with opened(tmp_path, clock=later()) as coach:
        await coach.press("enter")
        assert coach.line("floor-foot").startswith("Come down to the mat")


async def test_saved_it_is_rated_like_any_other(tmp_path: Path) -> None:
    await cut_off(tmp_path)
    async with opened(tmp_path, clock=later()) as coach:
        await coach.press("down", "enter")
        assert isinstance(coach.screen, RatingScreen)
        (session,) = coach.stored().sessions
        assert session.status is Status.PARTIAL
        assert session.sets[0].completed


async def test_thrown_away_only_after_a_second_question(tmp_path: Path) -> None:
    await cut_off(tmp_path)
    async with opened(tmp_path, clock=later()) as coach:
        await coach.press("end", "enter")
        assert "Throw away what you did" in coach.text
        await coach.press("enter")
        assert is_asked(coach)
        await coach.press("end", "enter", "down", "enter")
        assert isinstance(coach.screen, TodayScreen)
        assert coach.stored().sessions == ()
        assert not coach.practice.unfinished.is_there


async def test_put_off_it_is_asked_before_another_session_begins(tmp_path: Path) -> None:
    await cut_off(tmp_path)
    async with opened(tmp_path, clock=later()) as coach:
        await coach.press("escape")
        assert isinstance(coach.screen, TodayScreen)
        assert coach.practice.unfinished.is_there
        await coach.press("enter")
        assert is_asked(coach)
        await coach.press("end", "enter", "down", "enter")
        await into_session_from_the_questions(coach)


async def into_session_from_the_questions(coach: Opened) -> None:
    await coach.press("2", "enter", *NONE_OF_THESE)
    assert isinstance(coach.screen, SessionScreen)


@pytest.mark.parametrize(
    ("hours", "first"), [(11.5, "Go on from exactly there"), (12.5, "Save it as a partial session")]
)
async def test_after_half_a_day_saving_it_is_the_first_answer(
    tmp_path: Path, hours: float, first: str
) -> None:
    await cut_off(tmp_path)
    async with opened(tmp_path, clock=later(hours)) as coach:
        options = [line for line in coach.text.splitlines() if "Go on" in line or "Save it" in line]
        assert first in options[0]


async def test_told_to_start_at_once_it_asks_first_and_starts_after_it_was_thrown_away(
    tmp_path: Path,
) -> None:
    await cut_off(tmp_path)
    async with opened(tmp_path, clock=later(), start=True) as coach:
        assert is_asked(coach)
        await coach.press("end", "enter", "down", "enter")
        await into_session_from_the_questions(coach)


async def test_while_the_coach_is_locked_it_can_only_be_saved_or_thrown_away(
    tmp_path: Path,
) -> None:
    await cut_off(tmp_path)
    async with opened(tmp_path, clock=later(), screened=False) as coach:
        coach.practice.safety.keep_screening(("saddle_numbness",))
    async with opened(tmp_path, clock=later(), screened=False) as coach:
        assert is_asked(coach)
        assert "Go on from exactly" not in coach.text


async def test_where_nothing_was_done_nothing_is_asked(tmp_path: Path) -> None:
    await cut_off(tmp_path, seconds=3)
    async with opened(tmp_path, clock=later()) as coach:
        assert isinstance(coach.screen, TodayScreen)
        assert not coach.practice.unfinished.is_there


async def test_a_second_coach_neither_asks_nor_takes_anything_away(tmp_path: Path) -> None:
    await cut_off(tmp_path, seconds=3)
    practice = practice_in(tmp_path, later())
    practice.book.read_only = "backcoach is already open"
    app = CoachApp(practice, speaker=Ear())
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter")
        assert isinstance(app.screen, TodayScreen)
    assert practice.unfinished.is_there


@pytest.mark.parametrize("keys", [("f",), ("enter",)], ids=["flare", "start"])
async def test_no_key_of_a_second_coach_leads_to_the_session_of_the_first(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    await cut_off(tmp_path)
    practice = practice_in(tmp_path, later())
    practice.book.read_only = "backcoach is already open"
    app = CoachApp(practice, speaker=Ear())
    async with app.run_test() as pilot:
        coach = Opened(app, pilot, practice, later(), Ear())
        await coach.settle()
        await coach.press(*keys)
        assert isinstance(coach.screen, TodayScreen)
        said = [each.message for each in app._notifications]
        assert said[-1] == "backcoach is already open."
    assert practice.unfinished.found() is not None


async def test_a_session_that_had_come_to_its_end_is_stored_without_a_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with following(tmp_path, *ITEMS) as coach:
        coach.play(60)
        with monkeypatch.context() as full:
            full.setattr(LogStore, "save", refuse)
            coach.play(600)
            await coach.settle()
        assert coach.stored().sessions == ()
    async with opened(tmp_path, clock=later()) as coach:
        assert not is_asked(coach)
        assert "Your last session had come to its end. It is stored now." in said(coach)
        (session,) = coach.stored().sessions
        assert session.status is Status.COMPLETED
        assert not coach.practice.unfinished.is_there


async def test_while_the_disk_is_full_it_can_not_be_saved_and_is_asked_about_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await cut_off(tmp_path)
    async with opened(tmp_path, clock=later()) as coach:
        with monkeypatch.context() as full:
            full.setattr(LogStore, "save", refuse)
            await coach.press("down", "enter")
            assert isinstance(coach.screen, TodayScreen)
            assert "the disk is full" in said(coach)
            assert coach.practice.unfinished.is_there
        await coach.press("s")
        assert is_asked(coach)


async def test_damaged_it_is_offered_as_far_as_it_can_be_read_and_its_file_is_kept(
    tmp_path: Path,
) -> None:
    await cut_off(tmp_path)
    path = places(str(tmp_path)).journal
    head, *others = path.read_bytes().splitlines(keepends=True)
    damaged = b"".join([head, b"x" + others[0][1:], *others[1:]])
    path.write_bytes(damaged)
    async with opened(tmp_path, clock=later()) as coach:
        assert is_asked(coach)
        assert "Its file was damaged." in coach.text
        assert "Go on from exactly there" not in coach.text
        await coach.press("enter")
        assert isinstance(coach.screen, RatingScreen)
        (session,) = coach.stored().sessions
        assert session.sets[0].completed
    (aside,) = (tmp_path / "backups").glob("aside-session.journal-*")
    assert aside.read_bytes() == damaged


async def test_a_file_that_is_no_journal_is_named_and_stands_in_nobodys_way(
    tmp_path: Path,
) -> None:
    path = places(str(tmp_path)).journal
    path.write_bytes(b"something else\n")
    async with opened(tmp_path, clock=later()) as coach:
        assert isinstance(coach.screen, TodayScreen)
        assert "is no journal of a session" in said(coach)
        await into_session(coach)
    (aside,) = (tmp_path / "backups").glob("aside-session.journal-*")
    assert aside.read_bytes() == b"something else\n"


@pytest.mark.parametrize("size", [(60, 20), (40, 12)])
async def test_the_question_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    await cut_off(tmp_path)
    async with opened(tmp_path, clock=later(), size=size) as coach:
        assert "A session was cut off" in coach.text
        assert "Go on from exactly there" in coach.text
