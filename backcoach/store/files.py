"""Whole files, read and replaced so that a crash at any instant leaves a whole file behind."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from backcoach.store.errors import StoreError

_UNTOUCHED = "Nothing was changed."

_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP)
"""What file systems answer that cannot sync a folder; there is nothing more to be done on them."""


def read_file(path: Path) -> bytes | None:
    """The content of `path`; None when there is no such file. StoreError when it can't be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(path, f"can't be read ({_reason(error)})", _UNTOUCHED) from error


def write_atomically(path: Path, content: bytes) -> None:
    """Make `content` the whole of `path`, or raise StoreError and leave `path` as it was.

    The content goes to a new file (mode 0600) in the same folder, which then takes the name;
    missing folders are made (0700), a symbolic link stays and its target is replaced. Only the
    last step, making the new name durable, can fail after the replacement; the StoreError says so.
    """
    target = Path(os.path.realpath(path))
    try:
        _replace(target, content)
    except OSError as error:
        raise StoreError(path, f"can't be written ({_reason(error)})", _UNTOUCHED) from error
    try:
        _sync_folder(target.parent)
    except OSError as error:
        problem = f"was written, but may not outlast a power cut ({_reason(error)})"
        raise StoreError(path, problem, "Check the disk.") from error


def _replace(target: Path, content: bytes) -> None:
    _create_folder(target.parent)
    import tempfile  # brings hashing and randomness along; nobody who only reads needs it

    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        try:
            _write_all(handle, content)
            os.fsync(handle)
        finally:
            os.close(handle)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _write_all(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _create_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _create_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
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


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
