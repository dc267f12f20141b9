"""What doctor finds that nobody expects: copies, files of another owner, caches, and its advice."""

from __future__ import annotations

import json
import os
import shlex
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from backcoach.cli import disks
from backcoach.paths import places
from backcoach.store import LogStore
from backcoach.store.copies.backups import good_backups
from tests.cli.outcome import Outcome, Run, everything_in, keep
from tests.cli.test_errors import assert_one_line
from tests.support.logs import a_session, day

SAMPLES = Path(__file__).resolve().parents[1] / "store" / "samples"

as_root = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="only root can give a file away"
)


@pytest.fixture
def kept(folder: Path) -> Path:
    """A log of three sessions with the backup of the day before, which held two."""
    keep(folder, a_session(1), a_session(3))
    LogStore(places(str(folder)).log, lambda: day(5)).save(a_session(5))
    return folder


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The file of the same year on another machine, which has a session more."""
    other = tmp_path / "other"
    keep(other, a_session(1), a_session(2), a_session(3), a_session(5))
    return other / "log" / "2024.json"


def check(outcome: Outcome, name: str) -> SimpleNamespace:
    (found,) = (each for each in json.loads(outcome.out)["checks"] if each["name"] == name)
    return SimpleNamespace(**found)


def sessions(folder: Path) -> list[date]:
    return [each.local_date for each in LogStore(places(str(folder)).log).load().sessions]


# Copies

COPIES = (
    "2024.sync-conflict-20240110-101112-ABCDEFG.json",
    "2024.sync-conflict-20240110-101112-ABCDEFG.sync-conflict-20240111-101112-ABCDEFG.json",
    "2024 (conflicted copy 2024-01-10).json",
    "2024 (Anna's conflicted copy 2024-01-10).json",
    "2024 (In Konflikt stehende Kopie von Anna 2024-01-10).json",
    "2024 (conflicted copy 2024-01-10 101112).json",
    "2024_conflict-20240110-101112.json",
    "2024-LAPTOP.json",
    "2024 (1).json",
    "2024 2.json",
    "2024.json.!sync",
    "2024.Conflict.json",
    "2024.json~",
    "2024.json.bak",
    "Kopie von 2024.json",
    "2024",
)


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_found_and_the_command_named_brings_in_what_only_it_holds(
    run: Run, kept: Path, copy: Path, name: str
) -> None:
    place = kept / "log" / name
    shutil.copy(copy, place)
    before = everything_in(kept)
    looked = run("doctor", "--json", "--data-dir", kept)
    assert looked.code == 1
    told = check(looked, "copies")
    assert (told.state, "1 session more than your log" in told.found) == ("wrong", True)
    assert everything_in(kept) == before
    words = shlex.split(told.to_do.partition(": ")[2])
    assert words[:2] == ["backcoach", "restore"]
    done = run(*words[1:])
    assert (done.code, done.err) == (0, "")
    assert sessions(kept) == [day(1), day(2), day(3), day(5)]
    assert not place.exists()
    assert (kept / "backups" / f"aside-{name}-1").read_bytes() == copy.read_bytes()
    assert any(len(log.sessions) == 3 for _, log in good_backups(kept)), "the state before is kept"
    assert check(run("doctor", "--json", "--data-dir", kept), "copies").state == "ok"


def test_of_several_copies_one_after_the_other_is_brought_in(
    run: Run, kept: Path, copy: Path, tmp_path: Path
) -> None:
    keep(tmp_path / "third", a_session(4))
    shutil.copy(kept / "log" / "2024.json", kept / "log" / "2024 (1).json")
    shutil.copy(copy, kept / "log" / "2024 (2).json")
    shutil.copy(tmp_path / "third" / "log" / "2024.json", kept / "log" / "2024 (3).json")
    for left in (2, 1, 0):
        told = check(run("doctor", "--json", "--data-dir", kept), "copies")
        assert told.state == ("wrong" if left else "look")
        assert run(*shlex.split(told.to_do.partition(": ")[2])[1:]).code == 0
    assert sessions(kept) == [day(1), day(2), day(3), day(4), day(5)]
    assert check(run("doctor", "--json", "--data-dir", kept), "copies").state == "ok"


def test_a_folder_set_aside_as_a_whole_is_found(run: Run, kept: Path, copy: Path) -> None:
    shutil.copytree(copy.parent, kept / "log (Selective Sync Conflict)")
    told = check(run("doctor", "--json", "--data-dir", kept), "copies")
    assert (told.state, "1 session more" in told.found) == ("wrong", True)
    assert run(*shlex.split(told.to_do.partition(": ")[2])[1:]).code == 0
    assert sessions(kept) == [day(1), day(2), day(3), day(5)]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("log/2024 (1).json", b'{\n"meta": {\n"1": {\n "program": "backcoach",', "a damaged copy"),
        ("log/letter.txt", b"Dear coach,", "is a text"),
        ("log/2024.json.!sync", b"", "is empty"),
        ("settings.sync-conflict-20240110-101112-ABCDEFG.json", b'{"sound": false}', "settings"),
        ("settings (conflicted copy).json", b'{"sound": false}', "settings"),
        ("session (1).journal", b'00000000 {"head": {}}\n', "journal of a session"),
    ],
)
def test_what_else_is_there_is_told(
    run: Run, kept: Path, name: str, content: bytes, words: str
) -> None:
    (kept / name).write_bytes(content)
    outcome = run("doctor", "--json", "--data-dir", kept)
    told = check(outcome, "copies")
    assert (outcome.code, told.state) == (0, "look")
    assert Path(name).name in told.found
    assert words in told.found


@pytest.mark.parametrize(
    "name", ["log/.DS_Store", "log/Thumbs.db", "log/._2024.json", "letter.txt", "logbook.json"]
)
def test_what_any_folder_may_hold_is_no_copy(run: Run, kept: Path, name: str) -> None:
    (kept / name).write_bytes(b"anything")
    assert check(run("doctor", "--json", "--data-dir", kept), "copies").state == "ok"


def test_a_year_that_is_only_in_the_cloud_is_wrong(run: Run, kept: Path) -> None:
    (kept / "log" / ".2023.json.icloud").write_bytes(b"bplist00\0\0")
    told = check(run("doctor", "--json", "--data-dir", kept), "copies")
    assert (told.state, "download it" in told.found) == ("wrong", True)


def test_a_copy_of_the_log_of_version_1_is_found(run: Run, kept: Path) -> None:
    shutil.copy(SAMPLES / "v1.json", kept / "log (1).json")
    for state, _ in (("wrong", "brought in"), ("ok", "put aside")):
        told = check(run("doctor", "--json", "--data-dir", kept), "copies")
        assert told.state == state
        if state == "wrong":
            assert run(*shlex.split(told.to_do.partition(": ")[2])[1:]).code == 0


def test_a_folder_in_the_log_is_told(run: Run, kept: Path) -> None:
    (kept / "log" / "more").mkdir()
    told = check(run("doctor", "--json", "--data-dir", kept), "copies")
    assert (told.state, "log/more is not expected there" in told.found) == ("look", True)


def test_a_copy_that_differs_leaves_what_is_yours(run: Run, kept: Path, tmp_path: Path) -> None:
    keep(tmp_path / "other", a_session(5, effort=9), a_session(6))
    place = kept / "log" / "2024 (1).json"
    shutil.copy(tmp_path / "other" / "log" / "2024.json", place)
    told = check(run("doctor", "--json", "--data-dir", kept), "copies")
    assert "1 session more than your log, and 1 record unlike yours" in told.found
    outcome = run("restore", place, "--add", "--yes", "--data-dir", kept)
    assert "Different from yours, which stay as they are: 1 record." in outcome.out
    log = LogStore(places(str(kept)).log).load()
    assert [each.ratings.effort for each in log.sessions if each.ratings] == [5, 5, 5, 5]


# Owners


@as_root
def test_files_of_another_owner_are_named_with_the_way_to_get_them(
    run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (kept, *kept.rglob("*")):
        os.chown(path, 65534, 65534)
    os.chown(kept / "log" / "2024.json", 0, 0)
    monkeypatch.setattr(os, "geteuid", lambda: 65534)
    outcome = run("doctor", "--json", "--data-dir", kept)
    told = check(outcome, "owner")
    assert (outcome.code, told.state) == (1, "wrong")
    assert told.found == "root owns log/2024.json"
    assert told.to_do == f"Make it yours: sudo chown -R nobody {kept}"


# Backups that fail


def a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("mine")


def older(folder: Path) -> None:
    (folder / f"daily-{day(5)}.zip").rename(folder / f"daily-{day(2)}.zip")


@pytest.mark.parametrize(
    ("harm", "state", "words"),
    [(a_file, "wrong", "is a file"), (older, "look", f"none was made on {day(5)}")],
)
def test_backups_that_are_not_made_are_told(
    run: Run, kept: Path, harm: Callable[[Path], None], state: str, words: str
) -> None:
    harm(kept / "backups")
    told = check(run("doctor", "--json", "--data-dir", kept), "backups")
    assert (told.state, words in told.found) == (state, True)


# Half-written files and caches


def test_a_half_written_file_is_told(run: Run, kept: Path) -> None:
    (kept / "log" / ".2024.json.abcd_123.tmp").write_bytes(b"{")
    (kept / "cache").mkdir(mode=0o700)
    (kept / "cache" / ".content.bin.abcd_123.tmp").write_bytes(b"{")
    told = check(run("doctor", "--json", "--data-dir", kept), "leftovers")
    assert (told.state, ".2024.json.abcd_123.tmp" in told.found) == ("look", True)


@pytest.mark.parametrize("name", ["content.bin", "standing.bin"])
def test_a_cache_that_is_not_as_it_was_kept_is_told(run: Run, kept: Path, name: str) -> None:
    (kept / "cache").mkdir(mode=0o700)
    cache = kept / "cache" / name
    cache.write_bytes(b"backcoach cache 1 2 00000000 key\n{}")
    cache.chmod(0o600)
    told = check(run("doctor", "--json", "--data-dir", kept), "cache")
    assert (told.state, "is not as it was written" in told.found) == ("look", True)
    cache.chmod(0o666)
    told = check(run("doctor", "--json", "--data-dir", kept), "cache")
    assert "can be written to by others" in told.found


# Advice that works on the disk at hand


@pytest.mark.parametrize(
    ("disk", "advice"),
    [("ext4", "chmod go-rwx"), ("vfat", "On another disk"), ("exfat", "On another disk")],
)
def test_no_rights_are_advised_where_the_disk_keeps_none(
    run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch, disk: str, advice: str
) -> None:
    place, mounts = str(kept.parent.resolve()).replace(" ", "\\040"), kept.parent / "mounts"
    mounts.write_text(f"/dev/root / ext4 rw 0 0\n/dev/sdb1 {place} {disk} rw 0 0\n")
    monkeypatch.setattr(disks, "MOUNTS", mounts)
    kept.chmod(0o777)
    told = check(run("doctor", "--json", "--data-dir", kept), "folder")
    assert (told.state, advice in told.to_do) == ("look", True)
    assert ("chmod" in told.to_do) == (disk == "ext4")


@pytest.mark.parametrize(("mode", "advice"), [(0o600, "chmod go-rwx"), (0o777, "On another disk")])
def test_where_no_disk_is_told_the_lock_tells_whether_rights_are_kept(
    run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch, mode: int, advice: str
) -> None:
    monkeypatch.setattr(disks, "MOUNTS", kept / "nowhere")
    kept.chmod(0o777)
    (kept / "write.lock").chmod(mode)
    assert advice in check(run("doctor", "--json", "--data-dir", kept), "folder").to_do


def test_on_a_disk_for_reading_alone_no_rights_are_advised(
    run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda _path, mode: mode == os.R_OK)
    monkeypatch.setattr(disks, "is_read_only", lambda _folder: True)
    told = check(run("doctor", "--json", "--data-dir", kept), "folder")
    assert (told.state, "read-only" in told.to_do) == ("wrong", True)
    assert "chmod" not in told.to_do


def test_a_disk_without_room_for_one_more_file_is_wrong(
    run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disks, "has_room_for_files", lambda _folder: False)
    told = check(run("doctor", "--json", "--data-dir", kept), "room")
    assert (told.state, "no room for more files" in told.found) == ("wrong", True)


@as_root
def test_where_nothing_can_be_stored_the_owner_or_the_disk_is_named(
    run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    words = ("profile", "--set", "pain=3", "--data-dir", kept)
    assert_one_line(run(*words), "allow writing there")
    os.chown(kept, 65534, 65534)
    assert_one_line(run(*words), "it belongs to nobody; make it yours: sudo chown -R root")
    monkeypatch.setattr(disks, "is_read_only", lambda _folder: True)
    assert_one_line(run(*words), "its disk is read-only")


@pytest.mark.parametrize("place", ["cache", "cache/content.bin"])
def test_what_stands_in_the_way_of_the_cache_is_to_be_moved_away(
    run: Run, kept: Path, place: str
) -> None:
    if place == "cache":
        (kept / place).write_text("mine")
    else:
        (kept / place).mkdir(parents=True)
    told = check(run("doctor", "--json", "--data-dir", kept), "cache")
    assert told.state == "look"
    assert "Move it away" in told.to_do
