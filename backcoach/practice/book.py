"""The content, the settings and the log of one person: everything that is read and written."""

from __future__ import annotations

import os
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from backcoach.catalogue import Catalogue, keep_catalogue, load_catalogue
from backcoach.clock import Clock
from backcoach.coach.model.days import Now, day_of
from backcoach.coach.model.records import Entry
from backcoach.paths import Places
from backcoach.practice.log_views import LogViews
from backcoach.store import Settings, StoreError, load_settings, save_settings
from backcoach.store.codec import R
from backcoach.store.disk.files import mode_at, write_atomically
from backcoach.store.disk.written import note_file
from backcoach.store.errors import BusyError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backcoach.coach.model.card import Card
    from backcoach.store.copies.transfer import Comparison

JUST_AFTER = timedelta(microseconds=1)
"""How long after the record before it another is dated if the clock was set back."""


class Book:
    """Opens the content, settings and log in `places`. Reads lazily, writes at once.

    `content` is the folder of the content. Every record is stored through this class.
    """

    def __init__(self, places: Places, clock: Clock, content: Path) -> None:
        self.places = places
        self.clock = clock
        self.content = content
        self.log = LogViews(places, content, lambda: self.catalogue, self.now)
        self.read_only = ""
        """Why nothing may be written; empty if writing is allowed."""
        self._settings: Settings | None = None

    @cached_property
    def catalogue(self) -> Catalogue:
        """Exercises, programme and safety texts. Raises CatalogueError."""
        return load_catalogue(self.content, self.places.parsed)

    @property
    def cards(self) -> Mapping[str, Card]:
        """The cards to learn from, by id and in their order. Raises CatalogueError."""
        from backcoach.catalogue.cards import load_cards

        return load_cards(self.content)

    def open_sooner_next_time(self) -> None:
        """Cache the content; call it once the content is known to be valid."""
        keep_catalogue(self.content, self.places.parsed)

    @property
    def settings(self) -> Settings:
        """The user's settings. Raises StoreError when the file is damaged."""
        if self._settings is None:
            self._settings = load_settings(self.places.settings)
        return self._settings

    def change_settings(self, settings: Settings) -> None:
        """Store `settings`; they apply in this run even if they can't be written."""
        self._settings = settings
        if not self.read_only:
            save_settings(self.places.settings, settings)

    # Writing

    def save(self, record: R) -> None:
        """Store `record`, replacing the one of its kind with the same id.

        Raises BusyError if nothing may be written, and StoreError if writing fails.
        """
        self.check_may_write()
        self.log.save(record)

    def check_may_write(self) -> None:
        """Raise BusyError if nothing may be written."""
        if self.read_only:
            raise BusyError(self.places.data, self.read_only, "Nothing was changed.")

    def remember(self) -> None:
        """Cache what takes long to compute for the next start. Failures are ignored."""
        if not self.read_only:
            self.log.remember()

    def keep_crash_report(self, report: str) -> Path | None:
        """Write a crash report beside the log. Returns its path, or None if that fails too."""
        try:
            place = self.places.data / "crash.txt"
            write_atomically(place, report.encode())
            return place
        except StoreError:
            return None

    # The time

    def now(self) -> Now:
        """The present instant, and the user's offset from UTC."""
        return Now.of(self.clock.now())

    def today(self) -> date:
        """The user's date, never before the date of a record. Raises StoreError if the log is
        damaged.
        """
        return self.log.day_at(self.now())

    def day_of_entry(self, record: Entry) -> date:
        """The local date of `record` by its own UTC offset, or the present one if it has none."""
        own = record.utc_offset_minutes
        return day_of(record.at, self.now().offset_minutes if own is None else own)

    def new_id(self) -> str:
        """A new unique id for a record; ids sort by time."""
        return f"{self.now().at:%Y%m%dT%H%M%SZ}-{os.urandom(3).hex()}"

    # Export and import

    def export_text(self) -> bytes:
        """The whole log as one document; `docs/export-format.md` describes its fields."""
        from backcoach.store.copies.transfer import encode_export

        return encode_export(self.log.all, self.clock.now())

    def export_to(self, path: Path) -> int:
        """Write that document to the file `path`, readable by the user alone. Returns its bytes."""
        text = self.export_text()
        write_atomically(path, text)
        note_file(path)
        return len(text)

    def read_export(self, text: bytes, name: Path) -> Comparison:
        """Compare the document `text` with the log. Raises StoreError, which names it `name`."""
        from backcoach.store.copies.transfer import compare, decode_export

        return compare(self.log.all, decode_export(text, name))

    def keep_export(self, found: Comparison, *, replace: bool) -> None:
        """Add the new records to the log, and with `replace` also take those that differ, in one
        write.

        Writes nothing if there are none.
        """
        from backcoach.store.copies.transfer import joined, size

        wanted = joined(found.new, found.different) if replace else found.new
        if size(wanted):
            self.check_may_write()
            self.log.save_all(wanted)

    # The journal of a session

    @property
    def has_journal(self) -> bool:
        """Whether there is a journal, readable or not. Does not read it."""
        try:
            return bool(mode_at(self.places.journal))
        except StoreError:
            return True

    def put_journal_aside(self) -> None:
        """Move the journal, if there is one, to the backups instead of overwriting it."""
        if self.has_journal:
            from backcoach.store.copies.restore import put_aside

            put_aside(self.places.data, self.places.journal)
