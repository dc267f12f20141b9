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
    """One bar: its name, words such as "4 of 5", the filled share (0-1), and whether it is done."""

    name: str
    words: str
    share: float
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

    Where it is narrow the bar becomes shorter first, then words go to a row of their own, then the
    name is cut.
    """
    names = max((len(each.name) for each in items), default=0)
    longest = max((len(each.words) for each in items), default=0)
    free = room.width - 2 - names - 2 * GAP
    width = max(LEAST, min(MOST, free - longest))
    names = min(names, room.width - 2 - width - GAP)
    lines: list[Line] = []
    for each in items:
        mark = Piece("✓ " if each.done else "○ ", Shade.NOW if each.done else Shade.PLAIN)
        name = Piece(f"{fitted(each.name, names):{names + GAP}}", Shade.PLAIN)
        bar = bar_line(each.share, width, fine=room.fine)
        gap, words = Piece(" " * GAP, Shade.PLAIN), Piece(each.words, Shade.PLAIN)
        if len(each.words) <= room.width - 2 - names - width - 2 * GAP:
            lines.append((mark, name, *bar, gap, words))
        else:
            cut = Piece(each.words[: max(0, room.width - 2)], Shade.PLAIN)
            lines += [(mark, name, *bar), (gap, cut)]
    return Chart(tuple(lines), sentence)
