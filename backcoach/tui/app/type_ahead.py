"""An application for quick hands: what is typed waits until something is there to take it.

Textual gives a key to whatever is on top at that instant, were it only half built or on its way
out. A held Enter, a key typed ahead or a slip then meets a screen without its parts.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from textual.app import ScreenStackError
from textual.errors import NoWidget
from textual.events import Event, InputEvent, Key, MouseEvent, Paste

from backcoach.tui.app.copying import CopyingApp
from backcoach.tui.screens.any_screen import AnyScreen
from backcoach.tui.system.keyboard import command_key

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.screen import Screen

Result = TypeVar("Result")


class TypeAheadApp(CopyingApp[Result]):
    """Holds back what comes too early, and drops what comes after the end."""

    def __init__(self) -> None:
        super().__init__()
        self._leaving = False
        self._held: list[Event] = []
        self._meant_for: WeakKeyDictionary[Event, Screen[object] | None] = WeakKeyDictionary()
        """The screen that was on top when a key came for the first time."""

    def on_load(self) -> None:
        """Let every task begin in the same order on every Python.

        From Python 3.12 on, Textual makes tasks eager: a new one runs up to its first wait at the
        very place that creates it. A screen would then get its parts before its own style sheet is
        read, and a widget its keys before it is asked which of them are active.
        """
        asyncio.get_running_loop().set_task_factory(None)

    def get_driver_class(self) -> type[Driver]:
        """Read the terminal in a way that nothing it sends can break."""
        from backcoach.tui.system.terminal_input import driver_class

        return driver_class()

    async def on_event(self, event: Event) -> None:
        """Take it, or keep it for a moment."""
        if isinstance(event, InputEvent | Paste) and self._leaving:
            return
        # Those too that come back from a screen that did not want them: another may be on top now.
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
        """Whether it is held; what is held already comes first."""
        if self._held and not self._is_building():
            await self.take_held()
        if not self._is_building():
            return False
        self._held.append(event)
        # A screen does what it is asked to do later only once it is built.
        self.screen.call_later(self.release)
        return True

    def _is_building(self) -> bool:
        """The screen on top has not all of its parts yet."""
        screen = self._top()
        if screen is None:
            return False
        return not screen.is_mounted or (isinstance(screen, AnyScreen) and screen.is_turning)

    def _was_for_what_is_gone(self, event: Event) -> bool:
        """It was typed at a screen that has closed meanwhile, and is not for what lay below it."""
        meant = self._meant_for.get(event)
        return meant is not None and meant not in self.screen_stack

    @property
    def own_screen(self) -> AnyScreen[Any] | None:
        """The screen on top where it is the coach's own; the list of commands is not."""
        screen = self._top()
        return screen if isinstance(screen, AnyScreen) else None

    def _top(self) -> Screen[object] | None:
        try:
            return self.screen
        except ScreenStackError:
            return None

    def _points_at_what_is_gone(self, event: MouseEvent) -> bool:
        """What is drawn there was taken away a moment ago: Textual would ask for its parent."""
        try:
            widget, _ = self.get_widget_at(event.x, event.y)
        except (NoWidget, ScreenStackError):
            return False
        return not widget.is_attached

    def release(self) -> None:
        """The parts are there: what was typed meanwhile is for them."""
        self.call_next(self.take_held)

    async def take_held(self) -> None:
        """Take what was held, in the order it came; some of it may have to wait once more."""
        held, self._held = self._held, []
        for event in held:
            await self.on_event(event)

    def exit(
        self,
        result: Result | None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """Close the application. What is typed from now on is for whatever comes after it."""
        self._leaving = True
        super().exit(result, return_code, message)
