"""A plan unrolled into seconds, against the arithmetic of `programme.md` §2."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcoach.coach.model.exercise import Exercise, Level, Mode, Side
from backcoach.coach.model.programme import Section
from backcoach.coach.planning.plan import whole_minutes
from backcoach.coach.planning.timeline import SegmentKind, Step, total_seconds, unroll
from tests.support.content import catalogue, item, plan_from, plan_of, programme

TIMING = replace(programme().timing, get_ready=None)
"""The same time to get into every exercise; test_get_ready.py holds what else it may take."""
TEMPLATES = sorted(programme().templates)
RUNGS = [
    (exercise.id, rung.level)
    for exercise in catalogue().exercises.values()
    for rung in exercise.ladder
]

rungs = st.sampled_from(RUNGS)

# The totals and the minutes of each block, as printed in `programme.md` §2.
PRINTED = {
    "s1_short": (12, {"warm_up": 5.2, "dynamic": 0.7, "main": 4.0, "stretch": 1.2}),
    "s1_standard": (20, {"warm_up": 5.2, "dynamic": 0.7, "main": 10.4, "stretch": 2.5}),
    "s1_long": (27, {"warm_up": 5.2, "dynamic": 0.7, "main": 16.5, "stretch": 3.0}),
    "s2_a": (23, {"warm_up": 5.2, "dynamic": 1.6, "main": 13.1, "stretch": 2.0}),
    "s2_b": (24, {"warm_up": 5.2, "dynamic": 1.8, "main": 14.5, "stretch": 1.2}),
    "s2_a_long": (31, {"warm_up": 5.2, "dynamic": 1.6, "main": 19.7, "stretch": 2.5}),
    "s2_b_long": (31, {"warm_up": 5.2, "dynamic": 1.8, "main": 21.0, "stretch": 1.7}),
    "s2_short": (16, {"warm_up": 5.2, "dynamic": 0.8, "main": 8.5}),
    # With the slots of all blocks and the stretches of both weeks.
    "s3_a": (41, {"warm_up": 5.2, "dynamic": 2.8, "main": 29.0, "stretch": 3.0}),
    "s3_b": (26, {"warm_up": 5.2, "dynamic": 2.8, "main": 13.6, "stretch": 3.0}),
    "s3_c": (42, {"warm_up": 5.2, "dynamic": 2.8, "main": 29.7, "stretch": 3.4}),
    "easy_day": (9, {"warm_up": 3.2, "main": 4.0}),
    "rest_day_odd": (10, {"warm_up": 5.2, "dynamic": 0.7, "main": 0.9, "stretch": 1.8}),
    "rest_day_even": (11, {"warm_up": 5.2, "dynamic": 0.7, "main": 2.2, "stretch": 1.2}),
    "rest_day_balance": (4, {"warm_up": 3.2}),
    "floor_free_s1": (18, {"warm_up": 5.2, "dynamic": 0.7, "main": 8.9, "stretch": 1.6}),
}


def seconds_by_hand(exercise: Exercise, dose: Level) -> int:
    """12 s to get ready, 5 s a side change, 4 s between holds, the stated rest between sets."""
    sides = 2 if exercise.per_side else 1
    total = 12 + (len(dose.reps) - 1) * dose.rest_seconds
    for count in dose.reps:
        if dose.tempo is not None:
            work = count * sum(dose.tempo)
        else:
            work = count * (dose.hold_seconds or 0) + (count - 1) * 4
        total += sides * work + (sides - 1) * 5
    return total


def lead_ins(steps: list[Step]) -> list[SegmentKind]:
    return [step.segments[0].kind for step in steps]


def work_seconds(step: Step) -> list[float]:
    return [segment.seconds for segment in step.segments if segment.kind is SegmentKind.WORK]


def test_every_template_is_checked_against_the_printed_minutes() -> None:
    assert sorted(PRINTED) == TEMPLATES


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_takes_the_minutes_that_are_printed(template: str) -> None:
    minutes, blocks = PRINTED[template]
    plan = plan_from(template)
    seconds = total_seconds(plan.items, TIMING)
    assert whole_minutes(seconds) == minutes
    found = {
        section: total_seconds([each for each in plan.items if each.section is section], TIMING)
        for section in Section
    }
    for name, printed in blocks.items():
        # The table rounds to a tenth of a minute; 2.05 is printed as 2.0, 1.65 as 1.6.
        assert found[Section(name)] / 60 == pytest.approx(printed, abs=0.0501)
    assert sum(found.values()) == seconds


@pytest.mark.parametrize(("exercise", "level"), RUNGS, ids=[f"{a}-{b}" for a, b in RUNGS])
def test_each_rung_of_each_ladder_takes_its_seconds_by_hand(exercise: str, level: int) -> None:
    planned = item(exercise, level)
    assert total_seconds([planned], TIMING) == seconds_by_hand(planned.exercise, planned.dose)


@given(st.lists(rungs, min_size=1, max_size=12))
@settings(max_examples=50, deadline=None)
def test_the_steps_of_any_session_add_up_to_its_plan(chosen: list[tuple[str, int]]) -> None:
    plan = plan_of(*(item(exercise, level) for exercise, level in chosen))
    steps = unroll(plan, TIMING)
    by_hand = sum(seconds_by_hand(each.exercise, each.dose) for each in plan.items)
    total = total_seconds(plan.items, TIMING)
    assert total == sum(step.seconds for step in steps) == by_hand


@given(rungs)
@settings(max_examples=60, deadline=None)
def test_every_side_of_every_set_gets_its_own_full_window(rung: tuple[str, int]) -> None:
    planned = item(*rung)
    dose = planned.dose
    steps = unroll(plan_of(planned), TIMING)
    sides = [Side.LEFT, Side.RIGHT] if planned.exercise.per_side else [Side.BOTH]
    windows = [(step.number, step.side) for step in steps]
    assert windows == [(number, side) for number in range(1, dose.sets + 1) for side in sides]
    for _, of_set in groupby(steps, key=lambda step: step.number):
        alike = list(of_set)
        assert {step.segments[1:] for step in alike} == {alike[0].segments[1:]}
        count = dose.reps[alike[0].number - 1]
        each = dose.tempo.seconds if dose.tempo is not None else dose.hold_seconds or 0
        assert (alike[0].planned.reps, alike[0].planned.seconds) == (count, count * each)


@given(st.lists(rungs, min_size=1, max_size=6))
@settings(max_examples=50, deadline=None)
def test_each_exercise_is_got_ready_for_once_and_each_step_has_one_lead_in(
    chosen: list[tuple[str, int]],
) -> None:
    steps = unroll(plan_of(*(item(exercise, level) for exercise, level in chosen)), TIMING)
    for _, of_item in groupby(steps, key=lambda step: step.item):
        first, *others = of_item
        assert first.segments[0].kind is SegmentKind.GET_READY
        assert all(step.segments[0].kind is not SegmentKind.GET_READY for step in others)
    for step in steps:
        after = [segment.kind for segment in step.segments[1:]]
        works = (len(after) + 1) // 2
        assert after == ([SegmentKind.WORK, SegmentKind.BETWEEN_HOLDS] * works)[:-1]


def test_descending_sets_get_shorter_and_both_sides_follow() -> None:
    steps = unroll(plan_of(item("side_plank", 3)), TIMING)
    assert [len(work_seconds(step)) for step in steps] == [4, 4, 3, 3, 2, 2]
    assert lead_ins(steps) == [
        SegmentKind.GET_READY,
        SegmentKind.CHANGE_SIDE,
        SegmentKind.REST,
        SegmentKind.CHANGE_SIDE,
        SegmentKind.REST,
        SegmentKind.CHANGE_SIDE,
    ]
    assert {step.sets for step in steps} == {3}


def test_descending_repetitions_keep_their_tempo() -> None:
    steps = unroll(plan_of(item("bird_dog", 3)), TIMING)
    assert [step.planned.reps for step in steps] == [5, 5, 4, 4, 3, 3]
    assert [work_seconds(step) for step in steps] == [[60], [60], [48], [48], [36], [36]]


def test_holds_are_numbered_and_parted_by_four_seconds() -> None:
    (step,) = unroll(plan_of(item("abdominal_brace", 1)), TIMING)
    assert [segment.hold for segment in step.segments] == [0, 1, 0, 2, 0, 3, 0, 4, 0, 5]
    pauses = [each for each in step.segments if each.kind is SegmentKind.BETWEEN_HOLDS]
    assert [pause.seconds for pause in pauses] == [4, 4, 4, 4]
    assert (step.planned.reps, step.planned.seconds) == (5, 25)


def test_timed_work_is_one_stretch_that_counts_as_one() -> None:
    (step,) = unroll(plan_of(item("march_in_place", 1)), TIMING)
    assert step.exercise.mode is Mode.TIME
    assert work_seconds(step) == [300]
    assert (step.planned.reps, step.planned.seconds) == (1, 300)


def test_the_easy_day_marches_for_three_minutes_only() -> None:
    first = unroll(plan_from("easy_day"), TIMING)[0]
    assert (first.exercise.id, first.planned.seconds) == ("march_in_place", 180)


def test_there_is_no_rest_between_different_exercises() -> None:
    steps = unroll(plan_of(item("bridge", 1), item("squat", 1)), TIMING)
    assert lead_ins(steps) == [
        SegmentKind.GET_READY,
        SegmentKind.REST,
        SegmentKind.GET_READY,
        SegmentKind.REST,
    ]
    assert [step.segments[0].seconds for step in steps] == [12, 30, 12, 45]
