"""Somebody who trains: all they tell and do goes through one replay, fact by fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from backcoach.coach.evidence.moments import DatedFact, Fact
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.profile import Weight
from backcoach.coach.model.programme import Programme, Section
from backcoach.coach.model.records import (
    Answer,
    CheckIn,
    PainReport,
    Ratings,
    SessionRecord,
    Status,
    Work,
)
from backcoach.coach.planning.plan import Plan
from backcoach.coach.planning.timeline import Step, unroll
from backcoach.coach.standing.days import pass_days
from backcoach.coach.standing.replay import Replay
from backcoach.coach.standing.standing import Standing, standing_of
from backcoach.coach.standing.take import take

NO_WORK = Work(0, 0.0)
NO_WEIGHTS: Mapping[str, Weight] = MappingProxyType({})


@frozen
class HurtItem:
    """What hurt in a session: the first set of it, how much (0-10), and what was done about it."""

    step: Step
    pain: int
    answer: Answer

    @property
    def report(self) -> PainReport:
        """The report of it."""
        step = self.step
        return PainReport(
            item=step.item,
            exercise=step.exercise.id,
            level=step.dose.level,
            side=step.side,
            number=step.number,
            second=0.0,
            pain=self.pain,
            answer=self.answer,
        )


@frozen
class Felt:
    """How a session was: worst pain and effort 0-10, what hurt, and what left the back sore.

    `grabbed` are the items (indices) for balance in which there was need to grab the support.
    """

    worst_pain: int
    effort: int
    hurt: HurtItem | None = None
    sore: tuple[str, ...] = ()
    grabbed: frozenset[int] = frozenset()


@dataclass(slots=True)
class Training:
    """The facts of one person so far, and the replay of them. `last` is the latest session."""

    programme: Programme
    exercises: Mapping[str, Exercise]
    replay: Replay = field(init=False)
    facts: list[Fact] = field(default_factory=list)
    last: SessionRecord | None = None

    def __post_init__(self) -> None:
        self.replay = Replay(self.programme, self.exercises)

    def take(self, on: date, fact: Fact) -> None:
        """Record what was said or done on the day `on`."""
        at = fact.ended_at if isinstance(fact, SessionRecord) else fact.at
        self.facts.append(fact)
        pass_days(self.replay, on)
        take(self.replay, DatedFact(at, on, fact))

    def standing(self, on: date) -> Standing:
        """Where they stand on that day."""
        pass_days(self.replay, on)
        return standing_of(self.replay, on)

    def steps(self, plan: Plan) -> list[Step]:
        """Every set of the plan, in order."""
        return unroll(plan, self.programme.timing)

    def follow(
        self,
        id: str,
        plan: Plan,
        check_in: CheckIn,
        felt: Felt,
        weights: Mapping[str, Weight] = NO_WEIGHTS,
    ) -> SessionRecord:
        """Do the session `plan` in full right after `check_in`, save what hurt and was skipped.

        `weights` are those of the exercises done with one, by id.
        """
        began = check_in.at
        ended = began + timedelta(seconds=plan.seconds)
        hurt = felt.hurt
        skipped = hurt.step.item if hurt is not None and hurt.answer is Answer.SKIP else None
        session = SessionRecord(
            id=id,
            started_at=began,
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
            sets=tuple(
                step.record(
                    NO_WORK if step.item == skipped else step.planned,
                    skipped=step.item == skipped,
                    weight=weights.get(step.exercise.id),
                    grabbed=step.item in felt.grabbed if step.section is Section.BALANCE else None,
                )
                for step in self.steps(plan)
            ),
            check_in=check_in,
            pain_reports=() if hurt is None else (hurt.report,),
            ratings=Ratings(ended, felt.worst_pain, felt.effort, sore=felt.sore),
            kind=plan.kind,
        )
        self.last = session
        self.take(session.local_date, session)
        return session
