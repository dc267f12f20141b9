"""Ladders: the levels of an exercise as steps, and the stages as stops along a path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from backcoach.charts.chart import Canvas, Chart, Line, Piece, Room, Shade
from backcoach.coach.model.formatting import fitted

DONE, LEFT = "▮", "▯"
HERE = "you are here"
MOST_CELLS = 34
"""A column of small ladders is not wider for the longest name."""
STEP = 3
"""Cells that each step goes further to the right."""


def rungs(now: int, top: int) -> str:
    """A small ladder in one line: as many full rungs as there are levels behind and at `now`."""
    return DONE * now + LEFT * max(0, top - now)


def ladder(steps: Sequence[str], present: int | None, room: Room, sentence: str) -> Chart:
    """The levels from the highest down, each a step further to the left, with its words.

    `present` is the level the user is at, from 1; None for none.
    """
    count = len(steps)
    step = STEP if count * STEP + 22 <= room.width else 1
    lines: list[Line] = []
    for level in range(count, 0, -1):
        here = level == present
        passed = present is not None and level <= present
        shade = Shade.NOW if here else Shade.DATA if passed else Shade.QUIET
        mark = "▸" if here else "✓" if passed else " "
        stair = " " * ((level - 1) * step) + ("█" if passed else "░") * step
        start = f"{mark} {level} "
        words = f" {steps[level - 1]}" + (f" · {HERE}" if here else "")
        left = room.width - len(start) - count * step
        if here and len(words) > left:
            words = f" {steps[level - 1]}"
        pieces = (
            Piece(start, Shade.NOW if here else Shade.QUIET),
            Piece(f"{stair:{count * step}}", shade),
            Piece(fitted(words, left), Shade.PLAIN if passed else Shade.QUIET),
        )
        lines.append(pieces)
    return Chart(tuple(lines), sentence)


class Climbed(NamedTuple):
    """An exercise with the level it is done at, and how many there are."""

    name: str
    now: int
    top: int


def ladders(items: Sequence[Climbed], room: Room, sentence: str) -> Chart:
    """Many small ladders, in as many columns as there is room for, read from top to bottom."""
    if not items:
        return Chart((), sentence)
    steps = max(max(each.top, each.now) for each in items)
    longest = steps + 1 + max(len(each.name) for each in items)
    columns = max(1, min(3, (room.width + 2) // (min(longest, MOST_CELLS) + 2)))
    wide = (room.width + 2) // columns - 2
    rows = -(-len(items) // columns)
    canvas = Canvas(room.width, rows)
    for place, each in enumerate(items):
        x, y = place // rows * (wide + 2), place % rows
        canvas.write(x, y, DONE * each.now, Shade.DATA)
        canvas.write(x + each.now, y, LEFT * max(0, each.top - each.now), Shade.QUIET)
        canvas.write(x + steps + 1, y, fitted(each.name, wide - steps - 1), Shade.PLAIN)
    return Chart(canvas.lines(), sentence)


class Stop(NamedTuple):
    """One stop of a path: its name, and a few words below it."""

    name: str
    words: str


def path(stops: Sequence[Stop], present: int, room: Room, sentence: str) -> Chart:
    """The stops from left to right, `present` (from 0) marked; below each other if it is narrow."""
    longest = max(max(len(each.name) + 2, len(each.words)) for each in stops)
    wide = longest * len(stops) + 2 * (len(stops) - 1)
    if wide > room.width:
        return Chart(tuple(_upright(stops, present, room.width)), sentence)
    step = min(longest + 8, (room.width - longest) // max(1, len(stops) - 1))
    canvas = Canvas(room.width, 3)
    for place, stop in enumerate(stops):
        x, shade = place * step, _shade(place, present)
        canvas.write(x, 0, _sign(place, present), shade)
        if place < len(stops) - 1:
            way = "━" if place < present else "─"
            canvas.write(x + 2, 0, way * (step - 3), _shade(place + 1, present))
        canvas.write(x, 1, f"{place + 1} {stop.name}", shade)
        canvas.write(x, 2, stop.words, Shade.NOW if place == present else Shade.QUIET)
    return Chart(canvas.lines(), sentence)


def _upright(stops: Sequence[Stop], present: int, width: int) -> list[Line]:
    lines: list[Line] = []
    for place, stop in enumerate(stops):
        shade = _shade(place, present)
        text = f"{_sign(place, present)} {place + 1} {stop.name} · {stop.words}"
        lines.append((Piece(fitted(text, width), shade),))
    return lines


def _sign(place: int, present: int) -> str:
    return "✓" if place < present else "▸" if place == present else "○"


def _shade(place: int, present: int) -> Shade:
    return Shade.DATA if place < present else Shade.NOW if place == present else Shade.QUIET
