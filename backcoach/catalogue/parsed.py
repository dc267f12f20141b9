"""The content folder as it was parsed last time, so that the coach opens sooner.

Parsing 46 TOML files takes most of the time it takes to read the catalogue. Their plain tables are
kept in one file of the cache folder, with the size and the times of every file they came from.
Nothing is trusted: what has changed is parsed again, what comes out of the cache is checked like
what comes out of TOML, and the cache may be deleted at any time. Only the coach itself writes it,
never a command that reads.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from backcoach.catalogue.files import Tables

BYTES_MAX = 2**24

State = tuple[tuple[str, int, int, int], ...]
"""Name, size, time of change and number of each file; another state means another content."""


class Parsed(msgspec.Struct):
    """What the cache file holds."""

    folder: str
    state: State
    exercises: dict[str, dict[str, object]]
    programme: dict[str, object]
    safety: dict[str, object]


def state_of(folder: Path) -> State | None:
    """The state of every file in the content folder; None when it can't be told."""
    try:
        return tuple(sorted(_files(folder)))
    except OSError:
        return None


def _files(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    for place in (folder, folder / "exercises"):
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.name.endswith(".toml"):
                    found = entry.stat()
                    yield entry.path, found.st_size, found.st_mtime_ns, found.st_ino


def recall(cache: Path, folder: Path) -> Tables | None:
    """The tables of `folder` from `cache`; None unless they are of its present state."""
    try:
        about = cache.stat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > BYTES_MAX:
            return None
        parsed = msgspec.msgpack.decode(cache.read_bytes(), type=Parsed)
    except (OSError, msgspec.MsgspecError, RecursionError, ValueError):
        return None
    if parsed.state != state_of(folder):
        return None
    return Tables(folder.name or str(folder), parsed.exercises, parsed.programme, parsed.safety)


def remember(cache: Path, tables: Tables, state: State) -> None:
    """Keep `tables` in `cache`, if that can be done; without it the next start parses again."""
    parsed = Parsed(tables.folder, state, dict(tables.exercises), tables.programme, tables.safety)
    # Another process may be doing the same: each writes a file of its own, the last one stays.
    fresh = cache.with_name(f"{cache.name}.{os.getpid()}")
    with suppress(OSError):
        cache.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            fresh.write_bytes(msgspec.msgpack.encode(parsed))
            fresh.replace(cache)
        except OSError:
            fresh.unlink(missing_ok=True)
