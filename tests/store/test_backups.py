"""Copies of the log before the first write of a day, and the way back from them."""

from __future__ import annotations

import errno
import io
import json
import os
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from backcoach.coach.model.records import Log
from backcoach.store import LogStore, StoreError
from backcoach.store.copies.backups import (
    DAILY_MAX,
    MONTHLY_MAX,
    OTHERS_MAX,
    back_up_before,
    back_up_day,
    backups,
    good_backups,
    log_in,
    packed,
    present_files,
    unpacked,
)
from backcoach.store.copies.restore import Change, changes, restore
from backcoach.store.disk.file_names import UNDER_WAY
from backcoach.store.disk.files import write_atomically
from backcoach.store.disk.lock import FolderLock
from backcoach.store.errors import DamagedError
from tests.store.disk import Disk
from tests.store.records import SMALL_LOG, consent, files_in, log_with, session

DAY = date(2026, 3, 2)


class Days:
    """Says which day it is."""

    def __init__(self) -> None:
        self.now = DAY

    def __call__(self) -> date:
        return self.now


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def store(tmp_path: Path, days: Days) -> LogStore:
    return LogStore(tmp_path / "log", days)


def names(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "backups").glob("*"))


def log_of_backup(path: Path) -> Log:
    return log_in(unpacked(path), path)


def test_the_first_write_of_a_day_keeps_the_state_before_it(
    tmp_path: Path, store: LogStore, days: Days
) -> None:
    store.save(session(1))
    assert names(tmp_path) == [], "there was nothing before"
    store.save(session(2))
    assert names(tmp_path) == []
    days.now += timedelta(days=1)
    store.save(session(3))
    store.save(session(4))
    assert names(tmp_path) == ["daily-2026-03-03.zip", "monthly-2026-03.zip"]
    for name in names(tmp_path):
        assert log_of_backup(tmp_path / "backups" / name).sessions == (session(1), session(2))
    LogStore(tmp_path / "log", days).save(session(5))
    assert len(log_of_backup(tmp_path / "backups" / "daily-2026-03-03.zip").sessions) == 2


def test_ten_days_and_twelve_months_are_kept(tmp_path: Path, store: LogStore, days: Days) -> None:
    for number in range(1, 400, 3):
        days.now = DAY + timedelta(days=number)
        store.save(consent(number))
    found = names(tmp_path)
    daily = [name for name in found if name.startswith("daily-")]
    monthly = [name for name in found if name.startswith("monthly-")]
    assert (len(daily), len(monthly)) == (DAILY_MAX, MONTHLY_MAX)
    assert daily[-1] == f"daily-{days.now}.zip"
    assert monthly[-1] == f"monthly-{days.now:%Y-%m}.zip"
    assert len(log_of_backup(tmp_path / "backups" / daily[-1]).consents) == 132


def test_on_a_clock_set_back_the_backup_of_the_day_is_kept_all_the_same(
    tmp_path: Path, store: LogStore, days: Days
) -> None:
    for number in range(1, 400, 3):
        days.now = DAY + timedelta(days=number)
        store.save(consent(number))
    days.now = DAY - timedelta(days=400)
    store.save(consent(2))
    assert f"daily-{days.now}.zip" in names(tmp_path)
    assert f"monthly-{days.now:%Y-%m}.zip" in names(tmp_path)
    days.now += timedelta(days=40)
    store.save(consent(3))
    daily = [name for name in names(tmp_path) if name.startswith("daily-")]
    assert len(daily) == DAILY_MAX + 1


def test_the_last_states_before_a_restore_are_kept(tmp_path: Path) -> None:
    for _ in range(OTHERS_MAX + 8):
        back_up_before(tmp_path, "restore", {})
    assert names(tmp_path) == [f"before-restore-{number:03}.zip" for number in range(9, 14)]


def test_damage_is_not_copied_over_what_is_good_and_keeps_nothing_from_being_stored(
    tmp_path: Path, store: LogStore, days: Days
) -> None:
    store.save_all(log_with(session(-100), session(1)))
    (tmp_path / "log" / "2025.json").write_bytes(b"{")
    days.now += timedelta(days=1)
    store.save(session(2))
    assert "2025.json: not JSON" in store.backup_problem
    assert names(tmp_path) == []
    assert b"session-2" in (tmp_path / "log" / "2026.json").read_bytes()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
def test_a_backup_that_can_not_be_made_keeps_nothing_from_being_stored(
    tmp_path: Path,
    store: LogStore,
    days: Days,
    number: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.save(session(1))
    days.now += timedelta(days=1)
    with monkeypatch.context() as patch:
        Disk(patch, 4, OSError(number, os.strerror(number)))
        store.save(session(2))
    assert os.strerror(number) in store.backup_problem
    assert len(store.load().sessions) == 2
    days.now += timedelta(days=1)
    store.save(session(3))
    assert store.backup_problem == ""


def test_a_backup_opens_in_any_program_for_zip_files(tmp_path: Path, store: LogStore) -> None:
    store.save_all(SMALL_LOG)
    content = packed(present_files(tmp_path))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["manifest.json", "log/2026.json"]
        assert archive.read("log/2026.json") == (tmp_path / "log" / "2026.json").read_bytes()
        counts = json.loads(archive.read("manifest.json"))["counts"]
    assert (counts["sessions"], counts["mornings"]) == (2, 2)
    assert packed(present_files(tmp_path)) == content


def test_good_backups_leave_out_what_can_not_be_read(tmp_path: Path, store: LogStore) -> None:
    store.save(session(1))
    files = present_files(tmp_path)
    for number in range(4):
        back_up_day(tmp_path, DAY + timedelta(days=number), files)
        path = tmp_path / "backups" / f"daily-{DAY + timedelta(days=number)}.zip"
        os.utime(path, (number, number))
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])
    second = tmp_path / "backups" / "daily-2026-03-04.zip"
    content = bytearray(second.read_bytes())
    content[len(content) // 2] ^= 255
    second.write_bytes(content)
    os.utime(path, (3, 3))
    os.utime(second, (2, 2))
    good = [backup.path.name for backup, log in good_backups(tmp_path) if log.sessions]
    assert good == ["monthly-2026-03.zip", "daily-2026-03-03.zip", "daily-2026-03-02.zip"]
    assert len(backups(tmp_path)) == 5


def zip_of(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"not a zip file",
        zip_of(**{"../log/2026.json": b"{}"}),
        zip_of(**{"/etc/passwd": b"{}"}),
        zip_of(**{"log/2026.json/../../x": b"{}"}),
        zip_of(**{"log/2026.txt": b"{}"}),
    ],
)
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "some.zip"
    path.write_bytes(content)
    with pytest.raises(DamagedError, match="no backup of backcoach"):
        unpacked(path)


def test_a_zip_file_that_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backcoach.store.copies.backups.MOST_BYTES", 1000)
    path = tmp_path / "some.zip"
    path.write_bytes(zip_of(**{"log/2026.json": b"0" * 600, "log/2025.json": b"0" * 600}))
    with pytest.raises(DamagedError, match="far too large"):
        unpacked(path)


# Restore


def test_what_would_change_is_counted() -> None:
    present = Log(sessions=(session(1), session(2), session(3)), consents=(consent(1),))
    backup = Log(sessions=(session(1), session(3, sets=2), session(4), session(5)))
    assert changes(present, backup) == {
        "sessions": Change(back=2, gone=1, changed=1),
        "consents": Change(back=0, gone=1, changed=0),
    }
    assert changes(present, present) == {}


def with_two_states(tmp_path: Path) -> dict[str, bytes]:
    """A log of three sessions in two years; the files of a state before with another."""
    store = LogStore(tmp_path / "log")
    store.save_all(log_with(session(1), session(400)))
    files = present_files(tmp_path)
    (tmp_path / "log" / "2027.json").unlink()
    store.save_all(log_with(session(-100), session(2)))
    return files


def test_a_restore_takes_the_place_of_all_and_keeps_the_state_before(tmp_path: Path) -> None:
    files = with_two_states(tmp_path)
    before = present_files(tmp_path)
    kept = restore(tmp_path, files)
    assert kept is not None
    assert present_files(tmp_path) == files
    assert unpacked(kept) == before
    assert files_in(tmp_path) == [
        "backups/before-restore-001.zip",
        "log/2026.json",
        "log/2027.json",
    ]


@pytest.mark.parametrize("what", ["file", "folder", "log"])
def test_what_is_damaged_or_in_the_way_is_kept_aside(tmp_path: Path, what: str) -> None:
    files = with_two_states(tmp_path)
    place = tmp_path / "log" / "2026.json"
    if what == "file":
        place.write_bytes(b"{damaged")
    elif what == "folder":
        place.unlink()
        place.mkdir()
        (place / "mine").write_text("mine")
    else:
        for path in place.parent.iterdir():
            path.unlink()
        place.parent.rmdir()
        place.parent.write_text("mine")
    kept = restore(tmp_path, files)
    assert LogStore(tmp_path / "log").load().sessions == (session(1), session(400))
    if what == "file":
        assert kept is not None
        assert unpacked(kept)["log/2026.json"] == b"{damaged"
    elif what == "folder":
        aside = tmp_path / "backups" / "aside-2026.json-1" / "mine"
        assert aside.read_text() == "mine"
    else:
        assert (tmp_path / "backups" / "aside-log-1").read_text() == "mine"


def restore_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    files = with_two_states(tmp_path)
    with monkeypatch.context() as patch:
        disk = Disk(patch, -1, OSError())
        restore(tmp_path, files)
    return len(disk.steps)


def test_what_is_kept_right_after_a_restore_was_cut_off_is_not_undone_by_its_completion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = LogStore(tmp_path / "log")
    store.save(session(1))
    under_way = packed(present_files(tmp_path))
    take = FolderLock.take

    def take_after_another(lock: FolderLock) -> bool:
        """Somebody else had it until this moment, and was killed."""
        monkeypatch.setattr(FolderLock, "take", take)
        write_atomically(tmp_path / UNDER_WAY, under_way)
        return lock.take()

    monkeypatch.setattr(FolderLock, "take", take_after_another)
    store.save(session(2))
    assert LogStore(tmp_path / "log").load().sessions == (session(1), session(2))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
def test_a_restore_cut_off_anywhere_is_not_begun_or_is_completed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    steps = restore_steps(tmp_path / "first", monkeypatch)
    assert steps > 20
    for step in range(steps):
        home = tmp_path / str(step)
        files = with_two_states(home)
        before = present_files(home)
        with monkeypatch.context() as patch:
            Disk(patch, step, OSError(number, os.strerror(number)))
            with pytest.raises(StoreError):
                restore(home, files)
        begun = (home / UNDER_WAY).exists()
        LogStore(home / "log").load()
        assert present_files(home) in ((files,) if begun else (before, files))
        assert not (home / UNDER_WAY).exists()
        kept = next((each for each in backups(home) if "restore" in each.path.name), None)
        assert kept is None or unpacked(kept.path) == before
