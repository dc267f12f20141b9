"""What a level asks for that the one before it did not, in the words shown when it goes up."""

from __future__ import annotations

from backcoach.coach.model.exercise import Exercise, Level
from backcoach.coach.model.reasons import Reason

RULE = "level.up.today"


def step_up(exercise: Exercise, old: int, new: int) -> Reason | None:
    """The sentence for a step from the level `old` to `new` of `exercise`.

    The words of the level itself come first; otherwise the numbers are compared. None where
    only the note of the level says what is different.
    """
    before, after = exercise.at(old), exercise.at(new)
    words = after.step_up or _by_numbers(before, after)
    return None if words is None else Reason(RULE, words)


def _by_numbers(before: Level, after: Level) -> str | None:
    if after.sets > before.sets:
        return f"{after.sets} sets instead of {before.sets}."
    if after.reps[0] > before.reps[0]:
        return f"{after.reps[0]} instead of {before.reps[0]}."
    longer, shorter = after.hold_seconds or 0, before.hold_seconds or 0
    return f"{longer} seconds instead of {shorter}." if longer > shorter else None
