"""Reads the log from its files, and tells whether the files have changed since.

Reading takes no lock, since files are only ever replaced as a whole. It changes nothing, except
that it completes a restore that was cut off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from backcoach.coach.model.records import Log, Morning, SessionRecord
from backcoach.store.backups import year_name
from backcoach.store.collector import collector_paused
from backcoach.store.errors import RESTORE_HINT, DamagedError, NewerError, StoreError
from backcoach.store.files import Stamp, hint_of, mode_at, read_stamped, reason_of, stamp_of
from backcoach.store.records import TABLES, Part, check_apart, log_of, sessions_of
from backcoach.store.restore import UNDER_WAY, complete_if_under_way
from backcoach.store.sealed import checksum_of
from backcoach.store.year_file import YearFile


class Overview(NamedTuple):
    """All answers about mornings, in no order, and the ids of all sessions."""

    mornings: tuple[Morning, ...]
    sessions: Mapping[str, None]


class LogReader:
    """Reads the log in the folder `path`, which is not accessed before the first read.

    Every method raises StoreError, and leaves the files unchanged, when one is damaged, was written
    by a newer version, or can't be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._home = path.parent
        self._older = YearFile(self._home / "log.json", None)
        self._files: dict[int, YearFile] = {}
        self._followed: dict[str, Stamp | None] | None = None

    def load(self) -> Log:
        """All records, each list in order of time, then id; empty without a file."""
        complete_if_under_way(self._home)
        with collector_paused():
            parts = [part for file in self._present() if (part := file.part()) is not None]
            return log_of(parts, self._older.part())

    def overview(self) -> Overview:
        """An overview of the log, after checking all of it.

        Only one file at a time is in memory, so a long log does not take more of it.
        """
        complete_if_under_way(self._home)
        if mode_at(self._older.path):
            log = self.load()
            return Overview(log.mornings, {each.id: None for each in log.sessions})
        known: dict[str, dict[str, None]] = {table.name: {} for table in TABLES.values()}
        mornings: list[Morning] = []
        for part in self._parts():
            check_apart(part, known)
            for name, records in part.records.items():
                known[name].update(dict.fromkeys(records))
            mornings += part.records[TABLES[Morning].name].values()
        return Overview(tuple(mornings), known[TABLES[SessionRecord].name])

    def each_session(self) -> Iterator[SessionRecord]:
        """Every session, oldest first, with those of one file in memory at a time.

        After `overview`, only a change since then can lead to a StoreError.
        """
        if mode_at(self._older.path):
            yield from self.load().sessions
            return
        for part in self._parts():
            yield from sessions_of(part)

    def _parts(self) -> Iterator[Part]:
        """The content of each year's file, oldest first. Nothing is kept in memory."""
        for each in self._present():
            part = YearFile(each.path, int(each.path.stem)).part()
            if part is not None:
                yield part

    def checksums(self) -> Mapping[str, str] | None:
        """A text that identifies the state of each file, by name: checksum, size, time and inode.

        The checksums have been compared with the contents. None when one of them does not match or
        a file is of an older version; then only `load` can say whether the log is sound.
        """
        self._followed = None
        stamped = self._read_checksums()
        if stamped is None:
            return None
        self._followed = {name: stamp for name, (_, stamp) in stamped.items()}
        return {
            name: f"{checksum} {stamp.size} {stamp.changed} {stamp.number}"
            for name, (checksum, stamp) in stamped.items()
        }

    def _read_checksums(self) -> dict[str, tuple[str, Stamp]] | None:
        """The checksum and stamp of each file; None unless all checksums match."""
        if mode_at(self._older.path) or mode_at(self._home / UNDER_WAY):
            return None
        found: dict[str, tuple[str, Stamp]] = {}
        for file in self._present():
            stamped = read_stamped(file.path)
            checksum = None if stamped is None else checksum_of(stamped[0])
            if stamped is None or checksum is None:
                return None
            found[file.path.name] = (checksum, stamped[1])
        return found

    def followed(self) -> bool:
        """Whether every change of the files since `checksums` was made by this object."""
        return self._followed is not None and self._followed == self._stamps()

    def _stamps(self) -> dict[str, Stamp | None]:
        return {file.path.name: stamp_of(file.path) for file in self._present()}

    def newer(self) -> NewerError | None:
        """Why nothing may be written, if a file is from a newer version but can be read.

        Else None.
        """
        files = (self._older, *self._files.values())
        return next((error for file in files if (error := file.newer()) is not None), None)

    def changed_outside(self) -> tuple[Path, ...]:
        """The files that `load` could read in full although their checksum does not match."""
        return tuple(
            file.path
            for file in self._files.values()
            if file.storage.content is not None and file.storage.content.checksum is None
        )

    def _present(self) -> list[YearFile]:
        """The files of all years there are, oldest first."""
        try:
            names = sorted(each.name for each in self._path.iterdir())
        except FileNotFoundError:
            return []
        except NotADirectoryError:
            raise DamagedError(self._path, "is a file, not a folder", RESTORE_HINT) from None
        except OSError as error:
            problem = f"can't be read ({reason_of(error)})"
            raise StoreError(self._path, problem, hint_of(self._path, error)) from None
        years = (year_name(self._path, name) for name in names)
        return [self._file(int(name[:4])) for name in dict.fromkeys(years) if name]

    def _file(self, year: int) -> YearFile:
        if year not in self._files:
            self._files[year] = YearFile(self._path / f"{year:04}.json", year)
        return self._files[year]
