"""What every command works with: its folders, and the practice in them."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from backcoach.cli.errors import UserError, did_you_mean, quoted
from backcoach.clock import SystemClock
from backcoach.paths import Places, content_dir, places
from backcoach.practice import Practice
from backcoach.store.disk.lock import WRITE_LOCK

if TYPE_CHECKING:
    from backcoach.coach.model.exercise import Exercise

_OF_A_DATA_FOLDER = ("log", "backups", "cache")
"""Subfolders of a data folder."""


class Context:
    """The folders a command works in, and the practice in them.

    `data_dir` is the folder named on the command line; None where the environment or the system
    decides.
    """

    def __init__(self, data_dir: str | None = None) -> None:
        self._data_dir = data_dir

    @cached_property
    def places(self) -> Places:
        """The folders to use. Raises UserError for "~name" without a user of that name."""
        try:
            return places(self._data_dir)
        except RuntimeError:
            # "~name" without a user of that name
            raise UserError("the home folder can't be found; name a folder with: --data-dir DIR")

    @cached_property
    def practice(self) -> Practice:
        """The practice in these folders, running in real time."""
        return self.practice_at(1.0)

    def practice_at(self, speed: float) -> Practice:
        """The practice with a clock that runs `speed` times as fast.

        Raises UserError if a folder can't be used: a file is in its place, or a broken link.
        """
        _check_folders(self.places)
        return Practice(self.places, SystemClock(speed), content_dir())

    def exercise(self, name: str) -> Exercise:
        """The exercise with the id `name`; UserError, with the nearest id, if there is none."""
        exercises = self.practice.book.catalogue.exercises
        if name not in exercises:
            near = did_you_mean(name, exercises)
            raise UserError(f"no exercise is called {quoted(name)}; {near}see: backcoach exercises")
        return exercises[name]

    def check_writable(self) -> None:
        """Raise UserError if nothing can be written to the data folder."""
        check_writable(self.places.data)


def _check_folders(where: Places) -> None:
    """Raise UserError if the data or the settings can't be in these folders.

    Otherwise a file in place of the folder, or a link to a disk that is not connected, would look
    like an empty history.
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
    """Raise UserError for a subfolder of a data folder, where a second log would be started."""
    above = folder.parent
    if folder.name in _OF_A_DATA_FOLDER and (above / WRITE_LOCK).exists():
        raise UserError(f"{folder} is a part of a data folder; name that: --data-dir {above}")


def broken_link(folder: Path) -> Path | None:
    """The broken link in the path of `folder`; None if there is none."""
    links = (place for place in (folder, *folder.parents) if place.is_symlink())
    return next((link for link in links if not link.exists()), None)


def check_writable(folder: Path) -> None:
    """Raise UserError if nothing can be written to `folder`, or to the one to create it in."""
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
