"""What a check of `backcoach doctor` gives."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """How a check came out: well, worth a look, or to be put right."""

    OK = "ok"
    LOOK = "look"
    WRONG = "wrong"


class Check(NamedTuple):
    """One thing looked at: how it is, what was found, and what to do, if anything."""

    name: str
    state: State
    found: str
    to_do: str = ""

    @property
    def well(self) -> bool:
        """Nothing has to be done."""
        return self.state is not State.WRONG
