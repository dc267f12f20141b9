"""The safety screen at the start: when it is asked, what it locks, what opens a lock (§4.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.model.records import CheckIn, Clearance, Log, Screening
from backcoach.coach.model.screening_questions import ClearanceKind, Lock
from backcoach.coach.safety.screening import (
    Due,
    agreed_signs,
    agreement_is_outdated,
    answered_on,
    goes_on_worsening,
    is_worsening_due,
    known_signs,
    latest_answer,
    other_pages,
    outcome_of,
    pages_due,
    screening_due,
    seen_about,
    standing_lock,
    standing_locks,
)
from tests.support.content import catalogue
from tests.support.logs import a_session, day, moment

QUESTIONS = catalogue().safety.screening
FEATURES = [each.id for each in QUESTIONS.groups[3].questions[2].features]
GROUPS = tuple(group.id for group in QUESTIONS.groups)
EMERGENCY_KINDS = (ClearanceKind.SEEN_OK, ClearanceKind.SEEN, ClearanceKind.MISTAKE)
LATER = timezone(timedelta(hours=11))


def answers(number: int, *yes: str, hour: float = 9, version: str = QUESTIONS.version) -> Screening:
    """The screen answered on day `number`."""
    at = moment(number, hour)
    outcome = outcome_of(yes, QUESTIONS)
    return Screening(f"screen-{number}-{hour}", at, version, yes, outcome, groups=GROUPS)


def tick(number: int, screening: Screening, kind: ClearanceKind, *, hour: float = 10) -> Clearance:
    """A tick on day `number` for one screening."""
    return Clearance(f"tick-{number}-{hour}-{kind}", moment(number, hour), screening.id, kind)


def said(number: int, outcome: str, *, hour: float = 12) -> CheckIn:
    """A check-in of day `number` at which something new was said."""
    return CheckIn(f"said-{number}-{hour}", moment(number, hour), 2, ("fever",), outcome)


def lock(*facts: Screening | Clearance | CheckIn) -> Lock:
    return standing_lock(log(*facts), QUESTIONS)


def log(*facts: Screening | Clearance | CheckIn) -> Log:
    return Log(
        check_ins=tuple(fact for fact in facts if isinstance(fact, CheckIn)),
        screenings=tuple(fact for fact in facts if isinstance(fact, Screening)),
        clearances=tuple(fact for fact in facts if isinstance(fact, Clearance)),
    )


def due(log: Log, number: int, hour: float = 9) -> Due | None:
    return screening_due(log, QUESTIONS, moment(number, hour))


def test_none_of_these_leads_nowhere() -> None:
    assert outcome_of([], QUESTIONS) is Lock.NONE
    assert lock(answers(0)) is Lock.NONE
    assert lock() is Lock.NONE


def test_the_worst_answer_wins() -> None:
    assert outcome_of(["pregnant", "one_leg_weak"], QUESTIONS) is Lock.URGENT
    assert outcome_of(["pregnant", "one_leg_weak", "both_legs"], QUESTIONS) is Lock.EMERGENCY


# When the screen is asked


def test_it_is_asked_before_anything_else() -> None:
    assert due(Log(), 0) is Due.FIRST


def test_it_is_asked_again_when_its_questions_change() -> None:
    assert due(log(answers(0, version="0")), 0) is Due.VERSION
    assert due(log(answers(0, version="0"), answers(1)), 1) is None


@pytest.mark.parametrize(
    ("days", "expected"), [(0, None), (55, None), (56, Due.WEEKS), (57, Due.WEEKS)]
)
def test_it_is_asked_again_after_8_weeks(days: int, expected: Due | None) -> None:
    assert due(log(answers(0)), days) is expected


def test_8_weeks_are_counted_in_local_days() -> None:
    # 20:00 in UTC is the next morning eleven hours further east.
    facts = log(answers(0, hour=20))
    east = datetime(2024, 2, 26, 1, tzinfo=LATER)
    assert screening_due(facts, QUESTIONS, east) is None
    assert screening_due(facts, QUESTIONS, east + timedelta(days=1)) is Due.WEEKS


@pytest.mark.parametrize(("days", "expected"), [(55, None), (56, Due.GAP), (90, Due.GAP)])
def test_it_is_asked_again_after_a_gap_of_56_days(days: int, expected: Due | None) -> None:
    facts = replace(log(answers(40)), sessions=(a_session(0),))
    assert due(facts, days) is expected


def test_once_answered_in_a_gap_it_is_not_asked_for_that_gap_again() -> None:
    facts = replace(log(answers(0), answers(60)), sessions=(a_session(0),))
    assert due(facts, 61) is None
    assert due(facts, 60 + 55) is None
    assert due(facts, 60 + 56) is Due.WEEKS


def test_a_rehearsal_does_not_end_a_gap() -> None:
    facts = replace(log(answers(40)), sessions=(a_session(0), a_session(30, speed=10)))
    assert due(facts, 56) is Due.GAP


def test_it_is_asked_again_after_a_yes_at_a_check_in() -> None:
    assert due(log(answers(0), said(1, "urgent")), 1) is Due.CHECK_IN
    assert due(log(said(1, "urgent"), answers(2)), 2) is None


def test_strong_pain_alone_does_not_ask_it_again_and_locks_nothing() -> None:
    strong = CheckIn("strong", moment(1, 9), 9, (), "no_workout")
    assert due(log(answers(0), strong), 1) is None
    assert lock(answers(0), strong) is Lock.NONE


def test_the_check_in_of_a_session_counts_as_well() -> None:
    without = a_session(0, pain_before=None)
    facts = replace(log(answers(0)), sessions=(without, a_session(1, symptoms=("fever",))))
    assert due(facts, 1) is Due.CHECK_IN
    assert due(replace(facts, sessions=(without,)), 1) is None


def test_at_the_same_instant_the_check_in_comes_after_the_screen() -> None:
    assert lock(answers(0, hour=12), said(0, "emergency")) is Lock.EMERGENCY
    assert due(log(answers(0, hour=12), said(0, "emergency")), 0) is Due.CHECK_IN


@pytest.mark.parametrize(("answered", "expected"), [(9, Due.GAP), (10, None), (11, None)])
def test_it_is_asked_again_once_a_break_lets_training_begin_anew(
    answered: int, expected: Due | None
) -> None:
    begins_on = day(10)
    assert screening_due(log(answers(answered)), QUESTIONS, moment(12, 9), begins_on) is expected


@pytest.mark.parametrize(("answered", "expected"), [(55, Due.GAP), (56, None)])
def test_a_gap_counts_from_the_last_session_and_ends_with_answers(
    answered: int, expected: Due | None
) -> None:
    facts = replace(log(answers(answered)), sessions=(a_session(0), a_session(-30)))
    assert due(facts, 57) is expected


def test_answers_lie_on_the_local_day_of_their_own_clock() -> None:
    # 20:00 in UTC is the next morning eleven hours further east.
    facts = log(replace(answers(0, hour=20), utc_offset_minutes=660))
    assert due(facts, 56) is None
    assert due(facts, 57) is Due.WEEKS


@pytest.mark.parametrize(("hour", "expected"), [(9, None), (10, Due.OPENED)])
def test_the_warning_signs_are_asked_once_more_after_a_lock_of_theirs_was_opened(
    hour: float, expected: Due | None
) -> None:
    first = answers(0, "one_leg_weak")
    assert due(log(first, tick(0, first, ClearanceKind.CHECKED, hour=hour)), 1) is expected


# Which pages are asked

OTHERS = ("clinician", "shapes")


def some_pages(number: int, *groups: str, version: str = QUESTIONS.version) -> Screening:
    """These pages alone, answered with nothing on day `number`."""
    return replace(answers(number, version=version), groups=groups)


def pages(number: int, *facts: Screening) -> tuple[str, ...]:
    return tuple(each.id for each in pages_due(log(*facts), QUESTIONS, moment(number, 9)))


def test_a_new_version_asks_all_pages_whatever_was_answered_of_it() -> None:
    assert pages(2, answers(0, version="0"), some_pages(1, *OTHERS)) == GROUPS


@pytest.mark.parametrize(("days", "all_pages"), [(167, False), (168, True)])
def test_the_other_pages_are_asked_24_weeks_after_their_last_answer(
    days: int, all_pages: bool
) -> None:
    expected = GROUPS if all_pages else ("emergency", "urgent")
    assert pages(100 + days, answers(0), some_pages(100, *OTHERS)) == expected
    assert pages(days, replace(answers(0), groups=())) == expected, "all were asked"


def test_a_page_of_another_version_counts_as_never_answered() -> None:
    warnings = some_pages(1, "emergency", "urgent")
    assert pages(60, answers(0, version="0"), warnings) == GROUPS
    assert pages(60, warnings) == GROUPS


@pytest.mark.parametrize(
    ("groups", "counts"),
    [((), True), (GROUPS, True), (OTHERS, True), (("emergency", "clinician"), False)],
)
def test_pages_count_as_answered_where_all_of_them_were(
    groups: tuple[str, ...], counts: bool
) -> None:
    facts = log(some_pages(3, *groups))
    assert answered_on(facts, other_pages(QUESTIONS), moment(9, 9)) == (day(3) if counts else None)


def test_the_latest_answer_is_the_last_of_whatever_kind() -> None:
    first = answers(1)
    assert latest_answer(Log()) is None
    assert latest_answer(log(answers(0), first)) == moment(1, 9)
    assert latest_answer(log(first, tick(2, first, ClearanceKind.CHECKED))) == moment(2, 10)
    assert latest_answer(log(said(3, "go"), first, answers(2))) == moment(3, 12)


# Whether it gets worse


def worsening(number: int, *, worse: bool, page: str = "worsening") -> Screening:
    """The question whether the back gets worse, answered on day `number`."""
    return replace(answers(number, *(("worsening",) if worse else ())), groups=(page,))


def is_due(*facts: Screening) -> bool:
    return is_worsening_due(log(*facts), 14, day(20), moment(20, 9))


def test_it_is_asked_again_only_of_somebody_who_said_so_14_days_ago() -> None:
    assert not is_due()
    assert not is_due(worsening(0, worse=False))
    assert not is_due(worsening(7, worse=True))
    assert is_due(worsening(6, worse=True))
    assert is_due(worsening(6, worse=True, page="shapes"))
    assert not is_due(worsening(0, worse=True), worsening(6, worse=False))


def test_pages_without_the_question_say_nothing_about_it() -> None:
    assert is_due(worsening(6, worse=True), some_pages(8, "emergency", "urgent"))


@pytest.mark.parametrize(
    ("said_worse", "expected"),
    [
        ([], False),
        ([True], False),
        ([True, False], False),
        ([False, True], False),
        ([True, True], True),
        ([False, True, True], True),
        ([True, True, True], True),
    ],
)
def test_it_goes_on_once_it_was_said_twice_in_a_row(said_worse: list[bool], expected: bool) -> None:
    asked = [worsening(number, worse=worse) for number, worse in enumerate(said_worse)]
    assert goes_on_worsening(log(*asked)) is expected


# What lifts the locks


def test_what_ended_a_session_locks_like_the_same_answer_before_one() -> None:
    for outcome, expected in (
        ("call", Lock.CALL),
        ("emergency", Lock.EMERGENCY),
        ("be_checked", Lock.URGENT),
        ("urgent", Lock.URGENT),
    ):
        signs = replace(said(1, outcome), during="session", symptoms=("stop_now",))
        assert lock(answers(0), signs) is expected
        assert due(log(answers(0), signs), 1, 13) is Due.CHECK_IN


def test_no_new_screen_opens_an_emergency() -> None:
    first = answers(0, "both_legs")
    assert lock(first, answers(1)) is Lock.EMERGENCY
    assert lock(first, answers(1, "one_leg_weak")) is Lock.EMERGENCY


@pytest.mark.parametrize("kind", ClearanceKind)
def test_only_a_hospital_or_a_mistake_opens_an_emergency(kind: ClearanceKind) -> None:
    first = answers(0, "both_legs")
    opened = lock(first, tick(1, first, kind)) is not Lock.EMERGENCY
    assert opened is (kind in EMERGENCY_KINDS)


def test_a_hospital_that_said_nothing_leaves_it_to_a_clinician() -> None:
    first = answers(0, "both_legs")
    seen = tick(1, first, ClearanceKind.SEEN)
    assert lock(first, seen) is Lock.CLINICIAN
    assert lock(first, seen, tick(0, first, ClearanceKind.CLINICIAN_OK)) is Lock.CLINICIAN
    assert lock(first, seen, tick(2, first, ClearanceKind.CLINICIAN_OK)) is Lock.NONE


def test_a_heart_attack_or_a_stroke_is_the_worst() -> None:
    first = answers(0, "both_legs", "heart_or_stroke")
    assert lock(first) is Lock.CALL
    assert lock(first, tick(1, first, ClearanceKind.SEEN_OK)) is Lock.NONE


def test_old_and_unchanged_opens_an_urgent_lock() -> None:
    first = answers(0, "one_leg_weak")
    assert lock(first, tick(1, first, ClearanceKind.UNCHANGED)) is Lock.NONE


def test_a_maternity_unit_opens_its_lock() -> None:
    first = answers(0)
    late = tick(2, first, ClearanceKind.MATERNITY_OK)
    assert lock(first, said(1, "maternity")) is Lock.MATERNITY
    assert lock(first, said(1, "maternity"), late) is Lock.NONE
    assert lock(first, said(3, "maternity"), late) is Lock.MATERNITY


def test_a_hospital_s_yes_is_known_sign_by_sign() -> None:
    first = answers(0, "both_legs")
    assert seen_about(log(first), QUESTIONS) == frozenset()
    assert seen_about(log(first, tick(1, first, ClearanceKind.SEEN)), QUESTIONS) == frozenset()
    facts = log(first, tick(1, first, ClearanceKind.SEEN_OK))
    assert seen_about(facts, QUESTIONS) == {"both_legs"}


@pytest.mark.parametrize("outcome", ["emergency", "call"])
def test_so_is_what_it_says_about_a_sign_of_a_check_in(outcome: str) -> None:
    first, marked = answers(0), said(1, outcome)
    before, after = (tick(number, first, ClearanceKind.SEEN_OK) for number in (0, 2))
    assert seen_about(log(first, before, marked), QUESTIONS) == frozenset()
    assert seen_about(log(first, before, marked, after), QUESTIONS) == {"fever"}


def test_it_says_nothing_about_signs_for_which_nobody_went_there() -> None:
    first = answers(0, "one_leg_weak", "heart")
    facts = log(first, said(1, "urgent"), said(1, "go"), tick(2, first, ClearanceKind.SEEN_OK))
    assert seen_about(facts, QUESTIONS) == frozenset()


def test_a_sign_is_known_once_exercise_is_fine_with_it() -> None:
    first = answers(0, "one_leg_weak", "heart")
    ticks = [tick(1, first, kind) for kind in (ClearanceKind.CLINICIAN_OK, ClearanceKind.CHECKED)]
    assert known_signs(log(first, ticks[0]), QUESTIONS) == frozenset()
    assert known_signs(log(first, *ticks), QUESTIONS) == {"one_leg_weak"}


def test_what_a_clinician_agreed_to_is_a_mark_of_today_that_locks_nothing() -> None:
    first = answers(0, "one_leg_weak", "heart")
    ticks = [tick(1, first, kind) for kind in (ClearanceKind.CLINICIAN_OK, ClearanceKind.CHECKED)]
    assert agreed_signs(log(first, ticks[1]), QUESTIONS) == frozenset()
    assert agreed_signs(log(first, *ticks), QUESTIONS) == {"heart"}
    earlier = before(0, "pregnancy")
    agreed = log(earlier, tick(1, earlier, ClearanceKind.CLINICIAN_OK))
    assert agreed_signs(agreed, QUESTIONS) == frozenset(), "it is no longer asked like that"


def test_one_page_alone_is_not_the_screen() -> None:
    page = replace(answers(0, "both_legs"), groups=("emergency",))
    assert due(log(page), 1) is Due.FIRST, "the other pages are still to be answered"
    assert lock(page, tick(1, page, ClearanceKind.SEEN_OK)) is Lock.NONE


def test_urgent_stays_until_i_have_been_checked() -> None:
    first = answers(0, "one_leg_weak")
    assert lock(first, tick(0, first, ClearanceKind.CLINICIAN_OK)) is Lock.URGENT
    assert lock(first, tick(0, first, ClearanceKind.CHECKED)) is Lock.NONE


def test_urgent_stays_over_a_new_screen_with_none() -> None:
    first, second = answers(0, "one_leg_weak"), answers(1)
    assert lock(first, second) is Lock.URGENT
    assert lock(first, second, tick(1, second, ClearanceKind.CHECKED)) is Lock.NONE


def test_a_clinician_first_stays_until_a_clinician_says_exercise_is_fine() -> None:
    first = answers(0, "pregnant")
    assert lock(first, tick(0, first, ClearanceKind.CHECKED)) is Lock.CLINICIAN
    assert lock(first, tick(0, first, ClearanceKind.CLINICIAN_OK)) is Lock.NONE
    assert lock(first, answers(1)) is Lock.CLINICIAN


def test_each_lock_needs_its_own_tick() -> None:
    first = answers(0, "one_leg_weak", "pregnant")
    checked = tick(0, first, ClearanceKind.CHECKED)
    assert lock(first, checked) is Lock.CLINICIAN
    assert lock(first, checked, tick(1, first, ClearanceKind.CLINICIAN_OK)) is Lock.NONE


def test_a_tick_belongs_to_one_screen() -> None:
    first, second = answers(0, "pregnant"), answers(56, "pregnant")
    fine = tick(0, first, ClearanceKind.CLINICIAN_OK)
    assert lock(first, fine, second) is Lock.CLINICIAN
    late = tick(57, first, ClearanceKind.CLINICIAN_OK)
    assert lock(first, late, second) is Lock.CLINICIAN
    assert lock(first, fine, second, tick(57, second, ClearanceKind.CLINICIAN_OK)) is Lock.NONE


def test_a_tick_without_its_screen_lifts_nothing() -> None:
    gone = answers(1)
    assert lock(answers(0, "one_leg_weak"), tick(1, gone, ClearanceKind.CHECKED)) is Lock.URGENT


def test_an_emergency_at_a_check_in_stays_until_a_hospital_has_looked() -> None:
    first = answers(0)
    assert lock(first, said(1, "emergency")) is Lock.EMERGENCY
    assert lock(said(1, "emergency")) is Lock.EMERGENCY
    assert lock(first, said(1, "emergency"), answers(2)) is Lock.EMERGENCY
    seen = tick(2, first, ClearanceKind.SEEN_OK)
    assert lock(first, said(1, "emergency"), seen) is Lock.NONE


def test_urgent_at_a_check_in_stays_until_i_have_been_checked() -> None:
    first = answers(0)
    checked = tick(1, first, ClearanceKind.CHECKED, hour=13)
    assert lock(first, said(1, "urgent")) is Lock.URGENT
    assert lock(first, said(1, "urgent"), answers(2)) is Lock.URGENT
    assert lock(first, said(1, "urgent"), checked) is Lock.NONE
    assert lock(first, tick(1, first, ClearanceKind.CHECKED, hour=11), said(1, "urgent")) is (
        Lock.URGENT
    )


def test_at_the_same_instant_a_tick_comes_before_the_check_in() -> None:
    first = answers(0)
    checked = tick(1, first, ClearanceKind.CHECKED, hour=12)
    assert lock(first, said(1, "urgent", hour=12), checked) is Lock.URGENT
    assert lock(first, said(1, "urgent", hour=11.99), checked) is Lock.NONE


def test_at_the_same_instant_a_clinicians_yes_comes_before_a_hospital() -> None:
    first = answers(0, "both_legs")
    seen = tick(1, first, ClearanceKind.SEEN)
    assert lock(first, seen, tick(1, first, ClearanceKind.CLINICIAN_OK)) is Lock.CLINICIAN


# How long a clinician's yes holds


def outdated(number: int, *facts: Screening | Clearance) -> bool:
    """Whether sessions are locked on day `number` for nothing but an old yes."""
    return agreement_is_outdated(log(*facts), QUESTIONS, day(number))


@pytest.mark.parametrize(
    ("hour", "offset", "days"),
    [(0, None, 182), (23.9999, None, 182), (20, 660, 183), (2, -180, 181)],
)
def test_a_yes_holds_for_26_weeks_of_local_days(hour: float, offset: int | None, days: int) -> None:
    heart = answers(-1, "heart")
    fine = tick(0, heart, ClearanceKind.CLINICIAN_OK, hour=hour)
    facts = heart, replace(fine, utc_offset_minutes=offset)
    assert not outdated(days - 1, *facts)
    assert outdated(days, *facts)


def test_a_yes_about_an_earlier_screen_renews_none() -> None:
    first, heart = answers(-1), answers(0, "heart")
    late = tick(100, first, ClearanceKind.CLINICIAN_OK)
    assert outdated(182, first, heart, tick(0, heart, ClearanceKind.CLINICIAN_OK), late)


def test_where_something_else_locks_no_yes_is_called_outdated() -> None:
    heart = answers(0, "heart")
    fine = tick(0, heart, ClearanceKind.CLINICIAN_OK)
    assert not outdated(182, heart), "nobody has said yes"
    assert not outdated(182, heart, fine, answers(1, "thin_bones"))


def test_an_old_yes_locks_as_before_a_clinician_whatever_was_shown_then() -> None:
    shown = replace(answers(0, "heart"), outcome=Lock.URGENT)
    fine = (tick(0, shown, ClearanceKind.CHECKED), tick(0, shown, ClearanceKind.CLINICIAN_OK))
    assert standing_lock(log(shown, *fine), QUESTIONS, day(182)) is Lock.CLINICIAN


def test_what_was_told_then_still_holds_when_the_question_is_gone() -> None:
    old = replace(answers(0), yes=("no_longer_asked",), outcome=Lock.URGENT)
    assert lock(old) is Lock.URGENT


# What was answered before the questions of today


def before(number: int, *yes: str, outcome: Lock = Lock.NONE) -> Screening:
    """The first screen there was, answered on day `number`."""
    return Screening(f"screen-{number}-9", moment(number, 9), "1", yes, outcome)


EARLIER = [
    (["saddle_numbness", "bladder_or_bowel", "sexual_function", "both_legs"], Lock.EMERGENCY),
    (["serious_accident", "chest_or_tearing_pain"], Lock.EMERGENCY),
    (["fever_or_infection", "cancer_or_weight_loss", "constant_or_night_pain"], Lock.URGENT),
    (["fragile_bones", "one_leg", "lump_or_sharp_pain"], Lock.URGENT),
    (["pregnancy", "surgery_or_fracture", "heart_or_fainting", "spine_diagnosis"], Lock.CLINICIAN),
    (["first_pain_at_this_age", "never_seen"], Lock.CLINICIAN),
]


@pytest.mark.parametrize(
    ("id", "expected"), [(id, expected) for ids, expected in EARLIER for id in ids]
)
def test_an_earlier_answer_keeps_its_lock(id: str, expected: Lock) -> None:
    assert lock(before(0, id)) is expected, "even where the outcome was not kept"
    assert lock(before(0, id, outcome=expected)) is expected
    assert due(log(before(0, id)), 1) is Due.VERSION
    assert catalogue().safety.words(id), "and it can be named"


def test_an_earlier_list_of_features_keeps_its_lock() -> None:
    assert lock(before(0, "inflammatory", *FEATURES[:4])) is Lock.CLINICIAN
    assert lock(before(0, "inflammatory", *FEATURES[:3])) is Lock.NONE


def test_earlier_locks_of_two_kinds_both_stand() -> None:
    first = before(0, "one_leg", "pregnancy", outcome=Lock.URGENT)
    checked = tick(1, first, ClearanceKind.CHECKED)
    assert lock(first, checked) is Lock.CLINICIAN
    assert lock(first, checked, tick(1, first, ClearanceKind.CLINICIAN_OK)) is Lock.NONE


def test_an_earlier_emergency_that_an_earlier_screen_opened_stays_open() -> None:
    first = before(0, "both_legs", outcome=Lock.EMERGENCY)
    assert lock(first, before(1, "both_legs", outcome=Lock.EMERGENCY)) is Lock.EMERGENCY
    assert lock(first, before(1)) is Lock.NONE
    assert lock(first, before(1, "one_leg", outcome=Lock.URGENT)) is Lock.URGENT
    assert lock(first, answers(1)) is Lock.EMERGENCY, "a screen of today opens none"
    assert lock(said(0, "emergency"), before(1)) is Lock.NONE
    assert lock(said(2, "emergency"), before(1)) is Lock.EMERGENCY


def test_an_earlier_screen_opened_emergencies_alone() -> None:
    assert lock(before(0, "one_leg", outcome=Lock.URGENT), before(1)) is Lock.URGENT


def test_nor_did_one_with_another_emergency_open_any() -> None:
    facts = log(before(0, "both_legs", outcome=Lock.EMERGENCY), before(1, "serious_accident"))
    marked = [each.marked for each in standing_locks(facts, QUESTIONS)]
    assert marked == [("both_legs",), ("serious_accident",)]


def test_at_the_same_instant_an_earlier_screen_came_before_the_check_in() -> None:
    assert lock(said(0, "emergency", hour=9), before(0)) is Lock.EMERGENCY


@pytest.mark.parametrize(
    ("first", "then", "expected"), [("a", "b", "none"), ("b", "a", "emergency")]
)
def test_of_two_screens_of_one_instant_the_one_with_the_later_id_is_the_later(
    first: str, then: str, expected: str
) -> None:
    legs = replace(before(0, "both_legs", outcome=Lock.EMERGENCY), id=first)
    assert lock(legs, replace(before(0), id=then)) == expected


# Always

_YES = [question.id for group in QUESTIONS.groups for question in group.questions]
_SCREENS = st.builds(
    lambda number, yes: answers(number, *yes),
    st.integers(0, 9),
    st.lists(st.sampled_from(_YES), max_size=3, unique=True),
)
_FACTS = st.lists(
    _SCREENS
    | st.builds(said, st.integers(0, 9), st.sampled_from(["go", "urgent", "emergency"]))
    | st.builds(
        lambda number, of, kind: tick(number, answers(of), kind),
        st.integers(0, 9),
        st.integers(0, 9),
        st.sampled_from(ClearanceKind),
    ),
    max_size=8,
    unique_by=lambda fact: fact.id,
)


@given(facts=_FACTS, data=st.data())
def test_the_order_of_the_log_does_not_matter(
    facts: list[Screening | Clearance | CheckIn], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(facts))
    assert lock(*facts) is lock(*shuffled)
    assert due(log(*facts), 10) is due(log(*shuffled), 10)


@given(facts=_FACTS, yes=st.sampled_from(_YES[:16]))
def test_a_new_screen_with_a_sign_of_groups_a_or_b_always_locks(
    facts: list[Screening | Clearance | CheckIn], yes: str
) -> None:
    assert lock(*facts, answers(20, yes)).severity >= Lock.URGENT.severity


def test_days_in_these_tests_begin_at_midnight_in_utc() -> None:
    assert moment(0, 0) == datetime.combine(day(0), datetime.min.time(), UTC)
