"""The journal: the session that is under way, on disk line by line until it is in the log.

A line is its CRC-32 and a JSON object with one key: `head` (what the session is, the first line),
`told` (a command it was given, see `command_codec.py`), `record` (what it came to by then, as it
would stand in the log). Lines are only ever added; what must not be lost is synced to the disk
before anybody is told that it is done. A last line torn by a power cut is not there.

It is taken away once the answer to what becomes of the session is on disk: until then the next
start asks.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec

from backcoach.atomic import create_folder, open_in_place, sync_folder
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.records import CheckIn, SessionRecord
from backcoach.coach.session.plan_codec import WrittenPlan
from backcoach.coach.session.recorder import RecordedCommand
from backcoach.store import command_codec
from backcoach.store.codec import from_text, to_plain
from backcoach.store.errors import DamagedError, NewerError, StoreError
from backcoach.store.files import read_file, reason_of, without_mark
from backcoach.strict import StrictError, convert_strict, decode_json

LARGEST = 64 * 1024 * 1024
"""Bytes; a session of an hour takes one or two megabytes."""

VERSION = 1

_SUM = 8
"""Characters of a checksum."""


@frozen
class Head:
    """What a session is, before anything is done of it. Times are aware."""

    version: int
    id: str
    started_at: datetime
    utc_offset_minutes: int
    speed: float
    auto_advance: bool
    check_in: CheckIn | None
    plan: WrittenPlan


@frozen
class Written:
    """What a journal holds, as far as it can be read.

    `notes` are the commands and, between them, what it had come to, up to the first line that is
    not sound; `end` is how many bytes that is. `torn` says that whole lines follow it, which no
    power cut brings about; `later` is the last record among them.
    """

    head: Head | None
    notes: tuple[RecordedCommand | SessionRecord, ...]
    later: SessionRecord | None
    end: int
    torn: bool

    @property
    def id(self) -> str | None:
        """That of the session; None where nothing that can be read tells it."""
        said = self.head or self.record
        return None if said is None else said.id

    @property
    def record(self) -> SessionRecord | None:
        """What the session had come to when that was last written."""
        records = (each for each in reversed(self.notes) if isinstance(each, SessionRecord))
        return self.later or next(records, None)


Entry = Head | RecordedCommand | SessionRecord


class Journal:
    """The journal at `path`, written from `end` on: what stands there is kept.

    Methods raise StoreError when what they were given is not on disk. It is kept in memory then,
    and every later call tries again with all of it.
    """

    def __init__(self, path: Path, end: int = 0) -> None:
        self.path = path
        self._file: int | None = None
        self._synced = self._written = end
        self._pending: list[bytes] = []
        """What was added since the last sync, written or not."""

    def begin(self, head: Head) -> None:
        """Write what the session is. It is on disk with the first thing that must not be lost."""
        self._pending.append(_line("head", msgspec.to_builtins(head)))

    def add(
        self, command: RecordedCommand, record: SessionRecord | None = None, *, sync: bool
    ) -> None:
        """Add a command, and what the session has come to where that is given.

        With `sync` all that was added so far is on the disk afterwards.
        """
        self._pending.append(_line("told", command_codec.to_plain(command)))
        if record is not None:
            self._pending.append(_line("record", to_plain(record)))
        self._write(sync=sync)

    def _write(self, *, sync: bool) -> None:
        try:
            file = self._open()
            text = b"".join(self._pending)
            os.lseek(file, self._written, os.SEEK_SET)
            rest = memoryview(text)[self._written - self._synced :]
            while rest:
                count = os.write(file, rest)
                rest = rest[count:]
                self._written += count
            if sync:
                os.fsync(file)
                self._synced = self._written
                self._pending.clear()
        except OSError as error:
            # A failed sync may have dropped what was written before it: all of that comes again.
            self.close()
            problem = f"can't be written ({reason_of(error)})"
            raise StoreError(self.path, problem, "What is done is not stored.") from error

    def _open(self) -> int:
        if self._file is not None and not self.path.exists():
            self._write_anew(self._file)
        if self._file is None:
            create_folder(self.path.parent)
            self._file = open_in_place(self.path)
            os.ftruncate(self._file, self._synced)
            sync_folder(self.path.parent)
        return self._file

    def _write_anew(self, file: int) -> None:
        """It was removed, or its folder: what is open still holds all that nobody else does."""
        os.lseek(file, 0, os.SEEK_SET)
        parts, left = [], self._synced
        while left and (part := os.read(file, left)):
            parts.append(part)
            left -= len(part)
        self._pending[:0] = parts
        self._synced = 0
        self.close()

    def close(self) -> None:
        """Let go of the file. What is not synced comes again should it be written once more."""
        self._written = self._synced
        if self._file is not None:
            file, self._file = self._file, None
            with suppress(OSError):
                os.close(file)

    def remove(self) -> None:
        """Take the journal away: its session is in the log, or nothing was done of it.

        Should it come back after a power cut, or not go at all, that does no harm: the log tells.
        """
        self.close()
        self._pending.clear()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def remove_journal(path: Path) -> None:
    """Take the journal at `path` away for good, if there is one; StoreError when it stays."""
    try:
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)
    except OSError as error:
        problem = f"can't be removed ({reason_of(error)})"
        raise StoreError(path, problem, "Remove it by hand.") from error


def read_journal(path: Path) -> Written | None:
    """What the journal at `path` holds; None where there is none.

    StoreError when it can't be read, DamagedError when it is no journal at all.
    """
    content = read_file(path, LARGEST)
    if content is None:
        return None
    head: Head | None = None
    notes: list[RecordedCommand | SessionRecord] = []
    later: SessionRecord | None = None
    end, torn = 0, False
    for after, entry in _entries(path, content):
        if entry is None:
            torn = True
        elif torn:
            later = entry if isinstance(entry, SessionRecord) else later
        else:
            end = after
            if isinstance(entry, Head):
                head = entry
            else:
                notes.append(entry)
    written = Written(head, tuple(notes), later, end, content[end:].count(b"\n") > 0)
    if content and head is None and written.record is None:
        problem = _other_kind(content) or "is no journal of a session"
        raise DamagedError(path, problem, "Move it away; it was not changed.")
    return written


def _other_kind(content: bytes) -> str:
    """What a file with this `content` is instead of a journal; empty where that is not clear."""
    from backcoach.store.recognise import UNCLEAR, Kind, what_is

    kind = what_is(content)
    known = kind is not None and kind not in {*UNCLEAR, Kind.JOURNAL}
    return f"{kind.value.words}, so it is no journal of a session" if kind and known else ""


def _line(kind: str, content: dict[str, Any]) -> bytes:
    text = msgspec.json.encode({kind: content})
    return b"%08x %s\n" % (crc32(text), text)


def _entries(path: Path, content: bytes) -> Iterator[tuple[int, Entry | None]]:
    """Each whole line: where it ends, and what it says; None for one that is not sound."""
    start = len(content) - len(without_mark(content))
    while (stop := content.find(b"\n", start)) >= 0:
        yield stop + 1, _entry(path, content[start:stop])
        start = stop + 1


def _entry(path: Path, line: bytes) -> Entry | None:
    text = line[_SUM + 1 :]
    if line[: _SUM + 1] != b"%08x " % crc32(text):
        return None
    try:
        data = decode_json(text)
        if not isinstance(data, dict) or len(data) != 1:
            return None
        ((kind, said),) = data.items()
        match kind:
            case "head":
                if isinstance(said, dict) and said.get("version", VERSION) != VERSION:
                    problem = "written by another version of backcoach"
                    raise NewerError(path, problem, "Use that one; nothing was changed.")
                return convert_strict(said, Head)
            case "told":
                return command_codec.from_plain(said)
            case "record":
                return from_text(msgspec.json.encode(said), SessionRecord)
    except StrictError:
        pass
    return None
