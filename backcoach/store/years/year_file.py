"""The records of one year, in a TinyDB file that finds them by their own ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.table import Table

from backcoach.store.disk.files import read_file, read_head
from backcoach.store.errors import DamagedError, NewerError
from backcoach.store.years.records import FileRecords, part_of
from backcoach.store.years.sealed import SCHEMA_VERSION, Record, checksum_of, version_in
from backcoach.store.years.storage import AtomicJSONStorage


class _Identity(msgspec.Struct):
    """The one field of a record that is needed to find it."""

    id: str


_identity = msgspec.json.Decoder(_Identity)


class RecordTable(Table):
    """A table that identifies records by their own `id`, not by TinyDB's number.

    Two processes that write in turn may use the same number twice.
    """

    def put(self, documents: Iterable[Mapping[str, Any]]) -> None:
        """Add `documents`; each replaces the one with its `id`, if there is one.

        Records are replaced as a whole, so that no field of the old one remains.
        """

        def place(records: dict[int, Mapping[Any, Any]]) -> None:
            number_of = {_id_of(record): number for number, record in records.items()}
            following = max(records, default=0) + 1
            for document in documents:
                number = number_of.setdefault(document["id"], following)
                records[number] = document
                following = max(following, number + 1)

        self._update_table(place)

    def drop(self, wanted: str) -> None:
        """Remove the record with the id `wanted`."""

        def leave_out(records: dict[int, Mapping[Any, Any]]) -> None:
            for number in [each for each, record in records.items() if _id_of(record) == wanted]:
                del records[number]

        self._update_table(leave_out)


class LogDatabase(TinyDB):
    """A TinyDB with tables of this module's class."""

    table_class = RecordTable


class YearFile:
    """The records of one year, in the file `path`; `year` is None for the file of version 1."""

    def __init__(self, path: Path, year: int | None) -> None:
        self.path = path
        self._year = year
        self._database = LogDatabase(path, storage=AtomicJSONStorage)
        self._part: FileRecords | None = None
        self._seen: object = None

    @property
    def storage(self) -> AtomicJSONStorage:
        """The storage that reads and writes the file."""
        storage = self._database.storage
        assert isinstance(storage, AtomicJSONStorage)
        return storage

    def part(self) -> FileRecords | None:
        """The checked content of the file; None without a file."""
        content = self.storage.look()
        if content is None:
            return None
        if self._part is None or self._seen is not content:
            try:
                self._part = part_of(self.path, content.tables, self._year)
            except DamagedError:
                # A newer version's records need not be valid for this one.
                newer = self.newer()
                if newer is None:
                    raise
                raise newer
            self._seen = content
        return self._part

    def newer(self) -> NewerError | None:
        """Why nothing may be written, if a newer version of the program wrote the file.

        Else None.
        """
        content = self.storage.content
        if content is None or content.version <= SCHEMA_VERSION:
            return None
        problem = (
            f"written in schema version {content.version}, this program knows {SCHEMA_VERSION}"
        )
        return NewerError(self.path, problem, "Update backcoach; nothing was changed.")

    def is_older(self) -> bool:
        """Whether an older version of the program wrote the file."""
        version = version_in(read_head(self.path))
        return version is not None and version < SCHEMA_VERSION

    def table(self, name: str) -> RecordTable:
        """The table `name`, without a query cache, which would not see other processes' writes."""
        table = self._database.table(name, cache_size=0)
        assert isinstance(table, RecordTable)
        return table

    def may_hold(self, ids: list[str]) -> bool:
        """Whether one of `ids` may be in the file.

        For a single id this is quicker than reading it.
        """
        if len(ids) > 1 or self.storage.content is not None:
            return True
        text = read_file(self.path) or b""
        return checksum_of(text) is None or msgspec.json.encode(ids[0]) in text


def _id_of(record: Mapping[str, Any]) -> str:
    """A stored record's id without decoding the rest of it."""
    if isinstance(record, Record):
        return record.decoded.id if record.decoded else _identity.decode(record.text).id
    return str(record["id"])
