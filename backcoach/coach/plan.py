"""A session that is ready to be followed."""

from __future__ import annotations

from dataclasses import dataclass

from backcoach.coach.exercise import Exercise, Level
from backcoach.coach.profile import Weight, WeightUnit
from backcoach.coach.programme import Length, Role, Section


@dataclass(frozen=True, slots=True)
class LoadToday:
    """What to hold in one exercise, in the user's `unit`.

    `held` is that of last time, None where nobody told; `suggested` the next one, where the coach
    would take it up.
    """

    unit: WeightUnit
    held: Weight | None = None
    suggested: Weight | None = None


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One exercise of a plan with the dose it is done at, and the weight where there is one."""

    section: Section
    role: Role
    exercise: Exercise
    dose: Level
    load: LoadToday | None = None


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

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded to the nearest."""
        return whole_minutes(self.seconds)


def whole_minutes(seconds: float) -> int:
    """Seconds as whole minutes, rounded to the nearest, at least 1 while there are any."""
    return max(1, round(seconds / 60)) if seconds > 0 else 0
