"""The table in which each kind of record is stored, and the year of its file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from backcoach.coach.model.outcome_measures import Measures
from backcoach.coach.model.profile import Profile
from backcoach.coach.model.records import (
    CheckIn,
    Clearance,
    Consent,
    FlareReport,
    Morning,
    Screening,
    SessionRecord,
    StageChoice,
)
from backcoach.store.codec import R


class StoredTable(NamedTuple):
    """The table in which records of one kind are stored, and the field they are sorted by.

    The list in `Log` has the same name.
    """

    name: str
    time: str = "at"


TABLES: Mapping[type[Any], StoredTable] = {
    SessionRecord: StoredTable("sessions", "started_at"),
    CheckIn: StoredTable("check_ins"),
    StageChoice: StoredTable("choices"),
    Consent: StoredTable("consents"),
    Morning: StoredTable("mornings"),
    Screening: StoredTable("screenings"),
    Clearance: StoredTable("clearances"),
    Profile: StoredTable("profiles"),
    FlareReport: StoredTable("flares"),
    Measures: StoredTable("measures"),
}


def year_of(record: R) -> int:
    """The year (UTC) of the file that contains `record`."""
    at: datetime = getattr(record, TABLES[type(record)].time)
    return at.astimezone(UTC).year
