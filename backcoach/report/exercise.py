"""The page of an exercise: how to do it, how much, and when to stop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from backcoach.coach.levels.earned import Earned
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.programme import Programme
from backcoach.coach.suitability import Suit
from backcoach.report.layout import (
    NONE,
    dose_cell,
    heading,
    plain_table,
    stages_words,
    words,
)
from backcoach.report.levels import own_level

TEMPO_WORDS = "Tempo: seconds to go, to stay, and to return."
CHAIR_WILL_DO = "no_floor_unless_chair"
"""The one tag that speaks for an exercise, not against it."""


def exercise_page(
    exercise: Exercise,
    exercises: Mapping[str, Exercise],
    programme: Programme,
    levels: Earned | None = None,
    suit: Suit | None = None,
) -> Group:
    """Everything the coach knows about one exercise.

    First comes how to do it and what the profile changes (`suit`), as there may be few rows to read
    them in. Then the user's own level, if there are any `levels`.
    """
    needed = exercise.equipment if suit is None else suit.equipment_of(exercise)
    facts = [
        ("Id", exercise.id),
        ("Stages", stages_words(exercise)),
        ("Kind", words(exercise.category.value)),
        ("You need", ", ".join(needed) or "nothing"),
        ("Works", exercise.muscles),
    ]
    cues = exercise.cues
    advice = [
        ("Set up", cues.setup),
        ("Move", cues.move),
        ("Breathe", cues.breathe),
        ("Watch for", cues.mistake),
        ("Stop at", exercise.stop),
    ]
    links = [
        ("Easier", exercise.easier),
        ("Harder", exercise.harder),
        ("Off the floor", exercise.floor_free),
    ]
    others = [(label, f"{exercises[id].name} ({id})" if id else NONE) for label, id in links]
    tags = [tag for tag in exercise.tags if tag != CHAIR_WILL_DO]
    blocks: list[RenderableType] = [heading(exercise.name)]
    for_you = () if suit is None else suit.for_you(exercise)
    if for_you:
        blocks += [_sentence(f"For you: {sentence}") for sentence in for_you]
    blocks.append(_facts(advice))
    own = own_level(exercise, levels) if levels is not None else []
    if own:
        blocks += [Text(), *own]
    blocks += [Text(), _facts(facts)]
    blocks += [Text(), heading("Levels"), Padding(_ladder(exercise), (0, 0, 0, 2))]
    blocks += [Text(), Text(TEMPO_WORDS), Text(), heading("Instead"), _facts(others)]
    if tags:
        blocks += [Text(), heading("With care, or not at all, if this is you")]
        blocks.append(_facts([("-", programme.tags[tag].ask) for tag in tags]))
    blocks += [Text(), Text(f"Source: {exercise.source}", style="dim")]
    return Group(*blocks)


def _sentence(words: str) -> Padding:
    return Padding(Text(words, style="bold"), (0, 0, 0, 2))


def _facts(pairs: Iterable[tuple[str, str]]) -> Padding:
    """Labels and values, aligned."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in pairs:
        grid.add_row(Text(label, style="dim"), Text(value))
    return Padding(grid, (0, 0, 0, 2))


def _ladder(exercise: Exercise) -> Table:
    table = plain_table("Level", "Dose", "Note", right=("Level",))
    for dose in exercise.ladder:
        table.add_row(Text(str(dose.level)), dose_cell(exercise, dose), Text(dose.note))
    return table
