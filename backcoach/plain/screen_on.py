"""Keeps the screen on while a session in lines runs, but not throughout a long pause."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from backcoach.desktop.awake import PAUSE_SECONDS, KeepAwake


class Waiting(Protocol):
    """A call that is made later, as by `threading.Timer`."""

    def start(self) -> None:
        """Let the time begin."""
        ...

    def cancel(self) -> None:
        """Do not make the call any more."""
        ...


def _later(seconds: float, call: Callable[[], None]) -> Waiting:
    timer = threading.Timer(seconds, call)
    timer.daemon = True
    return timer


class ScreenOn:
    """Keeps the screen on from the first `follow` to `end`.

    The pause is timed on a thread of its own: nothing else is done while a question waits for its
    answer.
    """

    def __init__(
        self, awake: KeepAwake, later: Callable[[float, Callable[[], None]], Waiting] = _later
    ) -> None:
        self._awake = awake
        self._later = later
        self._pause: Waiting | None = None

    def follow(self, *, is_moving: bool) -> None:
        """The clock of the session runs now, or stands still."""
        if is_moving:
            self._end_pause()
            self._awake.start()
        elif self._pause is None and self._awake.is_on:
            self._pause = self._later(PAUSE_SECONDS, self._awake.stop)
            self._pause.start()

    def end(self) -> None:
        """Let the screen go off again."""
        self._end_pause()
        self._awake.stop()

    def _end_pause(self) -> None:
        pause, self._pause = self._pause, None
        if pause is not None:
            pause.cancel()
