"""Bars in eighths of a cell: how much there is of what is needed, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from backcoach.charts.chart import Chart, Line, Piece, Room, Shade, line_of
from backcoach.coach.model.formatting import fitted

EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
FULL, EMPTY = "█", "░"
LEAST, MOST = 6, 24
"""Cells of a bar."""
GAP = 2


class Bar(NamedTuple):
    """One bar: its name, the filled share (0-1), words such as "4 of 5", and whether it is done."""

    name: str
    share: float
    words: str
    done: bool


def filled(share: float, width: int, *, fine: bool = True) -> tuple[str, str]:
    """The filled and the empty part of a bar of `width` cells for `share` (0-1).

    A bar is full only when nothing is missing, and empty only when there is nothing.
    """
    steps = 8 if fine else 1
    most = width * steps
    count = round(max(0.0, min(1.0, share)) * most)
    if 0 < share < 1:
        count = max(1, min(most - 1, count)) if most > 1 else count
    whole, part = divmod(count, steps)
    text = FULL * whole + EIGHTHS[part]
    return text, EMPTY * (width - len(text))


def bar_line(share: float, width: int, shade: Shade = Shade.DATA, *, fine: bool = True) -> Line:
    """A single bar."""
    full, empty = filled(share, width, fine=fine)
    return line_of([(full, shade), (empty, Shade.QUIET)])


def bars(items: Sequence[Bar], room: Room, sentence: str) -> Chart:
    """A row for each bar: a mark, the name, the bar, the words.

    Where it is narrow the bar becomes shorter first, then the name; the words stay whole, on a row
    of their own if they must.
    """
    names = max((len(each.name) for each in items), default=0)
    longest = max((len(each.words) for each in items), default=0)
    width = max(0, min(MOST, room.width - 2 - names - longest - 2 * GAP))
    beneath = width < LEAST
    if beneath:
        width = LEAST + 2
        names = min(names, room.width - 2 - width - GAP)
    lines: list[Line] = []
    for each in items:
        mark = Piece("✓ " if each.done else "○ ", Shade.NOW if each.done else Shade.PLAIN)
        name = Piece(f"{fitted(each.name, names):{names + GAP}}", Shade.PLAIN)
        bar = bar_line(each.share, width, fine=room.fine)
        words = Piece(each.words[: max(0, room.width - 2)], Shade.PLAIN)
        if beneath:
            lines += [(mark, name, *bar), (Piece("  ", Shade.PLAIN), words)]
        else:
            lines.append((mark, name, *bar, Piece(" " * GAP, Shade.PLAIN), words))
    return Chart(tuple(lines), sentence)
