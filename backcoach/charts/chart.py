"""What every chart is made of: pieces of text with a shade, and one sentence that says the same.

A chart knows no screen and no colour; a shade is only the part that a piece plays in the chart. The
sentence is for people who do not see the chart, and for the line above it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple


class Shade(StrEnum):
    """The part that a piece of a chart plays. What it means shows without colour too."""

    PLAIN = "plain"
    """Words to read."""

    QUIET = "quiet"
    """Axes, ticks, what is empty or lies ahead."""

    DATA = "data"
    """The first series: what the chart is about."""

    OTHER = "other"
    """A second series."""

    NOW = "now"
    """Today, or where the user stands."""

    HARD = "hard"
    """Days of a flare-up."""


class Piece(NamedTuple):
    """Text in one shade."""

    text: str
    shade: Shade


Line = tuple[Piece, ...]


class Room(NamedTuple):
    """The cells that a chart may use.

    `fine` says that the terminal has braille and blocks that fill part of a cell. Without them a
    chart uses whole blocks and ASCII signs, which the output replaces where it must.
    """

    width: int
    height: int
    fine: bool = True


class Chart(NamedTuple):
    """The lines of a chart, each at most as wide as its room, and its sentence."""

    lines: tuple[Line, ...]
    sentence: str

    @property
    def text(self) -> str:
        """The characters alone."""
        return "\n".join("".join(piece.text for piece in line).rstrip() for line in self.lines)


Draw = Callable[[Room], Chart]
"""Draws a chart for the room it is given, as its owner knows the data and a widget the room."""


class Canvas:
    """A grid of cells to write on; what is written later covers what was there."""

    def __init__(self, width: int, height: int) -> None:
        self._width = max(0, width)
        self._cells = [[(" ", Shade.PLAIN)] * self._width for _ in range(max(0, height))]

    def write(self, x: int, y: int, text: str, shade: Shade) -> None:
        """Write `text` from cell (x, y) on; what lies outside is cut off."""
        if not 0 <= y < len(self._cells):
            return
        for place, sign in enumerate(text, x):
            if 0 <= place < self._width:
                self._cells[y][place] = (sign, shade)

    def lines(self) -> tuple[Line, ...]:
        """All rows as pieces."""
        return tuple(line_of(row) for row in self._cells)


def line_of(cells: Iterable[tuple[str, Shade]]) -> Line:
    """Texts with their shades, those of the same shade joined."""
    pieces: list[Piece] = []
    for text, shade in cells:
        if pieces and pieces[-1].shade is shade:
            pieces[-1] = Piece(pieces[-1].text + text, shade)
        elif text:
            pieces.append(Piece(text, shade))
    return tuple(pieces)
