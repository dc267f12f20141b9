"""A file is replaced as a whole or not at all, whichever step fails."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from backcoach.store import LogStore, Settings, StoreError, load_settings, save_settings
from backcoach.store.disk.lock import WRITE_LOCK
from tests.store.disk import Disk
from tests.store.records import SMALL_LOG, file_with, files_in, session

STEPS = ["open", "open", "write", "fsync", "replace", "open", "fsync"]
"""What a write asks of the system, in order; first the lock, the last two are the folder's."""

BEFORE = STEPS.index("replace") + 1
FAULTS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log" / "2026.json"


def test_a_write_takes_the_steps_the_failures_are_tried_at(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_with(path)
    with monkeypatch.context() as patch:
        disk = Disk(patch, -1, OSError())
        LogStore(path.parent).save(session(3))
    assert disk.steps == STEPS


@pytest.mark.parametrize("step", range(BEFORE))
@pytest.mark.parametrize("number", FAULTS)
def test_a_step_that_fails_before_the_replacement_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: int, number: int
) -> None:
    before = file_with(path)
    store = LogStore(path.parent)
    store.load()
    with monkeypatch.context() as patch:
        Disk(patch, step, OSError(number, os.strerror(number)))
        with pytest.raises(StoreError) as caught:
            store.save(session(3))
    where = path.parents[1] / WRITE_LOCK if step == 0 else path
    assert str(caught.value) == (
        f"{where}: can't be written ({os.strerror(number)}). Nothing was changed."
    )
    assert path.read_bytes() == before
    assert files_in(path.parents[1]) == ["log/2026.json"]
    assert store.load() == LogStore(path.parent).load() == SMALL_LOG
    store.save(session(3))
    assert len(store.load().sessions) == 3


@pytest.mark.parametrize("step", [BEFORE, BEFORE + 1])
def test_a_folder_that_can_not_be_made_durable_is_told_and_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    file_with(path)
    store = LogStore(path.parent)
    with monkeypatch.context() as patch:
        Disk(patch, step, OSError(errno.EIO, "Input/output error"))
        with pytest.raises(StoreError, match="was written, but may not outlast a power cut"):
            store.save(session(3))
    assert list(path.parent.iterdir()) == [path]
    assert store.load().sessions == (*SMALL_LOG.sessions, session(3))


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_file_system_without_folder_sync_will_do(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    with monkeypatch.context() as patch:
        file_with(path)
        Disk(patch, BEFORE + 1, OSError(number, os.strerror(number)))
        LogStore(path.parent).save(session(3))
    assert len(LogStore(path.parent).load().sessions) == 3


@pytest.mark.parametrize("step", range(2, BEFORE))
def test_an_interrupted_write_leaves_no_temporary_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    before = file_with(path)
    with monkeypatch.context() as patch:
        Disk(patch, step, KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            LogStore(path.parent).save(session(3))
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_failed_first_write_leaves_no_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        Disk(patch, 4, OSError(errno.ENOSPC, "No space left on device"))
        with pytest.raises(StoreError):
            LogStore(path.parent).save(session())
    assert files_in(path.parents[1]) == []


def test_a_system_that_writes_little_at_a_time_writes_all(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda handle, content: real(handle, bytes(content)[:1000]))
        file_with(path)
    assert LogStore(path.parent).load() == SMALL_LOG


def test_a_new_file_is_for_the_user_only_and_so_are_new_folders(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    before = os.umask(0)
    try:
        LogStore(tmp_path / "a" / "b" / "log").save(session())
        save_settings(tmp_path / "c" / "settings.json", Settings())
    finally:
        os.umask(before)
    modes = {
        str(found.relative_to(tmp_path)): stat.S_IMODE(found.stat().st_mode)
        for found in tmp_path.rglob("*")
    }
    assert modes == {
        "a": 0o700,
        "a/b": 0o700,
        "a/b/log": 0o700,
        "a/b/log/2026.json": 0o600,
        "a/b/write.lock": 0o600,
        "c": 0o700,
        "c/settings.json": 0o600,
    }
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_symbolic_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "synced" / "2026.json", tmp_path / "data" / "log" / "2026.json"
    real.parent.mkdir()
    file_with(tmp_path / "log" / "2026.json")
    (tmp_path / "log" / "2026.json").rename(real)
    link.parent.mkdir(parents=True)
    link.symlink_to("../../synced/2026.json")
    LogStore(link.parent).save(session(3))
    assert link.is_symlink()
    assert list(link.parent.iterdir()) == [link]
    assert len(LogStore(link.parent).load().sessions) == 3
    assert b"session-3" in real.read_bytes()


def test_a_link_to_a_file_that_is_not_there_yet_creates_it(tmp_path: Path) -> None:
    link = tmp_path / "settings.json"
    link.symlink_to(tmp_path / "dotfiles" / "coach.json")
    save_settings(link, Settings(sound=False))
    assert link.is_symlink()
    assert load_settings(tmp_path / "dotfiles" / "coach.json") == Settings(sound=False)


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "log" / "2026.json"
    link.parent.mkdir()
    link.symlink_to(link)
    with pytest.raises(StoreError, match="can't be read"):
        LogStore(link.parent).save(session())
    assert link.is_symlink()


@pytest.mark.parametrize("step", range(4))
def test_settings_survive_a_failed_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    path = tmp_path / "settings.json"
    save_settings(path, Settings(theme="nord"))
    with monkeypatch.context() as patch:
        Disk(patch, step, OSError(errno.ENOSPC, "No space left on device"))
        with pytest.raises(StoreError, match="No space left on device"):
            save_settings(path, Settings(theme="dracula"))
    assert load_settings(path) == Settings(theme="nord")
    assert list(tmp_path.iterdir()) == [path]
