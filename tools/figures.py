"""Contact sheets of the figure, straight from its frames, cell by cell."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from backcoach.coach.exercise import Exercise, Side
from backcoach.figure.cells import QUADRANTS, SIGNS, Drawing, Frame, Palette, Rgb, colour_of
from backcoach.figure.frames import Frames
from backcoach.figure.shapes import Role
from tests.support.content import catalogue

CELL = 4
DARK: Palette = {
    Role.NOTHING: (20, 24, 27),
    Role.GROUND: (90, 95, 98),
    Role.PROP: (104, 120, 140),
    Role.FAR: (68, 100, 97),
    Role.TRUNK: (90, 143, 135),
    Role.HEAD: (232, 230, 225),
    Role.NEAR: (140, 222, 208),
}


def rects(frame: Frame, palette: Palette, left: float, top: float, cell: float) -> Iterator[str]:
    """The filled parts of every cell as SVG."""
    for y, row in enumerate(frame.rows):
        x = 0
        for run in row:
            fg, bg = colour_of(run.ink, palette), colour_of(run.ground, palette)
            for sign in run.text:
                ox, oy = left + x * cell, top + y * 2 * cell
                if run.ground:
                    yield _rect(ox, oy, cell, 2 * cell, bg)
                for px, py, w, h in parts_of(sign):
                    yield _rect(ox + px * cell, oy + py * 2 * cell, w * cell, h * 2 * cell, fg)
                x += 1


def parts_of(sign: str) -> list[tuple[float, float, float, float]]:
    """The inked rectangles of a block character, in shares of its cell."""
    if sign == " ":
        return []
    if sign == "▔":
        return [(0, 0, 1, 1 / 8)]
    if sign in QUADRANTS:
        bits = QUADRANTS.index(sign)
        return [(i % 2 / 2, i // 2 / 2, 0.5, 0.5) for i in range(4) if bits >> i & 1]
    if sign in SIGNS[Drawing.BRAILLE]:
        bits = SIGNS[Drawing.BRAILLE].index(sign)
        return [
            (i % 2 / 2 + 0.12, i // 2 / 4 + 0.06, 0.26, 0.13) for i in range(8) if bits >> i & 1
        ]
    bits = SIGNS[Drawing.SEXTANTS].index(sign)
    return [(i % 2 / 2, i // 2 / 3, 0.5, 1 / 3) for i in range(6) if bits >> i & 1]


def _rect(x: float, y: float, w: float, h: float, colour: Rgb) -> str:
    fill = "#{:02x}{:02x}{:02x}".format(*colour)
    return f'<rect x="{x:g}" y="{y:g}" width="{w + 0.02:g}" height="{h + 0.02:g}" fill="{fill}"/>'


def sheet(
    rows: list[tuple[str, list[tuple[str, Frame]]]], palette: Palette, cell: float = CELL
) -> str:
    """A picture of named rows of named frames."""
    size = rows[0][1][0][1]
    columns = sum(len(run.text) for run in size.rows[0])
    wide, high = columns * cell + 12, len(size.rows) * 2 * cell + 26
    most = max(len(frames) for _, frames in rows)
    parts: list[str] = []
    text = "#{:02x}{:02x}{:02x}".format(*palette[Role.HEAD])
    for y, (name, frames) in enumerate(rows):
        for x, (label, frame) in enumerate(frames):
            left, top = x * wide + 6, y * high
            parts.append(
                f'<text x="{left}" y="{top + 15}" fill="{text}" font-family="sans-serif"'
                f' font-size="11">{name}: {label}</text>'
            )
            parts += rects(frame, palette, left, top + 20, cell)
    back = "#{:02x}{:02x}{:02x}".format(*palette[Role.NOTHING])
    w, h = most * wide, len(rows) * high
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w:g}" height="{h:g}"'
        f' shape-rendering="crispEdges"><rect width="100%" height="100%" fill="{back}"/>'
        + "".join(parts)
        + "</svg>\n"
    )
