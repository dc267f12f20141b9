"""How the coach ends: by a key, from outside, or because something broke. Nothing is lost then."""

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
    """An application whose screens are told when it ends.

    `before_quit` of a screen may ask first; `before_end` can't, and stores what was done.
    """

    def __init__(self) -> None:
        super().__init__()
        self.crash_report = ""
        self.listener: SignalListener | None = None
        self._keeping, self._kept = Lock(), False

    def _own_screens(self) -> list[AnyScreen[Any]]:
        """Those of the coach, the one on top last."""
        return [screen for screen in self.screen_stack if isinstance(screen, AnyScreen)]

    # By a key

    def action_leave(self) -> None:
        """Close the coach."""
        self.exit(0)

    async def action_quit(self) -> None:
        """Textual's ctrl+q. In the middle of something it asks there, and nothing is lost."""
        if all(screen.before_quit() for screen in reversed(self._own_screens())):
            self.exit(0)

    def action_help_quit(self) -> None:
        """Textual's ctrl+c, which other programs end with."""
        self.call_later(self.action_quit)

    # From outside

    def keep_what_was_done(self) -> None:
        """Nobody can be asked any more: what is not stored yet is stored, once."""
        # Who waits here for long waits for a disk that does not answer.
        if not self._keeping.acquire(timeout=KEEP_SECONDS):
            return
        try:
            screens, self._kept = [] if self._kept else self._own_screens(), True
            for screen in screens:
                screen.before_end()
        finally:
            self._keeping.release()

    def end_as_told(self, exit_code: int) -> None:
        """Told to end, or the terminal was closed: keep what was done and leave it usable."""
        try:
            self.keep_what_was_done()
        finally:
            self.exit(exit_code)

    def pause(self) -> None:
        """Let no session run on."""
        for screen in self._own_screens():
            screen.pause()

    def action_suspend_process(self) -> None:
        """Back to the shell, which brings the coach back to a paused session."""
        self.pause()
        if self.listener is not None:
            self.listener.suspend_to_shell()

    # Because something broke

    def _handle_exception(self, error: Exception) -> None:
        """A screen half built when the coach closes breaks in ways that mean nothing any more."""
        if not self._leaving:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """No traceback reaches a user: it goes to a file, and one line says where."""
        self._end_after(traceback.format_exc())

    def panic(self, *renderables: RenderableType) -> None:
        """What Textual would print in the end goes there too."""
        from io import StringIO

        from rich.console import Console

        said = StringIO()
        Console(file=said, width=120).print(*renderables)
        self._end_after(said.getvalue())

    def _end_after(self, report: str) -> None:
        # It may quote text from outside, and is read in a terminal.
        told = "".join(f"{legible(line)}\n" for line in report.splitlines())
        self.crash_report = self.crash_report or told
        # Whatever is broken may be just what this needs.
        with suppress(Exception):
            self.keep_what_was_done()
        self._close_messages_no_wait()
