"""Sample records for tests of the store."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from backcoach.coach.model.exercise import Mode, Side
from backcoach.coach.model.outcome_measures import Activity, Measures
from backcoach.coach.model.profile import Profile, Weight, WeightUnit
from backcoach.coach.model.programme import Length, Section
from backcoach.coach.model.records import (
    Answer,
    CheckIn,
    Clearance,
    Consent,
    Energy,
    FlareReport,
    Log,
    Morning,
    PainReport,
    Ratings,
    Screening,
    SessionKind,
    SessionRecord,
    SetRecord,
    StageChoice,
    StageDecision,
    Status,
    Work,
)
from backcoach.coach.model.screening_questions import ClearanceKind, Lock
from backcoach.store import LogStore
from backcoach.store.disk.lock import WRITE_LOCK
from backcoach.store.tables import TABLES

MORNING = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)


def check_in(number: int = 1) -> CheckIn:
    return CheckIn(
        f"check-in-{number}",
        MORNING,
        2,
        ("numbness",),
        "go",
        "1",
        minutes_up=45,
        energy=Energy.POOR,
    )


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
        ratings=Ratings(
            start + timedelta(minutes=26), 3, 5, "Stiff at first — dann gut.", 2, ("BRI1",)
        ),
        kind=SessionKind.REST_DAY,
    )


def done_set(index: int) -> SetRecord:
    work = Work(8, 40.0)
    weight = Weight(12.5, WeightUnit.KG)
    return SetRecord(
        index, Section.MAIN, "BRI1", 2, Mode.REPS, Side.BOTH, 1, work, work, pain=1, weight=weight
    )


def choice(number: int = 1) -> StageChoice:
    return StageChoice(f"choice-{number}", MORNING, StageDecision.STAY, 1)


def consent(number: int = 1) -> Consent:
    return Consent(f"consent-{number}", MORNING, "1")


def morning(number: int = 1) -> Morning:
    return Morning(f"morning-{number}", MORNING, f"session-{number}", date(2026, 3, 2), 3, False)


def screening(number: int = 1) -> Screening:
    return Screening(f"screening-{number}", MORNING, "1", ("one_leg",), Lock.URGENT)


def clearance(number: int = 1) -> Clearance:
    return Clearance(f"clearance-{number}", MORNING, "screening-1", ClearanceKind.CHECKED)


def profile(number: int = 1) -> Profile:
    return Profile(
        f"profile-{number}",
        MORNING,
        tags=("osteoporosis_load", "knee_pain"),
        clinician_ok=("osteoporosis_load",),
        equipment=("mat", "chair"),
        usual_pain=4,
        length=Length.STANDARD,
        sessions_a_week=2,
        activities=("Putting on socks — im Stehen",),
        trains_already=True,
        unit=WeightUnit.LB,
    )


def flare(number: int = 1) -> FlareReport:
    return FlareReport(f"flare-{number}", MORNING)


def measures(number: int = 1) -> Measures:
    return Measures(f"measures-{number}", MORNING, 4, (Activity("Socken — im Stehen", 6),))


SMALL_LOG = Log(
    (session(1), session(2)),
    (check_in(1), check_in(2)),
    (choice(),),
    (consent(),),
    (morning(1), morning(2)),
    (screening(),),
    (clearance(),),
    (profile(),),
    (flare(),),
    (measures(),),
)


def keep_all(store: LogStore, log: Log) -> None:
    for each in fields(log):
        for record in getattr(log, each.name):
            store.save(record)


def file_with(path: Path, log: Log = SMALL_LOG) -> bytes:
    """Write `log` into the folder of `path`, the file of the year it is from; its bytes."""
    LogStore(path.parent).save_all(log)
    return path.read_bytes()


def log_with(*records: Any) -> Log:  # noqa: ANN401
    """The log of just these records, whatever their kind."""
    lists: dict[str, list[Any]] = {table.name: [] for table in TABLES.values()}
    for record in records:
        lists[TABLES[type(record)].name].append(record)
    return Log(**{name: tuple(kept) for name, kept in lists.items()})


def facts_of(log: Log) -> list[Any]:
    return [record for each in fields(log) for record in getattr(log, each.name)]


def ordered(log: Log) -> Log:
    """`log` in the order a store gives it back."""

    def order(record: Any) -> tuple[datetime, str]:  # noqa: ANN401
        return (getattr(record, "started_at", None) or record.at, record.id)

    lists = {each.name: getattr(log, each.name) for each in fields(log)}
    return Log(**{name: tuple(sorted(kept, key=order)) for name, kept in lists.items()})


def files_in(folder: Path) -> list[str]:
    """Every file of the store in the data folder, but for the lock, which stays."""
    found = (each for each in folder.rglob("*") if not each.is_dir() and each.name != WRITE_LOCK)
    return sorted(str(each.relative_to(folder)) for each in found)
