"""Locks that decide who may write; the system releases them when their process ends.

`write.lock` is held by any process for the few milliseconds of a write, so that reading and
replacing is one step. `open.lock` is held by the full-screen coach while it is open; a second one
is read-only and says who holds the lock. Lock files are never deleted, since deleting one while
somebody waits for it would let two processes in. Their content is only for people; whether a lock
is held is up to the system.

The library `filelock` would do for the first kind, but its import costs time at every start, and it
does not know who holds a lock since when.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, NamedTuple

from backcoach.atomic import NotAFileError, create_folder, open_in_place
from backcoach.store.disk.files import hint_of, reason_of
from backcoach.store.errors import BusyError, StoreError

WRITE_LOCK = "write.lock"
OPEN_LOCK = "open.lock"

WAIT_SECONDS = 10.0
"""Longest wait for another process to finish its write, which takes milliseconds."""

_POLL_SECONDS = 0.002
_HOLDER_MAX = 200
_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_NOT_OFFERED = (errno.ENOLCK, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS)
"""What file systems answer that know no locks; a single user on them is better served unlocked."""


class Holder(NamedTuple):
    """The process that holds a lock and since when, if it wrote that; 0 otherwise."""

    process: int
    since: datetime | None

    @property
    def words(self) -> str:
        """ "process 1234, since 08:15"."""
        process = f"process {self.process}" if self.process else "another process"
        return f"{process}, since {self.since:%H:%M}" if self.since else process


class FolderLock:
    """One lock, held or not. A missing folder is created."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[bytes] | None = None

    def take(self) -> bool:
        """Take the lock without waiting; returns False when another process holds it.

        Raises StoreError when the lock file can't be written at all.
        """
        try:
            create_folder(self.path.parent)
            # Unbuffered, or closing would try again to write what did not fit on a full disk.
            file = os.fdopen(open_in_place(self.path), "rb+", buffering=0)
        except NotAFileError as error:
            raise _in_the_way(self.path, error) from error
        except OSError as error:
            problem = f"can't be written ({reason_of(error)})"
            raise StoreError(self.path, problem, hint_of(self.path, error)) from error
        try:
            _lock(file)
        except OSError as error:
            if error.errno in _TAKEN:
                file.close()
                return False
            if error.errno not in _NOT_OFFERED:
                file.close()
                problem = f"can't be locked ({reason_of(error)})"
                raise StoreError(self.path, problem, "Nothing was changed.") from error
        self._file = file
        return True

    def release(self) -> None:
        """Release the lock, if it is held."""
        if self._file is not None:
            self._file.close()
            self._file = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock in the `with` block; BusyError if it is not free after `WAIT_SECONDS`."""
        deadline = time.monotonic() + WAIT_SECONDS
        while not self.take():
            if time.monotonic() > deadline:
                problem = "another backcoach has been writing for a long while"
                raise BusyError(self.path, problem, "Try again; nothing was changed.")
            time.sleep(_POLL_SECONDS)
        try:
            yield
        finally:
            self.release()


def check_locks(home: Path) -> None:
    """Raise StoreError if a lock of the data folder can't be taken, as a folder is in its place.

    It is better to say so before a session than after it.
    """
    for path in (home / OPEN_LOCK, home / WRITE_LOCK):
        if os.path.lexists(path):
            try:
                os.close(open_in_place(path))
            except NotAFileError as error:
                raise _in_the_way(path, error) from error
            except OSError:
                continue


def _in_the_way(path: Path, error: NotAFileError) -> StoreError:
    hint = "Remove it, so that it is made anew; nothing was changed."
    return StoreError(path, f"{reason_of(error)}, where a lock belongs", hint)


class OpenLock(FolderLock):
    """The lock of the open coach, with the name of its holder."""

    def take_as(self, process: int, since: datetime) -> Holder | None:
        """Take the lock and write down the holder; returns the holder if another process has it."""
        if not self.take():
            return self.holder()
        assert self._file is not None
        # The content is only for people, so a full disk must not matter.
        with suppress(OSError):
            self._file.truncate(0)
            self._file.write(f"{process} {since.isoformat()}\n".encode())
            self._file.flush()
        return None

    def holder(self) -> Holder:
        """The holder, as written in the lock file."""
        with suppress(OSError, ValueError):
            with os.fdopen(open_in_place(self.path), "rb") as file:
                process, since = file.read(_HOLDER_MAX).decode().split()
            return Holder(int(process), datetime.fromisoformat(since))
        return Holder(0, None)

    def __enter__(self) -> OpenLock:
        return self

    def __exit__(self, *_problem: object) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        # The locked byte is far behind the content, so that others can still read that.
        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
