"""The title of the terminal while a session runs. The one before is restored at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from backcoach.glyphs import CONSOLE, OLD_TERMINALS
from backcoach.legible import one_line

TITLE_MAX = 100

SAVE = "\x1b[22;0t"
RESTORE = "\x1b]0;\x07\x1b[23;0t"
"""Terminals that save no title show none afterwards, which is what they show by themselves."""


def has_title(environment: Mapping[str, str]) -> bool:
    """Whether the terminal has a title; others may print the words of one."""
    name = environment.get("TERM", "").lower()
    return bool(name) and not (CONSOLE in name or name.startswith((*OLD_TERMINALS, "dumb", "unk")))


class TerminalTitle:
    """Shows a title until `restore`.

    `write` writes to the terminal. `owe` gets what has to be written to restore the title by
    somebody else, if the program ends without `restore`; it is empty while nothing has to be.
    """

    def __init__(self, write: Callable[[str], None], owe: Callable[[bytes], None]) -> None:
        self._write = write
        self._owe = owe
        self._shown = ""

    def show(self, words: str) -> None:
        """Show these words, if they are others than before."""
        title = one_line(words, TITLE_MAX)
        if title == self._shown:
            return
        if not self._shown:
            self._owe(RESTORE.encode())
        self._write(f"{'' if self._shown else SAVE}\x1b]0;{title}\x07")
        self._shown = title

    def restore(self) -> None:
        """Show the title that was there before."""
        if self._shown:
            self._shown = ""
            self._write(RESTORE)
            self._owe(b"")
