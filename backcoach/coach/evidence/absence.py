"""Missed time: what a break means for the way back, one function per row of `programme.md` §3.5.

Days are those since the last session in which anything was done. A row that covers a break also
stands for every longer one until the next row does.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import IntEnum

from backcoach.coach.model.rules import MissedTime


class Missed(IntEnum):
    """How long a break has been, in order of what it asks for."""

    NOTHING = 0
    FIRST_DAY = 1
    LOWER = 2
    REDUCE = 3
    RESTART = 4


def nothing(_trained: int, _rules: MissedTime) -> int:
    """0-6 days: as planned."""
    return 0


def first_day(_trained: int, rules: MissedTime) -> int:
    """7-13 days: the same levels, and nothing goes up on the first day back."""
    return rules.no_raise_days


def lower(_trained: int, rules: MissedTime) -> int:
    """14-27 days: the main exercises one level down for two sessions."""
    return rules.lower_days


def reduce(_trained: int, rules: MissedTime) -> int:
    """28-55 days: down two levels or to the easier exercise, and a week before any goes up."""
    return rules.reduce_days


def restart(trained: int, rules: MissedTime) -> int:
    """56 days, or 28 and longer than the training so far: one stage back at level 1 (YANG22)."""
    return min(rules.restart_days, max(rules.reduce_days, trained + 1))


Row = Callable[[int, MissedTime], int]
ROWS: dict[Missed, Row] = {
    Missed.NOTHING: nothing,
    Missed.FIRST_DAY: first_day,
    Missed.LOWER: lower,
    Missed.REDUCE: reduce,
    Missed.RESTART: restart,
}
"""The rows from top to bottom: each tells the days from which it holds, after `trained` days."""


def missed(days: int, trained: int, rules: MissedTime) -> Missed:
    """The row for a break of `days` after `trained` days of training, both whole days."""
    return max(row for row, begins in ROWS.items() if days >= begins(trained, rules))


def began(row: Missed, last: date, trained: int, rules: MissedTime) -> date:
    """The day from which `row` holds when the last session was on `last`."""
    return last + timedelta(days=ROWS[row](trained, rules))


def rests_until(first_day_back: date, rules: MissedTime) -> date:
    """The first day on which levels may go up again after a long break (judgement)."""
    return first_day_back + timedelta(days=rules.reduce_wait_days)
