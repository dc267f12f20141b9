"""The morning after a session: which day that is, which answer stands, and when to ask for one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from operator import attrgetter

from backcoach.coach.programme import Readiness
from backcoach.coach.session import Kind, Log, Morning, SessionRecord


def morning_after(session: SessionRecord) -> date:
    """The local date of the morning after `session`."""
    return session.local_date + timedelta(days=1)


def standing_answers(mornings: Iterable[Morning]) -> dict[str, Morning]:
    """By session id the answer that stands: a later one takes the place of an earlier one."""
    ordered = sorted(mornings, key=attrgetter("at", "id"))
    return {each.session: each for each in ordered if each.session is not None}


def can_answer(session: SessionRecord, today: date) -> bool:
    """Whether there is a morning after `session` to tell of; rehearsals have none."""
    return not session.is_rehearsal and morning_after(session) <= today


def last_to_answer(log: Log, today: date, on: date | None = None) -> SessionRecord | None:
    """The latest session whose morning after has come by `today`; `on` names the session's day."""
    return _latest(
        each for each in log.sessions if can_answer(each, today) and on in (None, each.local_date)
    )


def morning_due(log: Log, today: date, readiness: Readiness) -> SessionRecord | None:
    """The session to ask about on `today`, of itself: the last one, while it can be remembered.

    None when its morning is still to come, has been told of, or is too many days ago. Of one day it
    is the main session that is asked about, whatever easy one followed.
    """
    last = _latest(each for each in log.sessions if not each.is_rehearsal)
    if last is None or not can_answer(last, today):
        return None
    if (today - morning_after(last)).days >= readiness.morning_asked_days:
        return None
    return None if any(each.session == last.id for each in log.mornings) else last


def _latest(sessions: Iterable[SessionRecord]) -> SessionRecord | None:
    return max(sessions, key=_order, default=None)


def _order(session: SessionRecord) -> tuple[date, bool, datetime, str]:
    return session.local_date, session.kind is Kind.MAIN, session.started_at, session.id
