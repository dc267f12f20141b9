"""Cache files, which hold computed data to save computing it again.

A cache may be deleted at any time, and is used only if it is complete: its first line has the
length and checksum of the rest, and a key that names everything it depends on. This guards against
accidents, not against attacks, so a cache is read only if nobody but the user (and root) could have
written it. Otherwise the caller computes the data again and stores it.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from backcoach.atomic import NotAFileError, create_folder, replace_whole

BYTES_MAX = 256 * 2**20

_HEAD = b"backcoach cache 1 "
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def save_cache(path: Path, key: str, content: bytes) -> None:
    """Store `content` under `key`; do nothing if that fails."""
    with suppress(OSError):
        create_folder(path.parent)
        _make_safe(path)
        replace_whole(path, _head(key, content) + content, durable=False)


def load_cache(path: Path, key: str, most: int = BYTES_MAX) -> bytes | None:
    """The content stored under `key`; None without one that is complete and the user's own.

    A file of more than `most` bytes is not read.
    """
    with suppress(OSError):
        text = _read(path, most)
        content = text.partition(b"\n")[2]
        if text == _head(key, content) + content:
            return content
    return None


def cache_problem(path: Path) -> str:
    """Why the file at `path` is not used, whatever its key; empty if it is, or if there is none.

    For example "others may write to it".
    """
    try:
        text = _read(path, BYTES_MAX)
    except FileNotFoundError:
        return ""
    except OSError as error:
        return error.strerror or type(error).__name__
    head, _, content = text.partition(b"\n")
    sums = head.removeprefix(_HEAD).split(b" ", 2)
    if not head.startswith(_HEAD) or sums[:2] != _sums(content).encode().split():
        return "is not as it was written"
    return ""


def _head(key: str, content: bytes) -> bytes:
    return _HEAD + f"{_sums(content)} {key}\n".encode()


def _sums(content: bytes) -> str:
    return f"{len(content)} {crc32(content):08x}"


def _read(path: Path, most: int) -> bytes:
    """The file's bytes; OSError where it is not a file, too large, or not the user's own."""
    handle = os.open(path, _READ | _BINARY)
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise NotAFileError(0, "is not a file")
        if about.st_size > most:
            raise OSError(0, "is too large")
        for each in (about, path.parent.stat()):
            _check_safe(each)
        with open(handle, "rb", closefd=False) as file:
            return file.read(most)
    finally:
        os.close(handle)


def _check_safe(about: os.stat_result) -> None:
    """Raise OSError if another user could have written this file, or a file in this folder."""
    if sys.platform == "win32":
        return
    if about.st_uid != os.geteuid():
        raise OSError(0, "belongs to somebody else")
    if about.st_mode & _OTHERS_WRITE:
        raise OSError(0, "can be written to by others")


def _make_safe(path: Path) -> None:
    """Prepare `path` for a cache: remove an empty folder there, and deny others access."""
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    folder = path.parent
    about = folder.stat()
    if sys.platform != "win32" and about.st_uid == os.geteuid() and about.st_mode & _OTHERS_WRITE:
        folder.chmod(about.st_mode & ~_OTHERS_WRITE)
