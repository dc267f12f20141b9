"""Level moves: the rows "cap" and "hold" of programme.md §3.3, on both sides of each threshold."""

from dataclasses import replace

import pytest

from backcoach.coach.model.records import SessionKind
from backcoach.coach.standing.standing import Standing
from tests.support.levels import decided, did, eased, last, level, now
from tests.support.logs import (
    Fact,
    a_check_in,
    a_report,
    a_session,
    a_set,
    day,
)
from tests.support.squats import FOUR, SQUAT, after_one, calm, ups

SIX = (*FOUR, "clamshell", "kneeling_plank")


@pytest.mark.parametrize(("effort", "most"), [(3, 4), (4, 2)])
def test_cap_two_exercises_a_session_or_four_when_it_was_easy_twice(effort: int, most: int) -> None:
    two = [did(0, *SIX, effort=3), did(3, *SIX, effort=effort)]
    here = now(7, *two, did(7, *SIX))
    assert ups(here) == list(SIX[:most])
    held = [each for each in here.levels.decisions if each.rule == "level.cap.session"]
    assert [each.exercise for each in held] == list(SIX[most:])
    assert held[0].sentence.endswith(f"this time: {most} others go up.")


@pytest.mark.parametrize(("effort", "most"), [(3, 4), (4, 2), (None, 2)])
def test_cap_an_easy_session_in_between_that_was_not_easy_counts_too(
    effort: int | None, most: int
) -> None:
    worst = None if effort is None else 2
    between = replace(did(5, "cat_cow", worst=worst, effort=effort or 0), kind=SessionKind.FLARE)
    two = [did(0, *SIX, effort=3), did(3, *SIX, effort=3)]
    assert ups(now(7, *two, between, did(7, *SIX))) == list(SIX[:most])


def test_cap_an_easy_session_before_both_of_them_does_not_count() -> None:
    before = replace(did(0, "cat_cow", effort=5), kind=SessionKind.FLARE)
    two = [did(1, *SIX, effort=3), did(4, *SIX, effort=3)]
    assert ups(now(8, before, *two, did(8, *SIX))) == list(SIX[:4])


def test_cap_those_that_waited_longest_go_first() -> None:
    here = now(9, *(did(number, *FOUR) for number in (0, 3, 7, 9)))
    assert ups(here) == list(FOUR)


def test_cap_the_earlier_raised_go_first() -> None:
    def at(number: int, *rungs: int) -> Fact:
        return did(number, *reversed(list(zip(FOUR, rungs, strict=True))))

    weeks = [did(0, *FOUR), did(3, *FOUR), at(7, 2, 2, 1, 1), at(9, 2, 2, 2, 2)]
    third = did(16, *((name, 2) for name in FOUR))
    here = now(16, *weeks, at(11, 2, 2, 2, 2), at(14, 2, 2, 2, 2), third)
    assert [ups(here)[:2], ups(here)[2:4]] == [["hip_hinge", "squat"], ["dead_bug", "bridge_march"]]
    assert ups(here)[4:] == ["squat", "hip_hinge"], "though the others come first in the session"


@pytest.mark.parametrize(("number", "then"), [(13, 2), (14, 3)])
def test_cap_a_week_at_a_level(number: int, then: int) -> None:
    two = [did(each, (SQUAT, 2)) for each in (9, 11)]
    here = now(number, *calm(0, 3), did(7, (SQUAT, 2)), *two, did(number, (SQUAT, 2)))
    assert level(SQUAT, here) == then
    if then == 2:
        assert last(here, SQUAT).sentence.endswith(
            "stays at level 2: 6 days at it so far, and 7 days come before the next."
        )


def test_cap_three_exercises_in_stage_3() -> None:
    from tests.support.weeks import next_weeks

    names = ("romanian_deadlift", "step_down", "functional_lift", "side_plank", "bird_dog")

    def at(number: int, rung: int) -> Fact:
        return did(number, *((name, rung) for name in names), stage=3)

    facts = [*next_weeks().values(), at(43, 1), at(47, 1), at(50, 2)]
    on_third = now(50, *facts, stage=1)
    assert on_third.stage == 3
    in_stage_3 = [each for each in on_third.levels.decisions if each.on >= day(43)]
    assert [d.exercise for d in in_stage_3 if d.rule == "level.up"] == list(names[:3])


def test_hold_amber_but_settled() -> None:
    here = now(1, did(0, (SQUAT, 2), worst=5), a_check_in(1))
    assert decided(here, SQUAT) == [("level.hold.amber", 2, 2)]
    assert last(here, SQUAT).sentence == "Squat stays at level 2: pain reached 5."


@pytest.mark.parametrize(("effort", "told"), [(6, []), (7, ["level.hold.effort"])])
def test_hold_effort_of_7_or_8(effort: int, told: list[str]) -> None:
    assert [rule for rule, _, _ in decided(after_one(effort=effort), SQUAT)] == told


def test_hold_says_how_much_effort_it_was() -> None:
    assert last(after_one(effort=8), SQUAT).sentence == ("Squat stays at level 2: effort was 8.")


@pytest.mark.parametrize("share", [0.8, 0.99])
def test_hold_80_to_99_percent_done(share: float) -> None:
    here = after_one(share=share, effort=8)
    assert level(SQUAT, here) == 2
    here = after_one(share=share)
    assert decided(here, SQUAT) == [("level.hold.part", 2, 2)]
    assert f"{round(share * 100)} % of it was done" in last(here, SQUAT).sentence


def test_hold_less_than_80_percent_for_want_of_time() -> None:
    assert decided(after_one(share=0.5), SQUAT) == [("level.hold.part", 2, 2)]


def test_hold_what_did_not_hurt_in_a_red_session() -> None:
    here = now(0, did(0, (SQUAT, 2), ("dead_bug", 2), hurt=(1, 8), worst=8))
    assert decided(here, "dead_bug") == [("level.down.red", 2, 1)]
    assert decided(here, SQUAT) == [("level.hold.red", 2, 2)]
    worse = now(0, did(0, (SQUAT, 2), ("dead_bug", 2), hurt=(1, 8), worst=9))
    assert decided(worse, SQUAT) == [("level.down.red", 2, 1)], "something else hurt more"


def ended_early(effort: int, worst: int = 8) -> Standing:
    """Squat and dead bug hurt, and the main block ended before the clamshell."""
    left = a_set("clamshell", 2, item=2, done=0, spared=True)
    sets = (a_set(SQUAT, 2, item=0), a_set("dead_bug", 2, item=1, done=0.3), left)
    reports = (a_report(8, 0), a_report(8, 1))
    session = a_session(
        0, stage=2, sets=sets, worst_pain=worst, effort=effort, reports=reports, share=0.5
    )
    return now(0, session)


@pytest.mark.parametrize(("effort", "worst"), [(5, 8), (7, 8), (8, 8), (8, 9)])
def test_hold_what_a_second_red_left_out(effort: int, worst: int) -> None:
    here = ended_early(effort, worst)
    assert decided(here, "clamshell") == [("level.hold.spared", 2, 2)]
    assert last(here, "clamshell").sentence == (
        "Clamshell (band optional) stays at level 2: that day the main block ended before it."
    )
    assert decided(here, SQUAT) == [("level.down.red", 2, 1)]
    assert decided(here, "dead_bug") == [("level.down.red", 2, 1)]


def test_what_was_left_out_is_no_proof_for_a_step_up() -> None:
    left = a_set(SQUAT, 1, item=2, done=0, spared=True)
    hurt = a_session(3, stage=2, sets=(a_set("dead_bug", 1, item=0, done=0.3), left))
    here = now(8, did(0, SQUAT), hurt, did(5, SQUAT), did(8, (SQUAT, 2)))
    assert level(SQUAT, here) == 1


@pytest.mark.parametrize(
    ("effort", "rule"), [(6, "level.hold.sore"), (7, "level.hold.effort"), (8, "level.hold.effort")]
)
def test_an_effort_of_6_holds_nothing_itself(effort: int, rule: str) -> None:
    here = now(0, did(0, (SQUAT, 2), effort=effort, sore=(SQUAT,)))
    assert decided(here, SQUAT) == [(rule, 2, 2)]


def test_an_amber_said_of_one_exercise_holds_the_others_as_well() -> None:
    here = now(0, did(0, ("dead_bug", 2), (SQUAT, 2), hurt=(1, 5), worst=5))
    for name in ("dead_bug", SQUAT):
        assert decided(here, name) == [("level.hold.amber", 2, 2)]


def test_what_was_eased_into_something_by_the_clock_keeps_its_own_level() -> None:
    here = now(0, eased(did(0, ("leg_swings", 2)), 0, 0.9))
    assert decided(here, "leg_swings") == [("level.hold.part", 2, 2)]
    assert level("march_in_place", here) is None


def test_one_easy_session_beside_one_not_rated_lifts_no_cap() -> None:
    between = [did(4, "side_plank_knees", worst=None), did(5, "side_plank_knees", effort=3)]
    here = now(7, did(0, *SIX), did(3, *SIX), *between, a_check_in(6), did(7, *SIX))
    assert ups(here) == list(SIX[:2])


def test_the_level_of_an_exercise_is_that_of_its_first_set() -> None:
    sets = (a_set(SQUAT, 3), a_set(SQUAT, 2, number=2, done=0.9))
    assert level(SQUAT, now(0, a_session(0, stage=2, sets=sets))) == 3
