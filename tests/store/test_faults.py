"""Every call to the system on every way to write fails once, in every way: nothing is ever lost.

A row of `WAYS` is one way something is written: what is there before, what is done, and what must
then be there as it was or as it was wanted, never anything between. To cover another, add a row.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import pytest

from backcoach import care
from backcoach.cache_file import load_cache, save_cache
from backcoach.catalogue import keep_catalogue, load_catalogue
from backcoach.legible import is_legible
from backcoach.paths import Places, content_dir
from backcoach.practice import Practice
from backcoach.store import LogStore, Settings, StoreError, load_settings, save_settings
from backcoach.store.copies.backups import backups, good_backups, packed, present_files, unpacked
from backcoach.store.copies.transfer import decode_export, encode_export
from backcoach.store.disk.file_names import UNDER_WAY
from backcoach.store.disk.lock import OPEN_LOCK, OpenLock
from backcoach.store.errors import DamagedError
from backcoach.store.journal import Journal, read_journal, remove_journal
from tests.store.disk import LOOKING, WRITING, Disk
from tests.store.records import MORNING, facts_of, log_with, session
from tests.store.test_journal import ENTRIES, HEAD
from tests.store.test_years import SAMPLES, V1_LOG
from tests.support.clock import ManualClock
from tests.support.content import catalogue

ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES)
SHORT = 0
"""Not an error: the system takes only a part of what is written, and says so."""

FAULTS = (*ERRORS, SHORT)
DAY = date(2026, 3, 9)
NEW = session(3)
CONTENT = content_dir()
OTHER = encode_export(log_with(session(-101), NEW), MORNING)


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Syncing is counted and may fail; to really do it thousands of times takes minutes."""
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
    monkeypatch.setattr("backcoach.store.disk.lock.WAIT_SECONDS", 0)


def log_in(home: Path) -> object:
    """All facts of the log; "damaged" where it can't be read."""
    try:
        return frozenset(facts_of(LogStore(home / "log").load()))
    except DamagedError:
        return "damaged"


def places(home: Path) -> Places:
    return Places(home, home, home / "cache")


def practice(home: Path) -> Practice:
    found = Practice(places(home), ManualClock(), CONTENT)
    vars(found)["catalogue"] = catalogue()
    return found


# What is there before


def nothing(home: Path) -> None:
    home.mkdir()


def a_log(home: Path) -> None:
    LogStore(home / "log").save_all(V1_LOG)


def three_years(home: Path) -> None:
    a_log(home)
    LogStore(home / "log").save(session(-500))


def a_log_of_version_1(home: Path) -> None:
    home.mkdir()
    shutil.copy(SAMPLES / "v1.json", home / "log.json")


def a_damaged_log(home: Path) -> None:
    a_log(home)
    care.back_up(places(home), home / "sound.zip", DAY)
    (home / "log" / "2026.json").unlink()
    (home / "log" / "2026.json").mkdir()
    (home / "log" / "2026.json" / "mine").write_text("mine")


def a_backup_with_more(home: Path) -> None:
    a_log(home)
    LogStore(home / "more" / "log").save_all(log_with(*facts_of(V1_LOG), NEW))
    (home / "more.zip").write_bytes(packed(present_files(home / "more")))


def a_restore_cut_off(home: Path) -> None:
    a_backup_with_more(home)
    shutil.copy(home / "more.zip", home / UNDER_WAY)


def many_backups(home: Path) -> None:
    a_log(home)
    for day in range(1, 20):
        store = LogStore(home / "log", lambda day=day: date(2026, 2, day))  # type: ignore[misc]
        store.save(session(1))


def an_export(home: Path) -> None:
    a_log(home)
    (home / "export.json").write_bytes(encode_export(log_with(session(1)), MORNING))


def some_settings(home: Path) -> None:
    save_settings(home / "settings.json", Settings(theme="nord"))


def a_cache(home: Path) -> None:
    save_cache(home / "cache" / "standing.bin", "key", b"content")


def a_journal(home: Path) -> None:
    home.mkdir()
    follow_a_session(home)


# What is done


def keep(home: Path) -> None:
    LogStore(home / "log").save(NEW)


def keep_on_a_new_day(home: Path) -> None:
    LogStore(home / "log", lambda: DAY).save(NEW)


def keep_in_two_years(home: Path) -> None:
    LogStore(home / "log").save_all(log_with(session(-101), NEW))


def rate(home: Path) -> None:
    found = practice(home)
    assert found.book.log.all.sessions
    found.sessions.rate(found.book.log.all.sessions[-1], 3, 4, "kept", pain_now=1)


def tell_of_oneself(home: Path) -> None:
    found = practice(home)
    found.person.keep_profile(replace(found.person.profile_to_change(), usual_pain=7))


def follow_a_session(home: Path) -> None:
    journal = Journal(home / "session.journal")
    try:
        journal.begin(HEAD)
        journal.add(ENTRIES[0], NEW, sync=True)
    finally:
        journal.close()


def take_the_journal_away(home: Path) -> None:
    remove_journal(home / "session.journal")


def open_the_log(home: Path) -> None:
    LogStore(home / "log").load()


def back_up(home: Path) -> None:
    care.back_up(places(home), None, DAY)


def restore(home: Path) -> None:
    care.accept(places(home), care.offer(places(home), home / "more.zip"))


def restore_what_is_damaged(home: Path) -> None:
    care.accept(places(home), care.offer(places(home), home / "sound.zip"))


def add(home: Path) -> None:
    offer = care.offer(places(home), home / "more.zip", add=True)
    care.accept(places(home), offer, add=True)


def export(home: Path) -> None:
    practice(home).book.export_to(home / "export.json")


def take_in(home: Path) -> None:
    found = practice(home)
    found.book.keep_export(found.book.read_export(OTHER, home / "other.json"), replace=True)


def change_settings(home: Path) -> None:
    save_settings(home / "settings.json", Settings(theme="dracula"))


def keep_a_cache(home: Path) -> None:
    save_cache(home / "cache" / "standing.bin", "other", b"more content")


def keep_the_content(home: Path) -> None:
    keep_catalogue(CONTENT, home / "cache" / "content.bin")


def report_a_crash(home: Path) -> None:
    practice(home).book.keep_crash_report("what happened")


def save_elsewhere(home: Path) -> None:
    care.save_elsewhere(NEW, home / "elsewhere")


def hold_the_folder(home: Path) -> None:
    with OpenLock(home / OPEN_LOCK) as lock:
        assert lock.take_as(1, MORNING) is None


# What must be there as it was or as it was wanted


def settings_in(home: Path) -> object:
    return load_settings(home / "settings.json")


def cache_in(home: Path) -> object:
    path = home / "cache" / "standing.bin"
    return load_cache(path, "key"), load_cache(path, "other")


def content_in(home: Path) -> object:
    return load_catalogue(CONTENT, home / "cache" / "content.bin").programme.version


def export_in(home: Path) -> object:
    path = home / "export.json"
    log = log_in(home)
    return log, frozenset(facts_of(decode_export(path.read_bytes(), path))) if path.exists() else 0


def journal_in(home: Path) -> object:
    """What is sure to be in it; a first line that was cut off is none."""
    with suppress(DamagedError):
        found = read_journal(home / "session.journal")
        return None if found is None else found.record
    return None


def crash_in(home: Path) -> object:
    path = home / "crash.txt"
    return path.read_text() if path.exists() else ""


def saved_elsewhere(home: Path) -> object:
    return [unpacked(path) for path in (home / "elsewhere").glob("*.json")]


def log_and_backups(home: Path) -> object:
    """The log; every backup there is can be read to its last record."""
    assert all(unpacked(each.path) for each in backups(home))
    return log_in(home)


def log_and_the_one_before(home: Path) -> object:
    """Where another log has taken the place of the one before, that one is among the backups."""
    before, log = set(facts_of(V1_LOG)), log_in(home)
    kept = [set(facts_of(held)) for _, held in good_backups(home)]
    assert log == before or before in kept
    return log


def said_of_oneself(home: Path) -> object:
    """Without ids, which differ from one attempt to the next."""
    log = LogStore(home / "log").load()
    return log.sessions, [each.usual_pain for each in log.profiles]


class Way(NamedTuple):
    """One way to write: what is there before, what is done, what is looked at afterwards."""

    before: Callable[[Path], None]
    act: Callable[[Path], object]
    left: Callable[[Path], object] = log_and_backups

    @property
    def name(self) -> str:
        words = f"{self.act.__name__}_{self.before.__name__}"
        return words.replace("_", " ")


WAYS = (
    Way(nothing, keep),
    Way(a_log, keep),
    Way(a_log, keep_on_a_new_day),
    Way(many_backups, keep_on_a_new_day),
    Way(three_years, keep_in_two_years),
    Way(a_log_of_version_1, keep_on_a_new_day),
    Way(a_log, rate),
    Way(a_log, tell_of_oneself, said_of_oneself),
    Way(nothing, follow_a_session, journal_in),
    Way(a_journal, take_the_journal_away, journal_in),
    Way(a_restore_cut_off, open_the_log),
    Way(a_log, back_up),
    Way(a_backup_with_more, restore, log_and_the_one_before),
    Way(a_damaged_log, restore_what_is_damaged),
    Way(a_backup_with_more, add),
    Way(an_export, export, export_in),
    Way(an_export, take_in),
    Way(some_settings, change_settings, settings_in),
    Way(nothing, change_settings, settings_in),
    Way(a_cache, keep_a_cache, cache_in),
    Way(nothing, keep_the_content, content_in),
    Way(a_log, report_a_crash, crash_in),
    Way(a_log, save_elsewhere, saved_elsewhere),
    Way(nothing, hold_the_folder),
)


def fault(number: int) -> OSError | None:
    return None if number == SHORT else OSError(number, os.strerror(number))


def steps_of(way: Way, home: Path, calls: tuple[str, ...]) -> int:
    with pytest.MonkeyPatch.context() as patch:
        return len(Disk(patch, -1, None, calls).steps_of(lambda: way.act(home)))


def try_every_step(way: Way, folder: Path, calls: tuple[str, ...], faults: Iterator[int]) -> int:
    """Let each call of `calls` fail in turn; how often that was tried."""
    model = folder / "model"
    way.before(model)
    before = way.left(shutil.copytree(model, folder / "before"))
    whole = shutil.copytree(model, folder / "whole")
    steps = steps_of(way, whole, calls)
    after = way.left(whole)
    home = folder / "home"
    for step, number in zip(range(steps), faults, strict=False):
        shutil.copytree(model, home)
        with pytest.MonkeyPatch.context() as patch:
            disk = Disk(patch, step, fault(number), calls)
            refused = None
            try:
                way.act(home)
            except StoreError as error:
                refused = error
        about = f"{way.name}: {errno.errorcode.get(number, 'short')} at {step}, {disk.steps[-1]}"
        assert refused is None or is_legible(str(refused)), about
        assert way.left(home) in (before, after), about
        assert not [each for each in home.rglob("*") if ".tmp" in each.name], about
        with suppress(DamagedError):
            way.act(home)
        assert way.left(home) == after, about
        shutil.rmtree(home)
    return steps


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_fault_anywhere_leaves_all_or_nothing_and_the_next_attempt_succeeds(
    tmp_path: Path, way: Way
) -> None:
    assert try_every_step(way, tmp_path, WRITING, cycle(FAULTS)) >= 1


@pytest.mark.slow
@pytest.mark.parametrize("number", FAULTS, ids=lambda each: errno.errorcode.get(each, "short"))
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_every_fault_at_every_call_that_writes_or_looks(
    tmp_path: Path, way: Way, number: int
) -> None:
    steps = try_every_step(way, tmp_path, (*WRITING, *LOOKING), cycle([number]))
    print(f"{way.name}: {errno.errorcode.get(number, 'short')} at {steps} calls")


def test_a_cache_half_written_is_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_cache(tmp_path)
    with monkeypatch.context() as patch:
        Disk(patch, 1, OSError(errno.ENOSPC, "No space left on device"))
        keep_a_cache(tmp_path)
    assert cache_in(tmp_path) == (b"content", None)
