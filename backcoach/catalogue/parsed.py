"""Caches the parsed content folder, so that the coach starts faster.

Parsing 46 TOML files takes most of the time of reading the catalogue. Their tables are stored in a
cache file whose key has the size and times of every file. Changed files are parsed again, and
cached tables are checked like parsed ones. Only the coach itself writes the cache, not a command
that only reads.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from backcoach import __version__
from backcoach.cache_file import load_cache, save_cache
from backcoach.catalogue.files import Tables

BYTES_MAX = 2**24

State = tuple[tuple[str, int, int, int], ...]
"""Name, size, time of change and number of each file; another state means another content."""


class Parsed(msgspec.Struct):
    """The cached tables."""

    exercises: dict[str, dict[str, object]]
    programme: dict[str, object]
    safety: dict[str, object]


def state_of(folder: Path) -> State | None:
    """The state of every file in the content folder; None if it can't be determined."""
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
    state = state_of(folder)
    content = None if state is None else load_cache(cache, _key(state), BYTES_MAX)
    if content is None:
        return None
    try:
        parsed = msgspec.msgpack.decode(content, type=Parsed)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None
    return Tables(folder.name or str(folder), parsed.exercises, parsed.programme, parsed.safety)


def remember(cache: Path, tables: Tables, state: State) -> None:
    """Store `tables` in `cache`; if that fails, the next start parses again."""
    parsed = Parsed(dict(tables.exercises), tables.programme, tables.safety)
    save_cache(cache, _key(state), msgspec.msgpack.encode(parsed))


def _key(state: State) -> str:
    return repr((__version__, state))
