"""The fewest days at a level before it may rise, on both sides of each number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backcoach.catalogue.checks.programme import check_programme
from backcoach.catalogue.errors import CatalogueError
from backcoach.coach.levels.track import Rung
from backcoach.coach.levels.weights import nanograms
from backcoach.coach.model.exercise import Mode
from backcoach.coach.model.profile import Weight, WeightUnit
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.records import SessionRecord
from backcoach.coach.model.rules.levels import LongStep
from tests.support.content import catalogue, programme
from tests.support.levels import did, last, level, now
from tests.support.logs import Fact, a_check_in, a_profile
from tests.support.people import suit
from tests.support.weeks import next_weeks

EXERCISES = catalogue().exercises
IN_STAGE_3 = 43
"""A day on which stage 3 has just opened."""

TABLE = {
    ("romanian_deadlift", 1): 7,
    ("romanian_deadlift", 2): 7,
    ("romanian_deadlift", 3): 14,
    ("romanian_deadlift", 4): 14,
    ("functional_lift", 1): 7,
    ("functional_lift", 2): 14,
    ("functional_lift", 3): 7,
    ("step_down", 1): 7,
    ("step_down", 2): 7,
    ("step_down", 3): 14,
    ("squat", 3): 7,
    ("squat", 4): 14,
    ("suitcase_carry", 1): 7,
    ("suitcase_carry", 2): 7,
    ("suitcase_carry", 3): 14,
    ("clamshell", 2): 7,
    ("bridge", 3): 7,
    ("dead_bug", 3): 7,
    ("single_leg_bridge", 3): 7,
}
"""By exercise and the level it rises from."""


@pytest.mark.parametrize(("exercise", "from_level"), TABLE)
def test_a11_each_row_of_the_table(exercise: str, from_level: int) -> None:
    rules = programme().levels.days_at_level
    assert rules is not None
    assert rules.least(exercise, from_level) == TABLE[exercise, from_level]


def test_a11_all_others_take_seven_days() -> None:
    rules = programme().levels.days_at_level
    assert rules is not None
    found = {
        (id, each.level): rules.least(id, each.level)
        for id, exercise in EXERCISES.items()
        for each in exercise.ladder[:-1]
    }
    assert {days for step, days in found.items() if step not in TABLE} == {7}


def in_stage_3(*facts: Fact) -> list[Fact]:
    return [*next_weeks().values(), *facts]


def risen(exercise: str, from_level: int, days: int) -> int | None:
    """The level once it was done for so many days at `from_level`, in the last stage."""
    done = [
        did(IN_STAGE_3 + number, (exercise, from_level), stage=3)
        for number in range(0, days + 1, 1 if days < 7 else 2)
    ]
    if done[-1].local_date.toordinal() - done[0].local_date.toordinal() < days:
        done.append(did(IN_STAGE_3 + days, (exercise, from_level), stage=3))
    return level(exercise, now(IN_STAGE_3 + days, *in_stage_3(*done), stage=1))


MOVING = [step for step in TABLE if EXERCISES[step[0]].mode is not Mode.TIME]


@pytest.mark.parametrize(("exercise", "from_level"), MOVING)
def test_a11_a_level_rises_on_the_day_and_not_the_day_before(
    exercise: str, from_level: int
) -> None:
    least = TABLE[exercise, from_level]
    assert risen(exercise, from_level, least - 1) == from_level
    assert risen(exercise, from_level, least) == from_level + 1


def test_a11_from_level_2_of_the_romanian_deadlift_to_its_top() -> None:
    # Perfect sessions on Mondays, Wednesdays and Fridays, each at the level of the day.
    facts: list[Fact] = []
    reached: dict[int, int] = {}
    rung = 2
    for number in (7 * week + weekday for week in range(7) for weekday in (0, 2, 4)):
        on = IN_STAGE_3 + number
        here = now(on, *in_stage_3(*facts), a_check_in(on, hour=17), stage=1)
        (planned,) = here.levels.for_session([Rung("romanian_deadlift", rung)])
        rung = planned.level
        reached.setdefault(rung, number)
        facts.append(did(on, ("romanian_deadlift", rung), stage=3))
    # Day 21 would do, but nothing goes up in the fourth week of a block.
    assert reached == {2: 0, 3: 7, 4: 28, 5: 42}


def test_a11_the_days_begin_anew_after_a_step_down() -> None:
    hard = did(9, ("squat", 3), effort=5, worst=8)
    facts = [did(0, ("squat", 3)), did(7, ("squat", 3), effort=8), hard, did(11, ("squat", 2))]
    facts.append(did(14, ("squat", 2)))
    early = now(17, *facts, did(17, ("squat", 2)))
    assert last(early, "squat").sentence == (
        "Squat stays at level 2: 6 days at it so far, and 7 days come before the next."
    )
    assert level("squat", now(18, *facts, did(18, ("squat", 3)))) == 3


def test_a11_a_session_below_the_level_begins_no_days() -> None:
    facts = [did(0, ("squat", 2), effort=8), did(14, "squat"), did(16, "squat")]
    lower = [*facts, did(18, ("squat", 2)), did(20, ("squat", 2)), did(22, ("squat", 3))]
    assert level("squat", now(22, *lower)) == 3, "the first session at the level was on day 0"


def lifted(number: int, exercise: str, at: int, kilos: float) -> SessionRecord:
    session = did(number, (exercise, at), stage=3)
    weight = Weight(kilos, WeightUnit.KG)
    return replace(session, sets=tuple(replace(each, weight=weight) for each in session.sets))


def offered(on: int, *facts: Fact) -> float | None:
    here = now(on, *in_stage_3(*facts), a_check_in(on, hour=6), stage=1)
    weight = here.levels.next_weights(["romanian_deadlift"]).get("romanian_deadlift")
    return None if weight is None else nanograms(weight) / 1e12


@pytest.mark.parametrize(("days", "kilos"), [(6, None), (7, 10.5)])
def test_a11_a_step_up_by_weight_takes_seven_days_in_the_last_stage_too(
    days: int, kilos: float | None
) -> None:
    top = len(EXERCISES["romanian_deadlift"].ladder)
    two = [lifted(IN_STAGE_3 + n, "romanian_deadlift", top, 10) for n in (0, 3)]
    assert offered(IN_STAGE_3 + days, *two) == kilos


@pytest.mark.parametrize(
    ("tag", "kilos"),
    [
        ("balance", 10.5),
        ("spine_fracture", None),
        ("pregnant", None),
        ("healing", None),
    ],
)
def test_a10_3_at_a_cap_the_weight_may_rise_but_not_for_everybody(
    tag: str, kilos: float | None
) -> None:
    profile = a_profile(tags=[tag], clinician_ok=[tag])
    two = [lifted(IN_STAGE_3 + n, "romanian_deadlift", 2, 10) for n in (0, 3)]
    assert offered(IN_STAGE_3 + 7, profile, *two) == kilos


def test_a10_3_with_three_tags_no_weight_goes_up_at_all() -> None:
    stays = {tag for tag in programme().tags if suit(tag, ok=[tag]).weight_stays}
    assert stays == {"spine_fracture", "pregnant", "healing"}


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (LongStep("squat", 5, 14), '"squat" does not rise from level 5'),
        (LongStep("squat", 1, 6), "days: is below usual"),
        (LongStep("squats", 1, 14), 'unknown exercise "squats"'),
    ],
)
def test_a_longer_step_that_makes_no_sense_is_refused(step: LongStep, words: str) -> None:
    rules = programme().levels.days_at_level
    assert rules is not None
    wrong = replace(programme().levels, days_at_level=replace(rules, longer=(step,)))
    with pytest.raises(CatalogueError, match=words):
        check_programme(replace(programme(), levels=wrong), EXERCISES, "programme.toml")


@pytest.mark.parametrize("changed", [{"step_days": 7}, {"days_at_level": None}])
def test_there_is_one_rule_of_the_two(changed: dict[str, int | None]) -> None:
    wrong: Programme = replace(
        programme(),
        levels=replace(programme().levels, **changed),  # type: ignore[arg-type]
    )
    with pytest.raises(CatalogueError, match="needs either days_at_level or step_days"):
        check_programme(wrong, EXERCISES, "programme.toml")
