"""What is typed as a number of weeks, a date or a month, in the form it is stored."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from backcoach.coach.model.screening_questions import FollowUpKind

if TYPE_CHECKING:
    from backcoach.practice import Practice

HINTS = {
    FollowUpKind.WEEKS: "A number from 1 to {most}.",
    FollowUpKind.DATE: "Year, month and day, for example {today}.",
    FollowUpKind.MONTH: "Year and month, for example {month}.",
}
FUTURE = "That is still to come."


def entry_hint(practice: Practice, kind: FollowUpKind) -> str:
    """What is expected."""
    today = practice.book.today()
    most = practice.book.catalogue.safety.asking.weeks_max
    return HINTS[kind].format(most=most, today=today, month=f"{today:%Y-%m}")


def read_entry(practice: Practice, kind: FollowUpKind, typed: str) -> str:
    """The answer in the form it is stored. Raises ValueError with what is wrong with it."""
    hint = entry_hint(practice, kind)
    if kind is FollowUpKind.WEEKS:
        most = practice.book.catalogue.safety.asking.weeks_max
        if not typed.isascii() or not typed.isdecimal() or not 1 <= int(typed) <= most:
            raise ValueError(hint)
        return str(int(typed))
    month = kind is FollowUpKind.MONTH
    try:
        day = date.fromisoformat(f"{typed}-01" if month else typed)
    except ValueError:
        raise ValueError(hint) from None
    if day > practice.book.today():
        raise ValueError(FUTURE)
    return typed if month else day.isoformat()
