"""What is exported comes back as it was; what comes in is read as a whole or refused."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from backcoach.coach.model.records import Log, Ratings, SessionRecord
from backcoach.coach.standing.standing import standing
from backcoach.legible import is_legible
from backcoach.store import LogStore, StoreError
from backcoach.store.copies import transfer
from backcoach.store.copies.transfer import compare, decode_export, encode_export, joined, size
from backcoach.store.disk.files import BYTES_MAX
from backcoach.store.tables import TABLES
from tests.store.random_logs import logs
from tests.store.records import (
    MORNING,
    SMALL_LOG,
    check_in,
    file_with,
    flare,
    keep_all,
    ordered,
    profile,
    session,
)
from tests.support.content import catalogue

NAME = Path("from elsewhere.json")
WHOLE = encode_export(SMALL_LOG, MORNING)


def refusal(text: bytes) -> str:
    with pytest.raises(StoreError) as caught:
        decode_export(text, NAME)
    line = str(caught.value)
    assert line.startswith(f"{NAME}: ")
    assert line.endswith("Nothing was changed.")
    assert is_legible(line)
    return line.removeprefix(f"{NAME}: ").removesuffix(". Nothing was changed.")


# --- There and back ------------------------------------------------------------------------


@settings(max_examples=60, deadline=None, database=None)
@given(log=logs)
def test_any_log_taken_to_an_empty_folder_is_the_same_log(log: Log) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here, there = LogStore(Path(folder) / "here"), LogStore(Path(folder) / "there")
        here.save_all(log)
        text = encode_export(here.load(), MORNING)
        there.save_all(decode_export(text, NAME))
        assert there.load() == here.load() == ordered(log)
        assert encode_export(there.load(), MORNING) == text
        assert (Path(folder) / "there.json").exists() == (Path(folder) / "here.json").exists()
        content, today = catalogue(), MORNING.date()
        answers = [
            standing(each.load(), content.programme, today, exercises=content.exercises)
            for each in (here, there)
        ]
        assert answers[0] == answers[1]


def test_every_record_is_written_as_it_is_kept(tmp_path: Path) -> None:
    kept = json.loads(file_with(tmp_path / "log" / "2026.json"))
    exported = json.loads(WHOLE)
    assert list(exported)[:3] == ["program", "schema_version", "exported_at"]
    assert list(exported)[3:] == [table.name for table in TABLES.values()]
    for table in TABLES.values():
        assert exported[table.name] == list(kept[table.name].values())


def test_the_instant_of_the_export_is_in_utc_and_to_the_second() -> None:
    at = datetime(2026, 3, 2, 8, 30, 1, 5, tzinfo=timezone(timedelta(hours=1)))
    assert json.loads(encode_export(Log(), at))["exported_at"] == "2026-03-02T07:30:01Z"


def test_each_record_has_a_line_of_its_own() -> None:
    lines = WHOLE.decode().splitlines()
    assert sum(line.startswith('  {"id":') for line in lines) == size(SMALL_LOG)


def test_a_document_obeys_nothing_a_terminal_would() -> None:
    ratings = Ratings(MORNING, 1, 2, "a\x1b[2J\x9b\x7f\u202eb — dann \U0001f468\u200d\U0001f467")
    log = Log(sessions=(replace(session(), ratings=ratings),))
    text = encode_export(log, MORNING)
    assert all(map(is_legible, text.decode().splitlines()))
    assert "— dann" in text.decode()
    assert decode_export(text, NAME) == log


@pytest.mark.parametrize(
    "rewritten",
    [
        json.dumps(json.loads(WHOLE)).encode(),
        json.dumps(json.loads(WHOLE), indent=4, sort_keys=True).encode(),
        b"\xef\xbb\xbf" + WHOLE,
        WHOLE.replace(b"\n", b"\r\n"),
        WHOLE.replace(b"07:30:00Z", b"07:30:00+00:00"),
    ],
    ids=["on one line", "sorted", "with a byte order mark", "from Windows", "with an offset of 0"],
)
def test_another_layout_says_the_same(rewritten: bytes) -> None:
    assert decode_export(rewritten, NAME) == SMALL_LOG


def test_a_document_without_the_newer_lists_is_read() -> None:
    document = json.loads(WHOLE)
    for name in ("profiles", "flares"):
        del document[name]
    found = decode_export(json.dumps(document).encode(), NAME)
    assert found == replace(SMALL_LOG, profiles=(), flares=())


# --- What is refused -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"\0" * 4096, "not JSON: line 1, column 1: unexpected '\\x00'"),
        (WHOLE.replace(b"1A", b"1\0A", 1), "not JSON: line 6, column 159: unexpected '\\x00'"),
        (b"backcoach", "not JSON: line 1, column 1: unexpected 'b'"),
        (WHOLE[:-20], "not JSON: it ends too soon"),
        (WHOLE + b"{}", "not JSON: line 39, column 1: unexpected '{'"),
        (WHOLE.replace("—".encode(), b"\x97"), "not JSON: not in UTF-8"),
        (WHOLE.decode().encode("utf-16"), "written in UTF-16; save it as UTF-8"),
        (WHOLE.decode().encode("utf-32"), "written in UTF-32; save it as UTF-8"),
        (WHOLE.decode().encode("utf-16-le"), "not JSON: "),
        (b"[" * 200_000, "not JSON: nested too deeply"),
        (b'{"sessions": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "not JSON: nested too deeply"),
        (b"[]", "expected table, got list"),
        (b"null", "expected table, got nothing"),
        (b"{}", "program: missing"),
        (WHOLE.replace(b'"flares"', b'"checkins"'), "checkins: unknown key (did you mean check_i"),
        (
            WHOLE.replace(b'"flares": [', b'"flares": [], "flares": ['),
            'the key "flares" is given t',
        ),
        (WHOLE.replace(b'"pain":1,', b'"pain":1,"pain":1,', 1), 'the key "pain" is given twice'),
        (WHOLE.replace(b'"backcoach"', b'"anki"'), 'program: expected "backcoach"'),
        (WHOLE.replace(b'version": 3', b'version": 0'), "schema_version: expected 1 to 3"),
        (WHOLE.replace(b'version": 3', b'version": "1"'), "schema_version: expected whole number"),
        (WHOLE.replace(b'02T07:30:00Z",\n', b'02T07:30:00",\n'), "exported_at: expected date and"),
        (WHOLE.replace(b"1490.5", b"NaN", 1), "not JSON: line 6, column 268: unexpected 'N'"),
        (WHOLE.replace(b"1490.5", b"1e999", 1), "sessions[0].active_seconds: "),
    ],
)
def test_a_file_that_is_no_export_is_refused(text: bytes, problem: str) -> None:
    assert refusal(text).startswith(problem)


Edit = Callable[[dict[str, Any]], object]


def put(*steps: str | int, value: object) -> Edit:
    def edit(document: dict[str, Any]) -> None:
        place: Any = document
        for step in steps[:-1]:
            place = place[step]
        place[steps[-1]] = value

    return edit


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (
            put("sessions", 1, "sets", 0, "pain", value=11),
            "sessions[1].sets[0].pain: expected 0 to",
        ),
        (
            put("sessions", 1, "sets", 0, "paim", value=1),
            "sessions[1].sets[0].paim: unknown key (d",
        ),
        (
            put("sessions", 0, "ended_at", value="2026-03-02T07:30:00Z"),
            "sessions[0].ended_at: earl",
        ),
        (
            put("sessions", 0, "started_at", value="0001-01-01T00:00:00Z"),
            "sessions[0].started_at: ",
        ),
        (put("sessions", 0, "speed", value=True), "sessions[0].speed: expected number"),
        (put("sessions", 0, "id", value="session-2"), "sessions[1].id: the same as in sessions[0]"),
        (
            put("check_ins", 1, "at", value="2026-03-02T08:30:00+01:00"),
            "check_ins[1].at: expected t",
        ),
        (
            put("check_ins", 0, "energy", value="fine"),
            "check_ins[0].energy: expected one of good, o",
        ),
        (put("mornings", 0, "day", value="9999-12-31"), "mornings[0].day: later than at"),
        (
            put("mornings", 0, "day", value="0001-01-01"),
            "mornings[0].day: expected a year from 1900",
        ),
        (
            put("profiles", 0, "activities", value=["a"] * 4),
            "profiles[0].activities: expected 3 at",
        ),
        (put("profiles", 0, "sessions_a_week", value=5), "profiles[0].sessions_a_week: expected 2"),
        (put("flares", value={}), "flares: expected list"),
        (put("flares", 0, value=None), "flares[0]: expected table, got nothing"),
        (put("consents", 0, "a\nb\x1b[31m", value=1), 'consents[0]."a\\nb\\u001b[31m": unknown'),
    ],
)
def test_one_bad_record_refuses_the_whole_with_its_place(edit: Edit, problem: str) -> None:
    document = json.loads(WHOLE)
    edit(document)
    assert refusal(json.dumps(document).encode()).startswith(problem)


def test_what_a_newer_program_wrote_is_refused_with_the_reason() -> None:
    document = json.loads(WHOLE) | {"schema_version": 4, "dreams": []}
    document["sessions"][0]["mood"] = "good"
    line = refusal(json.dumps(document).encode())
    assert line == "written in schema version 4, this program knows 3. Update backcoach"


def test_a_file_that_is_too_large_is_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "BYTES_MAX", 2**20)
    assert refusal(b" " * (2**20 + 1)) == "larger than 1 MiB, the most that is read"
    assert refusal(b" " * 2**20) == "it is empty"


def test_twenty_thousand_sessions_fit() -> None:
    sets = session(1, sets=32).sets
    one = encode_export(Log(sessions=(replace(session(), sets=sets),)), MORNING)
    assert 20_000 * len(one) < BYTES_MAX
    assert 20_000 * one.count(b",") < transfer.VALUES_MAX


# --- Beside the log ------------------------------------------------------------------------


def test_records_are_compared_by_id_within_their_kind() -> None:
    changed = replace(session(2), stage=2)
    elsewhere = Log(
        sessions=(session(1), changed, session(3)),
        check_ins=(check_in(3),),
        # The id of another kind of record is no concern.
        flares=(replace(flare(), id="profile-1"), flare()),
        profiles=(profile(),),
    )
    found = compare(SMALL_LOG, elsewhere)
    assert found.new == Log(
        sessions=(session(3),),
        check_ins=(check_in(3),),
        flares=(replace(flare(), id="profile-1"),),
    )
    assert found.same == Log(sessions=(session(1),), flares=(flare(),), profiles=(profile(),))
    assert found.different == Log(sessions=(changed,))
    assert joined(found.new, found.different).sessions == (session(3), changed)


# --- One write for all of it ---------------------------------------------------------------


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names files are given, in turn."""
    names: list[str] = []
    rename = os.replace

    def watched(source: str, target: str) -> None:
        names.append(Path(target).name)
        rename(source, target)

    monkeypatch.setattr(os, "replace", watched)
    return names


def test_keeping_all_gives_the_same_file_as_keeping_each_in_one_write(
    tmp_path: Path, writes: list[str]
) -> None:
    keep_all(LogStore(tmp_path / "one by one"), SMALL_LOG)
    del writes[:]
    LogStore(tmp_path / "at once").save_all(SMALL_LOG)
    assert writes == ["2026.json"]
    at_once, one_by_one = (tmp_path / name / "2026.json" for name in ("at once", "one by one"))
    assert at_once.read_bytes() == one_by_one.read_bytes()


def test_keeping_all_replaces_by_id_and_adds_after_the_last(tmp_path: Path) -> None:
    path = tmp_path / "log" / "2026.json"
    file_with(path)
    changed = replace(session(1), stage=3)
    store = LogStore(path.parent)
    store.save_all(Log(sessions=(session(5), changed), flares=(flare(2),)))
    assert store.load() == LogStore(path.parent).load()
    assert store.load().sessions == (changed, session(2), session(5))
    assert store.load().flares == (flare(), flare(2))
    assert list(json.loads(path.read_bytes())["sessions"]) == ["1", "2", "3"]


def test_keeping_nothing_of_a_kind_adds_no_table(tmp_path: Path) -> None:
    path = tmp_path / "log" / "2026.json"
    LogStore(path.parent).save_all(Log(flares=(flare(),)))
    assert list(json.loads(path.read_bytes())) == ["meta", "flares"]


def test_one_record_that_cannot_be_kept_keeps_none(tmp_path: Path) -> None:
    path = tmp_path / "log" / "2026.json"
    before = file_with(path)
    wrong: SessionRecord = replace(session(4), ended_at=datetime(2020, 1, 1, tzinfo=UTC))
    with pytest.raises(StoreError, match="session-4 can't be kept: ended_at: earlier"):
        LogStore(path.parent).save_all(Log(sessions=(session(3), wrong)))
    assert path.read_bytes() == before


def test_nothing_is_kept_in_a_damaged_log(tmp_path: Path) -> None:
    path = tmp_path / "log" / "2026.json"
    path.parent.mkdir()
    path.write_bytes(b"{}")
    with pytest.raises(StoreError, match="meta: expected one record"):
        LogStore(path.parent).save_all(SMALL_LOG)
    assert path.read_bytes() == b"{}"


def test_the_lists_of_a_document_are_those_of_the_log() -> None:
    assert tuple(each.name for each in fields(Log)) == transfer.LISTS
    assert tuple(table.name for table in TABLES.values()) == transfer.LISTS
