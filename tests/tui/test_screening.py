"""The safety questions on the screen: every way in, every lock, every way out."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from backcoach.coach.model.records import FollowUp
from backcoach.coach.model.screening_questions import ClearanceKind, Lock
from backcoach.journeys.progress import WHILE_LOCKED
from backcoach.tui.commands import COMMANDS, Scope, command
from backcoach.tui.screens.dialogs.advice import AdviceDialog
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.places.history import HistoryScreen
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.check_in import CheckInScreen
from backcoach.tui.screens.questions.profile import ProfileScreen
from backcoach.tui.screens.questions.screening import ScreeningScreen
from backcoach.tui.widgets.mark_list import MarkList
from tests.support.clock import ManualClock
from tests.support.coach import NONE_OF_THESE, SIZES, Opened, opened, practice_in
from tests.support.logs import a_log, a_session

PAGES = 4
NONE = NONE_OF_THESE * PAGES
UNLOCKING = command("today.unlock").keys.split(",")
WEEK = timedelta(weeks=1).total_seconds()
DAY = timedelta(days=1).total_seconds()


def on_today(coach: Opened) -> bool:
    return isinstance(coach.app.screen, TodayScreen)


def answered(folder: Path, *yes: str) -> ManualClock:
    """Somebody who consented and answered; the clock then stands a minute later."""
    clock = ManualClock()
    practice = practice_in(folder, clock)
    practice.person.consent()
    practice.safety.keep_screening(yes)
    clock.advance(60)
    return clock


async def test_after_the_welcome_the_questions_then_today(tmp_path: Path) -> None:
    async with opened(tmp_path, consented=False) as coach:
        assert "I am 18 or older and I understand" in coach.text
        await coach.press("enter")
        assert isinstance(coach.app.screen, ScreeningScreen)
        for page in range(1, PAGES + 1):
            assert f"{page} of 4" in coach.text
            await coach.press(*NONE_OF_THESE)
        assert isinstance(coach.app.screen, ProfileScreen)
        await coach.press("escape")
        assert on_today(coach)
        assert "Start · 13 min" in coach.text
        (kept,) = coach.stored().screenings
        assert (kept.yes, kept.outcome, kept.version) == ((), Lock.NONE, "2")
        assert kept.groups == ("emergency", "urgent", "clinician", "shapes")
        await coach.press("enter")
        assert isinstance(coach.app.screen, CheckInScreen)


async def test_a1_5_an_unfinished_page_is_asked_again(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press(*NONE_OF_THESE, "escape")
        assert "1 of 4" in coach.text
        await coach.press("escape")
        assert on_today(coach)
        assert coach.stored().screenings == ()
        assert "Safety questions, then" in coach.text
        await coach.press("enter")
        assert isinstance(coach.app.screen, ScreeningScreen)
        await coach.press(*NONE)
        assert isinstance(coach.app.screen, CheckInScreen)


async def test_a1_2_only_continue_leaves_the_page_and_keeps_what_is_marked(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press("down", "enter")
        assert "1 of 4" in coach.text
        assert "[x] Numb or tingling between the legs" in coach.text
        await coach.press("end", "enter")
        assert isinstance(coach.app.screen, ChoiceDialog)
        await coach.press("enter")
        (kept,) = coach.stored().screenings
        assert (kept.yes, kept.groups) == (("saddle_numbness",), ("emergency",))


async def test_a1_4_what_was_marked_is_listed_before_it_locks(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press("down", "down", "space", "end", "enter")
        shown = coach.words_in(".dialog")
        assert "You marked: • Trouble starting, stopping or feeling when you pee" in shown
        assert "Is that right?" in shown
        await coach.hold("enter", 20)
        assert isinstance(coach.app.screen, ChoiceDialog), "an Enter held down says nothing"
        await coach.press("down", "enter")
        assert "1 of 4" in coach.text, "Go back"
        assert coach.stored().screenings == ()
        await coach.press("end", "enter", "enter")
        assert coach.practice.safety.lock() is Lock.EMERGENCY


async def test_the_emergency_page_ends_the_questions_and_locks(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press("down", "down", "space", "end")
        assert "tells you what to do" in coach.text
        await coach.press("enter", "enter")
        assert on_today(coach)
        assert "! Get help now" in coach.text
        text = " ".join(coach.text.split())
        assert "do not drive yourself" in text
        assert "You marked: Trouble starting, stopping" in text
        assert "Start ·" not in coach.text
        await coach.press("s")
        assert on_today(coach), "Start is not offered"


async def marked_and_back(coach: Opened) -> None:
    """From the first page to a locked Today: numb between the legs."""
    await coach.press("down", "enter", "end", "enter", "enter")
    assert "! Get help now" in coach.text


async def test_a4_enter_alone_never_opens_an_emergency(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await marked_and_back(coach)
        for _ in range(20):
            await coach.press("enter")
            assert coach.practice.safety.lock() is Lock.EMERGENCY
        assert coach.stored().clearances == ()


async def test_a4_seen_and_exercise_is_fine_asks_the_emergency_signs_again(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await marked_and_back(coach)
        coach.clock.advance(3_600)
        await coach.press("u")
        assert "Have you been seen at a hospital for this?" in coach.text
        assert "• Numb or tingling between the legs" in coach.text
        await coach.press("down", "enter")
        assert "Since you were seen" in coach.text
        assert "1 of 1" in coach.text
        await coach.press(*NONE_OF_THESE)
        (clearance,) = coach.stored().clearances
        assert clearance.kind is ClearanceKind.SEEN_OK
        assert isinstance(coach.app.screen, ScreeningScreen), "the other pages are still open"
        await coach.press(*NONE_OF_THESE)
        assert "You told us: Numb or tingling between the legs" in coach.words_in(".dialog")
        await coach.press("enter")
        assert isinstance(coach.app.screen, ChoiceDialog), "no answer is chosen beforehand"
        await coach.press("down", "down", "enter", *NONE_OF_THESE * 3)
        await coach.press("escape")
        assert "Start · 13 min" in coach.text


async def test_a4_a_sign_marked_again_locks_again(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await marked_and_back(coach)
        coach.clock.advance(3_600)
        await coach.press("u", "down", "enter", "down", "enter", "end", "enter", "enter")
        assert on_today(coach)
        assert coach.practice.safety.lock() is Lock.EMERGENCY
        assert coach.stored().clearances == ()
        assert len(coach.stored().screenings) == 2


async def test_a4_a_hospital_that_said_nothing_leaves_a_clinician_s_lock(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await marked_and_back(coach)
        await coach.press("u", "down", "down", "enter")
        assert "! Talk to a clinician first" in coach.text


@pytest.mark.parametrize("true", [False, True])
async def test_a4_a_mistake_is_asked_about_sign_by_sign(tmp_path: Path, true: bool) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press("down", "enter", "down", "enter", "end", "enter", "enter")
        await coach.press("u", *["down"] * 3, "enter")
        assert "Is this true?" in coach.text
        assert "Numb or tingling" in coach.words_in(".dialog")
        await coach.press("down", "enter")
        assert "Trouble starting" in coach.words_in(".dialog")
        await coach.press(*([] if true else ["down"]), "enter")
        assert (coach.practice.safety.lock() is Lock.EMERGENCY) is true
        if not true:
            (clearance,) = coach.stored().clearances
            assert clearance.kind is ClearanceKind.MISTAKE
            ledger = coach.practice.standing.now().levels.decisions
            assert any("by mistake" in each.sentence for each in ledger)


async def test_a4_urgent_stays_locked_until_somebody_has_looked(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press(*NONE_OF_THESE, "down", "space", "end", "enter", "enter")
        await coach.press(*NONE_OF_THESE * 2)
        assert "! Get medical advice today" in coach.text
        await coach.press("s")
        assert on_today(coach)
        await coach.press("enter", "enter")
        assert "! Get medical advice today" in coach.text, "not yet"
        assert coach.stored().clearances == ()
        await coach.press("enter")
        assert "• Fever, chills or sweats" in coach.text
        await coach.press("down", "enter", "escape")
        assert "Start · 13 min" in coach.text
        (screening,), (clearance,) = coach.stored().screenings, coach.stored().clearances
        assert (clearance.screening, clearance.kind) == (screening.id, ClearanceKind.CHECKED)


async def test_a4_old_and_unchanged_opens_an_urgent_lock(tmp_path: Path) -> None:
    clock = answered(tmp_path, "one_leg_weak")
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        await coach.press("enter", "down", "down", "enter", "escape")
        assert "Start · 13 min" in coach.text
        assert coach.stored().clearances[0].kind is ClearanceKind.UNCHANGED


async def test_a4_a_clinician_agrees(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press(*NONE_OF_THESE * 2, *["down"] * 4, "space", "end", "enter", "enter")
        await coach.press(*NONE_OF_THESE)
        assert "! Talk to a clinician first" in coach.text
        await coach.press("u", "down", "enter", "escape")
        assert "Start · 13 min" in coach.text
        (clearance,) = coach.stored().clearances
        assert clearance.kind is ClearanceKind.CLINICIAN_OK


async def test_a4_a_maternity_team_s_yes_opens_and_asks_the_week_again(tmp_path: Path) -> None:
    clock = ManualClock()
    practice = practice_in(tmp_path, clock)
    practice.person.consent()
    practice.safety.keep_screening(("pregnant",), follow_ups={"pregnant": "15"})
    practice.safety.clear(ClearanceKind.CLINICIAN_OK)
    clock.advance(60)
    practice.sessions.check_in(practice.sessions.answered(2, {"pregnancy_sign": None}))
    clock.advance(60)
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        assert "! Call your maternity unit" in coach.text
        await coach.hold("enter", 20)
        await coach.press("enter")
        assert coach.practice.safety.lock() is Lock.MATERNITY, "not yet"
        await coach.press("u")
        assert "Has your maternity team said you may exercise again?" in coach.words_in(".dialog")
        assert "• Pregnancy: bleeding, fluid" in coach.words_in(".dialog")
        await coach.press("down", "enter")
        assert "How many weeks pregnant are you?" in coach.text
        await coach.press("1", "6", "enter")
        assert coach.practice.safety.lock() is Lock.NONE
        assert coach.practice.safety.pregnancy_week() == 16
        assert "pregnancy_supine" in coach.practice.person.suit.tags


async def test_groups_u_and_c_need_both_answers(tmp_path: Path) -> None:
    clock = answered(tmp_path, "one_leg_weak", "heart")
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        assert "! Get medical advice today" in coach.text
        await coach.press("enter", "down", "enter")
        assert "! Talk to a clinician first" in coach.text
        await coach.press("enter", "down", "enter")
        assert "Sessions are open again. Once more, to be sure: two short lists." in coach.text
        await coach.press(*NONE_OF_THESE * 2)
        assert "New weakness or numbness in one leg" in coach.words_in(".dialog")
        await coach.press("down", "down", "enter")
        assert isinstance(coach.app.screen, ProfileScreen), "now that nothing is in the way"
        await coach.press("escape")
        assert "Start · 13 min" in coach.text


async def test_a2_c1_asks_the_week(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press(*NONE_OF_THESE * 2, "down", "enter", "end", "enter")
        assert "How many weeks pregnant are you?" in coach.text
        await coach.press("enter", "4", "3", "enter")
        assert "A number from 1 to 42." in coach.text
        await coach.press("backspace", "backspace", "2", "0", "enter", "enter", *NONE_OF_THESE)
        (kept,) = coach.stored().screenings
        assert kept.follow_ups == (FollowUp("pregnant", "20"),)
        plan = {item.exercise.id for item in coach.practice.standing.plan().items}
        assert not plan & {"pelvic_tilt", "abdominal_brace", "bridge", "cobra"}


async def test_a2_c1_the_week_need_not_be_told(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press(*NONE_OF_THESE * 2, "down", "enter", "end", "enter", "tab", "enter")
        await coach.press("enter", *NONE_OF_THESE)
        (kept,) = coach.stored().screenings
        assert kept.follow_ups == (FollowUp("pregnant", ""),)


async def test_a2_c2_and_c3_ask_for_dates(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press(*NONE_OF_THESE * 2, "down", "down", "enter", "down", "enter")
        await coach.press("end", "enter")
        await coach.type("2027-01-01")
        await coach.press("enter")
        assert "still to come" in coach.text
        await coach.press(*["backspace"] * 10)
        await coach.type("2026-02-01")
        await coach.press("enter")
        await coach.type("2026-01")
        await coach.press("enter", "enter", *NONE_OF_THESE)
        (kept,) = coach.stored().screenings
        assert kept.follow_ups == (
            FollowUp("gave_birth", "2026-02-01"),
            FollowUp("surgery", "2026-01"),
        )


async def test_a2_c7_and_c8_ask_what_they_need(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press(*NONE_OF_THESE * 2, *["down"] * 7, "enter", "down", "enter")
        await coach.press("end", "enter")
        assert "Was it a bone in the spine?" in coach.text
        await coach.press("down", "enter")
        assert "What brings it on?" in coach.text
        await coach.press("enter", "enter", *NONE_OF_THESE)
        (kept,) = coach.stored().screenings
        assert kept.follow_ups == (
            FollowUp("thin_bones", "not_sure"),
            FollowUp("stenosis_or_slip", "extension"),
        )


async def test_turning_back_from_what_is_asked_leads_to_the_page(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press(*NONE_OF_THESE * 2, "down", "enter", "end", "enter", "escape")
        assert "3 of 4" in coach.text
        assert coach.stored().screenings == ()


@pytest.mark.parametrize(("features", "told"), [(3, False), (4, True)])
async def test_a2_d3_is_followed_by_its_list_and_locks_nothing(
    tmp_path: Path, features: int, told: bool
) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press(*NONE_OF_THESE * 3, *["down"] * 3, "space", "end", "enter")
        assert "Which of these fit?" in coach.text
        await coach.press("down", *["space", "down"] * features, "end", "enter")
        assert isinstance(coach.app.screen, AdviceDialog) is told
        if told:
            assert "Ask about inflammation" in coach.text
            await coach.press("enter")
        assert coach.practice.safety.lock() is Lock.NONE
        assert len(coach.stored().screenings[0].yes) == 1 + features


async def test_a_list_whose_line_lost_its_mark_is_not_kept(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press(*NONE_OF_THESE * 3, *["down"] * 3, "space", "end", "enter")
        await coach.press("down", "space", "escape")
        assert "[x] It began before age 45" in coach.text
        await coach.press("home", *["down"] * 3, "space", "home", *NONE_OF_THESE)
        assert coach.stored().screenings[0].yes == ()


@pytest.mark.parametrize(
    ("line", "title"),
    [(1, "Worth a look, no need to wait"), (2, "Worth a look"), (4, "About the leg")],
)
async def test_a2_d1_d2_and_d4_are_answered_at_once(tmp_path: Path, line: int, title: str) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await coach.press(*NONE_OF_THESE * 3, *["down"] * line, "space", "end", "enter")
        assert isinstance(coach.app.screen, AdviceDialog)
        assert title in coach.text
        assert "No session was started" not in coach.text
        assert coach.practice.safety.lock() is Lock.NONE


async def test_a_yes_at_the_check_in_locks_and_asks_the_screen_again(tmp_path: Path) -> None:
    clock = answered(tmp_path)
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        await coach.press("enter", "2", "enter", "end", "up", "up", "space", "end", "enter")
        await coach.press("enter")
        assert isinstance(coach.app.screen, AdviceDialog)
        await coach.press("enter")
        assert "! Get medical advice today" in coach.text
        clock.advance(60)
        await coach.press("enter", "down", "enter")
        assert isinstance(coach.app.screen, ScreeningScreen)
        assert "named something new" in coach.text
        clock.advance(60)
        await coach.press(*NONE_OF_THESE * 2)
        assert "Start · 13 min" in coach.text


async def test_an_emergency_at_the_check_in_stays_locked_when_opened_anew(tmp_path: Path) -> None:
    clock = answered(tmp_path)
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        await coach.press("enter", "2", "enter", "down", "space", "end", "enter", "enter", "enter")
        assert "! Get help now" in coach.text
    async with opened(tmp_path, consented=False, clock=clock, start=True) as coach:
        assert on_today(coach), "`start` obeys"
        assert "! Get help now" in coach.text
        clock.advance(60)
        await coach.press("enter", "down", "enter", *NONE_OF_THESE)
        assert isinstance(coach.app.screen, ScreeningScreen)
        await coach.press(*NONE_OF_THESE * 2)
        assert "Start · 13 min" in coach.text


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
    practice.safety.keep_screening(())
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
        await coach.press("down", "space", "end", "enter", "enter")
        assert on_today(coach)
        assert "! Get help now" in coach.text


async def test_a_locked_coach_stays_readable(tmp_path: Path) -> None:
    clock = answered(tmp_path, "one_leg_weak")
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        await coach.press("h")
        assert isinstance(coach.app.screen, HistoryScreen)
        for key in ("p", "x", "t"):
            await coach.press(key)
        assert "! Get medical advice today" in coach.text


@pytest.mark.parametrize("sign", ["both_legs", "heart_or_stroke", "one_leg_weak", "heart"])
async def test_while_locked_today_plans_no_session_and_no_key_leads_to_one(
    tmp_path: Path, sign: str
) -> None:
    clock = answered(tmp_path, sign)
    async with opened(tmp_path, consented=False, clock=clock, size=(120, 40)) as coach:
        lock = coach.practice.safety.lock()
        for words in ("March on the spot", "Start ·", "Have ready", "min", "Length", "Towards"):
            assert words not in coach.text
        for each in COMMANDS:
            if each.scope is Scope.TODAY:
                for key in each.keys.split(","):
                    await coach.press(key)
                    if not on_today(coach):
                        assert key in UNLOCKING, key
                        await coach.press("escape")
                        assert on_today(coach)
        assert coach.app.length is None
        assert (coach.practice.safety.lock(), coach.stored().sessions) == (lock, ())


async def test_while_locked_no_later_stage_begins(tmp_path: Path) -> None:
    clock = answered(tmp_path, "one_leg_weak")
    async with opened(tmp_path, consented=False, clock=clock) as coach:
        await coach.press("p", "2")
        said = [each.message for each in coach.app._notifications]
        assert said == [WHILE_LOCKED]
        assert coach.stored().choices == ()


async def test_a_second_line_of_a_question_stays_clear_of_the_marks(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        rows = [row.strip("┃ ") for row in coach.rows]
        first = next(each for each, row in enumerate(rows) if row.startswith("[ ] Numb or"))
        start = coach.rows[first].index("Numb or")
        assert coach.rows[first + 1].index(rows[first + 1]) == start


@pytest.mark.parametrize("size", SIZES)
async def test_nobody_answers_for_lines_they_have_not_seen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, screened=False, size=size) as coach:
        for page in "1234":
            assert f"{page} of 4" in coach.text
            listing = coach.app.screen.query_one(MarkList)
            await coach.press("enter")
            while "the rest of the list" in coach.text:
                assert size == (60, 20)
                await coach.press("enter")
                assert f"{page} of 4" in coach.text
            assert listing.is_seen
            await coach.press("enter")
        assert on_today(coach)


@pytest.mark.parametrize("size", SIZES)
async def test_the_whole_text_and_its_way_out_fit(tmp_path: Path, size: tuple[int, int]) -> None:
    clock = answered(tmp_path, "both_legs")
    async with opened(tmp_path, consented=False, clock=clock, size=size) as coach:
        text = " ".join(coach.text.split())
        assert "and do not exercise." in text
        assert "I have been seen" in text
