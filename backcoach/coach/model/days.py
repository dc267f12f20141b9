"""Converts an instant to a local day. Every local date in the program comes from `day_of`."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from backcoach.coach.model.durations import minutes

DAY_BEGINS = timedelta(0)
"""How long after midnight a new day begins."""

APART_AT_MOST = timedelta(days=2)
"""Of two instants further apart the later one has no earlier date, in whichever zones they are."""


def day_of(at: datetime, offset_minutes: int, begins: timedelta = DAY_BEGINS) -> date:
    """The local day of the instant `at` (UTC), where clocks are `offset_minutes` east of UTC."""
    local = at + minutes(offset_minutes)
    return (local - begins if begins else local).date()


def offset_minutes_of(local: datetime) -> int:
    """Whole minutes by which the aware `local` is east of UTC; seconds of an offset are dropped."""
    offset = local.utcoffset()
    return 0 if offset is None else int(offset.total_seconds() / 60)


class Now(NamedTuple):
    """An instant, in UTC, and how many minutes east of UTC clocks are where the user is."""

    at: datetime
    offset_minutes: int

    @classmethod
    def of(cls, local: datetime) -> Now:
        """The instant of the aware `local`, and its offset."""
        return cls(local.astimezone(UTC), offset_minutes_of(local))

    @property
    def day(self) -> date:
        """The day it is for the user."""
        return day_of(self.at, self.offset_minutes)
