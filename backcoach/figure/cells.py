"""Converts dots to characters.

A frame is rows of runs; its colours are roles, not yet a palette.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from backcoach.figure.raster import LEVELS, Ink, parts
from backcoach.figure.shapes import Role

Rgb = tuple[int, int, int]
Palette = Mapping[Role, Rgb]
"""A colour for every role; that of NOTHING is the background."""


class Drawing(StrEnum):
    """How dots are drawn as characters."""

    HALF_BLOCKS = "half blocks"
    """Two dots a cell with soft edges. Needs 256 colours; reads best from afar."""

    SEXTANTS = "sextants"
    """Six hard dots a cell, one colour. Needs a font that has them."""

    QUADRANTS = "quadrants"
    """Four hard dots a cell, one colour. Every font has them."""

    BRAILLE = "braille"
    """Eight small dots a cell: the finest, but thin and faint in most fonts."""


class Dots(NamedTuple):
    """The dots of one cell: how many across and down, and whether their edges are soft."""

    across: int
    down: int
    soft: bool


DOTS = {
    Drawing.HALF_BLOCKS: Dots(1, 2, True),
    Drawing.SEXTANTS: Dots(2, 3, False),
    Drawing.QUADRANTS: Dots(2, 2, False),
    Drawing.BRAILLE: Dots(2, 4, False),
}


def drawing_for(colours: int, wanted: Drawing | None = None) -> Drawing:
    """How to draw with this number of colours (0 or 1 for none), unless the user has set it.

    Soft edges need intermediate colours, so half blocks are only used with many colours.
    """
    if wanted is not None and (wanted is not Drawing.HALF_BLOCKS or colours >= 256):
        return wanted
    return Drawing.HALF_BLOCKS if colours >= 256 else Drawing.QUADRANTS


class Run(NamedTuple):
    """Neighbouring cells with the same inks; 0 is the background colour of the screen."""

    text: str
    ink: Ink
    ground: Ink


Row = tuple[Run, ...]


@dataclass(frozen=True)
class Frame:
    """One picture: its rows, each as wide as all its runs together."""

    rows: tuple[Row, ...]

    @cached_property
    def text(self) -> str:
        """The characters without colour."""
        return "\n".join("".join(run.text for run in row).rstrip() for row in self.rows)


def colour_of(dot: Ink, palette: Palette) -> Rgb:
    """The colour of an ink: that of its role, mixed with the one behind it at a soft edge."""
    role, behind, level = parts(dot)
    front, back = palette[role], palette[behind]
    red, green, blue = (
        back_part + (front_part - back_part) * level // LEVELS
        for front_part, back_part in zip(front, back, strict=True)
    )
    return red, green, blue


QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
BRAILLE_BITS = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)
LEFT_HALF, RIGHT_HALF, ALL_SIX = 0b010101, 0b101010, 0b111111


def _sextant(bits: int) -> str:
    """The sextant character of these dots. Unicode leaves out those that existed before."""
    known = {0: " ", LEFT_HALF: "▌", RIGHT_HALF: "▐", ALL_SIX: "█"}
    if bits in known:
        return known[bits]
    return chr(0x1FB00 + bits - 1 - (bits > LEFT_HALF) - (bits > RIGHT_HALF))


SIGNS: Mapping[Drawing, Sequence[str]] = {
    Drawing.QUADRANTS: tuple(QUADRANTS),
    Drawing.SEXTANTS: tuple(_sextant(bits) for bits in range(64)),
    Drawing.BRAILLE: tuple(
        chr(0x2800 + sum(bit for i, bit in enumerate(BRAILLE_BITS) if bits >> i & 1))
        if bits
        else " "
        for bits in range(256)
    ),
}

GROUND = "▔"


def rows_of(dots: Sequence[Ink], width: int, drawing: Drawing) -> tuple[Row, ...]:
    """Rows of `width` cells made of dots, which are given row by row."""
    if drawing is Drawing.HALF_BLOCKS:
        return tuple(
            _half_blocks(dots[at : at + width], dots[at + width : at + 2 * width])
            for at in range(0, len(dots), 2 * width)
        )
    across, down, _ = DOTS[drawing]
    wide = width * across
    return tuple(
        _signs(
            [dots[at + line * wide : at + (line + 1) * wide] for line in range(down)],
            at // wide,
            drawing,
        )
        for at in range(0, len(dots), down * wide)
    )


def _half_blocks(upper: Sequence[Ink], lower: Sequence[Ink]) -> Row:
    cells: list[tuple[str, Ink, Ink]] = []
    for high, low in zip(upper, lower, strict=True):
        if high == low:
            cells.append(("█" if high else " ", high, 0))
        elif not high:
            cells.append(("▄", low, 0))
        else:
            cells.append(("▀", high, low))
    return runs_of(cells)


def _signs(lines: Sequence[Sequence[Ink]], first: int, drawing: Drawing) -> Row:
    """A row of cells in one colour each.

    Far limbs are dotted, so that they differ without colour.
    """
    signs = SIGNS[drawing]
    cells: list[tuple[str, Ink, Ink]] = []
    for column in range(0, len(lines[0]), 2):
        bits, best, bit = 0, 0, 1
        for offset, line in enumerate(lines):
            for across in (column, column + 1):
                dot = line[across]
                if dot and (dot != Role.FAR or (across + first + offset) % 2 == 0):
                    bits |= bit
                    best = max(best, dot)
                bit <<= 1
        cells.append((signs[bits], best, 0))
    return runs_of(cells)


def runs_of(cells: Sequence[tuple[str, Ink, Ink]]) -> Row:
    """The cells, merged into runs."""
    runs: list[Run] = []
    text, last = "", (0, 0)
    for sign, front, back in cells:
        present = (front, back)
        if present != last and text:
            runs.append(Run(text, *last))
            text = ""
        last = present
        text += sign
    if text:
        runs.append(Run(text, *last))
    return tuple(runs)
