"""The log of one person: reads only the part of it that a question needs, and caches it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from backcoach.catalogue import Catalogue
from backcoach.coach.evidence.present import (
    Record,
    dated_in_future,
    has_future_session,
    present_day,
    so_far,
)
from backcoach.coach.model.days import Now
from backcoach.coach.model.records import Log
from backcoach.paths import Places
from backcoach.store import LogStore, StoreError
from backcoach.store.codec import R
from backcoach.store.disk.files import mode_at

if TYPE_CHECKING:
    from backcoach.coach.model.records import SessionRecord
    from backcoach.standing_cache import StandingCache
    from backcoach.store.log_store import Overview

WORTH_IT = 300
"""From this number of sessions on the log is cached; fewer are read as fast without a cache."""


class LogViews:
    """The log on disk, with four views for all that is asked of it:

    ================= =========================================================================
    `all`             for exports, lists and searches: every record as it is stored
    `so_far`          for what looks back further than the last session, as it counts now
    `recent`          for consent, profile and locks: the latest of each, as it is stored
    `recent_so_far`   for what is due, and the last session, as it counts now
    ================= =========================================================================

    "As it counts now" treats records that a wrong clock has dated in the future as described in
    `coach.evidence.present`. The recent views avoid reading years of sessions: with a
    `standing_cache` most sessions have only their time in them; without one they are the whole log.
    Reading raises StoreError if a file is damaged.

    `content` is the folder of the content, and `now` returns the present.
    """

    def __init__(
        self,
        places: Places,
        content: Path,
        catalogue: Callable[[], Catalogue],
        now: Callable[[], Now],
    ) -> None:
        self._cache_path = places.walked
        self._content = content
        self._catalogue = catalogue
        self._now = now
        self._store = LogStore(places.log, lambda: now().day)
        self._all: Log | None = None
        self._recent: Log | None = None
        self._standing_cache: StandingCache | None = None
        self._is_cache_read = False
        self.changes = 0
        """Increases whenever the result of any view may have changed."""

    # The four views

    @property
    def all(self) -> Log:
        """All records."""
        if self._all is None:
            self._all = self._store.load()
        return self._all

    @property
    def so_far(self) -> Log:
        """All records, as they count now."""
        return so_far(self.all, *self._now())

    @property
    def recent(self) -> Log:
        """The latest record of each kind; most sessions have only their time."""
        if self._recent is None:
            cache = self._loaded_cache()
            self._recent = self.all if cache is None else cache.recent
        return self._recent

    @property
    def recent_so_far(self) -> Log:
        """The same as it counts now; all records if some are dated in the future."""
        log = self.all if self.standing_cache is None else self.recent
        return so_far(log, *self._now())

    # The present day, and records after it

    def day_at(self, now: Now) -> date:
        """The user's date at `now`; never before the date of a record."""
        cache = self.standing_cache
        day = present_day(self.all if cache is None else self.recent, *now)
        return day if cache is None else max(day, cache.known.last_day)

    def has_future_session(self) -> bool:
        """Whether a main session is dated in the future."""
        return self.standing_cache is None and has_future_session(self.all, self._now().at)

    def ahead(self) -> list[Record]:
        """The records that are dated in the future, as a wrong clock causes."""
        return [] if self.standing_cache is not None else dated_in_future(self.all, self._now().at)

    # Writing

    def save(self, record: R) -> None:
        """Store `record`, replacing the one of its kind with the same id. Raises StoreError."""
        self._store.save(record)
        cache = self._standing_cache
        if cache is not None:
            cache.add(record)
            if not self._store.followed() or cache.goes_back(record):
                self._standing_cache = None
        self.reload()

    def save_all(self, log: Log) -> None:
        """Store every record of `log`, all or none. Raises StoreError."""
        self._store.save_all(log)
        self.read_whole()

    def reload(self) -> None:
        """Discard what was read, so that the next access reads the files again."""
        self._all = self._recent = None
        self.changes += 1

    def read_whole(self) -> None:
        """Use no cache from now on."""
        self._standing_cache, self._is_cache_read = None, True
        self.reload()

    # The cache

    @property
    def standing_cache(self) -> StandingCache | None:
        """The cache; None if there is none or if it has records dated in the future."""
        found = self._loaded_cache()
        return found if found is not None and found.reaches(self._now().at) else None

    def _loaded_cache(self) -> StandingCache | None:
        if not self._is_cache_read:
            self._standing_cache = self._read_cache()
            self._is_cache_read = True
        return self._standing_cache

    def _read_cache(self) -> StandingCache | None:
        try:
            if not mode_at(self._cache_path):
                return None
        except StoreError:
            return None
        checksums = self._store.checksums()
        if checksums is None:
            return None
        from backcoach.standing_cache import key_of, load_standing_cache

        return load_standing_cache(
            self._cache_path, key_of(checksums, self._content), self._catalogue()
        )

    def remember(self) -> None:
        """Cache what takes long to compute for the next start. Failures are ignored."""
        if self._standing_cache is None and (
            self._all is None or len(self._all.sessions) < WORTH_IT
        ):
            return
        with suppress(StoreError), self._store.still():
            self._write_cache(self._standing_cache)

    def _write_cache(self, cache: StandingCache | None) -> None:
        from backcoach.standing_cache import key_of, save_standing_cache, standing_cache_of

        if cache is not None:
            if not cache.since or not self._store.followed():
                return
            cache = cache.moved_on()
        checksums = self._store.checksums()
        if checksums is None:
            return
        cache = cache or standing_cache_of(self._store.load(), self._catalogue())
        if cache is not None:
            save_standing_cache(self._cache_path, key_of(checksums, self._content), cache)

    # The files

    def newer(self) -> str:
        """Why the log must not be written: a newer version wrote it; empty otherwise."""
        error = self._store.newer()
        return "" if error is None else error.problem

    def changed_outside(self) -> str:
        """The files of the log that another program has changed."""
        return ", ".join(path.name for path in self._store.changed_outside())

    @property
    def backup_problem(self) -> str:
        """Why today's backup failed; empty otherwise."""
        return self._store.backup_problem

    def overview(self) -> Overview:
        """A summary of all sessions, without their sets. Raises StoreError."""
        return self._store.overview()

    def each_session(self) -> Iterator[SessionRecord]:
        """Every session, oldest first, one year in memory at a time. Call `overview` before."""
        return self._store.each_session()
