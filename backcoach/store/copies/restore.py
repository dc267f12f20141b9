"""Restores a backup: what would change, and the change itself, which may be cut off at any point.

The new state is first copied to `restoring.zip` in the data folder. While that file exists the
change is in progress: the next process that opens the log completes it, however far it got. An
import that concerns several years works in the same way. Before a restore the present state is
stored among the backups.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from backcoach.atomic import create_folder, sync_folder
from backcoach.coach.model.records import Log
from backcoach.store.copies.backups import (
    FOLDER,
    Files,
    back_up_before,
    packed,
    present_files,
    unpacked_content,
)
from backcoach.store.disk.file_names import UNDER_WAY
from backcoach.store.disk.files import mode_at, read_file, reason_of, write_atomically
from backcoach.store.disk.lock import WRITE_LOCK, FolderLock
from backcoach.store.disk.written import note_log
from backcoach.store.errors import StoreError
from backcoach.store.tables import TABLES

_AGAIN = "Open backcoach again to complete it."


class Change(NamedTuple):
    """What a restore does to one table: how many records come back, are deleted, or change."""

    back: int
    gone: int
    changed: int


def changes(present: Log, backup: Log) -> Mapping[str, Change]:
    """What would change, by table, if `backup` replaced `present`."""
    found: dict[str, Change] = {}
    for table in TABLES.values():
        old = {record.id: record for record in getattr(present, table.name)}
        new = {record.id: record for record in getattr(backup, table.name)}
        both = old.keys() & new.keys()
        change = Change(
            len(new.keys() - both),
            len(old.keys() - both),
            sum(old[each] != new[each] for each in both),
        )
        if any(change):
            found[table.name] = change
    return found


def restore(home: Path, files: Files) -> Path | None:
    """Replace the log in the data folder `home` with `files`.

    Returns the backup of the state before, damaged or not; None when there was nothing. Raises
    StoreError; once the restore has begun, the next start completes it.
    """
    with FolderLock(home / WRITE_LOCK).held():
        before = present_files(home)
        backup = back_up_before(home, "restore", before) if before else None
        replace_all(home, files)
    return backup


def replace_all(home: Path, files: Files) -> None:
    """Replace the log with `files` as one step; the caller must hold the write lock.

    Raises StoreError; once it has begun, the next start completes it.
    """
    write_atomically(home / UNDER_WAY, packed(files))
    note_log()
    try:
        _complete(home, files)
    except StoreError as error:
        raise StoreError(error.path, error.problem, _AGAIN) from error


def complete_if_under_way(home: Path) -> None:
    """Complete a restore that was cut off. StoreError when that fails."""
    if mode_at(home / UNDER_WAY):
        with FolderLock(home / WRITE_LOCK).held():
            complete_held(home)


def complete_held(home: Path) -> None:
    """As `complete_if_under_way`, when the caller holds the write lock."""
    content = read_file(home / UNDER_WAY)
    if content is not None:
        _complete(home, unpacked_content(home / UNDER_WAY, content))


def _complete(home: Path, files: Files) -> None:
    if stat.S_ISREG(mode_at(home / "log")):
        put_aside(home, home / "log")
    for name, content in files.items():
        if stat.S_ISDIR(mode_at(home / name)):
            put_aside(home, home / name)
        write_atomically(home / name, content)
    try:
        for name in present_files(home).keys() - files.keys():
            (home / name).unlink()
        (home / UNDER_WAY).unlink()
        sync_folder(home)
    except OSError as error:
        raise StoreError(home, f"can't be written ({reason_of(error)})", _AGAIN) from error


def put_aside(home: Path, path: Path) -> None:
    """Move `path` into the backups under a free name. Raises StoreError."""
    aside = home / FOLDER
    number = 1
    while mode_at(aside / f"aside-{path.name}-{number}"):
        number += 1
    try:
        create_folder(aside)
        path.rename(aside / f"aside-{path.name}-{number}")
    except OSError as error:
        raise StoreError(path, f"can't be moved ({reason_of(error)})", "Move it away.") from error
