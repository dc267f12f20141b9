"""Somebody who does every planned session in full, pain 1 and effort 5, all mornings settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from backcoach.coach.evidence.moments import DatedFact
from backcoach.coach.model.profile import Profile
from backcoach.coach.model.programme import Length
from backcoach.coach.model.records import (
    Answer,
    CheckIn,
    FlareReport,
    Morning,
    PainReport,
    Ratings,
    SessionRecord,
    StageChoice,
    StageDecision,
    Status,
)
from backcoach.coach.planning.plan import Plan
from backcoach.coach.planning.timeline import unroll
from backcoach.coach.planning.today import day_for, plan_for
from backcoach.coach.standing.days import pass_days
from backcoach.coach.standing.replay import Replay
from backcoach.coach.standing.standing import Standing, standing_of
from backcoach.coach.standing.take import take
from tests.support.content import catalogue, programme

Fact = SessionRecord | CheckIn | Morning | StageChoice | Profile | FlareReport

MONDAY = date(2026, 1, 5)
THREE_A_WEEK = (0, 2, 4)
TWO_A_WEEK = (0, 3)
MORNING, EVENING, NIGHT = 7, 18, 19


class Trained(NamedTuple):
    """One session: the day since the first Monday, the standing before it, and the plan done."""

    number: int
    before: Standing
    plan: Plan


class Trainee:
    """Trains day by day; everything that happens goes through one replay."""

    def __init__(self, stage: int = 1, profile: Profile | None = None) -> None:
        self.replay = Replay(programme(), catalogue().exercises)
        self.last: SessionRecord | None = None
        if profile is not None:
            self._take(0, MORNING - 1, profile)
        if stage > 1:
            at = _at(0, MORNING)
            self._take(0, MORNING, StageChoice("choice", at, StageDecision.START_IN, 2))

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
            if self.last is not None and self.last.local_date == day_number(number - 1):
                self.settle(number)
            if number % 7 in days:
                yield self.session(number, length)

    def settle(self, number: int, pain: int = 1) -> None:
        """Get up on day `number`, the one after the last session, with this pain."""
        assert self.last is not None
        at = _at(number, MORNING)
        self._take(number, MORNING, Morning(f"m{number}", at, self.last.id, at.date(), pain))

    def session(
        self, number: int, length: Length | None = None, *, effort: int = 5, hurts: str = ""
    ) -> Trained:
        """One session on day `number`; `effort` is 0-10, `hurts` the id of what hurt."""
        check_in = CheckIn(f"c{number}", _at(number, EVENING), 1)
        self._take(number, EVENING, check_in)
        before = self.standing(number)
        rules = programme()
        day = day_for(before, check_in, _at(number, EVENING), rules)
        plan = plan_for(before, day, rules, catalogue().exercises, length)
        self._take(number, NIGHT, self._done(number, plan, check_in, effort, hurts))
        return Trained(number, before, plan)

    def standing(self, number: int) -> Standing:
        """Where they stand on day `number`."""
        pass_days(self.replay, day_number(number))
        return standing_of(self.replay, day_number(number))

    def _done(
        self, number: int, plan: Plan, check_in: CheckIn, effort: int, hurts: str
    ) -> SessionRecord:
        steps = unroll(plan, programme().timing)
        reports = tuple(
            PainReport(
                step.item, hurts, step.dose.level, step.side, step.number, 0, 3, Answer.GO_ON
            )
            for step in steps
            if step.exercise.id == hurts
        )[:1]
        ended = _at(number, NIGHT)
        self.last = SessionRecord(
            id=f"s{number}",
            started_at=_at(number, EVENING),
            ended_at=ended,
            utc_offset_minutes=0,
            status=Status.COMPLETED,
            stage=plan.stage,
            template=plan.template,
            length=plan.length,
            programme_version=plan.programme_version,
            app_version="",
            planned_seconds=round(plan.seconds),
            active_seconds=plan.seconds,
            sets=tuple(step.record(step.planned) for step in steps),
            check_in=check_in,
            pain_reports=reports,
            ratings=Ratings(ended, 3 if hurts else 1, effort),
            kind=plan.kind,
        )
        return self.last

    def _take(self, number: int, hour: int, fact: Fact) -> None:
        pass_days(self.replay, day_number(number))
        take(self.replay, DatedFact(_at(number, hour), day_number(number), fact))


def day_number(number: int) -> date:
    """The day so many days after the first Monday."""
    return MONDAY + timedelta(days=number)


def _at(number: int, hour: int) -> datetime:
    return datetime.combine(day_number(number), time(hour), UTC)
