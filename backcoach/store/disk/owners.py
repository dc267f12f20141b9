"""Finds files that belong to another user, such as root after a command under sudo."""

from __future__ import annotations

import errno
import os
import shlex
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_REFUSED = (errno.EACCES, errno.EPERM)
_LEVELS = 3
"""How far above a file of the program its data folder may be, counted from the file itself."""


def foreign_owner(path: Path) -> str:
    """The owner of `path` if it is another user; empty otherwise."""
    if sys.platform == "win32":
        return ""
    with suppress(OSError):
        owner = path.lstat().st_uid
        if owner != os.geteuid():
            return _name_of(owner)
    return ""


def foreign_files(files: Iterable[Path], folders: Iterable[Path]) -> list[Path]:
    """Which of the `files`, the `folders` and their content belong to another user, sorted."""
    found = {each for each in files if foreign_owner(each)}
    for folder in folders:
        found.update(each for each in (folder, *_under(folder)) if foreign_owner(each))
    return sorted(found)


def make_own(folder: Path) -> str:
    """The shell command that makes the user the owner of `folder` and its content."""
    me = _name_of(os.geteuid()) if sys.platform != "win32" else ""
    return f"sudo chown -R {shlex.quote(me)} {shlex.quote(str(folder))}"


def way_out(path: Path, error: OSError) -> str:
    """What to do about `error` at the file `path` of the program; empty where nothing can be done.

    For example "2026.json belongs to root; make it yours: sudo chown -R ada /home/ada/backcoach".
    The command comes last, so that no full stop is copied along.
    """
    if error.errno == errno.ELOOP:
        return "Links there lead to each other; remove them."
    if error.errno not in _REFUSED:
        return ""
    for place in (path, path.parent):
        owner, home = foreign_owner(place), _home_of(path)
        # The advice is only for the program's own folders, never for one such as /etc.
        if owner and home is not None:
            return f"{place.name} belongs to {owner}; make it yours: {make_own(home)}"
    return ""


def _home_of(path: Path) -> Path | None:
    """The folder of the program that contains `path`; None if none does."""
    near = (path, *path.parents)[:_LEVELS]
    return next(
        (each for each in near if each.name == "backcoach" or _is_file(each / "write.lock")), None
    )


def _is_file(path: Path) -> bool:
    with suppress(OSError):
        return path.is_file()
    return False


def _under(folder: Path) -> Iterable[Path]:
    for place, folders, files in os.walk(folder):
        yield from (Path(place, name) for name in (*folders, *files))


def _name_of(user: int) -> str:
    """The name of a user, or the number if the system knows no name."""
    import pwd

    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
