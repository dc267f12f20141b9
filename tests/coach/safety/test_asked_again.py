"""When safety questions are asked again (`programme.md` §4.1), on both sides of each threshold."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from backcoach.coach.model.records import StageDecision
from backcoach.coach.model.screening_questions import ClearanceKind, Lock
from backcoach.coach.planning.day import Choice
from backcoach.coach.planning.today import day_for
from backcoach.coach.safety.conditions import AFTER_ILLNESS
from backcoach.coach.safety.leg import LegAnswer
from backcoach.coach.safety.screening import Due, other_pages
from backcoach.practice import Practice
from tests.support.clock import ManualClock
from tests.support.coach import practice_in
from tests.support.content import catalogue

SAFETY = catalogue().safety
WARNINGS = ["emergency", "urgent"]
ALL = [*WARNINGS, "clinician", "shapes"]


def later(practice: Practice, folder: Path, clock: ManualClock, **span: float) -> Practice:
    clock.advance(timedelta(**span).total_seconds())
    return practice_in(folder, clock)


def answered(folder: Path, *yes: str, **follow_ups: str) -> tuple[Practice, ManualClock]:
    clock = ManualClock()
    practice = practice_in(folder, clock)
    practice.safety.keep_screening(yes, follow_ups=follow_ups)
    return practice, clock


def pages(practice: Practice) -> list[str]:
    return [each.id for each in practice.safety.pages_due()]


# --- the start screen ---------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "due"), [(55, None), (56, Due.WEEKS)])
def test_a9_warning_signs_are_asked_every_8_weeks(
    tmp_path: Path, days: int, due: Due | None
) -> None:
    practice, clock = answered(tmp_path)
    practice = later(practice, tmp_path, clock, days=days)
    assert practice.safety.screening_due() is due
    assert pages(practice) == WARNINGS


@pytest.mark.parametrize(("days", "asked"), [(167, WARNINGS), (168, ALL)])
def test_a9_the_other_pages_join_them_every_24_weeks(
    tmp_path: Path, days: int, asked: list[str]
) -> None:
    practice, clock = answered(tmp_path)
    for _ in range(2):
        practice = later(practice, tmp_path, clock, days=56)
        practice.safety.keep_screening((), WARNINGS)
    practice = later(practice, tmp_path, clock, days=days - 112)
    assert pages(practice) == asked


def test_a9_the_first_time_all_pages_are_asked(tmp_path: Path) -> None:
    assert pages(practice_in(tmp_path, ManualClock())) == ALL


@pytest.mark.parametrize("kind", [ClearanceKind.CHECKED, ClearanceKind.UNCHANGED])
def test_a9_once_after_an_urgent_lock_was_opened(tmp_path: Path, kind: ClearanceKind) -> None:
    practice, clock = answered(tmp_path, "one_leg_weak")
    assert practice.safety.screening_due() is None
    practice = later(practice, tmp_path, clock, minutes=1)
    practice.safety.clear(kind)
    assert practice.safety.lock() is Lock.NONE
    assert practice.safety.screening_due() is Due.OPENED
    assert practice.safety.known_signs() == {"one_leg_weak"}
    practice = later(practice, tmp_path, clock, minutes=1)
    practice.safety.keep_screening((), WARNINGS)
    assert practice.safety.screening_due() is None
    assert practice.safety.lock() is Lock.NONE


def test_a9_what_is_known_locks_again_on_a_yes(tmp_path: Path) -> None:
    practice, clock = answered(tmp_path, "one_leg_weak")
    practice = later(practice, tmp_path, clock, minutes=1)
    practice.safety.clear(ClearanceKind.UNCHANGED)
    practice = later(practice, tmp_path, clock, minutes=1)
    practice.safety.keep_screening(("one_leg_weak",), WARNINGS)
    assert practice.safety.lock() is Lock.URGENT


def test_a9_what_was_marked_by_mistake_is_not_known(tmp_path: Path) -> None:
    practice, clock = answered(tmp_path, "saddle_numbness")
    practice = later(practice, tmp_path, clock, minutes=1)
    practice.safety.clear(ClearanceKind.MISTAKE)
    assert practice.safety.known_signs() == frozenset()


# --- About you ----------------------------------------------------------------------------------


def asked_first(practice: Practice) -> list[str]:
    return [each.id for each in practice.safety.pages_about_you()]


def test_a9_the_other_pages_are_asked_when_about_you_is_opened_once_a_day(tmp_path: Path) -> None:
    practice, clock = answered(tmp_path)
    assert asked_first(practice) == [], "they were answered today"
    practice = later(practice, tmp_path, clock, days=1)
    assert asked_first(practice) == ["clinician", "shapes"]
    practice.safety.keep_screening((), asked_first(practice))
    assert asked_first(practice) == []


def test_a9_answers_before_about_you_do_not_put_off_the_warning_signs(tmp_path: Path) -> None:
    practice, clock = answered(tmp_path)
    practice = later(practice, tmp_path, clock, days=55)
    practice.safety.keep_screening((), asked_first(practice))
    practice = later(practice, tmp_path, clock, days=1)
    assert practice.safety.screening_due() is Due.WEEKS
    assert pages(practice) == WARNINGS, "the other pages are a day old"


@pytest.mark.parametrize("sign", ["one_leg_weak", "heart"])
def test_a9_nothing_is_asked_before_about_you_while_sessions_are_locked(
    tmp_path: Path, sign: str
) -> None:
    practice, clock = answered(tmp_path, sign)
    assert asked_first(later(practice, tmp_path, clock, days=1)) == []


def test_a9_nor_before_the_questions_were_ever_answered(tmp_path: Path) -> None:
    assert asked_first(practice_in(tmp_path, ManualClock())) == []


def test_a9_what_a_clinician_agreed_to_is_known_before_about_you(tmp_path: Path) -> None:
    practice, clock = answered(tmp_path, "heart", "inflammatory", "gave_birth", "age_65")
    assert practice.safety.known_conditions() == set()
    practice.safety.clear(ClearanceKind.CLINICIAN_OK)
    assert practice.safety.known_conditions() == {"heart", "inflammatory", "gave_birth"}
    practice = later(practice, tmp_path, clock, days=84)
    assert practice.safety.known_conditions() == {"heart", "inflammatory"}, "the birth is over"


def test_a9_leg_pain_is_known_while_it_lasts(tmp_path: Path) -> None:
    practice, _ = answered(tmp_path, "one_leg_pain")
    assert "one_leg_pain" in practice.safety.known_conditions()


# --- a clinician's yes --------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["heart", "blood_pressure", "thin_bones", "stenosis_or_slip"])
@pytest.mark.parametrize(("days", "lock"), [(181, Lock.NONE), (182, Lock.CLINICIAN)])
def test_a9_a_clinicians_yes_holds_for_26_weeks(
    tmp_path: Path, mark: str, days: int, lock: Lock
) -> None:
    practice, clock = answered(tmp_path, mark)
    practice.safety.clear(ClearanceKind.CLINICIAN_OK)
    practice = later(practice, tmp_path, clock, days=days)
    assert practice.safety.lock() is lock
    assert practice.safety.agreement_is_outdated() is (lock is Lock.CLINICIAN)
    practice.safety.clear(ClearanceKind.CLINICIAN_OK)
    assert practice.safety.lock() is Lock.NONE


@pytest.mark.parametrize("mark", ["inflammatory", "weak_or_unsteady", "first_over_55"])
def test_a9_the_other_yeses_hold(tmp_path: Path, mark: str) -> None:
    practice, clock = answered(tmp_path, mark)
    practice.safety.clear(ClearanceKind.CLINICIAN_OK)
    practice = later(practice, tmp_path, clock, days=400)
    assert practice.safety.lock() is Lock.NONE


@pytest.mark.parametrize(("days", "lock"), [(181, Lock.NONE), (182, Lock.CLINICIAN)])
def test_a9_healing_asks_no_yes_of_its_own_and_ends_by_its_date(
    tmp_path: Path, days: int, lock: Lock
) -> None:
    practice, clock = answered(tmp_path, "surgery", "heart", surgery="2026-01")
    practice.safety.clear(ClearanceKind.CLINICIAN_OK)
    practice = later(practice, tmp_path, clock, days=days)
    assert practice.safety.lock() is lock
    assert practice.safety.marked() == (("heart",) if lock is Lock.CLINICIAN else ())
    assert practice.person.profile is not None
    assert "healing" not in practice.person.profile.tags


def ticked(folder: Path, tag: str) -> tuple[Practice, ManualClock]:
    """Somebody who marked the tag in About you, and that a clinician agrees."""
    practice, clock = answered(folder)
    profile = replace(practice.person.profile_to_change(), tags=(tag,), clinician_ok=(tag,))
    practice.person.keep_profile(profile)
    return practice, clock


@pytest.mark.parametrize(
    ("tag", "renewed"), [("hypertension", True), ("osteoporosis", True), ("healing", False)]
)
@pytest.mark.parametrize("days", [181, 182])
def test_a9_a_tick_in_about_you_holds_as_long(
    tmp_path: Path, tag: str, renewed: bool, days: int
) -> None:
    practice, clock = ticked(tmp_path, tag)
    practice = later(practice, tmp_path, clock, days=days)
    assert practice.safety.outdated_ticks() == ((tag,) if renewed and days == 182 else ())


def test_a9_another_change_of_the_profile_renews_no_tick(tmp_path: Path) -> None:
    practice, clock = ticked(tmp_path, "hypertension")
    practice = later(practice, tmp_path, clock, days=100)
    practice.person.name_activities(["socks"])
    practice = later(practice, tmp_path, clock, days=82)
    assert practice.safety.outdated_ticks() == ("hypertension",)


def test_a9_a_yes_renews_the_tick_and_a_no_takes_it_away(tmp_path: Path) -> None:
    practice, clock = ticked(tmp_path, "osteoporosis")
    practice = later(practice, tmp_path, clock, days=182)
    practice.safety.clear(ClearanceKind.CLINICIAN_OK)
    assert practice.safety.outdated_ticks() == ()
    practice = later(practice, tmp_path, clock, days=182)
    practice.safety.untick(practice.safety.outdated_ticks())
    assert practice.person.profile is not None
    assert practice.person.profile.clinician_ok == ()
    assert "osteoporosis" in practice.person.profile.tags
    assert practice.safety.lock() is Lock.NONE


# --- others ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "due"), [(27, False), (28, True)])
def test_a9_the_weeks_of_a_pregnancy_are_asked_every_28_days(
    tmp_path: Path, days: int, due: bool
) -> None:
    practice, clock = answered(tmp_path, "pregnant", pregnant="10")
    practice.safety.clear(ClearanceKind.CLINICIAN_OK)
    practice = later(practice, tmp_path, clock, days=days)
    assert practice.safety.pregnancy_due() is due


@pytest.mark.parametrize("agreed", [True, False])
def test_a9_without_a_clinicians_yes_in_pregnancy_sessions_are_locked(
    tmp_path: Path, agreed: bool
) -> None:
    practice, clock = answered(tmp_path, "pregnant", pregnant="10")
    practice.safety.clear(ClearanceKind.CLINICIAN_OK)
    assert practice.safety.was_agreed_in_pregnancy()
    practice = later(practice, tmp_path, clock, days=28)
    practice.safety.keep_pregnancy(14, agreed=agreed)
    assert practice.safety.lock() is (Lock.NONE if agreed else Lock.CLINICIAN)
    assert practice.safety.marked() == (() if agreed else ("pregnant",))
    practice.safety.clear(ClearanceKind.CLINICIAN_OK)
    assert practice.safety.lock() is Lock.NONE


def test_a9_a_leg_is_asked_about_at_every_check_in(tmp_path: Path) -> None:
    practice, clock = answered(tmp_path, "one_leg_pain")
    for _ in range(3):
        practice = later(practice, tmp_path, clock, days=2)
        assert practice.person.conditions.leg is not None
        practice.sessions.check_in(practice.sessions.answered(2, {}, leg=LegAnswer.SAME))


@pytest.mark.parametrize(("days", "shown"), [(6, False), (7, True)])
def test_a9_the_seventh_row_is_asked_once_a_week(tmp_path: Path, days: int, shown: bool) -> None:
    practice, clock = answered(tmp_path)
    weekly = "weight_or_constant_pain"
    assert weekly in [each.id for each in practice.safety.rows_to_ask()]
    practice.sessions.check_in(practice.sessions.answered(2, {}, also_asked=[weekly]))
    practice = later(practice, tmp_path, clock, days=days)
    assert (weekly in [each.id for each in practice.safety.rows_to_ask()]) is shown


def test_a9_a_fall_and_65_are_on_the_last_page_which_comes_every_24_weeks() -> None:
    questions = SAFETY.screening
    shapes = next(each for each in questions.groups if each.id == "shapes")
    assert {"age_65", "fall"} <= {each.id for each in shapes.questions}
    assert questions.reask_all_weeks <= 26
    assert shapes in other_pages(questions)


# --- after illness ------------------------------------------------------------------------------


def test_a9_after_illness_the_first_session_is_a_short_one(tmp_path: Path) -> None:
    practice, clock = answered(tmp_path)
    practice = later(practice, tmp_path, clock, days=1)
    practice.safety.keep_screening((), WARNINGS, {AFTER_ILLNESS: "yes"})
    here = practice.standing.now()
    assert here.was_ill
    day = day_for(here, None, clock.now(), catalogue().programme)
    assert day.choice is Choice.SHORT
    assert Choice.PLANNED not in day.offers


# --- D2, A8, T10 --------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "due"), [(13, False), (14, True)])
def test_a2_d2_is_asked_again_after_14_days(tmp_path: Path, days: int, due: bool) -> None:
    practice, clock = answered(tmp_path, "worsening")
    practice = later(practice, tmp_path, clock, days=days)
    assert practice.safety.worsening_due() is due
    assert practice.safety.see_somebody() == ()


@pytest.mark.parametrize("worse", [True, False])
def test_a2_d2_with_another_yes_the_advice_stays_and_nothing_locks(
    tmp_path: Path, worse: bool
) -> None:
    practice, clock = answered(tmp_path, "worsening")
    practice = later(practice, tmp_path, clock, days=14)
    practice.safety.keep_worsening(worse=worse)
    assert practice.safety.lock() is Lock.NONE
    assert bool(practice.safety.see_somebody()) is worse
    assert not practice.safety.worsening_due()


def test_a8_faint_on_the_back_bars_lying_on_it_at_once(tmp_path: Path) -> None:
    practice, clock = answered(tmp_path, "pregnant", pregnant="8")
    assert practice.person.profile is not None
    assert "pregnancy_supine" not in practice.person.profile.tags
    practice = later(practice, tmp_path, clock, minutes=1)
    said = practice.sessions.answered(1, {"not_well": "no", "faint_lying": "yes"})
    practice.sessions.check_in(said)
    assert said.outcome == "not_today"
    assert practice.person.profile is not None
    assert "pregnancy_supine" in practice.person.profile.tags
    practice = later(practice, tmp_path, clock, days=7)
    practice.safety.keep_pregnancy(9)
    assert practice.person.profile is not None
    assert "pregnancy_supine" in practice.person.profile.tags, "the week does not take it away"


@pytest.mark.parametrize(("week", "stage"), [("27", 2), ("28", 1)])
def test_a8_from_week_28_on_no_later_stage_begins(tmp_path: Path, week: str, stage: int) -> None:
    practice, clock = answered(tmp_path, "pregnant", pregnant=week)
    practice.safety.clear(ClearanceKind.CLINICIAN_OK)
    practice = later(practice, tmp_path, clock, minutes=1)
    practice.person.choose(StageDecision.START_IN, 2)
    here = practice.standing.now()
    assert here.stage == stage
    assert any("after the pregnancy" in each for each in here.reasons) is (stage == 1)


def test_t10_says_its_own_words_while_it_locks(tmp_path: Path) -> None:
    practice, clock = answered(tmp_path)
    practice = later(practice, tmp_path, clock, minutes=1)
    said = practice.sessions.answered(1, {})

    practice.sessions.check_in(replace(said, symptoms=("stop_pop_or_sharp",), outcome="be_checked"))
    assert practice.safety.lock() is Lock.URGENT
    assert practice.safety.lock_advice() is SAFETY.be_checked


@pytest.mark.parametrize(
    ("days", "said"), [(13, ()), (14, ("See a GP or physiotherapist about the leg.",))]
)
def test_a6_6_on_day_14_the_advice_is_on_today_and_nothing_locks(
    tmp_path: Path, days: int, said: tuple[str, ...]
) -> None:
    practice, clock = answered(tmp_path, "one_leg_pain")
    practice = later(practice, tmp_path, clock, days=days)
    assert practice.safety.see_somebody() == said
    assert practice.safety.lock() is Lock.NONE
