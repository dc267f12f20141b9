"""Where does somebody stand? Answered without reading and replaying years of sessions.

That takes most of a second after ten years. What it came to is kept as a cache: the replay of the
log as it was then, and the little that everything else needs of it. The cache counts only for
exactly the same files of the log, content, program and Python; whatever was kept since in this
process is replayed on top of it, and where that could come to anything else than replaying
everything, everything is replayed. Deleting it costs one slow start and changes nothing.
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
from backcoach.coach.standing.checkpoint import Remembered, carries_on, go_on, known_after, known_of
from backcoach.coach.standing.replay import Replay
from backcoach.coach.standing.standing import Standing, standing_of, walked
from backcoach.replay_codec import UNREADABLE, freeze, thaw
from backcoach.store.tables import TABLES


@dataclass(slots=True)
class Shortcut:
    """The replay as far as `known`, frozen, and what was kept since, by table and id."""

    known: Remembered
    frozen: bytes
    catalogue: Catalogue
    since: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def new(self) -> Log:
        """What was kept since, as a log."""
        kept = {name: tuple(records.values()) for name, records in self.since.items()}
        return Log(**kept)

    def add(self, record: Any) -> None:  # noqa: ANN401
        """`record` was kept."""
        self.since.setdefault(TABLES[type(record)].name, {})[record.id] = record

    def goes_back(self, record: Any) -> bool:  # noqa: ANN401
        """Whether `record` is from before what is known ended, and so changes that."""
        at: datetime = getattr(record, TABLES[type(record)].time)
        return at <= self.known.until

    def reaches(self, now: datetime) -> bool:
        """Whether all that is known had happened by `now`: no clock was set back since."""
        return self.known.until <= now and all(
            getattr(record, TABLES[type(record)].time) <= now
            for records in self.since.values()
            for record in records.values()
        )

    @property
    def recent(self) -> Log:
        """What all that comes up on opening is answered from, see `checkpoint.recent_of`."""
        return checkpoint.together(self.known.recent, self.new)

    def standing(self, today: date, without: str | None = None) -> Standing | None:
        """Where the user stands; None where only walking everything can tell.

        `without` is the id of a session kept since that is left out.
        """
        new = self.new
        if without is not None:
            if without not in self.since.get("sessions", {}):
                return None
            others = tuple(each for each in new.sessions if each.id != without)
            new = replace(new, sessions=others)
        if not carries_on(self.known, new, today):
            return None
        replay = self._replay()
        if replay is None:
            return None
        go_on(replay, self.known, new, today)
        replay.pass_days(today)
        return standing_of(replay, today)

    def moved_on(self) -> Shortcut | None:
        """The same with all that was kept since walked for good; None where that can't be."""
        new = self.new
        if not carries_on(self.known, new, date.max):
            return None
        replay = self._replay()
        if replay is None:
            return None
        go_on(replay, self.known, new, date.max)
        known = known_after(self.known, new, replay.programme.absence)
        return Shortcut(known, freeze(replay), self.catalogue)

    def _replay(self) -> Replay | None:
        """The replay as far as known, made anew: going on with it changes it."""
        with suppress(*UNREADABLE):
            content = self.catalogue
            return thaw(self.frozen, content.programme, content.exercises, content.earlier)
        return None


def shortcut_of(log: Log, catalogue: Catalogue) -> Shortcut | None:
    """The shortcut through all of `log`; None where there is none."""
    known = known_of(log, catalogue.programme.absence)
    if known is None:
        return None
    replay = walked(
        log,
        catalogue.programme,
        date.max,
        exercises=catalogue.exercises,
        earlier=catalogue.earlier,
    )
    return Shortcut(known, freeze(replay), catalogue)


def load_shortcut(path: Path, key: str, catalogue: Catalogue) -> Shortcut | None:
    """The shortcut kept under `key`; None when there is none for exactly that."""
    content = load_cache(path, key)
    if content is None:
        return None
    with suppress(*UNREADABLE):
        known, frozen = msgspec.msgpack.decode(content, type=tuple[Remembered, bytes])
        return Shortcut(known, frozen, catalogue)
    return None


def save_shortcut(path: Path, key: str, shortcut: Shortcut) -> None:
    """Keep `shortcut`, in which nothing may be left to walk."""
    save_cache(path, key, msgspec.msgpack.encode((shortcut.known, shortcut.frozen)))


def key_of(checksums: Mapping[str, str], content: Path) -> str:
    """One line that names what a shortcut comes from: log, content, program, Python."""
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
