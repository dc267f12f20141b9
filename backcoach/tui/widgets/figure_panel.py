"""Shows the figure of an exercise, playing or stepped from key pose to key pose."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from backcoach.coach.model.exercise import Exercise, Level, Side
from backcoach.coach.model.programme import Pace
from backcoach.figure import SMALLEST, Drawing, Moment, browsing_moment, stilled
from backcoach.figure.movement import Movement, movement_of
from backcoach.tui.widgets.figure_view import FigureView

ROOM_BESIDE = 68, 2 * (SMALLEST[1] + 1) + 1
"""Columns and rows from which the easier and the harder exercise are drawn beside it."""


class FigurePanel(Widget):
    """An exercise in motion, with its easier and harder neighbours beside it if there is room.

    The widget has no clock: its owner calls `tick` with the seconds of one.
    """

    DEFAULT_CSS = """
    FigurePanel {
        height: 1fr;
        & > Horizontal { height: 1fr; }
        & #neighbours { width: 32; padding: 0 0 0 2; }
        & #neighbours Static { height: 1; color: $text-muted; text-wrap: nowrap;
            text-overflow: ellipsis; }
        & > Static { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & > #links { color: $text-muted; }
    }
    """

    def __init__(self, pace: Pace, wanted: Drawing | None = None) -> None:
        """`wanted` is how to draw, if the user has set it."""
        super().__init__()
        self._pace = pace
        self._wanted = wanted
        self._exercise: Exercise | None = None
        self._dose: Level | None = None
        self._began: float | None = None
        self._seconds = 0.0
        self._place: int | None = None
        self._side = Side.LEFT
        self._words: dict[str, str] = {}
        self.playing = True
        self.still = False

    def compose(self) -> ComposeResult:
        """The figure, its neighbours, and the texts below them."""
        with Horizontal():
            yield FigureView(wanted=self._wanted, id="figure")
            with Vertical(id="neighbours"):
                yield Static(id="easier-name", markup=False)
                yield FigureView(wanted=self._wanted, id="easier")
                yield Static(id="harder-name", markup=False)
                yield FigureView(wanted=self._wanted, id="harder")
        yield Static(id="pose", markup=False)
        yield Static(id="links", markup=False)

    @property
    def side(self) -> Side:
        """The side that is shown."""
        return self._side if self._exercise and self._exercise.per_side else Side.BOTH

    @property
    def place(self) -> int | None:
        """The number of the key pose shown; None while it plays."""
        return self._place

    def show(
        self, exercise: Exercise, dose: Level, easier: Exercise | None, harder: Exercise | None
    ) -> None:
        """Show another exercise from its beginning, with the dose `dose`."""
        self._exercise, self._dose = exercise, dose
        self._began, self._seconds = None, 0.0
        self._place = None if self.playing else 0
        for name, other in (("easier", easier), ("harder", harder)):
            view = self.query_one(f"#{name}", FigureView)
            view.visible = other is not None
            self._say(f"{name}-name", f"{name}: {other.name}" if other else f"nothing {name}")
            if other is not None:
                movement = movement_of(other)
                view.show(other, other.sides[-1], None, movement.out_end)
        parts = [
            f"{name}: {other.name}"
            for name, other in (("− easier", easier), ("+ harder", harder))
            if other
        ]
        self._say("links", "   ".join(parts))
        self._draw()

    def tick(self, now: float) -> None:
        """Advance to `now`, in seconds of any clock that only goes forward."""
        if self._began is None:
            self._began = now - self._seconds
        if self.playing:
            self._seconds = now - self._began
            self._draw()
        else:
            self._began = now - self._seconds

    def play_or_pause(self) -> None:
        """Start or stop the movement."""
        self.playing = not self.playing
        self._place = None
        self._draw()

    def step(self, by: int) -> None:
        """Go to the key pose `by` steps away; this stops a figure that moves."""
        movement = self._movement
        if movement is None:
            return
        last = len(movement.poses) - 1
        if self._place is None:
            here = self._moment_place(movement)
            self._place = int(here) + 1 if by > 0 else -int(-here) - 1
        else:
            self._place += by
        self._place %= last + 1
        self.playing = False
        self._draw()

    def change_side(self) -> None:
        """Show the other side."""
        self._side = Side.RIGHT if self._side is Side.LEFT else Side.LEFT
        self._draw()

    def on_resize(self, event: Resize) -> None:
        """Show neighbours only if the figure itself keeps enough room."""
        columns, rows = ROOM_BESIDE
        room = event.size.width >= columns and event.size.height >= rows
        self.query_one("#neighbours").display = room
        self.query_one("#links").display = not room

    @property
    def _movement(self) -> Movement | None:
        return None if self._exercise is None else movement_of(self._exercise, self._dose)

    def _moment(self) -> Moment:
        assert self._exercise is not None
        assert self._dose is not None
        moment = browsing_moment(self._exercise, self._dose, self._seconds, self._pace)
        return stilled(moment) if self.still else moment

    def _moment_place(self, movement: Movement) -> float:
        moment = self._moment()
        return movement.place(moment.phase, moment.share)

    def _draw(self) -> None:
        movement = self._movement
        if movement is None or self._exercise is None:
            return
        at = self._moment() if self._place is None else float(self._place)
        self.query_one("#figure", FigureView).show(self._exercise, self.side, self._dose, at)
        place = self._moment_place(movement) if self._place is None else self._place
        sign = "▶" if self.playing else "‖"
        name = self._exercise.side_name(self.side)
        side = f"{name} · " if name else ""
        self._say("pose", f"{sign} {side}{movement.pose_at(place).name}")

    def _say(self, id: str, words: str) -> None:
        if self._words.get(id) != words:
            self._words[id] = words
            # Always one line, so the layout does not change.
            self.query_one(f"#{id}", Static).update(words, layout=False)
