"""The session as seen from the mat: a word, a large number, a figure, and two bars.

Work, getting ready, rest and pause each have their own word, shape of the bars at both edges, and
colour, so that any one of the three is enough to tell them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from rich.segment import Segment
from textual.app import ComposeResult
from textual.events import Resize
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from backcoach.coach.model.formatting import lower_first
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.segment_timer import SessionState
from backcoach.coach.session.snapshot import Snapshot
from backcoach.coach.words.get_ready_words import short_words
from backcoach.coach.words.session_words import clock_words
from backcoach.figure import SMALLEST, Drawing, Moment
from backcoach.tui.filters.drawable import draws_whole_cells
from backcoach.tui.widgets.backdrop import Column
from backcoach.tui.widgets.figure_view import BESIDE, PLACES, UNDER, FigureView
from backcoach.tui.widgets.numeral import DOTS_HIGH, Numeral, dots_across, scale_in
from backcoach.tui.widgets.selectable import NoText, Sheet
from backcoach.tui.widgets.stage_panel import (
    look_of,
    number_of,
    say_seconds,
    word_of,
)

GETTING_READY = (SegmentKind.GET_READY, SegmentKind.CHANGE_SIDE)

ROOMY = 30
"""Rows from which a blank one parts word and number."""

LEAST_SHARE = 0.4
"""Of the height of the screen: lower than that a number is not read from the mat."""

FIGURE_SHARE = 0.4
"""Of the room: what the figure keeps, so that the number does not squeeze it."""

KEPT_FREE = "\N{NO-BREAK SPACE}"
"""Begins a line that may come later; also what stands in its rows until then."""

LINES_FROM = 18
"""Rows from which there is room for lines under number and figure."""

GAP = 2
"""Columns between number and figure."""

AIRY = 18
"""Rows of room from which a blank one parts the number from a figure under it."""


class FloorLayout(NamedTuple):
    """The layout of number and figure: columns and rows of the number, and the figure's class."""

    number: Size
    figure: str


def arrange(room: Size, screen_height: int, dots: int) -> FloorLayout:
    """The larger number of the two ways to show it with a figure, beside it or over it.

    `dots` is the width of the number. If it would be too low to be read, the figure is left out.
    """
    beside_width = room.width - GAP - max(SMALLEST[0], round(room.width * FIGURE_SHARE))
    over_height = (
        room.height - gap_under(room) - max(SMALLEST[1], round(room.height * FIGURE_SHARE))
    )
    beside = scale_in(dots, beside_width, room.height) if room.height >= SMALLEST[1] else 0
    over = scale_in(dots, room.width, over_height) if room.width >= SMALLEST[0] else 0
    scale = max(beside, over)
    rows = -(-DOTS_HIGH * scale // 2)
    if rows < LEAST_SHARE * screen_height:
        return FloorLayout(room, "")
    if beside == scale:
        # Leave some space to the bar, if there is room.
        air = min(4, (beside_width - dots * scale) // 2)
        return FloorLayout(Size(dots * scale + 2 * air, room.height), BESIDE)
    return FloorLayout(Size(room.width, rows), UNDER)


def rows_for_a_figure(room: Size, most: int, screen_height: int, dots: int) -> int:
    """How many more rows, `most` at most, a room needs to show a figure; 0 if it can't."""
    for rows in range(1, most + 1):
        larger = Size(room.width, room.height + rows)
        if arrange(larger, screen_height, dots).figure:
            return rows
    return 0


def gap_under(room: Size) -> int:
    """The rows between a number and the figure under it."""
    return 1 if room.height >= AIRY else 0


def edge_of(look: str, width: int, y: int) -> str:
    """Row `y` of the bar.

    Solid for work, broken for getting ready, double for a pause, thin for a rest.
    """
    half = max(1, width * 2 // 5)
    return {
        "-work": "█" * width,
        "-ready": ("█" if y % 4 < 2 else " ") * width,
        "-paused": "█" * half + " " * (width - 2 * half) + "█" * half,
    }.get(look, "│".center(width))


class FloorPanel(NoText, Widget):
    """Shows one snapshot after the other over the whole screen; redraws only what changed."""

    DEFAULT_CSS = """
    FloorPanel {
        height: 1fr;
        & #floor-line { height: 1; text-align: center; text-style: bold; text-wrap: nowrap;
            text-overflow: ellipsis; color: $foreground; }
        & #floor-word { height: 3; }
        & #floor-room { height: 1fr; layout: vertical; }
        & #floor-lines { height: auto; max-height: 30%; text-align: center;
            color: $foreground; }
        & FigureView { display: none; }
        & #floor-room.-beside { layout: horizontal; }
        & .-beside FigureView, & .-under FigureView { display: block; }
        &.-work { color: $success; }
        &.-ready { color: $accent; }
        &.-rest { color: $secondary; }
        &.-paused { color: $foreground; }
    }
    """

    look: reactive[str] = reactive("")

    def __init__(self, wanted: Drawing | None = None) -> None:
        """`wanted` is how to draw, if the user has set it."""
        super().__init__()
        self._words = Sheet(id="floor-line", markup=False)
        self._word = Numeral(id="floor-word")
        self._room = Column(id="floor-room")
        self._number = Numeral(id="floor-number")
        self._figure = FigureView(wanted=wanted)
        self._lines = Sheet(id="floor-lines", markup=False)
        self._dots = 0
        self._now: Snapshot | None = None
        self._said = ""
        self._hush: Timer | None = None
        self._warning = ""
        self._question = ""
        self._shown = ""
        self._below = ""

    def compose(self) -> ComposeResult:
        """A line, a word, number and figure, and lines under them; the panel draws the bars."""
        yield self._words
        yield self._word
        with self._room:
            yield self._number
            yield self._figure
        yield self._lines

    def show(
        self,
        now: Snapshot,
        moment: Moment,
        lines: Sequence[str],
        *,
        warning: str = "",
        question: str = "",
    ) -> None:
        """Show the snapshot `now`, with the figure at `moment` and `lines` under it.

        What has no room under it is left out, from the last line on. A line that begins with
        `KEPT_FREE` is not shown, but its rows stay free. `warning` is shown beside the name; except
        during work a `question` replaces both.
        """
        self.look = look_of(now)
        self._word.value = floor_word(now)
        self._number.value = number_of(now)
        self._now, self._warning = now, warning
        self._question = "" if now.kind is SegmentKind.WORK else question
        dots = dots_across(widest_number(now))
        if dots != self._dots:
            self._dots = dots
            self._arrange()
            self._give_lines_their_rows()
        self._show_below(lines)
        self.move(now, moment)
        self._show_line()

    def _show_below(self, lines: Sequence[str]) -> None:
        """Show these lines, and give number and figure the room that is left."""
        width = max(1, self._lines.size.width)
        below = "\n".join(_with_room(line, width) for line in lines)
        if below != self._below:
            self._below = below
            self._lines.update(below)
            self._give_lines_their_rows()

    def _give_lines_their_rows(self) -> None:
        """Let the lines have all their rows; once laid out, the figure may take some of them."""
        self._lines.styles.max_height = None
        self._lines.display = self.size.height >= LINES_FROM
        self.call_after_refresh(self._arrange)

    def move(self, now: Snapshot, moment: Moment) -> None:
        """Move the figure to `moment`; no text changes."""
        self._figure.show(now.exercise, now.side, now.dose, moment)

    def say(self, words: str, *, lasting: bool = False) -> None:
        """Show `words` in the line for a moment, or until the next ones if `lasting`."""
        self._said = words
        if self._hush is not None:
            self._hush.stop()
        if words and not lasting:
            self._hush = self.set_timer(say_seconds(words), self._be_silent)
        self._show_line()

    def watch_look(self, before: str, look: str) -> None:
        """Apply one look at a time, and read its styles once."""
        self.update_classes({name: name == look for name in (before, look) if name})

    def render_line(self, y: int) -> Strip:
        """Draw the bars and the space between them; this is cheaper than separate widgets."""
        width, bar = self.size.width, bar_width(self.size.width)
        edge = edge_of(self.look, bar, y)
        return Strip([Segment(f"{edge}{'':{width - 2 * bar}}{edge}", self.rich_style)], width)

    def on_resize(self, _event: Resize) -> None:
        """Use wider bars and a larger word on a larger screen."""
        width, height = self.size
        aside = bar_width(width) + 1
        for part in (self._words, self._word, self._room, self._lines):
            part.styles.margin = (0, aside)
        rows = word_rows(height)
        if draws_whole_cells(self.app) and rows > 1:
            rows = max(rows, DOTS_HIGH)
        self._word.styles.height = rows + (1 if height >= ROOMY else 0)
        self._give_lines_their_rows()

    def _arrange(self) -> None:
        room, lines = self._room.size, self._lines.size.height if self._lines.display else 0
        places = arrange(room, self.size.height, self._dots)
        if lines and not places.figure:
            needed = rows_for_a_figure(room, lines, self.size.height, self._dots)
            if needed:
                self._lines.styles.max_height = lines - needed
                self._lines.display = needed < lines
                self.call_after_refresh(self._arrange)
                return
        self._number.styles.width, self._number.styles.height = places.number
        beside = places.figure == BESIDE
        above, aside = (0, GAP) if beside else (gap_under(self._room.size), 0)
        self._figure.styles.margin = (above, 0, 0, aside)
        self._room.update_classes({name: name == places.figure for name in PLACES})
        self._show_line()

    def _be_silent(self) -> None:
        self._said = ""
        self._show_line()

    def _show_line(self) -> None:
        line = "" if self._now is None else line_of(self._now, self._words.size.width)
        words = self._said or self._question or f"{line}{self._warning}"
        if words != self._shown:
            self._shown = words
            self._words.update(words, layout=False)


def _with_room(line: str, width: int) -> str:
    """The line, or as many blank rows as it would take in `width` columns."""
    if not line.startswith(KEPT_FREE):
        return line
    return "\n".join(KEPT_FREE for _ in wrap(line, width))


def line_of(now: Snapshot, width: int) -> str:
    """Exercise and side, and while getting ready the weight, in `width` columns if possible.

    The part of the name in brackets is left out if the weight needs its room.
    """
    name = now.exercise.name
    aside = [each for each in (lower_first(now.exercise.side_name(now.side)), now.take) if each]
    line = " · ".join([name, *aside])
    if now.take and 0 < width < len(line):
        return " · ".join([name.partition(" (")[0], *aside])
    return line


def bar_width(width: int) -> int:
    """The columns of each bar on a screen of this width."""
    return max(3, width // 16)


def letter_rows(columns: int, rows: int) -> tuple[float, int]:
    """The heights of a number of two digits and of the large word, in rows, in such a window."""
    word, dots = word_rows(rows), dots_across("00")
    room = Size(columns - 2 * (bar_width(columns) + 1), max(0, rows - word - LINES_AT_WORK))
    width, height = arrange(room, rows, dots).number
    return scale_in(dots, width, height) * DOTS_HIGH / 2 or 1, word


LINES_AT_WORK = 3
"""The rows of the floor view with small letters while an exercise is done, about."""


def word_rows(height: int) -> int:
    """The rows of the large word on a screen of this height; 1 if only a plain one fits."""
    return max(3, height // 8) if height >= 16 else 1


def floor_word(now: Snapshot) -> str:
    """What to do now, in as few words as possible."""
    if now.state is SessionState.WAITING:
        return "READY?"
    if now.kind in GETTING_READY and now.state is SessionState.RUNNING and now.coming is not None:
        return short_words(now.coming).upper() or "GET READY"
    return word_of(now).partition(" · ")[0]


def widest_number(now: Snapshot) -> str:
    """The widest number that this segment will show, so that the layout does not change in it."""
    return str(now.reps) if now.rep is not None else clock_words(now.segment_seconds)
