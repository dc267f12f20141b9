"""Maintenance of the user's data: backups, restoring them, and correcting dates.

For all operations on the data that are not part of `practice`; used by the command line and the
screens.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from backcoach.clock import SystemClock
from backcoach.coach.evidence.present import Record, time_of
from backcoach.coach.model.records import Log, SessionRecord
from backcoach.paths import Places
from backcoach.store import LogStore, StoreError
from backcoach.store.codec import to_plain
from backcoach.store.copies.backups import (
    FOLDER,
    Backup,
    back_up_before,
    backups,
    good_backups,
    log_in,
    packed,
    present_files,
    table_counts,
    unpacked,
)
from backcoach.store.copies.restore import Change, changes, put_aside, restore
from backcoach.store.disk.file_names import UNDER_WAY
from backcoach.store.disk.files import mode_at, write_atomically
from backcoach.store.disk.lock import OPEN_LOCK, WRITE_LOCK, FolderLock, Holder, OpenLock
from backcoach.store.disk.written import note_file
from backcoach.store.errors import BusyError, DamagedError
from backcoach.store.years.sealed import text_of
from backcoach.strict import StrictError

__all__ = ["Backup", "backups", "folder_of", "good_backups"]

_OWN_FILES = ("log.json", WRITE_LOCK, OPEN_LOCK, UNDER_WAY)
"""Files that the data folder may contain besides the folders of the log and the backups."""

_DATED = re.compile(r"(?:daily|by-hand)-([0-9]{4}-[0-9]{2}-[0-9]{2})")
"""The name of a backup that contains its day."""

WORDS = {
    "sessions": ("session", "sessions"),
    "check_ins": ("check-in", "check-ins"),
    "choices": ("choice of stage", "choices of stage"),
    "consents": ("consent", "consents"),
    "mornings": ("morning after", "mornings after"),
    "screenings": ("safety screen", "safety screens"),
    "clearances": ("tick of a clinician", "ticks of a clinician"),
    "profiles": ("profile", "profiles"),
    "flares": ("flare report", "flare reports"),
    "measures": ("outcome measure", "outcome measures"),
}
"""The singular and plural of each kind of record."""


def folder_of(places: Places) -> Path:
    """The folder with the backups."""
    return places.data / FOLDER


def counted(counts: Mapping[str, int]) -> str:
    """Counts as text without zeros, such as "12 sessions, 1 check-in"."""
    parts = [f"{number:,} {WORDS[name][number != 1]}" for name, number in counts.items() if number]
    return ", ".join(parts) or "nothing"


def held(log: Log) -> str:
    """The content of `log` as text, with the day of the last session."""
    words = counted(table_counts(log))
    return f"{words}; last session {log.sessions[-1].local_date}" if log.sessions else words


# Backups


def back_up(places: Places, to: Path | None, day: date) -> tuple[Path, Log]:
    """Write a backup of the whole log to the new file `to`, or to the folder of backups.

    Raises StoreError when the log is damaged, or when the file exists or can't be written.
    """
    log = LogStore(places.log).load()
    path = to or _unused(folder_of(places), day)
    if to is not None and is_own(to, places):
        raise StoreError(path, "is backcoach's own", "Name another file; nothing was changed.")
    if mode_at(path):
        raise StoreError(path, "is there already", "Name another file; nothing was changed.")
    write_atomically(path, packed(present_files(places.data)))
    note_file(path)
    return path, log


def is_own(path: Path, places: Places) -> bool:
    """Whether `path` is, or would be, the log, a backup, a lock or the settings."""
    real = Path(os.path.realpath(path))
    own = (places.settings, places.journal, *(places.data / name for name in _OWN_FILES))
    folders = (places.log, folder_of(places))
    return any(_is_same(real, Path(os.path.realpath(each))) for each in own) or any(
        _is_same(above, Path(os.path.realpath(each)))
        for each in folders
        for above in (real, *real.parents)
    )


def _is_same(one: Path, other: Path) -> bool:
    """Whether both name the same file, also where upper and lower case make no difference."""
    with suppress(OSError):
        if one == other or one.samefile(other):
            return True
    return one.parent == other.parent and one.name.lower() == other.name.lower()


def day_without_backup(places: Places) -> date | None:
    """The day of the last session, if a backup should have been made that day and is missing.

    Raises StoreError if the log can't be read.
    """
    days = []
    for backup in backups(places.data):
        named = _DATED.match(backup.path.name)
        with suppress(ValueError):
            days += [date.fromisoformat(named[1])] if named else []
    sessions = LogStore(places.log).load().sessions
    # Before the first session there is nothing to back up.
    missed = days and len(sessions) > 1 and max(days) < sessions[-1].local_date
    return sessions[-1].local_date if missed else None


def _unused(folder: Path, day: date) -> Path:
    number = 1
    while mode_at(path := folder / f"by-hand-{day.isoformat()}-{number}.zip"):
        number += 1
    return path


# Restoring


class Offer(NamedTuple):
    """A backup that could be restored, its content, and what a restore would change.

    `present` is None when the log can't be read now; `damage` then says why. `left` is the number
    of records that differ from those of the same id and would not be changed, as only missing ones
    are added.
    """

    path: Path
    files: Mapping[str, bytes]
    log: Log
    present: Log | None
    damage: DamagedError | None
    changes: Mapping[str, Change]
    left: int = 0


def offer(places: Places, path: Path, *, add: bool = False) -> Offer:
    """What restoring `path` would do; with `add` only records that are missing now are added.

    `path` may be the name of one of the backups. Raises StoreError if it is no sound backup.
    """
    if not mode_at(path) and mode_at(folder_of(places) / path.name):
        path = folder_of(places) / path.name
    files = unpacked(path)
    log = log_in(files, path)
    present, damage = None, None
    try:
        present = LogStore(places.log).load()
    except DamagedError as error:
        if add:
            raise
        damage = error
    found, left = changes(present or Log(), log), 0
    if add:
        left = sum(each.changed for each in found.values())
        found = {name: Change(each.back, 0, 0) for name, each in found.items() if each.back}
    return Offer(path, files, log, present, damage, found, left)


def newest_offer(places: Places) -> Offer | None:
    """The newest backup whose records can all be read; None if there is none.

    Backups that a restore made of what it replaced come last.
    """
    replaced: Path | None = None
    for backup, _ in good_backups(places.data):
        if not backup.path.name.startswith("before-restore"):
            return offer(places, backup.path)
        replaced = replaced or backup.path
    return None if replaced is None else offer(places, replaced)


def accept(places: Places, chosen: Offer, *, add: bool = False) -> Path | None:
    """Carry out `offer`. Returns the backup of the state before, or None if nothing was replaced.

    A copy that a sync program left beside the log is moved into the backups once all of its records
    are in the log. Raises BusyError while the coach is open, and StoreError on failure.
    """
    with _alone(places):
        return take_over(places, chosen, add=add)


@contextmanager
def _alone(places: Places) -> Iterator[None]:
    """Hold the lock of the open coach. Raises BusyError while another process has it."""
    with OpenLock(places.data / OPEN_LOCK) as lock:
        holder = lock.take_as(os.getpid(), SystemClock().now())
        if holder is not None:
            problem = f"backcoach is open ({holder.words})"
            raise BusyError(places.data, problem, "Close it first; nothing was changed.")
        yield


def take_over(places: Places, chosen: Offer, *, add: bool = False) -> Path | None:
    """As `accept`, when the caller holds the lock of the folder."""
    if not add:
        return restore(places.data, chosen.files)
    from backcoach.store.copies.transfer import compare, size
    from backcoach.store.disk.strays import is_stray

    store = LogStore(places.log)
    wanted = compare(chosen.present or Log(), chosen.log).new
    backup = None
    if size(wanted):
        with store.still():
            before = present_files(places.data)
            backup = back_up_before(places.data, "adding", before) if before else None
        store.save_all(wanted)
    if is_stray(places.data, chosen.path):
        with store.still():
            put_aside(places.data, chosen.path)
    return backup


def change_words(found: Mapping[str, Change]) -> list[str]:
    """What would change, one line for each kind of record."""
    lines = []
    for name, change in found.items():
        parts = [
            f"{change.back:,} would come back" if change.back else "",
            f"{change.gone:,} would go" if change.gone else "",
            f"{change.changed:,} would change" if change.changed else "",
        ]
        lines.append(f"{WORDS[name][1]}: {', '.join(part for part in parts if part)}")
    return lines


# Records dated in the future


def future_words(records: Sequence[Record]) -> str:
    """ "3 records are dated in the future, the last of them 2027-01-03 18:20 UTC"."""
    verb = "record is" if len(records) == 1 else "records are"
    return f"{len(records)} {verb} dated in the future, the last of them {last_of(records)}"


def last_of(records: Iterable[Record]) -> str:
    """The instant of the last of `records`: "2027-01-03 18:20 UTC"."""
    return f"{max(map(time_of, records)):%Y-%m-%d %H:%M} UTC"


def moved_words(moved: Log) -> list[str]:
    """What correcting the dates of the records in `moved` would change, one line for each kind."""
    counts = table_counts(moved).items()
    return change_words({name: Change(0, 0, number) for name, number in counts})


def keep_set_back(places: Places, moved: Log) -> Path:
    """Replace records by those in `moved` with the same ids, after a backup.

    Raises BusyError while the coach is open, StoreError when it fails.
    """
    with _alone(places):
        with FolderLock(places.data / WRITE_LOCK).held():
            backup = back_up_before(places.data, "set-back", present_files(places.data))
        LogStore(places.log).save_all(moved)
    return backup


# A session that could not be stored


def save_elsewhere(record: SessionRecord, folder: Path) -> Path:
    """Write `record` to a file of its own in `folder`, which `backcoach restore --add` can read.

    Raises StoreError when that fails too.
    """
    path = folder / f"backcoach-session-{_as_file_name(record.id)}.json"
    try:
        text = text_of({"sessions": {"1": to_plain(record)}})
    except StrictError as error:
        raise StoreError(path, f"can't be written ({error})", "Nothing was changed.") from None
    write_atomically(path, text)
    return path


def _as_file_name(id: str) -> str:
    """`id`, or a name derived from it where it has other characters than letters and digits."""
    if re.fullmatch(r"[0-9A-Za-z-]{1,60}", id):
        return id
    from zlib import crc32

    return f"{crc32(id.encode(errors='surrogatepass')):08x}"


def other_places(places: Places) -> list[Path]:
    """Folders outside the data folder to which a record can be saved if the disk is full.

    Each may be missing: the home folder may not exist, and finding the one for temporary files
    writes to it, which fails on a full disk.
    """
    import tempfile

    wanted: list[Path] = []
    for place in (Path.home, Path.cwd, tempfile.gettempdir):
        with suppress(OSError, RuntimeError):
            wanted.append(Path(place()))
    found = [each for each in dict.fromkeys(wanted) if os.access(each, os.W_OK | os.X_OK)]
    return [each for each in found if each not in (places.data, places.log)]


def holder_words(holder: Holder) -> str:
    """Why this instance is read-only."""
    return f"backcoach is already open ({holder.words}), so this one only shows"
