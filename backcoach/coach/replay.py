"""The log walked in order of time: what is known about the present stage after each event."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from operator import attrgetter

from backcoach.coach import way_back
from backcoach.coach.absence import Missed, began, missed
from backcoach.coach.completion import counts, has_work, is_whole, skills_done
from backcoach.coach.exercise import Exercise
from backcoach.coach.gates import Row, barring_row
from backcoach.coach.history import Moment
from backcoach.coach.ledger import Decision as LevelDecision
from backcoach.coach.level_book import LevelBook
from backcoach.coach.levels import Today
from backcoach.coach.lights import (
    Score,
    may_count_as_green,
    pains_of_days,
    session_light,
    session_peak,
    settled,
    usual_pain,
)
from backcoach.coach.load import UsedWeights
from backcoach.coach.profile import Profile, WeightUnit
from backcoach.coach.programme import Gate, Programme
from backcoach.coach.seen import Past, Seen
from backcoach.coach.session import CheckIn, Decision, Morning, SessionRecord, StageChoice
from backcoach.coach.visit import StageChange, Visit
from backcoach.coach.wording import count


class Replay:
    """The state of the walk: the present stay, the pain scores so far, the answers awaited.

    `scores` are in order of their days. `pasts` finds by session id what a morning is about, and
    `mornings` the answer that stands, by day where it is about no session.
    """

    def __init__(self, programme: Programme, exercises: Mapping[str, Exercise]) -> None:
        self.programme = programme
        self.exercises = exercises
        self.decisions: list[LevelDecision] = []
        self.first_stage = programme.stages[0].number
        self.last_stage = programme.stages[-1].number
        self.visit = self._visit(self.first_stage)
        self.staying_in: int | None = None
        self.changes: list[StageChange] = []
        self.scores: list[Score] = []
        self.awaiting: list[tuple[Visit, Past]] = []
        self.pasts: dict[str, tuple[Visit, Past]] = {}
        self.mornings: dict[str | date, Morning] = {}
        self.profile: Profile | None = None
        self.weights = UsedWeights()
        self.symptoms_on: date | None = None
        self.signs_ended: str | None = None
        self.barred_by: Row | None = None
        self.check_in: tuple[date, CheckIn] | None = None
        self.first_day: date | None = None
        self.last_day: date | None = None
        self.missed = Missed.NOTHING

    def _visit(self, stage: int) -> Visit:
        book = LevelBook(stage, self.programme, self.exercises, self.decisions)
        return Visit(stage, self.programme.gate_from(stage), book)

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

    def today(self, day: date) -> Today | None:
        """What is known before a session on `day`; None until somebody has checked in for it."""
        if self.check_in is None or self.check_in[0] != day or not self.visit.worked:
            return None
        usual = self.usual(day)
        return self._before_session(day, self.check_in[1], usual)

    def usual(self, day: date) -> float | None:
        """`U`, the usual pain on `day`; until there are scores enough, what the user said of it."""
        intake = None if self.profile is None else self.profile.usual_pain
        return usual_pain(self.scores, day, self.programme.lights, intake)

    def pass_days(self, day: date) -> None:
        """Let time go by until `day`: a break, or the minimum days that alone were missing."""
        ripe = self._ripe_on()
        if ripe is not None and ripe <= day:
            self._miss_time(ripe)
            if self._ripe_on() == ripe:
                self.visit.ripe_seen = True
                self._open_if_met(ripe, None, _IN_PLACE)
        self._miss_time(day)

    def _ripe_on(self) -> date | None:
        """The day on which the minimum days of this stay are over; None once that was seen."""
        visit = self.visit
        if visit.ripe_seen or visit.gate is None or visit.entered_on is None:
            return None
        return visit.entered_on + timedelta(days=visit.gate.minimum_days)

    def _miss_time(self, day: date) -> None:
        """A break that has lasted until `day` changes the way back (§3.5)."""
        if self.last_day is None or self.first_day is None:
            return
        if (day - self.last_day).days < self.programme.absence.no_raise_days:
            return
        trained = (self.last_day - self.first_day).days
        row = missed((day - self.last_day).days, trained, self.programme.absence)
        if row <= self.missed:
            return
        self.missed = row
        on = began(row, self.last_day, trained, self.programme.absence)
        days = (on - self.last_day).days
        if row is Missed.LOWER:
            way_back.lower(self.visit.book, on, days)
        elif row is Missed.REDUCE:
            way_back.reduce(self.visit.book, on, days)
        elif row is Missed.RESTART:
            self._restart(on, days)

    def _restart(self, on: date, days: int) -> None:
        """One stage back, and there at level 1. Training begins to count anew, and weights too."""
        here, before = self.visit, self.visit.book.tracks.values()
        if here.stage > self.first_stage:
            reason = f"After {count(days, 'day')} without a session you begin gently again."
            self._enter(here.stage - 1, on, None, reason)
            # Nothing is taken back by staying, and the days begin with the first session back.
            self.visit.before, self.visit.entered_on = None, None
        else:
            here.book = self._visit(here.stage).book
        way_back.restart(self.visit.book, on, days, before)
        self.first_day = None
        self.weights = UsedWeights()

    def take(self, moment: Moment) -> None:
        """Let one thing happen and look at the gate again."""
        reason = _IN_PLACE
        if isinstance(moment.what, CheckIn):
            self._take_check_in(moment.what, moment.day)
        elif isinstance(moment.what, Morning):
            self._take_morning(moment.what, moment.day)
        elif isinstance(moment.what, SessionRecord):
            self._take_session(moment.what, moment.day)
        elif isinstance(moment.what, Profile):
            self.profile = moment.what
        elif isinstance(moment.what, StageChoice):
            _CHOICES[moment.what.decision](self, moment.what, moment)
            if moment.what.decision is Decision.GO_ON:
                reason = "You chose to go on."
        self._open_if_met(moment.day, moment.at, reason)

    def _take_check_in(self, check_in: CheckIn, day: date) -> None:
        if check_in.during is not None:
            # Signs that ended a session: the session they ended does not follow them.
            if check_in.symptoms:
                self.symptoms_on, self.signs_ended = day, check_in.during
            return
        self._take_score(Score(day, check_in.pain))
        self.check_in = (day, check_in)
        if check_in.symptoms:
            self.symptoms_on = day
        waiting = [(visit, past) for visit, past in self.awaiting if not past.told]
        self.awaiting = [(visit, past) for visit, past in waiting if past.day >= day]
        for visit, past in waiting:
            if past.day < day:
                visit.take_answer(past, self._settled(past, check_in.pain), told=False)
                visit.book.take_morning(past, day)

    def _take_morning(self, morning: Morning, day: date) -> None:
        """The morning itself counts before any check-in, and the last word on it before others."""
        key = morning.session or morning.day
        earlier = self.mornings.get(key)
        if earlier is not None:
            self.scores.remove(Score(earlier.day, earlier.pain))
        self.mornings[key] = morning
        self._take_score(Score(morning.day, morning.pain))
        if morning.session is not None and morning.session in self.pasts:
            visit, past = self.pasts[morning.session]
            visit.take_answer(past, self._settled(past, morning.pain), told=True)
            visit.book.take_morning(past, day)

    def _take_score(self, score: Score) -> None:
        """An answer about a day gone by joins the scores of its own day."""
        insort(self.scores, score, key=attrgetter("day"))

    def _settled(self, past: Past, pain: int) -> bool | None:
        return settled(pain, past.before, past.usual, self.programme.lights)

    def _take_session(self, session: SessionRecord, day: date) -> None:
        worked = has_work(session)
        if worked and session.id != self.signs_ended:
            self.symptoms_on = None
        visit = self.visit
        if visit.holds(session):
            visit.begun = True
            if visit.entered_on is None:
                visit.entered_on = day
            if worked:
                self._take_work(visit, session, day)
        if worked:
            self.weights.note(session.sets)
            self.check_in, self.missed = None, Missed.NOTHING
            self.first_day = self.first_day or day
            self.last_day = day

    def _take_work(self, visit: Visit, session: SessionRecord, day: date) -> None:
        whole = is_whole(session)
        counted = whole or counts(session, self.programme.completion)
        visit.counting += counted
        past = self._past(session, day, visit.gate, counted)
        today = self._before_session(day, session.check_in, past.usual)
        visit.book.take_session(session, past, today, whole=whole)
        visit.worked.append(past)
        visit.tried.update(dict.fromkeys(past.skills, past))
        visit.note_skills(past)
        self.awaiting.append((visit, past))
        self.pasts[session.id] = (visit, past)
        # Only where a clock was set back is the morning told of before its session.
        if session.id in self.mornings:
            pain = self.mornings[session.id].pain
            visit.take_answer(past, self._settled(past, pain), told=True)
            visit.book.take_morning(past, day)

    def _before_session(self, day: date, check_in: CheckIn | None, usual: float | None) -> Today:
        return Today(
            day=day,
            pain=None if check_in is None else check_in.pain,
            symptoms=check_in is not None and bool(check_in.symptoms),
            usual=usual,
            gap=0 if self.last_day is None else (day - self.last_day).days,
            worked=self.visit.worked,
            rests_until=self.visit.book.rests_until,
            in_last_stage=self.visit.stage == self.last_stage,
            programme=self.programme,
            unit=WeightUnit.KG if self.profile is None else self.profile.unit,
        )

    def _past(self, session: SessionRecord, day: date, gate: Gate | None, counted: bool) -> Past:
        lights = self.programme.lights
        before = session.check_in.pain if session.check_in else None
        peak = session_peak(session)
        rise = None if peak is None or before is None else peak - before
        usual = self.usual(day)
        colour = session_light(session, lights)
        days = None if gate is None else gate.week_pain_days
        skills = gate.skills if gate is not None and counted else ()
        return Past(
            session=session.id,
            day=day,
            before=before,
            peak=peak,
            light=colour,
            effort=session.ratings.effort if session.ratings else None,
            usual=usual,
            may_count_as_green=may_count_as_green(colour, rise, usual, lights),
            skills=skills_done(session, skills) if skills else frozenset(),
            week=pains_of_days(self.scores, day, days) if days is not None else (),
            sore=session.ratings.sore if session.ratings else (),
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
        before = self.visit
        self.visit = self._visit(stage)
        self.visit.since, self.visit.entered_on, self.visit.before = at, on, before

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
