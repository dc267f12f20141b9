"""How the coach ends: by a key, by a signal, or after an error. Nothing is lost then."""

from __future__ import annotations

import traceback
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Any

from backcoach.legible import legible
from backcoach.tui.app.type_ahead import TypeAheadApp
from backcoach.tui.screens.base import AnyScreen

if TYPE_CHECKING:
    from rich.console import RenderableType

    from backcoach.tui.system.signals import SignalListener

KEEP_SECONDS = 5


class ShutdownApp(TypeAheadApp[int]):
    """An application that lets its screens react when it ends.

    A screen's `before_quit` may ask the user first; `before_end` can't, and stores what was done.
    """

    def __init__(self) -> None:
        super().__init__()
        self.crash_report = ""
        self.listener: SignalListener | None = None
        self._keeping, self._kept = Lock(), False

    def _own_screens(self) -> list[AnyScreen[Any]]:
        """The coach's own screens; the one on top is last."""
        return [screen for screen in self.screen_stack if isinstance(screen, AnyScreen)]

    # Ending by a key

    def action_leave(self) -> None:
        """Close the coach."""
        self.exit(0)

    async def action_quit(self) -> None:
        """Textual's ctrl+q: during a session it asks first, and nothing is lost."""
        if all(screen.before_quit() for screen in reversed(self._own_screens())):
            self.exit(0)

    def action_help_quit(self) -> None:
        """Textual's ctrl+c, which ends other programs."""
        self.call_later(self.action_quit)

    # Ending by a signal

    def store_progress(self) -> None:
        """Store what is not stored yet, once, without asking anybody."""
        # This lock is held for long only while a disk does not respond.
        if not self._keeping.acquire(timeout=KEEP_SECONDS):
            return
        try:
            screens, self._kept = [] if self._kept else self._own_screens(), True
            for screen in screens:
                screen.before_end()
        finally:
            self._keeping.release()

    def end_on_signal(self, exit_code: int) -> None:
        """End after a signal or a closed terminal: store what was done and restore the terminal."""
        try:
            self.store_progress()
        finally:
            self.exit(exit_code)

    def pause(self) -> None:
        """Pause the session, if one is running."""
        for screen in self._own_screens():
            screen.pause()

    def action_suspend_process(self) -> None:
        """Stop and return to the shell; the session is paused."""
        self.pause()
        if self.listener is not None:
            self.listener.suspend_to_shell()

    # Ending after an error

    def _handle_exception(self, error: Exception) -> None:
        """Ignore errors of screens that were only half built when the coach closed."""
        if not self._leaving:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Write the traceback to a file, and print one line that says where."""
        self._end_after(traceback.format_exc())

    def panic(self, *renderables: RenderableType) -> None:
        """Write what Textual would print at the end to that file too."""
        from io import StringIO

        from rich.console import Console

        said = StringIO()
        Console(file=said, width=120).print(*renderables)
        self._end_after(said.getvalue())

    def _end_after(self, report: str) -> None:
        # It may quote text from outside, and is shown in a terminal.
        told = "".join(f"{legible(line)}\n" for line in report.splitlines())
        self.crash_report = self.crash_report or told
        # The error may have broken what this code needs.
        with suppress(Exception):
            self.store_progress()
        self._close_messages_no_wait()
