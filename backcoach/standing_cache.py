"""A cache of the user's standing, for logs of many years.

Reading and replaying ten years of sessions takes most of a second. The cache stores the state of
the replay and the few other facts needed at the start. It is valid only for exactly the same log
files, content, program and Python. Records added since by this process are replayed on top of it;
where that could give another result than replaying the whole log, the whole log is replayed.
Deleting the file costs one slow start and changes nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec

from backcoach import __version__, coach, replay_codec
from backcoach.cache_file import load_cache, save_cache
from backcoach.catalogue import Catalogue
from backcoach.coach.model.records import Log
from backcoach.coach.standing import checkpoint
from backcoach.coach.standing.checkpoint import (
    Checkpoint,
    can_continue,
    checkpoint_after,
    checkpoint_of,
    continue_replay,
)
from backcoach.coach.standing.days import pass_days
from backcoach.coach.standing.replay import Replay
from backcoach.coach.standing.standing import Standing, replayed, standing_of
from backcoach.replay_codec import UNREADABLE, freeze, thaw
from backcoach.store.tables import TABLES


@dataclass(slots=True)
class StandingCache:
    """The replay up to `known` in the encoded form `frozen`, and the records added since.

    `since` holds those records by table and id.
    """

    known: Checkpoint
    frozen: bytes
    catalogue: Catalogue
    since: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def new(self) -> Log:
        """The records added since `known`, as a log."""
        records_of = {name: tuple(records.values()) for name, records in self.since.items()}
        return Log(**records_of)

    def add(self, record: Any) -> None:  # noqa: ANN401
        """Note that `record` was added to the log."""
        self.since.setdefault(TABLES[type(record)].name, {})[record.id] = record

    def goes_back(self, record: Any) -> bool:  # noqa: ANN401
        """Whether `record` is dated no later than `known`, which makes the cache invalid."""
        at: datetime = getattr(record, TABLES[type(record)].time)
        return at <= self.known.until

    def reaches(self, now: datetime) -> bool:
        """Whether no cached record is dated later than `now`, as after a clock was set back."""
        return self.known.until <= now and all(
            getattr(record, TABLES[type(record)].time) <= now
            for records in self.since.values()
            for record in records.values()
        )

    @property
    def recent(self) -> Log:
        """The part of the log that is needed when the coach opens; see `checkpoint.recent_of`."""
        return checkpoint.joined(self.known.recent, self.new)

    def standing(self, today: date, without: str | None = None) -> Standing | None:
        """The user's standing on `today`; None where only a replay of the whole log can tell.

        `without` is the id of a session to leave out; it must have been added since `known`.
        """
        new = self.new
        if without is not None:
            if without not in self.since.get("sessions", {}):
                return None
            others = tuple(each for each in new.sessions if each.id != without)
            new = replace(new, sessions=others)
        if not can_continue(self.known, new, today):
            return None
        replay = self._replay()
        if replay is None:
            return None
        continue_replay(replay, self.known, new, today)
        pass_days(replay, today)
        return standing_of(replay, today)

    def moved_on(self) -> StandingCache | None:
        """A cache that includes the records added since; None if the replay can't be continued."""
        new = self.new
        if not can_continue(self.known, new, date.max):
            return None
        replay = self._replay()
        if replay is None:
            return None
        continue_replay(replay, self.known, new, date.max)
        known = checkpoint_after(self.known, new, replay.programme.absence)
        return StandingCache(known, freeze(replay), self.catalogue)

    def _replay(self) -> Replay | None:
        """The replay as far as known, made anew: going on with it changes it."""
        with suppress(*UNREADABLE):
            content = self.catalogue
            return thaw(self.frozen, content.programme, content.exercises, content.earlier)
        return None


def standing_cache_of(log: Log, catalogue: Catalogue) -> StandingCache | None:
    """A cache of all of `log`; None where no checkpoint can be made."""
    known = checkpoint_of(log, catalogue.programme.absence)
    if known is None:
        return None
    replay = replayed(
        log,
        catalogue.programme,
        date.max,
        exercises=catalogue.exercises,
        earlier=catalogue.earlier,
    )
    return StandingCache(known, freeze(replay), catalogue)


def load_standing_cache(path: Path, key: str, catalogue: Catalogue) -> StandingCache | None:
    """The cache stored under exactly this `key` in the file `path`; None without one."""
    content = load_cache(path, key)
    if content is None:
        return None
    with suppress(*UNREADABLE):
        known, frozen = msgspec.msgpack.decode(content, type=tuple[Checkpoint, bytes])
        return StandingCache(known, frozen, catalogue)
    return None


def save_standing_cache(path: Path, key: str, cache: StandingCache) -> None:
    """Store `cache` under `key`. It must have no records added since its checkpoint."""
    save_cache(path, key, msgspec.msgpack.encode((cache.known, cache.frozen)))


def key_of(checksums: Mapping[str, str], content: Path) -> str:
    """A key that names everything a cache depends on: log, content, program and Python version."""
    package = Path(coach.__file__).parent.parent
    own = (Path(__file__), Path(replay_codec.__file__))
    code = (*own, *sorted(Path(coach.__file__).parent.rglob("*.py")))
    folders = ("exercises", "earlier")
    files = (path for name in folders for path in sorted((content / name).glob("*.toml")))
    texts = (content / "programme.toml", *files)
    return repr(
        (
            __version__,
            sys.version_info[:3],
            sorted(checksums.items()),
            [(path.relative_to(package).as_posix(), *_dated(path)) for path in code],
            [(path.name, *_dated(path), crc32(path.read_bytes())) for path in texts],
        )
    )


def _dated(path: Path) -> tuple[int, int]:
    about = path.stat()
    return about.st_size, about.st_mtime_ns
