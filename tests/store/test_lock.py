"""One writer at a time, nobody waits for ever, and a lock is free once its process is gone."""

from __future__ import annotations

import errno
import os
import signal
import socket
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from backcoach.store import LogStore, StoreError
from backcoach.store.disk import lock
from backcoach.store.disk.lock import FolderLock, Holder, OpenLock
from backcoach.store.errors import BusyError
from backcoach.store.journal import Journal
from tests.store.processes import start
from tests.store.records import session
from tests.store.test_journal import ENTRIES

SINCE = datetime(2026, 3, 2, 8, 15)  # noqa: DTZ001

EACH = 20

WRITE_ALONG = f"""
import sys
from dataclasses import replace
from pathlib import Path
from time import monotonic
from backcoach.store import LogStore
from tests.store.records import check_in

store, name, seconds = LogStore(Path(sys.argv[1])), sys.argv[2], float(sys.argv[3])
number = of_the_other = 0
print("ready", flush=True)
sys.stdin.readline()
end = monotonic() + seconds
while min(number, of_the_other) < {EACH} or monotonic() < end:
    store.save(replace(check_in(), id=f"{{name}}-{{number}}"))
    number += 1
    if number % 5 == 0:
        seen = [each.id.partition("-")[0] for each in store.load().check_ins]
        of_the_other = len(seen) - seen.count(name)
print(number, flush=True)
"""

HOLD = """
import sys
from datetime import datetime
from pathlib import Path
from backcoach.store.journal import Journal
from backcoach.store.disk.lock import FolderLock, OpenLock

mine = OpenLock(Path(sys.argv[1]) / "open.lock")
assert mine.take_as(4321, datetime(2026, 3, 2, 8, 15)) is None
held = FolderLock(Path(sys.argv[1]) / "write.lock")
assert held.take()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("seconds", [0, pytest.param(30, marks=pytest.mark.slow)])
def test_two_processes_that_write_at_once_lose_nothing_and_see_no_error(
    tmp_path: Path, seconds: int, record_property: Callable[[str, object], None]
) -> None:
    """Each goes on for so long, and until it has written 20 and seen as many of the other's."""
    names = ("one", "two")
    both = [start(WRITE_ALONG, tmp_path / "log", name, seconds) for name in names]
    for process in both:
        assert process.stdout is not None
        process.stdout.readline()
    said = []
    for process in both:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in both:
        said.append(process.communicate())
    assert [errors for _, errors in said] == ["", ""]
    numbers = [int(out) for out, _ in said]
    assert min(numbers) >= EACH
    if seconds:
        record_property("figure", f"{numbers[0]:,} and {numbers[1]:,} records in {seconds} s")
    kept = [each.id for each in LogStore(tmp_path / "log").load().check_ins]
    expected = {
        f"{name}-{n}" for name, count in zip(names, numbers, strict=True) for n in range(count)
    }
    assert len(kept) == len(expected)
    assert set(kept) == expected


def test_somebody_who_waits_too_long_is_told_and_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = LogStore(tmp_path / "log")
    store.save(session(1))
    waited: list[float] = []
    monkeypatch.setattr(lock, "WAIT_SECONDS", 0.02)
    monkeypatch.setattr("time.sleep", waited.append)
    with (
        FolderLock(tmp_path / "write.lock").held(),
        pytest.raises(BusyError, match="has been writing for a long while"),
    ):
        store.save(session(2))
    assert waited
    store.save(session(2))
    assert len(store.load().sessions) == 2


def test_a_lock_whose_process_was_killed_is_free_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with start(HOLD, tmp_path) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert OpenLock(tmp_path / "open.lock").take_as(1, SINCE) == Holder(4321, SINCE)
        assert not FolderLock(tmp_path / "write.lock").take()
        process.send_signal(signal.SIGKILL)
        process.wait()
    monkeypatch.setattr(lock, "WAIT_SECONDS", 0)
    LogStore(tmp_path / "log").save(session(1))
    mine = OpenLock(tmp_path / "open.lock")
    assert mine.take_as(1, SINCE) is None
    mine.release()


def test_the_holder_is_named_with_the_time(tmp_path: Path) -> None:
    first, second = OpenLock(tmp_path / "open.lock"), OpenLock(tmp_path / "open.lock")
    assert first.take_as(77, SINCE) is None
    holder = second.take_as(78, SINCE)
    assert holder is not None
    assert holder.words == "process 77, since 08:15"
    first.release()
    assert second.take_as(78, SINCE) is None
    assert second.holder() == Holder(78, SINCE)
    second.release()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"many words in here", b"x y"])
def test_a_lock_file_that_says_nothing_still_locks(tmp_path: Path, content: bytes) -> None:
    mine = OpenLock(tmp_path / "open.lock")
    assert mine.take_as(1, SINCE) is None
    (tmp_path / "open.lock").write_bytes(content)
    holder = OpenLock(tmp_path / "open.lock").take_as(2, SINCE)
    assert holder is not None
    assert holder.words == "another process"
    mine.release()


def a_link(place: Path, other: Path) -> None:
    place.symlink_to(other)


def a_link_to_nothing(place: Path, other: Path) -> None:
    place.symlink_to(other.with_name("nowhere"))


def a_pipe(place: Path, _other: Path) -> None:
    os.mkfifo(place)


def a_folder(place: Path, _other: Path) -> None:
    place.mkdir()


def a_socket(place: Path, _other: Path) -> None:
    # A name of its own: there is little room for one.
    with socket.socket(socket.AF_UNIX) as opened:
        os.chdir(place.parent)
        opened.bind(place.name)


@pytest.mark.skipif(os.name == "nt", reason="none of these can stand there")
@pytest.mark.parametrize("put", [a_link, a_link_to_nothing, a_pipe, a_folder, a_socket])
@pytest.mark.parametrize("name", ["write.lock", "open.lock", "session.journal"])
def test_what_stands_in_place_of_a_file_that_is_written_in_place_is_left_alone(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    put: Callable[[Path, Path], None],
    name: str,
) -> None:
    """Through a link, some other file of the user's would be written over."""
    monkeypatch.chdir(tmp_path)
    other = tmp_path / "letter.txt"
    other.write_text("mine")
    home = tmp_path / "home"
    home.mkdir()
    put(home / name, other)

    def act() -> None:
        if name == "write.lock":
            LogStore(home / "log").save(session(1))
        elif name == "open.lock":
            OpenLock(home / name).take_as(1, SINCE)
        else:
            Journal(home / name).add(ENTRIES[0], session(1), sync=True)

    with pytest.raises(StoreError, match=r"is a link|is a folder|is not a file") as caught:
        act()
    assert str(caught.value).isprintable()
    assert other.read_text() == "mine"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["home", "letter.txt"]
    assert [each.name for each in home.iterdir()] == [name]


def test_a_lock_that_has_no_room_for_its_holder_is_let_go_without_an_error(tmp_path: Path) -> None:
    """What a full disk did not take must not be tried again on closing, and fail there."""
    resource = pytest.importorskip("resource")
    lock = OpenLock(tmp_path / "open.lock")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        assert lock.take_as(1234, SINCE) is None
        lock.release()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert lock.holder() == Holder(0, None)


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP])
def test_a_file_system_without_locks_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(_file: object) -> None:
        raise OSError(number, "no locks")

    monkeypatch.setattr(lock, "_lock", refuse)
    store = LogStore(tmp_path / "log")
    store.save(session(1))
    assert store.load().sessions == (session(1),)


def test_a_lock_that_fails_otherwise_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_file: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(lock, "_lock", fail)
    with pytest.raises(StoreError, match="can't be locked"):
        LogStore(tmp_path / "log").save(session(1))
