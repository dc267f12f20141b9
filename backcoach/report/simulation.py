"""The page with the results of a simulation."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group
from rich.table import Table
from rich.text import Text

from backcoach.coach.model.formatting import count, number
from backcoach.report.layout import NONE, heading, plain_table
from backcoach.simulation.summary import KindSummary, Summary

SHOWN = 20
"""So many broken promises are enough to see what is wrong."""


def simulation_page(summary: Summary) -> Group:
    """A row for each kind of people, and below it whether all checks passed."""
    people = "1 person" if summary.people == 1 else f"{summary.people} people"
    title = heading(f"{people}, {count(summary.weeks, 'week')}")
    legend = Text("Stages: the weeks they began in, first to last (middle).", style="dim")
    broken = [Text(f"✗ {words}") for words in summary.broken[:SHOWN]]
    if len(summary.broken) > SHOWN:
        broken.append(Text(f"and {len(summary.broken) - SHOWN} more"))
    held = Text("✓ Every promise was kept on every day.")
    return Group(title, legend, Text(), _table(summary.kinds), Text(), *(broken or [held]))


def _table(kinds: Sequence[KindSummary]) -> Table:
    right = ("People", "Sessions", "Flares", "Pain")
    table = plain_table("Kind", "People", "Stage 2", "Stage 3", *right[1:], right=right)
    # At 80 columns only the name of a kind has room for a second line.
    for column in table.columns[1:]:
        column.no_wrap = True
    for kind in kinds:
        first, last = kind.pain
        pain = NONE if first is None or last is None else f"{number(first)}→{number(last)}"
        cells = (
            kind.kind.replace("_", " "),
            str(kind.people),
            _weeks(kind, 2),
            _weeks(kind, 3),
            number(kind.sessions),
            number(kind.flares),
            pain,
        )
        table.add_row(*map(Text, cells))
    return table


def _weeks(kind: KindSummary, stage: int) -> str:
    """The earliest, median and latest week, and how many reached the stage if not all did."""
    if stage not in kind.weeks:
        return "nobody"
    first, middle, last = kind.weeks[stage]
    weeks = str(first) if first == last else f"{first}–{last} ({number(middle)})"
    reached = kind.reached[stage]
    return weeks if reached == kind.people else f"{weeks}\n{reached} of {kind.people}"
