"""Stretches go up by how often they were done, and rest days have two sessions of their own."""

from __future__ import annotations

import pytest

from backcoach.coach.model.exercise import Level
from backcoach.coach.model.programme import Section
from backcoach.coach.planning.day import Choice, Day
from backcoach.coach.planning.order import floor_changes
from backcoach.coach.planning.plan import Plan
from backcoach.coach.planning.planner import plan_session
from backcoach.coach.standing.rotation import UpNext, level_after
from tests.support.content import catalogue, programme
from tests.support.logs import a_profile
from tests.support.training import Trainee, day_number

EXERCISES = catalogue().exercises
STRETCHES = programme().stretches
HAMSTRING = "standing_hamstring_stretch"


def names() -> tuple[str, ...]:
    assert STRETCHES is not None
    return STRETCHES.exercises


def dose(level: Level) -> tuple[tuple[int, ...], int | None]:
    return level.reps, level.hold_seconds


@pytest.mark.parametrize("exercise", names())
def test_e1_the_doses_of_the_three_levels(exercise: str) -> None:
    first, second, third = EXERCISES[exercise].ladder[:3]
    assert dose(first) == ((1,), 20 if exercise == "childs_pose" else 15)
    assert dose(second) == ((1, 1), 20)
    assert dose(third) == ((1, 1), 30)
    assert (second.rest_seconds, third.rest_seconds) == (10, 10)


@pytest.mark.parametrize(
    ("count", "level", "level_with_tag"),
    [(0, 1, 1), (3, 1, 1), (4, 2, 3), (7, 2, 3), (8, 3, 3), (99, 3, 3)],
)
def test_e1_levels_by_how_often_a_stretch_was_done(
    count: int, level: int, level_with_tag: int
) -> None:
    assert STRETCHES is not None
    assert level_after(count, STRETCHES.times_for(())) == level
    older = STRETCHES.times_for(("age_65",))
    if older != STRETCHES.times:
        assert level_after(count, older) == level_with_tag


def levels(plan: Plan) -> dict[str, int]:
    return {
        item.exercise.id: item.dose.level for item in plan.items if item.section is Section.STRETCH
    }


def test_e1_a_stretch_goes_up_in_the_session_after_it_was_done_four_and_eight_times() -> None:
    seen = [levels(each.plan).get("cobra") for each in Trainee().train(weeks=5)]
    # Where time is short it is done at level 1 for a day, and counts all the same.
    done = [level for level in seen if level is not None]
    assert done[:9] == [1, 1, 1, 1, 2, 2, 2, 2, 3]


def test_e1_before_strength_the_hamstring_stretch_stays_at_40_seconds_a_side() -> None:
    seen = [levels(each.plan).get(HAMSTRING) for each in Trainee().train(weeks=6)]
    assert max(level for level in seen if level is not None) == 2


def test_e1_one_that_hurt_goes_one_level_back() -> None:
    trainee = Trainee()
    list(trainee.train(weeks=3))
    before = trainee.standing(21).turn.stretches
    number = 21
    seen: list[int] = []
    while len(seen) < 2:
        done = trainee.session(number, hurts="cobra")
        if "cobra" in levels(done.plan):
            seen.append(trainee.standing(number + 1).turn.stretches["cobra"])
        trainee.settle(number + 1)
        number += 2
    assert seen == ([before["cobra"] - 1, 1] if before["cobra"] == 3 else [1, 1])
    after = trainee.standing(number).turn.stretches
    assert after["seated_twist"] >= before["seated_twist"] == 2, "the others stay"


def test_e1_levels_belong_to_the_person_not_to_the_stage() -> None:
    trainee = Trainee()
    done = list(trainee.train(weeks=6))
    assert done[-1].plan.stage > 1
    assert trainee.standing(42).turn.stretches["cobra"] == 3


@pytest.mark.parametrize(
    ("number", "items"),
    [
        (
            0,
            [
                "march_in_place",
                "shoulder_circles",
                HAMSTRING,
                "cat_cow",
                "cobra",
                "childs_pose",
                "rest_breathing",
            ],
        ),
        (
            1,
            [
                "march_in_place",
                "shoulder_circles",
                "cat_cow",
                "knee_rolls",
                "butterfly",
                "seated_twist",
                "rest_breathing",
            ],
        ),
    ],
    ids=["odd", "even"],
)
def test_e2_rest_days_take_turns_by_the_day_of_the_year(number: int, items: list[str]) -> None:
    day = day_number(number)
    assert day.timetuple().tm_yday % 2 == (number + 1) % 2
    plan = rest_day(number)
    assert [item.exercise.id for item in plan.items] == items
    assert plan.seconds <= 12.5 * 60
    assert floor_changes(plan) == 1


def rest_day(number: int, *tags: str, stretches: dict[str, int] | None = None) -> Plan:
    return plan_session(
        programme(),
        EXERCISES,
        stage=2,
        done_in_stage=3,
        length=None,
        day=Day(Choice.REST_DAY),
        profile=a_profile(tags=tags),
        turn=UpNext(day_number(number), stretches=stretches or {}),
    )


def test_e2_at_the_levels_earned() -> None:
    plan = rest_day(0, stretches={HAMSTRING: 3, "cobra": 2})
    assert levels(plan) == {HAMSTRING: 3, "cobra": 2, "childs_pose": 1}
    assert plan.seconds <= 15 * 60


@pytest.mark.parametrize("number", [0, 1])
def test_e2_without_the_floor(number: int) -> None:
    plan = rest_day(number, "no_floor")
    assert floor_changes(plan) == 0
    assert {item.exercise.id for item in plan.items} >= {
        "seated_cat_cow",
        "seated_twist",
        HAMSTRING,
        "standing_pelvic_tilt",
    }
    assert plan.seconds <= 12.5 * 60


@pytest.mark.parametrize("number", [0, 1])
def test_e2_with_leg_symptoms_no_hamstring_is_stretched(number: int) -> None:
    assert HAMSTRING not in levels(rest_day(number, "leg_symptoms"))
