"""What a row of the programme's tables says where it has something to say."""

from __future__ import annotations

from typing import NamedTuple


class Verdict(NamedTuple):
    """Its rule id, as the ledger names it, and the numbers it rests on."""

    rule: str
    numbers: tuple[tuple[str, float], ...] = ()
