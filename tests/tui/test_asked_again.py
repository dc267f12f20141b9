"""What is asked again after some time (§4.1), on the screen; esc asks it again the next time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from backcoach.coach.model.records import FollowUp
from backcoach.coach.model.screening_questions import ClearanceKind, Lock
from backcoach.practice import Practice
from backcoach.tui.screens.dialogs.advice import AdviceDialog
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.places.progress import ProgressScreen
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.check_in import CheckInScreen
from backcoach.tui.screens.questions.profile import ProfileScreen
from backcoach.tui.screens.questions.screening import ScreeningScreen
from tests.support.clock import ManualClock
from tests.support.coach import NONE_OF_THESE, opened, practice_in

DAY = timedelta(days=1).total_seconds()
WARNINGS = ("emergency", "urgent")


def told(folder: Path, *yes: str, **follow_ups: str) -> tuple[Practice, ManualClock]:
    """Somebody who consented and answered, and has a profile; the clock stands a minute later."""
    clock = ManualClock()
    practice = practice_in(folder, clock)
    practice.person.consent()
    practice.safety.keep_screening(yes, follow_ups=follow_ups)
    practice.person.keep_profile(practice.person.profile_to_change())
    clock.advance(60)
    return practice, clock


def agreed(folder: Path, *yes: str, **follow_ups: str) -> tuple[Practice, ManualClock]:
    practice, clock = told(folder, *yes, **follow_ups)
    practice.safety.clear(ClearanceKind.CLINICIAN_OK)
    return practice, clock


def warned_later(folder: Path, clock: ManualClock, days: int) -> None:
    """Let days pass; the warning signs were answered just then."""
    clock.sleep_through(days * DAY - 60)
    practice_in(folder, clock).safety.keep_screening((), WARNINGS)
    clock.advance(60)


# --- About you ------------------------------------------------------------------------------------


async def test_the_other_pages_come_before_about_you(tmp_path: Path) -> None:
    _, clock = told(tmp_path)
    clock.sleep_through(DAY)
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        await coach.press("p", "y")
        assert isinstance(coach.screen, ScreeningScreen)
        assert "1 of 2" in coach.text
        assert "First whether anything has changed: two short lists." in coach.words_in(".page")
        await coach.press("escape")
        assert isinstance(coach.screen, ProgressScreen), "esc goes back, and nothing is answered"
        assert len(coach.stored().screenings) == 1
        await coach.press("y", *NONE_OF_THESE * 2)
        assert isinstance(coach.screen, ProfileScreen)
        assert coach.stored().screenings[-1].groups == ("clinician", "shapes")
        await coach.press("escape")
        assert isinstance(coach.screen, ProgressScreen)
        await coach.press("y")
        assert isinstance(coach.screen, ProfileScreen), "once a day"


async def test_what_locks_is_said_on_today_in_place_of_about_you(tmp_path: Path) -> None:
    _, clock = told(tmp_path)
    clock.sleep_through(DAY)
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        await coach.press("p", "y", *["down"] * 4, "space", "end", "enter", "enter", *NONE_OF_THESE)
        assert isinstance(coach.screen, TodayScreen)
        assert "! Talk to a clinician first" in coach.text


@pytest.mark.parametrize("worse", [True, False])
async def test_what_is_known_locks_again_only_if_it_is_worse(tmp_path: Path, worse: bool) -> None:
    _, clock = agreed(tmp_path, "heart")
    clock.sleep_through(DAY)
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        await coach.press("y")
        assert "Heart disease" not in coach.text
        await coach.press(*NONE_OF_THESE)
        assert "You told us: Heart disease" in coach.words_in(".dialog")
        await coach.press(*["down"] * (1 if worse else 2), "enter")
        if worse:
            assert "You marked: • Heart disease" in coach.words_in(".dialog")
            await coach.press("enter")
        await coach.press(*NONE_OF_THESE)
        assert (coach.practice.safety.lock() is Lock.CLINICIAN) is worse
        assert isinstance(coach.screen, TodayScreen if worse else ProfileScreen)


# --- a clinician's yes ----------------------------------------------------------------------------


async def test_a_clinicians_yes_to_a_mark_is_renewed_after_26_weeks(tmp_path: Path) -> None:
    _, clock = agreed(tmp_path, "heart")
    warned_later(tmp_path, clock, 182)
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        shown = coach.words_in(".dialog")
        assert "Is your clinician still happy for you to exercise?" in shown
        assert "• Heart disease" in shown, "what it is about is listed"
        await coach.hold("enter", 20)
        assert coach.practice.safety.lock() is Lock.CLINICIAN
        assert len(coach.stored().clearances) == 1
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        await coach.press("escape")
        assert "! Talk to a clinician first" in coach.text
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        await coach.press("down", "enter")
        assert coach.practice.safety.lock() is Lock.NONE


@pytest.mark.parametrize(("keys", "held"), [("enter", False), ("down enter", True)])
async def test_a_tick_in_about_you_is_renewed_after_26_weeks(
    tmp_path: Path, keys: str, held: bool
) -> None:
    practice, clock = told(tmp_path)
    profile = practice.person.profile_to_change()
    practice.person.keep_profile(
        replace(profile, tags=("osteoporosis",), clinician_ok=("osteoporosis",))
    )
    warned_later(tmp_path, clock, 182)
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        assert "• Thin bones (osteoporosis)" in coach.words_in(".dialog")
        await coach.press("escape")
        assert isinstance(coach.screen, TodayScreen)
        await coach.press("enter")
        assert "still happy" in coach.words_in(".dialog"), "not answered, so asked again"
        await coach.press(*keys.split())
        now = coach.practice.person.profile
        assert now is not None
        assert ("osteoporosis" in now.clinician_ok) is held
        assert isinstance(coach.screen, ScreeningScreen | CheckInScreen)


@pytest.mark.parametrize(("keys", "lock"), [("enter", Lock.CLINICIAN), ("down enter", Lock.NONE)])
async def test_a8_every_28_days_the_week_and_whether_a_clinician_agrees(
    tmp_path: Path, keys: str, lock: Lock
) -> None:
    _, clock = agreed(tmp_path, "pregnant", pregnant="10")
    clock.sleep_through(28 * DAY)
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        assert "Still pregnant? About week 14?" in coach.text
        await coach.press("enter")
        assert "Is your clinician still happy for you to exercise?" in coach.text
        await coach.press(*keys.split())
        assert coach.stored().screenings[-1].follow_ups == (FollowUp("pregnant", "14"),)
        assert coach.practice.safety.lock() is lock
        assert isinstance(coach.screen, TodayScreen)


@pytest.mark.parametrize("keys", [["escape"], ["enter", "escape"], ["down", "enter", "escape"]])
async def test_a8_turning_back_anywhere_keeps_nothing_and_asks_again(
    tmp_path: Path, keys: list[str]
) -> None:
    _, clock = agreed(tmp_path, "pregnant", pregnant="10")
    clock.sleep_through(28 * DAY)
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        await coach.press(*keys)
        assert isinstance(coach.screen, TodayScreen)
        assert len(coach.stored().screenings) == 1
        await coach.press("enter")
        assert "Still pregnant? About week 14?" in coach.text


# --- whether it gets worse ------------------------------------------------------------------------


async def test_d2_turning_back_asks_again_and_begins_nothing(tmp_path: Path) -> None:
    _, clock = told(tmp_path, "worsening")
    clock.sleep_through(14 * DAY)
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        assert "Is your back still getting worse?" in coach.text
        await coach.press("enter")
        assert isinstance(coach.screen, ChoiceDialog), "no answer is chosen beforehand"
        await coach.press("escape", "enter")
        assert "Is your back still getting worse?" in coach.text
        await coach.press("down", "enter")
        assert isinstance(coach.screen, AdviceDialog)
        assert "Worth a look" in coach.text
        await coach.press("enter")
        assert isinstance(coach.screen, CheckInScreen)
