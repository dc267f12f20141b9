"""Calendars: a week in one strip, a month, a year; five glyphs say what each day was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from backcoach.charts.chart import Canvas, Chart, Line, Room, Shade
from backcoach.coach.model.formatting import month_words, short_month


class DayMark(StrEnum):
    """What a day was."""

    NOTHING = "·"
    PART = "▒"
    DONE = "█"
    EASY = "○"
    FLARE = "~"


WORDS = {
    DayMark.NOTHING: "nothing",
    DayMark.PART: "part",
    DayMark.DONE: "done",
    DayMark.EASY: "easy day or walk",
    DayMark.FLARE: "flare-up",
}
SHADES = {
    DayMark.NOTHING: Shade.QUIET,
    DayMark.PART: Shade.OTHER,
    DayMark.DONE: Shade.DATA,
    DayMark.EASY: Shade.OTHER,
    DayMark.FLARE: Shade.HARD,
}
WIDE = (DayMark.DONE, DayMark.PART, DayMark.FLARE)
"""Marks that are drawn two cells wide where there is room: they make a pattern."""
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
WEEK = 7
Marks = Mapping[date, DayMark]


def mark_of(marks: Marks, day: date) -> DayMark:
    """What `day` was; nothing where it has no mark."""
    return marks.get(day, DayMark.NOTHING)


def sign_of(mark: DayMark) -> str:
    """A mark where there is room for two cells."""
    return mark.value * 2 if mark in WIDE else mark.value


def week_of(day: date) -> list[date]:
    """The seven days of its week, from Monday."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=each) for each in range(WEEK)]


def week(marks: Marks, words: Mapping[date, str], today: date, room: Room, sentence: str) -> Chart:
    """The week of `today` as three rows: weekday, glyph, word; in a room of one row without words.

    `words` has one of up to four letters for some days, such as "rest" or "next".
    """
    if room.height == 1:
        return Chart((_one_row(marks, today, room.width),), sentence)
    step = 5 if room.width >= 5 * WEEK else max(3, room.width // WEEK)
    canvas = Canvas(min(room.width, step * WEEK), 3)
    for place, day in enumerate(week_of(today)):
        x = place * step
        canvas.write(x, 0, WEEKDAYS[place], Shade.NOW if day == today else Shade.QUIET)
        canvas.write(x, 1, *_glyph(marks, day, today))
        if step >= 5:
            canvas.write(x, 2, words.get(day, "")[: step - 1], Shade.QUIET)
    return Chart(canvas.lines(), sentence)


def _one_row(marks: Marks, today: date, width: int) -> Line:
    step = 6 if width >= 6 * WEEK else 5
    canvas = Canvas(min(width, step * WEEK), 1)
    for place, day in enumerate(week_of(today)):
        canvas.write(place * step, 0, WEEKDAYS[place], Shade.NOW if day == today else Shade.QUIET)
        canvas.write(place * step + 2, 0, *_glyph(marks, day, today, wide=False))
    return canvas.lines()[0]


def _glyph(marks: Marks, day: date, today: date, *, wide: bool = True) -> tuple[str, Shade]:
    """The sign of a day of the week: days to come are blank, and today is marked."""
    mark = mark_of(marks, day)
    if mark is not DayMark.NOTHING or day < today:
        return (sign_of(mark) if wide else mark.value), SHADES[mark]
    return ("▸" if day == today else " "), Shade.NOW


def month(marks: Marks, shown: date, today: date, room: Room, sentence: str) -> Chart:
    """The month of the day `shown`, a row a week; `shown` is in brackets, `today` underlined by
    its shade and a ▸ before it.
    """
    step = 4 if room.width >= 4 * WEEK + 1 else 3
    first = shown.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    weeks = (after - timedelta(days=1) - week_of(first)[0]).days // WEEK + 1
    canvas = Canvas(min(room.width, step * WEEK + 1), weeks + 2)
    canvas.write(1, 0, month_words(first), Shade.PLAIN)
    for place, name in enumerate(WEEKDAYS):
        canvas.write(1 + place * step, 1, name, Shade.QUIET)
    day = first
    while day < after:
        row, column = divmod((day - week_of(first)[0]).days, WEEK)
        x, y, mark = 1 + column * step, row + 2, mark_of(marks, day)
        sign = " " if day > today and mark is DayMark.NOTHING else sign_of(mark)
        canvas.write(x, y, sign, SHADES[mark])
        if day == today:
            canvas.write(x - 1, y, "▸", Shade.NOW)
        if day == shown:
            canvas.write(x - 1, y, "[", Shade.NOW)
            canvas.write(x + 2 if step > 3 else x + 1, y, "]", Shade.NOW)
        day += timedelta(days=1)
    return Chart(canvas.lines(), sentence)


def year(marks: Marks, shown: date, today: date, room: Room, sentence: str) -> Chart:
    """The weeks up to that of `today` as columns, Monday at the top; the latest at the right.

    As many weeks as there is room for, at most a year and a day.
    """
    columns = min(53, room.width - 3)
    monday = week_of(today)[0]
    mondays = [monday - timedelta(days=WEEK * back) for back in range(columns - 1, -1, -1)]
    canvas = Canvas(room.width, WEEK + 1)
    for row in (0, 2, 4, 6):
        canvas.write(0, row + 1, WEEKDAYS[row], Shade.QUIET)
    free = 0
    for column, (before, begins) in enumerate(pairwise([mondays[0] - timedelta(days=7), *mondays])):
        if begins.month != before.month and column >= free and column + 3 <= columns:
            canvas.write(3 + column, 0, short_month(begins), Shade.QUIET)
            free = column + 4
        for row in range(WEEK):
            day = begins + timedelta(days=row)
            if day > today:
                continue
            mark = mark_of(marks, day)
            shade = Shade.NOW if day == shown else SHADES[mark]
            sign = "◆" if day == shown and mark is DayMark.NOTHING else mark.value
            canvas.write(3 + column, row + 1, sign, shade)
    return Chart(canvas.lines(), sentence)


def legend(marks: Marks) -> str:
    """What the glyphs mean, of those that there are: "█ done  ~ flare-up"."""
    there = set(marks.values()) - {DayMark.NOTHING}
    return "  ".join(f"{each.value} {WORDS[each]}" for each in DayMark if each in there)
