"""The floor view: a session as it can be read, and steered, from the mat.

It lies over the session, which goes on as before. Only a few keys mean something here; a hand that
slaps any other one pauses. A presenter's clicker is a remote: it sends the keys that work.
"""

from __future__ import annotations

from typing import Protocol

from textual.app import ComposeResult
from textual.events import Key
from textual.filter import LineFilter

from backcoach.coach.session.events import Event, SecondsLeft, WorkEnded
from backcoach.coach.session.snapshot import Snapshot
from backcoach.figure import Drawing, Moment
from backcoach.tui.commands import COMMANDS, Scope, bindings, command
from backcoach.tui.filters.invert import InvertFilter
from backcoach.tui.screens.base import CoachScreen
from backcoach.tui.widgets.floor_panel import FloorPanel

INVERTED_SECONDS = 0.35


class Session(Protocol):
    """What the floor view asks of the session it shows."""

    def action_pause(self) -> None:
        """Pause or go on."""

    def action_next(self) -> None:
        """Done, next."""

    def action_back(self) -> None:
        """Start this set again."""

    def action_hurts(self) -> object:
        """Stop the clock and ask."""

    def action_stop_now(self) -> object:
        """Stop the clock and show the signs to stop at."""

    def pause(self) -> None:
        """Pause; where it stands already, nothing."""

    def settings_changed(self, words: str) -> None:
        """A setting was switched."""

    def show_now(self) -> None:
        """Show the present instant."""


class FloorScreen(CoachScreen[None]):
    """Number, figure and one line. The session tells it what to show."""

    BINDINGS = bindings(Scope.FLOOR)
    scope = Scope.FLOOR

    def __init__(self, session: Session, prompt: str = "") -> None:
        """`prompt` is what a careful day wants to be minded."""
        super().__init__()
        self._session = session
        self._prompt = prompt
        self.line_filters: tuple[LineFilter, ...] = ()
        self._turned_until: float | None = None
        self._panel: FloorPanel | None = None

    def compose(self) -> ComposeResult:
        """Nothing but the panel: not even the keys."""
        wanted = self.practice.book.settings.drawing
        self._panel = FloorPanel(Drawing(wanted) if wanted else None)
        yield self._panel

    def on_mount(self) -> None:
        """Show where the session is, and say once what is not written here.

        What a careful day wants to be minded goes before the keys. It does not stay: the one line
        belongs to exercise and side, and whoever wants it again has it in the session's own lines.
        """
        self._session.show_now()
        keys = f"any key pauses · {command('floor.close').key_words} goes back"
        self.say(self._prompt or keys)

    def show(self, now: Snapshot, moment: Moment, warning: str = "") -> None:
        """Show this instant."""
        self._turn_back_in_time()
        if self._there is not None:
            self._there.show(now, moment, warning)

    def move(self, now: Snapshot, moment: Moment) -> None:
        """Show this instant, of which no word is new."""
        self._turn_back_in_time()
        if self._there is not None:
            self._there.move(now, moment)

    def say(self, words: str, *, lasting: bool = False) -> None:
        """Show `words` for a moment."""
        if self._there is not None:
            self._there.say(words, lasting=lasting)

    @property
    def _there(self) -> FloorPanel | None:
        """The panel; not while it is put up or taken down, when the session ticks on."""
        return self._panel if self._panel is not None and self._panel.is_attached else None

    def take(self, event: Event) -> None:
        """Turn the screen inside out, once, for what nobody should miss."""
        wanted = self.practice.book.settings.flash and not self.coach.keeps_still
        if wanted and isinstance(event, SecondsLeft | WorkEnded):
            self._turned_until = self._seconds + INVERTED_SECONDS * self.coach.speed
            self._turn(InvertFilter(colours=not self.app.no_color))

    @property
    def _seconds(self) -> float:
        return self.practice.book.clock.monotonic()

    def _turn_back_in_time(self) -> None:
        if self._turned_until is not None and self._seconds >= self._turned_until:
            self._turned_until = None
            self._turn()

    def _turn(self, *filters: LineFilter) -> None:
        self.line_filters = filters
        for widget in self.walk_children(with_self=True):
            widget.refresh()

    def settings_changed(self, words: str) -> None:
        """The session knows what to do."""
        self._session.settings_changed(words)

    def on_key(self, event: Key) -> None:
        """Whatever is not a key of this view pauses, and does nothing else."""
        if event.key not in KEYS and not event.key.startswith("ctrl+"):
            event.stop()
            self._session.pause()

    def action_pause(self) -> None:
        """Pause or go on."""
        self._session.action_pause()

    def action_next(self) -> None:
        """Done, next."""
        self._session.action_next()

    def action_back(self) -> None:
        """Start this set again; twice quickly: the one before."""
        self._session.action_back()

    def action_hurts(self) -> None:
        """Stop the clock and ask."""
        self._session.action_hurts()

    def action_stop_now(self) -> None:
        """Stop the clock and show the signs to stop at."""
        self._session.action_stop_now()

    def action_close(self) -> None:
        """Back to the session with all its lines."""
        self.dismiss(None)


KEYS = frozenset(
    key
    for each in COMMANDS
    if each.scope is Scope.FLOOR or each.id == "app.help"
    for key in each.keys.split(",")
)
