"""Pages and tables as lines of text, without colours or control sequences."""

from __future__ import annotations

from io import StringIO

from rich.console import Console, RenderableType

WIDTH = 100
"""Columns: a table as wide as this keeps most of its cells on one line."""


def lines_of(content: RenderableType) -> list[str]:
    """The lines of a page, without the blanks at their ends and without blank lines in a row."""
    text = StringIO()
    console = Console(
        file=text,
        width=WIDTH,
        color_system=None,
        force_terminal=False,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    console.print(content)
    return [line.rstrip() for line in text.getvalue().splitlines() if line.strip()]
