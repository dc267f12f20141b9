"""The one error of strict reading."""

from __future__ import annotations


class StrictError(Exception):
    """Data that does not fit: `path` such as `sets[0].done.seconds` ("" at the top), `problem`."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}" if self.path else self.problem
