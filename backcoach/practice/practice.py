"""The one door to a person's practice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from backcoach.practice.running import Running
from backcoach.store.files import write_atomically
from backcoach.store.written import note_file

if TYPE_CHECKING:
    from backcoach.coach.model.records import SessionRecord
    from backcoach.store.log_reader import Overview
    from backcoach.store.transfer import Comparison


class Practice(Running):
    """All of it, and the log elsewhere: exported and brought in."""

    def overview(self) -> Overview:
        """What tells about all sessions without holding them. Raises StoreError."""
        return self._store.overview()

    def each_session(self) -> Iterator[SessionRecord]:
        """Every session, oldest first, with those of a year in memory; `overview` comes first."""
        return self._store.each_session()

    def export_text(self) -> bytes:
        """The whole log as one document; `docs/export-format.md` tells its fields."""
        from backcoach.store.transfer import encode_export

        return encode_export(self.log, self.clock.now())

    def export_to(self, path: Path) -> int:
        """Make that document the whole of the file `path`, for the user alone; its bytes."""
        text = self.export_text()
        write_atomically(path, text)
        note_file(path)
        return len(text)

    def read_export(self, text: bytes, name: Path) -> Comparison:
        """The document `text` beside the log. Raises StoreError, which calls it `name`."""
        from backcoach.store.transfer import compare, decode_export

        return compare(self.log, decode_export(text, name))

    def keep_export(self, found: Comparison, *, replace: bool) -> None:
        """Keep what is new to the log, and with `replace` what differs too, in one write.

        Where that is nothing, nothing is written.
        """
        from backcoach.store.transfer import joined, size

        wanted = joined(found.new, found.different) if replace else found.new
        if size(wanted):
            self._check_may_write()
            self._store.save_all(wanted)
            self.__dict__["_shortcut"] = None
            self.reload()
