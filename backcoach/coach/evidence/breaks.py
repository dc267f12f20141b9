"""The days of the sessions, as the rules about missed time look at them (`programme.md` §3.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from backcoach.coach.evidence.absence import Missed, began, missed
from backcoach.coach.model.rules import MissedTime


class Break(NamedTuple):
    """A break that has come to ask for more: the row, the day it holds from, the days so far."""

    row: Missed
    on: date
    days: int


@dataclass(slots=True)
class Breaks:
    """When training began and when it was last done; a session of whatever kind ends a break."""

    rules: MissedTime
    first_day: date | None = None
    last_day: date | None = None
    missed: Missed = Missed.NOTHING

    def trained(self, day: date) -> None:
        """Something was done on `day`."""
        self.missed = Missed.NOTHING
        self.first_day = self.first_day or day
        self.last_day = day

    def begin_anew(self) -> None:
        """The time trained so far counts no more."""
        self.first_day = None

    def gap(self, day: date) -> int:
        """Days since the last session; 0 before the first."""
        return 0 if self.last_day is None else (day - self.last_day).days

    def until(self, day: date) -> Break | None:
        """The next row that the time without a session has come to by `day`; None for no more.

        Row by row, whenever somebody looks. Where two begin on the same day the later one holds.
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
