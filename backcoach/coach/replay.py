"""The log walked in order of time: what is known about the present stage after each event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from backcoach.coach.absence import Missed
from backcoach.coach.breaks import Breaks
from backcoach.coach.completion import counts, has_main_work, has_work, is_whole, skills_done
from backcoach.coach.exercise import Exercise
from backcoach.coach.fast_start import hurried, may_hurry
from backcoach.coach.flare import Step
from backcoach.coach.flare_watch import FlareWatch, Key, Turn, key_of
from backcoach.coach.gates import Row, barring_row
from backcoach.coach.history import Moment
from backcoach.coach.ledger import Decision as LevelDecision
from backcoach.coach.ledger import Evidence
from backcoach.coach.level_book import LevelBook
from backcoach.coach.levels import Today
from backcoach.coach.lights import Light, Score, session_light, settled
from backcoach.coach.load import UsedWeights
from backcoach.coach.profile import Profile, WeightUnit
from backcoach.coach.programme import Gate, Programme
from backcoach.coach.readiness import usual_stays_high
from backcoach.coach.safety import is_warning
from backcoach.coach.scores import Scores
from backcoach.coach.seen import Past, Seen, past_of
from backcoach.coach.session import (
    CheckIn,
    Decision,
    FlareReport,
    Kind,
    Morning,
    SessionRecord,
    StageChoice,
)
from backcoach.coach.suit import suit_of
from backcoach.coach.visit import StageChange, Visit
from backcoach.coach.way_back import WayBack
from backcoach.coach.wording import count


class Replay:
    """The state of the walk: the present stay, the pain scores so far, the answers awaited.

    `pasts` finds by session id what a morning is about, and `mornings` the answer that stands, by
    day where it is about no session.
    """

    def __init__(self, programme: Programme, exercises: Mapping[str, Exercise]) -> None:
        self.programme = programme
        self.exercises = exercises
        self.suit = suit_of(None, programme, exercises)
        self.decisions: list[LevelDecision] = []
        self.first_stage = programme.stages[0].number
        self.last_stage = programme.stages[-1].number
        self.visit = self._visit(self.first_stage)
        self.staying_in: int | None = None
        self.changes: list[StageChange] = []
        self.scores = Scores(programme.lights)
        self.flares = FlareWatch(programme.flare, self.scores, self.decisions)
        self.way_back = WayBack(programme, self.decisions)
        self.breaks = Breaks(programme.absence)
        self.awaiting: list[tuple[Visit, Past]] = []
        self.pasts: dict[str, tuple[Visit, Past]] = {}
        self.mornings: dict[Key, Morning] = {}
        self.profile: Profile | None = None
        self.weights = UsedWeights()
        self.symptoms_on: date | None = None
        self.signs_ended: str | None = None
        self.barred_by: Row | None = None
        self.check_in: tuple[date, CheckIn] | None = None
        self.last_main_on: date | None = None

    def _visit(self, stage: int) -> Visit:
        book = LevelBook(stage, self.programme, self.exercises, self.decisions, self.suit)
        gate = self.programme.gate_from(stage)
        return Visit(stage, gate, book, fast_gate=None if gate is None else hurried(gate))

    def gate(self, on: date) -> Gate | None:
        """What leads out of the present stage on day `on`; None in the last one."""
        gate, fast_gate = self.visit.gate, self.visit.fast_gate
        if gate is None or gate.fast_start is None or self.profile is None:
            return gate
        fast = may_hurry(gate.fast_start, self.profile, self.usual(on))
        return fast_gate if fast else gate

    @property
    def staying(self) -> bool:
        """Whether the user chose to stay where they are."""
        return self.visit.gate is not None and self.staying_in == self.visit.stage

    @property
    def waiting(self) -> bool:
        """Whether the stage is kept, whatever its gate says: in a flare-up and on the way back."""
        return self.flares.present is not None or self.way_back.step is not Step.NONE

    @property
    def intake(self) -> int | None:
        """Usual pain as the user last said it."""
        return None if self.profile is None else self.profile.usual_pain

    @property
    def asks_ok(self) -> tuple[str, ...]:
        """The tags of the profile for which a clinician agrees before the last stage."""
        tags = self.programme.tags
        return tuple(tag for tag in self.suit.tags if tags[tag].needs_ok)

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
            asks_ok=self.asks_ok,
            lacks_ok=tuple(tag for tag in self.asks_ok if tag not in self.suit.cleared),
        )

    def today(self, day: date) -> Today | None:
        """What is known before a session on `day`; None until somebody has checked in for it."""
        if self.check_in is None or self.check_in[0] != day or not self.visit.worked:
            return None
        usual = self.usual(day)
        return self._before_session(day, self.check_in[1], usual)

    def usual(self, day: date) -> float | None:
        """`U`, the usual pain on `day`; until there are scores enough, what the user said of it."""
        return self.scores.usual(day, self.intake)

    def usual_is_known(self, day: date) -> bool:
        """Whether `U` rests on scores enough on `day`, or on what the user said of it (§3.1).

        With fewer, the pain of today would be measured by itself.
        """
        return self.scores.known_usual(day, self.intake) is not None

    def usual_stays_high(self, day: date) -> bool:
        """Whether the usual pain has been high for weeks on `day`; not while it is less known."""
        rules, first = self.programme.readiness, self.scores.first_day
        known = first is not None and first <= day - timedelta(days=rules.clinician_days)
        return known and usual_stays_high(self.usual, day, rules)

    def pass_days(self, day: date) -> None:
        """Let time go by until `day`: a break, or the minimum days that alone were missing."""
        while (ripe := self._ripe_on()) is not None and ripe <= day:
            self._miss_time(ripe)
            if self._ripe_on() == ripe:
                self.visit.ripe_seen = ripe
                self._open_if_met(ripe, None, _IN_PLACE)
        self._miss_time(day)

    def _ripe_on(self) -> date | None:
        """The day on which the minimum days of this stay are over; None once that was seen."""
        visit = self.visit
        if visit.gate is None or visit.entered_on is None:
            return None
        for gate in (visit.fast_gate, visit.gate):
            if gate is not None:
                ripe = visit.entered_on + timedelta(days=gate.minimum_days)
                if visit.ripe_seen is None or ripe > visit.ripe_seen:
                    return ripe
        return None

    def _miss_time(self, day: date) -> None:
        """A break that has lasted until `day` changes the way back, row by row (§3.5)."""
        while (found := self.breaks.until(day)) is not None:
            if found.row is Missed.LOWER:
                self.way_back.lower(self.visit.book, found.on, found.days)
            elif found.row is Missed.REDUCE:
                self.way_back.reduce(self.visit.book, found.on, found.days)
            elif found.row is Missed.RESTART:
                self._restart(found.on, found.days)

    def _restart(self, on: date, days: int) -> None:
        """One stage back, and there at level 1. Training begins to count anew, and weights too."""
        here, before = self.visit, self.visit.book.tracks.values()
        if here.stage > self.first_stage:
            reason = f"After {count(days, 'day')} without a session you begin gently again."
            self._write("stage.back", on, here.stage - 1, days=days)
            self._enter(here.stage - 1, on, None, reason)
            # Nothing is taken back by staying, and the days begin with the first session back.
            self.visit.before, self.visit.entered_on = None, None
        else:
            here.book = self._visit(here.stage).book
        self.way_back.restart(self.visit.book, on, days, before)
        self.breaks.begin_anew()
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
            self._take_profile(moment.what, moment.day)
        elif isinstance(moment.what, FlareReport):
            if self.flares.reported(moment.day):
                self.way_back.leave()
        elif isinstance(moment.what, StageChoice):
            _CHOICES[moment.what.decision](self, moment.what, moment)
            if moment.what.decision is Decision.GO_ON:
                reason = "You chose to go on."
        self._open_if_met(moment.day, moment.at, reason)

    def _take_check_in(self, check_in: CheckIn, day: date) -> None:
        if check_in.during is not None:
            # Signs that ended a session: the session they ended does not follow them.
            if is_warning(check_in):
                self.symptoms_on, self.signs_ended = day, check_in.during
            return
        if self.flares.checked_in(check_in.pain, day, self.intake):
            self.way_back.leave()
        self.scores.take(Score(day, check_in.pain))
        self.check_in = (day, check_in)
        if is_warning(check_in):
            self.symptoms_on = day
        waiting = [(visit, past) for visit, past in self.awaiting if not past.told]
        self.awaiting = [(visit, past) for visit, past in waiting if past.day >= day]
        for visit, past in waiting:
            if past.day < day:
                self._take_answer(visit, past, check_in.pain, day, told=False)

    def _take_morning(self, morning: Morning, day: date) -> None:
        """The morning itself counts before any check-in, and the last word on it before others."""
        key = key_of(morning)
        earlier = self.mornings.get(key)
        if earlier is not None:
            self.scores.drop(Score(earlier.day, earlier.pain))
        self.mornings[key] = morning
        if morning.session is not None and morning.session in self.pasts:
            visit, past = self.pasts[morning.session]
            self._take_answer(visit, past, morning.pain, day, told=True)
        turn = self.flares.got_up(morning, day, self.intake)
        if turn is not Turn.NOTHING:
            self.way_back.leave()
        if turn is Turn.ENDED:
            self.way_back.begin(day)
        self.scores.take(Score(morning.day, morning.pain))

    def _take_profile(self, profile: Profile, day: date) -> None:
        """What somebody says of themselves holds from then on."""
        self.profile = profile
        self.suit = suit_of(profile, self.programme, self.exercises)
        self.visit.book.fit_to(self.suit, day)

    def _take_answer(self, visit: Visit, past: Past, pain: int, day: date, *, told: bool) -> None:
        """The pain of the morning after `past`, told of on `day`, or what stands in for it."""
        answer = settled(pain, past.before, past.usual, self.programme.lights)
        visit.take_answer(past, answer, told=told)
        visit.book.take_morning(past, day)
        self.way_back.take_answer(past, day)

    def _take_session(self, session: SessionRecord, day: date) -> None:
        """Only a main session counts for the stage and its levels.

        An easy or a rest-day session is no absence all the same: a break ends with any work.
        """
        worked, main = has_work(session), session.kind is Kind.MAIN
        if worked and main and session.id != self.signs_ended:
            self.symptoms_on = None
        if main and has_main_work(session):
            self.last_main_on = day
        visit, past = self.visit, None
        if main and visit.holds(session):
            visit.begun = True
            if visit.entered_on is None:
                visit.entered_on = day
            if worked:
                past = self._take_work(visit, session, day)
        if worked:
            self.weights.note(session.sets)
            self.check_in = None
            self.breaks.trained(day)
        lights = self.programme.lights
        colour = session_light(session, lights) if past is None else past.light
        if colour is Light.RED and self.flares.ended_red(session.id, day):
            self.way_back.leave()

    def _take_work(self, visit: Visit, session: SessionRecord, day: date) -> Past:
        whole = is_whole(session)
        counted = whole or counts(session, self.programme.completion)
        visit.counting += counted
        past = self._past(session, day, visit.gate, counted)
        today = self._before_session(day, session.check_in, past.usual)
        visit.book.take_session(session, past, today, whole=whole)
        visit.worked.append(past)
        visit.tried.update(dict.fromkeys(past.skills, past))
        visit.note_skills(past)
        self.way_back.take_session(past)
        self.awaiting.append((visit, past))
        self.pasts[session.id] = (visit, past)
        # Only where a clock was set back is the morning told of before its session.
        if session.id in self.mornings:
            self._take_answer(visit, past, self.mornings[session.id].pain, day, told=True)
        return past

    def _before_session(self, day: date, check_in: CheckIn | None, usual: float | None) -> Today:
        return Today(
            day=day,
            pain=None if check_in is None else check_in.pain,
            symptoms=check_in is not None and is_warning(check_in),
            usual=usual,
            gap=self.breaks.gap(day),
            worked=self.visit.worked,
            rests_until=self.visit.book.rests_until,
            in_last_stage=self.visit.stage == self.last_stage,
            programme=self.programme,
            in_flare=self.flares.present is not None,
            less=self.way_back.less,
            unit=WeightUnit.KG if self.profile is None else self.profile.unit,
        )

    def _past(self, session: SessionRecord, day: date, gate: Gate | None, counted: bool) -> Past:
        days = None if gate is None else gate.week_pain_days
        skills = gate.skills if gate is not None and counted else ()
        return past_of(
            session,
            day,
            self.programme.lights,
            usual=self.usual(day),
            skills=skills_done(session, skills) if skills else frozenset(),
            week=self.scores.of_days(day, days) if days is not None else (),
        )

    def _open_if_met(self, on: date, at: datetime | None, reason: str) -> None:
        gate = self.gate(on)
        # A stage needs work of its own, so that no session ever opens two.
        if gate is None or self.staying or self.waiting or not self.visit.worked:
            return
        self.barred_by = barring_row(gate, self.seen(on), self.barred_by)
        if self.barred_by is None:
            last = self.visit.worked[-gate.light_sessions :]
            sessions = tuple(past.session for past in last)
            counting = self.visit.counting
            self._write("stage.open", on, gate.to_stage, sessions, sessions=counting)
            self._enter(gate.to_stage, on, at, reason)

    def _enter(self, stage: int, on: date, at: datetime | None, reason: str) -> None:
        self.changes.append(StageChange(on, self.visit.stage, stage, reason))
        before = self.visit
        self.visit = self._visit(stage)
        self.visit.since, self.visit.entered_on, self.visit.before = at, on, before

    def _write(
        self, rule: str, on: date, stage: int, evidence: tuple[str, ...] = (), **numbers: float
    ) -> None:
        """A move to `stage` for the ledger; `evidence` are ids of sessions."""
        told = Evidence(evidence, (("stage", stage), *numbers.items()))
        self.decisions.append(LevelDecision.of_all(rule, on, told))

    def stay(self, choice: StageChoice, moment: Moment) -> None:
        """Stay in a stage. Said right after the next one opened, it takes that opening back."""
        before = self.visit.before
        if before is not None and before.stage == choice.stage and not self.visit.begun:
            reason = f"You chose to stay in stage {choice.stage}."
            self.changes.append(StageChange(moment.day, self.visit.stage, choice.stage, reason))
            self._write("stage.chosen", moment.day, choice.stage)
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
            self._write("stage.chosen", moment.day, stage)
            self._enter(stage, moment.day, moment.at, reason)


_IN_PLACE = "Everything it asks for was in place."
_CHOICES: dict[Decision, Callable[[Replay, StageChoice, Moment], None]] = {
    Decision.STAY: Replay.stay,
    Decision.GO_ON: Replay.go_on,
    Decision.START_IN: Replay.start_in,
}
