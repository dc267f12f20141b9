"""A line over time, in braille: eight dots a cell, with ticks at whole numbers only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from backcoach.charts.chart import Canvas, Chart, Room, Shade
from backcoach.coach.model.formatting import short_month
from backcoach.figure.cells import SIGNS, Drawing

Point = tuple[date, float]
STEPS = (1, 2, 5, 10, 20, 50, 100)
"""Distances between two ticks."""
ROWS_A_TICK = 2
GAP_DAYS = 28
"""No line is drawn over so many days without a value: nobody knows what was between."""
SLACK_DAYS = 10
"""Days of which a month must have so many before its name is written, or the names would touch."""
BAND = "░"
FLARE = "~"
COARSE = "'-."
"""The upper, middle and lower third of a cell, where there is no braille."""


class Series(NamedTuple):
    """Values in order of time; `letter` stands at their end, such as L for the left side."""

    points: Sequence[Point]
    letter: str = ""


class Bounds(NamedTuple):
    """The lowest and the highest value shown, both whole numbers."""

    bottom: int
    top: int


TEN = Bounds(0, 10)
"""Pain and effort."""


def line(
    series: Sequence[Series],
    room: Room,
    sentence: str,
    *,
    bounds: Bounds = TEN,
    band: tuple[float, float] | None = None,
    hard: Sequence[tuple[date, date]] = (),
) -> Chart:
    """The values of each series as a line; the second one is dotted.

    `band` is the range that is usual, drawn as a shadow behind the lines; `hard` are stretches of
    days marked with ~ under them, such as flare-ups.
    """
    grid = _Grid.of(series, room, bounds, marks=bool(hard))
    canvas = Canvas(room.width, room.height)
    if grid is None:
        canvas.write(0, 0, "Nothing to draw yet."[: room.width], Shade.QUIET)
        return Chart(canvas.lines()[:1], sentence)
    _axis(canvas, grid)
    if band is not None:
        top, bottom = (grid.dot_of(value) // 4 for value in (max(band), min(band)))
        for row in range(top, bottom + 1):
            canvas.write(grid.left, row, BAND * grid.columns, Shade.QUIET)
    for begin, end in hard:
        first, last = grid.column_of(begin), grid.column_of(end)
        canvas.write(grid.left + first, grid.rows, FLARE * (last - first + 1), Shade.HARD)
    ends: set[int] = set()
    for place, each in reversed(list(enumerate(series))):
        shade = Shade.OTHER if place else Shade.DATA
        means = list(grid.means(each.points))
        if room.fine:
            _braille(canvas, grid, means, shade, dotted=bool(place))
        else:
            _thirds(canvas, grid, means, shade)
        if each.letter and means:
            row = means[-1][1] // 4
            row = next(at for at in (row, row + 1, row - 1) if at not in ends)
            ends.add(row)
            canvas.write(room.width - 1, row, each.letter, shade)
    return Chart(canvas.lines(), sentence)


class _Grid(NamedTuple):
    """Where days and values lie: `left` cells of axis, then `columns`×`rows` cells of 2×4 dots."""

    left: int
    columns: int
    rows: int
    first: date
    days: int
    bounds: Bounds

    @classmethod
    def of(
        cls, series: Sequence[Series], room: Room, bounds: Bounds, *, marks: bool
    ) -> _Grid | None:
        """The grid for these series; None where there is nothing to draw, or no room for it."""
        days = [day for each in series for day, _ in each.points]
        letters = 2 if any(each.letter for each in series) else 0
        left = len(str(bounds.top)) + 2
        columns, rows = room.width - left - letters, room.height - 1 - marks
        if not days or columns < 4 or rows < 1:
            return None
        first = min(days)
        return cls(left, columns, rows, first, max(1, (max(days) - first).days), bounds)

    def dot_of(self, value: float) -> int:
        """The row of dots of `value`, from the top."""
        bottom, top = self.bounds
        share = (max(bottom, min(top, value)) - bottom) / max(1, top - bottom)
        return round((1 - share) * (self.rows * 4 - 1))

    def x_of(self, day: date) -> int:
        """The column of dots of `day`."""
        return round((day - self.first).days / self.days * (self.columns * 2 - 1))

    def column_of(self, day: date) -> int:
        """The column of cells of `day`, within the grid."""
        return max(0, min(self.columns - 1, self.x_of(day) // 2))

    def means(self, points: Iterable[Point]) -> Iterator[tuple[int, int, date]]:
        """Column, row and day of each dot: the mean of the values that share a column."""
        shared: dict[int, list[Point]] = {}
        for day, value in points:
            shared.setdefault(self.x_of(day), []).append((day, value))
        for x, there in shared.items():
            mean = sum(value for _, value in there) / len(there)
            yield x, self.dot_of(mean), there[-1][0]


def _axis(canvas: Canvas, grid: _Grid) -> None:
    """Ticks at whole numbers at the left, and names of months or dates below."""
    for row in range(grid.rows):
        canvas.write(grid.left - 1, row, "│", Shade.QUIET)
    for value in ticks(grid.bounds, grid.rows):
        row = grid.dot_of(value) // 4
        canvas.write(0, row, f"{value:>{grid.left - 2}} ┤", Shade.QUIET)
    below, free = grid.rows + (1 if len(canvas.lines()) > grid.rows + 1 else 0), 0
    last = grid.first + timedelta(days=grid.days)
    for day, words in _dates(grid.first, last):
        x = grid.column_of(day)
        if x >= free and x + len(words) <= grid.columns:
            canvas.write(grid.left + x, below, words, Shade.QUIET)
            free = x + len(words) + 2


def ticks(bounds: Bounds, rows: int) -> list[int]:
    """Whole numbers at equal distances, both ends among them, not more than the rows can tell."""
    bottom, top = bounds
    most = max(1, (rows - 1) // ROWS_A_TICK)
    span = top - bottom
    fitting = [step for step in STEPS if span % step == 0 and span // step <= most]
    return list(range(bottom, top + 1, fitting[0] if fitting else max(1, span)))


def _dates(first: date, last: date) -> Iterator[tuple[date, str]]:
    """The names of the months; dates where there are hardly two months."""
    if (last - first).days < 2 * GAP_DAYS:
        day = first
        while day <= last:
            yield day, f"{day.day} {short_month(day)}"
            day += timedelta(days=7)
        return
    day, year = first, first.year
    while day <= last:
        name = short_month(day)
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        if day.year != year:
            name, year = f"{name} {day.year}", day.year
        if (following - day).days > SLACK_DAYS:
            yield day, name
        day = following


def _segments(means: Sequence[tuple[int, int, date]]) -> Iterator[tuple[int, int]]:
    """Every dot of the line, as column and row; not over a long time without a value."""
    for place, (x, y, day) in enumerate(means):
        yield x, y
        if place + 1 == len(means):
            return
        to_x, to_y, to_day = means[place + 1]
        if (to_day - day).days > GAP_DAYS:
            continue
        steps = max(abs(to_x - x), abs(to_y - y))
        for step in range(1, steps):
            yield x + round((to_x - x) * step / steps), y + round((to_y - y) * step / steps)


def _braille(
    canvas: Canvas,
    grid: _Grid,
    means: Sequence[tuple[int, int, date]],
    shade: Shade,
    *,
    dotted: bool,
) -> None:
    signs, cells = SIGNS[Drawing.BRAILLE], dict[tuple[int, int], int]()
    values = {(x, y) for x, y, _ in means}
    for x, y in _segments(means):
        if dotted and (x + y) % 3 and (x, y) not in values:
            continue
        cell = x // 2, y // 4
        cells[cell] = cells.get(cell, 0) | 1 << (y % 4 * 2 + x % 2)
    if len(means) * 3 <= grid.columns:
        # Few values: each is two dots wide, so that one sees where they are.
        for x, y in values:
            cell = x // 2, y // 4
            cells[cell] |= 0b11 << (y % 4 * 2)
    for (column, row), bits in cells.items():
        canvas.write(grid.left + column, row, signs[bits], shade)


def _thirds(
    canvas: Canvas, grid: _Grid, means: Sequence[tuple[int, int, date]], shade: Shade
) -> None:
    for x, y in _segments(means):
        canvas.write(grid.left + x // 2, y // 4, COARSE[y % 4 * 3 // 4], shade)
