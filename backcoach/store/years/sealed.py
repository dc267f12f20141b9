"""The text of a file of the store: a header with a checksum, then tables of numbered records.

The header has the program, the schema version, and the CRC-32 of all that follows. It is replaced
together with the content, so that the two always belong together and an edited file can be
recognised. Records stay as text until somebody accesses their fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import msgspec

from backcoach.coach.model.frozen import frozen
from backcoach.store.disk.files import without_mark
from backcoach.store.errors import RESTORE_HINT, DamagedError
from backcoach.store.years.migrations import migrated
from backcoach.strict import (
    StrictError,
    check_finite,
    check_keys_once,
    convert_strict,
    decode_json,
)

_DIGITS = 18
"""Of the number of a record: no file has room for as many records."""

_BYTES_EACH, _FEW = 30, 10_000
"""Bytes that a record, or a part of one in braces, takes at least on the average of many."""

PROGRAM = "backcoach"
SCHEMA_VERSION = 4
SEALED = range(2, SCHEMA_VERSION + 1)
"""The versions that have a checksum, of the same kind."""
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
    """The tables of a file without its meta.

    `checksum` is None where it does not match the content; `version` is the schema version of the
    file.
    """

    tables: Tables
    checksum: str | None
    version: int = SCHEMA_VERSION


def checksum_of(text: bytes) -> str | None:
    """The checksum in the header of `text`; None if there is none or it does not match."""
    seal = _SEAL.match(text)
    if seal is None or int(seal[1]) not in SEALED:
        return None
    found = f"{crc32(memoryview(text)[seal.end() :]):08x}"
    return found if found == seal[2].decode() else None


def content_of(path: Path, text: bytes) -> Content:
    """The content of the file `path` with this `text`, converted to the present schema version.

    Raises DamagedError when it is empty, not JSON, not of that form or not a log of this program.
    Content of a newer version is not converted.
    """
    text = without_mark(text)
    try:
        checksum = checksum_of(text)
        tables = _decode_tables(text)
        if checksum is None and _encode_tables(tables) != text:
            check_keys_once(text)
        version = _version_of(tables.pop(META, {}))
        return Content(migrated(tables, version, SCHEMA_VERSION), checksum, version)
    except StrictError as error:
        raise DamagedError(path, _other_kind(text) or str(error), RESTORE_HINT) from None


def _other_kind(text: bytes) -> str:
    """What a file with this `text` is instead of a file of the log; empty if that is not clear."""
    from backcoach.store.disk.recognise import UNCLEAR, Kind, what_is

    kind = what_is(text)
    known = kind is not None and kind not in {*UNCLEAR, Kind.LOG_FILE}
    return f"{kind.value.words}, not a file of the log" if kind and known else ""


def text_of(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> bytes:
    """The text of a file with these tables, with its header."""
    body = b"".join(_table_parts(tables, b",\n")) if tables else b"\n}\n"
    meta = Meta(PROGRAM, SCHEMA_VERSION, f"{crc32(body):08x}")
    seal = b'{\n"meta": {\n"1": ' + _encode_record(asdict(meta)) + b"\n}"
    return seal + body


def _version_of(records: Mapping[str, Record]) -> int:
    """The schema version; StrictError if it is not a log of this program."""
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
    """One document as it is in the file. Read-only: a record is only replaced as a whole.

    `decoded` caches the object that the store built from it.
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


def version_in(head: bytes) -> int | None:
    """The schema version in the header that `head`, the first bytes of a file, begins with."""
    seal = _SEAL.match(head)
    return None if seal is None else int(seal[1])


def seal_sum(text: bytes) -> str | None:
    """The checksum that the header of `text` contains."""
    seal = _SEAL.match(text)
    return None if seal is None else seal[2].decode()


def as_records(records: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The records of a table as they will be in the file.

    Records that were read stay as they are.
    """
    return {
        number: record if isinstance(record, Record) else Record(_encode_record(record))
        for number, record in records.items()
    }


def _decode_tables(text: bytes) -> dict[str, dict[str, Any]]:
    try:
        # The limit is needed since millions of empty records in a small text would take gigabytes.
        if text.count(b"{") > _FEW + len(text) / _BYTES_EACH:
            msgspec.json.decode(text, type=msgspec.Raw)
            raise StrictError("", "more records than a log of this size can hold")
        raw = _tables.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        _explain(text)
        raise
    tables: dict[str, dict[str, Any]] = {}
    for name, records in raw.items():
        tables[name] = {}
        for number, record in records.items():
            content = bytes(record)
            if not number.isdecimal() or len(number) > _DIGITS or str(int(number)) != number:
                raise StrictError(f"{name}.{number}", "expected whole number as key")
            if content[:1] != b"{":
                raise StrictError(f"{name}[{number}]", "expected table")
            tables[name][number] = Record(content)
    return tables


def _explain(text: bytes) -> None:
    """The StrictError that says why `text` is not an object of tables."""
    data = decode_json(text)
    if not isinstance(data, dict):
        raise StrictError("", "expected table at the top")
    for name, records in data.items():
        if not isinstance(records, dict):
            raise StrictError(name, "expected table")


def _encode_tables(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> bytes:
    """A line for each field, and for each item of a list of records: easy to read and to diff."""
    return b"".join(_table_parts(tables))


def _table_parts(
    tables: Mapping[str, Mapping[str, Mapping[str, Any]]], opening: bytes = b"{\n"
) -> Iterator[bytes]:
    """The text in parts, to be joined once: the texts of records may be tens of megabytes."""
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
