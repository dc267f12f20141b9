"""The log: everything that ever happened, in one file."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from tinydb import TinyDB
from tinydb.table import Table

from backcoach.coach.measures import Measures
from backcoach.coach.profile import Profile
from backcoach.coach.session import (
    CheckIn,
    Clearance,
    Consent,
    FlareReport,
    Log,
    Morning,
    Screening,
    SessionRecord,
    StageChoice,
)
from backcoach.store.codec import R, from_text, to_plain
from backcoach.store.errors import StoreError
from backcoach.store.storage import KEPT, AtomicJSONStorage, Record
from backcoach.strict import StrictError, convert_strict, decode_json

PROGRAM = "backcoach"
SCHEMA_VERSION = 1

_META = "meta"


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


@dataclass(frozen=True, slots=True)
class Meta:
    """What the file says about itself."""

    program: str = PROGRAM
    schema_version: int = SCHEMA_VERSION


class _Identity(msgspec.Struct):
    """The one field of a record that is needed to find it."""

    id: str


_identity = msgspec.json.Decoder(_Identity)


class RecordTable(Table):
    """A table whose records are known by their own `id`, never by TinyDB's number.

    Two processes that write in turn give the same number twice.
    """

    def put(self, document: Mapping[str, Any]) -> None:
        """Add `document`, or let it take the place of the one with its `id`: one read, one write.

        Whole records are replaced, so that no field of the old one shines through.
        """

        def place(records: dict[int, Mapping[Any, Any]]) -> None:
            for number, record in records.items():
                if _id_of(record) == document["id"]:
                    records[number] = document
                    return
            records[max(records, default=0) + 1] = document

        self._update_table(place)


class LogDatabase(TinyDB):
    """TinyDB with our kind of tables."""

    table_class = RecordTable


class LogStore:
    """The log in the file `path`, which is first touched when something is read or kept.

    Every method raises StoreError, and then leaves the file as it is: when it is damaged, was
    written by a newer version, or can't be read or written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = LogDatabase(path, storage=AtomicJSONStorage)
        self._known: dict[str, dict[bytes, Any]] = {}

    def load(self) -> Log:
        """Everything in the file, each list in order of time, then id; empty without a file."""
        return self._checked() or Log()

    def keep(self, record: R) -> None:
        """Add `record`, or let it take the place of the one of its kind with its id."""
        name = TABLES[type(record)].name
        document = self._document(record)
        if self._checked() is None:
            self._table(_META).insert(asdict(Meta()))
        self._table(name).put(document)

    def keep_all(self, log: Log) -> None:
        """Do with every record of `log` what `keep` does with one: all of it in one write."""
        wanted = {
            table.name: [self._document(record) for record in getattr(log, table.name)]
            for table in TABLES.values()
        }
        storage = self._database.storage
        if self._checked() is None:
            tables: dict[str, dict[str, Any]] = {_META: {"1": asdict(Meta())}}
        else:
            tables = storage.read() or {}
        for name, documents in wanted.items():
            records = tables.setdefault(name, {}) if documents else {}
            number_of = {_id_of(record): number for number, record in records.items()}
            last = max(map(int, records), default=0)
            for document in documents:
                if document["id"] not in number_of:
                    last += 1
                    number_of[document["id"]] = str(last)
                records[number_of[document["id"]]] = document
        storage.write(tables)

    def _document(self, record: R) -> dict[str, Any]:
        """`record` as it is kept; StoreError when it could not be read back."""
        try:
            return to_plain(record)
        except StrictError as error:
            problem = f"{TABLES[type(record)].name}: {record.id} can't be kept: {error}"
            raise StoreError(self._path, problem, "Nothing was changed.") from None

    def _table(self, name: str) -> RecordTable:
        """The table `name`, without a query cache, which would not see other processes' writes."""
        table = self._database.table(name, cache_size=0)
        assert isinstance(table, RecordTable)
        return table

    def _checked(self) -> Log | None:
        """What the file holds, once all of it is known to be sound; None without a file."""
        with _collector_paused():
            tables = self._database.storage.read()
            if tables is None:
                return None
            try:
                _check_meta(self._path, tables.get(_META, {}))
                _check_names(tables)
                return Log(
                    **{
                        table.name: self._records(tables, kind, table)
                        for kind, table in TABLES.items()
                    }
                )
            except StrictError as error:
                raise StoreError(self._path, str(error), KEPT) from None

    def _records(
        self, tables: Mapping[str, Mapping[str, Record]], kind: type[R], table: KeptIn
    ) -> tuple[R, ...]:
        """The records of one table in order. Errors name them by the number they have in the file.

        What was decoded once is known by its text; only what is new in the file costs time.
        """
        name = table.name
        known, now_known = self._known.get(name, {}), {}
        number_of: dict[str, str] = {}
        for number, document in tables.get(name, {}).items():
            record = known.get(document.text)
            if record is None:
                record = _decoded(document.text, kind, f"{name}[{number}]")
            now_known[document.text] = record
            if record.id in number_of:
                problem = f"the same as in {name}[{number_of[record.id]}]"
                raise StrictError(f"{name}[{number}].id", problem)
            number_of[record.id] = number
        self._known[name] = now_known
        order: Callable[[R], Any] = attrgetter(table.time, "id")
        return tuple(sorted(now_known.values(), key=order))


def _decoded(text: bytes, kind: type[R], path: str) -> R:
    try:
        return from_text(text, kind)
    except StrictError as error:
        raise StrictError(f"{path}.{error.path}" if error.path else path, error.problem) from None


def _check_meta(path: Path, records: Mapping[str, Record]) -> None:
    """StoreError for a newer schema, StrictError for a file that is no log of this program."""
    if len(records) != 1:
        raise StrictError(_META, f"expected one record, got {len(records)}")
    ((number, record),) = records.items()
    try:
        data = decode_json(record.text)
        version = data.get("schema_version") if isinstance(data, dict) else None
        if isinstance(version, int) and version > SCHEMA_VERSION:
            problem = f"written in schema version {version}, this program knows {SCHEMA_VERSION}"
            raise StoreError(path, problem, "Update backcoach; nothing was changed.")
        meta = convert_strict(data, Meta)
    except StrictError as error:
        raise StrictError(f"{_META}[{number}].{error.path}", error.problem) from None
    if meta != Meta():
        raise StrictError(f"{_META}[{number}]", f"expected {asdict(Meta())}, got {asdict(meta)}")


_NAMES = frozenset(table.name for table in TABLES.values())


def _check_names(tables: Mapping[str, object]) -> None:
    for name in tables:
        if name != _META and name not in _NAMES:
            raise StrictError(name, "unknown key")


def _id_of(record: Mapping[str, Any]) -> str:
    """A stored record's id without decoding the rest of it."""
    if isinstance(record, Record):
        return _identity.decode(record.text).id
    return str(record["id"])


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No garbage collection while very many objects are made that all stay.

    It would look at all of them again and again, and takes three times as long as decoding.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
