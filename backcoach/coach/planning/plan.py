"""A session that is ready to be followed."""

from __future__ import annotations

from dataclasses import field

from backcoach.coach.model.exercise import Exercise, Level
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.profile import Weight, WeightUnit
from backcoach.coach.model.programme import ExerciseRole, Length, Section
from backcoach.coach.model.reasons import Reason
from backcoach.coach.model.records import SessionKind
from backcoach.coach.suitability import Suit


@frozen
class LoadToday:
    """What to hold in one exercise, in the user's `unit`.

    `held` is that of last time, None where nobody told; `suggested` the next one, where the coach
    would take it up.
    """

    unit: WeightUnit
    held: Weight | None = None
    suggested: Weight | None = None


@frozen
class PlanItem:
    """One exercise of a plan with the dose it is done at, and the weight where there is one.

    `notes` say how it is done otherwise.
    """

    section: Section
    role: ExerciseRole
    exercise: Exercise
    dose: Level
    notes: tuple[Reason, ...] = ()
    load: LoadToday | None = None


@frozen
class Plan:
    """One session, ready to be followed. `seconds` includes getting ready and rests.

    `suit` is what suits the person: what may take over during the session is chosen by it. `prompt`
    is said all along where the session is to be done with care.
    """

    stage: int
    template: str
    template_name: str
    length: Length
    items: tuple[PlanItem, ...]
    seconds: float
    programme_version: str
    left_out: tuple[str, ...] = ()
    kind: SessionKind = SessionKind.MAIN
    prompt: str = ""
    reasons: tuple[Reason, ...] = ()
    suit: Suit | None = field(default=None, repr=False, compare=False)

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded to the nearest."""
        return whole_minutes(self.seconds)


def whole_minutes(seconds: float) -> int:
    """Seconds as whole minutes, rounded to the nearest, at least 1 while there are any."""
    return max(1, round(seconds / 60)) if seconds > 0 else 0
