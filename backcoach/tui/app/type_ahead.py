"""For quick hands: what is typed waits until something is there to take it.

Textual sends a key to the screen on top even if that is only half built or closing. A held Enter, a
key typed ahead or a mistyped key would then reach a screen without its widgets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from textual.app import App, ScreenStackError
from textual.errors import NoWidget
from textual.events import Event, InputEvent, Key, MouseEvent, Paste

from backcoach.tui.screens.any_screen import AnyScreen
from backcoach.tui.system.keyboard import command_key

if TYPE_CHECKING:
    from textual.screen import Screen


def top_screen(app: App[Any]) -> Screen[Any] | None:
    """The screen on top; None while there is none yet, or none any more."""
    try:
        return app.screen
    except ScreenStackError:
        return None


class TypeAhead:
    """Holds back what comes too early, and drops what comes after the end.

    `is_closed`: the application is on its way out, and what is typed is for whatever follows it.
    """

    def __init__(self, app: App[Any]) -> None:
        self.is_closed = False
        self._app = app
        self._held: list[Event] = []
        self._meant_for: WeakKeyDictionary[Event, Screen[Any] | None] = WeakKeyDictionary()
        """The screen that was on top when a key came for the first time."""

    async def lets_through(self, event: Event) -> bool:
        """Whether Textual may take the event now; a key is then called as the registry calls it."""
        if isinstance(event, InputEvent | Paste) and self.is_closed:
            return False
        # Those too that come back from a screen that did not want them: another may be on top now.
        if isinstance(event, Key | Paste):
            if self._was_for_what_is_gone(event) or await self._comes_too_early(event):
                return False
            self._meant_for.setdefault(event, top_screen(self._app))
        if isinstance(event, Key):
            event.key = command_key(event.key, event.character)
        return not (isinstance(event, MouseEvent) and self._points_at_what_is_gone(event))

    async def _comes_too_early(self, event: Event) -> bool:
        """Whether to hold the event back; held events keep their order."""
        if self._held and not self._is_building():
            await self.take_held()
        if not self._is_building():
            return False
        self._held.append(event)
        # A screen does what it is asked to do later only once it is built.
        self._app.screen.call_later(self.release)
        return True

    def _is_building(self) -> bool:
        """Whether the screen on top does not have all of its widgets yet."""
        screen = top_screen(self._app)
        if screen is None:
            return False
        return not screen.is_mounted or (isinstance(screen, AnyScreen) and screen.is_turning)

    def _was_for_what_is_gone(self, event: Event) -> bool:
        """Whether it was typed at a screen that has closed since, and not meant for another."""
        meant = self._meant_for.get(event)
        return meant is not None and meant not in self._app.screen_stack

    def _points_at_what_is_gone(self, event: MouseEvent) -> bool:
        """Whether the mouse is over a widget just removed.

        Textual would fail to find its parent.
        """
        try:
            widget, _ = self._app.get_widget_at(event.x, event.y)
        except (NoWidget, ScreenStackError):
            return False
        return not widget.is_attached

    def release(self) -> None:
        """Handle the events held back, since the widgets are there now."""
        self._app.call_next(self.take_held)

    async def take_held(self) -> None:
        """Handle the events held back, in order; some may have to wait again."""
        held, self._held = self._held, []
        for event in held:
            await self._app.on_event(event)
