"""The files in which the log lies: one for each year, and the single one of schema version 1.

Looking at them takes no lock and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from backcoach.store.disk.file_names import UNDER_WAY, year_name
from backcoach.store.disk.files import Stamp, hint_of, mode_at, read_stamped, reason_of, stamp_of
from backcoach.store.errors import RESTORE_HINT, DamagedError, NewerError, StoreError
from backcoach.store.years.records import FileRecords
from backcoach.store.years.sealed import checksum_of
from backcoach.store.years.year_file import YearFile


class YearFiles:
    """The files of the years in the folder `path`, and `older`, the single one beside it.

    Every method raises StoreError where the files can't be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._home = path.parent
        self.older = YearFile(self._home / "log.json", None)
        self._files: dict[int, YearFile] = {}

    def present(self) -> list[YearFile]:
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
        return [self.of_year(int(name[:4])) for name in dict.fromkeys(years) if name]

    def of_year(self, year: int) -> YearFile:
        """The file of `year`, there or not."""
        if year not in self._files:
            self._files[year] = YearFile(self._path / f"{year:04}.json", year)
        return self._files[year]

    def each_read(self) -> Iterator[FileRecords]:
        """The content of each year's file, oldest first. Nothing is kept in memory."""
        for each in self.present():
            part = YearFile(each.path, int(each.path.stem)).part()
            if part is not None:
                yield part

    def checksums(self) -> dict[str, tuple[str, Stamp]] | None:
        """The checksum and stamp of each file; None unless all checksums match."""
        if mode_at(self.older.path) or mode_at(self._home / UNDER_WAY):
            return None
        found: dict[str, tuple[str, Stamp]] = {}
        for file in self.present():
            stamped = read_stamped(file.path)
            checksum = None if stamped is None else checksum_of(stamped[0])
            if stamped is None or checksum is None:
                return None
            found[file.path.name] = (checksum, stamped[1])
        return found

    def stamps(self) -> dict[str, Stamp | None]:
        """The stamp of each file of a year, by its name."""
        return {file.path.name: stamp_of(file.path) for file in self.present()}

    def newer(self) -> NewerError | None:
        """Why nothing may be written, if a file is from a newer version but can be read.

        Else None.
        """
        files = (self.older, *self._files.values())
        return next((error for file in files if (error := file.newer()) is not None), None)

    def changed_outside(self) -> tuple[Path, ...]:
        """The files that `load` could read in full although their checksum does not match."""
        return tuple(
            file.path
            for file in self._files.values()
            if file.storage.content is not None and file.storage.content.checksum is None
        )
