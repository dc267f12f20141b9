"""The floor view: a session that can be read and controlled from the mat.

It covers the session screen, which goes on as before. Only a few keys have a meaning here, among
them those of a presenter's remote control; any other key pauses, and so does a click.
"""

from __future__ import annotations

from typing import Protocol

from textual.app import ComposeResult
from textual.events import Click, Key
from textual.filter import LineFilter

from backcoach.coach.session.events import Event, SecondsLeft, WorkEnded
from backcoach.coach.session.segment_timer import SessionState
from backcoach.coach.session.snapshot import Snapshot
from backcoach.figure import Drawing, Moment
from backcoach.tui.commands import COMMANDS, Scope, bindings, command
from backcoach.tui.filters.invert import InvertFilter
from backcoach.tui.screens.base import CoachScreen
from backcoach.tui.screens.session.floor_panel import FloorPanel, FloorView

INVERTED_SECONDS = 0.35


class Session(Protocol):
    """The members of the session screen that the floor view uses."""

    def action_pause(self) -> None:
        """Pause or resume."""

    def action_next(self) -> None:
        """Start the work now, or end this set."""

    def action_back(self) -> None:
        """Restart this set; twice in quick succession: the set before."""

    def action_hurts(self) -> object:
        """Stop the clock and ask where and how much it hurts."""

    def action_stop_now(self) -> object:
        """Stop the clock and show the signs to stop at."""

    def tell_grab(self, *, grabbed: bool) -> bool:
        """Answer whether there was need to grab; False where that is not asked."""
        ...

    def pause(self) -> None:
        """Pause, unless the clock stands still already."""

    @property
    def is_moving(self) -> bool:
        """Whether the clock runs."""
        ...

    def settings_changed(self, words: str) -> None:
        """Apply a changed setting, and show `words`."""

    def show_now(self) -> None:
        """Show the present instant."""


class FloorScreen(CoachScreen[None]):
    """Shows a number, the figure and one line of text, as the session screen sets them."""

    BINDINGS = bindings(Scope.FLOOR)
    scope = Scope.FLOOR

    def __init__(self, session: Session, prompt: str = "") -> None:
        """`prompt` is the advice for a careful day."""
        super().__init__()
        self._session = session
        self._prompt = prompt
        self.line_filters: tuple[LineFilter, ...] = ()
        self._inverted_until: float | None = None
        self._panel: FloorPanel | None = None
        self._waits = False
        """Whether an exercise waits for the user to start it."""

    def compose(self) -> ComposeResult:
        """Compose the panel alone, without the bar of keys."""
        wanted = self.practice.book.settings.drawing
        self._panel = FloorPanel(Drawing(wanted) if wanted else None)
        yield self._panel

    def on_mount(self) -> None:
        """Show the present instant, and for a moment the prompt or, without one, the keys.

        The session screen shows the prompt all the time.
        """
        self._session.show_now()
        keys = f"any key or click pauses · {command('floor.close').key_words} goes back"
        self.say(self._prompt or keys)

    def show(self, view: FloorView) -> None:
        """Show this instant."""
        self._end_inversion()
        self._waits = view.now.state is SessionState.WAITING
        if self._shown_panel is not None:
            self._shown_panel.show(view)

    def move(self, now: Snapshot, moment: Moment) -> None:
        """Move the figure to `moment`; no text changes."""
        self._end_inversion()
        if self._shown_panel is not None:
            self._shown_panel.move(now, moment)

    def say(self, words: str, *, lasting: bool = False) -> None:
        """Show `words` for a moment, or until the next ones if `lasting`."""
        if self._shown_panel is not None:
            self._shown_panel.say(words, lasting=lasting)

    @property
    def _shown_panel(self) -> FloorPanel | None:
        """The panel; None while it is mounted or removed, during which the session goes on."""
        return self._panel if self._panel is not None and self._panel.is_attached else None

    def take(self, event: Event) -> None:
        """Invert the screen for a moment at events that nobody should miss."""
        wanted = self.practice.book.settings.flash and not self.coach.keeps_still
        if wanted and isinstance(event, SecondsLeft | WorkEnded):
            self._inverted_until = self._seconds + INVERTED_SECONDS * self.coach.speed
            self._filter(InvertFilter())

    @property
    def _seconds(self) -> float:
        return self.practice.book.clock.monotonic()

    def _end_inversion(self) -> None:
        if self._inverted_until is not None and self._seconds >= self._inverted_until:
            self._inverted_until = None
            self._filter()

    def _filter(self, *filters: LineFilter) -> None:
        """Draw every line again, through these filters."""
        self.line_filters = filters
        for widget in self.walk_children(with_self=True):
            widget.refresh()

    def settings_changed(self, words: str) -> None:
        """Pass the change on to the session screen."""
        self._session.settings_changed(words)

    def on_key(self, event: Key) -> None:
        """Pause on any key that has no meaning here; where that is done already, say so.

        Keys with Ctrl or Alt are left to Textual, and said to do nothing where it has no use for
        them.
        """
        if event.key in KEYS:
            return
        if "+" in event.key[1:]:
            bound = self.active_bindings.get(event.key)
            if bound is None or not bound.enabled:
                self._say_it_does_nothing()
            return
        event.stop()
        self._pause()

    def on_click(self, _event: Click) -> None:
        """Pause, as any key does."""
        self._pause()

    def _pause(self) -> None:
        if self._session.is_moving:
            self._session.pause()
        else:
            self._say_it_does_nothing()

    def _say_it_does_nothing(self) -> None:
        space = command("floor.pause").first_key_words
        self.say(f"Does nothing here · {space} {self._on_space}")

    @property
    def _on_space(self) -> str:
        """What the key for a pause does now."""
        if self._waits:
            return "starts"
        return "pauses" if self._session.is_moving else "goes on"

    def action_pause(self) -> None:
        """Pause or resume."""
        self._session.action_pause()

    def action_next(self) -> None:
        """Start the work now, or end this set."""
        self._session.action_next()

    def action_back(self) -> None:
        """Restart this set; twice in quick succession: the set before."""
        self._session.action_back()

    def action_hurts(self) -> None:
        """Stop the clock and ask where and how much it hurts."""
        self._session.action_hurts()

    def action_stop_now(self) -> None:
        """Stop the clock and show the signs to stop at."""
        self._session.action_stop_now()

    def action_grabbed(self) -> None:
        """Answer that there was need to grab the support."""
        self._tell_grab(grabbed=True)

    def action_held(self) -> None:
        """Answer that there was no need to grab the support."""
        self._tell_grab(grabbed=False)

    def _tell_grab(self, *, grabbed: bool) -> None:
        """Answer the question; where it is not asked the key pauses, as others do."""
        if not self._session.tell_grab(grabbed=grabbed):
            self._pause()

    def action_close(self) -> None:
        """Return to the session screen."""
        self.dismiss(None)


KEYS = frozenset(
    key
    for each in COMMANDS
    if each.scope is Scope.FLOOR or each.id == "app.help"
    for key in each.keys.split(",")
)
