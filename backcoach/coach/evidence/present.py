"""Which day it is, and how records dated in the future count.

A clock that was ahead leaves records dated later than now. They did happen, but it is not known
when. Until their dates are corrected they count as follows:

- an entry counts as given now, so that a flare-up or a profile takes effect;
- a session dated later today counts as begun now;
- a session dated on a later day does not count for the standing, or it would hide a long break
  until that day. `has_future_session` says that there is one; today is then a rest day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from math import ceil
from typing import TypeVar

from backcoach.coach.evidence.completion import has_main_work
from backcoach.coach.evidence.moments import DayOf, local_days
from backcoach.coach.model.days import APART_AT_MOST, day_of
from backcoach.coach.model.records import Entry, Log, Morning, SessionKind, SessionRecord

Record = SessionRecord | Entry

MICROSECOND = timedelta(microseconds=1)

T = TypeVar("T", bound=Entry)


def time_of(record: Record) -> datetime:
    """The instant by which a record is sorted and dated."""
    return record.started_at if isinstance(record, SessionRecord) else record.at


def lists_of(log: Log) -> tuple[Sequence[Record], ...]:
    """All lists of the log; each is in order of time in a log from the store."""
    return (log.sessions, *entry_lists_of(log))


def entry_lists_of(log: Log) -> tuple[Sequence[Entry], ...]:
    """All lists of the log but the sessions."""
    return (
        log.check_ins,
        log.choices,
        log.consents,
        log.mornings,
        log.screenings,
        log.clearances,
        log.profiles,
        log.flares,
        log.measures,
    )


def dated_after(log: Log, now: datetime) -> list[Record]:
    """Every record dated later than `now`, oldest first.

    `log` must be in the order of the store.
    """
    found: list[Record] = []
    for records in lists_of(log):
        for record in reversed(records):
            if time_of(record) <= now:
                break
            found.append(record)
    return sorted(found, key=lambda record: (time_of(record), record.id))


def present_day(log: Log, now: datetime, offset_minutes: int) -> date:
    """The local day at `now` (UTC), where clocks are `offset_minutes` east of UTC.

    It is never before the day of a record from before `now`: after a flight back over the date line
    the later day has begun already. `log` must be in the order of the store.
    """
    today = day_of(now, offset_minutes)
    day_of_entry = local_days(log, date.max, offset_minutes)
    for records in lists_of(log):
        for record in reversed(records):
            if now - time_of(record) > APART_AT_MOST:
                break
            if time_of(record) <= now:
                today = max(today, _day(record, day_of_entry))
    return today


def _day(record: Record, day_of_entry: DayOf) -> date:
    return record.local_date if isinstance(record, SessionRecord) else day_of_entry(record)


def last_day(log: Log) -> date:
    """The latest local day of any record in `log`, which must not be empty."""
    day_of_entry = local_days(log, date.max)
    days = [each.local_date for each in log.sessions]
    return max(days + [day_of_entry(each) for entries in entry_lists_of(log) for each in entries])


def so_far(log: Log, now: datetime, offset_minutes: int) -> Log:
    """`log` as it counts at `now` (UTC): no record is later by more than a few microseconds.

    It is `log` itself where nothing is dated later; see the module for how later records count.
    `log` must be in the order of the store.
    """
    if not any(records and time_of(records[-1]) > now for records in lists_of(log)):
        return log
    ahead = dated_after(log, now)
    # A microsecond apart, so that they keep their order and follow what is dated now.
    when: dict[tuple[type, str], datetime] = {
        (type(each), each.id): now + place * MICROSECOND
        for place, each in enumerate(ahead, start=1)
    }
    today = day_of(now, offset_minutes)

    def entries_as_of_now(records: Iterable[T]) -> tuple[T, ...]:
        return tuple(
            each
            if (at := when.get((type(each), each.id))) is None
            else replace(each, at=at, utc_offset_minutes=offset_minutes)
            for each in records
        )

    def session_as_of_now(session: SessionRecord) -> SessionRecord:
        at = when.get((SessionRecord, session.id))
        if at is None:
            return session
        ended_at = session.ended_at - (session.started_at - at)
        return replace(session, started_at=at, ended_at=ended_at, utc_offset_minutes=offset_minutes)

    return Log(
        sessions=tuple(
            session_as_of_now(each)
            for each in log.sessions
            if each.started_at <= now or each.local_date <= today
        ),
        check_ins=entries_as_of_now(log.check_ins),
        choices=entries_as_of_now(log.choices),
        consents=entries_as_of_now(log.consents),
        mornings=tuple(
            replace(each, day=min(each.day, today)) if (Morning, each.id) in when else each
            for each in entries_as_of_now(log.mornings)
        ),
        screenings=entries_as_of_now(log.screenings),
        clearances=entries_as_of_now(log.clearances),
        profiles=entries_as_of_now(log.profiles),
        flares=entries_as_of_now(log.flares),
        measures=entries_as_of_now(log.measures),
    )


def has_future_session(log: Log, now: datetime) -> bool:
    """Whether a main session is dated later than `now`. `log` must be in the order of the store."""
    for session in reversed(log.sessions):
        if session.started_at <= now:
            return False
        if not session.is_rehearsal and session.kind is SessionKind.MAIN and has_main_work(session):
            return True
    return False


# Correcting the dates that a wrong clock gave


SLACK = timedelta(minutes=5)
"""Clocks are often corrected by this much; smaller differences are ignored."""


def dated_in_future(log: Log, now: datetime) -> list[Record]:
    """The records dated later than `now` by more than `SLACK`."""
    return dated_after(log, now + SLACK)


def days_to_set_back(records: Iterable[Record], now: datetime) -> int:
    """The whole number of days by which the last of `records` is to be moved into the past."""
    latest = max((_ends(each) for each in records), default=now)
    return max(0, ceil((latest - now) / timedelta(days=1)))


def set_back(log: Log, now: datetime, days: float) -> Log:
    """The records of `log` that are dated in the future, each moved `days` earlier; no others.

    The time between them stays the same, and so does each offset from UTC. Raises ValueError if one
    of them would still be later than `now`. `log` must be in the order of the store.
    """
    by, found = timedelta(days=days), dated_in_future(log, now)
    if any(_ends(each) - by > now for each in found):
        raise ValueError("some would still be in the future")
    ids = {each.id for each in found}
    own = {
        each.check_in.id
        for each in found
        if isinstance(each, SessionRecord) and each.check_in is not None
    }
    shifts = {
        each.id: each.local_date - _session_back(each, by).local_date
        for each in found
        if isinstance(each, SessionRecord)
    }

    def days_back(morning: Morning) -> timedelta:
        """The days by which the date of `morning` moves.

        As its session does, or as its answer does.
        """
        if morning.session is not None:
            return shifts.get(morning.session, timedelta(0))
        offset = morning.utc_offset_minutes or 0
        return day_of(morning.at, offset) - day_of(morning.at - by, offset)

    return Log(
        sessions=tuple(_session_back(each, by) for each in log.sessions if each.id in ids),
        check_ins=_entries_back([each for each in log.check_ins if each.id in ids | own], by),
        choices=_entries_back([each for each in log.choices if each.id in ids], by),
        consents=_entries_back([each for each in log.consents if each.id in ids], by),
        mornings=tuple(
            replace(each, at=each.at - by, day=each.day - days_back(each))
            for each in log.mornings
            if each.id in ids
        ),
        screenings=_entries_back([each for each in log.screenings if each.id in ids], by),
        clearances=_entries_back([each for each in log.clearances if each.id in ids], by),
        profiles=_entries_back([each for each in log.profiles if each.id in ids], by),
        flares=_entries_back([each for each in log.flares if each.id in ids], by),
        measures=_entries_back([each for each in log.measures if each.id in ids], by),
    )


def _ends(record: Record) -> datetime:
    """The last instant of a record."""
    if not isinstance(record, SessionRecord):
        return record.at
    rated = record.ended_at if record.ratings is None else record.ratings.at
    return max(record.ended_at, rated)


def _session_back(session: SessionRecord, by: timedelta) -> SessionRecord:
    check_in, ratings = session.check_in, session.ratings
    return replace(
        session,
        started_at=session.started_at - by,
        ended_at=session.ended_at - by,
        check_in=None if check_in is None else replace(check_in, at=check_in.at - by),
        ratings=None if ratings is None else replace(ratings, at=ratings.at - by),
    )


def _entries_back(records: Iterable[T], by: timedelta) -> tuple[T, ...]:
    return tuple(replace(each, at=each.at - by) for each in records)
