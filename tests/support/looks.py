"""Every look a figure has on some level of an exercise, or in one of its variants."""

from __future__ import annotations

from typing import NamedTuple

from backcoach.coach.model.exercise import Exercise, Level, Side
from backcoach.figure import Drawing, Frames
from backcoach.figure.movement import Movement, looks_of, movement_of
from tests.support.content import catalogue


class Look(NamedTuple):
    """What `exercise` looks like at `dose`; `name` says where it looks like that."""

    exercise: Exercise
    name: str
    dose: Level

    @property
    def movement(self) -> Movement:
        return movement_of(self.exercise, self.dose)

    def frames(self, size: tuple[int, int], drawing: Drawing, side: Side | None = None) -> Frames:
        """Its frames, on the first side where none is named."""
        side = self.exercise.sides[0] if side is None else side
        return Frames(self.exercise, side, size, drawing, self.dose)

    def __str__(self) -> str:
        return f"{self.exercise.id}, {self.name}"


LOOKS = [
    Look(exercise, name, dose)
    for exercise in catalogue().exercises.values()
    for name, dose in looks_of(exercise)
]
