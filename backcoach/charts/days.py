"""What each day was, for the calendars: done, part of it, an easy day, a flare-up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from backcoach.charts.calendar import DayMark
from backcoach.coach.evidence.completion import counts
from backcoach.coach.model.records import SessionKind, SessionRecord
from backcoach.coach.model.rules.sessions import Completion

RANKS = (DayMark.NOTHING, DayMark.EASY, DayMark.FLARE, DayMark.PART, DayMark.DONE)
"""Of several sessions on a day the last one in this order stands for it."""


def marks_of(sessions: Iterable[SessionRecord], completion: Completion) -> dict[date, DayMark]:
    """The mark of every day with a session; rehearsals do not count."""
    marks: dict[date, DayMark] = {}
    for session in sessions:
        if session.is_rehearsal:
            continue
        day, mark = session.local_date, mark_of_session(session, completion)
        if RANKS.index(mark) > RANKS.index(marks.get(day, DayMark.NOTHING)):
            marks[day] = mark
    return marks


def mark_of_session(session: SessionRecord, completion: Completion) -> DayMark:
    """What a single session makes of its day."""
    if session.kind is SessionKind.FLARE:
        return DayMark.FLARE
    if session.kind is SessionKind.REST_DAY:
        return DayMark.EASY
    return DayMark.DONE if counts(session, completion) else DayMark.PART
