"""A session that is ready to be followed."""

from __future__ import annotations

from dataclasses import dataclass

from backcoach.coach.exercise import Exercise, Level
from backcoach.coach.programme import Length, Role, Section
from backcoach.coach.session import Kind


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One exercise of a plan with the dose it is done at."""

    section: Section
    role: Role
    exercise: Exercise
    dose: Level


@dataclass(frozen=True, slots=True)
class Plan:
    """One session, ready to be followed. `seconds` includes getting ready and rests."""

    stage: int
    template: str
    template_name: str
    length: Length
    items: tuple[PlanItem, ...]
    seconds: float
    programme_version: str
    left_out: tuple[str, ...] = ()
    kind: Kind = Kind.MAIN

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded to the nearest."""
        return whole_minutes(self.seconds)


def whole_minutes(seconds: float) -> int:
    """Seconds as whole minutes, rounded to the nearest, at least 1 while there are any."""
    return max(1, round(seconds / 60)) if seconds > 0 else 0
