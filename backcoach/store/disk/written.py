"""Remembers what this process has written, so that a later error message can say so.

A command may fail after a write. An error message that says "nothing was changed" would then be
wrong; `corrected` replaces that.
"""

from __future__ import annotations

import re
from pathlib import Path

LOG = "the log was written before that, and what it took in is kept"

_notes: dict[str, None] = {}
_DENIAL = re.compile(r"(?:[;,.]?\s+)?\bnothing was changed\b\.?", re.IGNORECASE)


def note_log() -> None:
    """Note that the log was written."""
    _notes[LOG] = None


def note_file(path: Path) -> None:
    """Note that `path`, a file outside the log, was written."""
    _notes[f"{path} was written before that"] = None


def forget() -> None:
    """Forget all notes, as a new command begins."""
    _notes.clear()


def words() -> str:
    """What was written, in words; empty if nothing was."""
    return "; ".join(_notes)


def corrected(message: str) -> str:
    """`message`.

    Where it says wrongly that nothing was changed, it says instead what was written.
    """
    if not _notes or not _DENIAL.search(message):
        return message
    return f"{_DENIAL.sub('', message).rstrip(' ;,.')}; {words()}"
