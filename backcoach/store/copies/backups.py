"""Compressed copies of the whole log, in `backups/` beside it.

Each is one zip file with the log's files, byte for byte, and a `manifest.json` with the number of
records in them. These copies are kept: for each of the last ten days on which something was
written, the state before the first write; the first one of each of the last twelve months; and the
last few states before a restore, a migration or a correction of dates.

Everything slow to import is imported where it is used: most runs neither make nor read a backup.
"""

from __future__ import annotations

import io
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.records import Log
from backcoach.store.codec import LARGEST
from backcoach.store.disk.file_names import MANIFEST, is_member, year_name
from backcoach.store.disk.files import (
    BYTES_MAX,
    mode_at,
    names_in,
    read_file,
    without_mark,
    write_atomically,
)
from backcoach.store.errors import DamagedError, StoreError
from backcoach.store.tables import TABLES
from backcoach.store.years.records import log_of, part_of
from backcoach.store.years.sealed import content_of
from backcoach.strict import StrictError, decode_strict

FOLDER = "backups"
DAILY_MAX, MONTHLY_MAX, OTHERS_MAX = 10, 12, 5
MOST_BYTES = 2 * BYTES_MAX
"""No log comes near it."""

MANIFEST_BYTES_MAX = 2**16
_DAILY = re.compile(r"daily-(\d{4}-\d{2}-\d{2})\.zip")
_MONTHLY = re.compile(r"monthly-(\d{4}-\d{2})\.zip")
_OTHER = re.compile(r"before-.*\.zip")


@frozen
class _Manifest:
    """What a backup says about itself."""

    program: str
    counts: dict[str, int]


Files = Mapping[str, bytes]
"""Content by name: "log/2026.json" and so on, or the single "log.json" of before."""


class Backup(NamedTuple):
    """A backup in the folder. `counts` is the number of records by table, from its manifest."""

    path: Path
    size: int
    counts: Mapping[str, int]


def present_files(home: Path) -> dict[str, bytes]:
    """The contents of the log's files in the data folder `home`, sound or not, by name.

    Whatever is no file (such as a folder in its place) is left out. Raises StoreError when one
    can't be read: what has not been copied must not be overwritten.
    """
    found: dict[str, bytes] = {}
    years = (year_name(home / "log", each) for each in names_in(home / "log"))
    for name in ("log.json", *(f"log/{year}" for year in years if year)):
        if name not in found and stat.S_ISREG(mode_at(home / name)):
            content = read_file(home / name)
            if content is not None:
                found[name] = content
    return found


def log_in(files: Files, where: Path) -> Log:
    """The log in `files`, fully checked. Raises DamagedError or NewerError if it can't be read."""
    parts, older = [], None
    for name, text in files.items():
        path = where / name
        tables = content_of(path, text).tables
        if name == "log.json":
            older = part_of(path, tables, None)
        else:
            parts.append(part_of(path, tables, int(name[4:8])))
    return log_of(parts, older)


# One backup


def packed(files: Files) -> bytes:
    """`files` as one zip file, with a manifest that counts their records."""
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        manifest = _Manifest("backcoach", _counts(files))
        # Members have no dates, so the same log gives the same file.
        archive.writestr(_member(MANIFEST), msgspec.json.encode(manifest))
        for name, content in sorted(files.items()):
            archive.writestr(_member(name), content)
    return buffer.getvalue()


def _member(name: str) -> Any:  # noqa: ANN401
    import zipfile

    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    return member


def _counts(files: Files) -> dict[str, int]:
    """The number of records by table, without those of damaged files."""
    counts: dict[str, int] = {}
    for name, text in files.items():
        with suppress(StoreError):
            for table, records in content_of(Path(name), text).tables.items():
                counts[table] = counts.get(table, 0) + len(records)
    return counts


def unpacked(path: Path) -> dict[str, bytes]:
    """The log's files in the backup `path`, or in `path` itself if that is a file of the log.

    Raises DamagedError if it is neither, StoreError if there is no such file.
    """
    from backcoach.store.disk.recognise import check_no_data_folder

    check_no_data_folder(path)
    content = read_file(path)
    if content is None:
        raise StoreError(path, "there is no such file", "See: backcoach restore")
    return unpacked_content(path, content)


def unpacked_content(path: Path, content: bytes) -> dict[str, bytes]:
    """The log's files in `content`, that of a backup or a file of a log, read from `path`."""
    from backcoach.store.disk.recognise import UNCLEAR, Kind, what_is, wrong_kind

    kind = what_is(content)
    if kind is Kind.LOG_FILE or (kind is None and without_mark(content).lstrip()[:1] == b"{"):
        return {"log.json": content}
    if kind is Kind.ZIP:
        raise DamagedError(path, kind.value.words, _CHOOSE)
    if kind is not None and kind not in {Kind.BACKUP, *(UNCLEAR - {Kind.JSON})}:
        raise wrong_kind(path, kind)
    from backcoach.store.disk.zipped import TooLargeError, ZipError, contents

    try:
        return contents(io.BytesIO(content), _is_log, MOST_BYTES)
    except TooLargeError:
        raise DamagedError(path, "is far too large for a backup", _CHOOSE) from None
    except ZipError:
        raise DamagedError(path, "is damaged, or no backup of backcoach", _CHOOSE) from None


def _is_log(name: str) -> bool:
    """Whether a member is part of the log; ZipError for a name that no backup contains."""
    from backcoach.store.disk.zipped import ZipError

    if not is_member(name):
        raise ZipError("a member that is no part of a log")
    return name != MANIFEST


_CHOOSE = "Choose another one: backcoach restore; nothing was changed."


def _read_counts(path: Path) -> dict[str, int]:
    """The counts in the manifest; empty if it can't be read."""
    from backcoach.store.disk.zipped import ZipError, contents

    with suppress(OSError, ZipError, StrictError), path.open("rb") as file:
        found = contents(file, MANIFEST.__eq__, MANIFEST_BYTES_MAX)
        counts = decode_strict(found.get(MANIFEST, b""), _Manifest, LARGEST).counts
        known = {table.name for table in TABLES.values()}
        if counts.keys() <= known and all(number >= 0 for number in counts.values()):
            return counts
    return {}


# The folder of backups


def backups(home: Path) -> list[Backup]:
    """The backups of the data folder `home`, latest first.

    StoreError when the folder can't be read.
    """
    found: list[tuple[float, Backup]] = []
    for path in _zip_files(home / FOLDER):
        # One that can't be read must not hide the others.
        with suppress(OSError):
            about = path.stat()
            if stat.S_ISREG(about.st_mode):
                found.append((about.st_mtime, Backup(path, about.st_size, _read_counts(path))))
    found.sort(key=lambda pair: (pair[0], pair[1].path.name), reverse=True)
    return [backup for _, backup in found]


def good_backups(home: Path) -> Iterator[tuple[Backup, Log]]:
    """The backups whose records can all be read, latest first, each with its log."""
    for backup in backups(home):
        with suppress(StoreError):
            yield backup, log_in(unpacked(backup.path), backup.path)


def _zip_files(folder: Path) -> list[Path]:
    return [folder / name for name in names_in(folder) if name.endswith(".zip")]


def is_due(home: Path, day: date) -> bool:
    """Whether there is no backup of `day` yet."""
    return not mode_at(home / FOLDER / f"daily-{day.isoformat()}.zip")


def back_up_day(home: Path, day: date, files: Files) -> None:
    """Store `files`, the state before the first write of `day`, and delete the oldest copies."""
    content = packed(files)
    folder = home / FOLDER
    monthly = folder / f"monthly-{day:%Y-%m}.zip"
    if not mode_at(monthly):
        write_atomically(monthly, content)
    daily = folder / f"daily-{day.isoformat()}.zip"
    write_atomically(daily, content)
    # After the clock was set back, today's copy may be the oldest; it is spared.
    _prune(folder, spared=(daily.name, monthly.name))


def back_up_before(home: Path, what: str, files: Files) -> Path:
    """Store `files`, the state before `what` ("restore", "migration").

    Return the path of the copy.
    """
    folder = home / FOLDER
    taken = (path.name for path in _zip_files(folder) if path.name.startswith("before-"))
    number = 1 + max(map(_number_in, taken), default=0)
    path = folder / f"before-{what}-{number:03}.zip"
    write_atomically(path, packed(files))
    _prune(folder)
    return path


def _number_in(name: str) -> int:
    found = re.search(r"-(\d+)\.zip$", name)
    return int(found[1]) if found else 0


def _prune(folder: Path, spared: tuple[str, ...] = ()) -> None:
    """Delete the copies that are not kept any longer, except those with `spared` names.

    A copy that can't be deleted does no harm.
    """
    try:
        names = [path.name for path in reversed(_zip_files(folder))]
    except StoreError:
        return
    for pattern, most in ((_DAILY, DAILY_MAX), (_MONTHLY, MONTHLY_MAX)):
        dated = [each for each in names if pattern.fullmatch(each)]
        for name in (each for each in dated[most:] if each not in spared):
            with suppress(OSError):
                (folder / name).unlink()
    others = sorted((each for each in names if _OTHER.fullmatch(each)), key=_number_in)
    for name in others[:-OTHERS_MAX]:
        with suppress(OSError):
            (folder / name).unlink()


def table_counts(log: Log) -> dict[str, int]:
    """The number of records of `log` by table, without empty tables."""
    counts = {table.name: len(getattr(log, table.name)) for table in TABLES.values()}
    return {name: number for name, number in counts.items() if number}
