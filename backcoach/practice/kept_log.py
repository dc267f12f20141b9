"""The log of one person: which part of it answers what, read no sooner than it is asked for."""

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
    present_day,
    so_far,
    trained_ahead,
)
from backcoach.coach.model.days import Now
from backcoach.coach.model.records import Log
from backcoach.paths import Places
from backcoach.store import LogStore, StoreError
from backcoach.store.codec import R
from backcoach.store.files import mode_at

if TYPE_CHECKING:
    from backcoach.coach.model.records import SessionRecord
    from backcoach.standing_cache import StandingCache
    from backcoach.store.log_store import Overview

WORTH_IT = 300
"""Sessions from which on a cache of the log is kept; fewer are read as quickly without it."""


class KeptLog:
    """The log on disk. Four views of it answer all questions:

    ================= =========================================================================
    `all`             what is exported, listed and looked up: every record as it is stored
    `so_far`          what counts now, for whatever looks back further than the last session
    `recent`          consent, profile, locks: the last word on each, as it is stored
    `recent_so_far`   what is due, and which session was the last, as it counts now
    ================= =========================================================================

    "As it counts now": a clock that was ahead leaves records dated later than now, see
    `coach.evidence.present`. The recent views never have to read years of sessions: where the
    standing cache fits (`shortcut`), they hold of most sessions only their time, and otherwise they
    are the whole log. Reading raises StoreError when a file is damaged.

    `content` is the folder the catalogue comes from, `now` the present.
    """

    def __init__(
        self,
        places: Places,
        content: Path,
        catalogue: Callable[[], Catalogue],
        now: Callable[[], Now],
    ) -> None:
        self._cache = places.walked
        self._content = content
        self._catalogue = catalogue
        self._now = now
        self._store = LogStore(places.log, lambda: now().day)
        self._all: Log | None = None
        self._recent: Log | None = None
        self._shortcut: StandingCache | None = None
        self._is_cache_read = False
        self.changes = 0
        """Grows whenever any view may have changed."""

    # The four views

    @property
    def all(self) -> Log:
        """Everything recorded."""
        if self._all is None:
            self._all = self._store.load()
        return self._all

    @property
    def so_far(self) -> Log:
        """Everything recorded, as it counts now."""
        return so_far(self.all, *self._now())

    @property
    def recent(self) -> Log:
        """The last word on everything, and of most sessions only their time."""
        if self._recent is None:
            shortcut = self._any_shortcut()
            self._recent = self.all if shortcut is None else shortcut.recent
        return self._recent

    @property
    def recent_so_far(self) -> Log:
        """The same as it counts now; everything where some of it is dated later."""
        log = self.all if self.shortcut is None else self.recent
        return so_far(log, *self._now())

    # The present

    def day_at(self, now: Now) -> date:
        """The user's day at `now`; never before the day of something that had happened by then."""
        shortcut = self.shortcut
        day = present_day(self.all if shortcut is None else self.recent, *now)
        return day if shortcut is None else max(day, shortcut.known.last_day)

    def trained_ahead(self) -> bool:
        """Whether a main session is dated later than now."""
        return self.shortcut is None and trained_ahead(self.all, self._now().at)

    def ahead(self) -> list[Record]:
        """The records that are dated in the future, as by a clock that was ahead."""
        return [] if self.shortcut is not None else dated_in_future(self.all, self._now().at)

    # Keeping

    def save(self, record: R) -> None:
        """Store `record`, in place of the one of its kind with its id. Raises StoreError."""
        self._store.save(record)
        shortcut = self._shortcut
        if shortcut is not None:
            shortcut.add(record)
            if not self._store.followed() or shortcut.goes_back(record):
                self._shortcut = None
        self.reload()

    def save_all(self, log: Log) -> None:
        """Store every record of `log`, all or none. Raises StoreError."""
        self._store.save_all(log)
        self.read_whole()

    def reload(self) -> None:
        """Forget what was read, so that the next look reads the files again."""
        self._all = self._recent = None
        self.changes += 1

    def read_whole(self) -> None:
        """Use no shortcut from now on."""
        self._shortcut, self._is_cache_read = None, True
        self.reload()

    # What is kept for the next start

    @property
    def shortcut(self) -> StandingCache | None:
        """The quick way to the standing; None without one, or where it knows what is to come."""
        found = self._any_shortcut()
        return found if found is not None and found.reaches(self._now().at) else None

    def _any_shortcut(self) -> StandingCache | None:
        if not self._is_cache_read:
            self._shortcut = self._read_cache()
            self._is_cache_read = True
        return self._shortcut

    def _read_cache(self) -> StandingCache | None:
        try:
            if not mode_at(self._cache):
                return None
        except StoreError:
            return None
        checksums = self._store.checksums()
        if checksums is None:
            return None
        from backcoach.standing_cache import key_of, load_standing_cache

        return load_standing_cache(self._cache, key_of(checksums, self._content), self._catalogue())

    def remember(self) -> None:
        """Keep for the next start what takes long to compute; nothing happens when that fails."""
        if self._shortcut is None and (self._all is None or len(self._all.sessions) < WORTH_IT):
            return
        with suppress(StoreError), self._store.still():
            self._write_cache(self._shortcut)

    def _write_cache(self, shortcut: StandingCache | None) -> None:
        from backcoach.standing_cache import key_of, save_standing_cache, standing_cache_of

        if shortcut is not None:
            if not shortcut.since or not self._store.followed():
                return
            shortcut = shortcut.moved_on()
        checksums = self._store.checksums()
        if checksums is None:
            return
        shortcut = shortcut or standing_cache_of(self._store.load(), self._catalogue())
        if shortcut is not None:
            save_standing_cache(self._cache, key_of(checksums, self._content), shortcut)

    # The files

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

    def overview(self) -> Overview:
        """What tells about all sessions without holding them. Raises StoreError."""
        return self._store.overview()

    def each_session(self) -> Iterator[SessionRecord]:
        """Every session, oldest first, with those of a year in memory; `overview` comes first."""
        return self._store.each_session()
