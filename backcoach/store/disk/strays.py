"""Finds files that nobody reads beside the log, such as the conflict copies of a sync program.

If two machines have changed the same file, sync programs keep both, one of them under another name:
"2026.sync-conflict-20261130-….json", "2026 (conflicted copy).json", "2026 2.json", in any language.
So a copy is recognised by its content, not by its name.
"""

from __future__ import annotations

import re
import stat
from contextlib import suppress
from pathlib import Path

from backcoach.atomic import is_temporary
from backcoach.store.disk.file_names import year_name
from backcoach.store.disk.files import mode_at, names_in, read_file
from backcoach.store.disk.recognise import Kind, what_is
from backcoach.store.errors import StoreError

_OF_THE_SYSTEM = re.compile(
    r"\.DS_Store|Thumbs\.db|desktop\.ini|\.directory|\._.*|\.nfs.*|\.fuse_hidden.*|\.st(folder|ignore)",
    re.IGNORECASE,
)
"""What systems leave in any folder."""

_LIKE_A_FILE = re.compile(r"\.?(log|settings|session)\b.*\b(json|journal)\b.*", re.DOTALL)
_LIKE_THE_LOG = re.compile(r"log\b.+", re.DOTALL)
"""Names in the data folder, where anything else may be too, that are nearly those of ours."""

_EXACT = ("log.json", "settings.json", "session.journal")


def strays(home: Path, config: Path) -> list[Path]:
    """Files that nobody reads in the log folder of `home`, and copies of files elsewhere.

    In `home` and `config` only files are found whose name resembles that of one of the program's
    files. Raises StoreError where a folder can't be read.
    """
    log = home / "log"
    found = [log / name for name in names_in(log) if _is_unexpected(log, name)]
    for folder in dict.fromkeys((home, config)):
        for name in names_in(folder):
            path = folder / name
            if name in _EXACT or is_temporary(name):
                continue
            if stat.S_ISDIR(mode_at(path)):
                found += _files_of_logs(path) if _LIKE_THE_LOG.fullmatch(name) else []
            elif _LIKE_A_FILE.fullmatch(name):
                found.append(path)
    return found


def _is_unexpected(log: Path, name: str) -> bool:
    """Whether `name` in the log folder belongs to no year, system or unfinished write."""
    known = year_name(log, name) or _OF_THE_SYSTEM.fullmatch(name) or is_temporary(name)
    return not known


def _files_of_logs(folder: Path) -> list[Path]:
    """The files of a log in a folder that was set aside as a whole."""
    files = (folder / name for name in names_in(folder) if name.endswith(".json"))
    return [path for path in files if kind_of(path) is Kind.LOG_FILE]


def kind_of(path: Path) -> Kind | None:
    """The kind of the file `path`; None for a folder, and for what can't be read."""
    with suppress(StoreError):
        content = read_file(path)
        return None if content is None else what_is(content)
    return None


def is_stray(home: Path, path: Path) -> bool:
    """Whether `path` is one of the strays in the data folder `home`."""
    return path.resolve() in {each.resolve() for each in strays(home, home)}
