"""TinyDB's storage on one file that is always whole.

TinyDB reads the whole file before it writes the whole file, so that what another process added
before is kept; two that write at the very same moment need a lock, which there is not yet. To make
that cheap, records are left as the text they stand in the file as, and
decoded only when somebody looks inside; a write formats the one record that is new.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from backcoach.store.errors import StoreError
from backcoach.store.files import read_file, write_atomically
from backcoach.strict import StrictError, check_finite, decode_json

KEPT = "Move the file away or restore a copy; nothing was changed."
"""What to do about a damaged file."""

_tables = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])


class Record(Mapping[str, Any]):
    """One document as it stands in the file. Read-only: a record is replaced as a whole."""

    __slots__ = ("_content", "text")

    def __init__(self, text: bytes) -> None:
        self.text = text
        self._content: dict[str, Any] | None = None

    def _decoded(self) -> dict[str, Any]:
        if self._content is None:
            self._content = msgspec.json.decode(self.text, type=dict[str, Any])
        return self._content

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401
        return self._decoded()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._decoded())

    def __len__(self) -> int:
        return len(self._decoded())


class AtomicJSONStorage(Storage):
    """Tables of numbered records in a JSON file; see `write_atomically` for how it is replaced.

    Nothing is kept between calls: the file is the only state, so a failed write changes nothing.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Each table's records by their number; None when there is no file.

        StoreError when the file is unreadable, empty, not JSON, or not of that shape.
        """
        text = read_file(self.path)
        if text is None:
            return None
        try:
            tables = _decode_tables(text)
            if _encode_tables(tables) != text:
                _check_by_hand(text)
        except StrictError as error:
            raise StoreError(self.path, str(error), KEPT) from None
        return tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make `data` the content of the file, or raise StoreError and leave the file alone."""
        try:
            text = _encode_tables(data)
        except (StrictError, TypeError, ValueError, OverflowError) as error:
            problem = f"can't be written ({error})"
            raise StoreError(self.path, problem, "Nothing was changed.") from None
        write_atomically(self.path, text)


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


def _check_by_hand(text: bytes) -> None:
    """StrictError when a key is given twice, of which a reader would silently drop the first.

    That takes time, and only somebody else than this program can have written such a file: it is
    looked for in files that are not laid out as this program does.
    """

    def once(pairs: list[tuple[str, object]]) -> None:
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise StrictError("", f"the key {json.dumps(key)} is given twice")
            seen.add(key)

    try:
        json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError):
        raise StrictError("", "not JSON: bad text, or nested too deeply") from None


def _encode_tables(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> bytes:
    """A line for each field, and one for each item of a list of records: easy to read and diff."""
    return b"".join(_table_parts(tables))


def _table_parts(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Iterator[bytes]:
    """The text in parts, to be joined once: the records' texts may be tens of megabytes."""
    opening = b"{\n"
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
