"""What differs from level to level is seen, or it is a number on the screen."""

from __future__ import annotations

from itertools import combinations

import pytest

from backcoach.coach.model.exercise import Exercise, Level
from backcoach.figure.movement import look_of
from tests.support.content import catalogue

EXERCISES = catalogue().exercises
each_exercise = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda each: each.id)


def numbers_shown(dose: Level) -> tuple[object, ...]:
    """The numbers of a level that are on the screen while it is done."""
    return dose.reps, dose.tempo, dose.hold_seconds, dose.weight


@each_exercise
def test_levels_that_look_alike_differ_in_a_number_shown(exercise: Exercise) -> None:
    for one, other in combinations(exercise.ladder, 2):
        if look_of(exercise, one) == look_of(exercise, other):
            assert numbers_shown(one) != numbers_shown(other), (one.level, other.level)


@each_exercise
def test_every_level_has_a_note_or_another_number_than_the_one_below(exercise: Exercise) -> None:
    for below, dose in zip(exercise.ladder, exercise.ladder[1:], strict=False):
        assert dose.note or numbers_shown(dose) != numbers_shown(below), dose.level
