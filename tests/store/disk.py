"""A simulated disk that fails at a chosen system call."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from typing import Any

import pytest

WRITING = ("open", "write", "fsync", "replace", "mkdir", "unlink", "rename", "link")
"""Calls that change something, of the module `os`; the temporary files go through them too."""

LOOKING = ("stat", "listdir", "scandir", "read")
"""Calls that only look; "read" stands for the opening of a file to be read."""


class Disk:
    """Counts the calls to the system, and fails at the one it is told to.

    A write that fails has written a part. With `error` None it writes that part and says so, as a
    system may.
    """

    def __init__(
        self,
        patch: pytest.MonkeyPatch,
        fail_at: int,
        error: BaseException | None,
        calls: tuple[str, ...] = WRITING,
    ) -> None:
        self.steps: list[str] = []
        self._fail_at = fail_at
        self._error = error
        for name in calls:
            home: Any = io if name == "read" else os
            real = "open" if name == "read" else name
            patch.setattr(home, real, self._watched(name, getattr(home, real)))

    def steps_of(self, act: Callable[[], object]) -> list[str]:
        """What is asked of the system while `act` runs, in order."""
        act()
        return self.steps

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:  # noqa: ANN401
            self.steps.append(name)
            if len(self.steps) - 1 == self._fail_at:
                if name == "write":
                    written = real(args[0], bytes(args[1])[: len(args[1]) // 2 + 1])
                    if self._error is None:
                        return written
                if self._error is not None:
                    raise self._error
            return real(*args, **options)

        return call
