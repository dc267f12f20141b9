"""Properties of the disk that a folder is on, for advice that works there."""

from __future__ import annotations

import os
import shlex
from contextlib import suppress
from pathlib import Path

from backcoach.store.disk.files import UNTOUCHED
from backcoach.store.disk.lock import WRITE_LOCK
from backcoach.store.disk.owners import foreign_owner, make_own
from backcoach.store.errors import StoreError

MOUNTS = Path("/proc/self/mounts")
"""The mounted file systems on Linux, one line each: device, folder, type and options."""

_WITHOUT_RIGHTS = frozenset(
    {"vfat", "msdos", "exfat", "ntfs", "ntfs3", "fuseblk", "cifs", "smb3", "9p", "drvfs"}
    | {"vboxsf", "hgfs", "fuse.vmhgfs-fuse", "hfs"}
)
"""File systems on which chmod and chown have no effect, or may have none."""

FILES_MIN = 100
"""How many files should still fit; some file systems limit their number."""


def is_read_only(folder: Path) -> bool:
    """Whether the disk of `folder` is mounted read-only."""
    with suppress(OSError, AttributeError):
        return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    return False


def has_room_for_files(folder: Path) -> bool:
    """Whether the disk of `folder` can hold more files, as some limit their number."""
    with suppress(OSError, AttributeError):
        about = os.statvfs(folder)
        return about.f_files == 0 or about.f_favail >= FILES_MIN
    return True


def keeps_rights(folder: Path) -> bool:
    """Whether the disk of `folder` supports file permissions."""
    if os.name == "nt":
        return False
    kind = _file_system(Path(os.path.realpath(folder)))
    if kind:
        return kind not in _WITHOUT_RIGHTS
    # backcoach creates this file with permissions for the user alone.
    with suppress(OSError):
        return not (folder / WRITE_LOCK).stat().st_mode & 0o077
    return True


def obstacle(folder: Path) -> str:
    """Why the user can't write to `folder` although chmod won't help, and what to do; else empty.

    For example "it belongs to root; make it yours: sudo chown -R ada /home/ada/backcoach".
    """
    if is_read_only(folder):
        return "its disk is read-only; mount it for writing, or name a folder: --data-dir DIR"
    owner = foreign_owner(folder)
    if owner:
        return f"it belongs to {owner}; make it yours: {make_own(folder)}"
    if not keeps_rights(folder):
        return "its disk keeps no rights; mount it so that you may write, or name another folder"
    return ""


def advice(folder: Path) -> str:
    """How to make `folder` readable and writable, on the disk it is on."""
    found = obstacle(folder)
    if found:
        return found[0].upper() + found[1:]
    return f"Allow reading and writing: chmod u+rwx {shlex.quote(str(folder))}"


def advice_on(error: StoreError, folder: Path) -> str:
    """What to do about `error` in `folder`: the hint of the error, or advice about the folder."""
    return error.hint.removeprefix(UNTOUCHED).strip() or advice(folder)


def _file_system(folder: Path) -> str:
    """The type of the file system that `folder` is on; empty if it is unknown."""
    found: dict[Path, str] = {}
    with suppress(OSError):
        for line in MOUNTS.read_text(errors="replace").splitlines():
            _, place, kind, *_ = line.split(" ")
            found[Path(place.replace("\\040", " "))] = kind
    return next((found[each] for each in (folder, *folder.parents) if each in found), "")
