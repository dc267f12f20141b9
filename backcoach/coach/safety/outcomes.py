"""The outcomes of a check-in, from "go" to the emergency, and what each of them locks."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from backcoach.coach.model.screening_questions import Lock


class Outcome(StrEnum):
    """Where a check-in leads, from mildest to most serious.

    EASY is an easy session today, and so is LEG, after pain in one leg. BE_CHECKED and CALF end a
    session like URGENT does and lock the same way, with words of their own.
    """

    GO = "go"
    EASY = "easy"
    LEG = "leg"
    NOT_TODAY = "not_today"
    NO_WORKOUT = "no_workout"
    BE_CHECKED = "be_checked"
    CALF = "calf"
    URGENT = "urgent"
    MATERNITY = "maternity"
    EMERGENCY = "emergency"
    CALL = "call"

    @property
    def severity(self) -> int:
        """0 for go, rising to the emergency; the worst outcome of a check-in wins."""
        return tuple(Outcome).index(self)

    @property
    def lock(self) -> Lock:
        """What keeps sessions from starting after it."""
        return lock_of(self)

    @property
    def goes_ahead(self) -> bool:
        """Whether a session may follow it at once."""
        return self in (Outcome.GO, Outcome.EASY, Outcome.LEG)


_LOCKS: Mapping[str, Lock] = {
    Outcome.BE_CHECKED: Lock.URGENT,
    Outcome.CALF: Lock.URGENT,
    Outcome.URGENT: Lock.URGENT,
    Outcome.MATERNITY: Lock.MATERNITY,
    Outcome.EMERGENCY: Lock.EMERGENCY,
    Outcome.CALL: Lock.CALL,
}


def lock_of(outcome: str) -> Lock:
    """What a check-in with this outcome locks; nothing where the outcome is not known."""
    # Outcomes are strings: one that was stored finds its own.
    return _LOCKS.get(outcome, Lock.NONE)


def worst(outcomes: Collection[Outcome]) -> Outcome:
    """The most serious of them; go where there are none."""
    return max(outcomes, key=lambda each: each.severity, default=Outcome.GO)
