"""Lines in and out: what is typed, read without ever holding up a session, and what is printed."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Protocol

from backcoach.glyphs import Repertoire
from backcoach.legible import legible

LONGEST = 1_000
"""Characters of a line that is typed; the rest of a longer one is dropped."""
WAITING = 1_000
"""Lines typed ahead that wait to be read; more stay in the terminal."""


class InputEnded(Exception):
    """Nothing more will be typed: the end of the input, a signal, or a terminal that is gone."""


class Typed(Protocol):
    """What the user types, line by line."""

    def line(self, seconds: float | None = None) -> str | None:
        """The next line; None if none was typed within so many `seconds`. InputEnded at the end."""
        ...


class TypedLines:
    """Reads a file descriptor on a thread of its own, so that a session goes on meanwhile.

    `end` may be called in a signal handler: whoever waits for a line gets InputEnded then.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lines: SimpleQueue[str | None] = SimpleQueue()
        self._room = threading.Semaphore(WAITING)
        self._ended = False
        # A daemon, as nothing can end a read that waits for the user.
        threading.Thread(target=self._read, name="typed lines", daemon=True).start()

    def line(self, seconds: float | None = None) -> str | None:
        """The next line; None if none was typed within so many `seconds`. InputEnded at the end."""
        if self._ended:
            raise InputEnded
        try:
            found = self._lines.get(timeout=seconds)
        except Empty:
            return None
        if found is None:
            self._ended = True
            raise InputEnded
        self._room.release()
        return found

    def end(self) -> None:
        """Let nothing more be read."""
        self._ended = True
        self._lines.put(None)

    def _read(self) -> None:
        begun = b""
        while True:
            try:
                found = os.read(self._descriptor, 65_536)
            except OSError:
                found = b""
            if not found:
                # What was begun and not sent by Enter is no answer.
                self._lines.put(None)
                return
            *whole, begun = (begun + found).split(b"\n")
            begun = begun[: 4 * LONGEST]
            for each in whole:
                self._room.acquire()
                self._lines.put(each.decode(errors="replace")[:LONGEST].strip())


class Printed:
    """Prints lines. What a terminal would obey in them is shown as text.

    A terminal that is gone is the end of the input too.
    """

    def __init__(self, repertoire: Repertoire, write: Callable[[str], object]) -> None:
        self._repertoire = repertoire
        self._write = write

    def line(self, words: str) -> None:
        """Print `words`, each of its lines on one of its own."""
        try:
            for each in words.split("\n"):
                self._write(f"{self._repertoire.fitted(legible(each))}\n")
        except (OSError, ValueError) as error:
            raise InputEnded from error


def write_out(text: str) -> None:
    """Write to standard output at once."""
    sys.stdout.write(text)
    sys.stdout.flush()
