"""Lengths of time, each made once: making one takes longer than adding it to a day."""

from __future__ import annotations

from datetime import timedelta
from functools import cache


@cache
def days(number: int) -> timedelta:
    """So many days."""
    return timedelta(days=number)


@cache
def minutes(number: int) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=number)
