"""The log walked in order of time: what is known about the present stage after each event."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from operator import attrgetter

from backcoach.coach.completion import counts, has_work, skills_done
from backcoach.coach.gates import Row, barring_row
from backcoach.coach.history import Moment
from backcoach.coach.lights import (
    Light,
    Score,
    may_count_as_green,
    pains_of_days,
    session_light,
    session_peak,
    settled,
    usual_pain,
)
from backcoach.coach.programme import Gate, Programme
from backcoach.coach.seen import Past, Seen
from backcoach.coach.session import CheckIn, Decision, Morning, SessionRecord, StageChoice


@dataclass(frozen=True, slots=True)
class StageChange:
    """A move from one stage to another, with its local date and why."""

    on: date
    from_stage: int
    to_stage: int
    reason: str


@dataclass(slots=True)
class Visit:
    """One stay in a stage and what has been seen of it so far.

    It began on `entered_on`, at the instant `since` where something that happened began it.
    `before` is the stay it followed, so that a user who would rather stay there can go back.
    """

    stage: int
    gate: Gate | None
    since: datetime | None = None
    entered_on: date | None = None
    before: Visit | None = None
    begun: bool = False
    ripe_seen: bool = False
    counting: int = 0
    worked: list[Past] = field(default_factory=list)
    shown: set[int] = field(default_factory=set)
    tried: dict[int, Past] = field(default_factory=dict)

    def holds(self, session: SessionRecord) -> bool:
        """Whether `session` belongs to this stay: one of its stage, started since it began."""
        if session.stage != self.stage:
            return False
        return self.since is None or session.started_at >= self.since

    def note_skills(self, past: Past) -> None:
        """Remember the skills `past` shows, as far as its light is known by now."""
        if past.gate_light is Light.GREEN:
            self.shown.update(past.skills)

    def take_answer(self, past: Past, settled: bool | None, *, told: bool) -> None:
        """Let `past` know how the back was afterwards; that may undo what was shown before."""
        was_green = past.gate_light is Light.GREEN
        past.answer(settled, told=told)
        if was_green and past.gate_light is not Light.GREEN:
            self.shown.clear()
            for each in self.worked:
                self.note_skills(each)
        else:
            self.note_skills(past)


class Replay:
    """The state of the walk: the present stay, the pain scores so far, the answers awaited.

    `scores` are in order of their days. `pasts` finds by session id what a morning is about, and
    `mornings` the answer that stands.
    """

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.first_stage = programme.stages[0].number
        self.last_stage = programme.stages[-1].number
        self.visit = Visit(self.first_stage, programme.gate_from(self.first_stage))
        self.staying_in: int | None = None
        self.changes: list[StageChange] = []
        self.scores: list[Score] = []
        self.awaiting: list[tuple[Visit, Past]] = []
        self.pasts: dict[str, tuple[Visit, Past]] = {}
        self.mornings: dict[str, Morning] = {}
        self.symptoms_on: date | None = None
        self.barred_by: Row | None = None

    @property
    def staying(self) -> bool:
        """Whether the user chose to stay where they are."""
        return self.visit.gate is not None and self.staying_in == self.visit.stage

    def seen(self, on: date) -> Seen:
        """What is known about the present stay, on day `on`."""
        visit = self.visit
        return Seen(
            on=on,
            entered_on=visit.entered_on,
            counting=visit.counting,
            share_min=self.programme.completion.session_min_share,
            worked=visit.worked,
            shown=visit.shown,
            tried=visit.tried,
            symptoms_on=self.symptoms_on,
        )

    def pass_days(self, day: date) -> None:
        """Let time go by until `day`: the minimum days alone may have been missing."""
        visit = self.visit
        if visit.ripe_seen or visit.gate is None or visit.entered_on is None:
            return
        ripe = visit.entered_on + timedelta(days=visit.gate.minimum_days)
        if ripe <= day:
            visit.ripe_seen = True
            self._open_if_met(ripe, None, _IN_PLACE)

    def take(self, moment: Moment) -> None:
        """Let one thing happen and look at the gate again."""
        reason = _IN_PLACE
        if isinstance(moment.what, CheckIn):
            self._take_check_in(moment.what, moment.day)
        elif isinstance(moment.what, Morning):
            self._take_morning(moment.what)
        elif isinstance(moment.what, SessionRecord):
            self._take_session(moment.what, moment.day)
        else:
            _CHOICES[moment.what.decision](self, moment.what, moment)
            if moment.what.decision is Decision.GO_ON:
                reason = "You chose to go on."
        self._open_if_met(moment.day, moment.at, reason)

    def _take_check_in(self, check_in: CheckIn, day: date) -> None:
        self._take_score(Score(day, check_in.pain))
        if check_in.symptoms:
            self.symptoms_on = day
        waiting = [(visit, past) for visit, past in self.awaiting if not past.told]
        self.awaiting = [(visit, past) for visit, past in waiting if past.day >= day]
        for visit, past in waiting:
            if past.day < day:
                visit.take_answer(past, self._settled(past, check_in.pain), told=False)

    def _take_morning(self, morning: Morning) -> None:
        """The morning itself counts before any check-in, and the last word on it before others."""
        earlier = self.mornings.get(morning.session)
        if earlier is not None:
            self.scores.remove(Score(earlier.day, earlier.pain))
        self.mornings[morning.session] = morning
        self._take_score(Score(morning.day, morning.pain))
        if morning.session in self.pasts:
            visit, past = self.pasts[morning.session]
            visit.take_answer(past, self._settled(past, morning.pain), told=True)

    def _take_score(self, score: Score) -> None:
        """An answer about a day gone by joins the scores of its own day."""
        insort(self.scores, score, key=attrgetter("day"))

    def _settled(self, past: Past, pain: int) -> bool | None:
        return settled(pain, past.before, past.usual, self.programme.lights)

    def _take_session(self, session: SessionRecord, day: date) -> None:
        worked = has_work(session)
        if worked:
            self.symptoms_on = None
        visit = self.visit
        if not visit.holds(session):
            return
        visit.begun = True
        if visit.entered_on is None:
            visit.entered_on = day
        if not worked:
            return
        counted = counts(session, self.programme.completion)
        visit.counting += counted
        if visit.gate is not None:
            past = self._past(session, day, visit.gate, counted)
            visit.worked.append(past)
            visit.tried.update(dict.fromkeys(past.skills, past))
            visit.note_skills(past)
            self.awaiting.append((visit, past))
            self.pasts[session.id] = (visit, past)
            # Only where a clock was set back is the morning told of before its session.
            if session.id in self.mornings:
                pain = self.mornings[session.id].pain
                visit.take_answer(past, self._settled(past, pain), told=True)

    def _past(self, session: SessionRecord, day: date, gate: Gate, counted: bool) -> Past:
        lights = self.programme.lights
        before = session.check_in.pain if session.check_in else None
        peak = session_peak(session)
        rise = None if peak is None or before is None else peak - before
        usual = usual_pain(self.scores, day, lights)
        colour = session_light(session, lights)
        days = gate.week_pain_days
        return Past(
            day=day,
            before=before,
            light=colour,
            effort=session.ratings.effort if session.ratings else None,
            usual=usual,
            may_count_as_green=may_count_as_green(colour, rise, usual, lights),
            skills=skills_done(session, gate.skills) if counted else frozenset(),
            week=pains_of_days(self.scores, day, days) if days is not None else (),
        )

    def _open_if_met(self, on: date, at: datetime | None, reason: str) -> None:
        gate = self.visit.gate
        # A stage needs work of its own, so that no session ever opens two.
        if gate is None or self.staying or not self.visit.worked:
            return
        self.barred_by = barring_row(gate, self.seen(on), self.barred_by)
        if self.barred_by is None:
            self._enter(gate.to_stage, on, at, reason)

    def _enter(self, stage: int, on: date, at: datetime | None, reason: str) -> None:
        self.changes.append(StageChange(on, self.visit.stage, stage, reason))
        gate = self.programme.gate_from(stage)
        self.visit = Visit(stage, gate, since=at, entered_on=on, before=self.visit)

    def stay(self, choice: StageChoice, moment: Moment) -> None:
        """Stay in a stage. Said right after the next one opened, it takes that opening back."""
        before = self.visit.before
        if before is not None and before.stage == choice.stage and not self.visit.begun:
            reason = f"You chose to stay in stage {choice.stage}."
            self.changes.append(StageChange(moment.day, self.visit.stage, choice.stage, reason))
            self.visit = before
        self.staying_in = choice.stage

    def go_on(self, _choice: StageChoice, _moment: Moment) -> None:
        """Take the wish to stay back."""
        self.staying_in = None

    def start_in(self, choice: StageChoice, moment: Moment) -> None:
        """Begin in a later stage, never the last; or go all the way back to the first."""
        here, stage = self.visit.stage, choice.stage
        back = stage == self.first_stage and here != self.first_stage
        if back or here < stage < self.last_stage:
            reason = (
                f"You chose to go back to stage {stage}." if back else "You chose to begin here."
            )
            self.staying_in = None
            self._enter(stage, moment.day, moment.at, reason)


_IN_PLACE = "Everything it asks for was in place."
_CHOICES: dict[Decision, Callable[[Replay, StageChoice, Moment], None]] = {
    Decision.STAY: Replay.stay,
    Decision.GO_ON: Replay.go_on,
    Decision.START_IN: Replay.start_in,
}
