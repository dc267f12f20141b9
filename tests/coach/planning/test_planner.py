"""Which session comes next, and what is left out of it when time is short."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from backcoach.coach.model.exercise import Mode
from backcoach.coach.model.programme import ExerciseRole, Length, Section
from backcoach.coach.planning.plan import Plan, PlanItem
from backcoach.coach.planning.planner import easier_item, plan_session
from backcoach.coach.planning.timeline import total_seconds
from tests.support.content import catalogue, item, plan_from, plan_of, programme
from tests.support.filling import filled

EXERCISES = catalogue().exercises
PROGRAMME = programme()
TIMING = PROGRAMME.timing
LIFTS = {ExerciseRole.LIFT, ExerciseRole.SECOND_LIFT}
LASTING = {ExerciseRole.WARM_UP, ExerciseRole.KEY, ExerciseRole.COOL_DOWN} | LIFTS
EASIER_LEVEL = 2

CASES = [
    (stage, done, length) for stage in (1, 2, 3) for done in range(4) for length in (None, *Length)
]


def planned(stage: int, done: int = 0, length: Length | None = None) -> Plan:
    return plan_session(PROGRAMME, EXERCISES, stage=stage, done_in_stage=done, length=length)


def limit(length: Length) -> float:
    return PROGRAMME.budgets.minutes(length) * 60 * 1.1


def ids(items: tuple[PlanItem, ...] | list[PlanItem]) -> list[str]:
    return [each.exercise.id for each in items]


def test_the_first_two_sessions_are_short_when_no_length_is_chosen() -> None:
    templates = [planned(1, done).template for done in range(4)]
    assert templates == ["s1_short", "s1_short", "s1_standard", "s1_standard"]
    assert [planned(1, done).length for done in range(3)] == [
        Length.SHORT,
        Length.SHORT,
        Length.STANDARD,
    ]


def test_a_chosen_length_counts_from_the_first_session_on() -> None:
    assert planned(1, 0, Length.STANDARD).template == "s1_standard"
    assert planned(1, 0, Length.LONG).template == "s1_long"
    assert planned(1, 9, Length.SHORT).template == "s1_short"


@pytest.mark.parametrize(
    ("stage", "length", "days"),
    [
        (2, None, ["s2_a", "s2_b", "s2_a", "s2_b"]),
        (2, Length.SHORT, ["s2_short"] * 4),
        (2, Length.STANDARD, ["s2_a", "s2_b", "s2_a", "s2_b"]),
        (2, Length.LONG, ["s2_a_long", "s2_b_long", "s2_a_long", "s2_b_long"]),
        *((3, length, ["s3_a", "s3_b", "s3_c", "s3_a"]) for length in (None, *Length)),
    ],
)
def test_days_take_turns(stage: int, length: Length | None, days: list[str]) -> None:
    assert [planned(stage, done, length).template for done in range(4)] == days


@pytest.mark.parametrize("stage", [2, 3])
def test_later_stages_start_at_standard_length(stage: int) -> None:
    assert planned(stage).length is Length.STANDARD


@pytest.mark.parametrize(("stage", "done", "length"), CASES)
def test_warm_up_key_exercises_and_cool_down_always_stay(
    stage: int, done: int, length: Length | None
) -> None:
    plan = planned(stage, done, length)
    assert plan.items[0].section is Section.WARM_UP
    assert plan.items[0].dose.hold_seconds == 300
    assert plan.items[-1].section is Section.COOL_DOWN
    keys = sum(each.role is ExerciseRole.KEY for each in plan.items)
    lifts = sum(each.role in LIFTS for each in plan.items)
    two = plan.template == "s2_short"
    assert (keys, lifts) == ((0, 2) if stage == 3 else (2 if two else 3, 0))


@pytest.mark.parametrize(("stage", "done", "length"), CASES)
def test_a_session_fits_its_budget_whenever_that_is_possible(
    stage: int, done: int, length: Length | None
) -> None:
    plan = planned(stage, done, length)
    assert plan.seconds <= limit(plan.length)
    assert plan.seconds == total_seconds(plan.items, TIMING, plan.suit)


@pytest.mark.parametrize(("stage", "done", "length"), CASES)
def test_the_plan_says_what_it_left_out(stage: int, done: int, length: Length | None) -> None:
    plan = planned(stage, done, length)
    longest = planned(stage, done, Length.LONG)
    whole = plan_from(plan.template).items if stage < 3 else longest.items
    gone = [each.exercise.name for each in whole if each.exercise.id not in ids(plan.items)]
    if length is Length.SHORT and stage > 1:
        gone = []
    assert sorted(plan.left_out) == sorted(gone)


def test_a_session_that_fits_is_left_alone() -> None:
    assert planned(2, 0, Length.LONG).items == plan_from("s2_a_long").items


def test_even_the_highest_levels_fit_a_session_of_every_length() -> None:
    for template, length in product(PROGRAMME.templates, Length):
        stage = 3 if template.startswith("s3") else 1
        if stage == 3 and length is Length.SHORT:
            continue  # made of the lifts alone: see test_days_for_life.py
        highest = [
            replace(each, dose=each.exercise.ladder[-1]) if each.section is Section.MAIN else each
            for each in plan_from(template).items
        ]
        kept = filled(highest, limit(length), stage=stage)
        assert total_seconds(kept, TIMING) <= limit(length), (template, length)
        lasting = [each.exercise.id for each in highest if each.role in LASTING]
        assert [name for name in ids(kept) if name in lasting] == lasting


# Easier


@pytest.mark.parametrize("exercise", sorted(EXERCISES))
def test_easier_again_and_again_comes_to_an_end(exercise: str) -> None:
    present: PlanItem | None = item(exercise, len(EXERCISES[exercise].ladder))
    seen: list[tuple[str, int]] = []
    while present is not None:
        rung = (present.exercise.id, present.dose.level)
        assert rung not in seen
        seen.append(rung)
        present = easier_item(present, EXERCISES, EASIER_LEVEL)
    assert seen[-1][1] == 1


def test_the_easier_exercise_comes_before_the_rung_below() -> None:
    new = easier_item(item("bird_dog", 3), EXERCISES, EASIER_LEVEL)
    assert new is not None
    assert (new.exercise.id, new.dose.level) == ("bird_dog_leg_slide", 2)


def test_with_no_easier_exercise_the_rung_below_is_easier() -> None:
    new = easier_item(item("clamshell", 3), EXERCISES, EASIER_LEVEL)
    assert new is not None
    assert (new.exercise.id, new.dose.level) == ("clamshell", 2)


def test_nothing_is_easier_than_the_first_rung_without_a_link() -> None:
    assert easier_item(item("clamshell", 1), EXERCISES, EASIER_LEVEL) is None


@pytest.mark.parametrize("template", sorted(PROGRAMME.templates))
def test_an_easier_variant_by_the_clock_never_lasts_longer(template: str) -> None:
    for each in plan_from(template).items:
        new = easier_item(each, EXERCISES, EASIER_LEVEL)
        if new is None or new.exercise.mode is not Mode.TIME:
            continue
        once = replace(each, dose=replace(each.dose, reps=each.dose.reps[:1]))
        assert plan_of(new).seconds <= plan_of(once).seconds


def test_easing_the_easy_days_march_keeps_its_three_minutes() -> None:
    new = easier_item(plan_from("easy_day").items[0], EXERCISES, EASIER_LEVEL)
    assert new is not None
    assert (new.exercise.id, new.dose.hold_seconds) == ("seated_march", 180)


def test_an_easier_variant_keeps_its_place_in_the_session() -> None:
    old = plan_from("s2_a").items[1]
    new = easier_item(old, EXERCISES, EASIER_LEVEL)
    assert new is not None
    assert (new.section, new.role) == (old.section, old.role)
