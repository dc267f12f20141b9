"""TinyDB's storage on one file that is always whole and can tell whether it was changed since.

TinyDB reads all of a file before it writes all of it. To make that cheap, records are left as the
text they stand in the file as and decoded only when somebody looks inside; what was read is kept
for as long as the file on disk is still the same; and a write formats the one record that is new.

A file begins with its seal: program, schema version, and the CRC-32 of all that follows. The seal
is replaced together with the content, so the two can't be torn apart. A file that was edited by
hand, or by chance, can be told from one that was not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import msgspec
from tinydb.storages import Storage

from backcoach.coach.frozen import frozen
from backcoach.store.errors import KEPT, DamagedError, StoreError
from backcoach.store.files import Stamp, read_stamped, stamp_of, write_atomically
from backcoach.store.migrations import migrated
from backcoach.strict import (
    StrictError,
    check_finite,
    check_keys_once,
    convert_strict,
    decode_json,
)

PROGRAM = "backcoach"
SCHEMA_VERSION = 2
META = "meta"

Tables = dict[str, dict[str, Any]]

_tables = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])
_SEAL = re.compile(
    rb'\{\n"meta": \{\n"1": \{\n "program": "backcoach",\n "schema_version": (\d{1,9}),'
    rb'\n "crc32": "([0-9a-f]{8})"\n\}\n\}'
)


@frozen
class Meta:
    """What a file says about itself. Version 1 had no checksum."""

    program: str
    schema_version: int
    crc32: str = ""


class Content(NamedTuple):
    """The tables of a file without its meta, its checksum (None where that does not agree), and
    the schema version it was written in.
    """

    tables: Tables
    checksum: str | None
    version: int = SCHEMA_VERSION


def checksum_of(text: bytes) -> str | None:
    """The checksum in the seal of `text`; None when there is none or it does not agree."""
    seal = _SEAL.match(text)
    if seal is None or int(seal[1]) != SCHEMA_VERSION:
        return None
    found = f"{crc32(memoryview(text)[seal.end() :]):08x}"
    return found if found == seal[2].decode() else None


def content_of(path: Path, text: bytes) -> Content:
    """What the file `path` with this `text` holds, in the shape of the present schema version.

    DamagedError when it is empty, not JSON, not of that shape or not a log of this program. What a
    newer version wrote stays as it is.
    """
    try:
        checksum = checksum_of(text)
        tables = _decode_tables(text)
        if checksum is None and _encode_tables(tables) != text:
            check_keys_once(text)
        version = _version_of(tables.pop(META, {}))
        return Content(migrated(tables, version, SCHEMA_VERSION), checksum, version)
    except StrictError as error:
        raise DamagedError(path, str(error), KEPT) from None


def text_of(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> bytes:
    """The sealed text of a file with these tables."""
    body = b"".join(_table_parts(tables, b",\n")) if tables else b"\n}\n"
    meta = Meta(PROGRAM, SCHEMA_VERSION, f"{crc32(body):08x}")
    seal = b'{\n"meta": {\n"1": ' + _encode_record(asdict(meta)) + b"\n}"
    return seal + body


def _version_of(records: Mapping[str, Record]) -> int:
    """The schema version; StrictError for no log of this program."""
    if len(records) != 1:
        raise StrictError(META, f"expected one record, got {len(records)}")
    ((number, record),) = records.items()
    data = decode_json(record.text)
    version = data.get("schema_version") if isinstance(data, dict) else None
    if isinstance(version, int) and version > SCHEMA_VERSION:
        return version
    try:
        meta = convert_strict(data, Meta)
    except StrictError as error:
        raise StrictError(f"{META}[{number}].{error.path}", error.problem) from None
    if meta.program != PROGRAM or meta.schema_version < 1:
        raise StrictError(f"{META}[{number}]", f"not a log of {PROGRAM}")
    return meta.schema_version


class Record(Mapping[str, Any]):
    """One document as it stands in the file. Read-only: a record is replaced as a whole.

    `decoded` holds what the store made of it, so that it is done once.
    """

    __slots__ = ("_content", "decoded", "text")

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.decoded: Any = None
        self._content: dict[str, Any] | None = None

    def _read(self) -> dict[str, Any]:
        if self._content is None:
            self._content = msgspec.json.decode(self.text, type=dict[str, Any])
        return self._content

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401
        return self._read()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


class AtomicJSONStorage(Storage):
    """Tables of numbered records in a JSON file; see `write_atomically` for how it is replaced.

    What was read is kept and used while the file is the same, so a failed write changes nothing.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.stamp: Stamp | None = None
        self.content: Content | None = None
        self._pending: Tables | None = None
        self._gathering = False

    def read(self) -> Tables | None:
        """Each table's records by their number; None when there is no file.

        DamagedError when it can't be understood, StoreError when it can't be read.
        """
        if self._pending is not None:
            return dict(self._pending)
        content = self.look()
        return None if content is None else dict(content.tables)

    def look(self) -> Content | None:
        """What the file holds: the very same object for as long as the file is the same."""
        if self.content is not None and stamp_of(self.path) == self.stamp:
            return self.content
        known = {} if self.content is None else _by_text(self.content.tables)
        self.content = None
        found = read_stamped(self.path)
        if found is None:
            self.stamp = None
            return None
        text, self.stamp = found
        content = content_of(self.path, text)
        for records in content.tables.values():
            for number, record in records.items():
                records[number] = known.get(record.text, record)
        self.content = content
        return content

    def write(self, data: Tables) -> None:
        """Make `data` the content of the file, or raise StoreError and leave the file alone."""
        if self._gathering:
            self._pending = data
            return
        tables, text = self._as_text(data)
        self.content = None
        write_atomically(self.path, text)
        self.stamp = stamp_of(self.path)
        self.content = Content(tables, _seal_sum(text))

    def _as_text(self, data: Tables) -> tuple[Tables, bytes]:
        try:
            tables = {name: _as_records(records) for name, records in data.items()}
            return tables, text_of(tables)
        except (StrictError, TypeError, ValueError, OverflowError) as error:
            problem = f"can't be written ({error})"
            raise StoreError(self.path, problem, "Nothing was changed.") from None

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Inside, what is written is gathered, and forgotten unless it is asked for."""
        self._gathering, self._pending = True, None
        try:
            yield
        finally:
            self._gathering, self._pending = False, None

    def write_gathered(self) -> None:
        """Write what was gathered, all of it at once; nothing where that is nothing."""
        gathered, self._gathering = self._pending, False
        if gathered is not None:
            self.write(gathered)

    def gathered_text(self) -> bytes:
        """The whole file as it would be written."""
        return self._as_text(self.read() or {})[1]


def _seal_sum(text: bytes) -> str | None:
    seal = _SEAL.match(text)
    return None if seal is None else seal[2].decode()


def _by_text(tables: Tables) -> dict[bytes, Record]:
    return {record.text: record for records in tables.values() for record in records.values()}


def _as_records(records: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {
        number: record if isinstance(record, Record) else Record(_encode_record(record))
        for number, record in records.items()
    }


def _decode_tables(text: bytes) -> dict[str, dict[str, Any]]:
    try:
        raw = _tables.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        _explain(text)
        raise
    tables: dict[str, dict[str, Any]] = {}
    for name, records in raw.items():
        tables[name] = {}
        for number, record in records.items():
            content = bytes(record)
            if not number.isdecimal() or str(int(number)) != number:
                raise StrictError(f"{name}.{number}", "expected whole number as key")
            if content[:1] != b"{":
                raise StrictError(f"{name}[{number}]", "expected table")
            tables[name][number] = Record(content)
    return tables


def _explain(text: bytes) -> None:
    """StrictError that says why `text` is no table of tables."""
    data = decode_json(text)
    if not isinstance(data, dict):
        raise StrictError("", "expected table at the top")
    for name, records in data.items():
        if not isinstance(records, dict):
            raise StrictError(name, "expected table")


def _encode_tables(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> bytes:
    """A line for each field, and one for each item of a list of records: easy to read and diff."""
    return b"".join(_table_parts(tables))


def _table_parts(
    tables: Mapping[str, Mapping[str, Mapping[str, Any]]], opening: bytes = b"{\n"
) -> Iterator[bytes]:
    """The text in parts, to be joined once: the records' texts may be tens of megabytes."""
    for name, records in tables.items():
        yield opening + msgspec.json.encode(name)
        before = b": {\n"
        for number, record in records.items():
            yield before + msgspec.json.encode(number) + b": "
            yield record.text if isinstance(record, Record) else _encode_record(record)
            before = b",\n"
        yield b"\n}" if records else b": {}"
        opening = b",\n"
    yield b"\n}\n" if tables else b"{}\n"


def _encode_record(record: Mapping[str, Any]) -> bytes:
    check_finite(record)
    lines = [
        b" " + msgspec.json.encode(key) + b": " + _encode_value(value)
        for key, value in record.items()
    ]
    return b"{\n" + b",\n".join(lines) + b"\n}"


def _encode_value(value: object) -> bytes:
    if isinstance(value, list | tuple) and value and isinstance(value[0], dict):
        items = b",\n  ".join(msgspec.json.encode(item) for item in value)
        return b"[\n  " + items + b"\n ]"
    return msgspec.json.encode(value)
