"""Going on from where an earlier walk through the log ended, instead of walking all of it again.

Ten years of sessions take a fifth of a second to replay; what was added since takes none. Going on
is allowed only where it provably gives what the whole walk gives: everything new happened after
everything known, and nothing new changes how the known is read. `carries_on` checks that and says
no whenever in doubt; then the whole log is walked.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import fields, replace
from datetime import date, datetime
from itertools import islice, pairwise

from backcoach.coach.evidence.absence import close
from backcoach.coach.evidence.completion import has_work
from backcoach.coach.evidence.moments import moments
from backcoach.coach.evidence.mornings import latest
from backcoach.coach.evidence.present import last_day
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.records import CheckIn, Log, SessionRecord
from backcoach.coach.model.rules import MissedTime
from backcoach.coach.safety.check_in import Outcome
from backcoach.coach.standing.replay import Replay


@frozen
class Remembered:
    """What has to be remembered of a log to go on after it.

    `until` is the latest instant anywhere in it, `last_day` the latest local day, and `walked_day`
    the latest one of what the walk looks at. `rehearsals`
    are ids of sessions; `unheard` the sessions that mornings are about and that it does not hold;
    `loose` the check-ins no session holds, `unlisted` those that only a session holds.
    """

    recent: Log
    until: datetime
    last_day: date
    walked_day: date
    rehearsals: frozenset[str]
    unheard: frozenset[str]
    loose: frozenset[str]
    unlisted: frozenset[str]


def known_of(log: Log, rules: MissedTime) -> Remembered | None:
    """What to remember of `log`; None while there is no session that lends its offset from UTC."""
    real = [session for session in log.sessions if not session.is_rehearsal]
    if not real:
        return None
    held = {session.check_in.id for session in real if session.check_in is not None}
    listed = {check_in.id for check_in in log.check_ins}
    sessions = {session.id for session in log.sessions}
    return Remembered(
        recent=recent_of(log, rules),
        until=max(_instants(log)),
        last_day=last_day(log),
        walked_day=max(moment.day for moment in moments(log, date.max)),
        rehearsals=frozenset(each.id for each in log.sessions if each.is_rehearsal),
        unheard=frozenset(
            each.session
            for each in log.mornings
            if each.session is not None and each.session not in sessions
        ),
        loose=frozenset(listed - held),
        unlisted=frozenset(held - listed),
    )


def known_after(known: Remembered, new: Log, rules: MissedTime) -> Remembered:
    """What to remember once `new` has happened too; only where `carries_on` allowed it.

    Without the older facts it sometimes remembers more than needed, never less.
    """
    real = [session for session in new.sessions if not session.is_rehearsal]
    held = {session.check_in.id for session in real if session.check_in is not None}
    listed = {check_in.id for check_in in new.check_ins}
    sessions = {session.id for session in new.sessions}
    about = {each.session for each in new.mornings if each.session is not None}
    everything = together(known.recent, new)
    return Remembered(
        recent=recent_of(everything, rules),
        until=max([known.until, *_instants(new)]),
        last_day=max(known.last_day, last_day(everything)),
        walked_day=max(known.walked_day, *(each.day for each in moments(everything, date.max))),
        rehearsals=known.rehearsals | {each.id for each in new.sessions if each.is_rehearsal},
        unheard=known.unheard | (about - sessions),
        loose=known.loose | (listed - held),
        unlisted=known.unlisted | (held - listed),
    )


def recent_of(log: Log, rules: MissedTime) -> Log:
    """The part of `log` that all that comes up on opening is answered from.

    That is whether something is locked or due, which session was the last, what was consented to,
    who somebody is, and which measures and reviews have come: the same answers as from all of
    `log`, on its last day and on any later one. Nothing else may be asked of it: of most sessions
    that it holds only their time is left.
    """
    real = [session for session in log.sessions if not session.is_rehearsal]
    real.sort(key=_order)
    found = (*real[-1:], max(real, key=lambda each: each.local_date, default=None), latest(real))
    last = [each for each in found if each is not None]
    sessions = {each.id: _trace(each) for each in (*_chain(real, rules), *_lenders(real, log))}
    sessions |= {each.id: each for each in last}
    there = {session.id for session in log.sessions}
    whole = {each.id for each in last}
    return Log(
        sessions=tuple(sorted(sessions.values(), key=_order)),
        check_ins=tuple(dict.fromkeys(each for each in _check_ins(log) if _matters(each))),
        choices=log.choices,
        consents=log.consents,
        mornings=tuple(
            each for each in log.mornings if each.session in whole or each.session not in there
        ),
        screenings=log.screenings,
        clearances=log.clearances,
        profiles=log.profiles,
        flares=log.flares,
        measures=log.measures,
    )


def _chain(real: list[SessionRecord], rules: MissedTime) -> list[SessionRecord]:
    """As few as tell when somebody trained: no longer pause between them than there was.

    Of the sessions in which something was done, ordered, these are the first and the last of every
    run without a break (`schedule.course_on`), and some between them, so that none seems to be one.
    """
    worked = [session for session in real if has_work(session)]
    kept = worked[:1]
    longest = close(rules)
    for session, following in pairwise(worked):
        pause = following.started_at - session.started_at
        if pause > longest:
            kept += [session, following]
        elif following.started_at - kept[-1].started_at > longest:
            kept.append(session)
    return [*kept, *worked[-1:]]


def _lenders(real: list[SessionRecord], log: Log) -> list[SessionRecord]:
    """The sessions that lend their offset from UTC to what is told now and then, and the first."""
    starts = [session.started_at for session in real]
    told = [each.at for each in log.measures if each.utc_offset_minutes is None]
    told += [each.at for each in log.profiles if each.utc_offset_minutes is None]
    places = {max(0, bisect_right(starts, at) - 1) for at in told} | {0}
    return [real[place] for place in sorted(places)] if real else []


def _trace(session: SessionRecord) -> SessionRecord:
    """When `session` was and whether anything was done in it; the rest is left out."""
    done = (each for each in session.sets if each.done.reps > 0 or each.done.seconds > 0)
    return replace(
        session, sets=tuple(islice(done, 1)), check_in=None, pain_reports=(), ratings=None
    )


def _order(session: SessionRecord) -> tuple[datetime, str]:
    return session.started_at, session.id


def together(first: Log, then: Log) -> Log:
    """All facts of both, list by list."""
    return Log(
        **{each.name: getattr(first, each.name) + getattr(then, each.name) for each in fields(Log)}
    )


def carries_on(known: Remembered, new: Log, today: date) -> bool:
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


def go_on(replay: Replay, known: Remembered, new: Log, today: date) -> None:
    """Let `new` happen to a `replay` that ended with what is `known`, up to and with `today`.

    Only where `carries_on` allows it.
    """
    for moment in moments(together(known.recent, new), today):
        if moment.at > known.until:
            # Days never go back, and the recent part need not hold what the last one was of.
            following = moment._replace(day=max(moment.day, known.walked_day))
            replay.pass_days(following.day)
            replay.take(following)


def _instants(log: Log) -> list[datetime]:
    """Every time the walk may sort by."""
    instants: list[datetime] = []
    for records in (log.check_ins, log.choices, log.consents, log.mornings, log.screenings):
        instants += [each.at for each in records]
    for others in (log.clearances, log.profiles, log.flares, log.measures):
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
