"""A file for each year with its own checksum, and the migration from the single file."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from backcoach.coach.model.records import Log
from backcoach.coach.standing.standing import standing
from backcoach.store import LogStore, StoreError
from backcoach.store.copies.backups import backups, log_in, unpacked
from backcoach.store.errors import DamagedError
from backcoach.store.years.migrations import STEPS
from backcoach.store.years.sealed import SCHEMA_VERSION
from tests.store.records import SMALL_LOG, consent, facts_of, file_with, files_in, log_with, session
from tests.support.content import catalogue

SAMPLES = Path(__file__).parent / "samples"
V1_LOG = replace(SMALL_LOG, sessions=(session(-100), *SMALL_LOG.sessions))
"""What the stored sample of version 1 holds; that of version 2 is a file of 2026 alone."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A data folder with the single file of version 1."""
    shutil.copy(SAMPLES / "v1.json", tmp_path / "log.json")
    return tmp_path


# Years


def test_each_record_stands_in_the_file_of_its_year_in_utc(folder: Path) -> None:
    last = datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC)
    store = LogStore(folder)
    store.save_all(log_with(replace(consent(1), at=last), session(1)))
    store.save(replace(consent(2), at=last + timedelta(seconds=1)))
    assert files_in(folder.parent) == ["log/2025.json", "log/2026.json"]
    assert list(json.loads((folder / "2025.json").read_bytes())) == ["meta", "consents"]
    assert [each.id for each in LogStore(folder).load().consents] == ["consent-1", "consent-2"]


def test_a_set_leaves_the_years_before_alone(folder: Path) -> None:
    LogStore(folder).save_all(log_with(session(-100), session(1)))
    before = (folder / "2025.json").stat()
    LogStore(folder).save(session(2))
    after = (folder / "2025.json").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize("loaded", [False, True])
def test_a_record_whose_time_moves_into_another_year_moves_along(
    folder: Path, loaded: bool
) -> None:
    LogStore(folder).save_all(log_with(session(1), session(2), consent()))
    store = LogStore(folder)
    if loaded:
        store.load()
    moved = replace(session(-100), id="session-1")
    store.save(moved)
    assert store.load().sessions == LogStore(folder).load().sessions == (moved, session(2))


@pytest.mark.parametrize("loaded", [False, True])
def test_brought_in_with_another_time_a_record_moves_whatever_its_id_says(
    folder: Path, loaded: bool
) -> None:
    misplaced = replace(session(1), id="20251231T235959Z-abcdef")
    LogStore(folder).save_all(log_with(misplaced, session(2)))
    store = LogStore(folder)
    if loaded:
        store.load()
    moved = replace(session(-100), id=misplaced.id)
    store.save_all(log_with(moved))
    assert LogStore(folder).load().sessions == (moved, session(2))


def test_an_id_in_two_years_is_refused(folder: Path) -> None:
    LogStore(folder).save(session(1))
    text = (folder / "2026.json").read_text(encoding="utf-8")
    (folder / "2025.json").write_text(text.replace('"2026-', '"2025-'), encoding="utf-8")
    with pytest.raises(DamagedError, match="session-1 is in another year's file too"):
        LogStore(folder).load()


def test_a_record_in_the_file_of_another_year_is_refused(folder: Path) -> None:
    LogStore(folder).save(session(1))
    (folder / "2026.json").rename(folder / "2025.json")
    with pytest.raises(DamagedError, match=r"sessions\[1\].started_at: belongs into 2026.json"):
        LogStore(folder).load()


def test_other_files_in_the_folder_are_left_alone(folder: Path) -> None:
    file_with(folder / "2026.json")
    for name in ("2026 (copy).json", "notes.txt", ".2026.json.x7.tmp"):
        (folder / name).write_text("mine")
    LogStore(folder).save(session(3))
    assert len(LogStore(folder).load().sessions) == 3
    assert (folder / "notes.txt").read_text() == "mine"


def test_many_records_are_kept_together_or_not_at_all(folder: Path) -> None:
    store = LogStore(folder)
    with pytest.raises(StoreError, match="can't be kept"):
        store.save_all(log_with(session(1), replace(session(2), speed=float("nan"))))
    assert store.load() == Log()
    store.save_all(SMALL_LOG)
    store.save_all(log_with(*facts_of(SMALL_LOG), session(3), replace(session(3), stage=2)))
    assert store.load().sessions == (session(1), session(2), replace(session(3), stage=2))


# Checksums


def test_checksums_tell_whether_anything_changed(folder: Path) -> None:
    store = LogStore(folder)
    store.save_all(log_with(session(-100), session(1)))
    before = store.checksums()
    assert before is not None
    assert list(before) == ["2025.json", "2026.json"]
    assert LogStore(folder).checksums() == before
    store.save(session(2))
    after = store.checksums()
    assert after is not None
    assert after["2025.json"] == before["2025.json"]
    assert after["2026.json"] != before["2026.json"]


def test_a_digit_changed_by_chance_is_told_although_it_makes_sense(folder: Path) -> None:
    content = file_with(folder / "2026.json")
    (folder / "2026.json").write_bytes(content.replace(b'"stage": 1', b'"stage": 2', 1))
    store = LogStore(folder)
    assert store.checksums() is None
    assert {each.stage for each in store.load().sessions} == {1, 2}
    assert store.changed_outside() == (folder / "2026.json",)
    store.save(session(3))
    assert store.changed_outside() == ()
    assert store.checksums() is not None


# From version 1


def test_every_version_before_has_a_step_and_a_sample() -> None:
    assert sorted(STEPS) == list(range(1, SCHEMA_VERSION))
    assert all((SAMPLES / f"v{version}.json").is_file() for version in STEPS)


def test_version_1_is_read_without_changing_a_byte(old: Path) -> None:
    assert LogStore(old / "log").load() == V1_LOG
    assert [path.name for path in old.iterdir()] == ["log.json"]


def test_the_first_write_moves_version_1_into_years_after_a_backup(old: Path) -> None:
    store = LogStore(old / "log")
    store.save(session(3))
    expected = replace(V1_LOG, sessions=(*V1_LOG.sessions, session(3)))
    assert store.load() == LogStore(old / "log").load() == expected
    assert files_in(old) == ["backups/before-migration-001.zip", "log/2025.json", "log/2026.json"]
    (backup,) = backups(old)
    files = unpacked(backup.path)
    assert files == {"log.json": (SAMPLES / "v1.json").read_bytes()}
    assert log_in(files, backup.path) == V1_LOG
    assert backup.counts["sessions"] == 3


def test_a_migration_cut_off_anywhere_is_completed(old: Path) -> None:
    partly = LogStore(old / "log")
    (old / "log.json").rename(old / "away")
    partly.save_all(log_with(session(-100)))
    (old / "away").rename(old / "log.json")
    assert LogStore(old / "log").load() == V1_LOG
    LogStore(old / "log").save(consent())
    assert LogStore(old / "log").load() == V1_LOG
    assert not (old / "log.json").exists()


def test_a_damaged_log_of_version_1_is_refused_and_stays(old: Path) -> None:
    content = (old / "log.json").read_bytes()[:-200]
    (old / "log.json").write_bytes(content)
    for attempt in (LogStore(old / "log").load, lambda: LogStore(old / "log").save(session(9))):
        with pytest.raises(DamagedError, match=r"log\.json: not JSON"):
            attempt()
    assert files_in(old) == ["log.json"]
    assert (old / "log.json").read_bytes() == content


# From version 2


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """A data folder with a file of version 2."""
    (tmp_path / "log").mkdir()
    shutil.copy(SAMPLES / "v2.json", tmp_path / "log" / "2026.json")
    return tmp_path


def test_version_2_is_read_without_changing_a_byte(sealed: Path) -> None:
    store = LogStore(sealed / "log")
    assert store.load() == SMALL_LOG
    assert store.changed_outside() == ()
    assert store.checksums() is not None
    assert (sealed / "log" / "2026.json").read_bytes() == (SAMPLES / "v2.json").read_bytes()


def test_the_first_write_brings_all_years_up_to_date_after_a_backup(sealed: Path) -> None:
    store = LogStore(sealed / "log")
    later = replace(session(400), id="session-400")
    store.save(later)
    expected = replace(SMALL_LOG, sessions=(*SMALL_LOG.sessions, later))
    assert store.load() == LogStore(sealed / "log").load() == expected
    assert store.checksums() is not None
    for year in ("2026", "2027"):
        assert b'"schema_version": 4' in (sealed / "log" / f"{year}.json").read_bytes()
    (backup,) = backups(sealed)
    assert backup.path.name == "before-migration-001.zip"
    assert unpacked(backup.path) == {"log/2026.json": (SAMPLES / "v2.json").read_bytes()}
    store.save(session(5))
    assert len(backups(sealed)) == 1


def test_a_damaged_year_of_version_2_keeps_nothing_from_being_stored(sealed: Path) -> None:
    damaged = (SAMPLES / "v2.json").read_bytes().replace(b'"2026-', b'"2025-', 1)
    (sealed / "log" / "2025.json").write_bytes(damaged)
    LogStore(sealed / "log").save(session(3))
    assert (sealed / "log" / "2025.json").read_bytes() == damaged
    assert b'"schema_version": 4' in (sealed / "log" / "2026.json").read_bytes()


@pytest.mark.parametrize("version", sorted(STEPS))
def test_no_migration_changes_where_somebody_stands(tmp_path: Path, version: int) -> None:
    place = tmp_path / ("log.json" if version == 1 else "log/2026.json")
    place.parent.mkdir(exist_ok=True)
    shutil.copy(SAMPLES / f"v{version}.json", place)
    before, programme = LogStore(tmp_path / "log").load(), catalogue().programme
    LogStore(tmp_path / "log").save(replace(consent(2), utc_offset_minutes=-300))
    after = LogStore(tmp_path / "log").load()
    assert after == replace(before, consents=(*before.consents, after.consents[-1]))
    for number in range(10):
        on = date(2026, 3, 1) + timedelta(days=number)
        assert standing(after, programme, on) == standing(before, programme, on)


def test_no_backup_no_migration(old: Path) -> None:
    (old / "backups").write_text("in the way")
    with pytest.raises(StoreError):
        LogStore(old / "log", lambda: date(2026, 3, 9)).save(session(3))
    assert files_in(old) == ["backups", "log.json"]
    assert LogStore(old / "log").load() == V1_LOG
