"""Files left by a killed process are deleted; files written by root get the folder's owner."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from backcoach.atomic import OLD_SECONDS
from backcoach.cache_file import save_cache
from backcoach.store import LogStore, Settings, StoreError, load_settings, save_settings
from backcoach.store.disk.lock import OPEN_LOCK, WRITE_LOCK, OpenLock
from backcoach.store.journal import Journal
from tests.store.records import SMALL_LOG, files_in, session
from tests.store.test_journal import ENTRIES, HEAD

NOBODY = 65534
as_root = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="only root can give a file away"
)


# Half-written files


def keep_a_session(home: Path) -> None:
    LogStore(home / "log", lambda: date(2026, 3, 9)).save(session(9))


def keep_settings(home: Path) -> None:
    save_settings(home / "settings.json", Settings(theme="nord"))


def keep_a_cache(home: Path) -> None:
    save_cache(home / "cache" / "content.bin", "key", b"content")


@pytest.mark.parametrize(
    ("name", "act", "age"),
    [
        ("log/.2026.json.abcd_123.tmp", keep_a_session, 0),
        ("log/.2019.json.abcd_123.tmp", keep_a_session, 0),
        (".restoring.zip.abcd_123.tmp", keep_a_session, 0),
        ("backups/.daily-2026-01-01.zip.abcd_123.tmp", keep_a_session, 0),
        ("backups/.monthly-2026-01.zip.abcd_123.tmp", keep_a_session, 0),
        ("backups/.before-restore-001.zip.abcd_123.tmp", keep_a_session, 0),
        (".settings.json.abcd_123.tmp", keep_settings, 2 * OLD_SECONDS),
        ("cache/.content.bin.abcd_123.tmp", keep_a_cache, 2 * OLD_SECONDS),
    ],
)
def test_the_next_write_removes_what_a_killed_one_left(
    tmp_path: Path, name: str, act: Callable[[Path], None], age: int
) -> None:
    LogStore(tmp_path / "log").save_all(SMALL_LOG)
    left = half_written(tmp_path / name, age)
    act(tmp_path)
    assert not left.exists()
    assert not [each for each in files_in(tmp_path) if each.endswith(".tmp")]


@pytest.mark.parametrize(
    ("name", "act"),
    [
        (".settings.json.abcd_123.tmp", keep_settings),
        ("cache/.content.bin.abcd_123.tmp", keep_a_cache),
        (".settings.json.abcd.tmp", keep_settings),
        (".letter.txt.abcd_123.tmp", keep_settings),
        ("log/.letter.txt.abcd_123.tmp", keep_a_session),
        ("log/2026.json.abcd_123.tmp", keep_a_session),
    ],
)
def test_what_somebody_may_be_writing_now_or_another_program_wrote_stays(
    tmp_path: Path, name: str, act: Callable[[Path], None]
) -> None:
    left = half_written(tmp_path / name, 0)
    act(tmp_path)
    assert left.exists()


def half_written(path: Path, age: int) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"{")
    now = path.stat().st_mtime
    os.utime(path, (now - age, now - age))
    return path


# Once as root


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A folder of somebody else's, in which root is about to do something."""
    home = tmp_path / "home"
    home.mkdir()
    os.chown(home, NOBODY, NOBODY)
    yield home


@as_root
def test_what_root_makes_in_the_home_of_somebody_else_is_theirs(home: Path) -> None:
    data = home / ".local" / "share" / "backcoach"
    for day in (1, 2):
        LogStore(data / "log", lambda day=day: date(2026, 3, day)).save(session(day))  # type: ignore[misc]
    save_settings(home / ".config" / "backcoach" / "settings.json", Settings())
    keep_a_cache(home / ".cache")
    journal = Journal(data / "session.journal")
    journal.begin(HEAD)
    journal.add(ENTRIES[0], session(3), sync=True)
    journal.close()
    with OpenLock(data / OPEN_LOCK) as lock:
        assert lock.take()
    owners = {path.name: path.stat().st_uid for path in home.rglob("*")}
    assert {"2026.json", "backups", WRITE_LOCK, OPEN_LOCK, "session.journal"} <= owners.keys()
    assert set(owners.values()) == {NOBODY}


@as_root
def test_who_finds_files_of_root_is_told_whose_they_are_and_how_to_get_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home of mine"
    LogStore(home / "log").save(session(1))
    save_settings(home / "settings.json", Settings())
    acts: dict[Path, Callable[[], object]] = {
        home / "log" / "2026.json": lambda: LogStore(home / "log").load(),
        home / "settings.json": lambda: load_settings(home / "settings.json"),
        home / WRITE_LOCK: lambda: LogStore(home / "log").save(session(2)),
    }

    def refuse(path: object, *_given: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "geteuid", lambda: NOBODY)
    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr("io.open", refuse)
    for path, act in acts.items():
        with pytest.raises(StoreError) as caught:
            act()
        assert str(caught.value).startswith(f"{path}: can't be ")
        assert f"{path.name} belongs to root; make it yours: sudo chown -R nobody" in str(
            caught.value
        )
        assert f"'{home}'" in str(caught.value)
        assert "backcoach restore" not in str(caught.value)


@as_root
def test_nobody_is_told_to_take_over_a_folder_that_is_not_the_coachs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "geteuid", lambda: NOBODY)
    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(StoreError) as caught:
        save_settings(tmp_path / "etc" / "x" / "mine.json", Settings())
    assert "chown" not in str(caught.value)
