"""Who may write: locks that the system itself takes back when their process ends.

`write.lock` is held for the few milliseconds of every write, by whatever process: it makes reading
and replacing one step. `open.lock` is held by the coach on the whole screen for as long as it is
open; a second one says who holds it and only reads. Lock files stay where they are, since removing
one while somebody waits for it would let two in; what they say is for people, never for the
program, and a lock is free once its process is gone, however it ended.

The library `filelock` would do for the first kind, but costs an import at every start, and knows
nothing of who holds a lock and since when.
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
from backcoach.store.errors import BusyError, StoreError
from backcoach.store.files import hint_of, reason_of

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
    """The process that holds a lock, and since when, as far as it said so; 0 when it did not."""

    process: int
    since: datetime | None

    @property
    def words(self) -> str:
        """ "process 1234, since 08:15"."""
        process = f"process {self.process}" if self.process else "another process"
        return f"{process}, since {self.since:%H:%M}" if self.since else process


class FolderLock:
    """One lock, held or not. The folder is made where it is missing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[bytes] | None = None

    def take(self) -> bool:
        """Take the lock without waiting; False when another process holds it.

        StoreError when the lock file can't be written at all.
        """
        try:
            create_folder(self.path.parent)
            # Unbuffered: closing would try again, and fail, to write what a full disk did not take.
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
        """Let go, if it is held."""
        if self._file is not None:
            self._file.close()
            self._file = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock inside; BusyError when it does not come free in `WAIT_SECONDS`."""
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
    """StoreError where something else than a file is in the place of a lock of the data folder.

    Better said before a session than when it is to be stored.
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
    """The lock of the coach that is open, which says who holds it."""

    def take_as(self, process: int, since: datetime) -> Holder | None:
        """Take it and write down who did; the holder when somebody else has it already."""
        if not self.take():
            return self.holder()
        assert self._file is not None
        # What it says is a courtesy: a full disk must not keep anybody out.
        with suppress(OSError):
            self._file.truncate(0)
            self._file.write(f"{process} {since.isoformat()}\n".encode())
            self._file.flush()
        return None

    def holder(self) -> Holder:
        """Who wrote themselves into the lock file."""
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
        # Far behind what is written there, which others may then still read.
        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
