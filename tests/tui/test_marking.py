"""How safety questions are answered, and that a held key answers none (programme.md §4.1)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from backcoach.coach.model.screening_questions import Lock
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.screening import ScreeningScreen
from backcoach.tui.screens.session.session import SessionScreen
from backcoach.tui.screens.session.stop_now import StopNowDialog
from backcoach.tui.widgets.mark_list import CONTINUE, NONE, MarkList
from tests.support.clock import ManualClock
from tests.support.coach import NONE_OF_THESE, Opened, following, opened, practice_in
from tests.support.content import catalogue, item

MANY = 20


def the_list(coach: Opened) -> MarkList:
    return coach.screen.query_one(MarkList)


def under_the_cursor(coach: Opened) -> str | None:
    listing = the_list(coach)
    assert listing.highlighted is not None
    return listing.get_option_at_index(listing.highlighted).id


async def test_a1_1_none_comes_first_and_enter_marks_it_without_leaving(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        assert under_the_cursor(coach) == NONE
        assert "[x]" not in coach.text
        await coach.press("enter")
        assert "[x] None of these" in coach.text
        assert "1 of 4" in coach.text


@pytest.mark.parametrize("key", ["enter", "space"])
async def test_a1_2_enter_and_space_mark_and_unmark(tmp_path: Path, key: str) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press("down", key)
        assert the_list(coach).marked == ["saddle_numbness"]
        await coach.press(key)
        assert the_list(coach).marked == []


async def test_a1_2_continue_does_nothing_until_a_row_is_marked(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press("end", "enter", "enter")
        assert "1 of 4" in coach.text


async def test_a1_2_none_leads_to_continue_and_so_does_up_on_the_first_row(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press("up")
        assert under_the_cursor(coach) == CONTINUE
        await coach.press("home", "enter")
        assert under_the_cursor(coach) == CONTINUE


@pytest.mark.parametrize(("seconds", "left"), [(0.39, False), (0.0, False), (2.0, True)])
async def test_a1_2_a_repeat_within_0_4_s_never_presses_continue(
    tmp_path: Path, seconds: float, left: bool
) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.hold("enter", 1)
        coach.clock.run_monotonic_alone(seconds)
        await coach.hold("enter", 1)
        assert ("2 of 4" in coach.text) is left


async def test_a1_2_the_first_repeat_of_a_held_key_is_found_out_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal repeats a key half a second after it was pressed, and then ever more quickly."""
    waiting: list[Callable[[], None]] = []
    monkeypatch.setattr(MarkList, "set_timer", lambda _list, _seconds, then: waiting.append(then))
    async with opened(tmp_path, screened=False) as coach:
        await coach.hold("enter", 1)
        for repeats, page in ((3, "1 of 4"), (0, "2 of 4")):
            coach.clock.run_monotonic_alone(0.5)
            await coach.hold("enter", 1 + repeats)
            waiting.pop()()
            await coach.settle()
            assert page in coach.text


async def test_a1_3_none_and_a_question_exclude_each_other(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press("down", "enter", "home", "enter")
        assert the_list(coach).marked == []
        assert "[x] None of these" in coach.text
        await coach.press("home", "down", "enter")
        assert the_list(coach).marked == ["saddle_numbness"]
        assert "[ ] None of these" in coach.text


async def test_the_list_of_a_session_ends_with_the_way_back_to_it(tmp_path: Path) -> None:
    async with following(tmp_path, item("bird_dog")) as coach:
        await coach.press("i", "end")
        assert under_the_cursor(coach) == CONTINUE
        assert "Back to the session" in coach.text
        await coach.press("home", "enter")
        assert "Back to the session" not in coach.text, "something is marked"


# A key held down

EMERGENCIES = [
    [question.id]
    for group in catalogue().safety.screening.groups[:3]
    for question in group.questions
]


@pytest.mark.parametrize("yes", EMERGENCIES, ids=" ".join)
async def test_enter_held_down_on_a_lock_never_opens_it(tmp_path: Path, yes: list[str]) -> None:
    clock = ManualClock()
    practice = practice_in(tmp_path, clock)
    practice.person.consent()
    practice.safety.keep_screening(yes)
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        lock = coach.practice.safety.lock()
        await coach.hold("enter", MANY)
        assert coach.practice.safety.lock() is lock is not Lock.NONE
        assert coach.stored().clearances == ()


@pytest.mark.parametrize("page", range(4))
@pytest.mark.parametrize("line", [0, 1])
async def test_enter_held_down_answers_no_page(tmp_path: Path, page: int, line: int) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press(*NONE_OF_THESE * page, *["down"] * line)
        await coach.hold("enter", MANY)
        assert isinstance(coach.screen, ScreeningScreen)
        assert f"{page + 1} of 4" in coach.text
        assert coach.stored().screenings == ()


async def test_enter_held_down_from_the_start_answers_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path, consented=False) as coach:
        await coach.hold("enter", MANY)
        assert coach.stored().screenings == ()
        assert "1 of 4" in coach.text


async def test_enter_held_down_at_the_check_in_starts_no_session(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.hold("enter", MANY)
        await coach.press("2")
        await coach.hold("enter", MANY)
        assert coach.stored().check_ins == ()
        assert coach.stored().sessions == ()


async def test_enter_held_down_on_what_follows_a_sign_answers_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("enter", "2", "enter", "down", "down", "down", "enter", "end", "enter")
        assert "What is it?" in coach.text
        await coach.hold("enter", MANY)
        assert "What is it?" in coach.text
        assert coach.stored().check_ins == ()


async def test_enter_held_down_in_the_list_of_a_session_ends_nothing(tmp_path: Path) -> None:
    async with following(tmp_path, item("bird_dog")) as coach:
        await coach.press("i")
        await coach.hold("enter", MANY)
        assert isinstance(coach.screen, StopNowDialog)
        await coach.press("escape")
        assert isinstance(coach.screen, SessionScreen)
        assert len(coach.stored().check_ins) == 1


@pytest.mark.parametrize("sign", ["saddle_numbness", "heart_or_stroke", "fever", "heart"])
async def test_no_session_starts_while_locked(tmp_path: Path, sign: str) -> None:
    clock = ManualClock()
    practice = practice_in(tmp_path, clock)
    practice.person.consent()
    practice.safety.keep_screening((sign,))
    async with opened(tmp_path, consented=False, clock=clock, start=True) as coach:
        for keys in (["s"], ["f"], ["enter", "enter"], ["u", "escape"], ["l", "s"]):
            await coach.press(*keys)
            assert isinstance(coach.screen, TodayScreen)
        assert coach.stored().sessions == ()
        assert coach.stored().check_ins == ()
