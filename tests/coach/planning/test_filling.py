"""What a session has time for: what always stays first, then the rest in turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcoach.coach.model.programme import ExerciseRole, Section
from backcoach.coach.planning.plan import PlanItem
from backcoach.coach.planning.timeline import total_seconds
from tests.support.content import catalogue, item, plan_from, programme
from tests.support.filling import filled, filling

EXERCISES = catalogue().exercises
PROGRAMME = programme()
TIMING = PROGRAMME.timing
CURL_UP = EXERCISES["curl_up"]
TAKE_TURNS = set(PROGRAMME.stage(1).trim_order or PROGRAMME.trim_order)
TAKE_TURNS |= set(PROGRAMME.stage(3).trim_order)

templates = st.sampled_from(sorted(PROGRAMME.templates))
minutes = st.integers(min_value=1, max_value=40)
ago = st.dictionaries(st.sampled_from(sorted(EXERCISES)), st.integers(1, 30))


def ids(items: Sequence[PlanItem]) -> list[str]:
    return [each.exercise.id for each in items]


def seconds(items: Sequence[PlanItem]) -> float:
    return total_seconds(items, TIMING, filling().suit)


def smallest(each: PlanItem) -> PlanItem:
    """By hand: a stretch at level 1, anything else of the main block with one set."""
    if each.section is Section.STRETCH:
        return replace(each, dose=each.exercise.at(1))
    if each.section is Section.MAIN:
        return replace(each, dose=replace(each.dose, reps=each.dose.reps[:1]))
    return each


def with_item(kept: Sequence[PlanItem], new: PlanItem, whole: Sequence[PlanItem]) -> float:
    """Seconds of `kept` with `new` added, or in place of the same exercise."""
    by_id = {each.exercise.id: each for each in [*kept, new]}
    return seconds([by_id[name] for name in ids(whole) if name in by_id])


def stage_of(template: str) -> int:
    return 3 if template.startswith("s3") else 1


def at_levels(template: str, levels: dict[str, int]) -> list[PlanItem]:
    return [
        replace(each, dose=each.exercise.at(levels.get(each.exercise.id, each.dose.level)))
        if each.section is Section.MAIN
        else each
        for each in plan_from(template).items
    ]


@given(templates, minutes, ago, ago)
@settings(max_examples=150, deadline=None)
def test_c5_nothing_that_is_left_out_would_fit_in_its_smallest_form(
    template: str, time: int, levels: dict[str, int], done: dict[str, int]
) -> None:
    whole = at_levels(template, levels)
    kept = filled(whole, time * 60.0, done=done, stage=stage_of(template))
    gone = [each for each in whole if each.exercise.id not in ids(kept)]
    for each in gone:
        assert with_item(kept, smallest(each), whole) > time * 60
    for each in kept:
        full = next(one for one in whole if one.exercise.id == each.exercise.id)
        if each.section is Section.MAIN and each.dose.sets < full.dose.sets:
            more = replace(each, dose=replace(each.dose, reps=full.dose.reps[: each.dose.sets + 1]))
            assert with_item(kept, more, whole) > time * 60


@given(templates, minutes, ago)
@settings(max_examples=100, deadline=None)
def test_c5_what_always_stays_is_there_and_the_rest_only_if_there_is_time(
    template: str, time: int, done: dict[str, int]
) -> None:
    whole = plan_from(template).items
    kept = filled(whole, time * 60.0, done=done, stage=stage_of(template))
    assert [each for each in ids(kept) if each in ids(whole)] == ids(kept), "the order stays"
    lasting = [each.exercise.id for each in whole if each.role not in TAKE_TURNS]
    assert set(lasting) <= set(ids(kept))
    assert seconds(kept) <= time * 60 or set(ids(kept)) == set(lasting)


@pytest.mark.parametrize("stage", [1, 2, 3])
def test_b3_5_after_trimming_time_that_is_left_is_filled_in_every_stage(stage: int) -> None:
    for template in PROGRAMME.stage(stage).all_templates:
        whole = plan_from(template).items
        for share in (0.6, 0.7, 0.8, 0.9):
            limit = seconds(whole) * share
            kept = filled(whole, limit, stage=stage)
            gone = [each for each in whole if each.exercise.id not in ids(kept)]
            for each in gone:
                assert with_item(kept, smallest(each), whole) > limit


def test_c5_what_fits_whole_is_whole() -> None:
    whole = list(plan_from("s2_b").items)
    assert filled(whole, seconds(whole)) == whole


def test_c5_third_sets_go_before_any_exercise_does() -> None:
    items = [item("dead_bug", 4), item("bridge", 4, ExerciseRole.STRENGTH)]
    kept = filled(items, seconds(items) - 1)
    assert [each.dose.sets for each in kept] == [3, 2]


def test_c5_descending_sets_keep_their_first_two() -> None:
    items = [item("side_plank", 3)]
    (kept,) = filled(items, seconds(items) - 1)
    assert kept.dose.reps == (4, 3)


def test_c5_only_the_main_block_loses_sets() -> None:
    items = [replace(item("bird_dog", 3), section=Section.COOL_DOWN), item("curl_up", 2)]
    assert [each.dose.sets for each in filled(items, 60)] == [3, 1]


def test_c5_the_lift_of_the_day_keeps_all_its_sets() -> None:
    items = [item("romanian_deadlift", 3, ExerciseRole.LIFT), item("curl_up", 2)]
    assert [each.dose.sets for each in filled(items, 60)] == [3, 1]


def test_c5_a_stretch_is_shortened_before_it_is_left_out() -> None:
    cobra = EXERCISES["cobra"]
    stretch = PlanItem(Section.STRETCH, ExerciseRole.STRETCH, cobra, cobra.at(3))
    (kept,) = filled([stretch], seconds([stretch]) - 1)
    assert kept.dose == cobra.at(1)
    assert filled([stretch], 20) == []


@pytest.mark.parametrize(
    ("gone", "roles"),
    [
        (1, ["stretch", "trunk", "strength", "stretch", "stretch"]),
        (2, ["stretch", "trunk", "strength", "stretch"]),
        (3, ["trunk", "strength", "stretch"]),
        (4, ["strength", "stretch"]),
        (5, ["stretch"]),
        (6, []),
    ],
)
def test_b3_2_the_order_in_which_things_are_left_out(gone: int, roles: list[str]) -> None:
    order = ["accessory", "stretch", "stretch", "trunk", "strength", "stretch"]
    names = ["curl_up", "cobra", "butterfly", "bird_dog", "clamshell", "seated_twist"]
    # One and the same exercise under several names, so that each takes the same time.
    items = [
        replace(item("curl_up"), role=ExerciseRole(role), exercise=replace(CURL_UP, id=name))
        for role, name in zip(order, names, strict=True)
    ]
    kept = filled(items, seconds(items[gone:]))
    assert sorted(each.role.value for each in kept) == sorted(roles)


def test_b3_2_within_a_role_what_was_done_last_goes_first() -> None:
    names = ["cobra", "butterfly", "childs_pose"]
    items = [
        PlanItem(Section.STRETCH, ExerciseRole.STRETCH, EXERCISES[name], EXERCISES[name].at(1))
        for name in names
    ]
    time = seconds(items) - 1
    done = {"cobra": 4, "butterfly": 9, "childs_pose": 8}
    assert ids(filled(items, time, done=done)) == ["cobra", "childs_pose"]
    assert ids(filled(items, time, done={"cobra": 1, "childs_pose": 1})) == ["cobra", "butterfly"]


def test_b3_2_what_shows_a_missing_skill_is_never_left_out() -> None:
    items = plan_from("s2_b").items
    assert "hip_hinge" not in ids(filled(items, 850))
    assert "hip_hinge" in ids(filled(items, 850, needed={"hip_hinge"}))
    assert filling({"hip_hinge"}).stays(item("hip_hinge", role=ExerciseRole.STRENGTH))


def test_an_exercise_left_out_for_time_comes_back_when_there_is_time() -> None:
    items = plan_from("s2_a").items
    left = [each for each in ids(items) if each not in ids(filled(items, 1000))]
    assert left
    assert set(left) <= set(ids(filled(items, seconds(items))))
