"""Replays the log in order of time and keeps what is known about the present stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from backcoach.coach.evidence.absence import Breaks, Missed
from backcoach.coach.evidence.completion import (
    Skill,
    counts,
    has_main_work,
    has_work,
    is_whole,
    lines_shown,
    skills_done,
)
from backcoach.coach.evidence.decisions import Decision, Evidence
from backcoach.coach.evidence.lights import Light, session_light, settled
from backcoach.coach.evidence.moments import DatedFact
from backcoach.coach.evidence.mornings import Key, key_of
from backcoach.coach.evidence.pain_scores import Scores
from backcoach.coach.evidence.session_facts import SessionFacts, facts_of
from backcoach.coach.evidence.steady_high import SteadyFacts, SteadyHigh, SteadyStep, is_seen
from backcoach.coach.flare_ups.rules import ReturnStep
from backcoach.coach.flare_ups.watch import FlareChange, FlareWatch
from backcoach.coach.flare_ups.way_back import WayBack
from backcoach.coach.levels.moves import take_morning, take_session
from backcoach.coach.levels.track import Rung
from backcoach.coach.levels.up import Today
from backcoach.coach.levels.weights import UsedWeights
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.profile import Profile, WeightUnit
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.records import (
    CheckIn,
    Clearance,
    FlareReport,
    Morning,
    Screening,
    SessionKind,
    SessionRecord,
    StageChoice,
    StageDecision,
)
from backcoach.coach.model.screening_questions import ClearanceKind
from backcoach.coach.safety.check_in import is_warning
from backcoach.coach.safety.conditions import AFTER_ILLNESS, Conditions, Said, tells_of_health
from backcoach.coach.stages.stages import IN_PLACE, Stages
from backcoach.coach.stages.stay import Stay
from backcoach.coach.standing.rotation import Rotation, UpNext

MANY = 20
"""More sessions than there are in the days in which unsettled mornings are counted."""


class Replay:
    """The state of a replay: stages, pain scores, flare-ups, and mornings not yet answered.

    `present` is the programme of today, `programme` the one whose rules apply at this point of the
    replay: an earlier one (`begins_under`) until `present` is adopted, which happens once.

    `facts_by_session` holds each session's stay and facts by session id; an easy session belongs to
    no stay. `steady` knows whether pain is high but steady, and `warned_on` is the day of the last
    "yes" to a warning sign. `mornings` holds the latest answer about each morning, by session id,
    or by date where it follows no session.
    `check_in` is the latest check-in and its day, None once a session has followed it.
    `signs_ended` is the id of the last session that warning signs ended. `was_ill`: illness, an
    injury or a diagnosis kept the user away, and no main session has followed.
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
    conditions: Conditions
    rotation: Rotation
    steady: SteadyHigh
    warned_on: date | None
    awaiting: list[tuple[Stay | None, SessionFacts]]
    facts_by_session: dict[str, tuple[Stay | None, SessionFacts]]
    mornings: dict[Key, Morning]
    check_in: tuple[date, CheckIn] | None
    signs_ended: str | None
    was_ill: bool
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
        self.conditions = Conditions()
        self.rotation = Rotation()
        self.steady = SteadyHigh()
        self.warned_on = None
        self.awaiting = []
        self.facts_by_session = {}
        self.mornings = {}
        self.check_in = None
        self.signs_ended = None
        self.was_ill = False
        self.last_main_on = None
        self.last_main_at = None
        self.last_main_offset = 0

    @property
    def current_stay(self) -> Stay:
        """The present stay in a stage."""
        return self.stages.current_stay

    @property
    def profile(self) -> Profile | None:
        """The latest profile; None without one."""
        return self.stages.profile

    @property
    def waiting(self) -> bool:
        """Whether no stage may open, whatever its gate says: in a flare-up and on the way back."""
        return self.flares.present is not None or self.way_back.step is not ReturnStep.NONE

    def today(self, day: date) -> Today | None:
        """What is known before a session on `day`; None until there is a check-in of that day."""
        if self.check_in is None or self.check_in[0] != day or not self.current_stay.worked:
            return None
        return self._before_session(day, self.check_in[1], self.scores.usual(day))

    def turn(self, day: date) -> UpNext:
        """What comes next on `day`, besides levels."""
        stay = self.current_stay
        skills = () if stay.gate is None else stay.gate.skills
        shown = lines_shown(stay.shown)
        unmet = [
            (marker.exercise, place)
            for place, alternatives in reversed(list(enumerate(skills)))
            if place not in shown
            for marker in alternatives
        ]
        return self.rotation.turn(
            day, self.present, unmet, self._tags, in_last_stage=stay.stage == self.stages.last
        )

    @property
    def _tags(self) -> tuple[str, ...]:
        return self.stages.suit.tags

    def steady_step(self, day: date) -> SteadyStep:
        """What a pain of 8 leads to on `day`; NONE while pain is not high but steady."""
        rules = self.programme.steady_high
        if rules is None:
            return SteadyStep.NONE
        known = SteadyFacts(day, self.scores, self._calm_since(), self.conditions.seen_on)
        return self.steady.step(known, rules, self.programme.readiness)

    def _calm_since(self) -> date | None:
        """The last day of a flare-up or of a new symptom; None in a flare-up."""
        if self.flares.present is not None:
            return None
        ended = self.flares.spells[-1].ended if self.flares.spells else None
        return max(self.warned_on or date.min, ended or date.min)

    def asks_if_seen(self, day: date) -> bool:
        """Whether to ask if a clinician has seen the user about their pain, or agrees to go on."""
        rules, asked = self.programme.steady_high, self.conditions.asked_if_seen
        if rules is None or (asked is not None and (day - asked).days < rules.ask_again_days):
            return False
        usual = self.scores.known_usual(day)
        if usual is None or usual < self.programme.readiness.clinician_usual_min:
            return False
        if usual >= rules.seen_usual_min and not is_seen(self.conditions.seen_on, day, rules):
            return True
        self.note_steady_days(day)
        gate, stages = self.current_stay.gate, self.stages
        needed = None if gate is None else gate.steady_days
        return needed is not None and stages.steady_days >= needed and not stages.agrees

    def note_steady_days(self, day: date) -> None:
        """Let the gate know for how long pain was high but steady, where it asks for that."""
        stay, rules, days = self.current_stay, self.programme.steady_high, 0
        asks = stay.gate is not None and stay.gate.steady_days is not None and stay.worked
        if rules is not None and asks and self.steady_step(day) is not SteadyStep.NONE:
            days = self.steady.days(day, stay.entered_on)
        self.stages.steady_days = days
        agreed = self.conditions.agreed_on
        self.stages.agrees = rules is not None and is_seen(agreed, day, rules)

    # Another version of the rules

    def adopt_present(self, day: date) -> None:
        """Apply the rules of the present programme from `day` on; earlier decisions stay."""
        present = self.present
        if self.programme is present:
            return
        self.programme = self.way_back.programme = present
        self.scores.go_by(present.lights)
        self.flares.rules = present.flare
        self.breaks.rules = present.absence
        self.stages.go_by(present, day)
        if self.breaks.missed is Missed.RESTART:
            self.stages.count_anew()
        self._fit(day)
        self._open_if_met(day, None, IN_PLACE)

    # Time goes by

    def pass_days(self, day: date) -> None:
        """Advance to `day`.

        Breaks take effect, and a gate opens where only the minimum number of days was missing.
        Weeks of a pregnancy grow, and what holds for some time is over.
        """
        if self.conditions.is_dated:
            self._fit(day)
        while (ripe := self.stages.ripe_on()) is not None and ripe <= day:
            self._miss_time(ripe)
            if self.stages.ripe_on() == ripe:
                self.current_stay.ripe_seen = ripe
                self._open_if_met(ripe, None, IN_PLACE)
        self._miss_time(day)

    def _miss_time(self, day: date) -> None:
        """Apply the rules of §3.5 for a break that has lasted until `day`, row by row."""
        while (found := self.breaks.until(day)) is not None:
            if found.row is Missed.LOWER:
                self.way_back.lower(self.current_stay.book, found.on, found.days)
            elif found.row is Missed.REDUCE:
                self.way_back.reduce(self.current_stay.book, found.on, found.days)
            elif found.row is Missed.RESTART:
                self._restart(found.on, found.days)

    def _restart(self, on: date, days: int) -> None:
        """Go back one stage, to level 1, and count the training and the weights anew."""
        book = self.current_stay.book
        before = [(track.slot, track.rung) for track in book.tracks.values()]
        earned = book.carried().items()
        before += [(id, Rung(id, level)) for id, level in earned if id not in book.tracks]
        self.stages.begin_again(on, days)
        self.way_back.restart(self.current_stay.book, on, days, before)
        self.breaks.begin_anew()
        self.weights = UsedWeights()

    # Records

    def take(self, moment: DatedFact) -> None:
        """Apply one record, then check whether the next stage opens."""
        at, day, what = moment
        reason = IN_PLACE
        if isinstance(what, CheckIn):
            self._take_check_in(what, day)
        elif isinstance(what, Morning):
            self._take_morning(what, day)
        elif isinstance(what, SessionRecord):
            self._take_session(what, day)
        elif isinstance(what, Profile):
            self._take_said(what, day)
            self.scores.intake = what.usual_pain
        elif isinstance(what, FlareReport):
            if self.flares.reported(day):
                self.way_back.leave()
        elif isinstance(what, StageChoice):
            if not self._is_barred(what, day):
                self.stages.choose(what, day, at)
            if what.decision is StageDecision.GO_ON:
                reason = "You chose to go on."
        elif isinstance(what, Screening | Clearance):
            self._take_safety_answer(what, day)
            return
        if self.stages.current_stay.gate is not None:
            self._open_if_met(day, at, reason)

    def _take_safety_answer(self, said: Screening | Clearance, day: date) -> None:
        """Answers to a screen that is not that of the rules in force bring the present rules."""
        if isinstance(said, Screening) and said.version != self.programme.screening:
            self.adopt_present(day)
        if tells_of_health(said):
            self._take_said(said, day)
        if isinstance(said, Screening):
            self.was_ill |= any(each.question == AFTER_ILLNESS for each in said.follow_ups)
        if isinstance(said, Clearance) and said.kind is ClearanceKind.MISTAKE:
            self.decisions.append(Decision.of_all("safety.mistake", day, Evidence()))

    def _take_said(self, said: Said, day: date) -> None:
        """What somebody says of their health holds from then on."""
        before, self.conditions = (
            self.conditions.leg,
            self.conditions.after(said, day, self.present),
        )
        self._fit(day)
        if before is not None and self.conditions.leg is None and isinstance(said, CheckIn):
            self.way_back.after_leg(day)

    def _fit(self, day: date) -> None:
        profile = self.conditions.on(day, self.programme)
        if profile is None and self.stages.profile is not None:
            # What answers had set is over, and nobody was ever asked for a profile.
            profile = replace(self.stages.profile, tags=(), clinician_ok=())
        if profile is not None and profile != self.stages.profile:
            self.stages.fit_to(profile, day)

    def _open_if_met(self, on: date, at: datetime | None, reason: str) -> None:
        if not self.waiting:
            self.note_steady_days(on)
            self.stages.open_if_met(on, at, reason)

    def start_barred(self, day: date) -> str | None:
        """Why the user may not begin in a later stage on `day`, in a sentence; None if they may."""
        return self.stages.start_barred(day, waiting=self.waiting)

    def _is_barred(self, choice: StageChoice, day: date) -> bool:
        """Whether the choice is to begin in a later stage, which is not for now."""
        is_later = choice.stage > self.current_stay.stage
        starts = choice.decision is StageDecision.START_IN and is_later
        return starts and self.start_barred(day) is not None

    def _take_check_in(self, check_in: CheckIn, day: date) -> None:
        if tells_of_health(check_in):
            self._take_said(check_in, day)
        if check_in.during is not None:
            # These signs ended a session; that session does not count as one that follows them.
            if is_warning(check_in):
                self.stages.symptoms_on, self.signs_ended = day, check_in.during
                self.warned_on = day
            return
        if self.flares.checked_in(check_in.pain, day):
            self.way_back.leave()
        self.scores.take(day, check_in.pain)
        self.check_in = (day, check_in)
        if is_warning(check_in):
            self.stages.symptoms_on = self.warned_on = day
        awaiting, self.awaiting = self.awaiting, []
        for each in awaiting:
            stay, facts = each
            if facts.from_morning:
                continue
            if facts.day < day:
                self._take_answer(stay, facts, check_in.pain, day, from_morning=False)
            else:
                self.awaiting.append(each)

    def _take_morning(self, morning: Morning, day: date) -> None:
        """Record an answer about a morning; it replaces an earlier answer about the same morning.

        The score of the morning counts as given before any check-in of that day.
        """
        key = key_of(morning, self.mornings)
        earlier = self.mornings.get(key)
        if earlier is not None:
            self.scores.drop(earlier.day, earlier.pain)
        self.mornings[key] = morning
        if morning.session is not None and morning.session in self.facts_by_session:
            stay, facts = self.facts_by_session[morning.session]
            self._take_answer(stay, facts, morning.pain, day, from_morning=True)
        turn = self.flares.got_up(morning, day, key)
        if turn is not FlareChange.NOTHING:
            self.way_back.leave()
        if turn is FlareChange.ENDED:
            self.way_back.begin(day)
        self.scores.take(morning.day, morning.pain)

    def _take_answer(
        self, stay: Stay | None, facts: SessionFacts, pain: int, day: date, *, from_morning: bool
    ) -> None:
        """Judge the pain on the morning after `facts`, or at the check-in used in its place.

        `day` is the day the answer was given. A check-in too long after the session says nothing
        about that morning, which then stays unknown.
        """
        answer = settled(pain, facts.before, facts.usual, self.programme.lights)
        longest = self.programme.lights.stand_in_days
        if not from_morning and longest is not None and (day - facts.day).days > longest:
            answer = None
        if stay is None:
            facts.answer(answer, from_morning=from_morning)
            return
        is_news = facts.awaiting or (facts.settled is False) is not (answer is False)
        stay.take_answer(facts, answer, from_morning=from_morning)
        self._ease_if_hard(stay, day)
        if is_news:
            take_morning(stay.book, facts, day)
        self.way_back.take_answer(facts, day)

    def _take_session(self, session: SessionRecord, day: date) -> None:
        """Apply a session. Only a main session counts for the stage and the levels.

        Any work at all ends a break, also that of an easy or a rest-day session.
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
            self.was_ill = False
            self.last_main_on, self.last_main_at = day, session.started_at
            self.last_main_offset = session.utc_offset_minutes
        stay, facts = self.stages.current_stay, None
        if main and stay.holds(session):
            stay.begun = True
            if stay.entered_on is None:
                stay.entered_on = day
            if worked:
                facts = self._take_work(stay, session, day)
        if facts is None and worked and session.kind is not SessionKind.REST_DAY:
            facts = self._take_easy(session, day)
        if worked:
            self.rotation.note_stretches(session, self.present.stretches, self._tags)
            self.weights.note(session.sets)
            self.check_in = None
            self.breaks.trained(day)
        if facts is None:
            colour = session_light(session, self.programme.lights, self.scores.known_usual(day))
        else:
            colour = facts.light
        if colour is Light.RED and self.flares.ended_red(session.id, day):
            self.way_back.leave()

    def _take_work(self, stay: Stay, session: SessionRecord, day: date) -> SessionFacts:
        whole = is_whole(session)
        counted = whole or counts(session, self.programme.completion)
        stay.counting += counted
        facts = self._facts(stay, session, day, counted=counted, whole=whole)
        today = self._before_session(day, session.check_in, facts.usual)
        take_session(stay.book, session, facts, today, whole=whole)
        stay.note(facts)
        self.rotation.note(
            session, day, in_last_stage=stay.stage == self.stages.last, waits=self.waiting
        )
        self._ease_if_hard(stay, day)
        self.way_back.take_session(facts)
        self._await_morning(stay, facts, day, today.steady, is_main=True)
        return facts

    def _take_easy(self, session: SessionRecord, day: date) -> SessionFacts:
        """An easy session, or a main one that is not of this stay; it moves no level."""
        nothing: frozenset[Skill] = frozenset()
        facts = facts_of(
            session,
            day,
            self.programme.lights,
            usual=self.scores.usual(day),
            skills=nothing,
            week=(),
            known=self.scores.is_known(day),
        )
        is_main = session.kind is SessionKind.MAIN
        self._await_morning(None, facts, day, self.steady_step(day), is_main=is_main)
        return facts

    def _await_morning(
        self, stay: Stay | None, facts: SessionFacts, day: date, step: SteadyStep, *, is_main: bool
    ) -> None:
        rules = self.programme.steady_high
        if rules is not None:
            self.steady.note(facts, step, rules, self.programme.readiness, is_main=is_main)
        waits = (stay, facts)
        self.facts_by_session[facts.session] = waits
        self.awaiting.append(waits)
        # Only after a clock was set back can a morning come before its session.
        if facts.session in self.mornings:
            pain = self.mornings[facts.session].pain
            self._take_answer(stay, facts, pain, day, from_morning=True)

    def _ease_if_hard(self, stay: Stay, day: date) -> None:
        """Make the next sessions of the last stage easier after hard or unsettled ones."""
        rules = self.programme.rotation
        if rules is None or stay.stage != self.stages.last or self.flares.present is not None:
            return
        last = stay.worked[-rules.hard_sessions :]
        hard = [each for each in last if (each.effort or 0) >= rules.hard_effort]
        unsettled = [
            each
            for each in stay.worked[-MANY:]
            if each.settled is False and (day - each.day).days < rules.unsettled_days
        ]
        if len(hard) == rules.hard_sessions or len(unsettled) >= rules.unsettled_mornings:
            self.rotation.ease(day, rules)

    def _before_session(self, day: date, check_in: CheckIn | None, usual: float | None) -> Today:
        stay, profile = self.stages.current_stay, self.stages.profile
        # Most people's pain is lower; this test is the quickest.
        high = usual is not None and usual >= self.programme.readiness.clinician_usual_min
        step = self.steady_step(day) if high else SteadyStep.NONE
        # Positional arguments take half the time of keyword arguments.
        return Today(
            day,
            None if check_in is None else check_in.pain,
            check_in is not None and is_warning(check_in),
            usual,
            self.breaks.gap(day),
            stay.worked,
            date.max
            if stay.book.resting and self.programme.absence.quiet_in_full
            else stay.book.rests_until,
            stay.stage == self.stages.last,
            self.programme,
            self.flares.present is not None,
            self.way_back.less,
            WeightUnit.KG if profile is None else profile.unit,
            step,
            None if step is SteadyStep.NONE else _last_raise(stay),
            stay.stage == self.stages.last and self.rotation.is_eased(day, self.programme.rotation),
        )

    def _facts(
        self, stay: Stay, session: SessionRecord, day: date, *, counted: bool, whole: bool
    ) -> SessionFacts:
        gate = stay.gate
        days = None if gate is None else gate.week_pain_days
        skills = gate.skills if gate is not None and counted else ()
        return facts_of(
            session,
            day,
            self.programme.lights,
            usual=self.scores.usual(day),
            skills=skills_done(session, skills, whole=whole) if skills else frozenset(),
            week=self.scores.of_days(day, days) if days is not None else (),
            known=self.scores.is_known(day),
        )


def _last_raise(stay: Stay) -> date | None:
    """The day on which any level or weight last went up, in this stay or the one before."""
    stays = [stay] if stay.before is None else [stay, stay.before]
    found = (track.raised_on for each in stays for track in each.book.tracks.values())
    return max((on for on in found if on is not None), default=None)
