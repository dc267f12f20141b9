"""The log: all records, in one TinyDB file for each year.

Layout of the data folder:

    log/2025.json, log/2026.json   the records by the year (UTC) they happened in
    log.json                       the single file of schema version 1, until the first write
    backups/                       compressed copies of all of these
    write.lock, open.lock          see `disk/lock.py`

Why one file per year: storing a set or a session rewrites only the present year, a few hundred
sessions, and damage in one year does not affect the others. Each file carries a checksum of itself.
A start that finds the checksums it has seen before need not check every record (`standing_cache.py`
relies on it); otherwise all are checked.

Every write holds the lock of the folder and reads the file again if another process has replaced
it, so that two processes that write at the same time lose nothing of each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from backcoach.atomic import tidy
from backcoach.coach.model.records import Log, Morning, SessionRecord
from backcoach.store.codec import R, to_plain
from backcoach.store.copies.backups import (
    FOLDER,
    back_up_before,
    back_up_day,
    is_due,
    present_files,
)
from backcoach.store.copies.restore import (
    complete_held,
    complete_if_under_way,
    replace_all,
)
from backcoach.store.disk.file_names import UNDER_WAY
from backcoach.store.disk.files import Stamp, mode_at, reason_of
from backcoach.store.disk.lock import WRITE_LOCK, FolderLock
from backcoach.store.disk.written import note_log
from backcoach.store.errors import DamagedError, NewerError, StoreError
from backcoach.store.tables import TABLES, year_of
from backcoach.store.years.collector import collector_paused
from backcoach.store.years.records import FileRecords, check_apart, log_of, sessions_of
from backcoach.store.years.storage import AtomicJSONStorage
from backcoach.store.years.year_file import YearFile
from backcoach.store.years.year_files import YearFiles
from backcoach.strict import StrictError

_DATED_ID = re.compile(r"(\d{4})\d{4}T\d{6}Z-[0-9a-f]{6}")
"""An id as the program gives them: it begins with the time of its record."""


class Overview(NamedTuple):
    """All answers about mornings, in no order, and the ids of all sessions."""

    mornings: tuple[Morning, ...]
    sessions: Mapping[str, None]


class LogStore:
    """The log in the folder `path`, which is first touched when something is read or kept.

    Every method raises StoreError, and leaves the files unchanged, when one is damaged, was written
    by a newer version, or can't be read or written.
    """

    def __init__(self, path: Path, today: Callable[[], date] | None = None) -> None:
        self._path = path
        self._home = path.parent
        self._files = YearFiles(path)
        self._followed: Mapping[str, Stamp | None] | None = None
        self._today = today
        self._backed_up_on: date | None = None
        self._years_are_new = False
        self.backup_problem = ""
        """Why today's backup could not be made; empty when it could."""

    # Reading

    def load(self) -> Log:
        """All records, each list in order of time, then id; empty without a file."""
        complete_if_under_way(self._home)
        with collector_paused():
            parts = [part for file in self._files.present() if (part := file.part()) is not None]
            return log_of(parts, self._files.older.part())

    def overview(self) -> Overview:
        """An overview of the log, after checking all of it.

        Only one file at a time is in memory, so a long log does not take more of it.
        """
        complete_if_under_way(self._home)
        if mode_at(self._files.older.path):
            log = self.load()
            return Overview(log.mornings, {each.id: None for each in log.sessions})
        known: dict[str, dict[str, None]] = {table.name: {} for table in TABLES.values()}
        mornings: list[Morning] = []
        for part in self._files.each_read():
            check_apart(part, known)
            for name, records in part.records.items():
                known[name].update(dict.fromkeys(records))
            mornings += part.records[TABLES[Morning].name].values()
        return Overview(tuple(mornings), known[TABLES[SessionRecord].name])

    def each_session(self) -> Iterator[SessionRecord]:
        """Every session, oldest first, with those of one file in memory at a time.

        After `overview`, only a change since then can lead to a StoreError.
        """
        if mode_at(self._files.older.path):
            yield from self.load().sessions
            return
        for part in self._files.each_read():
            yield from sessions_of(part)

    def checksums(self) -> Mapping[str, str] | None:
        """A text that identifies the state of each file, by name: checksum, size, time and inode.

        The checksums have been compared with the contents. None when one of them does not match or
        a file is of an older version; then only `load` can say whether the log is sound.
        """
        self._followed = None
        stamped = self._files.checksums()
        if stamped is None:
            return None
        self._followed = {name: stamp for name, (_, stamp) in stamped.items()}
        return {
            name: f"{checksum} {stamp.size} {stamp.changed} {stamp.number}"
            for name, (checksum, stamp) in stamped.items()
        }

    def followed(self) -> bool:
        """Whether every change of the files since `checksums` was made by this object."""
        return self._followed is not None and self._followed == self._files.stamps()

    def newer(self) -> NewerError | None:
        """Why nothing may be written, if a file is from a newer version but can be read.

        Else None.
        """
        return self._files.newer()

    def changed_outside(self) -> tuple[Path, ...]:
        """The files that `load` could read in full although their checksum does not match."""
        return self._files.changed_outside()

    # Writing

    def save(self, record: R) -> None:
        """Add `record`, or replace the record of its kind with the same id."""
        self._save_documents([(record, self._document(record))], own=True)

    def save_all(self, log: Log) -> None:
        """Do the same with every record of `log`: either all of them are stored or none.

        If several years are concerned and it is cut off, the next start completes it.
        """
        records = [each for table in TABLES.values() for each in getattr(log, table.name)]
        self._save_documents([(record, self._document(record)) for record in records])

    def _document(self, record: R) -> Mapping[str, Any]:
        try:
            return to_plain(record)
        except StrictError as error:
            problem = f"{TABLES[type(record)].name}: {record.id} can't be kept: {error}"
            raise StoreError(self._path, problem, "Nothing was changed.") from None

    def _save_documents(
        self, documents: list[tuple[Any, Mapping[str, Any]]], *, own: bool = False
    ) -> None:
        with self._writing():
            followed = self.followed()
            self._followed = None
            self._put(documents, own=own)
            note_log()
            if followed:
                self._followed = self._files.stamps()

    def _put(self, documents: list[tuple[Any, Mapping[str, Any]]], *, own: bool = False) -> None:
        """Store the `documents`, in however many files, as one step.

        The program's `own` documents never have a time of another year than before.
        """
        last: dict[tuple[str, str], tuple[int, Mapping[str, Any]]] = {}
        for record, document in documents:
            last[TABLES[type(record)].name, record.id] = (year_of(record), document)
        by_year: dict[int, list[tuple[str, Mapping[str, Any]]]] = {}
        for (name, _), (year, document) in last.items():
            by_year.setdefault(year, []).append((name, document))
        with ExitStack() as gathering:
            files: dict[Path, YearFile] = {}
            for year, placed in sorted(by_year.items()):
                file = self._files.of_year(year)
                with collector_paused():
                    part = file.part()
                newer = self.newer()
                if newer is not None:
                    raise newer
                moved = self._elsewhere(part, year, placed, own=own)
                for each in (file, *(other for other, _, _ in moved)):
                    if each.path not in files:
                        files[each.path] = each
                        gathering.enter_context(each.storage.gathering())
                for name in dict.fromkeys(name for name, _ in placed):
                    file.table(name).put(each for where, each in placed if where == name)
                for other, name, wanted in moved:
                    other.table(name).drop(wanted)
            self._write([file.storage for file in files.values()])

    def _write(self, storages: list[AtomicJSONStorage]) -> None:
        """Write what was gathered: one file by replacing it, several as a restore does."""
        if len(storages) == 1:
            storages[0].write_gathered()
        elif storages:
            files = present_files(self._home)
            for storage in storages:
                files[storage.path.relative_to(self._home).as_posix()] = storage.gathered_text()
            replace_all(self._home, files)

    def _elsewhere(
        self,
        part: FileRecords | None,
        year: int,
        placed: list[tuple[str, Mapping[str, Any]]],
        *,
        own: bool,
    ) -> list[tuple[YearFile, str, str]]:
        """Where records with these ids are stored in a year other than `year`: their time changed.

        Ids of the program's `own` documents begin with the year, so they need no search. Imported
        ones may be of any year, whatever their id.
        """
        wanted = [(name, str(document["id"])) for name, document in placed]
        wanted = [
            (name, id)
            for name, id in wanted
            if not (own and (dated := _DATED_ID.fullmatch(id)) and int(dated[1]) == year)
            and not (part and id in part.records[name])
        ]
        found: list[tuple[YearFile, str, str]] = []
        for file in self._files.present() if wanted else ():
            if file is self._files.of_year(year) or not file.may_hold([id for _, id in wanted]):
                continue
            there = None
            with suppress(DamagedError):  # damage in one year must not affect the others
                there = file.part()
            if there is not None:
                found += [(file, name, id) for name, id in wanted if id in there.records[name]]
        return found

    @contextmanager
    def still(self) -> Iterator[None]:
        """Hold the write lock in the `with` block, so that nobody writes."""
        with FolderLock(self._home / WRITE_LOCK).held():
            yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the lock of the folder, with everything in it brought up to date."""
        with FolderLock(self._home / WRITE_LOCK).held():
            # Only now: the process that held the lock before may have been cut off in a write.
            complete_held(self._home)
            self._tidy()
            self._back_up()
            self._migrate()
            self._migrate_years()
            yield

    def _tidy(self) -> None:
        """Delete the temporary files of a process that was killed while it held the lock."""
        tidy(self._path, r"[0-9]{4}\.json")
        tidy(self._home, re.escape(UNDER_WAY))
        tidy(self._home / FOLDER, "(daily|monthly|before)-.*")

    def _back_up(self) -> None:
        """Back up the state before the first write of the day.

        A backup that fails must not prevent a session from being stored; `backup_problem` then says
        so. Damaged files do not replace good backups.
        """
        if self._today is None:
            return
        day = self._today()
        if day == self._backed_up_on:
            return
        self._backed_up_on = day
        try:
            if is_due(self._home, day):
                if self._files.checksums() is None:
                    self.load()
                files = present_files(self._home)
                if files:
                    back_up_day(self._home, day, files)
            self.backup_problem = ""
        except StoreError as error:
            self.backup_problem = str(error)

    def _migrate_years(self) -> None:
        """Write the files of the years that are of an older schema version in the present one.

        Damage in one of them does not prevent storing in another.
        """
        if self._years_are_new:
            return
        older: list[YearFile] = []
        for file in self._files.present():
            if file.is_older():
                with suppress(DamagedError):
                    file.part()
                    older.append(file)
        if older:
            back_up_before(self._home, "migration", present_files(self._home))
            with ExitStack() as gathering:
                for file in older:
                    gathering.enter_context(file.storage.gathering())
                    file.storage.write(file.storage.read() or {})
                self._write([file.storage for file in older])
        self._years_are_new = True

    def _migrate(self) -> None:
        """Move the records of the single file of version 1 into the files of their years.

        The old file is deleted last, so that a crash in between loses nothing; what the years
        already hold is not moved again.
        """
        older = self._files.older.part()
        if older is None:
            return
        back_up_before(self._home, "migration", present_files(self._home))
        there = log_of(
            [part for file in self._files.present() if (part := file.part()) is not None]
        )
        known = {
            (table.name, record.id)
            for table in TABLES.values()
            for record in getattr(there, table.name)
        }
        self._put(
            [
                (record, to_plain(record))
                for name, records in older.records.items()
                for record in records.values()
                if (name, record.id) not in known
            ]
        )
        try:
            self._files.older.path.unlink()
        except OSError as error:
            problem = f"can't be removed ({reason_of(error)})"
            raise StoreError(self._files.older.path, problem, "What it holds is kept.") from error
