"""The rules of the safety screen at the start (`programme.md` §4.1), one function each.

Everything is read from the log: the same screenings, clearances, check-ins and sessions always
give the same lock, in whatever order they are listed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import StrEnum

from backcoach.coach.model.days import day_of, offset_minutes_of
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.records import CheckIn, Clearance, Entry, FollowUp, Log, Screening
from backcoach.coach.model.screening_questions import (
    OPENED_BY,
    ClearanceKind,
    Group,
    Lock,
    Question,
    Questions,
)
from backcoach.coach.safety.outcomes import lock_of

DAYS_A_WEEK = 7

EMERGENCY_PAGE = "emergency"
"""The page that every screen has, save what is asked of somebody who is pregnant."""

WARNINGS = (Lock.URGENT, Lock.EMERGENCY, Lock.CALL)
"""The locks of warning signs; a group of questions leads to one of the first two."""

WORSENING, SHAPES_PAGE = "worsening", "shapes"
"""The question whether the back slowly gets worse, asked alone too, and the page it stands on."""

FIRST_VERSION = "1"
"""The screen whose answers alone opened an emergency lock again."""


class Due(StrEnum):
    """Why the screen is asked. ABOUT_YOU is no reason by itself: somebody opened About you."""

    FIRST = "first"
    VERSION = "version"
    CHECK_IN = "check_in"
    GAP = "gap"
    WEEKS = "weeks"
    OPENED = "opened"
    ABOUT_YOU = "about_you"


# What the answers lead to


def outcome_of(yes: Collection[str], questions: Questions) -> Lock:
    """The worst of what the answers lead to; `yes` holds ids of questions and their features."""
    return _worst({lock for lock, _ in marks(yes, questions.groups)})


def marks(yes: Collection[str], groups: Collection[Group]) -> list[tuple[Lock, Question]]:
    """The questions answered yes, in order, each with what it leads to.

    Ids that are no longer asked lead nowhere.
    """
    return [
        (group.outcome if question.outcome is None else question.outcome, question)
        for group in groups
        for question in group.questions
        if is_yes(question, yes)
    ]


def is_yes(question: Question, yes: Collection[str]) -> bool:
    """Whether a question was answered yes, with enough features where it has a list of them."""
    features = sum(feature.id in yes for feature in question.features)
    return question.id in yes and features >= question.features_min


def advice_of(yes: Collection[str], questions: Questions) -> tuple[str, ...]:
    """The names of the texts that follow these answers, each once."""
    found = (question.advice for _, question in marks(yes, questions.groups) if question.advice)
    return tuple(dict.fromkeys(found))


# When it is asked


def screening_due(
    log: Log, questions: Questions, now: datetime, restarted_on: date | None = None
) -> Due | None:
    """Why the screen has to be asked at `now` (aware, local); None when it need not be.

    `restarted_on` is the day on which a break became so long that training begins anew (§3.5), and
    no session has followed yet.
    """
    last = latest_screen(log)
    if last is None:
        return Due.FIRST
    restarts = restarted_on is not None and _told_on(last, now) < restarted_on
    reasons = (
        (Due.VERSION, last.version != questions.version),
        (Due.CHECK_IN, yes_at_a_check_in_since(log, last)),
        (Due.OPENED, opened_since(log, last)),
        (Due.GAP, restarts or gap_since(log, last, questions.reask_gap_days, now)),
        (Due.WEEKS, weeks_passed(last, questions.reask_weeks, now)),
    )
    return next((due for due, holds in reasons if holds), None)


def pages_due(log: Log, questions: Questions, now: datetime) -> tuple[Group, ...]:
    """The pages to ask at `now`, whenever they are asked.

    Warning signs are always asked, the other pages where they are `reask_all_weeks` weeks old.
    """
    if screening_due(log, questions, now) in (Due.FIRST, Due.VERSION):
        return questions.groups
    return tuple(
        group
        for group in questions.groups
        if group.outcome in WARNINGS or _page_is_old(log, group, questions, now)
    )


def other_pages(questions: Questions) -> tuple[Group, ...]:
    """The pages that are no warning signs: what a clinician has to agree to, what shapes a plan."""
    return tuple(group for group in questions.groups if group.outcome not in WARNINGS)


def answered_on(log: Log, groups: Collection[Group], now: datetime) -> date | None:
    """The last local day on which all these pages were answered at once; None if never."""
    wanted = {group.id for group in groups}
    answered = (each for each in log.screenings if not each.groups or wanted <= set(each.groups))
    last = max(answered, key=_order, default=None)
    return None if last is None else _told_on(last, now)


def _page_is_old(log: Log, group: Group, questions: Questions, now: datetime) -> bool:
    asked = [
        each
        for each in log.screenings
        if each.version == questions.version and (not each.groups or group.id in each.groups)
    ]
    last = max(asked, key=_order, default=None)
    return last is None or weeks_passed(last, questions.reask_all_weeks, now)


def opened_since(log: Log, last: Screening) -> bool:
    """A lock of a warning sign was opened since: its pages are asked once more."""
    kinds = {kind for lock in WARNINGS for kind in OPENED_BY[lock]}
    return any(each.at > last.at for each in _valid(log, kinds))


def known_signs(log: Log, questions: Questions) -> frozenset[str]:
    """Warning signs that locked sessions, and are known: exercise is fine, or it is old."""
    kinds = {ClearanceKind.SEEN_OK, ClearanceKind.CHECKED, ClearanceKind.UNCHANGED}
    found: set[str] = set()
    for screening in log.screenings:
        for held in _held_at(screening, questions):
            opening = _valid(log, kinds & OPENED_BY[held.lock])
            if any(_opens(each, screening, log) for each in opening):
                found.update(held.marked)
    return frozenset(found)


def agreed_signs(log: Log, questions: Questions) -> frozenset[str]:
    """What a clinician has agreed to: marks of the present screen that lock nothing any more."""
    held = [
        each
        for screening in log.screenings
        if screening.version == questions.version
        for each in _held_at(screening, questions)
        if each.lock is Lock.CLINICIAN
    ]
    standing = {id for each in standing_locks(log, questions) for id in each.marked}
    return frozenset(id for each in held for id in each.marked) - standing


def is_worsening_due(log: Log, days: int, today: date, now: datetime) -> bool:
    """Whether somebody has to be asked again who said `days` days ago that it gets worse."""
    last = next(iter(_worsening_answers(log)), None)
    return last is not None and WORSENING in last.yes and (today - _told_on(last, now)).days >= days


def goes_on_worsening(log: Log) -> bool:
    """Whether it was said, and said again when asked about it."""
    latest = [WORSENING in each.yes for each in _worsening_answers(log)[:2]]
    return latest == [True, True]


def _worsening_answers(log: Log) -> list[Screening]:
    """Every answer about it, the latest first; screens of before have no such question."""
    asked = [each for each in log.screenings if {WORSENING, SHAPES_PAGE}.intersection(each.groups)]
    return sorted(asked, key=_order, reverse=True)


def latest_screening(log: Log) -> Screening | None:
    """The last time safety questions were answered, whichever."""
    return max(log.screenings, key=_order, default=None)


def latest_screen(log: Log) -> Screening | None:
    """The last time the screen was answered, and not one page of it alone."""
    return max(filter(_is_whole, log.screenings), key=_order, default=None)


def _is_whole(screening: Screening) -> bool:
    """Whether the warning signs were asked about, and more than the first page of them."""
    return not screening.groups or (
        EMERGENCY_PAGE in screening.groups and len(screening.groups) > 1
    )


def latest_answer(log: Log) -> datetime | None:
    """When a safety question was last answered, at the start, before a session or by a tick."""
    entries: tuple[Entry, ...] = (*log.screenings, *log.clearances, *check_ins_of(log))
    return max((each.at for each in entries), default=None)


def yes_at_a_check_in_since(log: Log, last: Screening) -> bool:
    """A sign that locks was marked before a session, or in one, after the screen was answered."""
    return any(
        lock_of(check_in.outcome) is not Lock.NONE and check_in.at >= last.at
        for check_in in check_ins_of(log)
    )


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


@frozen
class StandingLock:
    """A lock that stands: since `at`, by the signs `marked` (ids) at one screen or check-in.

    `outcome` is what the check-in led to; empty for a screen. `answers` are those to what was asked
    about its signs.
    """

    lock: Lock
    at: datetime
    marked: tuple[str, ...]
    outcome: str = ""
    answers: tuple[FollowUp, ...] = ()


def standing_lock(log: Log, questions: Questions, today: date | None = None) -> Lock:
    """What keeps sessions from starting on the day `today`; the worst lock first.

    A lock opens only in its own way (`OPENED_BY`). Answers of one screen never open the lock of
    another. A clock set back opens none either. A clinician's yes holds for so long (§4.1).
    """
    return _worst({held.lock for held in standing_locks(log, questions, today)})


def standing_locks(log: Log, questions: Questions, today: date | None = None) -> list[StandingLock]:
    """Every lock that stands on the day `today`, with what was marked.

    Without a day no clinician's yes is ever too old.
    """
    at_screens = (
        standing
        for screening in log.screenings
        for held in _held_at(screening, questions)
        if (standing := _still_held(screening, held, log, questions, today)) is not None
    )
    at_check_ins = (
        StandingLock(lock, check_in.at, check_in.symptoms, check_in.outcome, check_in.follow_ups)
        for check_in in check_ins_of(log)
        if (lock := lock_of(check_in.outcome)) is not Lock.NONE
        and not _opened(check_in, lock, log, questions)
    )
    return [*at_screens, *at_check_ins, *_not_said(log)]


def _held_at(screening: Screening, questions: Questions) -> list[StandingLock]:
    """What the answers led to: the lock shown then, and those the questions themselves lead to.

    Answers are read by the screen they were given to, and only on the pages that were asked.
    """
    groups = [
        group
        for group in questions.groups_of(screening.version)
        if not screening.groups or group.id in screening.groups
    ]
    found: dict[Lock, list[str]] = {}
    for lock, question in marks(screening.yes, groups):
        found.setdefault(lock, []).append(question.id)
    if screening.outcome not in found:
        found[screening.outcome] = list(screening.yes)
    found.pop(Lock.NONE, None)
    return [StandingLock(lock, screening.at, tuple(ids)) for lock, ids in found.items()]


def _opened(source: Screening | CheckIn, lock: Lock, log: Log, questions: Questions) -> bool:
    """Whether what was said since opens the lock that `source` has set."""
    if any(_opens(clearance, source, log) for clearance in _valid(log, OPENED_BY[lock])):
        return True
    if lock not in (Lock.EMERGENCY, Lock.CALL):
        return False
    return any(
        later.version == FIRST_VERSION
        and _is_later(later, source)
        and not {Lock.EMERGENCY, Lock.CALL} & {held.lock for held in _held_at(later, questions)}
        for later in log.screenings
    )


def _still_held(
    screening: Screening, held: StandingLock, log: Log, questions: Questions, today: date | None
) -> StandingLock | None:
    """What is left of a lock; None once it is open.

    Of one that a clinician's yes has opened it is the marks for which the yes is too old.
    """
    if not _opened(screening, held.lock, log, questions):
        return held
    if today is None or held.lock is not Lock.CLINICIAN:
        return None
    marked = tuple(id for id in held.marked if id in questions.agreed_again)
    if not marked or not _is_outdated(screening, log, questions, today):
        return None
    return replace(held, marked=marked)


def _is_outdated(screening: Screening, log: Log, questions: Questions, today: date) -> bool:
    """Whether the latest clinician's yes about these answers, of which there is one, is too old."""
    agreed = _valid(log, OPENED_BY[Lock.CLINICIAN])
    about = [each for each in agreed if _opens(each, screening, log)]
    latest = max(about, key=lambda each: each.at)
    said_on = day_of(latest.at, latest.utc_offset_minutes or 0)
    return (today - said_on).days >= questions.agreed_weeks * DAYS_A_WEEK


def agreement_is_outdated(log: Log, questions: Questions, today: date) -> bool:
    """Whether sessions are locked for nothing but that a clinician's yes has become too old."""
    return (
        standing_lock(log, questions) is Lock.NONE
        and standing_lock(log, questions, today) is Lock.CLINICIAN
    )


def _opens(clearance: Clearance, source: Screening | CheckIn, log: Log) -> bool:
    """Whether a tick is about `source`: it belongs to its own screen and to those before.

    A check-in comes before every tick that is later.
    """
    if isinstance(source, CheckIn):
        return clearance.at > source.at
    (about,) = (each for each in log.screenings if each.id == clearance.screening)
    return _order(about) >= _order(source)


def _is_later(screening: Screening, source: Screening | CheckIn) -> bool:
    if isinstance(source, CheckIn):
        return screening.at > source.at
    return _order(screening) > _order(source)


def _not_said(log: Log) -> Iterator[StandingLock]:
    """A hospital said nothing about exercise: then a clinician has to agree, as before any."""
    agreed = [each.at for each in _valid(log, {ClearanceKind.CLINICIAN_OK})]
    for clearance in _valid(log, {ClearanceKind.SEEN}):
        if not any(at > clearance.at for at in agreed):
            yield StandingLock(Lock.CLINICIAN, clearance.at, ())


def _valid(log: Log, kinds: Collection[ClearanceKind]) -> list[Clearance]:
    """The clearances of these kinds whose screening is still in the log."""
    known = {screening.id for screening in log.screenings}
    return [each for each in log.clearances if each.kind in kinds and each.screening in known]


def seen_about(log: Log, questions: Questions) -> frozenset[str]:
    """The signs for which a hospital said that exercise is fine, after they had locked sessions."""
    said_ok = _valid(log, {ClearanceKind.SEEN_OK})
    found: set[str] = set()
    for screening in log.screenings:
        for held in _held_at(screening, questions):
            emergency = held.lock in (Lock.EMERGENCY, Lock.CALL)
            if emergency and any(_opens(each, screening, log) for each in said_ok):
                found.update(held.marked)
    for check_in in check_ins_of(log):
        emergency = lock_of(check_in.outcome) in (Lock.EMERGENCY, Lock.CALL)
        if emergency and any(_opens(each, check_in, log) for each in said_ok):
            found.update(check_in.symptoms)
    return frozenset(found)


def check_ins_of(log: Log) -> Iterator[CheckIn]:
    """Every check-in, those of rehearsals too: what somebody said about their body stays said."""
    yield from log.check_ins
    yield from (session.check_in for session in log.sessions if session.check_in is not None)


def _order(screening: Screening) -> tuple[datetime, str]:
    return screening.at, screening.id


def _worst(locks: Collection[Lock]) -> Lock:
    return max(locks, key=lambda lock: lock.severity, default=Lock.NONE)
