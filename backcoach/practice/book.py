"""The log and the settings of one person, opened lazily and written at once."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from backcoach.catalogue import Catalogue, keep_parsed, load_catalogue
from backcoach.clock import Clock
from backcoach.coach.evidence.present import (
    Record,
    dated_in_future,
    present_day,
    so_far,
    trained_ahead,
)
from backcoach.coach.model.days import day_of, offset_minutes_of
from backcoach.coach.model.records import Entry, Log, SessionRecord
from backcoach.coach.standing.standing import Standing
from backcoach.paths import Places
from backcoach.store import LogStore, Settings, StoreError, load_settings, save_settings
from backcoach.store.codec import R
from backcoach.store.errors import BusyError
from backcoach.store.files import mode_at, write_atomically

if TYPE_CHECKING:
    from backcoach.standing_cache import StandingCache

WORTH_IT = 300
"""Sessions from which on more is kept than the log: fewer are read as quickly as it is."""


class Book:
    """Opens the content and the log of one person. Reads lazily, writes at once."""

    def __init__(self, places: Places, clock: Clock, content: Path) -> None:
        self.places = places
        self.clock = clock
        self.content = content
        self._store = LogStore(places.log, self.date_now)
        self.read_only = ""
        """Why nothing is written here; empty when it may be."""
        self.unstored: dict[str, SessionRecord] = {}
        """Sessions that could not be stored, by id; each further attempt clears its own."""
        self._known: tuple[date, int, Standing] | None = None

    @cached_property
    def catalogue(self) -> Catalogue:
        """Exercises, programme and safety texts. Raises CatalogueError."""
        return load_catalogue(self.content, self.places.parsed)

    def open_sooner_next_time(self) -> None:
        """Keep the content as it was parsed; call it where it is known to be sound."""
        keep_parsed(self.content, self.places.parsed)

    @cached_property
    def _settings(self) -> Settings:
        return load_settings(self.places.settings)

    @property
    def settings(self) -> Settings:
        """The user's settings. Raises StoreError when the file is damaged."""
        return self._settings

    def change_settings(self, settings: Settings) -> None:
        """Store `settings`; they hold in this run even when they can't be written."""
        self.__dict__["_settings"] = settings
        if self.read_only:
            return
        save_settings(self.places.settings, settings)

    @cached_property
    def _log(self) -> Log:
        return self._store.load()

    @property
    def log(self) -> Log:
        """Everything recorded. Raises StoreError when the file is damaged."""
        return self._log

    def newer(self) -> str:
        """Why the log that was read must not be written: a newer version did; empty otherwise."""
        error = self._store.newer()
        return "" if error is None else error.problem

    def changed_outside(self) -> str:
        """The files of the log that something else than backcoach has changed; empty if none."""
        return ", ".join(path.name for path in self._store.changed_outside())

    @property
    def backup_problem(self) -> str:
        """Why today's backup could not be made; empty when it could."""
        return self._store.backup_problem

    def reload(self) -> None:
        """Forget what was read, so that the next look reads the files again."""
        for name in ("_log", "recent"):
            self.__dict__.pop(name, None)
        self._known = None

    @cached_property
    def _shortcut(self) -> StandingCache | None:
        """The quick way past years of sessions that are known already; None without one."""
        try:
            if not mode_at(self.places.walked):
                return None
        except StoreError:
            return None
        checksums = self._store.checksums()
        if checksums is None:
            return None
        from backcoach.standing_cache import key_of, load_standing_cache

        return load_standing_cache(
            self.places.walked, key_of(checksums, self.content), self.catalogue
        )

    @cached_property
    def recent(self) -> Log:
        """The part of the log that all that comes up on opening is answered from; often smaller.

        Of most sessions only their time is left: whatever looks back further asks `log`.

        Raises StoreError when a file is damaged.
        """
        shortcut = self._shortcut
        return self.log if shortcut is None else shortcut.recent

    # What of it has happened by now

    @property
    def _quick(self) -> StandingCache | None:
        """The shortcut; None where some of what it knows is dated later than now."""
        shortcut = self._shortcut
        return shortcut if shortcut is not None and shortcut.reaches(self._now()) else None

    @property
    def log_so_far(self) -> Log:
        """The log as it counts now: nothing in it is later, see `coach.present`."""
        return so_far(self.log, self._now(), self._offset_minutes())

    @property
    def recent_so_far(self) -> Log:
        """The same of `recent`; of all of the log where a clock was set back."""
        log = self.log if self._quick is None else self.recent
        return so_far(log, self._now(), self._offset_minutes())

    def trained_ahead(self) -> bool:
        """Whether a main session is dated later than now."""
        return self._quick is None and trained_ahead(self.log, self._now())

    def ahead(self) -> list[Record]:
        """The records that are dated in the future, as by a clock that was ahead."""
        return [] if self._quick is not None else dated_in_future(self.log, self._now())

    def remember(self) -> None:
        """Keep for the next start what takes long to compute; nothing happens when that fails."""
        if self.read_only:
            return
        shortcut = self.__dict__.get("_shortcut")
        if shortcut is None and len(self.__dict__.get("_log", Log()).sessions) < WORTH_IT:
            return
        with suppress(StoreError), self._store.still():
            self._remember(shortcut)

    def _remember(self, shortcut: StandingCache | None) -> None:
        from backcoach.standing_cache import key_of, save_standing_cache, standing_cache_of

        if shortcut is not None:
            if not shortcut.since or not self._store.followed():
                return
            shortcut = shortcut.moved_on()
        checksums = self._store.checksums()
        if checksums is None:
            return
        shortcut = shortcut or standing_cache_of(self._store.load(), self.catalogue)
        if shortcut is not None:
            save_standing_cache(self.places.walked, key_of(checksums, self.content), shortcut)

    def _keep(self, record: R) -> None:
        """Store `record`. What was known before stays known where it doesn't change it."""
        self._check_may_write()
        self._store.save(record)
        shortcut = self.__dict__.get("_shortcut")
        if shortcut is not None:
            shortcut.add(record)
            if not self._store.followed() or shortcut.goes_back(record):
                self.__dict__["_shortcut"] = None
        self.reload()

    def _check_may_write(self) -> None:
        if self.read_only:
            raise BusyError(self.places.data, self.read_only, "Nothing was changed.")

    # The time

    def today(self) -> date:
        """The user's day; never before one of the log. Raises StoreError as `recent` does."""
        shortcut = self._quick
        log = self.log if shortcut is None else self.recent
        day = present_day(log, self._now(), self._offset_minutes())
        return day if shortcut is None else max(day, shortcut.known.last_day)

    def date_now(self) -> date:
        """The date on the user's clock, whatever was recorded."""
        return day_of(self._now(), self._offset_minutes())

    def day_of_entry(self, record: Entry) -> date:
        """The date of `record` by the clock it was told by, or by that of now if it has none."""
        own = record.utc_offset_minutes
        return day_of(record.at, self._offset_minutes() if own is None else own)

    def _offset_minutes(self) -> int:
        """How far east of UTC the user is now."""
        return offset_minutes_of(self.clock.now())

    def _now(self) -> datetime:
        return self.clock.now().astimezone(UTC)

    def new_id(self) -> str:
        """An id for a new record: it sorts by time and is never given twice."""
        return f"{self._now():%Y%m%dT%H%M%SZ}-{os.urandom(3).hex()}"

    def keep_crash_report(self, report: str) -> Path | None:
        """Write what went wrong beside the log; None when even that can't be written."""
        try:
            place = self.places.data / "crash.txt"
            write_atomically(place, report.encode())
            return place
        except StoreError:
            return None
