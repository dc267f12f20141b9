"""The errors of the store."""

from __future__ import annotations

from pathlib import Path

from backcoach.legible import one_line

RESTORE_HINT = "Get a copy back with: backcoach restore; nothing was changed."
"""What to do about a damaged file."""

PATH_MAX, PROBLEM_MAX = 1_000, 500
"""The most characters of a path and of a problem that are shown."""


class StoreError(Exception):
    """A file could not be read or written; nothing in it is lost.

    `path` is the file, `problem` says what is wrong and where in it, `hint` what to do. `str()` is
    one line, whatever a damaged file or an odd file name contains.
    """

    def __init__(self, path: Path, problem: str, hint: str) -> None:
        super().__init__(path, problem, hint)
        self.path = path
        self.problem = problem
        self.hint = hint

    @property
    def short_problem(self) -> str:
        """The problem on one line and shortened, since it may quote anything from a file."""
        return one_line(self.problem, PROBLEM_MAX)

    @property
    def found(self) -> str:
        """What is wrong and where, without what to do about it."""
        # Each part is shortened by itself, so that a long path does not hide the problem.
        return f"{one_line(str(self.path), PATH_MAX)}: {self.short_problem}"

    def __str__(self) -> str:
        return one_line(f"{self.found}. {self.hint}")


class DamagedError(StoreError):
    """A file can be read, but its content is damaged; the user should restore a backup."""


class NewerError(StoreError):
    """A newer version of the program wrote the file; this one must not touch it."""


class BusyError(StoreError):
    """Another process holds a lock that this one needs for writing."""
