"""An application that holds back keys until a screen is ready for them.

Textual sends a key to the screen on top even if that is only half built or closing. A held Enter, a
key typed ahead or a mistyped key would then reach a screen without its widgets.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from textual.app import ScreenStackError
from textual.errors import NoWidget
from textual.events import Event, InputEvent, Key, MouseEvent, Paste

from backcoach.tui.app.copying import CopyingApp
from backcoach.tui.screens.base import AnyScreen
from backcoach.tui.system.keyboard import command_key

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.screen import Screen

Result = TypeVar("Result")


class TypeAheadApp(CopyingApp[Result]):
    """Holds back events that come too early, and drops those for a screen that has closed."""

    def __init__(self) -> None:
        super().__init__()
        self._leaving = False
        self._held: list[Event] = []
        self._meant_for: WeakKeyDictionary[Event, Screen[object] | None] = WeakKeyDictionary()
        """The screen that was on top when a key came for the first time."""

    def on_load(self) -> None:
        """Start all tasks in the same order on every version of Python.

        From Python 3.12 on, Textual makes tasks eager: a new one runs up to its first wait where it
        is created. A screen would then get its widgets before its own style sheet is read, and a
        widget its keys before it is asked which of them are active.
        """
        asyncio.get_running_loop().set_task_factory(None)

    def get_driver_class(self) -> type[Driver]:
        """A driver that no input from the terminal can break."""
        from backcoach.tui.system.terminal_input import driver_class

        return driver_class()

    async def on_event(self, event: Event) -> None:
        """Handle the event, or hold it back for a moment."""
        if isinstance(event, InputEvent | Paste) and self._leaving:
            return
        # Also events that a screen passed on: another screen may be on top now.
        if isinstance(event, Key | Paste):
            if self._was_for_what_is_gone(event) or await self._comes_too_early(event):
                return
            self._meant_for.setdefault(event, self._top())
        if isinstance(event, Key):
            event.key = command_key(event.key, event.character)
        if isinstance(event, MouseEvent) and self._points_at_what_is_gone(event):
            return
        await super().on_event(event)

    async def _comes_too_early(self, event: Event) -> bool:
        """Whether to hold the event back; held events keep their order."""
        if self._held and not self._is_building():
            await self.take_held()
        if not self._is_building():
            return False
        self._held.append(event)
        # A screen calls deferred functions only when it is built.
        self.screen.call_later(self.release)
        return True

    def _is_building(self) -> bool:
        """Whether the screen on top does not have all of its widgets yet."""
        screen = self._top()
        if screen is None:
            return False
        return not screen.is_mounted or (isinstance(screen, AnyScreen) and screen.is_turning)

    def _was_for_what_is_gone(self, event: Event) -> bool:
        """Whether it was typed at a screen that has closed since, and not meant for another."""
        meant = self._meant_for.get(event)
        return meant is not None and meant not in self.screen_stack

    @property
    def own_screen(self) -> AnyScreen[Any] | None:
        """The screen on top if it is one of the coach; the command palette is not."""
        screen = self._top()
        return screen if isinstance(screen, AnyScreen) else None

    def _top(self) -> Screen[object] | None:
        try:
            return self.screen
        except ScreenStackError:
            return None

    def _points_at_what_is_gone(self, event: MouseEvent) -> bool:
        """Whether the mouse is over a widget just removed.

        Textual would fail to find its parent.
        """
        try:
            widget, _ = self.get_widget_at(event.x, event.y)
        except (NoWidget, ScreenStackError):
            return False
        return not widget.is_attached

    def release(self) -> None:
        """Handle the events held back, since the widgets are there now."""
        self.call_next(self.take_held)

    async def take_held(self) -> None:
        """Handle the events held back, in order; some may have to wait again."""
        held, self._held = self._held, []
        for event in held:
            await self.on_event(event)

    def exit(
        self,
        result: Result | None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """Close the application. What is typed from now on is for the program after it."""
        self._leaving = True
        super().exit(result, return_code, message)
