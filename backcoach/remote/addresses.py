"""Where the socket of a running session is."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from zlib import crc32

SOCKET = "session.sock"

PATH_MAX = 100
"""Bytes of the longest path: systems take 103 or 107, with an end of one byte."""

HAS_SOCKETS = sys.platform != "win32"
"""Whether Python can open such sockets on this system."""


def addresses(data: Path, *, create: bool = False) -> list[Path]:
    """The paths at which a session on the data folder `data` may listen, the usual one first.

    The second one is for a data folder whose path is too long or whose disk has no sockets. Its
    folder is made where that is to be (`create`), and left out unless it is the user's alone.
    """
    found = [data / SOCKET] if len(os.fsencode(data / SOCKET)) < PATH_MAX else []
    folder = _own_folder(create=create)
    if folder is not None:
        # Hashing with `hashlib` would load OpenSSL.
        key = crc32(os.fsencode(os.path.realpath(data)))
        found.append(folder / f"{key:08x}.sock")
    return found


def _own_folder(*, create: bool) -> Path | None:
    """The folder for short paths, if it is there and only this user can open it."""
    folder = short_folder()
    if folder is None:
        return None
    if create:
        with suppress(OSError):
            folder.mkdir(mode=0o700)
    try:
        found = folder.lstat()
    except OSError:
        return None
    alone = stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077
    return folder if alone and found.st_uid == os.getuid() else None


def short_folder() -> Path | None:
    """The folder for sockets with a short path; None on a system without sockets."""
    if sys.platform == "win32":
        return None
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return Path(runtime) / "backcoach" if runtime else Path(f"/tmp/backcoach-{os.getuid()}")
