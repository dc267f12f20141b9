"""The rules of the one-off safety screen (`programme.md` §4.1), one function each.

Everything is read from the log: the same screenings, clearances, check-ins and sessions always
give the same lock, in whatever order they are listed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from enum import StrEnum

from backcoach.coach.model.days import day_of, offset_minutes_of
from backcoach.coach.model.records import CheckIn, Clearance, Entry, Log, Screening
from backcoach.coach.model.screening_questions import ClearanceKind, Lock, Question, Questions
from backcoach.coach.safety.check_in import Outcome, is_warning

DAYS_A_WEEK = 7

TICKS = {Lock.URGENT: ClearanceKind.CHECKED, Lock.CLINICIAN: ClearanceKind.CLINICIAN_OK}
"""The tick that lifts each lock; an emergency has none."""


class Due(StrEnum):
    """Why the screen is asked."""

    FIRST = "first"
    VERSION = "version"
    CHECK_IN = "check_in"
    GAP = "gap"
    WEEKS = "weeks"


# What the answers lead to


def outcome_of(yes: Collection[str], questions: Questions) -> Lock:
    """The worst of what the answers lead to; `yes` holds ids of questions and their features."""
    return _worst(locks_of(yes, questions))


def locks_of(yes: Collection[str], questions: Questions) -> frozenset[Lock]:
    """Everything the answers lead to. Ids that are no longer asked lead nowhere."""
    return frozenset(
        group.outcome
        for group in questions.groups
        for question in group.questions
        if is_yes(question, yes)
    )


def is_yes(question: Question, yes: Collection[str]) -> bool:
    """Whether a question was answered yes, with enough features where it has a list of them."""
    features = sum(feature.id in yes for feature in question.features)
    return question.id in yes and features >= question.features_min


# When it is asked


def screening_due(log: Log, questions: Questions, now: datetime) -> Due | None:
    """Why the screen has to be asked at `now` (aware, local); None when it need not be."""
    last = latest_screening(log)
    if last is None:
        return Due.FIRST
    if last.version != questions.version:
        return Due.VERSION
    if yes_at_a_check_in_since(log, last):
        return Due.CHECK_IN
    if gap_since(log, last, questions.reask_gap_days, now):
        return Due.GAP
    if weeks_passed(last, questions.reask_weeks, now):
        return Due.WEEKS
    return None


def latest_screening(log: Log) -> Screening | None:
    """The last time the screen was answered."""
    return max(log.screenings, key=_order, default=None)


def latest_answer(log: Log) -> datetime | None:
    """When a safety question was last answered, at the start, before a session or by a tick."""
    told: tuple[Entry, ...] = (*log.screenings, *log.clearances, *_check_ins(log))
    return max((each.at for each in told), default=None)


def yes_at_a_check_in_since(log: Log, last: Screening) -> bool:
    """Anything new was said before a session (§4.2) after the screen was answered."""
    return any(is_warning(check_in) and check_in.at >= last.at for check_in in _check_ins(log))


def gap_since(log: Log, last: Screening, gap_days: int, now: datetime) -> bool:
    """`gap_days` or more days without a session, and not answered since the gap was that long.

    Rehearsals are no sessions. Before the first session there is no gap.
    """
    days = [session.local_date for session in log.sessions if not session.is_rehearsal]
    if not days:
        return False
    last_session, today = max(days), _today(now)
    return (today - last_session).days >= gap_days > (_told_on(last, now) - last_session).days


def weeks_passed(last: Screening, weeks: int, now: datetime) -> bool:
    """The answers are `weeks` weeks old, counted in local days."""
    return (_today(now) - _told_on(last, now)).days >= weeks * DAYS_A_WEEK


def _today(now: datetime) -> date:
    return day_of(now.astimezone(UTC), offset_minutes_of(now))


def _told_on(answered: Screening, now: datetime) -> date:
    """The local day of the answers; those without an offset of their own lie on that of `now`."""
    own = answered.utc_offset_minutes
    return day_of(answered.at, offset_minutes_of(now) if own is None else own)


# What is locked


def standing_lock(log: Log, questions: Questions) -> Lock:
    """What keeps sessions from starting now; the worst lock first.

    A lock goes only in its own way: an emergency by a new screen without one, the others by their
    tick. Answers of one screen never lift the lock of another. A clock set back lifts none either.
    """
    if emergency_stands(log, questions):
        return Lock.EMERGENCY
    if urgent_stands(log, questions):
        return Lock.URGENT
    if clinician_stands(log, questions):
        return Lock.CLINICIAN
    return Lock.NONE


def emergency_stands(log: Log, questions: Questions) -> bool:
    """Group A at the last screen, or at a check-in after it."""
    last = latest_screening(log)
    if last is not None and Lock.EMERGENCY in _locks_at(last, questions):
        return True
    return any(
        check_in.outcome == Outcome.EMERGENCY and (last is None or check_in.at >= last.at)
        for check_in in _check_ins(log)
    )


def urgent_stands(log: Log, questions: Questions) -> bool:
    """Group B at a screen, or at a check-in, without "I have been checked" since."""
    return _waits(log, questions, Lock.URGENT) or any(
        check_in.outcome == Outcome.URGENT
        and not any(clearance.at > check_in.at for clearance in _valid(log, ClearanceKind.CHECKED))
        for check_in in _check_ins(log)
    )


def clinician_stands(log: Log, questions: Questions) -> bool:
    """Group C at a screen without "a clinician says exercise is fine" since."""
    return _waits(log, questions, Lock.CLINICIAN)


def _waits(log: Log, questions: Questions, lock: Lock) -> bool:
    """A screen led to `lock`, and no tick for it belongs to it or to a later one."""
    answered = {screening.id: screening for screening in log.screenings}
    cleared = [_order(answered[each.screening]) for each in _valid(log, TICKS[lock])]
    last_cleared = max(cleared, default=None)
    return any(
        lock in _locks_at(screening, questions)
        and (last_cleared is None or _order(screening) > last_cleared)
        for screening in log.screenings
    )


def _valid(log: Log, kind: ClearanceKind) -> Iterator[Clearance]:
    """The clearances of this kind whose screening is still in the log."""
    known = {screening.id for screening in log.screenings}
    return (each for each in log.clearances if each.kind is kind and each.screening in known)


def _locks_at(screening: Screening, questions: Questions) -> frozenset[Lock]:
    """What the answers led to, then and by the questions of today."""
    return locks_of(screening.yes, questions) | {screening.outcome}


def _check_ins(log: Log) -> Iterator[CheckIn]:
    """Every check-in, those of rehearsals too: what somebody said about their body stays said."""
    yield from log.check_ins
    yield from (session.check_in for session in log.sessions if session.check_in is not None)


def _order(screening: Screening) -> tuple[datetime, str]:
    return screening.at, screening.id


def _worst(locks: Collection[Lock]) -> Lock:
    return max(locks, key=lambda lock: lock.severity, default=Lock.NONE)
