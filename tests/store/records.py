"""Records to keep."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from backcoach.coach.exercise import Mode, Side
from backcoach.coach.programme import Length, Section
from backcoach.coach.questions import ClearanceKind, Lock
from backcoach.coach.session import (
    Answer,
    CheckIn,
    Clearance,
    Consent,
    Decision,
    Log,
    Morning,
    PainReport,
    Ratings,
    Screening,
    SessionRecord,
    SetRecord,
    StageChoice,
    Status,
    Work,
)
from backcoach.store import LogStore

MORNING = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)


def check_in(number: int = 1) -> CheckIn:
    return CheckIn(f"check-in-{number}", MORNING, 2, ("numbness",), "go", "1")


def session(number: int = 1, sets: int = 3) -> SessionRecord:
    """The session of day `number`, with `sets` sets."""
    start = MORNING + timedelta(days=number)
    return SessionRecord(
        id=f"session-{number}",
        started_at=start,
        ended_at=start + timedelta(minutes=25),
        utc_offset_minutes=60,
        status=Status.COMPLETED,
        stage=1,
        template="1A",
        length=Length.STANDARD,
        programme_version="1",
        app_version="0.1.0",
        planned_seconds=1500,
        active_seconds=1490.5,
        sets=tuple(done_set(index) for index in range(sets)),
        check_in=check_in(number),
        pain_reports=(PainReport(0, "CAT1", 1, Side.BOTH, 1, 12.5, 4, Answer.EASIER),),
        ratings=Ratings(start + timedelta(minutes=26), 3, 5, "Stiff at first — dann gut."),
    )


def done_set(index: int) -> SetRecord:
    work = Work(8, 40.0)
    return SetRecord(index, Section.MAIN, "BRI1", 2, Mode.REPS, Side.BOTH, 1, work, work, pain=1)


def choice(number: int = 1) -> StageChoice:
    return StageChoice(f"choice-{number}", MORNING, Decision.STAY, 1)


def consent(number: int = 1) -> Consent:
    return Consent(f"consent-{number}", MORNING, "1")


def morning(number: int = 1) -> Morning:
    return Morning(f"morning-{number}", MORNING, f"session-{number}", date(2026, 3, 2), 3, False)


def screening(number: int = 1) -> Screening:
    return Screening(f"screening-{number}", MORNING, "1", ("one_leg",), Lock.URGENT)


def clearance(number: int = 1) -> Clearance:
    return Clearance(f"clearance-{number}", MORNING, "screening-1", ClearanceKind.CHECKED)


SMALL_LOG = Log(
    (session(1), session(2)),
    (check_in(1), check_in(2)),
    (choice(),),
    (consent(),),
    (morning(1), morning(2)),
    (screening(),),
    (clearance(),),
)


def keep_all(store: LogStore, log: Log) -> None:
    for kept_session in log.sessions:
        store.keep_session(kept_session)
    for kept_check_in in log.check_ins:
        store.keep_check_in(kept_check_in)
    for kept_choice in log.choices:
        store.keep_choice(kept_choice)
    for kept_consent in log.consents:
        store.keep_consent(kept_consent)
    for kept_morning in log.mornings:
        store.keep_morning(kept_morning)
    for kept_screening in log.screenings:
        store.keep_screening(kept_screening)
    for kept_clearance in log.clearances:
        store.keep_clearance(kept_clearance)


def file_with(path: Path, log: Log = SMALL_LOG) -> bytes:
    """Write `log` to `path`; its bytes."""
    keep_all(LogStore(path), log)
    return path.read_bytes()


def ordered(log: Log) -> Log:
    """`log` in the order a store gives it back."""
    return Log(
        tuple(sorted(log.sessions, key=lambda kept: (kept.started_at, kept.id))),
        tuple(sorted(log.check_ins, key=lambda kept: (kept.at, kept.id))),
        tuple(sorted(log.choices, key=lambda kept: (kept.at, kept.id))),
        tuple(sorted(log.consents, key=lambda kept: (kept.at, kept.id))),
        tuple(sorted(log.mornings, key=lambda kept: (kept.at, kept.id))),
        tuple(sorted(log.screenings, key=lambda kept: (kept.at, kept.id))),
        tuple(sorted(log.clearances, key=lambda kept: (kept.at, kept.id))),
    )
