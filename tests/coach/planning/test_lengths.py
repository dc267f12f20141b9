"""A long session is offered only where it is longer than a standard one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backcoach.coach.model.programme import Length
from backcoach.coach.planning.today import lengths_on_offer, plan_for
from backcoach.coach.standing.standing import Standing
from tests.support.content import catalogue, programme
from tests.support.levels import now
from tests.support.logs import a_profile
from tests.support.training import Trainee

EXERCISES = catalogue().exercises


def more(here: Standing) -> float:
    """Minutes that a long session adds on the two days of stage 1 and 2, by hand."""
    days = [replace(here, sessions_in_stage=number) for number in (2, 3)]
    lengths = [
        sum(plan_for(day, None, programme(), EXERCISES, length).seconds for day in days)
        for length in (Length.LONG, Length.STANDARD)
    ]
    return (lengths[0] - lengths[1]) / 120


@pytest.mark.parametrize("stage", [1, 2])
def test_b3_7_and_e3_2_long_adds_minutes_in_the_first_stages(stage: int) -> None:
    here = now(0, stage=stage)
    assert 7 <= more(here) <= 8
    assert lengths_on_offer(here, programme(), EXERCISES) == tuple(Length)


@pytest.mark.parametrize(("least", "offered"), [(7.5, True), (7.6, False)])
def test_b3_7_the_mean_of_the_days_decides(least: float, offered: bool) -> None:
    here = now(0, stage=2)
    assert more(here) == pytest.approx(7.52, abs=0.02)
    rules = replace(programme(), budgets=replace(programme().budgets, long_adds_minutes=least))
    assert (Length.LONG in lengths_on_offer(here, rules, EXERCISES)) is offered


def test_b3_7_in_stage_3_once_the_levels_fill_the_time() -> None:
    trainee = Trainee(stage=2)
    *_, last = trainee.train(weeks=16)
    assert last.plan.stage == 3
    assert Length.LONG in lengths_on_offer(trainee.standing(16 * 7), programme(), EXERCISES)


def test_b3_7_whom_few_exercises_suit_is_not_offered_more_of_the_same() -> None:
    profile = a_profile(tags=["no_floor", "balance", "leg_symptoms", "knee_pain"], equipment=[])
    here = now(0, profile, stage=3)
    offered = lengths_on_offer(here, programme(), EXERCISES)
    assert offered[:2] == (Length.SHORT, Length.STANDARD)
