"""Which mornings the user is asked about: after a session, and every day in a flare-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from operator import attrgetter

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.records import Log, Morning, SessionKind, SessionRecord
from backcoach.coach.model.rules.pain import Readiness


def morning_after(session: SessionRecord) -> date:
    """The local date of the morning after `session`."""
    return session.local_date + timedelta(days=1)


@frozen
class MorningToReport:
    """A morning the user can report on: its local day, and the session it follows, if any."""

    day: date
    session: SessionRecord | None = None


def after(session: SessionRecord) -> MorningToReport:
    """The morning after `session`."""
    return MorningToReport(morning_after(session), session)


def latest_answers(mornings: Iterable[Morning]) -> dict[str, Morning]:
    """The latest answer about the morning after each session, by session id."""
    ordered = sorted(mornings, key=attrgetter("at", "id"))
    return {each.session: each for each in ordered if each.session is not None}


NEXT_MORNING = 12 * 60
"""The minutes of a move west from which on the same date has another morning."""


def is_another(one: Morning, offset_minutes: int | None) -> bool:
    """Whether a morning of the same date is another than `one`, with clocks `offset_minutes` east.

    After a flight over the date line a date may come twice, and with it a second morning. A few
    time zones further west it is still the same morning.
    """
    own = one.utc_offset_minutes
    return own is not None and offset_minutes is not None and own - offset_minutes >= NEXT_MORNING


Key = str | tuple[date, int]
"""Identifies a morning.

By the id of a session, or by date and the number of mornings it had before.
"""


def key_of(morning: Morning, answers: Mapping[Key, Morning]) -> Key:
    """The key of `morning`; a later answer about the same morning has the same key.

    `answers` holds the answers so far, in order of time.
    """
    return morning.session or place_of(morning, answers)


def place_of(morning: Morning, answers: Mapping[Key, Morning]) -> tuple[date, int]:
    """The date of a morning, and its number (from 0) among the mornings of that date."""
    number = 0
    while (earlier := answers.get((morning.day, number))) is not None:
        if not is_another(earlier, morning.utc_offset_minutes):
            break
        number += 1
    return morning.day, number


def can_answer(session: SessionRecord, today: date) -> bool:
    """Whether the morning after `session` has come by `today`; rehearsals have none."""
    return not session.is_rehearsal and morning_after(session) <= today


def last_to_answer(log: Log, today: date, on: date | None = None) -> SessionRecord | None:
    """The latest session whose morning after has come by `today`.

    `on` limits it to sessions of a day.
    """
    return latest(
        each for each in log.sessions if can_answer(each, today) and on in (None, each.local_date)
    )


def default_morning(log: Log, today: date, flare_since: date | None) -> MorningToReport | None:
    """The morning that an answer on `today` is about when nothing else is given; None without one.

    In a flare-up that began on `flare_since` it is today's morning, session or not; else the one
    after the last session. If there were several sessions that day, it follows the main one.
    """
    last = last_to_answer(log, today)
    if flare_since is None or flare_since == today:
        return None if last is None else after(last)
    if last is not None and morning_after(last) == today:
        return after(last)
    return MorningToReport(today)


def morning_due(
    log: Log,
    today: date,
    readiness: Readiness,
    flare_since: date | None = None,
    offset_minutes: int | None = None,
) -> MorningToReport | None:
    """The morning the coach asks about on `today` by itself; None if none is due.

    It is the morning after the last session, until it is answered or too many days have passed. In
    a flare-up, from the day after `flare_since` on, it is every day's own morning. Clocks are now
    `offset_minutes` east of UTC.
    """
    if flare_since is not None and flare_since < today:
        asked = default_morning(log, today, flare_since)
        answered = any(
            each.day == today and not is_another(each, offset_minutes) for each in log.mornings
        )
        return None if answered else asked
    last = latest(each for each in log.sessions if not each.is_rehearsal)
    if last is None or not can_answer(last, today):
        return None
    if (today - morning_after(last)).days >= readiness.morning_asked_days:
        return None
    return None if any(each.session == last.id for each in log.mornings) else after(last)


def latest(sessions: Iterable[SessionRecord]) -> SessionRecord | None:
    """The last of `sessions`; if there were several that day, the last main one."""
    found: SessionRecord | None = None
    for session in sorted(sessions, key=attrgetter("started_at", "id")):
        if found is None or not _stays(found, session):
            found = session
    return found


def _stays(session: SessionRecord, later: SessionRecord) -> bool:
    """Whether the morning is about `session` and not the `later` one.

    Only it is a main one of that day.
    """
    outranks = session.kind is SessionKind.MAIN is not later.kind
    return outranks and session.local_date == later.local_date
