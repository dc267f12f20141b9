"""Which session comes next, and what is left out of it when time is short."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcoach.coach.model.exercise import Mode
from backcoach.coach.model.programme import ExerciseRole, Length, Section
from backcoach.coach.planning.plan import Plan, PlanItem
from backcoach.coach.planning.planner import easier_item, fit, plan_session
from backcoach.coach.planning.timeline import total_seconds
from tests.support.content import catalogue, item, plan_from, plan_of, programme

EXERCISES = catalogue().exercises
PROGRAMME = programme()
TIMING = PROGRAMME.timing
TRIM_ORDER = PROGRAMME.trim_order
LASTING = {ExerciseRole.WARM_UP, ExerciseRole.KEY, ExerciseRole.COOL_DOWN}
EASIER_LEVEL = 2

CASES = [
    (stage, done, length) for stage in (1, 2, 3) for done in range(4) for length in (None, *Length)
]


def planned(stage: int, done: int = 0, length: Length | None = None) -> Plan:
    return plan_session(PROGRAMME, EXERCISES, stage=stage, done_in_stage=done, length=length)


def limit(length: Length) -> float:
    return PROGRAMME.budgets.minutes(length) * 60 * 1.1


def capped(each: PlanItem) -> PlanItem:
    if each.section is not Section.MAIN:
        return each
    return replace(
        each, dose=replace(each.dose, reps=each.dose.reps[: programme().budgets.capped_sets])
    )


def shortest(items: tuple[PlanItem, ...]) -> float:
    """Seconds of all that may never be left out, in as few sets as may be."""
    once = [
        replace(each, dose=replace(each.dose, reps=each.dose.reps[:1]))
        if each.section is Section.MAIN
        else each
        for each in items
        if each.role in LASTING
    ]
    return total_seconds(once, TIMING)


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


@pytest.mark.parametrize("length", [None, *Length])
@pytest.mark.parametrize(("stage", "days"), [(2, ["s2_a", "s2_b"]), (3, ["s3_a", "s3_b"])])
def test_a_and_b_days_take_turns(stage: int, days: list[str], length: Length | None) -> None:
    if (stage, length) == (2, Length.LONG):
        days = [f"{day}_long" for day in days]
    assert [planned(stage, done, length).template for done in range(5)] == [*days, *days, days[0]]


@pytest.mark.parametrize("stage", [2, 3])
def test_later_stages_start_at_standard_length(stage: int) -> None:
    assert planned(stage).length is Length.STANDARD


@pytest.mark.parametrize(("stage", "done", "length"), CASES)
def test_warm_up_key_exercises_and_cool_down_always_stay(
    stage: int, done: int, length: Length | None
) -> None:
    plan = planned(stage, done, length)
    whole = plan_from(plan.template).items
    lasting = [each.exercise.id for each in whole if each.role in LASTING]
    assert [name for name in ids(plan.items) if name in lasting] == lasting
    assert plan.items[0].section is Section.WARM_UP
    assert plan.items[0].dose.hold_seconds == 300
    assert plan.items[-1].section is Section.COOL_DOWN
    assert sum(each.role is ExerciseRole.KEY for each in plan.items) == 3


@pytest.mark.parametrize(("stage", "done", "length"), CASES)
def test_a_session_fits_its_budget_whenever_that_is_possible(
    stage: int, done: int, length: Length | None
) -> None:
    plan = planned(stage, done, length)
    possible = shortest(plan_from(plan.template).items) <= limit(plan.length)
    assert possible, "with today's content every length is possible"
    assert plan.seconds <= limit(plan.length)
    assert plan.seconds == total_seconds(plan.items, TIMING)


@pytest.mark.parametrize(("stage", "done", "length"), CASES)
def test_the_plan_says_what_it_left_out(stage: int, done: int, length: Length | None) -> None:
    plan = planned(stage, done, length)
    whole = plan_from(plan.template).items
    gone = [each.exercise for each in whole if each.exercise.id not in ids(plan.items)]
    assert list(plan.left_out) == [exercise.name for exercise in gone]


def test_a_session_that_fits_is_left_alone() -> None:
    assert planned(2, 0, Length.LONG).items == plan_from("s2_a_long").items
    assert planned(3, 1, Length.LONG).items == plan_from("s3_b").items


def test_third_sets_go_before_any_exercise_does() -> None:
    plan = planned(3, 1, Length.STANDARD)
    assert ids(plan.items) == ids(plan_from("s3_b").items)
    assert plan.left_out == ()
    deadlift = next(each for each in plan.items if each.exercise.id == "romanian_deadlift")
    assert deadlift.dose.reps == (10, 10)


def test_descending_sets_keep_their_first_two_when_capped() -> None:
    items = [item("side_plank", 3)]
    (kept,) = fit(items, total_seconds(items, TIMING) - 1, programme())
    assert kept.dose.reps == (4, 3)


def test_only_the_main_block_is_capped() -> None:
    items = [replace(item("bird_dog", 3), section=Section.STRETCH), item("curl_up", 2)]
    kept = fit(items, 60, programme())
    assert [each.dose.sets for each in kept] == [3, 1]


def test_a_short_stage_2_day_keeps_strength_and_drops_the_rest_first() -> None:
    plan = planned(2, 0, Length.SHORT)
    assert "squat" in ids(plan.items)
    assert {ExerciseRole.ACCESSORY, ExerciseRole.STRETCH, ExerciseRole.TRUNK}.isdisjoint(
        each.role for each in plan.items
    )


@given(
    st.sampled_from(sorted(PROGRAMME.templates)),
    st.integers(min_value=1, max_value=40),
)
@settings(max_examples=120, deadline=None)
def test_what_is_least_needed_goes_first_and_never_more_than_must(
    template: str, minutes: int
) -> None:
    whole = plan_from(template).items
    seconds = minutes * 60.0
    kept = fit(whole, seconds, programme())
    names = ids(kept)
    assert names == [name for name in ids(whole) if name in names], "the order stays"
    total = total_seconds(kept, TIMING)
    assert total <= seconds or total == shortest(whole)
    gone = [each for each in whole if each.exercise.id not in names]
    assert LASTING.isdisjoint(each.role for each in gone)
    for earlier, later in pairwise(TRIM_ORDER):
        if any(each.role is later for each in gone):
            assert all(each.role is not earlier for each in kept)
    fewer = [each for each in kept if each.section is Section.MAIN and each.dose.sets == 1]
    if gone and all(each in whole for each in fewer):
        last = min(
            gone,
            key=lambda each: (-TRIM_ORDER.index(each.role), ids(whole).index(each.exercise.id)),
        )
        back = total_seconds([*kept, capped(last)], TIMING)
        assert back > seconds, "the last one left out would have fitted"


@given(st.lists(st.sampled_from(sorted(EXERCISES)), min_size=2, max_size=6))
@settings(max_examples=40, deadline=None)
def test_an_exercise_that_stands_twice_loses_its_later_place(chosen: list[str]) -> None:
    items = [
        item(chosen[0], role=ExerciseRole.ACCESSORY),
        *(item(name) for name in chosen),
        item(chosen[0], role=ExerciseRole.ACCESSORY),
    ]
    kept = fit(items, total_seconds(items, TIMING) - 1, programme())
    assert kept[0].role is ExerciseRole.ACCESSORY
    assert kept[-1].role is ExerciseRole.KEY


@pytest.mark.parametrize("length", list(Length))
@pytest.mark.parametrize("template", sorted(PROGRAMME.templates))
def test_even_the_highest_levels_fit_the_shortest_session(template: str, length: Length) -> None:
    highest = [
        replace(each, dose=each.exercise.ladder[-1]) if each.section is Section.MAIN else each
        for each in plan_from(template).items
    ]
    kept = fit(highest, limit(length), PROGRAMME)
    assert total_seconds(kept, TIMING) <= limit(length)
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
