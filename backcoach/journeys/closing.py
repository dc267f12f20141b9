"""Holding the data folder while the coach is open, and what is left to store when it closes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from backcoach.legible import legible
from backcoach.store import StoreError
from backcoach.store.disk.lock import OPEN_LOCK, OpenLock

if TYPE_CHECKING:
    from backcoach.practice import Practice


@contextmanager
def held(practice: Practice) -> Iterator[None]:
    """Hold the lock of the data folder; where another instance has it, this one only shows."""
    with OpenLock(practice.book.places.data / OPEN_LOCK) as lock:
        # Where not even the lock can be written, the first thing to be stored says so.
        with suppress(StoreError):
            holder = lock.take_as(os.getpid(), practice.book.clock.now())
            if holder is not None:
                from backcoach.care import holder_words

                practice.book.read_only = holder_words(holder)
        practice.book.read_only = practice.book.read_only or practice.book.log.newer()
        yield


def complain(words: str) -> None:
    """Print a line on standard error; folder names in it are shown as plain text."""
    sys.stderr.write(f"backcoach: {legible(words)}\n")


def complain_about_backups(practice: Practice) -> None:
    """Say that no backup was made today, if that is so."""
    if practice.book.log.backup_problem:
        complain(f"no backup was made today: {practice.book.log.backup_problem}")


def save_unstored(practice: Practice, *, is_seen: bool) -> None:
    """Save what could not be stored where there is room, and say so.

    If it is not certain that the user sees this (`is_seen` is False, after a signal), the journal
    stays, so that the next start asks about it, although it may know less.
    """
    from backcoach.care import other_places, save_elsewhere

    for record in list(practice.sessions.unstored.values()):
        with suppress(StoreError):
            practice.sessions.save(record)
            continue
        for folder in other_places(practice.book.places):
            with suppress(StoreError):
                saved = save_elsewhere(record, folder)
                if is_seen:
                    practice.unfinished.saved_elsewhere(record)
                complain(
                    f"the session could not be stored and is saved in {saved}; bring it in with:"
                    f" backcoach restore --add {saved} --yes"
                )
                break
        else:
            complain("the session could not be stored anywhere; the next start offers what it can")
