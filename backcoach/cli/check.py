"""The result of one check of `backcoach doctor`."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """The result: fine, worth a look, or something has to be corrected."""

    OK = "ok"
    LOOK = "look"
    WRONG = "wrong"


class Check(NamedTuple):
    """The result of one check: its name, what was found, and what to do about it, if anything."""

    name: str
    state: State
    found: str
    to_do: str = ""

    @property
    def well(self) -> bool:
        """Whether nothing has to be corrected."""
        return self.state is not State.WRONG
