"""Somebody who does every planned session in full, pain 1 and effort 5, all mornings settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from backcoach.coach.evidence.moments import Fact
from backcoach.coach.model.profile import Profile
from backcoach.coach.model.programme import Length
from backcoach.coach.model.records import (
    Answer,
    CheckIn,
    Clearance,
    FlareReport,
    Log,
    Morning,
    StageChoice,
    StageDecision,
)
from backcoach.coach.planning.plan import Plan
from backcoach.coach.planning.today import day_for, plan_for
from backcoach.coach.standing.standing import Standing
from backcoach.simulation.training import Felt, HurtItem, Training
from tests.support.content import catalogue, programme
from tests.support.logs import a_log

MONDAY = date(2026, 1, 5)
THREE_A_WEEK = (0, 2, 4)
TWO_A_WEEK = (0, 3)
MORNING, NOON, EVENING = 7, 12, 18


class Trained(NamedTuple):
    """One session: the day since the first Monday, the standing before it, and the plan done."""

    number: int
    before: Standing
    plan: Plan


class Trainee:
    """Trains day by day; everything that happens goes through one replay."""

    def __init__(self, stage: int = 1, profile: Profile | None = None) -> None:
        self.training = Training(programme(), catalogue().exercises)
        if profile is not None:
            self._take(0, profile)
        if stage > 1:
            at = _at(0, MORNING)
            self._take(0, StageChoice("choice", at, StageDecision.START_IN, 2))

    def train(
        self,
        days: Sequence[int] = THREE_A_WEEK,
        *,
        length: Length | None = None,
        weeks: int,
        since: int = 0,
    ) -> Iterator[Trained]:
        """Train on these days of each week (0 is Monday), from week `since` on."""
        for number in range(since * 7, (since + weeks) * 7):
            last = self.training.last
            if last is not None and last.local_date == day_number(number - 1):
                self.settle(number)
            if number % 7 in days:
                yield self.session(number, length)

    def settle(self, number: int, pain: int = 1) -> None:
        """Get up on day `number`, the one after the last session, with this pain."""
        last, at = self.training.last, _at(number, MORNING)
        assert last is not None
        self._take(number, Morning(f"m{number}", at, last.id, at.date(), pain))

    def session(
        self,
        number: int,
        length: Length | None = None,
        *,
        effort: int = 5,
        hurts: str = "",
        pain: int = 3,
    ) -> Trained:
        """One session on day `number`; `hurts` is the id of what hurt, with `pain`."""
        check_in = CheckIn(f"c{number}", _at(number, EVENING), 1)
        self._take(number, check_in)
        before = self.standing(number)
        rules = programme()
        day = day_for(before, check_in, _at(number, EVENING), rules)
        plan = plan_for(before, day, rules, catalogue().exercises, length)
        self.training.follow(f"s{number}", plan, check_in, self._felt(plan, effort, hurts, pain))
        return Trained(number, before, plan)

    def standing(self, number: int) -> Standing:
        """Where they stand on day `number`."""
        return self.training.standing(day_number(number))

    def _felt(self, plan: Plan, effort: int, hurts: str, pain: int) -> Felt:
        steps = self.training.steps(plan) if hurts else ()
        hurt = next((step for step in steps if step.exercise.id == hurts), None)
        if hurt is None:
            return Felt(pain if hurts else 1, effort)
        return Felt(pain, effort, HurtItem(hurt, pain, Answer.GO_ON))

    @property
    def log(self) -> Log:
        """The log of all they told and did so far."""
        return a_log(*(each for each in self.training.facts if not isinstance(each, Clearance)))

    def choose(self, number: int, decision: StageDecision, exercise: str | None = None) -> None:
        """Decide on day `number`, about midday."""
        at = _at(number, NOON)
        self._take(number, StageChoice(f"d{number}{decision}", at, decision, 3, 0, exercise))

    def flare(self, number: int) -> None:
        """Say on day `number` that it feels like a flare."""
        self._take(number, FlareReport(f"f{number}", _at(number, NOON)))

    def _take(self, number: int, fact: Fact) -> None:
        self.training.take(day_number(number), fact)


def day_number(number: int) -> date:
    """The day so many days after the first Monday."""
    return MONDAY + timedelta(days=number)


def _at(number: int, hour: int) -> datetime:
    return datetime.combine(day_number(number), time(hour), UTC)


def on_a_plateau() -> Trainee:
    """Somebody for whom nothing has gone up in the last seven of 14 weeks: sessions were hard."""
    trainee = Trainee(stage=2)
    for _ in trainee.train(weeks=7):
        pass
    trainee.settle(47)
    for day in range(49, 14 * 7):
        if day % 7 in THREE_A_WEEK:
            trainee.session(day, effort=7)
            trainee.settle(day + 1)
    return trainee
