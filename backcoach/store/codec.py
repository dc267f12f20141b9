"""Converts the records of the log to plain JSON and back.

Both ways are strict: a record that is read equals the one that was written, or a StrictError says
what is wrong where. Times are stored as ISO 8601 in UTC, ending in "Z".
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from backcoach.coach.model.outcome_measures import Measures
from backcoach.coach.model.profile import MOST_ACTIVITIES, Profile
from backcoach.coach.model.records import (
    CheckIn,
    Clearance,
    Consent,
    FlareReport,
    Morning,
    Ratings,
    Screening,
    SessionRecord,
    StageChoice,
)
from backcoach.strict import StrictError, check_finite, decode_strict

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar(
    "R",
    SessionRecord,
    CheckIn,
    StageChoice,
    Consent,
    Morning,
    Screening,
    Clearance,
    Profile,
    FlareReport,
    Measures,
)

SCORES = range(11)
"""Pain (NPRS) and effort (RPE): whole numbers from 0 to 10."""

SESSIONS_A_WEEK = range(2, 5)

WALK_MINUTES = range(1, 24 * 60 + 1)

LARGEST = 10**9
"""No number, counted or measured, is further from 0: sums and shares of them stay numbers."""

YEARS = range(1900, 2201)
"""No record is older or from further ahead: days can be counted on from any of these."""

_OFFSETS = range(24 * 60)
"""Minutes a zone may be ahead of UTC or behind it."""

_NO_OFFSET = timedelta(0)


def to_plain(record: R) -> dict[str, Any]:
    """`record` as dicts, lists and plain values, as `from_text` accepts them.

    Raises StrictError for what could not be read back: a naive time, a number that is not finite, a
    score outside 0-10, an end before its start, a morning in the future, or a wrong type.
    """
    try:
        found = plain(record)
        check_finite(found)
        stored: dict[str, Any] = _as_stored(found)
        text = msgspec.json.encode(stored)
    except (TypeError, ValueError, OverflowError) as error:
        raise StrictError("", str(error)) from None
    from_text(text, type(record))
    return stored


def plain(record: DataclassInstance) -> dict[str, Any]:
    """The fields of `record` by name, and those of what it holds, as JSON has them.

    Only times are left as they are. The log, exports and the JSON of commands are made of this.
    """
    fields: dict[str, Any] = msgspec.to_builtins(record, builtin_types=(datetime,))
    return fields


def from_text(text: bytes, kind: type[R]) -> R:
    """The record of type `kind` in the JSON `text`. Raises StrictError when it does not fit."""
    record = decode_strict(text, kind, LARGEST)
    check(record)
    return record


def check(record: R) -> None:
    """Raise StrictError for values of `record` that have the right type but are wrong."""
    if record.utc_offset_minutes is not None:
        _check_offset("utc_offset_minutes", record.utc_offset_minutes)
    _CHECKS[type(record)](record)


OFFSET = "utc_offset_minutes"


def _as_stored(value: Any) -> Any:  # noqa: ANN401
    """`value` with every aware datetime in UTC; naive ones are left for the check to refuse.

    An unknown offset from UTC is left out.
    """
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value
    if isinstance(value, dict):
        known = (each for each in value.items() if each != (OFFSET, None))
        return {key: _as_stored(item) for key, item in known}
    if isinstance(value, list | tuple):
        return [_as_stored(item) for item in value]
    return value


# Checks beyond the types


def _check_session(session: SessionRecord) -> None:
    _check_utc("started_at", session.started_at)
    _check_utc("ended_at", session.ended_at)
    if session.ended_at < session.started_at:
        raise StrictError("ended_at", "earlier than started_at")
    for index, done in enumerate(session.sets):
        _check_score(f"sets[{index}].pain", done.pain)
        if done.weight is not None and done.weight.amount <= 0:
            raise StrictError(f"sets[{index}].weight.amount", "expected more than 0")
    if session.walk_minutes is not None and session.walk_minutes not in WALK_MINUTES:
        raise StrictError("walk_minutes", "expected 1 to 1440")
    for index, report in enumerate(session.pain_reports):
        _check_score(f"pain_reports[{index}].pain", report.pain)
    if session.check_in is not None:
        _check_check_in(session.check_in, "check_in.")
        if session.check_in.utc_offset_minutes is not None:
            _check_offset("check_in.utc_offset_minutes", session.check_in.utc_offset_minutes)
    if session.ratings is not None:
        _check_ratings(session.ratings)


def _check_ratings(ratings: Ratings) -> None:
    _check_utc("ratings.at", ratings.at)
    _check_score("ratings.worst_pain", ratings.worst_pain)
    _check_score("ratings.effort", ratings.effort)
    _check_score("ratings.pain_now", ratings.pain_now)


def _check_offset(path: str, minutes: int) -> None:
    if abs(minutes) not in _OFFSETS:
        raise StrictError(path, "expected less than a day")


def _check_check_in(check_in: CheckIn, prefix: str = "") -> None:
    _check_utc(f"{prefix}at", check_in.at)
    _check_score(f"{prefix}pain", check_in.pain)
    if check_in.minutes_up is not None and check_in.minutes_up < 0:
        raise StrictError(f"{prefix}minutes_up", "expected 0 or more")


def _check_morning(morning: Morning) -> None:
    _check_utc("at", morning.at)
    # East of Greenwich the day may be one later than in UTC, never more.
    if morning.day > morning.at.date() + timedelta(days=1):
        raise StrictError("day", "later than at")
    _check_year("day", morning.day)
    _check_score("pain", morning.pain)


def _check_profile(profile: Profile) -> None:
    _check_utc("at", profile.at)
    _check_score("usual_pain", profile.usual_pain)
    if profile.sessions_a_week not in SESSIONS_A_WEEK:
        raise StrictError("sessions_a_week", f"expected 2 to 4, got {profile.sessions_a_week}")
    if len(profile.activities) > MOST_ACTIVITIES:
        raise StrictError("activities", f"expected {MOST_ACTIVITIES} at most")


def _check_measures(measures: Measures) -> None:
    _check_utc("at", measures.at)
    _check_score("week_pain", measures.week_pain)
    if len(measures.activities) > MOST_ACTIVITIES:
        raise StrictError("activities", f"expected {MOST_ACTIVITIES} at most")
    for index, activity in enumerate(measures.activities):
        _check_score(f"activities[{index}].score", activity.score)


def _check_dated(record: StageChoice | Consent | Screening | Clearance | FlareReport) -> None:
    _check_utc("at", record.at)


_CHECKS: dict[type, Callable[[Any], None]] = {
    SessionRecord: _check_session,
    CheckIn: _check_check_in,
    StageChoice: _check_dated,
    Consent: _check_dated,
    Morning: _check_morning,
    Screening: _check_dated,
    Clearance: _check_dated,
    Profile: _check_profile,
    FlareReport: _check_dated,
    Measures: _check_measures,
}


def _check_utc(path: str, at: datetime) -> None:
    if at.utcoffset() != _NO_OFFSET:
        raise StrictError(path, "expected time in UTC, ending in Z")
    _check_year(path, at)


def _check_year(path: str, day: date) -> None:
    if day.year not in YEARS:
        raise StrictError(path, f"expected a year from {YEARS[0]} to {YEARS[-1]}, got {day.year}")


def _check_score(path: str, score: int | None) -> None:
    if score is not None and score not in SCORES:
        raise StrictError(path, f"expected 0 to 10, got {score}")
