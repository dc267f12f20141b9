"""Ends the coach by a key, by a signal, or after an error, without losing anything."""

from __future__ import annotations

from contextlib import suppress
from threading import Lock
from typing import Any

from textual.app import App

from backcoach.legible import legible
from backcoach.tui.screens.any_screen import AnyScreen

KEEP_SECONDS = 5


class Shutdown:
    """Tells the screens when the application ends.

    A screen's `before_quit` may ask the user first; `before_end` can't, and stores what was done.
    """

    def __init__(self, app: App[Any]) -> None:
        self.crash_report = ""
        """The traceback of the first error; empty if there was none."""
        self._app = app
        self._keeping, self._kept = Lock(), False

    def own_screens(self) -> list[AnyScreen[Any]]:
        """The coach's own screens; the top one is last."""
        return [screen for screen in self._app.screen_stack if isinstance(screen, AnyScreen)]

    def may_quit(self) -> bool:
        """Whether the coach may close now; a screen with something unfinished asks the user."""
        return all(screen.before_quit() for screen in reversed(self.own_screens()))

    def store_progress(self) -> None:
        """Store what is not stored yet, once, without a question."""
        # This lock is held for long only while a disk does not respond.
        if not self._keeping.acquire(timeout=KEEP_SECONDS):
            return
        try:
            screens, self._kept = [] if self._kept else self.own_screens(), True
            for screen in screens:
                screen.before_end()
        finally:
            self._keeping.release()

    def after_crash(self, report: str) -> None:
        """Keep the report of the first error, and store what was done."""
        # It may contain text from outside, and is read in a terminal.
        text = "".join(f"{legible(line)}\n" for line in report.splitlines())
        self.crash_report = self.crash_report or text
        # The error may have broken what this code needs.
        with suppress(Exception):
            self.store_progress()
