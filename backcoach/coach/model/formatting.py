"""Formats numbers and dates for display, the same in every locale."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def number(value: float) -> str:
    """`value` with at most one decimal and no trailing zero."""
    return f"{round(value, 1):.1f}".removesuffix(".0")


def count(amount: float, noun: str) -> str:
    """`amount` with `noun` in singular or plural: "1 day", "14 days"."""
    return f"{number(amount)} {noun}{'' if amount == 1 else 's'}"


def fitted(name: str, width: int) -> str:
    """`name` shortened to `width` columns.

    A part in brackets is dropped first, then the end is cut.
    """
    if len(name) > width:
        name = name.partition(" (")[0]
    return name if len(name) <= width else f"{name[: max(0, width - 1)]}…"


def lower_first(sentence: str) -> str:
    """`sentence` as it goes on inside another one: "lie on your left side"."""
    return sentence[:1].lower() + sentence[1:]


def times(amount: int) -> str:
    """A frequency in words: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(amount, f"{amount} times")


def day_words(day: date) -> str:
    """A date in words: "15 March 2024"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_words(day: date) -> str:
    """The month of a date in words: "March 2024"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def short_month(day: date) -> str:
    """The month of a date in three letters."""
    return _MONTHS[day.month - 1][:3]
