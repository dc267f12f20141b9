"""Exports the log as one document and imports it again; `docs/export-format.md` lists its fields.

The document has a header and the lists of `Log`, with each record exactly as it is stored. An
import is checked as strictly as the log itself and is accepted as a whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import KW_ONLY, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.records import Log
from backcoach.legible import escaped
from backcoach.store.codec import LARGEST, OFFSET, check, plain
from backcoach.store.disk.files import BYTES_MAX, too_large, without_mark
from backcoach.store.errors import StoreError
from backcoach.store.years.sealed import PROGRAM
from backcoach.strict import StrictError, check_keys_once, decode_strict

SCHEMA_VERSION = 3
"""That of the records and the document; how the log lies on the disk has a version of its own.

Version 1 had no `utc_offset_minutes` but in sessions, and versions 1 and 2 no answers to what was
asked about a mark; they are read as well.
"""

VALUES_MAX = 20_000_000
"""The most values of a document that is read: each takes a hundred bytes of memory or so, however
short its text. Those of twenty thousand sessions are half as many."""

RECORDS_MAX = 1_000_000
"""The most records of a document that is read: each has an id. With twenty thousand sessions there
are a tenth of that."""

UNCHANGED = "Nothing was changed."

LISTS = tuple(each.name for each in fields(Log))
"""The kinds of records, in the order they are written."""

_NO_OFFSET = f',"{OFFSET}":null'.encode()

_OTHER_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


@frozen
class Export(Log):
    """A whole document: the log, and the document's header."""

    _: KW_ONLY
    program: str
    schema_version: int
    exported_at: datetime

    @property
    def log(self) -> Log:
        """The log alone."""
        return Log(**{name: getattr(self, name) for name in LISTS})


class _Version(msgspec.Struct):
    """The schema version, which is read before anything else."""

    schema_version: int


@frozen
class Comparison:
    """The records of a document compared, by id, with those in the log."""

    new: Log
    same: Log
    different: Log


def encode_export(log: Log, exported_at: datetime) -> bytes:
    """The document of `log`: JSON in UTF-8, one record on each line.

    `exported_at` is aware. The document contains no character that a terminal would interpret.
    """
    at = exported_at.astimezone(UTC).replace(microsecond=0)
    document = Export(
        program=PROGRAM,
        schema_version=SCHEMA_VERSION,
        exported_at=at,
        **{name: getattr(log, name) for name in LISTS},
    )
    return _encode(document)


def decode_export(text: bytes, name: Path) -> Log:
    """The log in the document `text`; `name` is the name used in an error.

    Raises StoreError when it is too large, not JSON in UTF-8, of a newer version, or not valid: the
    message contains the place, such as `sessions[3].sets[0].pain`, counted from 0.
    """
    check_size(len(text), name)
    if text.count(b",") > VALUES_MAX:
        problem = f"more than {VALUES_MAX // 10**6} million values, the most that are read"
        raise StoreError(name, problem, UNCHANGED)
    if text.count(b'"id"') > RECORDS_MAX:
        problem = f"more than {RECORDS_MAX // 10**6} million records, the most that are read"
        raise StoreError(name, problem, UNCHANGED)
    text = without_mark(text)
    try:
        _check_encoding(text)
        _check_version(text, name)
        document = decode_strict(text, Export, LARGEST)
        if document.program != PROGRAM:
            raise StrictError("program", f'expected "{PROGRAM}"')
        if document.schema_version not in range(1, SCHEMA_VERSION + 1):
            raise StrictError("schema_version", f"expected 1 to {SCHEMA_VERSION}")
        for kind in LISTS:
            _check_records(getattr(document, kind), kind)
        if _encode(document) != text:
            check_keys_once(text)
    except StrictError as error:
        raise StoreError(name, str(error), UNCHANGED) from None
    return document.log


def check_size(size: int, name: Path) -> None:
    """Raise StoreError if a document of `size` bytes is too large to be read."""
    if size > BYTES_MAX:
        raise StoreError(name, too_large(BYTES_MAX), UNCHANGED)


def compare(own: Log, other: Log) -> Comparison:
    """Which records of `other` are new to `own`, equal, or different under the same id."""
    parts: dict[str, dict[str, tuple[Any, ...]]] = {"new": {}, "same": {}, "different": {}}
    for kind in LISTS:
        known = {record.id: record for record in getattr(own, kind)}
        records = getattr(other, kind)
        parts["new"][kind] = tuple(each for each in records if each.id not in known)
        parts["same"][kind] = tuple(each for each in records if known.get(each.id) == each)
        parts["different"][kind] = tuple(
            each for each in records if each.id in known and known[each.id] != each
        )
    return Comparison(**{part: Log(**lists) for part, lists in parts.items()})


def joined(one: Log, other: Log) -> Log:
    """All records of both."""
    return Log(**{kind: (*getattr(one, kind), *getattr(other, kind)) for kind in LISTS})


def size(log: Log) -> int:
    """The number of records of all kinds."""
    return sum(len(getattr(log, kind)) for kind in LISTS)


# Writing


def _encode(document: Export) -> bytes:
    return escaped(b"".join(_parts(document)).decode()).encode()


def _parts(document: Export) -> Iterator[bytes]:
    """The text in parts, to be joined once: they may be many megabytes."""
    opening = b"{\n"
    for name in ("program", "schema_version", "exported_at"):
        yield opening + _member(name) + msgspec.json.encode(getattr(document, name))
        opening = b",\n"
    for kind in LISTS:
        records = getattr(document, kind)
        yield b",\n" + _member(kind) + (b"[\n  " if records else b"[]")
        yield b",\n  ".join(map(_record, records))
        if records:
            yield b"\n ]"
    yield b"\n}\n"


def _record(record: Any) -> bytes:  # noqa: ANN401
    """The text of a record; as in the log, an unknown offset from UTC is left out.

    Within a JSON string a quote always has a backslash before it, so only that key is removed.
    """
    return msgspec.json.encode(plain(record)).replace(_NO_OFFSET, b"")


def _member(name: str) -> bytes:
    return b' "' + name.encode() + b'": '


# Reading


def _check_encoding(text: bytes) -> None:
    for mark, name in _OTHER_MARKS.items():
        if text.startswith(mark):
            raise StrictError("", f"written in {name}; save it as UTF-8")


def _check_version(text: bytes, name: Path) -> None:
    """Raise StoreError for a newer schema, whatever else the document contains."""
    try:
        version = msgspec.json.decode(text, type=_Version).schema_version
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return
    if version > SCHEMA_VERSION:
        problem = f"written in schema version {version}, this program knows {SCHEMA_VERSION}"
        raise StoreError(name, problem, f"Update backcoach. {UNCHANGED}")


def _check_records(records: tuple[Any, ...], kind: str) -> None:
    place_of: dict[str, int] = {}
    for place, record in enumerate(records):
        try:
            check(record)
        except StrictError as error:
            raise StrictError(f"{kind}[{place}].{error.path}", error.problem) from None
        first = place_of.setdefault(record.id, place)
        if first != place:
            raise StrictError(f"{kind}[{place}].id", f"the same as in {kind}[{first}]")
