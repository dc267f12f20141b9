"""What the disk under a folder can do, so that advice about it works there."""

from __future__ import annotations

import os
import shlex
from contextlib import suppress
from pathlib import Path

from backcoach.store.errors import StoreError
from backcoach.store.files import UNTOUCHED
from backcoach.store.lock import WRITE_LOCK
from backcoach.store.owners import foreign_owner, make_own

MOUNTS = Path("/proc/self/mounts")
"""What is mounted where, on Linux: device, folder, file system and more on each line."""

_WITHOUT_RIGHTS = frozenset(
    {"vfat", "msdos", "exfat", "ntfs", "ntfs3", "fuseblk", "cifs", "smb3", "9p", "drvfs"}
    | {"vboxsf", "hgfs", "fuse.vmhgfs-fuse", "hfs"}
)
"""File systems on which chmod and chown come to nothing, or may."""

FILES_MIN = 100
"""Files that should still find room; some file systems have a number of their own for that."""


def is_read_only(folder: Path) -> bool:
    """Whether the disk of `folder` is mounted for reading alone."""
    with suppress(OSError, AttributeError):
        return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    return False


def has_room_for_files(folder: Path) -> bool:
    """Whether new files can be made on the disk of `folder`, as far as their number goes."""
    with suppress(OSError, AttributeError):
        about = os.statvfs(folder)
        return about.f_files == 0 or about.f_favail >= FILES_MIN
    return True


def keeps_rights(folder: Path) -> bool:
    """Whether the disk of `folder` keeps who may do what with a file."""
    if os.name == "nt":
        return False
    kind = _file_system(Path(os.path.realpath(folder)))
    if kind:
        return kind not in _WITHOUT_RIGHTS
    # Made for the user alone, and nobody changes it by hand.
    with suppress(OSError):
        return not (folder / WRITE_LOCK).stat().st_mode & 0o077
    return True


def obstacle(folder: Path) -> str:
    """What keeps the user from writing to `folder` where no chmod helps, and the way; else empty.

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
    """How `folder` comes to be read and written to, on the disk it is on."""
    found = obstacle(folder)
    if found:
        return found[0].upper() + found[1:]
    return f"Allow reading and writing: chmod u+rwx {shlex.quote(str(folder))}"


def advice_on(error: StoreError, folder: Path) -> str:
    """What to do about `error`, met in `folder`: it says so itself, or the disk does."""
    return error.hint.removeprefix(UNTOUCHED).strip() or advice(folder)


def _file_system(folder: Path) -> str:
    """The name of the file system that `folder` is on; empty where the system does not tell."""
    found: dict[Path, str] = {}
    with suppress(OSError):
        for line in MOUNTS.read_text(errors="replace").splitlines():
            _, place, kind, *_ = line.split(" ")
            found[Path(place.replace("\\040", " "))] = kind
    return next((found[each] for each in (folder, *folder.parents) if each in found), "")
