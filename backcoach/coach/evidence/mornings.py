"""Mornings: the one after a session, those of a flare-up, and when each is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from operator import attrgetter

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.records import Log, Morning, SessionKind, SessionRecord
from backcoach.coach.model.rules import Readiness


def morning_after(session: SessionRecord) -> date:
    """The local date of the morning after `session`."""
    return session.local_date + timedelta(days=1)


@frozen
class MorningToReport:
    """A morning to tell of: its local day, and the session it followed, if it is about one."""

    day: date
    session: SessionRecord | None = None


def after(session: SessionRecord) -> MorningToReport:
    """The question about the morning after `session`."""
    return MorningToReport(morning_after(session), session)


def latest_answers(mornings: Iterable[Morning]) -> dict[str, Morning]:
    """By session id the answer that stands: a later one takes the place of an earlier one."""
    ordered = sorted(mornings, key=attrgetter("at", "id"))
    return {each.session: each for each in ordered if each.session is not None}


NEXT_MORNING = 12 * 60
"""So many minutes west, the date of a morning comes once more with a morning of its own."""


def is_another(one: Morning, offset_minutes: int | None) -> bool:
    """Whether a morning of the same date is not `one`, where clocks are `offset_minutes` east.

    After a flight over the date line a date comes twice, and so does its morning. A few zones to
    the west it is still the same one.
    """
    own = one.utc_offset_minutes
    return own is not None and offset_minutes is not None and own - offset_minutes >= NEXT_MORNING


Key = str | tuple[date, int]
"""What a morning is about: the id of a session, or a date and how many mornings it had before."""


def key_of(morning: Morning, answers: Mapping[Key, Morning]) -> Key:
    """The key of `morning`: a later answer about the same morning has the same key.

    `answers` holds the answers so far, in order of time.
    """
    return morning.session or place_of(morning, answers)


def place_of(morning: Morning, answers: Mapping[Key, Morning]) -> tuple[date, int]:
    """Which morning it was: its date, and its number among those of that date."""
    number = 0
    while (earlier := answers.get((morning.day, number))) is not None:
        if not is_another(earlier, morning.utc_offset_minutes):
            break
        number += 1
    return morning.day, number


def can_answer(session: SessionRecord, today: date) -> bool:
    """Whether there is a morning after `session` to tell of; rehearsals have none."""
    return not session.is_rehearsal and morning_after(session) <= today


def last_to_answer(log: Log, today: date, on: date | None = None) -> SessionRecord | None:
    """The latest session whose morning after has come by `today`; `on` names the session's day."""
    return latest(
        each for each in log.sessions if can_answer(each, today) and on in (None, each.local_date)
    )


def default_morning(log: Log, today: date, flare_since: date | None) -> MorningToReport | None:
    """What an answer given on `today` is about when nobody says: None when there is nothing yet.

    In flare-up mode, since the day `flare_since`, that is this very morning, session or not; else
    the morning after the last session. Of one day it is the main session that is asked about,
    whatever easy one followed.
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
    """The morning to ask about on `today`, of itself: after the last session, while remembered.

    None when it is still to come, has been told of, or is too many days ago. In flare-up mode,
    from the day after `flare_since` on, each morning is asked about, session or not. Clocks are
    `offset_minutes` east of UTC by now.
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
    """The last of `sessions`; of one day the main one, whatever easy one followed."""
    found: SessionRecord | None = None
    for session in sorted(sessions, key=attrgetter("started_at", "id")):
        if found is None or not _stays(found, session):
            found = session
    return found


def _stays(session: SessionRecord, later: SessionRecord) -> bool:
    """Whether `session` is asked about although `later` followed: it was the main one that day."""
    outranks = session.kind is SessionKind.MAIN is not later.kind
    return outranks and session.local_date == later.local_date
