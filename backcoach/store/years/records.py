"""The records in the tables of a file, all checked, and the log they make up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from backcoach.coach.model.records import Log, SessionRecord
from backcoach.store.codec import R, from_text
from backcoach.store.errors import RESTORE_HINT, DamagedError
from backcoach.store.tables import TABLES, StoredTable, year_of
from backcoach.store.years.sealed import Record
from backcoach.strict import StrictError

_NAMES = frozenset(table.name for table in TABLES.values())

Records = Mapping[str, Mapping[str, Any]]
"""By table, then by id."""


class FileRecords(NamedTuple):
    """The records of one file."""

    path: Path
    records: Records


def part_of(
    path: Path, tables: Mapping[str, Mapping[str, Record]], year: int | None
) -> FileRecords:
    """The records of the file `path`, all of them sound and, where it has one, of its `year`.

    DamagedError names the first fault by its table and its number there.
    """
    try:
        for name in tables:
            if name not in _NAMES:
                raise StrictError(name, "unknown key")
        records = {
            table.name: _records(tables.get(table.name, {}), kind, table, year)
            for kind, table in TABLES.items()
        }
    except StrictError as error:
        raise DamagedError(path, str(error), RESTORE_HINT) from None
    return FileRecords(path, records)


def _records(
    documents: Mapping[str, Record], kind: type[R], table: StoredTable, year: int | None
) -> dict[str, R]:
    found: dict[str, R] = {}
    number_of: dict[str, str] = {}
    for number, document in documents.items():
        record: R | None = document.decoded
        if record is None:
            record = _decoded(document.text, kind, f"{table.name}[{number}]")
            if year is not None and year_of(record) != year:
                problem = f"belongs into {year_of(record):04}.json"
                raise StrictError(f"{table.name}[{number}].{table.time}", problem)
            document.decoded = record
        if record.id in found:
            problem = f"the same as in {table.name}[{number_of[record.id]}]"
            raise StrictError(f"{table.name}[{number}].id", problem)
        found[record.id] = record
        number_of[record.id] = number
    return found


def _decoded(text: bytes, kind: type[R], path: str) -> R:
    try:
        return from_text(text, kind)
    except StrictError as error:
        raise StrictError(f"{path}.{error.path}" if error.path else path, error.problem) from None


def log_of(parts: Iterable[FileRecords], older: FileRecords | None = None) -> Log:
    """Everything in `parts`, each list in order of time, then id; DamagedError for an id in two.

    Of `older`, the single file of version 1, only records that the others lack are used.
    """
    together: dict[str, dict[str, Any]] = {name: {} for name in _NAMES}
    for part in parts:
        check_apart(part, together)
        for name, records in part.records.items():
            together[name].update(records)
    if older is not None:
        for name, records in older.records.items():
            together[name] = {**records, **together[name]}
    return Log(**{table.name: _in_order(together[table.name], table) for table in TABLES.values()})


def check_apart(part: FileRecords, others: Mapping[str, Mapping[str, object]]) -> None:
    """Raise DamagedError if an id of `part` is among the `others` of its table."""
    for name, records in part.records.items():
        twice = others[name].keys() & records.keys()
        if twice:
            problem = f"{name}: {min(twice)} is in another year's file too"
            raise DamagedError(part.path, problem, RESTORE_HINT)


def sessions_of(part: FileRecords) -> tuple[SessionRecord, ...]:
    """The sessions of one file in order of time, then id."""
    return _in_order(part.records[TABLES[SessionRecord].name], TABLES[SessionRecord])


def _in_order(records: Mapping[str, Any], table: StoredTable) -> tuple[Any, ...]:
    order: Callable[[Any], Any] = attrgetter(table.time, "id")
    return tuple(sorted(records.values(), key=order))
