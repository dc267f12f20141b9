"""The way back after a break or a flare-up: how many levels lower the next sessions are, and why.

It also applies what a break does to the levels, for each row of `programme.md` §3.5. Which row
applies is decided in `evidence/absence.py`; the steps after a flare-up (§3.6) are in `rules.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from backcoach.coach.evidence.decisions import Decision, Evidence
from backcoach.coach.evidence.lights import Light
from backcoach.coach.evidence.session_facts import SessionFacts
from backcoach.coach.flare_ups.rules import AFTER, ReturnStep, levels_lower
from backcoach.coach.levels.book import LevelBook
from backcoach.coach.levels.track import Rung
from backcoach.coach.model.formatting import count
from backcoach.coach.model.programme import Programme

Held = tuple[str, Rung]
"""An exercise of the templates, and what is done in its place."""

STEP_RULES = {ReturnStep.FIRST: "flare.return.2", ReturnStep.SECOND: "flare.return.1"}
"""The ledger's names of the steps after a flare-up."""


@dataclass(slots=True)
class WayBack:
    """By how much the next sessions are lowered while the levels themselves are kept.

    `lower_sessions` is the number of sessions left after a break, `leg_sessions` that after pain in
    a leg; `step` is the next session after a flare-up. `last` is the session that
    ends the last step once it is known to be green. `decisions` is the ledger, shared with the
    levels.
    """

    programme: Programme
    decisions: list[Decision]
    lower_sessions: int = 0
    leg_sessions: int = 0
    step: ReturnStep = ReturnStep.NONE
    last: SessionFacts | None = None

    @property
    def flare_less(self) -> int:
        """How many levels lower the next session is because of a flare-up."""
        return levels_lower(self.step, self.programme.flare)

    @property
    def break_less(self) -> int:
        """How many levels lower the next session is because of a break."""
        return self.programme.absence.lower_levels if self.lower_sessions else 0

    @property
    def leg_less(self) -> int:
        """How many levels lower the next session is because of pain in a leg that is over."""
        rules = self.programme.leg
        return rules.lower_levels if self.leg_sessions and rules is not None else 0

    @property
    def less(self) -> int:
        """How many levels lower the next session is: the largest of them, never their sum."""
        if not (self.lower_sessions or self.leg_sessions) and self.step is ReturnStep.NONE:
            return 0
        return max(self.flare_less, self.break_less, self.leg_less)

    @property
    def reason(self) -> str | None:
        """The reason in a sentence; None if nothing is lowered."""
        if not self.less:
            return None
        reasons = (
            ("a flare-up", self.flare_less),
            ("a break", self.break_less),
            ("pain in a leg", self.leg_less),
        )
        after = next(words for words, less in reasons if less == self.less)
        return (
            f"Your next session is {count(self.less, 'level')} lower, on the way back from {after}."
        )

    def begin(self, on: date) -> None:
        """Begin the way back, as flare-up mode is over."""
        self.step, self.last = ReturnStep.FIRST, None
        self._write(STEP_RULES[self.step], on)

    def leave(self) -> None:
        """End the way back, because of a new flare-up or because the levels themselves go down."""
        self.step, self.last = ReturnStep.NONE, None

    def take_session(self, facts: SessionFacts) -> None:
        """Take a main session that was done on the way back."""
        if self.lower_sessions:
            self.lower_sessions -= 1
        if self.leg_sessions:
            self.leg_sessions -= 1
        if self.step is ReturnStep.NONE:
            return
        was = self.step
        self.step = AFTER[was](facts.gate_light)
        self.last = facts if was is self.step is ReturnStep.SECOND else None
        if self.step is ReturnStep.NONE:
            self._write("flare.return.done", facts.day, facts)
        else:
            rule = "flare.return.again" if self.step is was else STEP_RULES[self.step]
            self._write(rule, facts.day, facts)

    def take_answer(self, facts: SessionFacts, on: date) -> None:
        """Take the answer about the morning after: an amber may count as green only now."""
        if (
            facts is self.last
            and self.step is ReturnStep.SECOND
            and facts.gate_light is Light.GREEN
        ):
            self.leave()
            self._write("flare.return.done", on, facts)

    def _write(self, rule: str, on: date, facts: SessionFacts | None = None) -> None:
        sessions = () if facts is None else (facts.session,)
        evidence = Evidence(sessions, (("levels", self.flare_less),))
        self.decisions.append(Decision.of_all(rule, on, evidence))

    def after_leg(self, on: date) -> None:
        """Pain in a leg is over: the first sessions after it are lower, the levels are kept."""
        rules = self.programme.leg
        if rules is None:
            return
        self.leg_sessions = rules.lower_sessions
        numbers = (("days", rules.quiet_days), ("levels", rules.lower_levels))
        self.decisions.append(Decision.of_all("safety.leg", on, Evidence((), numbers)))

    # Breaks

    def lower(self, book: LevelBook, on: date, days: int) -> None:
        """14-27 days: everything one level lower for two sessions, while the levels are kept."""
        rules = self.programme.absence
        self.lower_sessions = rules.lower_sessions
        numbers = (("days", days), ("sessions", rules.lower_sessions))
        for track in book.tracks.values():
            old = track.rung
            new = old._replace(level=max(1, old.level - rules.lower_levels))
            book.add("absence.14-27", on, old, new, Evidence((), numbers))
        for old in book.waiting_levels():
            if old.exercise in book.named:
                new = old._replace(level=max(1, old.level - rules.lower_levels))
                book.add("absence.14-27", on, old, new, Evidence((), numbers))

    def reduce(self, book: LevelBook, on: date, days: int) -> None:
        """28-55 days.

        Down two levels, from level 1 to the easier exercise; then no raise for a week.
        """
        rules = self.programme.absence
        self.lower_sessions, book.resting = 0, True
        self.leave()
        for old in book.waiting_levels():
            new = old._replace(level=max(1, old.level - rules.reduce_levels))
            book.add("absence.28-55", on, old, new, Evidence((), (("days", days),)))
        book.less += rules.reduce_levels
        before = [(track, track.rung) for track in book.tracks.values()]
        for track, _ in before:
            track.raises = []
            track.set_level(max(1, track.level - rules.reduce_levels))
        for track, old in before:
            book.soreness.begin_anew(old.exercise)
            easier = book.suit.easier(book.exercises[old.exercise])
            numbers: tuple[tuple[str, float], ...] = (("days", days),)
            if track.stand_in is not None:
                track.stand_in.level = max(1, old.level - rules.reduce_levels)
            elif old.level == 1 and easier is not None:
                book.hand_over(track, easier)
                numbers = (*numbers, ("sessions", book.programme.levels.swap_sessions))
            book.add("absence.28-55", on, old, track.rung, Evidence((), numbers))

    def restart(self, book: LevelBook, on: date, days: int, before: Iterable[Held]) -> None:
        """56 days: everything begins anew at level 1. `before` is what was held until then."""
        self.lower_sessions = 0
        self.leave()
        level = book.programme.absence.restart_level
        book.begins_at = level
        book.resting = book.programme.absence.quiet_in_full
        for slot, old in before:
            falls = old.level > level and old.exercise not in book.suit.barred
            if slot in book.named or (falls and book.programme.levels.keeps_earned):
                new = old._replace(level=level)
                book.add("absence.56+", on, old, new, Evidence((), (("days", days),)))
