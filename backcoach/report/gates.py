"""The gate to the next stage as a table: needed, have, met."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from backcoach.coach.stages.gates import GateLine
from backcoach.report.layout import plain_table


def gate_table(lines: Sequence[GateLine]) -> Table:
    """One row per condition; the word in the first column has the meaning, not its colour."""
    table = plain_table("", "Gate", "Needed", "You have")
    table.columns[0].no_wrap = True
    for line in lines:
        mark = Text("✓ met", style="green") if line.met else Text("○ not yet")
        table.add_row(mark, Text(line.label), Text(line.needed), Text(line.have))
    return table
