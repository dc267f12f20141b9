"""Breaks: how long the user has missed training and which rule applies (`programme.md` §3.5).

There is one function per row of the table. Days count from the last session in which anything was
done. A row applies to every break at least as long as its own, up to that of the next row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

from backcoach.coach.model.rules.sessions import MissedTime


class Missed(IntEnum):
    """The rows of the table, from the shortest break to the longest."""

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
    """The row for a break of `days` after `trained` days of training, both in whole days."""
    return max(row for row, begins in ROWS.items() if days >= begins(trained, rules))


def began(row: Missed, last: date, trained: int, rules: MissedTime) -> date:
    """The day from which `row` applies when the last session was on `last`."""
    return last + timedelta(days=ROWS[row](trained, rules))


def rests_until(first_day_back: date, rules: MissedTime) -> date:
    """The first day after a long break on which levels may go up again (judgement)."""
    return first_day_back + timedelta(days=rules.reduce_wait_days)


def close(rules: MissedTime) -> timedelta:
    """The longest time between two session starts that can't be a break."""
    return timedelta(days=rules.reduce_days - 2)


class Break(NamedTuple):
    """A break that a row has begun to apply to.

    The row, the day it applies from, and the days so far.
    """

    row: Missed
    on: date
    days: int


@dataclass(slots=True)
class Breaks:
    """When training began and when there last was any; a session of any kind ends a break."""

    rules: MissedTime
    first_day: date | None = None
    last_day: date | None = None
    missed: Missed = Missed.NOTHING

    def trained(self, day: date) -> None:
        """Note that something was done on `day`."""
        self.missed = Missed.NOTHING
        self.first_day = self.first_day or day
        self.last_day = day

    def begin_anew(self) -> None:
        """Let the time trained count from zero again."""
        self.first_day = None

    def gap(self, day: date) -> int:
        """Days since the last session; 0 before the first."""
        return 0 if self.last_day is None else (day - self.last_day).days

    def until(self, day: date) -> Break | None:
        """The next row that applies by `day`, and has not been returned yet; None for no more.

        Call it until it returns None. Where two rows apply from the same day the later one is
        returned.
        """
        if self.last_day is None or self.first_day is None:
            return None
        days = (day - self.last_day).days
        if days < self.rules.no_raise_days:
            return None
        trained = (self.last_day - self.first_day).days
        last = missed(days, trained, self.rules)
        if last <= self.missed:
            return None
        on = began(Missed(self.missed + 1), self.last_day, trained, self.rules)
        row = missed((on - self.last_day).days, trained, self.rules)
        self.missed = row
        return Break(row, on, (on - self.last_day).days)
