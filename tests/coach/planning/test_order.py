"""Everything that is done standing comes first, so that nobody gets down and up again."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from backcoach.coach.model.exercise import Position
from backcoach.coach.model.programme import ExerciseRole, Length, Section
from backcoach.coach.planning.order import floor_changes, in_order, position_of
from tests.support.content import catalogue, item, plan_from, plan_of, programme
from tests.support.people import ids, session, who

UP = {Position.STANDING, Position.CHAIR}
FLOOR = [
    Section.MAIN,
    Section.STRETCH,
    Section.COOL_DOWN,
]


@pytest.mark.parametrize(
    ("template", "most"),
    [
        ("s1_short", 1),
        ("s1_standard", 1),
        ("s1_long", 1),
        ("s2_a", 1),
        ("s2_b", 1),
        ("s2_a_long", 1),
        ("s2_b_long", 1),
        ("s3_a", 1),
        ("s3_b", 1),
        ("s3_c", 1),
        ("s2_short", 1),
        ("easy_day", 1),
        ("rest_day_odd", 1),
        ("rest_day_even", 1),
    ],
)
def test_d2_a_template_goes_down_to_the_floor_once(template: str, most: int) -> None:
    assert floor_changes(plan_from(template)) <= most


@pytest.mark.parametrize("length", list(Length))
@pytest.mark.parametrize("stage", [1, 2, 3])
@pytest.mark.parametrize("done", range(3))
@pytest.mark.parametrize(
    ("tags", "most"),
    [
        ((), 1),
        (("no_floor",), 0),
        (("osteoporosis", "balance"), 1),
        (("wrist_pain", "shoulder_pain"), 1),
        (("pregnancy_supine", "pregnancy_prone"), 2),
        (("pregnancy_supine", "pregnancy_prone", "no_floor"), 0),
        (("reflux",), 2),
    ],
)
def test_d2_no_plan_changes_between_floor_and_standing_more_often(
    tags: tuple[str, ...], most: int, stage: int, done: int, length: Length
) -> None:
    assert floor_changes(session(who(*tags), stage, done, length)) <= most


@pytest.mark.parametrize("template", sorted(programme().templates))
def test_d1_whatever_the_order_of_the_items_a_session_is_sorted_the_same(template: str) -> None:
    # Items in the same place keep the order they are given in, so only sessions without are equal.
    items = list(plan_from(template).items)
    for seed in range(3):
        mixed = random.Random(seed).sample(items, len(items))
        order = [(item.section, position_of(item)) for item in in_order(mixed)]
        assert order == [(item.section, position_of(item)) for item in items]


@pytest.mark.parametrize("stage", [1, 2, 3])
@pytest.mark.parametrize("tags", [(), ("pregnancy_supine",), ("kneeling_pain",)])
def test_d1_standing_comes_before_the_floor_and_the_cool_down_last(
    stage: int, tags: tuple[str, ...]
) -> None:
    plan = session(who(*tags), stage, 0, Length.STANDARD)
    up = [position_of(each) in UP for each in plan.items[:-1]]
    assert up == sorted(up, reverse=True)
    floor = [each.section for each in plan.items if position_of(each) not in UP]
    assert floor == sorted(floor, key=FLOOR.index)
    assert plan.items[-1].section is Section.COOL_DOWN


def test_d1_the_floor_part_ends_with_isometric_holds_and_stretches() -> None:
    assert ids(session(None, 2, 1, Length.STANDARD))[5:] == [
        "dead_bug",
        "bridge_march",
        "clamshell",
        "side_plank_knees",
        "kneeling_plank",
        "butterfly",
        "rest_breathing",
    ]


def test_d1_of_the_main_block_the_lift_of_the_day_is_the_first() -> None:
    # A chair comes after standing, but the lift that is done from one does not.
    seated = item("sit_to_stand", role=ExerciseRole.LIFT)
    second = item("step_down", role=ExerciseRole.SECOND_LIFT)
    assert in_order([second, seated]) == [seated, second]


def test_d1_stretches_on_the_floor_go_from_face_down_to_the_back() -> None:
    names = ["cobra", "childs_pose", "butterfly", "supine_hamstring_stretch"]
    stretches = [replace(item(name), section=Section.STRETCH) for name in names]
    assert in_order(reversed(stretches)) == stretches


def test_d1_the_floor_part_of_the_main_block_ends_face_down() -> None:
    names = ["bird_dog", "dead_bug", "clamshell", "kneeling_plank"]
    main = [item(name) for name in names]
    assert in_order(reversed(main)) == main


def test_getting_down_to_begin_with_or_up_to_end_is_not_counted() -> None:
    floor, standing = item("dead_bug"), item("squat")
    assert floor_changes(plan_of(floor, item("bird_dog"))) == 0
    assert floor_changes(plan_of(standing, floor)) == 1
    assert floor_changes(plan_of(standing, floor, standing, floor)) == 3
    assert floor_changes(plan_of()) == 0


def test_every_exercise_says_where_it_is_done() -> None:
    assert {each.position for each in catalogue().exercises.values()} == set(Position)
