"""Whose the files are: one command under sudo may have left some that belong to root."""

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
    """Who owns `path`, where that is somebody else than the user; empty otherwise."""
    if sys.platform == "win32":
        return ""
    with suppress(OSError):
        owner = path.lstat().st_uid
        if owner != os.geteuid():
            return _name_of(owner)
    return ""


def foreign_files(files: Iterable[Path], folders: Iterable[Path]) -> list[Path]:
    """What belongs to somebody else: of the `files`, the `folders` and all they hold, sorted."""
    found = {each for each in files if foreign_owner(each)}
    for folder in folders:
        found.update(each for each in (folder, *_under(folder)) if foreign_owner(each))
    return sorted(found)


def make_own(folder: Path) -> str:
    """The command that gives `folder` and all it holds to the user."""
    me = _name_of(os.geteuid()) if sys.platform != "win32" else ""
    return f"sudo chown -R {shlex.quote(me)} {shlex.quote(str(folder))}"


def way_out(path: Path, error: OSError) -> str:
    """What to do about `error`, met at the file `path` of the program; empty where that is nothing.

    For example "2026.json belongs to root; make it yours: sudo chown -R ada /home/ada/backcoach".
    It ends with the command, so that no full stop is copied along.
    """
    if error.errno == errno.ELOOP:
        return "Links there lead to each other; remove them."
    if error.errno not in _REFUSED:
        return ""
    for place in (path, path.parent):
        owner, home = foreign_owner(place), _home_of(path)
        # Nobody is told to take over a folder such as /etc for having named a file in it.
        if owner and home is not None:
            return f"{place.name} belongs to {owner}; make it yours: {make_own(home)}"
    return ""


def _home_of(path: Path) -> Path | None:
    """The folder of the program that `path` is in; None where it is in none."""
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
    """The name of a user, or the number where the system knows no name."""
    import pwd

    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
