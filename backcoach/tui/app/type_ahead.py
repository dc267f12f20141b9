"""Holds back keys typed ahead until a screen is ready for them.

Textual sends a key to the top screen even if that is only half built or closing. A held Enter, a
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
    """The top screen; None before the first one and after the last."""
    try:
        return app.screen
    except ScreenStackError:
        return None


class TypeAhead:
    """Holds back keys that come too early, and drops those that come after the end.

    `is_closed`: the application is closing, and keys are meant for what follows it.
    """

    def __init__(self, app: App[Any]) -> None:
        self.is_closed = False
        self._app = app
        self._held: list[Event] = []
        self._meant_for: WeakKeyDictionary[Event, Screen[Any] | None] = WeakKeyDictionary()
        """The screen that was on top when a key first arrived."""

    async def lets_through(self, event: Event) -> bool:
        """Whether Textual may handle the event now. A key gets the name that the registry uses."""
        if isinstance(event, InputEvent | Paste) and self.is_closed:
            return False
        # Check these too when a screen passes them on, as another screen may be on top now.
        if isinstance(event, Key | Paste):
            if self._was_for_what_is_gone(event) or await self._comes_too_early(event):
                return False
            self._meant_for.setdefault(event, top_screen(self._app))
        if isinstance(event, Key):
            event.key = command_key(event.key, event.character)
        return not (isinstance(event, MouseEvent) and self._points_at_what_is_gone(event))

    async def _comes_too_early(self, event: Event) -> bool:
        """Whether to hold the event back; held events stay in order."""
        if self._held and not self._is_building():
            await self.take_held()
        if not self._is_building():
            return False
        self._held.append(event)
        # A screen runs later calls only once it has all its widgets.
        self._app.screen.call_later(self.release)
        return True

    def _is_building(self) -> bool:
        """Whether the top screen lacks some of its widgets."""
        screen = top_screen(self._app)
        if screen is None:
            return False
        return not screen.is_mounted or (isinstance(screen, AnyScreen) and screen.is_turning)

    def _was_for_what_is_gone(self, event: Event) -> bool:
        """Whether the key was typed for a screen that has closed since, and for no other one."""
        meant = self._meant_for.get(event)
        return meant is not None and meant not in self._app.screen_stack

    def _points_at_what_is_gone(self, event: MouseEvent) -> bool:
        """Whether the mouse is over a removed widget, whose parent Textual would not find."""
        try:
            widget, _ = self._app.get_widget_at(event.x, event.y)
        except (NoWidget, ScreenStackError):
            return False
        return not widget.is_attached

    def release(self) -> None:
        """Handle the held events, since the screen has its widgets now."""
        self._app.call_next(self.take_held)

    async def take_held(self) -> None:
        """Handle the held events in order; some may have to wait again."""
        held, self._held = self._held, []
        for event in held:
            await self._app.on_event(event)
