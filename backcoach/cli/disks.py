"""What the disk under a folder can do, so that advice about it works there."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from backcoach.store.lock import WRITE_LOCK

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


def _file_system(folder: Path) -> str:
    """The name of the file system that `folder` is on; empty where the system does not tell."""
    found: dict[Path, str] = {}
    with suppress(OSError):
        for line in MOUNTS.read_text(errors="replace").splitlines():
            _, place, kind, *_ = line.split(" ")
            found[Path(place.replace("\\040", " "))] = kind
    return next((found[each] for each in (folder, *folder.parents) if each in found), "")
