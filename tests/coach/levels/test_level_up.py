"""Level moves: the row "up 1" of programme.md §3.3, on both sides of each threshold."""

from dataclasses import replace

import pytest

from backcoach.coach.model.records import Ratings
from backcoach.coach.standing.standing import Standing
from tests.support.levels import decided, did, eased, last, level, now, rules
from tests.support.logs import (
    a_check_in,
    a_morning,
    a_session,
    a_set,
    day,
    moment,
)
from tests.support.squats import SQUAT, calm, third_day

# --- up 1 ------------------------------------------------------------------------------------


def test_up_after_two_sessions_in_full_and_calm() -> None:
    here = third_day(*calm(0, 3))
    assert decided(here, SQUAT) == [("level.hold.once", 1, 1), ("level.up", 1, 2)]
    up = last(here, SQUAT)
    assert (
        up.sentence
        == "Squat goes up to level 2: done in full and calm twice in a row. 3 sets instead of 2."
    )
    assert (up.on, up.evidence.sessions) == (day(7), ("session-0-18", "session-3-18"))


def test_not_up_after_one_session() -> None:
    here = now(3, *calm(0, 3))
    assert level(SQUAT, here) == 1
    assert last(here, SQUAT).rule == "level.hold.once"


def test_up_only_for_exercises_in_the_session() -> None:
    here = now(7, *calm(0, 3), did(7, "dead_bug"))
    assert level(SQUAT, here) == 1


@pytest.mark.parametrize(("share", "then"), [(1.0, 2), (0.99, 1)])
def test_up_needs_all_of_it_done(share: float, then: int) -> None:
    assert level(SQUAT, third_day(did(0, SQUAT), did(3, SQUAT, share=share))) == then


@pytest.mark.parametrize(("worst", "then"), [(3, 2), (4, 1)])
def test_up_needs_green(worst: int, then: int) -> None:
    assert level(SQUAT, third_day(did(0, SQUAT), did(3, SQUAT, worst=worst))) == then


@pytest.mark.parametrize(("effort", "then"), [(6, 2), (7, 1)])
def test_up_needs_an_effort_of_6_or_less(effort: int, then: int) -> None:
    assert level(SQUAT, third_day(did(0, SQUAT, effort=effort), did(3, SQUAT))) == then


@pytest.mark.parametrize("which", [0, 3])
@pytest.mark.parametrize(("sore", "then"), [((), 2), (("dead_bug",), 2), ((SQUAT,), 1)])
def test_up_needs_that_it_did_not_leave_the_back_sore(
    which: int, sore: tuple[str, ...], then: int
) -> None:
    two = [did(number, SQUAT, sore=sore if number == which else ()) for number in (0, 3)]
    assert level(SQUAT, third_day(*two)) == then


def test_what_left_the_back_sore_says_so() -> None:
    here = now(0, did(0, (SQUAT, 2), sore=(SQUAT,)))
    assert decided(here, SQUAT) == [("level.hold.sore", 2, 2)]
    assert last(here, SQUAT).sentence == "Squat stays at level 2: it left your back sore."


def test_soreness_from_an_easier_variant_counts_for_what_it_stood_in_for() -> None:
    made_easier = eased(did(0, (SQUAT, 2), sore=("sit_to_stand",)), 0, 0.9)
    assert decided(now(0, made_easier), SQUAT) == [("level.hold.sore", 2, 2)]


@pytest.mark.parametrize("which", [1, 4])
@pytest.mark.parametrize(("pain", "then"), [(3, 2), (4, 1)])
def test_up_needs_both_mornings_settled(which: int, pain: int, then: int) -> None:
    morning = a_check_in(which, pain)
    assert level(SQUAT, third_day(*calm(0, 3), morning)) == then


@pytest.mark.parametrize(
    ("pain", "then", "rule"),
    [(3, 2, "level.up"), (4, 1, "level.hold.unsettled"), (None, 1, "level.hold.unknown")],
)
def test_up_needs_pain_today_of_3_or_less(pain: int | None, then: int, rule: str) -> None:
    here = third_day(*calm(0, 3), pain=pain)
    assert (level(SQUAT, here), last(here, SQUAT).rule) == (then, rule)


def high(pain: int, today: int, usual: int | None = None) -> Standing:
    """Somebody whose pain is `pain` before and during two sessions, and `today` before a third."""
    morning = [a_check_in(7, usual, hour=6)] if usual is not None else []
    two = [did(number, SQUAT, pain=pain, worst=pain) for number in (0, 3)]
    return now(7, *two, *morning, did(7, SQUAT, pain=today, worst=today))


@pytest.mark.parametrize(("today", "then"), [(5, 2), (4, 2)])
def test_or_pain_today_at_most_as_usual(today: int, then: int) -> None:
    assert level(SQUAT, high(5, today)) == then


def test_pain_today_above_usual_holds() -> None:
    here = high(4, 5, usual=4)
    assert last(here, SQUAT).rule == "level.hold.pain"
    assert last(here, SQUAT).sentence.endswith("pain before the session was 5.")


@pytest.mark.parametrize(("pain", "then"), [(5, 2), (6, 1)])
def test_as_usual_only_below_6(pain: int, then: int) -> None:
    assert level(SQUAT, high(pain, pain)) == then


def test_something_new_today_holds() -> None:
    third = a_session(7, stage=2, sets=(a_set(SQUAT),), symptoms=("fever",))
    here = now(7, *calm(0, 3), third)
    assert last(here, SQUAT).rule == "level.hold.symptoms"


@pytest.mark.parametrize(("number", "then"), [(9, 2), (10, 1)])
def test_not_up_in_the_first_session_after_a_gap_of_7_days(number: int, then: int) -> None:
    assert level(SQUAT, third_day(*calm(0, 3), number=number)) == then


def test_an_unknown_morning_is_no_settled_one() -> None:
    here = now(3, did(0, SQUAT), did(3, SQUAT, hour=9), did(3, SQUAT, hour=18))
    assert decided(here, SQUAT)[-1] == ("level.hold.morning", 1, 1)


def test_not_up_right_after_another_session_was_red() -> None:
    here = third_day(*calm(0, 2), did(4, "dead_bug", worst=8))
    assert last(here, SQUAT).rule == "level.hold.last"
    assert level(SQUAT, third_day(*calm(0, 2), did(4, "dead_bug", worst=5))) == 2


def test_not_up_right_after_another_session_was_not_rated_however_it_settled() -> None:
    unrated = did(4, "dead_bug", worst=None)
    here = third_day(*calm(0, 2), unrated, a_morning(5, 2))
    assert decided(here, SQUAT)[-1] == ("level.hold.last", 1, 1)
    rated = did(4, "dead_bug", worst=3)
    assert level(SQUAT, third_day(*calm(0, 2), rated, a_morning(5, 2))) == 2


def test_not_up_in_a_session_without_a_check_in_however_calm_it_was() -> None:
    # Both mornings after are known, so that it is the check-in alone that is missing.
    known = [*calm(0, 3), a_check_in(1), a_check_in(4)]
    for pain, then in ((None, 1), (2, 2)):
        here = now(7, *known, did(7, "dead_bug", SQUAT, pain=pain, worst=2))
        assert level(SQUAT, here) == then
        assert ("level.up" in rules(here)) is (then == 2)


def test_not_up_right_after_another_session_left_the_back_unsettled() -> None:
    here = third_day(*calm(0, 2), did(4, "dead_bug"), a_morning(5, 4))
    assert last(here, SQUAT).rule == "level.hold.last"


def test_only_sessions_of_the_exercise_itself_at_its_level_are_evidence() -> None:
    from tests.support.weeks import next_weeks

    sessions = [did(n, ("step_down", rung), stage=3) for n, rung in ((43, 1), (47, 1), (50, 2))]
    facts = [*next_weeks().values(), *sessions]
    assert level("step_down", now(50, *facts, stage=1)) == 2
    once = did(57, ("step_down", 2), stage=3)
    other = did(53, "side_plank", stage=3)
    assert level("step_down", now(57, *facts, other, once, stage=1)) == 2, "one session at it"
    again = did(59, ("step_down", 3), stage=3)
    assert level("step_down", now(59, *facts, other, once, again, stage=1)) == 3


def test_a_missing_answer_never_goes_up() -> None:
    for other in (did(3, SQUAT, worst=None), did(3, SQUAT, pain=None)):
        here = third_day(did(0, SQUAT), other)
        assert level(SQUAT, here) == 1
        assert "level.hold.unknown" in rules(here)


def test_sessions_below_the_level_do_not_take_it_up() -> None:
    first = [*calm(0, 3), did(7, (SQUAT, 2)), did(9, SQUAT), did(12, SQUAT)]
    here = now(14, *first, did(14, SQUAT))
    assert level(SQUAT, here) == 2
    assert last(here, SQUAT).sentence.endswith("stays at level 2: it was done at level 1.")


def test_settled_amber_of_somebody_with_high_usual_pain_counts_as_green() -> None:
    two = [did(number, SQUAT, pain=4, worst=5) for number in (0, 3)]
    assert level(SQUAT, now(7, *two, did(7, SQUAT, pain=4, worst=5))) == 2
    two = [did(number, SQUAT, pain=3, worst=4) for number in (0, 3)]
    assert level(SQUAT, now(7, *two, did(7, SQUAT, pain=3, worst=4))) == 1


def test_an_exercise_begins_at_the_level_of_its_template() -> None:
    first = a_session(0, stage=2, sets=(a_set("clamshell", 1),))
    assert level("clamshell", now(0, replace(first, template="s2_b"))) == 2
    assert level("clamshell", now(0, first)) == 1


def test_what_goes_by_the_clock_has_a_level_in_the_main_block() -> None:
    here = now(3, did(0, "march_in_place", SQUAT), did(3, "march_in_place"))
    assert level("march_in_place", here) == 1


# --- The log is all there is -----------------------------------------------------------------


def test_a_deleted_session_takes_the_step_back() -> None:
    assert level(SQUAT, third_day(*calm(0, 3))) == 2
    assert level(SQUAT, third_day(*calm(3))) == 1


def test_a_rehearsal_is_no_evidence() -> None:
    fast = replace(did(3, SQUAT), speed=20.0)
    assert level(SQUAT, third_day(did(0, SQUAT), fast)) == 1


def test_answers_given_later_count() -> None:
    unrated = did(3, SQUAT, worst=None)
    assert level(SQUAT, third_day(did(0, SQUAT), unrated)) == 1
    rated = replace(unrated, ratings=Ratings(moment(3, 19), 2, 5))
    assert level(SQUAT, third_day(did(0, SQUAT), rated)) == 2


def test_an_exercise_the_content_no_longer_has_is_passed_over() -> None:
    gone = a_session(0, stage=2, sets=(a_set("headstand"), a_set(SQUAT, item=1)))
    here = now(0, gone)
    assert [rung.exercise for rung in here.levels.rungs] == [SQUAT]
