"""Keeps track of the user's stage: gates that open, breaks, and the user's own choices (§3.4).

A stage opens when the last row of its gate is met. The user may stay, go on, begin in a later stage
or go back to the first one; a long break (§3.5) leads one stage back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from backcoach.coach.evidence.decisions import Decision, Evidence
from backcoach.coach.evidence.pain_scores import Scores
from backcoach.coach.evidence.session_facts import StageFacts
from backcoach.coach.levels.book import LevelBook
from backcoach.coach.levels.soreness import HabitualSoreness
from backcoach.coach.model.durations import days
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.formatting import count, number
from backcoach.coach.model.profile import Profile
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.records import StageChoice, StageDecision
from backcoach.coach.model.rules.stages import FastStart, Gate
from backcoach.coach.stages.gates import Row, barring_row
from backcoach.coach.stages.stay import StageChange, Stay
from backcoach.coach.suitability import Suit, suit_of

IN_PLACE = "Everything it asks for was in place."


def hurried(gate: Gate) -> Gate | None:
    """`gate` with the shorter minimum of a fast start; None if it has none."""
    fast = gate.fast_start
    if fast is None:
        return None
    return replace(
        gate, minimum_days=fast.minimum_days, sessions=fast.sessions, planned_sessions=fast.sessions
    )


def within_caps(gate: Gate, suit: Suit, exercises: Mapping[str, Exercise]) -> Gate:
    """`gate` with no skill at a level that somebody may not reach: the cap shows it (§3.4)."""
    if not suit.tops:
        return gate
    skills = tuple(
        tuple(
            replace(marker, level=min(marker.level, suit.top(exercises[marker.exercise])))
            if marker.exercise in exercises
            else marker
            for marker in alternatives
        )
        for alternatives in gate.skills
    )
    return gate if skills == gate.skills else replace(gate, skills=skills)


def may_hurry(fast: FastStart, profile: Profile | None, usual: float | None) -> bool:
    """Whether the first stage may be shorter (judgement): all of these conditions hold.

    Strength training twice a week for three months or more, usual pain at most 3, no tags. An
    unknown value means no.
    """
    if profile is None or usual is None:
        return False
    return profile.trains_already and not profile.tags and usual <= fast.usual_pain_max


class Stages:
    """The present stay in a stage, and the stages before it.

    Each move is added to `changes` and to `decisions`, the ledger. `scores` give the usual pain,
    which a fast start depends on. `symptoms_on` is the day of a "yes" to a warning sign that no
    session has followed yet. `steady_days` are the days in this stage during which pain was high
    but steady, and `agrees` says that a clinician agreed to go on with it. `steady` says that the
    user stands steadily on one leg.
    """

    programme: Programme
    exercises: Mapping[str, Exercise]
    decisions: list[Decision]
    scores: Scores
    profile: Profile | None
    suit: Suit
    first: int
    last: int
    soreness: HabitualSoreness
    current_stay: Stay
    changes: list[StageChange]
    staying_in: int | None
    symptoms_on: date | None
    steady_days: int
    agrees: bool
    steady: bool
    _asks_ok: tuple[str, ...]
    _lacks_ok: tuple[str, ...]
    _barred_by: Row | None

    def __init__(
        self,
        programme: Programme,
        exercises: Mapping[str, Exercise],
        decisions: list[Decision],
        scores: Scores,
    ) -> None:
        self.programme = programme
        self.exercises = exercises
        self.decisions = decisions
        self.scores = scores
        self.profile = None
        self.suit = suit_of(None, programme, exercises)
        self.first = programme.stages[0].number
        self.last = programme.stages[-1].number
        self.soreness = HabitualSoreness()
        self.current_stay = self._new_stay(self.first)
        self.changes = []
        self.staying_in = None
        self.symptoms_on = None
        self.steady_days = 0
        self.agrees = False
        self.steady = False
        self._asks_ok = ()
        self._lacks_ok = ()
        self._barred_by = None

    def _new_stay(self, stage: int, earned: dict[str, int] | None = None) -> Stay:
        stay = Stay(stage, None, self._book(stage, earned))
        self._set_gate(stay)
        return stay

    def _set_gate(self, stay: Stay) -> None:
        """Set the gate out of the stay, as it is for this person."""
        gate = self.programme.gate_from(stay.stage)
        stay.gate = None if gate is None else within_caps(gate, self.suit, self.exercises)
        stay.fast_gate = None if stay.gate is None else hurried(stay.gate)

    def _book(self, stage: int, earned: dict[str, int] | None = None) -> LevelBook:
        return LevelBook(
            stage,
            self.programme,
            self.exercises,
            self.decisions,
            self.suit,
            self.soreness,
            earned=earned or {},
        )

    def fit_to(self, profile: Profile, day: date) -> None:
        """Apply another profile from `day` on."""
        self.profile = profile
        self.suit = suit_of(profile, self.programme, self.exercises, steady=self.steady)
        tags = self.programme.tags
        self._asks_ok = tuple(tag for tag in self.suit.tags if tags[tag].needs_ok)
        self._lacks_ok = tuple(tag for tag in self._asks_ok if tag not in self.suit.cleared)
        self._set_gate(self.current_stay)
        self.current_stay.book.fit_to(self.suit, day)

    def stand(self, day: date, *, steady: bool) -> None:
        """From `day` on the user stands `steady` on one leg, or no longer does."""
        if steady is not self.steady:
            self.steady = steady
            if self.profile is not None:
                self.fit_to(self.profile, day)

    def go_by(self, programme: Programme, day: date) -> None:
        """Let the rules of another version of the programme hold from `day` on.

        The stay goes on with what was seen of it: its sessions, the skills shown and the levels.
        """
        self.programme = programme
        self.suit = suit_of(self.profile, programme, self.exercises, steady=self.steady)
        for stay in (self.current_stay, self.current_stay.before):
            if stay is not None:
                self._set_gate(stay)
                stay.book.go_by(programme)
        if self.profile is None:
            self.current_stay.book.fit_to(self.suit, day)
        else:
            self.fit_to(self.profile, day)

    # The gate

    @property
    def staying(self) -> bool:
        """Whether the user chose to stay in this stage."""
        return self.current_stay.gate is not None and self.staying_in == self.current_stay.stage

    @property
    def is_kept(self) -> bool:
        """Whether a tag of the user keeps later stages for afterwards."""
        return any(self.programme.tags[tag].keeps_stage for tag in self.suit.tags)

    def gate(self, on: date) -> Gate | None:
        """The gate out of the present stage on the day `on`; None in the last one."""
        gate, fast_gate = self.current_stay.gate, self.current_stay.fast_gate
        if gate is None or gate.fast_start is None or self.profile is None:
            return gate
        fast = may_hurry(gate.fast_start, self.profile, self.scores.usual(on))
        return fast_gate if fast else gate

    def facts_on(self, on: date) -> StageFacts:
        """What the gate looks at on the day `on`."""
        stay = self.current_stay
        # Positional arguments take half the time of keyword arguments.
        return StageFacts(
            on,
            stay.entered_on,
            stay.counting,
            self.programme.completion.session_min_share,
            stay.worked,
            stay.shown,
            stay.tried,
            self.symptoms_on,
            self._asks_ok,
            self._lacks_ok,
            self.exercises,
            self._week(on),
            self.steady_days,
            self.agrees,
        )

    def _week(self, on: date) -> tuple[int, ...]:
        """The pain scores of the days up to `on` that the gate looks at; none where it does not."""
        gate = self.current_stay.gate
        if gate is None or gate.week_pain_days is None or not gate.week_to_opening:
            return ()
        return self.scores.of_days(on, gate.week_pain_days)

    def ripe_on(self) -> date | None:
        """The day on which the minimum days of this stay are over.

        None once the gate was tested then.
        """
        stay = self.current_stay
        if stay.gate is None or stay.entered_on is None:
            return None
        for gate in (stay.fast_gate, stay.gate):
            if gate is not None:
                ripe = stay.entered_on + days(gate.minimum_days)
                if stay.ripe_seen is None or ripe > stay.ripe_seen:
                    return ripe
        return None

    def open_if_met(self, on: date, at: datetime | None, reason: str) -> None:
        """Open the next stage on the day `on` if every row of the gate is met."""
        stay = self.current_stay
        # A stage opens only after work in the one before, so no session ever opens two.
        if stay.gate is None or not stay.worked or self.staying or self.is_kept:
            return
        gate = self.gate(on)
        if gate is None:
            return
        self._barred_by = barring_row(gate, self.facts_on(on), self._barred_by)
        if self._barred_by is None:
            sessions = tuple(facts.session for facts in stay.worked[-gate.light_sessions :])
            self._write("stage.open", on, gate.to_stage, sessions, sessions=stay.counting)
            self._enter(gate.to_stage, on, at, reason)

    # The moves

    def begin_again(self, on: date, missed: int) -> None:
        """Go back one stage after a break of `missed` days, or begin the first one anew (§3.5)."""
        here = self.current_stay
        self.soreness = HabitualSoreness()
        if here.stage == self.first:
            if self.programme.absence.counts_anew:
                self.current_stay = self._new_stay(here.stage)
            else:
                here.book = self._book(here.stage)
            return
        reason = f"After {count(missed, 'day')} without a session you begin gently again."
        self._write("stage.back", on, here.stage - 1, days=missed)
        self._enter(here.stage - 1, on, None, reason, anew=True)
        # Choosing to stay can't undo this move; the stay begins with the first session after it.
        self.current_stay.before, self.current_stay.entered_on = None, None

    def count_anew(self) -> None:
        """Count nothing from before a long break any more, as an earlier programme had."""
        here = self.current_stay
        if self.programme.absence.counts_anew:
            self.current_stay = self._new_stay(here.stage)
            self.current_stay.book = here.book

    def start_barred(self, on: date, *, waiting: bool) -> str | None:
        """Why the user may not begin in a later stage on the day `on`, in a sentence; None if so.

        `waiting` says that a flare-up is on, or the way back from one.
        """
        if self.is_kept:
            return "That waits until after the pregnancy."
        rules, usual = self.programme.start_later, self.scores.usual(on)
        if rules is None:
            return None
        if waiting:
            return "That waits until the flare-up is over and you are back at your own levels."
        if usual is not None and usual > rules.usual_pain_max:
            return (
                f"Your usual pain is {number(usual)}. A later stage is a good start up to"
                f" {rules.usual_pain_max}; until then stage {self.current_stay.stage} is."
            )
        if self._lacks_ok:
            return "That waits until a clinician has agreed; tick it under About you then."
        return None

    def choose(self, choice: StageChoice, on: date, at: datetime) -> None:
        """Apply the user's own decision about their stage; any other changes nothing here."""
        apply = _CHOICES.get(choice.decision)
        if apply is not None:
            apply(self, choice.stage, on, at)

    def stay(self, stage: int, on: date, _at: datetime) -> None:
        """Stay in a stage. Right after the next one opened, this takes the opening back."""
        before = self.current_stay.before
        if before is not None and before.stage == stage and not self.current_stay.begun:
            reason = f"You chose to stay in stage {stage}."
            self.changes.append(StageChange(on, self.current_stay.stage, stage, reason))
            self._write("stage.chosen", on, stage)
            self.current_stay = before
            if self.programme.levels.keeps_earned:
                before.book.fit_to(self.suit, on)
        self.staying_in = stage

    def go_on(self, _stage: int, _on: date, _at: datetime) -> None:
        """Withdraw the choice to stay."""
        self.staying_in = None

    def start_in(self, stage: int, on: date, at: datetime) -> None:
        """Begin in a later stage, but never the last; or go back to the first."""
        here = self.current_stay.stage
        back = stage == self.first != here
        if back or here < stage < self.last:
            reason = (
                f"You chose to go back to stage {stage}." if back else "You chose to begin here."
            )
            self.staying_in = None
            self._write("stage.chosen", on, stage)
            self._enter(stage, on, at, reason)

    def _enter(
        self, stage: int, on: date, at: datetime | None, reason: str, *, anew: bool = False
    ) -> None:
        """Begin a stay in `stage`: with the levels earned until then, unless all begins `anew`."""
        self.changes.append(StageChange(on, self.current_stay.stage, stage, reason))
        before = self.current_stay
        self.current_stay = self._new_stay(stage, {} if anew else before.book.carried())
        self.current_stay.since, self.current_stay.entered_on, self.current_stay.before = (
            at,
            on,
            before,
        )

    def _write(
        self, rule: str, on: date, stage: int, evidence: tuple[str, ...] = (), **numbers: float
    ) -> None:
        """Record a move to `stage` in the ledger; `evidence` are ids of sessions."""
        grounds = Evidence(evidence, (("stage", stage), *numbers.items()))
        self.decisions.append(Decision.of_all(rule, on, grounds))


_CHOICES: dict[StageDecision, Callable[[Stages, int, date, datetime], None]] = {
    StageDecision.STAY: Stages.stay,
    StageDecision.GO_ON: Stages.go_on,
    StageDecision.START_IN: Stages.start_in,
}
