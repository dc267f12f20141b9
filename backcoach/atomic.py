"""Writes files and creates folders safely: atomically, only for their owner, never through a link.

Everything the program writes uses this module. As root, for example under sudo with another user's
home, a new file is given to the owner of the folder it is in, who could neither read nor replace it
otherwise.

All functions raise OSError; the caller says what that means for the user.
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
# Non-blocking, since opening a pipe in place of a file would block for ever.
_IN_PLACE = _NO_FOLLOW | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class NotAFileError(OSError):
    """There is a link, folder, pipe or device where only a file may be."""


def replace_whole(target: Path, content: bytes, *, durable: bool = True) -> None:
    """Replace the content of `target` with `content`, or raise OSError and leave it unchanged.

    The content is written to a new file (mode 0600) in the same folder, which is then renamed;
    missing folders are created (0700). Unless `durable`, a power cut may leave any content.
    Temporary files of the same target that a killed process left an hour ago or more are deleted.
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
            # The clock of the file system may differ from that of this machine.
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
    """Whether `name` is that of a temporary file that will replace another."""
    return re.fullmatch(_TEMPORARY, name) is not None


def leftovers(folder: Path, names: str = ".*") -> list[Path]:
    """The temporary files in `folder` of targets whose name matches the pattern `names`, sorted."""
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
    """Delete such leftovers; with `before`, only those last written before that time.

    A file that can't be deleted does no harm.
    """
    for path in leftovers(folder, names):
        with suppress(OSError):
            if before is None or path.lstat().st_mtime < before:
                path.unlink()


def open_in_place(path: Path) -> int:
    """A handle of the file `path` for reading and writing it in place; created (0600) if missing.

    Raises NotAFileError for anything but a file. Links are not followed, or another file could be
    overwritten.
    """
    try:
        if not _NO_FOLLOW and path.is_symlink():
            raise NotAFileError(errno.ELOOP, "is a link")
        handle = os.open(path, os.O_RDWR | os.O_CREAT | _IN_PLACE, 0o600)
    except OSError as error:
        # FreeBSD and macOS use other error numbers than Linux for a link that is not followed.
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
    """Create `folder` (0700) and its missing parents durably."""
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
    """Make names in `folder` durable. Windows can't open a folder, and does not need this."""
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
    """As root, give the open file to the owner of its `folder`."""
    owner = _other_owner(folder)
    if owner is not None:
        # Not every file system has owners.
        with suppress(OSError):
            os.fchown(handle, *owner)


def _other_owner(folder: Path) -> tuple[int, int] | None:
    """User and group of `folder`, if this is root and they are another user's."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    about = folder.stat()
    return (about.st_uid, about.st_gid) if about.st_uid else None
