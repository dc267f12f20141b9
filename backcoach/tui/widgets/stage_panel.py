"""The middle of a session screen: what to do now in one word, one large number, the figure.

Work, getting ready, rest and pause each have their own word, frame and colour, so that any one of
the three is enough to tell them apart.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.events import Resize
from textual.geometry import Size
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from backcoach.coach.model.exercise import Exercise, Mode
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.segment_timer import SessionState
from backcoach.coach.session.snapshot import Phase, Snapshot
from backcoach.coach.words.session_words import clock_words
from backcoach.figure import SMALLEST, Drawing, Moment
from backcoach.tui.widgets.backdrop import Column
from backcoach.tui.widgets.figure_view import BESIDE, PLACES, UNDER, FigureView
from backcoach.tui.widgets.numeral import Numeral
from backcoach.tui.widgets.selectable import Sheet

PHASE_WORDS = {Phase.OUT: "go", Phase.HOLD: "stay", Phase.BACK: "return"}
"""The parts of a repetition. An exercise may have a word of its own for the first, such as lift."""

FLASH_SECONDS = 0.35
SAY_SECONDS = 2.0
READ_A_SECOND = 12
"""Characters: more words stay for longer than that."""

WORDS = 34, 8
"""Columns and rows that word, number and phases take beside or over a figure."""

NARROW_WORDS = 28
"""Columns they make do with where there is no more beside a figure; see `shortened`."""

ANSWER = 1
"""Rows of the line that answers, below all of it."""


class StagePanel(Widget):
    """Shows one snapshot after the other; repaints only what changed.

    The figure stands beside the number, or under it in a narrow and high terminal, and makes way
    for the words where it could not be read.
    """

    DEFAULT_CSS = """
    StagePanel {
        height: 1fr;
        min-height: 5;
        border: round $foreground 30%;
        padding: 0 1;
        layout: horizontal;
        & > #words { width: 2fr; min-width: 34; height: 1fr; align: center middle; }
        &.-close > #words { min-width: 28; }
        & > FigureView { width: 3fr; display: none; }
        &.-beside > FigureView { display: block; }
        &.-under { layout: vertical; }
        &.-under > FigureView { display: block; width: 1fr; }
        & #words Static { width: 1fr; height: 1; text-align: center; }
        & #word, & > #twin { text-style: bold; }
        & > #twin { dock: bottom; width: 100%; height: 1; text-align: center;
            color: $text-accent; }
        &.-work { border: heavy $success; }
        &.-work Numeral, &.-work #word { color: $success; }
        &.-ready { border: round $accent; }
        &.-ready Numeral, &.-ready #word { color: $accent; }
        &.-rest { border: dashed $secondary; }
        &.-rest Numeral, &.-rest #word { color: $secondary; }
        &.-paused { border: double $foreground; }
        &.-flash Numeral { text-style: reverse; }
    }
    """

    look: reactive[str] = reactive("")

    def __init__(self, wanted: Drawing | None = None, *, id: str | None = None) -> None:
        """`wanted` is how to draw, if the user has set it."""
        super().__init__(id=id)
        self._wanted = wanted
        self._shown: dict[str, str] = {}
        self._hush: Timer | None = None

    def compose(self) -> ComposeResult:
        """Word, number, phases of a repetition, the line for messages, and the figure."""
        with Column(id="words"):
            yield Sheet(id="word", markup=False)
            yield Numeral(framed=True)
            yield Sheet(id="phases", markup=False)
        yield FigureView(wanted=self._wanted)
        yield Sheet(id="twin", markup=False)

    def on_resize(self, _event: Resize) -> None:
        """Give the figure the room that the texts leave."""
        place = figure_place(self.content_size)
        self.update_classes({name: name == place for name in PLACES})
        self.set_class(self.content_size.width < WORDS[0] + SMALLEST[0], "-close")

    def show(self, now: Snapshot, moment: Moment) -> None:
        """Show the snapshot `now`, with the figure at `moment`."""
        self.move(now, moment)
        self.look = look_of(now)
        columns = self.query_one("#words").size.width or WORDS[0]
        self._set("word", shortened(word_of(now), columns))
        self.query_one(Numeral).value = number_of(now)
        phases = self.query_one("#phases")
        phases.display = now.rep is not None
        self._set("phases", phases_of(now, columns))

    def move(self, now: Snapshot, moment: Moment) -> None:
        """Move the figure to `moment`; no text changes."""
        self.query_one(FigureView).show(now.exercise, now.side, now.dose, moment)

    def say(self, words: str, *, lasting: bool = False) -> None:
        """Show `words` under the number for a moment, or until the next ones if `lasting`."""
        self._set("twin", words)
        if self._hush is not None:
            self._hush.stop()
        if not lasting:
            self._hush = self.set_timer(say_seconds(words), self._be_silent)

    def flash(self) -> None:
        """Invert the number for a moment, as the visual counterpart of a bell."""
        self.add_class("-flash")
        self.set_timer(FLASH_SECONDS, lambda: self.remove_class("-flash"))

    def watch_look(self, before: str, look: str) -> None:
        """Apply one look at a time, and read its styles once."""
        self.update_classes({name: name == look for name in (before, look) if name})

    def _be_silent(self) -> None:
        self._set("twin", "")

    def _set(self, name: str, words: str) -> None:
        if self._shown.get(name, "") != words:
            self._shown[name] = words
            # Each is always one line, so the layout does not change.
            self.query_one(f"#{name}", Static).update(words, layout=False)


def say_seconds(words: str) -> float:
    """How many seconds passing `words` stay."""
    return max(SAY_SECONDS, len(words) / READ_A_SECOND)


def figure_place(room: Size) -> str:
    """The class that says where the figure is placed in this room; "" if there is too little."""
    columns, rows = WORDS
    high = room.height - ANSWER
    if high >= SMALLEST[1] and room.width >= columns + SMALLEST[0]:
        return BESIDE
    if high >= rows + SMALLEST[1] and room.width >= SMALLEST[0]:
        return UNDER
    if high >= SMALLEST[1] and room.width >= NARROW_WORDS + SMALLEST[0]:
        return BESIDE
    return ""


def shortened(words: str, columns: int) -> str:
    """`words` without what follows a dot where it has no room; that is said elsewhere too."""
    return words if len(words) <= columns else words.rpartition(" · ")[0] or words


def look_of(now: Snapshot) -> str:
    """The class for the frame and colours of this snapshot."""
    if now.state is SessionState.PAUSED:
        return "-paused"
    if now.state in (SessionState.WAITING, SessionState.COUNTING_IN):
        return "-ready"
    return {
        SegmentKind.GET_READY: "-ready",
        SegmentKind.CHANGE_SIDE: "-ready",
        SegmentKind.WORK: "-work",
    }.get(now.kind, "-rest")


def word_of(now: Snapshot) -> str:
    """What to do now."""
    if now.state is SessionState.PAUSED:
        return "PAUSED · space goes on"
    if now.state is SessionState.WAITING:
        return "READY WHEN YOU ARE · space starts"
    if now.state is SessionState.COUNTING_IN:
        return "GO ON IN"
    name = now.exercise.side_name(now.side).upper()
    if now.kind is SegmentKind.CHANGE_SIDE:
        return f"CHANGE · {name}"
    if now.kind is SegmentKind.WORK:
        side = f" · {name}" if name else ""
        doing = {Mode.REPS: "MOVE", Mode.HOLD: "HOLD", Mode.TIME: "KEEP GOING"}
        return f"{doing[now.exercise.mode]}{side}"
    return {
        SegmentKind.GET_READY: "GET READY",
        SegmentKind.REST: "REST",
        SegmentKind.BETWEEN_HOLDS: "RELAX",
    }[now.kind]


def number_of(now: Snapshot) -> str:
    """The large number: the repetition being done, or the seconds left."""
    if now.state is SessionState.COUNTING_IN:
        return str(now.count_in)
    if now.rep is not None:
        return str(now.rep.number)
    return clock_words(now.seconds_left)


def phases_of(now: Snapshot, columns: int = WORDS[0]) -> str:
    """The phases of a repetition, the present one marked and counted down; in few columns alone."""
    if now.rep is None or now.dose.tempo is None:
        return ""
    shown = [phase for phase, length in zip(Phase, now.dose.tempo, strict=True) if length > 0]
    words, seconds = phase_words(now.exercise), dict(zip(Phase, now.dose.tempo, strict=True))
    parts = []
    for phase in shown:
        marked = f"▸ {words[phase].upper()} {now.rep.seconds_left} ◂"
        part = marked if phase is now.rep.phase else words[phase]
        # As wide as it gets: the words stay where they are while the mark moves on.
        parts.append(part.center(len(f"▸ {words[phase]} {seconds[phase]} ◂")))
    whole = "".join(parts)
    return whole if len(whole) <= columns else next(part for part in parts if "▸" in part).strip()


def phase_words(exercise: Exercise) -> dict[Phase, str]:
    """What the parts of a repetition of `exercise` are called."""
    return PHASE_WORDS | ({Phase.OUT: exercise.go} if exercise.go else {})
