"""The outcome measures: average pain of the last week, and ratings of the user's own activities.

Rating one's own activities follows the idea of the PSFS (`programme.md` §5) in our own words.
"""

from __future__ import annotations

from datetime import datetime

from backcoach.coach.model.frozen import frozen

ACTIVITY_LENGTH = 60
"""How many letters the words of an activity may have."""


@frozen
class Activity:
    """A rating of one of the user's own activities: 0 unable - 10 as before the back trouble."""

    words: str
    score: int


def same_activity(one: str, other: str) -> bool:
    """Whether two descriptions name the same activity, ignoring case and spaces."""
    return plain_words(one) == plain_words(other)


def plain_words(words: str) -> str:
    """The description of an activity, normalised for comparison."""
    return " ".join(words.split()).casefold()


@frozen
class Measures:
    """The outcome measures answered at `at`; any of them may be missing.

    `week_pain` is the average of the last 7 days, 0-10; None when not answered. `activities` are up
    to three ratings, empty when none was given.
    """

    id: str
    at: datetime
    week_pain: int | None = None
    activities: tuple[Activity, ...] = ()
    utc_offset_minutes: int | None = None
