"""What a row of the programme's tables says where it has something to say."""

from __future__ import annotations

from typing import NamedTuple

from backcoach.coach.model.frozen import frozen


class Verdict(NamedTuple):
    """Its rule id, as the ledger names it, and the numbers it rests on."""

    rule: str
    numbers: tuple[tuple[str, float], ...] = ()


@frozen
class Reason:
    """Why a plan is as it is: the id of the rule, and one plain sentence."""

    rule: str
    sentence: str
