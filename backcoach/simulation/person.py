"""Simulates one person day by day: each session is planned, done and judged by the real rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from backcoach.catalogue import Catalogue
from backcoach.coach.evidence.moments import Fact
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.profile import Profile, Weight, WeightUnit
from backcoach.coach.model.programme import Section
from backcoach.coach.model.records import (
    Answer,
    CheckIn,
    Clearance,
    FlareReport,
    FollowUp,
    Log,
    Morning,
    Screening,
    SessionRecord,
    StageChoice,
    StageDecision,
)
from backcoach.coach.model.screening_questions import ClearanceKind, Lock
from backcoach.coach.planning.day import Choice, Day
from backcoach.coach.planning.plan import Plan, PlanItem
from backcoach.coach.planning.today import day_for, plan_for
from backcoach.coach.safety.check_in import check_in_outcome
from backcoach.coach.safety.conditions import AGREED, SEEN
from backcoach.coach.safety.leg import LEG, LegAnswer
from backcoach.coach.safety.outcomes import Outcome
from backcoach.coach.safety.screening import standing_lock
from backcoach.coach.standing.standing import Standing
from backcoach.simulation.people import FIRST_DAY, Body, PersonKind, Telling
from backcoach.simulation.training import NO_WEIGHTS, Felt, HurtItem, Training

WAKING, EVENING = time(7), time(18)
LEG_PAIN = {"one_leg": "pain"}
"""What is marked at the check-in when pain in a leg begins or gets worse (`data/safety.toml`)."""
FIRST_WEIGHT = Weight(5.0, WeightUnit.KG)
"""What somebody with weights begins with where the ladder names none."""


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
    content: Catalogue
    chance: Random
    body: Body = field(init=False)
    training: Training = field(init=False)

    def __post_init__(self) -> None:
        self.body = Body.born(self.kind, self.chance)
        self.training = Training(self.content.programme, self.content.exercises)

    @property
    def facts(self) -> list[Fact]:
        """Everything recorded so far, in order."""
        return self.training.facts

    @property
    def log(self) -> Log:
        """Everything that happened, as a log."""
        facts = self.training.facts
        return Log(
            sessions=tuple(fact for fact in facts if isinstance(fact, SessionRecord)),
            check_ins=tuple(fact for fact in facts if isinstance(fact, CheckIn)),
            mornings=tuple(fact for fact in facts if isinstance(fact, Morning)),
            profiles=tuple(fact for fact in facts if isinstance(fact, Profile)),
            flares=tuple(fact for fact in facts if isinstance(fact, FlareReport)),
            screenings=tuple(fact for fact in facts if isinstance(fact, Screening)),
            clearances=tuple(fact for fact in facts if isinstance(fact, Clearance)),
            choices=tuple(fact for fact in facts if isinstance(fact, StageChoice)),
        )

    def week(self, number: int) -> Iterator[SimulatedDay]:
        """Simulate week `number` (0-based); yields the days on which a session was asked for.

        Nobody asks for one while what they told locks sessions.
        """
        for since in range(number * 7, number * 7 + 7):
            on = FIRST_DAY + timedelta(days=since)
            self.body.night()
            if since == 0:
                self.training.take(on, self._profile(on))
            for telling in self.kind.tells:
                if telling.day == since:
                    self._tell(on, telling)
            self._wake(on)
            trains = since % 7 in self.kind.days and self.body.turns_up(since)
            if trains and not self._is_locked(on):
                yield self._train(on)

    def standing(self, on: date) -> Standing:
        """Where they stand on that day."""
        return self.training.standing(on)

    # What they tell

    def _profile(self, on: date) -> Profile:
        kind = self.kind
        return Profile(
            id=f"{self.id}-profile",
            at=_at(on, WAKING),
            tags=kind.tags,
            clinician_ok=kind.tags if kind.clinician_ok else (),
            equipment=kind.equipment,
            usual_pain=round(self.body.pain),
            length=kind.length,
            sessions_a_week=len(kind.days),
            trains_already=kind.trains_already,
            help_near=kind.help_near,
        )

    def _tell(self, on: date, telling: Telling) -> None:
        """Answer safety questions, and say that a clinician agrees where one does."""
        answered = Screening(
            id=f"{self.id}-{on}-told",
            at=_at(on, WAKING),
            version=self.content.programme.screening,
            yes=telling.yes,
            outcome=Lock.CLINICIAN if telling.locks else Lock.NONE,
            groups=telling.pages,
            follow_ups=telling.about,
        )
        if telling.pages:
            self.training.take(on, answered)
        if telling.agreed:
            latest = next(each for each in reversed(self.facts) if isinstance(each, Screening))
            agreed = Clearance(
                f"{self.id}-{on}-ok",
                _at(on, WAKING) + timedelta(minutes=1),
                latest.id,
                ClearanceKind.CLINICIAN_OK,
            )
            self.training.take(on, agreed)

    def _is_locked(self, on: date) -> bool:
        """Whether a safety answer keeps sessions from starting."""
        if not self.kind.tells:
            return False
        questions = self.content.safety.screening
        return standing_lock(self.log, questions, on) is not Lock.NONE

    def _seen(self, on: date) -> Screening:
        """The answer whether a clinician has seen them about their pain."""
        return Screening(
            id=f"{self.id}-{on}-s",
            at=_at(on, EVENING),
            version=self.content.programme.screening,
            yes=(SEEN,) if self.kind.seen else (),
            outcome=Lock.NONE,
            groups=(SEEN,),
            follow_ups=(FollowUp(SEEN, AGREED),) if self.kind.seen else (),
        )

    def _wake(self, on: date) -> None:
        """Answer the morning question, after a session and on every day of a flare-up."""
        last = self.training.last
        after = last is not None and last.local_date == on - timedelta(days=1)
        if not after and self.training.replay.flares.present is None:
            return
        if self.chance.random() < self.kind.asked_of_mornings:
            session = last.id if last is not None and after else None
            pain = self.body.now()
            morning = Morning(f"{self.id}-{on}-m", _at(on, WAKING), session, on, pain)
            self.training.take(on, morning)

    # How they train

    def _choose(self, on: date) -> None:
        """Keep what there is, or take advice, where that is offered and they do so."""
        here = self.standing(on)
        advice = None if here.plateau is None or not here.plateau.options else here.plateau
        if self.kind.keeps and here.offers_keeping:
            self._decide(on, StageDecision.KEEP, here.stage)
        elif self.kind.takes_advice and advice is not None:
            self._decide(on, self.chance.choice(advice.options), here.stage, advice.exercise)

    def _decide(
        self, on: date, decision: StageDecision, stage: int, exercise: str | None = None
    ) -> None:
        at = _at(on, WAKING) + timedelta(minutes=2)
        choice = StageChoice(f"{self.id}-{on}-d", at, decision, stage, 0, exercise)
        self.training.take(on, choice)

    def _train(self, on: date) -> SimulatedDay:
        rules, training = self.content.programme, self.training
        if self.kind.keeps or self.kind.takes_advice:
            self._choose(on)
        if training.replay.asks_if_seen(on):
            training.take(on, self._seen(on))
        check_in = self._check_in(on)
        training.take(on, check_in)
        before = self.standing(on)
        day = day_for(before, check_in, _at(on, EVENING), rules)
        if day.choice is Choice.NONE and day.offers:
            # Who is offered a few easy movements takes them.
            day = day.choosing(Choice.EASY)
        if day.choice is Choice.NONE:
            return SimulatedDay(on, before, day, None, None, before)
        plan = plan_for(before, day, rules, self.content.exercises)
        felt = self._felt(plan, check_in.pain)
        self.body.trained()
        weights = self._weights(plan) if self.kind.has_weights else NO_WEIGHTS
        session = training.follow(f"{self.id}-{on}", plan, check_in, felt, weights)
        return SimulatedDay(on, before, day, plan, session, self.standing(on))

    def _check_in(self, on: date) -> CheckIn:
        pain = self.body.now()
        asked = self.training.replay.conditions.leg is not None
        leg = self.body.leg_now(asked=asked)
        marked = LEG_PAIN if leg is LegAnswer.WORSE else {}
        minimum = self.content.programme.readiness.no_workout_pain_min
        leads_to: Outcome = check_in_outcome(self.content.safety, minimum, pain, marked)
        follow_ups = [FollowUp(each, answer) for each, answer in marked.items()]
        if asked and leg is not None:
            follow_ups.append(FollowUp(LEG, leg))
        return CheckIn(
            f"{self.id}-{on}-c",
            _at(on, EVENING),
            pain,
            symptoms=tuple(marked),
            outcome=leads_to.value,
            follow_ups=tuple(follow_ups),
        )

    def _felt(self, plan: Plan, before: int) -> Felt:
        """How the session was; what hurt is skipped."""
        worst = self.body.worst_during(before)
        main = [
            step
            for step in (self.training.steps(plan) if worst >= before + 2 else ())
            if step.section is Section.MAIN
        ]
        hurt = HurtItem(self.chance.choice(main), worst, Answer.SKIP) if main else None
        done = {item.exercise.id for item in plan.items}
        sore = tuple(each for each in self.kind.sore if each in done)
        effort = self.body.effort()
        balances = [n for n, item in enumerate(plan.items) if item.section is Section.BALANCE]
        grabbed = (n for n in balances if self.chance.random() < self.kind.grabs)
        return Felt(worst, effort, hurt, sore, frozenset(grabbed))

    def _weights(self, plan: Plan) -> dict[str, Weight]:
        """What is taken: the next weight where one is suggested, else that of the last time."""
        return {item.exercise.id: _taken(item) for item in plan.items if item.load is not None}


def _taken(item: PlanItem) -> Weight:
    assert item.load is not None
    known = item.load.suggested or item.load.held
    if known is not None:
        return known
    kg = None if item.dose.weight is None else item.dose.weight.kg
    return FIRST_WEIGHT if kg is None else Weight(kg[0], WeightUnit.KG)


def _at(on: date, hour: time) -> datetime:
    return datetime.combine(on, hour, UTC)
