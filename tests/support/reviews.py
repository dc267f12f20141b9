"""Builds weeks of training for the review, with the real programme."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from backcoach.coach.model.records import SessionKind, SessionRecord
from backcoach.coach.review.review import Review, review
from backcoach.coach.review.schedule import MeasuresDue, measures_due
from backcoach.coach.standing.standing import standing
from tests.support.content import catalogue, programme
from tests.support.logs import Fact, a_log, a_session, day

RULES = programme().review


def trained(*days: int, pain: int | None = 2, **more: object) -> list[Fact]:
    """A whole session on each of these days, with this pain before it."""
    return [a_session(number, pain_before=pain, **more) for number in days]  # type: ignore[arg-type]


def weekly(weeks: int, pain: int | None = 2, first: int = 0) -> list[Fact]:
    """Three sessions a week, begun on day `first`."""
    return [
        a_session(first + 7 * week + offset, pain_before=pain)
        for week in range(weeks)
        for offset in (0, 2, 4)
    ]


def of_kind(session: SessionRecord, kind: SessionKind) -> SessionRecord:
    return replace(session, kind=kind)


def reviewed(number: int, *facts: Fact) -> Review:
    """The review on day `number`; there is one."""
    found = review_on(number, *facts)
    assert found is not None
    return found


def review_on(number: int, *facts: Fact) -> Review | None:
    log, content = a_log(*facts), catalogue()
    here = standing(log, content.programme, day(number), exercises=content.exercises)
    return review(log, day(number), content.programme, here.levels)


def due_on(number: int, *facts: Fact, put_off: date | None = None) -> MeasuresDue | None:
    return measures_due(a_log(*facts), day(number), programme(), put_off=put_off)
