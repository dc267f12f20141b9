"""Reads zip files of unknown origin; nothing they say about their own size is trusted.

A few kilobytes can unpack into gigabytes, and a list of a million empty members takes as much
memory without unpacking anything. So everything is counted while it is read, up to a limit. The
caller checks the names; nothing is ever unpacked to a path that a member names.
"""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Callable
from typing import IO

DIRECTORY_MAX = 2**20
"""Bytes of the list of members: the years of all the millennia fit in."""

_PART = 2**20
_END, _END_SIZE = b"PK\x05\x06", 22
_ZIP64, _ZIP64_SIZE = b"PK\x06\x07", 20
_TAIL = _ZIP64_SIZE + _END_SIZE + 2**16
"""Bytes at the end that hold where the list of members is, with the longest comment behind it."""

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)
"""What `zipfile` raises for a file that is damaged or of a kind it does not read."""


class ZipError(Exception):
    """Not a zip file, a damaged one, or of a kind that is not supported."""


class TooLargeError(ZipError):
    """A zip file that would take too much memory."""


def contents(file: IO[bytes], wanted: Callable[[str], bool], most: int) -> dict[str, bytes]:
    """The unpacked members of the zip file `file` that are `wanted`, by name.

    Raises TooLargeError when they have more than `most` bytes together; ZipError for anything else
    that is wrong, such as a duplicate name. What `wanted` raises is passed on.
    """
    found: dict[str, bytes] = {}
    try:
        _check_directory(file)
        with zipfile.ZipFile(file) as archive:
            for member in archive.infolist():
                if not wanted(member.filename):
                    continue
                if member.filename in found:
                    raise ZipError("a name is there twice")
                found[member.filename] = _unpacked(archive, member, most)
                most -= len(found[member.filename])
    except _DAMAGED as error:
        raise ZipError(str(error)) from None
    return found


def names(file: IO[bytes]) -> list[str]:
    """The names of all members of the zip file `file`; ZipError if it is none, or damaged."""
    try:
        _check_directory(file)
        with zipfile.ZipFile(file) as archive:
            return archive.namelist()
    except _DAMAGED as error:
        raise ZipError(str(error)) from None


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    # Other compression methods always unpack everything at once, without a limit.
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ZipError("another compression than deflate")
    parts: list[bytes] = []
    with archive.open(member) as file:
        while part := file.read(_PART):
            most -= len(part)
            if most < 0:
                raise TooLargeError("more than may be read")
            parts.append(part)
    return b"".join(parts)


def _check_directory(file: IO[bytes]) -> None:
    """Raise ZipError when there is no list of members, or one that is too long to be read.

    It is located in the same way as by `zipfile`, which would read all of it.
    """
    file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
    tail = file.read()
    at = len(tail) - _END_SIZE
    if at < 0 or tail[at : at + 4] != _END or not tail.endswith(b"\0\0"):
        at = tail.rfind(_END)
    if at < 0:
        raise ZipError("no zip file")
    size = int.from_bytes(tail[at + 12 : at + 16], "little")
    if size > DIRECTORY_MAX or tail[max(0, at - _ZIP64_SIZE) : at].startswith(_ZIP64):
        raise TooLargeError("more members than may be read")
