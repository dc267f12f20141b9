"""Reads and replaces whole files, so that a crash at any instant leaves a complete file."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import IO, NamedTuple

from backcoach.atomic import replace_whole, sync_folder
from backcoach.store.errors import RESTORE_HINT, DamagedError, StoreError

BYTES_MAX = 256 * 2**20
"""The largest file that is read: twenty thousand sessions take some 170 million bytes."""

UNTOUCHED = "Nothing was changed."

_HEAD = 160
"""Bytes that hold the whole seal of a file of the store."""


def read_file(path: Path, most: int = BYTES_MAX) -> bytes | None:
    """The content of `path`; None when there is no such file.

    Raises StoreError when it can't be read, is not a regular file, or has more than `most` bytes.
    """
    try:
        with _opened(path) as file:
            return _read(path, file, most)
    except FileNotFoundError:
        return None
    except DamagedError as error:
        raise StoreError(path, error.problem, UNTOUCHED) from None
    except OSError as error:
        raise StoreError(
            path, f"can't be read ({reason_of(error)})", hint_of(path, error)
        ) from error


def without_mark(text: bytes) -> bytes:
    """`text` without a UTF-8 byte order mark, which some editors and shells put first."""
    return text.removeprefix(b"\xef\xbb\xbf")


def read_head(path: Path) -> bytes:
    """The first bytes of `path`, which include the whole header.

    StoreError when it can't be read.
    """
    try:
        with _opened(path) as file:
            return file.read(_HEAD)
    except DamagedError as error:
        raise StoreError(path, error.problem, UNTOUCHED) from None
    except OSError as error:
        raise StoreError(path, f"can't be read ({reason_of(error)})", UNTOUCHED) from error


def mode_at(path: Path) -> int:
    """The `stat` mode of what is at `path`; 0 where there is nothing.

    Raises StoreError when that can't be determined: what can't be read may still exist.
    """
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0
    except OSError as error:
        problem = f"can't be looked at ({reason_of(error)})"
        raise StoreError(path, problem, hint_of(path, error)) from error


def names_in(folder: Path) -> list[str]:
    """The names in `folder`, sorted.

    None where there is no such folder. StoreError as `mode_at`.
    """
    try:
        return sorted(each.name for each in folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise _unreadable(folder, error) from error


def _opened(path: Path) -> IO[bytes]:
    """`path`, opened for reading.

    DamagedError for anything but a file: reading a pipe would block.
    """
    kind = path.stat().st_mode
    if stat.S_ISDIR(kind):
        raise DamagedError(path, "is a folder, not a file", RESTORE_HINT)
    if not stat.S_ISREG(kind):
        raise DamagedError(path, "is not a file", RESTORE_HINT)
    return path.open("rb")


def _read(path: Path, file: IO[bytes], most: int) -> bytes:
    """All of `file`; DamagedError, before reading, when it has more than `most` bytes."""
    size = os.fstat(file.fileno()).st_size
    if size <= most:
        # A file of size 0 may be a virtual one, such as in /proc, which has content all the same.
        content = file.read() if size else file.read(most + 1)
        if len(content) <= most:
            return content
    raise DamagedError(path, too_large(most), RESTORE_HINT)


def too_large(most: int) -> str:
    """The words for a file of more than `most` bytes."""
    size = f"{most // 2**20} MiB" if most >= 2**20 else f"{most // 2**10} KiB"
    return f"larger than {size}, the most that is read"


class Stamp(NamedTuple):
    """Identifies one state of a file without reading all of it.

    Two states may have the same time, size and inode when a file is replaced twice quickly, so the
    first bytes are compared too: in the store's own files they hold a checksum of the rest.
    """

    changed: int
    size: int
    number: int
    head: bytes


def read_stamped(path: Path) -> tuple[bytes, Stamp] | None:
    """The content of `path` and its stamp; None when there is no such file."""
    try:
        with _opened(path) as file:
            about = os.fstat(file.fileno())
            content = _read(path, file, BYTES_MAX)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(
            path, f"can't be read ({reason_of(error)})", hint_of(path, error)
        ) from error
    return content, _stamp(about, content[:_HEAD])


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of the file `path` now; None when there is no file or no stamp."""
    try:
        with _opened(path) as file:
            return _stamp(os.fstat(file.fileno()), file.read(_HEAD))
    except (OSError, DamagedError):
        return None


def _stamp(about: os.stat_result, head: bytes) -> Stamp:
    return Stamp(about.st_mtime_ns, about.st_size, about.st_ino, head)


def write_atomically(path: Path, content: bytes) -> None:
    """Replace the content of `path` with `content`, or raise StoreError and leave `path` unchanged.

    As `replace_whole`, but a symbolic link stays and its target is replaced. Only the last step,
    which makes the new name durable, can fail after the replacement; the StoreError says so.
    """
    target = Path(os.path.realpath(path))
    try:
        replace_whole(target, content)
    except OSError as error:
        problem = f"can't be written ({reason_of(error)})"
        raise StoreError(path, problem, hint_of(target, error)) from error
    try:
        sync_folder(target.parent)
    except OSError as error:
        problem = f"was written, but may not outlast a power cut ({reason_of(error)})"
        raise StoreError(path, problem, "Check the disk.") from error


def _unreadable(path: Path, error: OSError) -> StoreError:
    return StoreError(path, f"can't be read ({reason_of(error)})", hint_of(path, error))


def hint_of(path: Path, error: OSError) -> str:
    """What to do about `error`, which happened at the file `path` before anything was changed."""
    from backcoach.store.disk.owners import way_out

    return f"{UNTOUCHED} {way_out(path, error)}".rstrip()


def reason_of(error: OSError) -> str:
    """The system's own message for `error`."""
    return error.strerror or type(error).__name__
