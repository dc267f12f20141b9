"""The session as seen from the mat: large words, a large number, a figure, and two bars.

Work, getting ready, rest and pause each have their own word, shape of the bars at both edges, and
colour, so that any one of the three is enough to tell them apart. Getting ready and before another
side the name and the side are what is large; at work the word of the tempo and the number are.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.app import ComposeResult
from textual.events import Resize
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from backcoach.coach.model.formatting import lower_first
from backcoach.coach.model.frozen import frozen
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.snapshot import Snapshot
from backcoach.coach.words.session_words import step_words
from backcoach.figure import Drawing, Moment
from backcoach.tui.filters.drawable import draws_whole_cells
from backcoach.tui.screens.session.floor_layout import (
    GAP,
    FloorPlan,
    bar_width,
    columns_of,
    plan_of,
    tail_of,
)
from backcoach.tui.widgets.backdrop import Column
from backcoach.tui.widgets.figure_view import BESIDE, PLACES, FigureView
from backcoach.tui.widgets.numeral import Numeral
from backcoach.tui.widgets.selectable import NoText, Sheet
from backcoach.tui.widgets.stage_panel import look_of, number_of, say_seconds


@frozen
class FloorView:
    """What the floor view shows at one instant.

    `lines` stand under the figure, the most important first: what has no room is left out, and a
    line that begins with `KEPT_FREE` is not shown, but its rows stay free. `warning` ends the line
    at the foot; except during work a `question` takes its place.
    """

    now: Snapshot
    moment: Moment
    lines: Sequence[str]
    warning: str = ""
    question: str = ""


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
    """Shows one instant after the other over the whole screen; redraws only what changed."""

    DEFAULT_CSS = """
    FloorPanel {
        height: 1fr;
        & #floor-line, & #floor-foot { height: 1; text-align: center; text-wrap: nowrap;
            text-overflow: ellipsis; color: $foreground; }
        & #floor-line, & #floor-foot.-said { text-style: bold; }
        & #floor-title { color: $foreground; }
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
        self._line = Sheet(id="floor-line", markup=False)
        self._word = Numeral(narrow=True, id="floor-word")
        self._title = Numeral(narrow=True, id="floor-title")
        self._side = Numeral(narrow=True, id="floor-side")
        self._room = Column(id="floor-room")
        self._number = Numeral(id="floor-number")
        self._figure = FigureView(wanted=wanted)
        self._lines = Sheet(id="floor-lines", markup=False)
        self._foot = Sheet(id="floor-foot", markup=False)
        self._plan: FloorPlan | None = None
        self._view: FloorView | None = None
        self._said = ""
        self._hush: Timer | None = None
        self._shown: dict[Sheet, str] = {}

    def compose(self) -> ComposeResult:
        """A line, large words, number and figure, lines under them; the panel draws the bars."""
        yield self._line
        yield self._word
        yield self._title
        yield self._side
        with self._room:
            yield self._number
            yield self._figure
        yield self._lines
        yield self._foot

    def show(self, view: FloorView) -> None:
        """Show this instant."""
        self._view, now = view, view.now
        self.look = look_of(now)
        self._number.value, self._number.tail = number_of(now), tail_of(now)
        self._arrange()
        self.move(now, view.moment)
        self._show_texts()

    def move(self, now: Snapshot, moment: Moment) -> None:
        """Move the figure to `moment`; no text changes."""
        self._figure.show(now.exercise, now.side, now.dose, moment)

    def say(self, words: str, *, lasting: bool = False) -> None:
        """Show `words` at the foot for a moment, or until the next ones if `lasting`."""
        self._said = words
        if self._hush is not None:
            self._hush.stop()
        if words and not lasting:
            self._hush = self.set_timer(say_seconds(words), self._be_silent)
        self._show_texts()

    def _be_silent(self) -> None:
        self._said = ""
        self._show_texts()

    def watch_look(self, before: str, look: str) -> None:
        """Apply one look at a time, and read its styles once."""
        self.update_classes({name: name == look for name in (before, look) if name})

    def render_line(self, y: int) -> Strip:
        """Draw the bars and the space between them; this is cheaper than separate widgets."""
        width, bar = self.size.width, bar_width(self.size.width)
        edge = edge_of(self.look, bar, y)
        return Strip([Segment(f"{edge}{'':{width - 2 * bar}}{edge}", self.rich_style)], width)

    def on_resize(self, _event: Resize) -> None:
        """Use wider bars and larger words on a larger screen."""
        self._arrange()
        self._show_texts()

    def _arrange(self) -> None:
        """Give all parts their places; nothing happens while those stay the same."""
        if self._view is None or not self.size:
            return
        whole = draws_whole_cells(self.app)
        plan = plan_of(self._view.now, self.size, self._view.lines, whole=whole)
        if plan == self._plan:
            return
        self._plan = plan
        aside = bar_width(self.size.width) + 1
        for sheet in (self._line, self._room, self._lines, self._foot):
            sheet.styles.margin = (0, aside)
        parts = (self._word, self._title, self._side)
        last = max((at for at, banner in enumerate(plan.banners) if banner.rows), default=0)
        for at, (part, banner) in enumerate(zip(parts, plan.banners, strict=True)):
            part.value = banner.text
            part.display = banner.rows > 0
            part.styles.height = banner.rows
            part.styles.margin = (0, aside, plan.gap if at == last else 0, aside)
        self._lines.display = bool(plan.lines)
        self._update(self._lines, "\n".join(plan.lines))
        self._foot.display = plan.foot > 0
        self._number.styles.width, self._number.styles.height = plan.number
        self._figure.styles.margin = (plan.above, 0, 0, GAP if plan.figure == BESIDE else 0)
        self._room.update_classes({name: name == plan.figure for name in PLACES})

    # Texts

    def _show_texts(self) -> None:
        """Show what is on, and at the foot what was just said, else how far the session is.

        Without a foot both share the line; what it says of the exercise stands first.
        """
        if self._view is None or self._plan is None:
            return
        view, width = self._view, columns_of(self.size.width)
        question = "" if view.now.kind is SegmentKind.WORK else view.question
        words = self._said or question
        line = line_of(view.now, width)
        if self._plan.foot:
            left = foot_of(view.now, width - len(view.warning))
            self._foot.set_class(bool(words), "-said")
            self._update(self._foot, words or f"{left}{view.warning}", layout=False)
        else:
            line = with_words(line, words or f"{foot_of(view.now, 0)}{view.warning}", width)
        self._update(self._line, line, layout=False)

    def _update(self, sheet: Sheet, words: str, *, layout: bool = True) -> bool:
        """Repaint a text only where it changed; whether it did."""
        changed = self._shown.get(sheet) != words
        if changed:
            self._shown[sheet] = words
            sheet.update(words, layout=layout)
        return changed


def line_of(now: Snapshot, width: int) -> str:
    """Exercise and side, and while getting ready the weight, in `width` columns if possible.

    In a rest it is what comes next. The part of the name in brackets is left out if the weight
    needs its room.
    """
    if now.kind is SegmentKind.REST and now.coming is not None:
        return f"Next: {step_words(now.coming)}"
    name = now.exercise.name
    aside = [each for each in (lower_first(now.exercise.side_name(now.side)), now.take) if each]
    line = " · ".join([name, *aside])
    if now.take and 0 < width < len(line):
        return " · ".join([name.partition(" (")[0], *aside])
    return line


def with_words(line: str, words: str, width: int) -> str:
    """`line` and `words` in one, without the end of the line if there is no room for it."""
    name = line.partition(" · ")[0]
    for shorter in (line, name, name.partition(" (")[0]):
        both = f"{shorter} · {words}"
        if len(both) <= width:
            break
    return both


def foot_of(now: Snapshot, width: int) -> str:
    """How far the session is, as much of it as fits `width` columns, the time left in any case.

    "set 1 of 2 · 11 min left · then rest"
    """
    left = f"{now.minutes_left} min left"
    before = []
    if now.kind is SegmentKind.WORK or now.kind is SegmentKind.BETWEEN_HOLDS:
        if now.rep is not None:
            before.append(now.exercise.turn_words(now.rep.number))
        if now.holds > 1:
            before.append(f"hold {now.hold} of {now.holds}")
    if now.sets > 1 and now.kind is not SegmentKind.REST:
        before.append(f"set {now.set_number} of {now.sets}")
    before = [each for each in before if each]
    then = _then(now)
    for parts in ([*before, left, then], [*before, left], [left]):
        line = " · ".join(part for part in parts if part)
        if len(line) <= width:
            break
    return line


def _then(now: Snapshot) -> str:
    """What follows the present work, in a few words; empty at other times."""
    if now.kind is not SegmentKind.WORK:
        return ""
    if now.coming is None:
        return "then the end"
    lead_in = now.coming.segments[0].kind
    if lead_in is SegmentKind.REST:
        return "then rest"
    if lead_in is SegmentKind.CHANGE_SIDE:
        return f"then {lower_first(now.coming.exercise.side_name(now.coming.side))}"
    return f"then {lower_first(now.coming.exercise.name.partition(' (')[0])}"
