"""Levels and the decisions about them, as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from backcoach.coach.evidence.decisions import (
    Decision,
    DecisionRun,
    decisions_about,
    latest,
    runs_of,
)
from backcoach.coach.levels.earned import Earned
from backcoach.coach.levels.weights import weight_words
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.formatting import day_words
from backcoach.report.layout import heading, stacked

LATEST = 6
"""How many decisions fit under the reasons for a stage."""
LAST_OF_ONE = 3
"""How many of its latest decisions the page of an exercise shows."""


def latest_words(decisions: Sequence[Decision]) -> list[str]:
    """The latest decisions with their days; first those that changed something."""
    return [f"{day_words(each.on)}: {each.shared_sentence}" for each in latest(decisions, LATEST)]


def decisions_page(exercise: Exercise, levels: Earned) -> Group:
    """Everything that was decided about one exercise, oldest first."""
    lines = [_line(run) for run in runs_of(decisions_about(levels.decisions, exercise.id))]
    return Group(heading(exercise.name), Text(level_words(exercise, levels)), Text(), *lines)


def own_level(exercise: Exercise, levels: Earned) -> list[RenderableType]:
    """The user's level of an exercise and its latest decisions; nothing if there are none."""
    runs = runs_of(decisions_about(levels.decisions, exercise.id))
    if not runs and levels.level_of(exercise.id) is None:
        return []
    lines = [Padding(_line(run), (0, 0, 0, 2)) for run in runs[-LAST_OF_ONE:]]
    return [heading("Where you are"), _indented(level_words(exercise, levels)), *lines]


def level_words(exercise: Exercise, levels: Earned) -> str:
    """Which level an exercise is at, and its weight: "Level 2 of 4 now, with 8 kg."."""
    level = levels.level_of(exercise.id)
    if level is None:
        return "Not part of your sessions at the moment."
    weight = levels.weight_at(exercise, level)
    carried = "" if weight is None else f", with {weight_words(weight)}"
    return f"Level {level} of {len(exercise.ladder)} now{carried}."


def session_words(new: Iterable[Decision]) -> list[str]:
    """The decisions after one session for its summary; first those that changed something."""
    return [each.sentence for each in sorted(new, key=lambda decision: not decision.moved)]


def _line(run: DecisionRun) -> Text:
    when = day_words(run.first)
    if run.times > 1:
        when += f" to {day_words(run.last)}, {run.times} times"
    return stacked(run.sentence, when)


def _indented(words: str) -> Padding:
    return Padding(Text(words), (0, 0, 0, 2))
