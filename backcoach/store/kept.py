"""What this process has written for good, for whoever has to tell of a failure after it.

A failure may come after a write. Then "nothing was changed" would be false.
"""

from __future__ import annotations

import re
from pathlib import Path

LOG = "the log was written before that, and what it took in is kept"

_notes: dict[str, None] = {}
_DENIAL = re.compile(r"(?:[;,.]?\s+)?\bnothing was changed\b\.?", re.IGNORECASE)


def note_log() -> None:
    """The log was written."""
    _notes[LOG] = None


def note_file(path: Path) -> None:
    """The file `path` was written, which is no part of the log."""
    _notes[f"{path} was written before that"] = None


def forget() -> None:
    """A new command begins."""
    _notes.clear()


def words() -> str:
    """What was written, to stand behind a semicolon; empty where that is nothing."""
    return "; ".join(_notes)


def corrected(message: str) -> str:
    """`message` without the claim that nothing was changed, where something was."""
    if not _notes or not _DENIAL.search(message):
        return message
    return f"{_DENIAL.sub('', message).rstrip(' ;,.')}; {words()}"
