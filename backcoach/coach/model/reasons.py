"""The results of the rules: which rule applies, and why, in words or numbers."""

from __future__ import annotations

from typing import NamedTuple

from backcoach.coach.model.frozen import frozen


class Verdict(NamedTuple):
    """The result of a rule that applies.

    Its id, as in the decision ledger, and the numbers used.
    """

    rule: str
    numbers: tuple[tuple[str, float], ...] = ()


@frozen
class Reason:
    """Why a plan is as it is: the id of the rule, and a sentence for the user."""

    rule: str
    sentence: str
