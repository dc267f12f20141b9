"""Cached `timedelta` objects: creating one takes longer than adding it to a date."""

from __future__ import annotations

from datetime import timedelta
from functools import cache


@cache
def days(number: int) -> timedelta:
    """A duration of `number` days."""
    return timedelta(days=number)


@cache
def minutes(number: int) -> timedelta:
    """A duration of `number` minutes."""
    return timedelta(minutes=number)
