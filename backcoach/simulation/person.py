"""Simulates one person day by day: each session is planned, done and judged by the real rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from backcoach.coach.evidence.moments import DatedFact, Fact
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.profile import Profile
from backcoach.coach.model.programme import Programme, Section
from backcoach.coach.model.records import (
    Answer,
    CheckIn,
    FlareReport,
    FollowUp,
    Log,
    Morning,
    PainReport,
    Ratings,
    Screening,
    SessionRecord,
    SetRecord,
    Status,
    Work,
)
from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.planning.day import Choice, Day
from backcoach.coach.planning.plan import Plan
from backcoach.coach.planning.timeline import Step, unroll
from backcoach.coach.planning.today import day_for, plan_for
from backcoach.coach.safety.conditions import AGREED, SEEN
from backcoach.coach.safety.leg import LEG, LegAnswer
from backcoach.coach.safety.outcomes import Outcome
from backcoach.coach.standing.days import pass_days
from backcoach.coach.standing.replay import Replay
from backcoach.coach.standing.standing import Standing, standing_of
from backcoach.coach.standing.take import take
from backcoach.simulation.people import Body, PersonKind

FIRST_DAY = date(2024, 1, 1)
WAKING, EVENING = time(7), time(18)
TRAINING_DAYS = (0, 2, 4)
"""Monday, Wednesday, Friday: three sessions a week, 48 hours apart."""
NO_WORK = Work(0, 0.0)


@frozen
class SimulatedDay:
    """A day on which the person asked for a session, with their standing before and after it.

    `plan` and `session` are None on a day without a workout.
    """

    on: date
    before: Standing
    day: Day
    plan: Plan | None
    session: SessionRecord | None
    after: Standing


@dataclass(slots=True)
class SimulatedPerson:
    """A simulated person and everything recorded about them so far."""

    id: str
    kind: PersonKind
    programme: Programme
    exercises: Mapping[str, Exercise]
    chance: Random
    body: Body = field(init=False)
    replay: Replay = field(init=False)
    facts: list[Fact] = field(default_factory=list)
    last: SessionRecord | None = None

    def __post_init__(self) -> None:
        self.body = Body.born(self.kind, self.chance)
        self.replay = Replay(self.programme, self.exercises)

    @property
    def log(self) -> Log:
        """Everything that happened, as a log."""
        return Log(
            sessions=tuple(fact for fact in self.facts if isinstance(fact, SessionRecord)),
            check_ins=tuple(fact for fact in self.facts if isinstance(fact, CheckIn)),
            mornings=tuple(fact for fact in self.facts if isinstance(fact, Morning)),
            profiles=tuple(fact for fact in self.facts if isinstance(fact, Profile)),
            flares=tuple(fact for fact in self.facts if isinstance(fact, FlareReport)),
            screenings=tuple(fact for fact in self.facts if isinstance(fact, Screening)),
        )

    def week(self, number: int) -> Iterator[SimulatedDay]:
        """Simulate week `number` (0-based); yields the days on which a session was asked for."""
        for since in range(number * 7, number * 7 + 7):
            on = FIRST_DAY + timedelta(days=since)
            self.body.night()
            if since == 0:
                self._take(on, self._profile(on))
            self._wake(on)
            if since % 7 in TRAINING_DAYS and self.body.turns_up(since):
                yield self._train(on)

    def standing(self, on: date) -> Standing:
        """Where they stand on that day."""
        pass_days(self.replay, on)
        return standing_of(self.replay, on)

    def _take(self, on: date, fact: Fact) -> None:
        at = fact.ended_at if isinstance(fact, SessionRecord) else fact.at
        self.facts.append(fact)
        pass_days(self.replay, on)
        take(self.replay, DatedFact(at, on, fact))

    def _profile(self, on: date) -> Profile:
        kind = self.kind
        return Profile(
            id=f"{self.id}-profile",
            at=_at(on, WAKING),
            tags=kind.tags,
            clinician_ok=kind.tags if kind.clinician_ok else (),
            usual_pain=round(self.body.pain),
            trains_already=kind.trains_already,
        )

    def _seen(self, on: date) -> Screening:
        """The answer whether a clinician has seen them about their pain."""
        return Screening(
            id=f"{self.id}-{on}-s",
            at=_at(on, EVENING),
            version=self.programme.screening,
            yes=(SEEN,) if self.kind.seen else (),
            outcome=Lock.NONE,
            groups=(SEEN,),
            follow_ups=(FollowUp(SEEN, AGREED),) if self.kind.seen else (),
        )

    def _wake(self, on: date) -> None:
        """Answer the morning question, after a session and on every day of a flare-up."""
        last = self.last
        after = last is not None and last.local_date == on - timedelta(days=1)
        if not after and self.replay.flares.present is None:
            return
        if self.chance.random() < self.kind.asked_of_mornings:
            session = last.id if last is not None and after else None
            pain = self.body.now()
            self._take(on, Morning(f"{self.id}-{on}-m", _at(on, WAKING), session, on, pain))

    def _train(self, on: date) -> SimulatedDay:
        rules = self.programme
        if self.replay.asks_if_seen(on):
            self._take(on, self._seen(on))
        pain = self.body.now()
        goes = pain < rules.readiness.no_workout_pain_min
        check_in = CheckIn(
            f"{self.id}-{on}-c",
            _at(on, EVENING),
            pain,
            outcome=(Outcome.GO if goes else Outcome.NO_WORKOUT).value,
            follow_ups=self._about_the_leg(on),
        )
        self._take(on, check_in)
        before = self.standing(on)
        day = day_for(before, check_in, _at(on, EVENING), rules)
        if day.choice is Choice.NONE and day.offers:
            # Who is offered a few easy movements takes them.
            day = day.choosing(Choice.EASY)
        if day.choice is Choice.NONE:
            return SimulatedDay(on, before, day, None, None, before)
        plan = plan_for(before, day, rules, self.exercises)
        session = self._follow(on, plan, check_in)
        self.last = session
        self.body.trained()
        self._take(on, session)
        return SimulatedDay(on, before, day, plan, session, self.standing(on))

    def _about_the_leg(self, on: date) -> tuple[FollowUp, ...]:
        """What is answered where a leg is asked about: it is the same."""
        asked = self.standing(on).leg is not None
        return (FollowUp(LEG, LegAnswer.SAME),) if asked else ()

    def _follow(self, on: date, plan: Plan, check_in: CheckIn) -> SessionRecord:
        """The record of the session: done as planned, except an exercise skipped for pain."""
        steps = unroll(plan, self.programme.timing)
        worst = self.body.worst_during(check_in.pain)
        hurt = self._hurting(steps) if worst >= check_in.pain + 2 else None
        reports: tuple[PainReport, ...] = ()
        if hurt is not None:
            reports = (
                PainReport(
                    item=hurt.item,
                    exercise=hurt.exercise.id,
                    level=hurt.dose.level,
                    side=hurt.side,
                    number=hurt.number,
                    second=0.0,
                    pain=worst,
                    answer=Answer.SKIP,
                ),
            )
        began = _at(on, EVENING)
        ended = began + timedelta(seconds=plan.seconds)
        return SessionRecord(
            id=f"{self.id}-{on}",
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
                _done(step, skipped=hurt is not None and step.item == hurt.item) for step in steps
            ),
            check_in=check_in,
            pain_reports=reports,
            ratings=Ratings(ended, worst, self.body.effort(), sore=self._sore(plan)),
            kind=plan.kind,
        )

    def _sore(self, plan: Plan) -> tuple[str, ...]:
        done = {item.exercise.id for item in plan.items}
        return tuple(each for each in self.kind.sore if each in done)

    def _hurting(self, steps: list[Step]) -> Step | None:
        main = [step for step in steps if step.section is Section.MAIN]
        return self.chance.choice(main) if main else None


def _done(step: Step, *, skipped: bool) -> SetRecord:
    return step.record(NO_WORK if skipped else step.planned, skipped=skipped)


def _at(on: date, hour: time) -> datetime:
    return datetime.combine(on, hour, UTC)
