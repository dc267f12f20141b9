"""A file that is too large, nested too deeply or no file at all gives an error of one line."""

from __future__ import annotations

import dataclasses
import io
import json
import os
import stat
import struct
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from backcoach import care
from backcoach.cache_file import load_cache
from backcoach.paths import Places
from backcoach.store import LogStore, StoreError, load_settings
from backcoach.store.copies.backups import backups, packed, present_files, unpacked
from backcoach.store.copies.transfer import LISTS, RECORDS_MAX, VALUES_MAX, decode_export
from backcoach.store.disk.file_names import MANIFEST, UNDER_WAY
from backcoach.store.disk.files import BYTES_MAX, read_file
from backcoach.store.disk.lock import OPEN_LOCK, OpenLock
from backcoach.store.disk.zipped import DIRECTORY_MAX, ZipError, contents
from backcoach.store.errors import DamagedError
from tests.store.records import SMALL_LOG, files_in, session

FEW = 8 * 2**20
"""Bytes that may be taken on the way to an error."""


@contextmanager
def little_memory() -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < FEW
    finally:
        tracemalloc.stop()


def home_with_a_log(home: Path) -> Path:
    LogStore(home / "log").save_all(SMALL_LOG)
    return home


# Files


def load_log(home: Path) -> None:
    LogStore(home / "log").load()


def keep_a_session(home: Path) -> None:
    LogStore(home / "log").save(session(9))


def settings(home: Path) -> None:
    load_settings(home / "settings.json")


def a_backup(home: Path) -> None:
    unpacked(home / "mine.zip")


def a_restore_cut_off(home: Path) -> None:
    LogStore(home / "log").load()


READ: tuple[tuple[str, Callable[[Path], None]], ...] = (
    ("log/2026.json", load_log),
    ("log/2026.json", keep_a_session),
    ("log.json", load_log),
    ("settings.json", settings),
    ("mine.zip", a_backup),
    (UNDER_WAY, a_restore_cut_off),
)


def make_huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(BYTES_MAX + 1)


def make_a_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (make_huge, "the most that is read"),
        (make_a_pipe, "is not a file"),
        (make_a_folder, "is a folder, not a file"),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
@pytest.mark.parametrize(("name", "read"), READ, ids=lambda each: getattr(each, "__name__", each))
def test_what_is_no_file_of_ours_is_refused_before_it_is_read(
    tmp_path: Path,
    name: str,
    read: Callable[[Path], None],
    make: Callable[[Path], None],
    problem: str,
) -> None:
    path = home_with_a_log(tmp_path) / name
    path.unlink(missing_ok=True)
    make(path)
    kind, size = path.stat().st_mode, path.stat().st_size
    with little_memory(), pytest.raises(StoreError, match=problem) as caught:
        read(tmp_path)
    assert str(caught.value).startswith(f"{path}: ")
    assert (path.stat().st_mode, path.stat().st_size) == (kind, size)


def test_a_file_of_the_largest_size_is_read_and_a_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "some"
    path.write_bytes(b"x" * 1024)
    assert read_file(path, 1024) == b"x" * 1024
    path.write_bytes(b"x" * 1025)
    with pytest.raises(StoreError, match="larger than 1 KiB, the most that is read"):
        read_file(path, 1024)


def test_a_huge_cache_is_no_cache(tmp_path: Path) -> None:
    make_huge(tmp_path / "standing.bin")
    with little_memory():
        assert load_cache(tmp_path / "standing.bin", "key") is None


def test_a_huge_lock_says_nothing_of_its_holder(tmp_path: Path) -> None:
    make_huge(tmp_path / OPEN_LOCK)
    with little_memory():
        assert OpenLock(tmp_path / OPEN_LOCK).holder() == (0, None)


def test_a_document_of_more_values_than_memory_has_room_for_is_refused() -> None:
    text = b'{"sessions":[' + b'"",' * (VALUES_MAX + 1) + b'""]}'
    with little_memory(), pytest.raises(StoreError, match="the most that are read"):
        decode_export(text, Path("mine.json"))


@pytest.mark.parametrize("opening", [b"[", b'{"sessions":', b'{"sessions":['])
def test_a_document_nested_a_million_times_is_refused(opening: bytes) -> None:
    text = opening * 10**6
    with little_memory(), pytest.raises(StoreError, match=r"not JSON|expected"):
        decode_export(text, Path("mine.json"))


# Backups from elsewhere


def zip_of(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", method) as archive:
        warnings.simplefilter("ignore")  # a name that is there twice
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def smaller_than_it_is(content: bytes, said: int) -> bytes:
    """A zip file of one member that says it unpacks into `said` bytes."""
    changed = bytearray(content)
    struct.pack_into("<L", changed, changed.index(b"PK\x03\x04") + 22, said)
    struct.pack_into("<L", changed, changed.index(b"PK\x01\x02") + 24, said)
    return bytes(changed)


def with_many_members(number: int) -> bytes:
    """A zip file whose list names the same empty member over and over."""
    whole = zip_of(("log/2026.json", b""))
    first, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    listed = whole[first:end] * number
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(listed), first, 0)
    return whole[:first] + listed + tail


def a_link(name: str, target: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        member = zipfile.ZipInfo(name)
        member.create_system = 3
        member.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(member, target)
    return buffer.getvalue()


BOMB_BYTES = 32 * 2**20
BOMB = zip_of(("log/2026.json", b"0" * BOMB_BYTES))

NO_BACKUPS = {
    "above": zip_of(("../log/2026.json", b"{}")),
    "absolute": zip_of(("/etc/passwd", b"{}")),
    "through": zip_of(("log/2026.json/../../x", b"{}")),
    "drive": zip_of(("C:/log/2026.json", b"{}")),
    "backslashes": zip_of(("..\\log\\2026.json", b"{}")),
    "other digits": zip_of(("log/٢٠٢٦.json", b"{}")),
    "hidden": zip_of((".log/2026.json", b"{}")),
    "line end": zip_of(("log/2026.json\n", b"{}")),
    "a folder": zip_of(("log/", b"")),
    "more": zip_of(("log/2026.json", b"{}"), ("install.sh", b"")),
    "twice": zip_of(("log/2026.json", b"{}"), ("log/2026.json", b"{ }")),
    "other methods": zip_of(("log/2026.json", b"{}"), method=zipfile.ZIP_LZMA),
    "more than it says": smaller_than_it_is(BOMB, 2),
    "too large": BOMB,
    "too many": with_many_members(DIRECTORY_MAX // 50),
    "nothing": b"",
    "cut": BOMB[:-30],
    "only an end": b"PK\x05\x06",
}


@pytest.mark.parametrize("content", NO_BACKUPS.values(), ids=NO_BACKUPS.keys())
def test_a_zip_file_of_somebody_elses_is_refused_and_leaves_nothing_anywhere(
    tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backcoach.store.copies.backups.MOST_BYTES", BOMB_BYTES // 2)
    home = home_with_a_log(tmp_path / "a" / "home")
    path = tmp_path / "a" / "mine.zip"
    path.write_bytes(content)
    before = files_in(tmp_path)
    with pytest.raises(DamagedError, match="backup") as caught:
        care.offer(Places(home, home, home / "cache"), path)
    assert str(caught.value).endswith("nothing was changed.")
    assert files_in(tmp_path) == before


@pytest.mark.parametrize("content", [BOMB, NO_BACKUPS["more than it says"]], ids=["honest", "not"])
def test_no_more_is_unpacked_than_may_be(content: bytes) -> None:
    with little_memory(), pytest.raises(ZipError):
        contents(io.BytesIO(content), lambda _: True, 2**20)


def test_a_list_of_many_members_is_not_read() -> None:
    content = with_many_members(DIRECTORY_MAX // 50)
    with little_memory(), pytest.raises(ZipError, match="more members"):
        contents(io.BytesIO(content), lambda _: True, 2**20)
    assert contents(io.BytesIO(with_many_members(1)), lambda _: True, 0) == {"log/2026.json": b""}


def test_a_link_in_a_zip_file_is_only_a_text(tmp_path: Path) -> None:
    path = tmp_path / "mine.zip"
    path.write_bytes(a_link("log/2026.json", "/etc/passwd"))
    assert unpacked(path) == {"log/2026.json": b"/etc/passwd"}
    home = tmp_path / "home"
    with pytest.raises(DamagedError, match="not JSON"):
        care.offer(Places(home, home, home / "cache"), path)


# The list of backups


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b'{"program": "backcoach", "counts": {"sessions": -3}}',
        b'{"program": "backcoach", "counts": {"sessions": 1e30}}',
        b'{"program": "backcoach", "counts": {"sessions": "many"}}',
        b'{"program": "backcoach", "counts": {"\x1b[2J": 3}}',
        b'{"program": "backcoach", "counts": {"secrets": 3}}',
        b'{"program": "backcoach", "counts": ' + b"[" * 10**5,
        b" " * 10**8,
    ],
    ids=lambda each: each[40:60],
)
def test_a_manifest_that_makes_no_sense_counts_nothing(tmp_path: Path, manifest: bytes) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "mine.zip").write_bytes(zip_of((MANIFEST, manifest)))
    with little_memory():
        (found,) = backups(tmp_path)
    assert care.counted(found.counts) == "nothing"


def test_what_is_no_file_among_the_backups_hides_none_of_them(tmp_path: Path) -> None:
    home = home_with_a_log(tmp_path)
    (home / "backups").mkdir()
    (home / "backups" / "a-folder.zip").mkdir()
    (home / "backups" / "gone.zip").symlink_to(home / "nowhere.zip")
    if hasattr(os, "mkfifo"):
        os.mkfifo(home / "backups" / "pipe.zip")
    whole = (home / "log" / "2026.json").read_bytes()
    (home / "backups" / "mine.zip").write_bytes(packed({"log/2026.json": whole}))
    assert [each.path.name for each in backups(home)] == ["mine.zip"]
    offer = care.newest_offer(Places(home, home, home / "cache"))
    assert offer is not None
    assert offer.log == SMALL_LOG


# Names


@pytest.mark.parametrize(
    "id", ["../../../evil", "/etc/passwd", "a\0b", "C:\\evil", "\ud800", "x" * 300, "..", ""]
)
def test_an_id_from_elsewhere_names_no_file_outside_the_folder(tmp_path: Path, id: str) -> None:
    (tmp_path / "room").mkdir()
    odd = dataclasses.replace(session(9), id=id)
    try:
        path = care.save_elsewhere(odd, tmp_path / "room")
    except StoreError:
        assert id == "\ud800"
        assert list(tmp_path.rglob("*")) == [tmp_path / "room"]
    else:
        assert path.parent == tmp_path / "room"
        assert list(tmp_path.rglob("*.json")) == [path]
        assert json.loads(path.read_bytes())["sessions"]["1"]["id"] == id


# Very many, very long


def year_of(records: str) -> str:
    return f'{{"meta":{{"1":{{"program":"backcoach","schema_version":2}}}},"check_ins":{records}}}'


MANY = 40_000
LONG = "9" * 5_000

ABSURD = {
    "empty records": year_of("{" + ",".join(f'"{each}":{{}}' for each in range(MANY)) + "}"),
    "empty tables": "{" + ",".join(f'"{each}":{{}}' for each in range(MANY)) + "}",
    "a long number of a record": year_of(f'{{"{LONG}":{{}}}}'),
    "a long number of the seal": f'{{"meta":{{"{LONG}":{{}}}}}}',
    "a long number in a record": year_of(f'{{"1":{{"id":"a","pain":{LONG}}}}}'),
    "a long fraction": year_of(f'{{"1":{{"id":"a","pain":0.{LONG}}}}}'),
    "a long version": year_of("{}").replace("2}", f"{LONG}}}", 1),
    "a deep record": year_of('{"1":' + "[" * 100_000),
}


@pytest.mark.parametrize("content", ABSURD.values(), ids=ABSURD.keys())
def test_a_file_of_a_year_that_nobody_would_write_is_refused_in_one_line(
    tmp_path: Path, content: str
) -> None:
    path = tmp_path / "log" / "2026.json"
    path.parent.mkdir()
    path.write_text(content)
    with little_memory(), pytest.raises(DamagedError) as caught:
        load_log(tmp_path)
    assert str(caught.value).isprintable()
    assert path.read_text() == content


def document_of(records: str) -> bytes:
    lists = ",".join(f'"{kind}":[]' for kind in LISTS if kind != "consents")
    head = '{"program":"backcoach","schema_version":1,"exported_at":"2026-01-01T00:00:00Z"'
    return f'{head},{lists},"consents":[{records}]}}'.encode()


@pytest.mark.parametrize(
    "records",
    [
        ",".join(["{}"] * 10**6),
        ",".join(["[]"] * 10**6),
        ",".join(["null"] * 10**6),
        ",".join(['{"id":""}'] * (RECORDS_MAX + 1)),
        f'{{"id":"a","version":{LONG}}}',
        f'{{"id":"a","version":1e{LONG}}}',
    ],
    ids=lambda each: each[:20],
)
def test_a_document_that_nobody_would_write_is_refused_in_one_line(records: str) -> None:
    text = document_of(records)
    with little_memory(), pytest.raises(StoreError) as caught:
        decode_export(text, Path("mine.json"))
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("number", [LONG, f"-{LONG}", f"1.{LONG}", f"1e{LONG}"])
def test_settings_with_a_number_of_thousands_of_digits_are_refused(
    tmp_path: Path, number: str
) -> None:
    (tmp_path / "settings.json").write_text(f'{{"sound": {number}}}')
    with pytest.raises(StoreError, match="sound"):
        settings(tmp_path)


def test_where_case_makes_no_difference_a_year_is_found_however_it_is_spelled(
    tmp_path: Path,
) -> None:
    home = home_with_a_log(tmp_path)
    usual = home / "log" / "2026.json"
    # On such a file system both names are those of one file.
    os.link(usual, home / "log" / "2026.JSON")
    assert LogStore(home / "log").load() == SMALL_LOG
    assert care.day_without_backup(Places(home, home, home / "cache")) is None
    assert list(present_files(home)) == ["log/2026.json"]
