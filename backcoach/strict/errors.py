"""The error raised for data that does not have the expected type."""

from __future__ import annotations


class StrictError(Exception):
    """Data does not fit.

    `path` is its place, such as `sets[0].done.seconds`, empty for the whole.
    """

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}" if self.path else self.problem
