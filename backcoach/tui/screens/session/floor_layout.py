"""Where the large texts, the number and the figure of the floor view go, in cells.

Pure arithmetic: nothing here knows a widget.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from textwrap import wrap
from typing import NamedTuple

from textual.geometry import Size

from backcoach.coach.model.exercise import Exercise, Side
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.segment_timer import SessionState
from backcoach.coach.session.snapshot import Snapshot
from backcoach.coach.words.get_ready_words import short_words
from backcoach.coach.words.session_words import clock_words
from backcoach.figure import SMALLEST
from backcoach.tui.widgets.figure_view import BESIDE, UNDER
from backcoach.tui.widgets.numeral import (
    DOTS_HIGH,
    NARROW_ROWS,
    Large,
    as_letters,
    can_draw,
    dots_across,
    dots_down,
)
from backcoach.tui.widgets.stage_panel import phase_words, word_of

ROOMY = 30
"""Rows from which a blank one parts word and number."""

LEAST_SHARE = 0.4
"""Of the height of the screen: lower than that a number is not read from the mat."""

LEAST_ROWS = 5
"""Of a number that stands below large words: those are what is to be read then."""

FIGURE_SHARE = 0.4
"""Of the room: what the figure keeps, so that the number does not squeeze it."""

LINES_FROM = 18
"""Rows from which there is room for lines under number and figure."""

TALL = 24
"""Rows from which large words leave room to all of those lines."""

LINES_AT_WORK = 4
"""The rows of the floor view with small letters while an exercise is done, about."""

FOOT_FROM = 12
"""Rows from which there is room for a line at the foot."""

KEPT_FREE = "\N{NO-BREAK SPACE}"
"""Begins a line that may come later; also what stands in its rows until then."""

GAP = 2
"""Columns between number and figure."""

AIRY = 18
"""Rows of room from which a blank one parts the number from a figure under it."""

SIDE_SCALE = 2
"""Of LEFT and RIGHT at least: 2 cm in a usual window, which is read from 3 m (judgement)."""

FIGURE_LEAST = 0.3
"""Of the height of the screen: what large words leave to number and figure."""


class FloorLayout(NamedTuple):
    """The layout of number and figure: columns and rows of the number, and the figure's class."""

    number: Size
    figure: str


def arrange(room: Size, least_rows: float, large: Large) -> FloorLayout:
    """The larger number of the two ways to show it with a figure, beside it or over it.

    If it would be lower than `least_rows`, the figure is left out.
    """
    beside_width = room.width - GAP - max(SMALLEST[0], round(room.width * FIGURE_SHARE))
    over_height = (
        room.height - gap_under(room) - max(SMALLEST[1], round(room.height * FIGURE_SHARE))
    )
    beside = large.scale_in(beside_width, room.height) if room.height >= SMALLEST[1] else 0
    over = large.scale_in(room.width, over_height) if room.width >= SMALLEST[0] else 0
    scale = max(beside, over)
    rows = -(-DOTS_HIGH * scale // 2)
    if rows < least_rows:
        return FloorLayout(room, "")
    columns = large.columns(scale)
    if beside == scale:
        # Leave some space to the bar, if there is room.
        air = min(4, (beside_width - columns) // 2)
        return FloorLayout(Size(columns + 2 * air, room.height), BESIDE)
    return FloorLayout(Size(room.width, rows), UNDER)


def rows_at(scale: int, lines: int = 1) -> int:
    """The rows of a text of so many lines at this scale, with half a row or more below it."""
    return (dots_down(lines) * scale + 2) // 2


def letter_rows(columns: int, rows: int) -> tuple[float, int]:
    """The heights of a number of two digits and of the large word, in rows, in such a window."""
    word = rows_at(scale_of(rows)) if word_rows(rows) > 1 else 1
    room = Size(columns_of(columns), max(1, rows - word - LINES_AT_WORK))
    number = Large("00")
    width, height = arrange(room, LEAST_SHARE * rows, number).number
    return number.scale_in(width, height) * DOTS_HIGH / 2 or 1, word


def gap_under(room: Size) -> int:
    """The rows between a number and the figure under it."""
    return 1 if room.height >= AIRY else 0


def bar_width(width: int) -> int:
    """The columns of each bar on a screen of this width."""
    return max(3, width // 16)


def word_rows(height: int) -> int:
    """The rows of the large word on a screen of this height; 1 if only a plain one fits."""
    return max(3, height // 8) if height >= 16 else 1


class Banner(NamedTuple):
    """A large text and its rows; none where there is no text, or no room for it."""

    text: str = ""
    rows: int = 0


class Banners(NamedTuple):
    """The large texts of the floor view from top to bottom, above number and figure.

    `word` says what to do, `name` what comes, or how to go on from a pause, `side` what limb or
    side.
    """

    word: Banner
    name: Banner = Banner()
    side: Banner = Banner()

    @property
    def rows(self) -> int:
        """The rows of all."""
        return sum(each.rows for each in self)


class FloorPlan(NamedTuple):
    """Where everything goes.

    A line of text on top is always there; where there is none at the `foot`, it says what that
    would. Under it are the `banners` and a `gap` of so many rows, columns and rows of the `number`,
    the class of its `figure` with so many blank rows `above` it, the rows of text, and the foot.
    """

    banners: Banners
    gap: int
    number: Size
    figure: str
    above: int
    lines: tuple[str, ...]
    foot: int


def plan_of(now: Snapshot, screen: Size, lines: Sequence[str], *, whole: bool = False) -> FloorPlan:
    """Where everything goes at this instant on this `screen`, with `lines` under the figure.

    What of the lines has no room is left out, from the last one on. One that begins with
    `KEPT_FREE` is not shown, but its rows stay free. `whole` is for terminals without half blocks,
    in which letters take more rows.
    """
    if screen.height < FOOT_FROM:
        return _plan(now, screen, lines, 0, whole=whole)
    plan = _plan(now, screen, lines, 1, whole=whole)
    if not plan.figure and screen.height < TALL:
        without = _plan(now, screen, lines, 0, whole=whole)
        plan = without if without.figure else plan
    return plan


def _plan(
    now: Snapshot, screen: Size, lines: Sequence[str], foot: int, *, whole: bool
) -> FloorPlan:
    width, height = columns_of(screen.width), screen.height
    wrapped = [_rows_of(line, width) for line in lines] if height >= LINES_FROM else []
    free = height - 1 - foot
    banners = _banners(now, width, height, free, wrapped, whole=whole)
    gap = 1 if height >= ROOMY else 0
    free -= banners.rows + gap
    large = Large(widest_number(now), tail_of(now))
    least = LEAST_SHARE * height if is_at_work(now) else LEAST_ROWS
    places, below = FloorLayout(Size(width, max(1, free)), ""), list[str]()
    for number in range(len(wrapped), -1, -1):
        below = [row for rows in wrapped[:number] for row in rows]
        room = Size(width, max(1, free - len(below)))
        places = arrange(room, least, large)
        if places.figure:
            above = gap_under(room) if places.figure == UNDER else 0
            return FloorPlan(banners, gap, *places, above, tuple(below), foot)
    # No number of lines makes room for a figure: the number has what they leave.
    below = [row for rows in wrapped for row in rows][: max(0, free - LEAST_ROWS)]
    room = Size(width, max(1, free - len(below)))
    return FloorPlan(banners, gap, room, "", 0, tuple(below), foot)


def columns_of(width: int) -> int:
    """The columns between the bars, and a blank one at each side."""
    return max(1, width - 2 * (bar_width(width) + 1))


def _rows_of(line: str, width: int) -> list[str]:
    """A line of text wrapped to rows of about the same width; blank ones if it comes later."""
    rows = wrap(line, width, break_on_hyphens=False)
    narrower = width
    while len(rows) > 1 and len(tried := wrap(line, narrower, break_on_hyphens=False)) == len(rows):
        rows, narrower = tried, narrower - 1
    return [KEPT_FREE for _ in rows] if line.startswith(KEPT_FREE) else rows


def _banners(
    now: Snapshot, width: int, height: int, free: int, lines: list[list[str]], *, whole: bool
) -> Banners:
    """The large texts in `free` rows, of which the lines and a figure beside the number keep some.

    In a low window the last of the lines makes way, which says how to begin.
    """
    rows = rows_at(scale_of(height)) if word_rows(height) > 1 else 1
    word = Banner(floor_word(now), max(rows, DOTS_HIGH) if whole and rows > 1 else rows)
    if is_at_work(now):
        return Banners(word)
    kept = lines if height >= TALL else lines[:-1]
    free -= max(SMALLEST[1], round(FIGURE_LEAST * height)) + sum(map(len, kept))
    second = hint_of(now) or (
        next_in(now, width // scale_of(height)) if now.kind is SegmentKind.REST else ""
    )
    if second:
        # How to go on from a pause comes before the lines.
        free = max(free, word.rows + 3) if hint_of(now) else free
        name = _if_it_fits(Banner(second, word.rows), width, free - word.rows, whole)
        side = _side(now, width, height, free - word.rows - name.rows, whole)
        return Banners(word, name, side)
    side = _side(now, width, height, free, whole)
    if now.side is not Side.BOTH and not side.rows:
        side = _side(now, width, LINES_FROM - 1, free, whole)
    free -= side.rows
    how = "" if _how(now) == side.text else _how(now)
    title = now.exercise.name
    name = _name(title, width, height, free - (word.rows if how else 0), whole)
    if name.rows:
        fits = word.rows <= free - name.rows and _how(now) == how
        return Banners(word if fits else Banner(), name, side)
    both = _if_it_fits(Banner(f"{how} · {_letters_of(title)}", 3), width, free, whole)
    if how and both.rows:
        return Banners(both, side=side)
    name = _name(title, width, height, free, whole)
    fits = word.rows <= free - name.rows or not (side.rows or name.rows)
    return Banners(word if fits else Banner(), name, side)


def is_at_work(now: Snapshot) -> bool:
    """Whether the number is what matters: at work, in its pauses, and as it is counted in."""
    if now.state is SessionState.COUNTING_IN:
        return True
    work = now.kind in (SegmentKind.WORK, SegmentKind.BETWEEN_HOLDS)
    return work and now.state is SessionState.RUNNING


def hint_of(now: Snapshot) -> str:
    """How to go on, large; empty while the clock runs."""
    return {
        SessionState.PAUSED: "SPACE GOES ON",
        SessionState.WAITING: "SPACE STARTS",
    }.get(now.state, "")


def next_in(now: Snapshot, width: int) -> str:
    """What comes after a rest, large: "NEXT: LEFT LEG", "NEXT: SET 2 OF 3"."""
    if now.side is Side.BOTH:
        return f"NEXT: SET {now.set_number} OF {now.sets}" if now.sets > 1 else ""
    before = "NEXT: "
    return before + large_side(now.exercise, now.side, width - dots_across(before) - 1)


def tail_of(now: Snapshot) -> str:
    """What follows the number of a repetition: "OF 5"."""
    return "" if now.rep is None or now.state is SessionState.COUNTING_IN else f"OF {now.reps}"


def widest_number(now: Snapshot) -> str:
    """The widest number that this segment will show, so that the layout does not change in it."""
    return str(now.reps) if now.rep is not None else clock_words(now.segment_seconds)


def scale_of(height: int) -> int:
    """The scale of large words on a screen of this height."""
    return max(1, 2 * word_rows(height) // DOTS_HIGH)


def floor_word(now: Snapshot) -> str:
    """What to do now, in as few words as possible; in a repetition the word of its tempo."""
    if now.state is SessionState.WAITING:
        return "READY?"
    if now.state is SessionState.RUNNING and now.rep is not None:
        return phase_words(now.exercise)[now.rep.phase].upper()
    return _how(now) or word_of(now).partition(" · ")[0]


def _how(now: Snapshot) -> str:
    """How to get into position, in large words; empty where nothing has to change."""
    ready = now.kind in (SegmentKind.GET_READY, SegmentKind.CHANGE_SIDE)
    if ready and now.state is SessionState.RUNNING and now.coming is not None:
        return short_words(now.coming).upper()
    return ""


def _side(now: Snapshot, width: int, height: int, free: int, whole: bool) -> Banner:
    """The side or limb that comes next, in `free` rows; nothing at work or without a side."""
    if now.kind not in (SegmentKind.GET_READY, SegmentKind.CHANGE_SIDE) or now.side is Side.BOTH:
        return Banner()
    scale = max(SIDE_SCALE, scale_of(height) + 1) if height >= LINES_FROM else 1
    banner = Banner(large_side(now.exercise, now.side, width // scale), rows_at(scale))
    return _if_it_fits(banner, width, free, whole)


def large_side(exercise: Exercise, side: Side, dots: int) -> str:
    """A side in capital letters, as much of it as fits so many dots: "LEFT LEG BACK", "LEFT LEG".

    Never less than LEFT or RIGHT. Both sides are told alike.
    """
    both = [_parts(exercise, each) for each in (Side.LEFT, Side.RIGHT)]
    for number in range(len(both[0])):
        if all(Large(parts[number]).columns(1) <= dots for parts in both):
            break
    return _parts(exercise, side)[number]


def _parts(exercise: Exercise, side: Side) -> tuple[str, ...]:
    """The words for a side, shorter and shorter: all, the side with what it is of, the side."""
    name, word = as_letters(exercise.side_name(side)), side.value.upper()
    words = name.split()
    limb = next((after for before, after in pairwise(words) if before == word), "")
    return name if can_draw(name) else word, f"{word} {limb}".strip(), word


def _name(name: str, width: int, height: int, free: int, whole: bool) -> Banner:
    """A name as large as `free` rows allow, in one line or two; without what is in brackets."""
    words = _letters_of(name)
    for scale in range(scale_of(height), 0, -1):
        for text in (words, _in_two(words)):
            lines = text.count("\n") + 1
            banner = _if_it_fits(Banner(text, rows_at(scale, lines)), width, free, whole)
            if banner.rows and Large(text).scale_in(width, banner.rows) >= scale:
                return banner
    return _if_it_fits(Banner(words, NARROW_ROWS), width, free, whole)


def _letters_of(name: str) -> str:
    """A name in large letters, without what is in brackets."""
    return as_letters(name.partition(" (")[0])


def _in_two(words: str) -> str:
    """`words` in two lines of about the same width."""
    blanks = [at for at, letter in enumerate(words) if letter == " "]
    if not blanks:
        return words
    middle = min(blanks, key=lambda at: max(at, len(words) - at - 1))
    return f"{words[:middle]}\n{words[middle + 1 :]}"


def _if_it_fits(banner: Banner, width: int, free: int, whole: bool) -> Banner:
    """`banner` where it can be drawn in so many columns and rows, else nothing."""
    if whole:
        banner = banner._replace(rows=max(banner.rows, dots_down(banner.text.count("\n") + 1)))
    large = Large(banner.text)
    fits = large.scale_in(width, banner.rows) >= 1
    narrow = not whole and large.fits_narrow(width, banner.rows)
    drawn = banner.text and can_draw(banner.text) and (fits or narrow)
    return banner if drawn and banner.rows <= free else Banner()
