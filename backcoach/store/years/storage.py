"""A TinyDB storage that replaces its file atomically and checks whether it has changed since.

TinyDB reads the whole file before each write. To make that cheap, the content is cached for as long
as the file on disk is unchanged, and a write formats only the record that is new.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tinydb.storages import Storage

from backcoach.store.disk.files import Stamp, read_stamped, stamp_of, write_atomically
from backcoach.store.errors import StoreError
from backcoach.store.years.sealed import (
    Content,
    Record,
    Tables,
    as_records,
    content_of,
    seal_sum,
    text_of,
)
from backcoach.strict import StrictError


class AtomicJSONStorage(Storage):
    """Tables of numbered records in a JSON file; see `write_atomically` for how it is replaced.

    The cached content is only changed after a successful write.
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

        Raises DamagedError when it is damaged, StoreError when it can't be read.
        """
        if self._pending is not None:
            return dict(self._pending)
        content = self.look()
        return None if content is None else dict(content.tables)

    def look(self) -> Content | None:
        """The content of the file: the same object as before if the file is unchanged."""
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
        """Make `data` the content of the file, or raise StoreError and leave the file unchanged."""
        if self._gathering:
            self._pending = data
            return
        tables, text = self._as_text(data)
        self.content = None
        write_atomically(self.path, text)
        self.stamp = stamp_of(self.path)
        self.content = Content(tables, seal_sum(text))

    def _as_text(self, data: Tables) -> tuple[Tables, bytes]:
        try:
            tables = {name: as_records(records) for name, records in data.items()}
            return tables, text_of(tables)
        except (StrictError, TypeError, ValueError, OverflowError) as error:
            problem = f"can't be written ({error})"
            raise StoreError(self.path, problem, "Nothing was changed.") from None

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Collect writes in the `with` block.

        They are dropped unless `write_gathered` is called.
        """
        self._gathering, self._pending = True, None
        try:
            yield
        finally:
            self._gathering, self._pending = False, None

    def write_gathered(self) -> None:
        """Write everything that was collected at once; do nothing if there is nothing."""
        gathered, self._gathering = self._pending, False
        if gathered is not None:
            self.write(gathered)

    def gathered_text(self) -> bytes:
        """The text of the whole file as it would be written."""
        return self._as_text(self.read() or {})[1]


def _by_text(tables: Tables) -> dict[bytes, Record]:
    return {record.text: record for records in tables.values() for record in records.values()}
