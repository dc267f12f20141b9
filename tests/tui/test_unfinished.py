"""The question about a session that was cut off, and where each answer leads."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from backcoach.coach.model.records import Status
from backcoach.tui.app.app import CoachApp
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.rating import RatingScreen
from backcoach.tui.screens.session.session import SessionScreen
from tests.support.clock import EPOCH, ManualClock
from tests.support.coach import NONE_OF_THESE, Ear, Opened, following, opened, practice_in
from tests.support.content import item

ITEMS = (item("cobra"), item("bird_dog", 2))


async def cut_off(folder: Path, seconds: float = 60) -> None:
    """Somebody follows a session for a while, and then the program is no more."""
    async with following(folder, *ITEMS) as coach:
        coach.play(seconds)
        coach.session.before_end()


def later(hours: float = 0.2) -> ManualClock:
    return ManualClock(EPOCH + timedelta(hours=hours))


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
        assert coach.number == "12"
        coach.play(600)
        await coach.settle()
        assert isinstance(coach.screen, RatingScreen)
        (session,) = coach.stored().sessions
        assert session.status is Status.COMPLETED
        assert not coach.practice.sessions.is_unfinished


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
        assert not coach.practice.sessions.is_unfinished


async def test_put_off_it_is_asked_before_another_session_begins(tmp_path: Path) -> None:
    await cut_off(tmp_path)
    async with opened(tmp_path, clock=later()) as coach:
        await coach.press("escape")
        assert isinstance(coach.screen, TodayScreen)
        assert coach.practice.sessions.is_unfinished
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
        coach.practice.person.keep_screening(("saddle_numbness",))
    async with opened(tmp_path, clock=later(), screened=False) as coach:
        assert is_asked(coach)
        assert "Go on from exactly" not in coach.text


async def test_where_nothing_was_done_nothing_is_asked(tmp_path: Path) -> None:
    await cut_off(tmp_path, seconds=3)
    async with opened(tmp_path, clock=later()) as coach:
        assert isinstance(coach.screen, TodayScreen)
        assert not coach.practice.sessions.is_unfinished


async def test_a_second_coach_neither_asks_nor_takes_anything_away(tmp_path: Path) -> None:
    await cut_off(tmp_path, seconds=3)
    practice = practice_in(tmp_path, later())
    practice.book.read_only = "backcoach is already open"
    app = CoachApp(practice, sounder=Ear())
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter")
        assert isinstance(app.screen, TodayScreen)
    assert practice.sessions.is_unfinished


@pytest.mark.parametrize("keys", [("f",), ("enter",)], ids=["flare", "start"])
async def test_no_key_of_a_second_coach_leads_to_the_session_of_the_first(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    await cut_off(tmp_path)
    practice = practice_in(tmp_path, later())
    practice.book.read_only = "backcoach is already open"
    app = CoachApp(practice, sounder=Ear())
    async with app.run_test() as pilot:
        coach = Opened(app, pilot, practice, later(), Ear())
        await coach.settle()
        await coach.press(*keys)
        assert isinstance(coach.screen, TodayScreen)
        said = [each.message for each in app._notifications]
        assert said[-1] == "backcoach is already open."
    assert practice.sessions.unfinished() is not None


@pytest.mark.parametrize("size", [(60, 20), (40, 12)])
async def test_the_question_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    await cut_off(tmp_path)
    async with opened(tmp_path, clock=later(), size=size) as coach:
        assert "A session was cut off" in coach.text
        assert "Go on from exactly there" in coach.text
