"""Caches the content of the catalogue, so that the coach starts faster.

Reading and checking some 50 TOML files takes ten times as long as reading what came of them. That
is stored, once it has passed every check, in a sealed cache file whose key has the size and times
of every file of the content and of the module that builds it. Changed content is read and checked
again. Only the coach itself writes the cache, not a command that only reads.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from backcoach import __version__
from backcoach.cache_file import load_cache, save_cache
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.programme import Programme
from backcoach.coach.safety.content import Safety

BYTES_MAX = 2**24

State = tuple[tuple[str, int, int, int], ...]
"""Name, size, time of change and number of each file; another state means another content."""


class Kept(msgspec.Struct):
    """What is cached: the content of the catalogue."""

    exercises: dict[str, Exercise]
    programme: Programme
    safety: Safety


def state_of(folder: Path) -> State | None:
    """The state of every file in the content folder; None if it can't be determined."""
    try:
        return (*sorted(_files(folder)), *_builders())
    except OSError:
        return None


def _files(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    for place in (folder, folder / "exercises"):
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.name.endswith(".toml"):
                    found = entry.stat()
                    yield entry.path, found.st_size, found.st_mtime_ns, found.st_ino


def _builders() -> Iterator[tuple[str, int, int, int]]:
    """The state of the modules that say what is built of the files and how."""
    for module in ("build", "read", "sources"):
        path = Path(__file__).with_name(f"{module}.py")
        # Without the source, in a frozen program, the version alone tells.
        if path.is_file():
            found = path.stat()
            yield str(path), found.st_size, found.st_mtime_ns, found.st_ino


def recall(cache: Path, folder: Path) -> Kept | None:
    """The content of `folder` from `cache`; None unless it is of its present state."""
    state = state_of(folder)
    content = None if state is None else load_cache(cache, _key(state), BYTES_MAX)
    if content is None:
        return None
    try:
        return msgspec.msgpack.decode(content, type=Kept)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None


def remember(cache: Path, kept: Kept, state: State) -> None:
    """Store `kept` in `cache`; if that fails, the next start reads the files again."""
    save_cache(cache, _key(state), msgspec.msgpack.encode(kept))


def _key(state: State) -> str:
    return repr((__version__, state))
