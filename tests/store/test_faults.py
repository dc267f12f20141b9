"""Every call to the system on every way to write fails once, in every way: nothing is ever lost."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from backcoach import care
from backcoach.paths import Places
from backcoach.store import LogStore, StoreError
from backcoach.store.backups import packed
from backcoach.store.cache import load_cache, save_cache
from tests.store.records import facts_of, log_with, session
from tests.store.test_files import Disk
from tests.store.test_years import SAMPLES, V1_LOG

FAULTS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES)
NEW = session(3)


def a_log(home: Path) -> None:
    LogStore(home / "log").keep_all(V1_LOG)


def a_log_of_version_1(home: Path) -> None:
    home.mkdir(exist_ok=True)
    shutil.copy(SAMPLES / "v1.json", home / "log.json")


def first_write_of_a_day(home: Path) -> None:
    LogStore(home / "log", lambda: date(2026, 3, 9)).keep(NEW)


def write_into_two_years(home: Path) -> None:
    LogStore(home / "log").keep_all(log_with(session(-101), NEW))


def backup(home: Path) -> None:
    with suppress(FileNotFoundError):
        shutil.rmtree(home / "backups")
    care.back_up(Places(home, home, home / "cache"), None, date(2026, 3, 9))


def add(home: Path) -> None:
    file = home / "other.json"
    file.write_bytes(packed({"log/2026.json": other_log(home)}))
    places = Places(home, home, home / "cache")
    care.accept(places, care.offer(places, file, add=True), add=True)


def other_log(home: Path) -> bytes:
    store = LogStore(home / "other" / "log")
    store.keep(NEW)
    return (home / "other" / "log" / "2026.json").read_bytes()


def keep_cache(home: Path) -> None:
    save_cache(home / "cache" / "standing.bin", "key", b"content")


def save_elsewhere(home: Path) -> None:
    care.save_elsewhere(NEW, home / "elsewhere")


WAYS: tuple[tuple[Callable[[Path], None], Callable[[Path], None]], ...] = (
    (a_log, first_write_of_a_day),
    (a_log, write_into_two_years),
    (a_log_of_version_1, first_write_of_a_day),
    (a_log, backup),
    (a_log, add),
    (a_log, keep_cache),
    (a_log, save_elsewhere),
)


@pytest.mark.parametrize(("before", "act"), WAYS, ids=lambda each: each.__name__)
def test_a_fault_anywhere_leaves_all_or_nothing_and_the_next_attempt_succeeds(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: Callable[[Path], None],
    act: Callable[[Path], None],
) -> None:
    before(tmp_path / "whole")
    with monkeypatch.context() as patch:
        steps = len(Disk(patch, -1, OSError()).steps_of(lambda: act(tmp_path / "whole")))
    wanted = facts_of(LogStore(tmp_path / "whole" / "log").load())
    assert steps >= 4
    for step in range(steps):
        number = FAULTS[step % len(FAULTS)]
        home = tmp_path / str(step)
        before(home)
        with monkeypatch.context() as patch:
            Disk(patch, step, OSError(number, os.strerror(number)))
            with suppress(StoreError):
                act(home)
        left = set(facts_of(LogStore(home / "log").load()))
        assert left in (set(facts_of(V1_LOG)), set(wanted)), step
        assert not list(home.rglob("*.tmp")), step
        act(home)
        assert set(facts_of(LogStore(home / "log").load())) == set(wanted), step


def test_a_cache_half_written_is_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_cache(tmp_path)
    with monkeypatch.context() as patch:
        Disk(patch, 1, OSError(errno.ENOSPC, "No space left on device"))
        save_cache(tmp_path / "cache" / "standing.bin", "other", b"more content")
    assert load_cache(tmp_path / "cache" / "standing.bin", "other") is None
    assert load_cache(tmp_path / "cache" / "standing.bin", "key") == b"content"
