"""What can go wrong with the store."""

from __future__ import annotations

from pathlib import Path

from backcoach.legible import one_line

KEPT = "Get a copy back with: backcoach restore; nothing was changed."
"""What to do about a damaged file."""

PATH_MAX, PROBLEM_MAX = 1_000, 500
"""Characters of a path and of a problem that are told."""


class StoreError(Exception):
    """A file could not be read or written; nothing it held is lost.

    `path` is the file, `problem` says what is wrong and where in it, `hint` what to do. The text
    is one line, whatever a damaged file or an odd file name contains.
    """

    def __init__(self, path: Path, problem: str, hint: str) -> None:
        super().__init__(path, problem, hint)
        self.path = path
        self.problem = problem
        self.hint = hint

    @property
    def told(self) -> str:
        """The problem as it is told: it may quote whatever a file holds."""
        return one_line(self.problem, PROBLEM_MAX)

    @property
    def found(self) -> str:
        """What is wrong and where, without what to do about it."""
        # Each cut short by itself: nothing must be lost behind what a file holds.
        return f"{one_line(str(self.path), PATH_MAX)}: {self.told}"

    def __str__(self) -> str:
        return one_line(f"{self.found}. {self.hint}")


class DamagedError(StoreError):
    """A file is there and can be read, but what it holds can't be understood: restore a backup."""


class NewerError(StoreError):
    """A newer version of the program wrote the file; this one must not touch it."""


class BusyError(StoreError):
    """Somebody else holds what this process would need to write."""
