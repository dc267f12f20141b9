"""Exercises that leave the back sore each time, and have always settled (`programme.md` §3.3)."""

from __future__ import annotations

from dataclasses import dataclass, field

from backcoach.coach.levels.track import ExerciseOutcome
from backcoach.coach.model.rules.levels import LevelMoves


@dataclass(slots=True)
class HabitualSoreness:
    """How often in a row each exercise left the back sore and had settled by the morning, by id.

    A session counts where the exercise was done in full and calmly. A red session, an unsettled
    morning and a step down set the count back to 0; a raise leaves it.
    """

    settled: dict[str, int] = field(default_factory=dict)

    def is_habitual(self, exercise: str, rules: LevelMoves) -> bool:
        """Whether being sore after this exercise no longer holds its level."""
        limit = rules.settled_sore
        return limit is not None and self.settled.get(exercise, 0) >= limit

    def holds(self, outcome: ExerciseOutcome, rules: LevelMoves) -> bool:
        """Whether soreness after this session keeps the level from going up."""
        return outcome.sore and (outcome.sore_more or not self.is_habitual(outcome.exercise, rules))

    def note_settled(self, outcome: ExerciseOutcome, rules: LevelMoves) -> None:
        """Take a session after which pain had settled by the morning."""
        effort = outcome.facts.effort
        calm = outcome.is_green and effort is not None and effort <= rules.effort_max
        if rules.settled_sore is not None and outcome.sore and outcome.is_whole and calm:
            self.settled[outcome.exercise] = self.settled.get(outcome.exercise, 0) + 1

    def begin_anew(self, exercise: str) -> None:
        """Set the count of one exercise back to 0."""
        self.settled.pop(exercise, None)
