"""Continues a replay of the log from where an earlier one ended, instead of replaying all of it.

Replaying ten years of sessions takes a fifth of a second, replaying only the newest takes almost
none. Continuing is allowed only where it certainly gives the same result as a full replay: every
new record is later than every known one, and none of them changes what known records mean.
`can_continue` checks this and answers no whenever in doubt; then the whole log is replayed.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from itertools import islice, pairwise

from backcoach.coach.evidence.absence import close
from backcoach.coach.evidence.completion import has_work
from backcoach.coach.evidence.moments import moments
from backcoach.coach.evidence.mornings import latest
from backcoach.coach.evidence.present import last_day
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.records import CheckIn, Log, SessionRecord
from backcoach.coach.model.rules.sessions import MissedTime
from backcoach.coach.safety.outcomes import Outcome
from backcoach.coach.standing.days import pass_days
from backcoach.coach.standing.replay import Replay
from backcoach.coach.standing.take import take


@frozen
class Checkpoint:
    """What has to be known about a log to continue its replay later.

    `recent` is the part of the log described at `recent_of`. `until` is the latest instant of any
    record, `last_day` the latest local day, and `replayed_day` the latest local day of a record
    that the replay uses. `rehearsals` are ids of sessions; `unknown_sessions` are ids that mornings
    refer to but the log does not hold. `unattached` are the check-ins that no session holds,
    `unlisted` those that only a session holds.
    """

    recent: Log
    until: datetime
    last_day: date
    replayed_day: date
    rehearsals: frozenset[str]
    unknown_sessions: frozenset[str]
    unattached: frozenset[str]
    unlisted: frozenset[str]


def checkpoint_of(log: Log, rules: MissedTime) -> Checkpoint | None:
    """The checkpoint of `log`; None without a session, which would supply an offset from UTC."""
    real = [session for session in log.sessions if not session.is_rehearsal]
    if not real:
        return None
    held = {session.check_in.id for session in real if session.check_in is not None}
    listed = {check_in.id for check_in in log.check_ins}
    sessions = {session.id for session in log.sessions}
    return Checkpoint(
        recent=recent_of(log, rules),
        until=max(_instants(log)),
        last_day=last_day(log),
        replayed_day=max(moment.day for moment in moments(log, date.max)),
        rehearsals=frozenset(each.id for each in log.sessions if each.is_rehearsal),
        unknown_sessions=frozenset(
            each.session
            for each in log.mornings
            if each.session is not None and each.session not in sessions
        ),
        unattached=frozenset(listed - held),
        unlisted=frozenset(held - listed),
    )


def checkpoint_after(known: Checkpoint, new: Log, rules: MissedTime) -> Checkpoint:
    """The checkpoint after `new` as well; call it only where `can_continue` is true.

    Since older records are missing, it may hold more than it needs, but never less.
    """
    real = [session for session in new.sessions if not session.is_rehearsal]
    held = {session.check_in.id for session in real if session.check_in is not None}
    listed = {check_in.id for check_in in new.check_ins}
    sessions = {session.id for session in new.sessions}
    about = {each.session for each in new.mornings if each.session is not None}
    everything = joined(known.recent, new)
    return Checkpoint(
        recent=recent_of(everything, rules),
        until=max([known.until, *_instants(new)]),
        last_day=max(known.last_day, last_day(everything)),
        replayed_day=max(known.replayed_day, *(each.day for each in moments(everything, date.max))),
        rehearsals=known.rehearsals | {each.id for each in new.sessions if each.is_rehearsal},
        unknown_sessions=known.unknown_sessions | (about - sessions),
        unattached=known.unattached | (listed - held),
        unlisted=known.unlisted | (held - listed),
    )


WEEK = timedelta(days=7)


def recent_of(log: Log, rules: MissedTime) -> Log:
    """The part of `log` that is needed when the coach opens.

    It answers whether a lock holds or a question is due, which session was the last, whether there
    is consent, what the profile says, which measures and reviews are due, and what was done in the
    present week. The answers are the same as from all of `log`, on its last day and on any later
    one. It must not be used for anything else: most of its sessions are reduced to their times.
    """
    real = [session for session in log.sessions if not session.is_rehearsal]
    real.sort(key=_order)
    found = (*real[-1:], max(real, key=lambda each: each.local_date, default=None), latest(real))
    last = [each for each in found if each is not None]
    sessions = {
        each.id: _outline(each)
        for each in (*_break_outline(real, rules), *_offset_sources(real, log))
    }
    if real:
        since = max(each.local_date for each in real) - WEEK
        sessions |= {each.id: each for each in real if each.local_date > since}
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


def _break_outline(real: list[SessionRecord], rules: MissedTime) -> list[SessionRecord]:
    """As few sessions as still show every break: no gap between two of them is a new break.

    Of the sessions in which something was done, in order, these are the first and the last of every
    run without a break (`schedule.course_on`), and some between them so that no gap between two of
    them counts as a break.
    """
    worked = [session for session in real if has_work(session)]
    found = worked[:1]
    longest = close(rules)
    for session, following in pairwise(worked):
        pause = following.started_at - session.started_at
        if pause > longest:
            found += [session, following]
        elif following.started_at - found[-1].started_at > longest:
            found.append(session)
    return [*found, *worked[-1:]]


def _offset_sources(real: list[SessionRecord], log: Log) -> list[SessionRecord]:
    """The first session, and those whose offset from UTC dates a measure or profile without one."""
    starts = [session.started_at for session in real]
    undated = [each.at for each in log.measures if each.utc_offset_minutes is None]
    undated += [each.at for each in log.profiles if each.utc_offset_minutes is None]
    places = {max(0, bisect_right(starts, at) - 1) for at in undated} | {0}
    return [real[place] for place in sorted(places)] if real else []


def _outline(session: SessionRecord) -> SessionRecord:
    """`session` reduced to its times and whether anything was done in it."""
    done = (each for each in session.sets if each.done.reps > 0 or each.done.seconds > 0)
    return replace(
        session, sets=tuple(islice(done, 1)), check_in=None, pain_reports=(), ratings=None
    )


def _order(session: SessionRecord) -> tuple[datetime, str]:
    return session.started_at, session.id


def joined(first: Log, then: Log) -> Log:
    """The records of both logs, list by list."""
    return Log(
        **{each.name: getattr(first, each.name) + getattr(then, each.name) for each in fields(Log)}
    )


def can_continue(known: Checkpoint, new: Log, today: date) -> bool:
    """Whether the replay that ended at `known` may be continued with `new`, up to `today`."""
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
        or sessions & known.unknown_sessions
        or held & known.unattached
        or listed & known.unlisted
    )


def continue_replay(replay: Replay, known: Checkpoint, new: Log, today: date) -> None:
    """Continue `replay`, which ended at `known`, with `new`, up to the end of `today`.

    Call it only where `can_continue` is true.
    """
    for moment in moments(joined(known.recent, new), today):
        if moment.at > known.until:
            # Days never go back, and `recent` may lack the record of the latest day.
            following = moment._replace(day=max(moment.day, known.replayed_day))
            pass_days(replay, following.day)
            take(replay, following)


def _instants(log: Log) -> list[datetime]:
    """Every instant by which the replay may sort a record."""
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
    """Whether the check-in may lock sessions, say something about health, or date a question."""
    marked = check_in.symptoms or check_in.follow_ups or check_in.also_asked
    return bool(marked) or check_in.outcome != Outcome.GO
