"""What the commands stand on: the folders that are meant, and the practice in them."""

from __future__ import annotations

import os
from pathlib import Path

from backcoach.cli.arguments import Arguments
from backcoach.cli.errors import UserError
from backcoach.clock import SystemClock
from backcoach.coach.model.programme import Length
from backcoach.paths import Places, content_dir, places
from backcoach.practice import Practice
from backcoach.store.lock import WRITE_LOCK

_OF_A_DATA_FOLDER = ("log", "backups", "cache")
"""Folders that are made in a data folder."""


def practice_of(arguments: Arguments) -> Practice:
    """The practice in the folders that are meant; UserError for a file where a folder should be."""
    where = places_of(arguments)
    _check_folders(where)
    return Practice(where, SystemClock(arguments.speed), content_dir())


def places_of(arguments: Arguments) -> Places:
    """The folders that are meant; UserError for the home of somebody who has none."""
    try:
        return places(arguments.data_dir)
    except RuntimeError:
        # "~somebody" with no such somebody
        raise UserError("the home folder can't be found; name a folder with: --data-dir DIR")


def length_of(arguments: Arguments) -> Length | None:
    """The session length that was asked for; None where the profile or the coach decides."""
    return None if arguments.minutes is None else Length(arguments.minutes)


def _check_folders(where: Places) -> None:
    """A file where a folder should be is a slip of the pen, not an empty history.

    Nor is a link to what is not there, as where a disk was not connected.
    """
    for folder in (where.data, where.config):
        broken = broken_link(folder)
        if broken is not None:
            raise UserError(
                f"{broken} leads to {os.path.realpath(broken)}, which is not there; connect that"
                f" disk, or name another folder with: --data-dir DIR"
            )
        present = _nearest(folder)
        if not present.is_dir():
            raise UserError(
                f"{present} is a file, not a folder; name a folder with: --data-dir DIR"
            )
    _check_not_inside(where.data)


def _check_not_inside(folder: Path) -> None:
    """UserError for a folder that belongs to a data folder, where another log would be begun."""
    above = folder.parent
    if folder.name in _OF_A_DATA_FOLDER and (above / WRITE_LOCK).exists():
        raise UserError(f"{folder} is a part of a data folder; name that: --data-dir {above}")


def broken_link(folder: Path) -> Path | None:
    """The link on the way to `folder` that leads nowhere, if there is one."""
    links = (place for place in (folder, *folder.parents) if place.is_symlink())
    return next((link for link in links if not link.exists()), None)


def check_writable(folder: Path) -> None:
    """Better to say it now than after a session that could not be kept."""
    present = _nearest(folder)
    if not os.access(present, os.W_OK | os.X_OK):
        from backcoach.cli.disks import obstacle

        way = "allow writing there or name another folder with: --data-dir DIR"
        known = obstacle(present) if present == folder else ""
        raise UserError(
            f"{present} can't be written to, so no session would be kept; {known or way}"
        )


def _nearest(folder: Path) -> Path:
    """`folder`, or the nearest one above it that exists."""
    return next(place for place in (folder, *folder.parents) if place.exists())
