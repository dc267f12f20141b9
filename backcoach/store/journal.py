"""The journal of the session in progress, on disk line by line until the session is in the log.

A line is a CRC-32 and a JSON object with one key: `head` (the plan and all else that is known at
the start; the first line), `told` (a command given to the session, see `command_codec.py`),
`record` (the session's record at that time, as in the log). Lines are only appended. What must not
be lost is synced to disk before the call returns. A last line that a power cut left incomplete is
ignored.

The journal is deleted once the answer to what becomes of the session is on disk; until then the
next start asks the user.
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
from backcoach.store.disk.files import read_file, reason_of, without_mark
from backcoach.store.errors import DamagedError, NewerError, StoreError
from backcoach.strict import StrictError, convert_strict, decode_json

LARGEST = 64 * 1024 * 1024
"""Bytes; a session of an hour takes one or two megabytes."""

VERSION = 1

_SUM = 8
"""Characters of a checksum."""


@frozen
class Head:
    """A session before anything is done in it. Times are aware."""

    version: int
    id: str
    started_at: datetime
    utc_offset_minutes: int
    speed: float
    auto_advance: bool
    check_in: CheckIn | None
    plan: WrittenPlan


@frozen
class JournalContent:
    """The readable content of a journal.

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
        """The id of the session; None if no readable line contains it."""
        source = self.head or self.record
        return None if source is None else source.id

    @property
    def record(self) -> SessionRecord | None:
        """The session's record when it was last written; None without one."""
        records = (each for each in reversed(self.notes) if isinstance(each, SessionRecord))
        return self.later or next(records, None)


Entry = Head | RecordedCommand | SessionRecord


class Journal:
    """The journal at `path`, written from byte `end` on; what comes before is kept.

    Methods raise StoreError when their data could not be stored. It is then kept in memory, and
    every later call tries again to write all of it.
    """

    def __init__(self, path: Path, end: int = 0) -> None:
        self.path = path
        self._file: int | None = None
        self._synced = self._written = end
        self._pending: list[bytes] = []
        """What was added since the last sync, written or not."""

    def begin(self, head: Head) -> None:
        """Write the head. It is on disk with the first call that syncs."""
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
            # A failed sync may have dropped earlier writes, so all of them are repeated.
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
        """Write everything again: the file or its folder was deleted while it was open."""
        os.lseek(file, 0, os.SEEK_SET)
        parts, left = [], self._synced
        while left and (part := os.read(file, left)):
            parts.append(part)
            left -= len(part)
        self._pending[:0] = parts
        self._synced = 0
        self.close()

    def close(self) -> None:
        """Close the file. Data that is not synced is written again if there is another write."""
        self._written = self._synced
        if self._file is not None:
            file, self._file = self._file, None
            with suppress(OSError):
                os.close(file)

    def remove(self) -> None:
        """Delete the journal: its session is in the log, or nothing was done in it.

        If the deletion fails or is undone by a power cut, that does no harm, since the log has the
        session.
        """
        self.close()
        self._pending.clear()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def remove_journal(path: Path) -> None:
    """Delete the journal at `path` durably, if there is one.

    StoreError when it can't be deleted.
    """
    try:
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)
    except OSError as error:
        problem = f"can't be removed ({reason_of(error)})"
        raise StoreError(path, problem, "Remove it by hand.") from error


def read_journal(path: Path) -> JournalContent | None:
    """The content of the journal at `path`; None if there is none.

    Raises StoreError when it can't be read, DamagedError when it is not a journal.
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
    written = JournalContent(head, tuple(notes), later, end, content[end:].count(b"\n") > 0)
    if content and head is None and written.record is None:
        problem = _other_kind(content) or "is no journal of a session"
        raise DamagedError(path, problem, "Move it away; it was not changed.")
    return written


def _other_kind(content: bytes) -> str:
    """What a file with this `content` is instead of a journal; empty if that is not clear."""
    from backcoach.store.disk.recognise import UNCLEAR, Kind, what_is

    kind = what_is(content)
    known = kind is not None and kind not in {*UNCLEAR, Kind.JOURNAL}
    return f"{kind.value.words}, so it is no journal of a session" if kind and known else ""


def _line(kind: str, content: dict[str, Any]) -> bytes:
    text = msgspec.json.encode({kind: content})
    return b"%08x %s\n" % (crc32(text), text)


def _entries(path: Path, content: bytes) -> Iterator[tuple[int, Entry | None]]:
    """Each complete line: the byte at which it ends, and its content; None for an unsound one."""
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
        ((kind, content),) = data.items()
        match kind:
            case "head":
                if isinstance(content, dict) and content.get("version", VERSION) != VERSION:
                    problem = "written by another version of backcoach"
                    raise NewerError(path, problem, "Use that one; nothing was changed.")
                return convert_strict(content, Head)
            case "told":
                return command_codec.from_plain(content)
            case "record":
                return from_text(msgspec.json.encode(content), SessionRecord)
    except StrictError:
        pass
    return None
