"""The state of a replay: all that is known at one point of the log.

`take` applies the next record to it, `days` lets time pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from backcoach.coach.evidence.absence import Breaks, Missed
from backcoach.coach.evidence.completion import lines_shown
from backcoach.coach.evidence.decisions import Decision, Evidence
from backcoach.coach.evidence.mornings import Key
from backcoach.coach.evidence.pain_scores import Scores
from backcoach.coach.evidence.session_facts import SessionFacts
from backcoach.coach.evidence.steady_high import SteadyFacts, SteadyHigh, SteadyStep, is_seen
from backcoach.coach.flare_ups.rules import ReturnStep
from backcoach.coach.flare_ups.watch import FlareWatch
from backcoach.coach.flare_ups.way_back import WayBack
from backcoach.coach.levels.balance import BalanceLevels, BalanceNext
from backcoach.coach.levels.up import Today
from backcoach.coach.levels.weights import UsedWeights
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.profile import Profile, WeightUnit
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.records import CheckIn, Morning
from backcoach.coach.safety.check_in import is_warning
from backcoach.coach.safety.conditions import Conditions
from backcoach.coach.stages.stages import IN_PLACE, Stages
from backcoach.coach.stages.stay import Stay
from backcoach.coach.standing.rotation import Rotation, UpNext


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
    injury or a diagnosis kept the user away, and no main session has followed. `keeping_since` is
    the day since which the user keeps what they have, None while they build up.
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
    balance: BalanceLevels
    warned_on: date | None
    awaiting: list[tuple[Stay | None, SessionFacts]]
    facts_by_session: dict[str, tuple[Stay | None, SessionFacts]]
    mornings: dict[Key, Morning]
    check_in: tuple[date, CheckIn] | None
    signs_ended: str | None
    was_ill: bool
    keeping_since: date | None
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
        self.balance = BalanceLevels(self.decisions)
        self.warned_on = None
        self.awaiting = []
        self.facts_by_session = {}
        self.mornings = {}
        self.check_in = None
        self.signs_ended = None
        self.was_ill = False
        self.keeping_since = None
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
        return self.before_session(day, self.check_in[1], self.scores.usual(day))

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
        turn = self.rotation.turn(
            day,
            self.present,
            unmet,
            self.tags,
            in_last_stage=stay.stage == self.stages.last,
            waits=self.waiting,
        )
        return replace(turn, keeping=self.is_keeping, balance=self._balance_next(day))

    def _balance_next(self, day: date) -> BalanceNext | None:
        """What comes next of the balance block; None for somebody who has none."""
        rules, profile = self.present.balance, self.stages.profile
        if rules is None or profile is None:
            return None
        if not rules.is_for(self.tags, wanted=profile.balance_wanted):
            return None
        return self.balance.next(self.today(day), day, rules, self.stages.suit)

    @property
    def is_keeping(self) -> bool:
        """Whether the user keeps what they have, so that nothing goes up."""
        return self.keeping_since is not None

    @property
    def in_last_stage(self) -> bool:
        """Whether no stage comes after the present one."""
        return self.stages.current_stay.stage == self.stages.last

    def build_up(self, day: date) -> None:
        """Keep what there is no longer: from `day` on levels may go up again."""
        if self.is_keeping:
            self.keeping_since = None
            self.decisions.append(Decision.of_all("keep.end", day, Evidence()))

    def holds_advice(self, day: date) -> bool:
        """Whether advice that the user took on a plateau holds on `day`."""
        book = self.current_stay.book
        steps = any(track.any_step for track in book.tracks.values())
        return steps or book.swaps_end is not None or self.rotation.holds_advice(day)

    def offers_keeping(self, day: date) -> bool:
        """Whether to offer to keep what was built: from some training week on (TAT21)."""
        rules = self.programme.keeping
        if rules is None or not self.in_last_stage or self.is_keeping:
            return False
        return self.rotation.training_week(day) >= rules.offered_week

    @property
    def tags(self) -> tuple[str, ...]:
        """The health tags that hold now."""
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
        self.fit(day)
        self.open_if_met(day, None, IN_PLACE)

    def fit(self, day: date) -> None:
        """Let the stages follow what is known of the user's health on `day`."""
        profile = self.conditions.on(day, self.programme)
        if profile is None and self.stages.profile is not None:
            # What answers had set is over, and nobody was ever asked for a profile.
            profile = replace(self.stages.profile, tags=(), clinician_ok=())
        if profile is not None and profile != self.stages.profile:
            self.stages.fit_to(profile, day)
            if self.balance.levels and self.programme.balance is not None:
                self.balance.fit_to(self.stages.suit, day, self.programme.balance)

    def open_if_met(self, on: date, at: datetime | None, reason: str) -> None:
        """Open the next stage if its gate is met, except in a flare-up and on the way back."""
        if not self.waiting:
            self.note_steady_days(on)
            self.stages.open_if_met(on, at, reason)

    def start_barred(self, day: date) -> str | None:
        """Why the user may not begin in a later stage on `day`, in a sentence; None if they may."""
        return self.stages.start_barred(day, waiting=self.waiting)

    def before_session(self, day: date, check_in: CheckIn | None, usual: float | None) -> Today:
        """What is known before a session on `day` whose check-in is `check_in`."""
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
            self.is_keeping,
            self.rotation.is_holding(day),
            self.steady.recent,
        )


def _last_raise(stay: Stay) -> date | None:
    """The day on which any level or weight last went up, in this stay or the one before."""
    stays = [stay] if stay.before is None else [stay, stay.before]
    found = (track.raised_on for each in stays for track in each.book.tracks.values())
    return max((on for on in found if on is not None), default=None)
