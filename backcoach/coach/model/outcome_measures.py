"""What the user tells of the last weeks: average pain, and activities of their own.

The idea of rating one's own activities is that of PSFS (`programme.md` §5), the wording our own.
"""

from __future__ import annotations

from datetime import datetime

from backcoach.coach.model.frozen import frozen

ACTIVITY_LENGTH = 60
"""How many letters the words of an activity may have."""


@frozen
class Activity:
    """One of the user's own activities: 0 cannot do it at all - 10 as before the back trouble."""

    words: str
    score: int


def same_activity(one: str, other: str) -> bool:
    """Whether both are the same activity: their words are, apart from capitals and spaces."""
    return plain_words(one) == plain_words(other)


def plain_words(words: str) -> str:
    """The words of an activity as they are compared."""
    return " ".join(words.split()).casefold()


@frozen
class Measures:
    """The outcome measures as they were told at `at`, as far as they were.

    `week_pain` is the average of the last 7 days, 0-10; None when it was not said. `activities`
    are up to three, empty when none was rated.
    """

    id: str
    at: datetime
    week_pain: int | None = None
    activities: tuple[Activity, ...] = ()
    utc_offset_minutes: int | None = None
