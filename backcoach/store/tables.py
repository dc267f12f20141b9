"""In which table each kind of record is kept, and in the file of which year."""

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


class KeptIn(NamedTuple):
    """Where records of one kind are kept: a table, in order of their `time`; `Log` names it too."""

    name: str
    time: str = "at"


TABLES: Mapping[type[Any], KeptIn] = {
    SessionRecord: KeptIn("sessions", "started_at"),
    CheckIn: KeptIn("check_ins"),
    StageChoice: KeptIn("choices"),
    Consent: KeptIn("consents"),
    Morning: KeptIn("mornings"),
    Screening: KeptIn("screenings"),
    Clearance: KeptIn("clearances"),
    Profile: KeptIn("profiles"),
    FlareReport: KeptIn("flares"),
    Measures: KeptIn("measures"),
}


def year_of(record: R) -> int:
    """The year in UTC whose file holds `record`."""
    at: datetime = getattr(record, TABLES[type(record)].time)
    return at.astimezone(UTC).year
