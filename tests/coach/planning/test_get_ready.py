"""The time to get into an exercise, and what to have ready (programme.md §2)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcoach.coach.model.exercise import Position
from backcoach.coach.planning.get_ready import Move, changes_of, floor_changes, things_of
from backcoach.coach.planning.plan import Plan, PlanItem
from backcoach.coach.planning.timeline import SegmentKind, total_seconds, unroll
from backcoach.coach.suitability import Suit, with_limits
from tests.support.content import catalogue, item, plan_of, programme

TIMING = programme().timing
FLAT = replace(TIMING, get_ready=None)
EXERCISES = catalogue().exercises


def somebody(*tags: str, without: tuple[str, ...] = ()) -> Suit:
    things = frozenset(programme().equipment.things) - set(without) if without else None
    return with_limits(Suit(programme(), EXERCISES, tags, things=things))


def seconds_to(*items: PlanItem, suit: Suit | None = None) -> int:
    """Seconds to get into the last of these exercises."""
    return changes_of(items, TIMING, suit or somebody())[-1].seconds


@pytest.mark.parametrize(
    ("first", "second", "seconds"),
    [
        pytest.param(None, "march_in_place", 12, id="first exercise"),
        pytest.param(None, "cat_cow", 12, id="first exercise, on the floor"),
        pytest.param("march_in_place", "step_up", 12 + 10, id="same position, a step to fetch"),
        pytest.param("cat_cow", "bird_dog", 12, id="same position"),
        pytest.param("march_in_place", "seated_march", 15, id="standing to chair"),
        pytest.param("seated_march", "march_in_place", 15, id="chair to standing"),
        pytest.param("cat_cow", "pelvic_tilt", 15, id="another floor position"),
        pytest.param("march_in_place", "cat_cow", 30, id="standing to floor"),
        pytest.param("seated_march", "pelvic_tilt", 30, id="chair to floor"),
        pytest.param("cat_cow", "shoulder_circles", 30, id="floor to standing"),
        pytest.param("cat_cow", "seated_march", 30, id="floor to chair"),
        pytest.param("cat_cow", "step_up", 30 + 10, id="floor to standing, a step to fetch"),
    ],
)
def test_d3_seconds_by_what_has_to_change(first: str | None, second: str, seconds: int) -> None:
    items = [item(first)] if first else []
    assert seconds_to(*items, item(second)) == seconds


@pytest.mark.parametrize("tag", ["balance", "pregnancy_late"])
def test_d3_unsteady_people_have_15_s_more_where_the_position_changes(tag: str) -> None:
    suit = somebody(tag)
    assert seconds_to(item("march_in_place"), item("bird_dog"), suit=suit) == 30 + 15
    assert seconds_to(item("march_in_place"), item("seated_march"), suit=suit) == 15 + 15
    assert seconds_to(item("cat_cow"), item("bird_dog"), suit=suit) == 12
    assert seconds_to(item("bird_dog"), suit=suit) == 12
    assert seconds_to(item("march_in_place"), item("step_up"), suit=suit) == 12 + 10


def test_d3_age_is_one_of_the_tags_that_give_more_time() -> None:
    assert TIMING.get_ready is not None
    assert set(TIMING.get_ready.unsteady_tags) == {"balance", "age_65", "pregnancy_late"}


def test_d3_each_thing_is_fetched_once_in_a_session() -> None:
    items = [item("march_in_place"), item("step_up"), item("step_down"), item("squat", 5)]
    changes = changes_of(items, TIMING, somebody())
    assert [change.fetch for change in changes] == [(), ("step",), (), ("weights",)]
    assert [change.seconds for change in changes] == [12, 22, 12, 22]


def test_d3_nothing_is_fetched_that_a_level_does_without() -> None:
    for exercise, level, fetched in (
        ("clamshell", 2, ()),
        ("clamshell", 3, ("band",)),
        ("squat", 3, ()),
        ("squat", 4, ("weights",)),
        ("hip_hinge", 1, ()),
        ("hip_hinge", 2, ("stick",)),
        ("standing_hip_abduction", 2, ()),
        ("standing_hip_abduction", 3, ("band",)),
    ):
        (change,) = changes_of([item(exercise, level)], TIMING, somebody())
        assert change.fetch == fetched, (exercise, level)


def test_d3_what_is_not_at_hand_is_not_fetched() -> None:
    suit = somebody(without=("bag",))
    (change,) = changes_of([item("suitcase_carry")], TIMING, suit)
    assert change.fetch == ("weights",)


@pytest.mark.parametrize(
    ("exercise", "level", "seconds"),
    [
        ("clamshell", 1, 12),
        ("side_plank", 1, 12),
        ("step_up", 1, 8),
        ("step_down", 1, 8),
        ("suitcase_carry", 1, 8),
        ("bird_dog", 1, 5),
        ("standing_hamstring_stretch", 1, 5),
        ("leg_swings", 1, 5),
    ],
)
def test_d3_change_of_side(exercise: str, level: int, seconds: int) -> None:
    steps = unroll(plan_of(item(exercise, level)), TIMING)
    changes = [
        step.segments[0] for step in steps if step.segments[0].kind is SegmentKind.CHANGE_SIDE
    ]
    assert {change.seconds for change in changes} == {seconds}


@pytest.mark.parametrize(("rest", "seconds"), [(0, 12), (11, 12), (12, 12), (13, 13), (45, 45)])
def test_d3_where_a_rest_and_a_change_fall_together_the_longer_holds(
    rest: int, seconds: int
) -> None:
    planned = item("side_plank", 3)
    planned = replace(planned, dose=replace(planned.dose, rest_seconds=rest))
    rests = [
        step.segments[0].seconds
        for step in unroll(plan_of(planned), TIMING)
        if step.segments[0].kind is SegmentKind.REST
    ]
    assert set(rests) == {seconds}


def test_d3_a_rest_without_a_change_of_sides_keeps_its_length() -> None:
    planned = item("bridge")
    planned = replace(planned, dose=replace(planned.dose, rest_seconds=0))
    steps = unroll(plan_of(planned), TIMING)
    assert [step.segments[0].seconds for step in steps] == [12, 0]


LADDERS = st.sampled_from(
    [(each.id, dose.level) for each in EXERCISES.values() for dose in each.ladder]
)


@given(st.lists(LADDERS, min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_d3_the_seconds_count_in_the_length_of_a_session(chosen: list[tuple[str, int]]) -> None:
    suit = somebody("balance")
    plan = replace(plan_of(*(item(*each) for each in chosen)), suit=suit)
    total = total_seconds(plan.items, TIMING, suit)
    assert total == sum(step.seconds for step in unroll(plan, TIMING))
    assert total >= total_seconds(plan.items, FLAT, suit)


def test_without_the_table_every_exercise_takes_the_flat_time() -> None:
    items = [item("march_in_place"), item("clamshell", 3), item("step_up")]
    steps = unroll(plan_of(*items), FLAT)
    lead_ins = [step.segments[0] for step in steps]
    assert {each.seconds for each in lead_ins if each.kind is SegmentKind.GET_READY} == {12}
    assert {each.seconds for each in lead_ins if each.kind is SegmentKind.CHANGE_SIDE} == {5}


def session(*items: PlanItem) -> Plan:
    return replace(plan_of(*items), suit=somebody())


def test_d5_things_are_named_in_the_order_of_use() -> None:
    items = [
        item("march_in_place"),
        item("step_up"),
        item("romanian_deadlift"),
        item("sit_to_stand"),
        item("bird_dog"),
        item("clamshell", 3),
        item("step_down"),
    ]
    assert things_of(items, somebody()) == ("step", "weights", "chair", "mat", "band")


def test_d5_a_stretch_on_a_chair_needs_no_mat() -> None:
    twist = EXERCISES["seated_twist"]
    on_chair = replace(item("seated_twist"), dose=twist.in_variant(twist.at(1), "chair"))
    assert twist.position_at(on_chair.dose) is Position.CHAIR
    assert things_of([on_chair], somebody()) == ("chair",)
    assert things_of([item("seated_twist")], somebody()) == ("mat",)


@pytest.mark.parametrize(
    ("names", "ways"),
    [
        (["march_in_place", "step_up"], ()),
        (["march_in_place", "cat_cow", "cobra"], (Move.DOWN,)),
        (["cat_cow"], (Move.DOWN,)),
        (["march_in_place", "cat_cow", "squat"], (Move.DOWN, Move.UP)),
        (["seated_march", "cat_cow", "seated_cat_cow", "cobra"], (Move.DOWN, Move.UP, Move.DOWN)),
    ],
)
def test_d5_ways_between_floor_and_up_are_counted(names: list[str], ways: tuple[Move, ...]) -> None:
    assert floor_changes([item(name) for name in names]) == ways
