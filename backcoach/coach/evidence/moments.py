"""Lists all records of the log in order of time, each with its local day.

The day of a record follows from its instant and its own offset from UTC. Records stored before
schema version 3 have no offset, except for sessions. They use the offset of the last session begun
before them, or of the first one after them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from backcoach.coach.model.days import day_of
from backcoach.coach.model.profile import Profile
from backcoach.coach.model.records import (
    CheckIn,
    Clearance,
    Entry,
    FlareReport,
    Log,
    Morning,
    Screening,
    SessionRecord,
    StageChoice,
)
from backcoach.coach.safety.check_in import is_warning
from backcoach.coach.safety.conditions import tells_of_health

Fact = (
    CheckIn | Morning | StageChoice | SessionRecord | Profile | FlareReport | Screening | Clearance
)
"""What a replay looks at."""


class DatedFact(NamedTuple):
    """A record, placed at the instant `at` (UTC) on the user's local `day`.

    A session is placed at its end, on the day it began, and its own check-in at its start. An
    answer about a morning is placed at the time of the answer, whichever morning it is about.
    """

    at: datetime
    day: date
    what: Fact


def moments(log: Log, today: date, offset_minutes: int = 0) -> list[DatedFact]:
    """All records up to the end of the local day `today`, in order of time; `log` may be unsorted.

    Rehearsals and their mornings are left out, and so are the questions before them unless a
    warning sign was reported. At the same instant profiles come first, then safety answers,
    check-ins, mornings, flare reports, choices and sessions. `offset_minutes` east of UTC dates
    records without an offset of their own while there is no session.

    Days never go back: when a traveller arrives where it is still the day before, what happens
    there counts for the day that had begun already.
    """
    rehearsals: set[str] = set()
    real: list[tuple[SessionRecord, date]] = []
    for session in sorted(log.sessions, key=attrgetter("started_at", "id")):
        if session.is_rehearsal:
            rehearsals.add(session.id)
        elif (day := session.local_date) <= today:
            real.append((session, day))
    offset_at = _Offsets([session for session, _ in real], offset_minutes)

    check_ins = [
        DatedFact(session.started_at, day, session.check_in)
        for session, day in real
        if session.check_in is not None
    ]
    own = {session.check_in.id for session, _ in real if session.check_in is not None}
    loose = [
        check_in
        for check_in in log.check_ins
        if check_in.id not in own and (is_warning(check_in) or not check_in.rehearsal)
    ]
    check_ins += [_local(each, offset_at) for each in sorted(loose, key=attrgetter("at", "id"))]
    mornings = [
        _local(morning, offset_at)
        for morning in sorted(log.mornings, key=attrgetter("id"))
        if morning.session not in rehearsals
    ]
    choices = [_local(choice, offset_at) for choice in sorted(log.choices, key=attrgetter("id"))]
    profiles = [_local(each, offset_at) for each in sorted(log.profiles, key=attrgetter("id"))]
    flares = [_local(each, offset_at) for each in sorted(log.flares, key=attrgetter("id"))]
    sessions = [
        DatedFact(max(session.started_at, session.ended_at), day, session) for session, day in real
    ]
    screenings = sorted(log.screenings, key=attrgetter("id"))
    of_health: list[Screening | Clearance] = [*screenings, *_clearances_that_tell(log)]
    health = [_local(each, offset_at) for each in of_health]
    everything = (*profiles, *health, *check_ins, *mornings, *flares, *choices, *sessions)
    together = [moment for moment in everything if moment.day <= today]
    if _travelled(log):
        _never_go_back(together)
    return sorted(together, key=attrgetter("at"))


def _clearances_that_tell(log: Log) -> list[Clearance]:
    """The clearances that say what suits somebody, of screens that do."""
    about = {each.id for each in log.screenings if tells_of_health(each)}
    found = [each for each in log.clearances if each.screening in about and tells_of_health(each)]
    return sorted(found, key=attrgetter("id"))


def health_answers(
    log: Log, today: date, offset_minutes: int = 0
) -> list[tuple[Screening | CheckIn | Clearance | Profile, date]]:
    """What was said that decides what suits somebody, in order, with local days.

    What a clock that was ahead has dated later than `today` counts as said today.
    """
    day_of_record = local_days(log, today, offset_minutes)
    own = (each.check_in for each in log.sessions if each.check_in is not None)
    check_ins = {each.id: each for each in (*log.check_ins, *own) if tells_of_health(each)}
    screenings = [each for each in log.screenings if tells_of_health(each)]
    found: list[Screening | CheckIn | Clearance | Profile] = [
        *sorted(log.profiles, key=attrgetter("id")),
        *sorted(screenings, key=attrgetter("id")),
        *_clearances_that_tell(log),
        *sorted(check_ins.values(), key=attrgetter("id")),
    ]
    in_order = sorted(found, key=attrgetter("at"))
    return [(each, min(day_of_record(each), today)) for each in in_order]


def _travelled(log: Log) -> bool:
    """Whether two records have different offsets; only then can a day occur twice."""
    offsets = {session.utc_offset_minutes for session in log.sessions}
    lists: tuple[Sequence[Entry], ...] = (log.check_ins, log.mornings, log.choices)
    for records in (*lists, log.profiles, log.flares, log.screenings):
        offsets |= {minutes for each in records if (minutes := each.utc_offset_minutes) is not None}
    return len(offsets) > 1


def _never_go_back(moments: list[DatedFact]) -> None:
    """Raise days where needed so that none is before the day of an earlier moment."""
    latest = date.min
    for place in sorted(range(len(moments)), key=lambda place: _dated_at(moments[place])):
        moment = moments[place]
        if moment.day < latest:
            moments[place] = moment._replace(day=latest)
        else:
            latest = moment.day


def _dated_at(moment: DatedFact) -> datetime:
    """The instant that determines the day of the moment."""
    return moment.what.started_at if isinstance(moment.what, SessionRecord) else moment.at


def days_along(sessions: Sequence[SessionRecord]) -> list[date]:
    """The local days of `sessions` (in order of time); no day is before the one preceding it."""
    latest, days = date.min, []
    for session in sessions:
        latest = max(latest, session.local_date)
        days.append(latest)
    return days


DayOf = Callable[[Entry], date]
"""The user's local day of a record."""


def local_days(log: Log, today: date, offset_minutes: int = 0) -> DayOf:
    """A function that gives the local day of an entry of the log, as `moments` does.

    The sessions are looked through once, at the first call that needs them.
    """

    @cache
    def offsets() -> _Offsets:
        real = [each for each in log.sessions if not each.is_rehearsal and each.local_date <= today]
        return _Offsets(sorted(real, key=attrgetter("started_at", "id")), offset_minutes)

    def day(record: Entry) -> date:
        own = record.utc_offset_minutes
        return day_of(record.at, offsets()(record.at) if own is None else own)

    return day


class _Offsets:
    """Gives the offset from UTC at any instant, as far as the sessions around it show.

    It is that of the last session begun before the instant, or else of the first one after it;
    `otherwise` is used when there is no session.
    """

    def __init__(self, sessions: list[SessionRecord], otherwise: int) -> None:
        self._otherwise = otherwise
        self._starts = [session.started_at for session in sessions]
        self._minutes = [session.utc_offset_minutes for session in sessions]

    def __call__(self, at: datetime) -> int:
        if not self._starts:
            return self._otherwise
        return self._minutes[max(0, bisect_right(self._starts, at) - 1)]


def _local(
    what: CheckIn | Morning | StageChoice | Profile | FlareReport | Screening | Clearance,
    offset_at: _Offsets,
) -> DatedFact:
    own = what.utc_offset_minutes
    return DatedFact(what.at, day_of(what.at, offset_at(what.at) if own is None else own), what)
