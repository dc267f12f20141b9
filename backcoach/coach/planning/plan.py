"""The plan of a session."""

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
    """The weight for one exercise, in the user's `unit`.

    `held` is the weight used last time, None if unknown; `suggested` is the next one, if the coach
    suggests to go up.
    """

    unit: WeightUnit
    held: Weight | None = None
    suggested: Weight | None = None


@frozen
class PlanItem:
    """One exercise of a plan with its dose, and the weight where there is one.

    `notes` say how to do it differently from its description.
    """

    section: Section
    role: ExerciseRole
    exercise: Exercise
    dose: Level
    notes: tuple[Reason, ...] = ()
    load: LoadToday | None = None


@frozen
class Plan:
    """The plan of one session. `seconds` includes getting ready and rests.

    `suit` is used to choose what may take over during the session. `prompt` is shown during the
    whole session if it has to be done with care.
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
    """Seconds as whole minutes, rounded to the nearest, but at least 1 unless there are none."""
    return max(1, round(seconds / 60)) if seconds > 0 else 0
