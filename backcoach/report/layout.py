"""The basic layouts of all tables and pages. Every cell is a `Text`, never markup."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from backcoach.coach.model.exercise import Exercise, Level
from backcoach.coach.planning.plan import PlanItem
from backcoach.coach.planning.weights_today import short_words
from backcoach.coach.words.session_words import dose_words, duration_words

NONE = "–"


def plain_table(*columns: str, right: Sequence[str] = ()) -> Table:
    """A table with a rule under its heading; long text wraps and is not cut off."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    for name in columns:
        table.add_column(Text(name), justify="right" if name in right else "left", overflow="fold")
    return table


def heading(title: str) -> Text:
    """A heading."""
    return Text(title, style="bold")


def stacked(above: str, beneath: str) -> Text:
    """A line, and below it a dimmer one."""
    text = Text(above)
    return text.append(f"\n{beneath}", style="dim") if beneath else text


def weight_of(item: PlanItem) -> str:
    """The weight to take today; empty without one."""
    return "" if item.dose.weight is None else short_words(item.dose.weight, item.load)


def dose_cell(exercise: Exercise, dose: Level, weight: str = "") -> Text:
    """The dose, and below it the weight, tempo and rest."""
    beneath = [weight] if weight else []
    if dose.tempo is not None:
        beneath.append(f"tempo {'-'.join(map(str, dose.tempo))}")
    if dose.sets > 1 and dose.rest_seconds:
        beneath.append(f"rest {duration_words(dose.rest_seconds)}")
    return stacked(dose_words(exercise, dose), ", ".join(beneath))


def stages_words(exercise: Exercise) -> str:
    """The stages an exercise belongs to: "1, 2"."""
    return ", ".join(str(stage) for stage in exercise.stages)


def words(id: str) -> str:
    """An id as words."""
    return id.replace("_", " ")
