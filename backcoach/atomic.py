"""Files and folders as they are made: whole, for their owner alone, and never through a link.

Everything the program writes goes through here. As root, for example under sudo with the home of
somebody else, what is made is handed to the owner of the folder it is made in: that person could
neither read nor replace it otherwise.

All of it raises OSError; what that means for the user is for the caller to say.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from contextlib import suppress
from pathlib import Path

OLD_SECONDS = 3600
"""From this age on a temporary file is a leftover: a write takes milliseconds."""

_TEMPORARY = r"(?s)\.(?P<name>.+)\.[a-z0-9_]{8}\.tmp"
"""The name of a temporary file; `name` is that of the file it was to become."""

_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP)
"""What file systems answer that cannot sync a folder; there is nothing more to be done on them."""

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
# Without waiting: a pipe in place of a file would be waited for, for ever.
_IN_PLACE = _NO_FOLLOW | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class NotAFileError(OSError):
    """There is a link, folder, pipe or device, where only a file of the program's may be."""


def replace_whole(target: Path, content: bytes, *, durable: bool = True) -> None:
    """Make `content` the whole of `target`, or raise OSError and leave it as it was.

    The content goes to a new file (mode 0600) in the same folder, which then takes the name;
    missing folders are made (0700). Unless it is `durable` a power cut may leave anything there.
    What a killed process left behind of the same file an hour ago or more is removed.
    """
    create_folder(target.parent)
    import tempfile  # brings hashing and randomness along; nobody who only reads needs it

    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        try:
            _hand_over(handle, target.parent)
            _write_all(handle, content)
            if durable:
                os.fsync(handle)
            # By the clock of the file system, which need not be that of this machine.
            now = os.fstat(handle).st_mtime
        finally:
            os.close(handle)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    tidy(target.parent, re.escape(target.name), before=now - OLD_SECONDS)


def _write_all(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def is_temporary(name: str) -> bool:
    """Whether a file called `name` is on its way to become another."""
    return re.fullmatch(_TEMPORARY, name) is not None


def leftovers(folder: Path, names: str = ".*") -> list[Path]:
    """The temporary files in `folder` of files whose name fits the pattern `names`, sorted."""
    try:
        found = sorted(each.name for each in folder.iterdir())
    except OSError:
        return []
    temporary = ((name, re.fullmatch(_TEMPORARY, name)) for name in found)
    return [
        folder / name
        for name, parts in temporary
        if parts is not None and re.fullmatch(names, parts["name"], re.DOTALL)
    ]


def tidy(folder: Path, names: str, before: float | None = None) -> None:
    """Remove such leftovers, those last written `before` that time only, where it is given.

    What can't be removed does no harm.
    """
    for path in leftovers(folder, names):
        with suppress(OSError):
            if before is None or path.lstat().st_mtime < before:
                path.unlink()


def open_in_place(path: Path) -> int:
    """A handle of the file `path`, to be read and written where it is; made (0600) if missing.

    A link is not followed: it would have some other file written over. NotAFileError for it and
    for whatever else is no file.
    """
    try:
        if not _NO_FOLLOW and path.is_symlink():
            raise NotAFileError(errno.ELOOP, "is a link")
        handle = os.open(path, os.O_RDWR | os.O_CREAT | _IN_PLACE, 0o600)
    except OSError as error:
        # FreeBSD and macOS have other numbers for a link that is not followed than Linux.
        if path.is_symlink():
            raise NotAFileError(errno.ELOOP, "is a link") from error
        if path.is_dir():
            raise NotAFileError(errno.EISDIR, "is a folder") from error
        if error.errno == errno.ENXIO:
            raise NotAFileError(errno.ENXIO, "is not a file") from error
        raise
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise NotAFileError(errno.EINVAL, "is not a file")
        _hand_over(handle, path.parent)
    except BaseException:
        os.close(handle)
        raise
    return handle


def create_folder(folder: Path) -> None:
    """Make `folder` (0700) and those above it, each durably."""
    if folder.is_dir():
        return
    create_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = _other_owner(folder.parent)
    if owner is not None:
        with suppress(OSError):
            os.chown(folder, *owner, follow_symlinks=False)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make names in `folder` durable. Windows can't open a folder, and needs no such thing."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def _hand_over(handle: int, folder: Path) -> None:
    """As root, give the file just opened to the owner of its `folder`."""
    owner = _other_owner(folder)
    if owner is not None:
        # Not every file system knows owners.
        with suppress(OSError):
            os.fchown(handle, *owner)


def _other_owner(folder: Path) -> tuple[int, int] | None:
    """User and group that `folder` belongs to, where root is about to make something in it."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    about = folder.stat()
    return (about.st_uid, about.st_gid) if about.st_uid else None
