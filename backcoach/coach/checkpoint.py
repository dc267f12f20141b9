"""Going on from where an earlier walk through the log ended, instead of walking all of it again.

Ten years of sessions take a fifth of a second to replay; what was added since takes none. Going on
is allowed only where it provably gives what the whole walk gives: everything new happened after
everything known, and nothing new changes how the known is read. `carries_on` checks that and says
no whenever in doubt; then the whole log is walked.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

from backcoach.coach.history import moments
from backcoach.coach.replay import Replay
from backcoach.coach.safety import Outcome
from backcoach.coach.session import CheckIn, Log


@dataclass(frozen=True, slots=True)
class Known:
    """What has to be remembered of a log to go on after it.

    `until` is the latest instant anywhere in it and `last_day` the latest local day. `rehearsals`
    are ids of sessions; `unheard` the sessions that mornings are about and that it does not hold;
    `loose` the check-ins no session holds, `unlisted` those that only a session holds.
    """

    recent: Log
    until: datetime
    last_day: date
    rehearsals: frozenset[str]
    unheard: frozenset[str]
    loose: frozenset[str]
    unlisted: frozenset[str]


def known_of(log: Log) -> Known | None:
    """What to remember of `log`; None while there is no session that lends its offset from UTC."""
    real = [session for session in log.sessions if not session.is_rehearsal]
    if not real:
        return None
    held = {session.check_in.id for session in real if session.check_in is not None}
    listed = {check_in.id for check_in in log.check_ins}
    sessions = {session.id for session in log.sessions}
    return Known(
        recent=recent_of(log),
        until=max(_instants(log)),
        last_day=max(moment.day for moment in moments(log, date.max)),
        rehearsals=frozenset(each.id for each in log.sessions if each.is_rehearsal),
        unheard=frozenset(
            each.session
            for each in log.mornings
            if each.session is not None and each.session not in sessions
        ),
        loose=frozenset(listed - held),
        unlisted=frozenset(held - listed),
    )


def known_after(known: Known, new: Log) -> Known:
    """What to remember once `new` has happened too; only where `carries_on` allowed it.

    Without the older facts it sometimes remembers more than needed, never less.
    """
    real = [session for session in new.sessions if not session.is_rehearsal]
    held = {session.check_in.id for session in real if session.check_in is not None}
    listed = {check_in.id for check_in in new.check_ins}
    sessions = {session.id for session in new.sessions}
    about = {each.session for each in new.mornings if each.session is not None}
    everything = together(known.recent, new)
    return Known(
        recent=recent_of(everything),
        until=max([known.until, *_instants(new)]),
        last_day=max([known.last_day, *(each.day for each in moments(everything, date.max))]),
        rehearsals=known.rehearsals | {each.id for each in new.sessions if each.is_rehearsal},
        unheard=known.unheard | (about - sessions),
        loose=known.loose | (listed - held),
        unlisted=known.unlisted | (held - listed),
    )


def recent_of(log: Log) -> Log:
    """The part of `log` that everything but the standing and the history is answered from.

    That is whether something is locked or due, which session was the last, and what was consented
    to: the same answers as from all of `log`, today and on any later day.
    """
    real = [session for session in log.sessions if not session.is_rehearsal]
    latest = max(real, key=lambda each: (each.started_at, each.id), default=None)
    last_day = max(real, key=lambda each: each.local_date, default=None)
    sessions = {each.id: each for each in (last_day, latest) if each is not None}
    there = {session.id for session in log.sessions}
    return Log(
        sessions=tuple(sorted(sessions.values(), key=lambda each: (each.started_at, each.id))),
        check_ins=tuple(dict.fromkeys(each for each in _check_ins(log) if _matters(each))),
        choices=log.choices,
        consents=log.consents,
        mornings=tuple(
            each for each in log.mornings if each.session in sessions or each.session not in there
        ),
        screenings=log.screenings,
        clearances=log.clearances,
        profiles=log.profiles,
        flares=log.flares,
    )


def together(first: Log, then: Log) -> Log:
    """All facts of both, list by list."""
    return Log(
        **{each.name: getattr(first, each.name) + getattr(then, each.name) for each in fields(Log)}
    )


def carries_on(known: Known, new: Log, today: date) -> bool:
    """Whether a walk that ended with what is `known` may go on with `new` and reach `today`."""
    if known.last_day > today:
        return False
    if any(at <= known.until for at in _instants(new)):
        return False
    sessions = {session.id for session in new.sessions}
    held = {each.check_in.id for each in new.sessions if each.check_in is not None}
    listed = {check_in.id for check_in in new.check_ins}
    about = {morning.session for morning in new.mornings}
    return not (
        about & known.rehearsals
        or sessions & known.unheard
        or held & known.loose
        or listed & known.unlisted
    )


def go_on(replay: Replay, known: Known, new: Log, today: date) -> None:
    """Let `new` happen to a `replay` that ended with what is `known`, up to and with `today`.

    Only where `carries_on` allows it.
    """
    for moment in moments(together(known.recent, new), today):
        if moment.at > known.until:
            replay.pass_days(moment.day)
            replay.take(moment)


def _instants(log: Log) -> list[datetime]:
    """Every time the walk may sort by."""
    instants: list[datetime] = []
    for records in (log.check_ins, log.choices, log.consents, log.mornings, log.screenings):
        instants += [each.at for each in records]
    for others in (log.clearances, log.profiles, log.flares):
        instants += [each.at for each in others]
    for session in log.sessions:
        instants += (session.started_at, session.ended_at)
        if session.check_in is not None:
            instants.append(session.check_in.at)
    return instants


def _check_ins(log: Log) -> list[CheckIn]:
    own = [session.check_in for session in log.sessions if session.check_in is not None]
    return [*log.check_ins, *own]


def _matters(check_in: CheckIn) -> bool:
    """Something was said that may lock sessions or ask the safety questions again."""
    return bool(check_in.symptoms) or check_in.outcome != Outcome.GO
