"""The coach left open past the end of the day shows the new one before it begins anything."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path

import pytest
from textual import events

from backcoach.coach.model.records import SessionKind
from backcoach.tui.screens.base import Place
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.questions.check_in import CheckInScreen
from backcoach.tui.screens.session.session import SessionScreen
from tests.support.clock import ManualClock
from tests.support.coach import NONE_OF_THESE, Opened, into_session
from tests.support.logs import a_log, a_session, moment
from tests.tui.places import opened_later

TRAINED = a_log(a_session(0, hour=0))
REST, MAIN = "Gentle movement", "Start"


def before_midnight(folder: Path) -> AbstractAsyncContextManager[Opened]:
    """Ten minutes before the second day after a session; 48 hours after it the next one is open."""
    return opened_later(folder, log=TRAINED, clock=ManualClock(moment(1, 23 + 5 / 6)))


def awake(coach: Opened) -> None:
    coach.clock.advance(1_200)


def asleep(coach: Opened) -> None:
    coach.clock.sleep_through(1_200)


def abroad(coach: Opened) -> None:
    coach.clock.set_wall(coach.clock.now() + timedelta(minutes=20))


async def looks(coach: Opened) -> None:
    """What happens by itself once a second."""
    assert isinstance(coach.screen, Place)
    coach.screen.look_at_the_day()
    await coach.settle()


@pytest.mark.parametrize("passes", [awake, asleep, abroad])
async def test_today_shows_the_new_day_by_itself(
    tmp_path: Path, passes: Callable[[Opened], None]
) -> None:
    async with before_midnight(tmp_path) as coach:
        assert coach.line("start").startswith(REST)
        passes(coach)
        await looks(coach)
        assert coach.line("start").startswith(MAIN)
        assert "2 days ago" in coach.line("facts")
        await coach.press("enter")
        assert isinstance(coach.screen, CheckInScreen)


@pytest.mark.parametrize(("minutes", "open"), [(29, False), (31, True)])
@pytest.mark.parametrize("passes", ["advance", "sleep_through"])
async def test_today_shows_by_itself_that_the_rest_after_a_session_is_over(
    tmp_path: Path, minutes: int, open: bool, passes: str
) -> None:
    clock = ManualClock(moment(2, 17.5))
    async with opened_later(tmp_path, log=a_log(a_session(0, hour=18)), clock=clock) as coach:
        assert coach.line("start").startswith(REST)
        getattr(clock, passes)(60 * minutes)
        await looks(coach)
        assert coach.line("start").startswith(MAIN) is open


async def test_it_looks_by_itself_whatever_place_is_shown(tmp_path: Path) -> None:
    async with before_midnight(tmp_path) as coach:
        (timer,) = (each for each in coach.screen._timers if each._interval == 1)
        assert timer._callback == coach.screen.look_at_the_day  # type: ignore[attr-defined]
        await coach.press("3")
        awake(coach)
        await looks(coach)
        await coach.press("1")
        assert coach.line("start").startswith(MAIN)


async def test_who_comes_back_to_the_window_sees_the_new_day(tmp_path: Path) -> None:
    async with before_midnight(tmp_path) as coach:
        asleep(coach)
        coach.app.post_message(events.AppFocus())
        await coach.settle()
        assert coach.line("start").startswith(MAIN)


async def test_enter_on_a_day_that_is_over_shows_the_new_one_and_begins_nothing(
    tmp_path: Path,
) -> None:
    async with before_midnight(tmp_path) as coach:
        awake(coach)
        await coach.press("enter")
        assert not isinstance(coach.screen, CheckInScreen)
        assert coach.line("start").startswith(MAIN)
        assert "A new day has begun" in coach.text
        await coach.press("enter")
        assert isinstance(coach.screen, CheckInScreen)


async def test_midnight_during_the_questions_is_told_before_another_session_begins(
    tmp_path: Path,
) -> None:
    async with before_midnight(tmp_path) as coach:
        await coach.press("enter", "2", "enter")
        awake(coach)
        await coach.press(*NONE_OF_THESE)
        assert isinstance(coach.screen, ChoiceDialog)
        assert "A new day has begun." in coach.text
        await coach.press("enter")
        assert isinstance(coach.screen, SessionScreen)


async def test_a_choice_left_open_past_midnight_begins_nothing_and_shows_the_new_day(
    tmp_path: Path,
) -> None:
    async with before_midnight(tmp_path) as coach:
        await coach.press("enter", "2", "enter", *NONE_OF_THESE)
        assert isinstance(coach.screen, ChoiceDialog)
        awake(coach)
        await coach.press("enter")
        assert not isinstance(coach.screen, SessionScreen)
        assert coach.line("start").startswith(MAIN)
        assert "A new day has begun" in coach.text
        await coach.press("enter")
        assert isinstance(coach.screen, CheckInScreen)


async def test_a_session_begun_before_midnight_goes_on_and_is_of_that_day(tmp_path: Path) -> None:
    async with opened_later(tmp_path, clock=ManualClock(moment(0, 23.9))) as coach:
        await into_session(coach)
        coach.play(2_000)
        await coach.settle()
        assert coach.screen.query_one("#pain-now").display, "it has only just ended"
        (session,) = coach.stored().sessions
        assert session.kind is SessionKind.MAIN
        assert session.ended_at.date() > session.started_at.date()
        assert session.local_date == moment(0, 12).date()
