"""The log walked in order of time: what is known about the present stage after each event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from backcoach.coach.evidence.absence import Breaks, Missed
from backcoach.coach.evidence.completion import (
    counts,
    has_main_work,
    has_work,
    is_whole,
    skills_done,
)
from backcoach.coach.evidence.decisions import Decision
from backcoach.coach.evidence.lights import Light, session_light, settled
from backcoach.coach.evidence.moments import DatedFact
from backcoach.coach.evidence.mornings import Key, key_of
from backcoach.coach.evidence.pain_scores import Scores
from backcoach.coach.evidence.session_facts import Past, past_of
from backcoach.coach.flare_ups.rules import ReturnStep
from backcoach.coach.flare_ups.watch import FlareChange, FlareWatch
from backcoach.coach.flare_ups.way_back import WayBack
from backcoach.coach.levels.moves import take_morning, take_session
from backcoach.coach.levels.up import Today
from backcoach.coach.levels.weights import UsedWeights
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.profile import Profile, WeightUnit
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.records import (
    CheckIn,
    FlareReport,
    Morning,
    Screening,
    SessionKind,
    SessionRecord,
    StageChoice,
    StageDecision,
)
from backcoach.coach.safety.check_in import is_warning
from backcoach.coach.stages.stages import IN_PLACE, Stages
from backcoach.coach.stages.stay import Visit


class Replay:
    """The state of the walk: the stages so far, the pain scores, the answers awaited.

    `present` is the programme of today, `programme` the one whose rules hold at this point of the
    walk: an earlier one (`begins_under`) until `present` is adopted, which happens once.

    `pasts` finds by session id what a morning is about, and `mornings` the answer that stands, by
    date where it is about no session. `check_in` is the one that no session has followed yet,
    `signs_ended` the session that warning signs ended.
    """

    present: Programme
    programme: Programme
    decisions: list[Decision]
    scores: Scores
    stages: Stages
    flares: FlareWatch
    way_back: WayBack
    breaks: Breaks
    weights: UsedWeights
    awaiting: list[tuple[Visit, Past]]
    pasts: dict[str, tuple[Visit, Past]]
    mornings: dict[Key, Morning]
    check_in: tuple[date, CheckIn] | None
    signs_ended: str | None
    last_main_on: date | None
    last_main_at: datetime | None
    last_main_offset: int

    def __init__(
        self,
        present: Programme,
        exercises: Mapping[str, Exercise],
        begins_under: Programme | None = None,
    ) -> None:
        self.present = present
        self.programme = programme = begins_under or present
        self.decisions = []
        self.scores = Scores(programme.lights)
        self.stages = Stages(programme, exercises, self.decisions, self.scores)
        self.flares = FlareWatch(programme.flare, self.scores, self.decisions)
        self.way_back = WayBack(programme, self.decisions)
        self.breaks = Breaks(programme.absence)
        self.weights = UsedWeights()
        self.awaiting = []
        self.pasts = {}
        self.mornings = {}
        self.check_in = None
        self.signs_ended = None
        self.last_main_on = None
        self.last_main_at = None
        self.last_main_offset = 0

    @property
    def visit(self) -> Visit:
        """The present stay in a stage."""
        return self.stages.visit

    @property
    def profile(self) -> Profile | None:
        """What the user last said of themselves."""
        return self.stages.profile

    @property
    def waiting(self) -> bool:
        """Whether the stage is kept, whatever its gate says: in a flare-up and on the way back."""
        return self.flares.present is not None or self.way_back.step is not ReturnStep.NONE

    def today(self, day: date) -> Today | None:
        """What is known before a session on `day`; None until somebody has checked in for it."""
        if self.check_in is None or self.check_in[0] != day or not self.visit.worked:
            return None
        return self._before_session(day, self.check_in[1], self.scores.usual(day))

    # Another version of the rules

    def adopt_present(self, day: date) -> None:
        """From `day` on the rules of the present programme hold; what was decided before stays."""
        present = self.present
        if self.programme is present:
            return
        self.programme = self.way_back.programme = present
        self.scores.go_by(present.lights)
        self.flares.rules = present.flare
        self.breaks.rules = present.absence
        self.stages.go_by(present, day)
        self._open_if_met(day, None, IN_PLACE)

    # Time goes by

    def pass_days(self, day: date) -> None:
        """Let time go by until `day`: a break, or the minimum days that alone were missing."""
        while (ripe := self.stages.ripe_on()) is not None and ripe <= day:
            self._miss_time(ripe)
            if self.stages.ripe_on() == ripe:
                self.visit.ripe_seen = ripe
                self._open_if_met(ripe, None, IN_PLACE)
        self._miss_time(day)

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
        before = self.visit.book.tracks.values()
        self.stages.begin_again(on, days)
        self.way_back.restart(self.visit.book, on, days, before)
        self.breaks.begin_anew()
        self.weights = UsedWeights()

    # Something happens

    def take(self, moment: DatedFact) -> None:
        """Let one thing happen and look at the gate again."""
        at, day, what = moment
        reason = IN_PLACE
        if isinstance(what, CheckIn):
            self._take_check_in(what, day)
        elif isinstance(what, Morning):
            self._take_morning(what, day)
        elif isinstance(what, SessionRecord):
            self._take_session(what, day)
        elif isinstance(what, Profile):
            self.stages.fit_to(what, day)
            self.scores.intake = what.usual_pain
        elif isinstance(what, FlareReport):
            if self.flares.reported(day):
                self.way_back.leave()
        elif isinstance(what, StageChoice):
            self.stages.choose(what, day, at)
            if what.decision is StageDecision.GO_ON:
                reason = "You chose to go on."
        elif isinstance(what, Screening):
            if what.version != self.programme.screening:
                self.adopt_present(day)
            return
        if self.stages.visit.gate is not None:
            self._open_if_met(day, at, reason)

    def _open_if_met(self, on: date, at: datetime | None, reason: str) -> None:
        if not self.waiting:
            self.stages.open_if_met(on, at, reason)

    def _take_check_in(self, check_in: CheckIn, day: date) -> None:
        if check_in.during is not None:
            # Signs that ended a session: the session they ended does not follow them.
            if is_warning(check_in):
                self.stages.symptoms_on, self.signs_ended = day, check_in.during
            return
        if self.flares.checked_in(check_in.pain, day):
            self.way_back.leave()
        self.scores.take(day, check_in.pain)
        self.check_in = (day, check_in)
        if is_warning(check_in):
            self.stages.symptoms_on = day
        awaiting, self.awaiting = self.awaiting, []
        for each in awaiting:
            visit, past = each
            if past.told:
                continue
            if past.day < day:
                self._take_answer(visit, past, check_in.pain, day, told=False)
            else:
                self.awaiting.append(each)

    def _take_morning(self, morning: Morning, day: date) -> None:
        """The morning itself counts before any check-in, and the last word on it before others."""
        key = key_of(morning, self.mornings)
        earlier = self.mornings.get(key)
        if earlier is not None:
            self.scores.drop(earlier.day, earlier.pain)
        self.mornings[key] = morning
        if morning.session is not None and morning.session in self.pasts:
            visit, past = self.pasts[morning.session]
            self._take_answer(visit, past, morning.pain, day, told=True)
        turn = self.flares.got_up(morning, day, key)
        if turn is not FlareChange.NOTHING:
            self.way_back.leave()
        if turn is FlareChange.ENDED:
            self.way_back.begin(day)
        self.scores.take(morning.day, morning.pain)

    def _take_answer(self, visit: Visit, past: Past, pain: int, day: date, *, told: bool) -> None:
        """The pain of the morning after `past`, told of on `day`, or what stands in for it."""
        answer = settled(pain, past.before, past.usual, self.programme.lights)
        visit.take_answer(past, answer, told=told)
        take_morning(visit.book, past, day)
        self.way_back.take_answer(past, day)

    def _take_session(self, session: SessionRecord, day: date) -> None:
        """Only a main session counts for the stage and its levels.

        An easy or a rest-day session is no absence all the same: a break ends with any work.
        """
        if session.programme_version == self.present.version:
            # Brought in from elsewhere: planned by the present rules before they held here.
            self.adopt_present(day)
        main = session.kind is SessionKind.MAIN
        in_main_block = main and has_main_work(session)
        worked = in_main_block or has_work(session)
        if worked and main and session.id != self.signs_ended:
            self.stages.symptoms_on = None
        if in_main_block:
            self.last_main_on, self.last_main_at = day, session.started_at
            self.last_main_offset = session.utc_offset_minutes
        visit, past = self.stages.visit, None
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
        colour = session_light(session, self.programme.lights) if past is None else past.light
        if colour is Light.RED and self.flares.ended_red(session.id, day):
            self.way_back.leave()

    def _take_work(self, visit: Visit, session: SessionRecord, day: date) -> Past:
        whole = is_whole(session)
        counted = whole or counts(session, self.programme.completion)
        visit.counting += counted
        past = self._past(visit, session, day, counted=counted, whole=whole)
        today = self._before_session(day, session.check_in, past.usual)
        take_session(visit.book, session, past, today, whole=whole)
        visit.note(past)
        self.way_back.take_session(past)
        self.pasts[session.id] = waits = (visit, past)
        self.awaiting.append(waits)
        # Only where a clock was set back is the morning told of before its session.
        if session.id in self.mornings:
            self._take_answer(visit, past, self.mornings[session.id].pain, day, told=True)
        return past

    def _before_session(self, day: date, check_in: CheckIn | None, usual: float | None) -> Today:
        visit, profile = self.stages.visit, self.stages.profile
        # In order and without their names, which takes half the time.
        return Today(
            day,
            None if check_in is None else check_in.pain,
            check_in is not None and is_warning(check_in),
            usual,
            self.breaks.gap(day),
            visit.worked,
            visit.book.rests_until,
            visit.stage == self.stages.last,
            self.programme,
            self.flares.present is not None,
            self.way_back.less,
            WeightUnit.KG if profile is None else profile.unit,
        )

    def _past(
        self, visit: Visit, session: SessionRecord, day: date, *, counted: bool, whole: bool
    ) -> Past:
        gate = visit.gate
        days = None if gate is None else gate.week_pain_days
        skills = gate.skills if gate is not None and counted else ()
        return past_of(
            session,
            day,
            self.programme.lights,
            usual=self.scores.usual(day),
            skills=skills_done(session, skills, whole=whole) if skills else frozenset(),
            week=self.scores.of_days(day, days) if days is not None else (),
        )
