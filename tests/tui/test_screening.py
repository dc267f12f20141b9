"""The safety questions on the screen: every way in, every lock, every way out."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from backcoach.coach.model.screening_questions import ClearanceKind, Lock
from backcoach.tui.screens.dialogs.advice import AdviceDialog
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.places.history import HistoryScreen
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.check_in import CheckInScreen
from backcoach.tui.screens.questions.profile import ProfileScreen
from backcoach.tui.screens.questions.screening import ScreeningScreen
from tests.support.clock import ManualClock
from tests.support.coach import SIZES, Opened, opened, practice_in
from tests.support.logs import a_log, a_session

NONE = ("enter", "enter", "enter")
WEEK = timedelta(weeks=1).total_seconds()
DAY = timedelta(days=1).total_seconds()


def on_today(coach: Opened) -> bool:
    return isinstance(coach.app.screen, TodayScreen)


def answered(folder: Path, *yes: str) -> ManualClock:
    """Somebody who consented and answered; the clock then stands a minute later."""
    clock = ManualClock()
    practice = practice_in(folder, clock)
    practice.person.consent()
    practice.person.keep_screening(yes)
    clock.advance(60)
    return clock


async def test_after_the_welcome_the_questions_then_today(tmp_path: Path) -> None:
    async with opened(tmp_path, consented=False) as coach:
        await coach.press("enter")
        assert isinstance(coach.app.screen, ScreeningScreen)
        assert "1 of 3" in coach.text
        await coach.press("enter")
        assert "2 of 3" in coach.text
        await coach.press("enter")
        assert "3 of 3" in coach.text
        await coach.press("enter")
        assert isinstance(coach.app.screen, ProfileScreen)
        await coach.press("escape")
        assert on_today(coach)
        assert "Start · 12 min" in coach.text
        (kept,) = coach.stored().screenings
        assert (kept.yes, kept.outcome, kept.version) == ((), Lock.NONE, "1")
        await coach.press("enter")
        assert isinstance(coach.app.screen, CheckInScreen)


async def test_turning_back_keeps_nothing_and_start_asks_again(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press("enter", "escape")
        assert "1 of 3" in coach.text
        await coach.press("escape")
        assert on_today(coach)
        assert coach.stored().screenings == ()
        assert "Safety questions, then" in coach.text
        await coach.press("enter")
        assert isinstance(coach.app.screen, ScreeningScreen)
        await coach.press(*NONE)
        assert isinstance(coach.app.screen, CheckInScreen)


async def test_group_a_ends_the_questions_and_locks(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press("down", "space")
        assert "tells you what to do" in coach.text
        await coach.press("enter")
        assert on_today(coach)
        assert "! Get help now" in coach.text
        assert "go to an emergency department now" in " ".join(coach.text.split())
        assert "Start ·" not in coach.text
        (kept,) = coach.stored().screenings
        assert (kept.yes, kept.outcome) == (("bladder_or_bowel",), Lock.EMERGENCY)

        await coach.press("s")
        assert on_today(coach), "Start is not offered"
        coach.clock.advance(3_600)
        await coach.press("enter")
        assert isinstance(coach.app.screen, ScreeningScreen)
        await coach.press("escape")
        assert "! Get help now" in coach.text
        await coach.press("u", *NONE)
        assert "Start · 12 min" in coach.text


async def test_group_b_locks_until_i_have_been_checked(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press("enter", "space", "enter", "enter")
        assert "! Get medical advice today" in coach.text
        await coach.press("s")
        assert on_today(coach)
        await coach.press("enter", "enter")
        assert "! Get medical advice today" in coach.text, "not yet"
        await coach.press("enter", "escape")
        assert coach.stored().clearances == ()
        await coach.press("enter")
        assert isinstance(coach.app.screen, ChoiceDialog)
        await coach.press("down", "enter")
        assert "Start · 12 min" in coach.text
        (screening,), (clearance,) = coach.stored().screenings, coach.stored().clearances
        assert (clearance.screening, clearance.kind) == (screening.id, ClearanceKind.CHECKED)
        assert clearance.at == coach.clock.now()


async def test_group_c_locks_until_a_clinician_says_exercise_is_fine(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press("enter", "enter", "space", "enter")
        assert "! Talk to a clinician first" in coach.text
        await coach.press("u", "down", "enter")
        assert "Start · 12 min" in coach.text
        (clearance,) = coach.stored().clearances
        assert clearance.kind is ClearanceKind.CLINICIAN_OK


async def test_groups_b_and_c_need_both_ticks(tmp_path: Path) -> None:
    clock = answered(tmp_path, "one_leg", "pregnancy")
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        assert "! Get medical advice today" in coach.text
        await coach.press("enter", "down", "enter")
        assert "! Talk to a clinician first" in coach.text
        await coach.press("enter", "down", "enter")
        assert isinstance(coach.app.screen, ProfileScreen), "now that nothing is in the way"
        await coach.press("escape")
        assert "Start · 12 min" in coach.text


@pytest.mark.parametrize(("features", "locked"), [(3, False), (4, True)])
async def test_question_18_is_followed_by_its_list(
    tmp_path: Path, features: int, locked: bool
) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press("enter", "enter", *["down"] * 5, "space", "enter")
        assert "Which of these fit?" in coach.text
        await coach.press(*["space", "down"] * features, "enter")
        assert on_today(coach)
        assert ("! Talk to a clinician first" in coach.text) is locked
        assert len(coach.stored().screenings[0].yes) == 1 + features


async def test_a_list_whose_line_lost_its_mark_is_not_kept(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press("enter", "enter", *["down"] * 5, "space", "enter", "space")
        await coach.press("escape")
        assert "[x] Began before 45" in coach.text
        await coach.press(*["down"] * 5, "space", "enter")
        assert coach.stored().screenings[0].yes == ()


async def test_a_yes_at_the_check_in_locks_and_asks_the_screen_again(tmp_path: Path) -> None:
    clock = answered(tmp_path)
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        await coach.press("enter", "2", "enter", "down", "down", "space", "enter")
        assert isinstance(coach.app.screen, AdviceDialog)
        await coach.press("enter")
        assert "! Get medical advice today" in coach.text
        clock.advance(60)
        await coach.press("enter", "down", "enter")
        assert isinstance(coach.app.screen, ScreeningScreen)
        assert "named something new" in coach.text
        clock.advance(60)
        await coach.press(*NONE)
        assert "Start · 12 min" in coach.text


async def test_an_emergency_at_the_check_in_locks_until_a_new_screen(tmp_path: Path) -> None:
    clock = answered(tmp_path)
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        await coach.press("enter", "2", "enter", "space", "enter", "enter")
        assert "! Get help now" in coach.text
    async with opened(tmp_path, consented=False, clock=clock, start=True) as coach:
        assert on_today(coach), "it stays locked when opened anew, and `start` obeys"
        assert "! Get help now" in coach.text
        clock.advance(60)
        await coach.press("enter", *NONE)
        assert "Start · 12 min" in coach.text


@pytest.mark.parametrize(("passed", "asked"), [(8 * WEEK - DAY, False), (8 * WEEK, True)])
async def test_asked_again_after_8_weeks(tmp_path: Path, passed: float, asked: bool) -> None:
    clock = answered(tmp_path)
    clock.sleep_through(passed)
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        assert isinstance(coach.app.screen, ScreeningScreen) is asked


@pytest.mark.parametrize(("passed", "asked"), [(55, False), (56, True)])
async def test_asked_again_after_a_gap(tmp_path: Path, passed: int, asked: bool) -> None:
    clock = ManualClock(a_session(0).started_at)
    clock.sleep_through(30 * DAY)
    practice = practice_in(tmp_path, clock)
    practice.person.consent()
    practice.person.keep_screening(())
    clock.sleep_through((passed - 30) * DAY)
    log = a_log(a_session(0))
    async with opened(tmp_path, log=log, consented=False, clock=clock) as coach:
        assert isinstance(coach.app.screen, ScreeningScreen) is asked
        assert ("Welcome back" in coach.text) is asked


async def test_start_asks_the_questions_and_goes_on(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False, start=True) as coach:
        await coach.press(*NONE)
        assert isinstance(coach.app.screen, CheckInScreen)


async def test_start_ends_where_the_answers_lock(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False, start=True) as coach:
        await coach.press("space", "enter")
        assert on_today(coach)
        assert "! Get help now" in coach.text


async def test_a_locked_coach_stays_readable(tmp_path: Path) -> None:
    clock = answered(tmp_path, "one_leg")
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        assert "March on the spot" in coach.text
        await coach.press("h")
        assert isinstance(coach.app.screen, HistoryScreen)
        for key in ("p", "x", "t"):
            await coach.press(key)
        assert "! Get medical advice today" in coach.text


async def test_a_second_line_of_a_question_stays_clear_of_the_marks(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        rows = [row.strip("┃ ") for row in coach.rows]
        first = next(each for each, row in enumerate(rows) if row.startswith("[ ] Numbness"))
        start = coach.rows[first].index("Numbness")
        assert coach.rows[first + 1].index(rows[first + 1]) == start


@pytest.mark.parametrize("size", SIZES)
async def test_nobody_answers_for_lines_they_have_not_seen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, screened=False, size=size) as coach:
        for page in "123":
            assert f"{page} of 3" in coach.text
            if "the rest of the list" in coach.text:
                assert size == (60, 20)
                await coach.press("enter")
                assert f"{page} of 3" in coach.text
            assert "none of these, go on" in coach.text
            await coach.press("enter")
        assert on_today(coach)


@pytest.mark.parametrize("size", SIZES)
async def test_the_whole_text_and_its_way_out_fit(tmp_path: Path, size: tuple[int, int]) -> None:
    clock = answered(tmp_path, "both_legs")
    async with opened(tmp_path, consented=False, clock=clock, size=size) as coach:
        text = " ".join(coach.text.split())
        assert "and do not exercise." in text
        assert "Answer the safety questions again" in text
