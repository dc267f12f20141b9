"""A file that can't be understood is refused in one line and never written over."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcoach.coach.model.records import Log
from backcoach.legible import is_legible
from backcoach.store import LogStore, StoreError
from backcoach.store.errors import NewerError
from tests.store.records import SMALL_LOG, consent, file_with, files_in, session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log" / "2026.json"


def refusals(path: Path, named: Path | None = None) -> list[str]:
    """What a store says when asked to read the file and to add to it."""
    said = []
    store = LogStore(path.parent)
    for attempt in (store.load, lambda: store.save(session(9))):
        with pytest.raises(StoreError) as caught:
            attempt()
        line = str(caught.value)
        assert is_legible(line)
        assert line.startswith((f"{named or path}: ", f"{path.parents[1]}"))
        said.append(line)
    return said


def assert_refused(path: Path, content: bytes, problem: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    for line in refusals(path):
        assert f": {problem}" in line
        assert line.endswith("nothing was changed.")
    assert path.read_bytes() == content
    assert files_in(path.parents[1]) == ["log/2026.json"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "it is empty"),
        (b" \n\n", "it is empty"),
        (b"\0" * 4096, "not JSON: line 1, column 1: unexpected '\\x00'"),
        (b"backcoach", "not JSON: line 1, column 1: unexpected 'b'"),
        (b"\xef\xbb\xbf{}", "meta: expected one record, got 0"),
        (b'{"a": {"\xff": {}}}', "not JSON: not in UTF-8"),
        (b"{" * 200_000, "not JSON: "),
        (b'{"a": {"1": ' + b"[" * 200_000 + b"]" * 200_000 + b"}}", "not JSON: nested too deeply"),
        (b"{}", "meta: expected one record, got 0"),
        (b"[]", "expected table at the top"),
        (b"null", "expected table at the top"),
        (b'"text"', "expected table at the top"),
        (b'{"meta": 1}', "meta: expected table"),
        (b'{"meta": []}', "meta: expected table"),
        (b'{"meta": {"1": 5}}', "meta[1]: expected table"),
        (b'{"meta": {"one": {}}}', "meta.one: expected whole number as key"),
        (b'{"meta": {"01": {}}}', "meta.01: expected whole number as key"),
        (b'{"meta": {"1": {}, "1": {}}}', 'the key "1" is given twice'),
        (b'{"meta": {"1": {}, "2": {}}}', "meta: expected one record, got 2"),
    ],
)
def test_a_file_that_is_no_log_is_refused(path: Path, content: bytes, problem: str) -> None:
    assert_refused(path, content, problem)


def test_a_file_cut_off_anywhere_is_refused(path: Path) -> None:
    whole = file_with(path)
    for length in range(1, len(whole) - 1, 41):
        path.write_bytes(whole[:length])
        refusals(path)
        assert path.read_bytes() == whole[:length]


@pytest.mark.parametrize("place", [0, 10, 200, 1_000, 2_000])
def test_a_file_with_a_hole_of_zeros_is_refused(path: Path, place: int) -> None:
    whole = file_with(path)
    holed = whole[:place] + b"\0" * 100 + whole[place + 100 :]
    assert_refused(path, holed, "not JSON: ")


def test_text_that_is_not_utf8_is_refused(path: Path) -> None:
    whole = file_with(path)
    assert_refused(path, whole.replace("—".encode(), b"\x97"), "not JSON: ")


Edit = Callable[[dict[str, Any]], object]


def put(*steps: str | int, value: object) -> Edit:
    def edit(log: dict[str, Any]) -> None:
        place: Any = log
        for step in steps[:-1]:
            place = place[step]
        place[steps[-1]] = value

    return edit


SET = ("sessions", "2", "sets", 0)


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (put("meta", "1", "schema_version", value="1"), "meta[1].schema_version: expected whole"),
        (put("meta", "1", "schema_version", value=0), "meta[1]: not a log of backcoach"),
        (put("meta", "1", "program", value="other"), "meta[1]: not a log of backcoach"),
        (put("meta", "1", "author", value="me"), "meta[1].author: unknown key"),
        (put("meta", value={}), "meta: expected one record, got 0"),
        (put("notes", value={}), "notes: unknown key"),
        (put("sessions", value=[]), "sessions: expected table"),
        (put("sessions", "2", value=[]), "sessions[2]: expected table"),
        (put("sessions", "2", value={}), "sessions[2].id: missing"),
        (put("sessions", "2", "mood", value=1), "sessions[2].mood: unknown key"),
        (put(*SET, "tempo", value=1), "sessions[2].sets[0].tempo: unknown key"),
        (
            put(*SET, "done", "seconds", value="40"),
            "sessions[2].sets[0].done.seconds: expected number, got text",
        ),
        (put(*SET, "done", "reps", value=8.5), "sessions[2].sets[0].done.reps: expected whole"),
        (put(*SET, "side", value="up"), "sessions[2].sets[0].side: expected one of both, left,"),
        (put(*SET, "pain", value=11), "sessions[2].sets[0].pain: expected 0 to 10, got 11"),
        (put(*SET, "skipped", value=0), "sessions[2].sets[0].skipped: expected true or false"),
        (put("sessions", "2", "sets", value={}), "sessions[2].sets: expected list, got table"),
        (put("sessions", "2", "started_at", value="today"), "sessions[2].started_at: expected"),
        (
            put("sessions", "2", "started_at", value="2026-03-02T08:00:00"),
            "sessions[2].started_at: expected date and time with its zone",
        ),
        (
            put("sessions", "2", "started_at", value="2026-03-02T08:00:00+01:00"),
            "sessions[2].started_at: expected time in UTC, ending in Z",
        ),
        (
            put("sessions", "2", "ended_at", value="2020-01-01T00:00:00Z"),
            "sessions[2].ended_at: earlier than started_at",
        ),
        (put("sessions", "2", "ratings", "effort", value=-1), "sessions[2].ratings.effort: expect"),
        (
            put("sessions", "2", "ratings", "worst_pain", value=12),
            "sessions[2].ratings.worst_pain: expected 0 to 10, got 12",
        ),
        (
            put("sessions", "2", "pain_reports", 0, "pain", value=99),
            "sessions[2].pain_reports[0].pain: expected 0 to 10, got 99",
        ),
        (
            put("sessions", "2", "check_in", "at", value="2026-03-02T08:00:00+01:00"),
            "sessions[2].check_in.at: expected time in UTC",
        ),
        (put("sessions", "2", "id", value="session-1"), "sessions[2].id: the same as in sessions"),
        (put("check_ins", "1", "pain", value=-1), "check_ins[1].pain: expected 0 to 10, got -1"),
        (put("check_ins", "1", "symptoms", value=[3]), "check_ins[1].symptoms[0]: expected text"),
        (put("check_ins", "2", "id", value="check-in-1"), "check_ins[2].id: the same as in"),
        (put("choices", "1", "decision", value="leap"), "choices[1].decision: expected one of"),
        (put("consents", "1", "at", value=None), "consents[1].at: expected date and time"),
        (put("mornings", "1", "pain", value=11), "mornings[1].pain: expected 0 to 10, got 11"),
        (put("mornings", "1", "pain", value=None), "mornings[1].pain: expected whole number"),
        (put("mornings", "2", "day", value="2026-02-30"), "mornings[2].day: expected date such as"),
        (put("mornings", "2", "day", value="2026-03-04"), "mornings[2].day: later than at"),
        (
            put("mornings", "2", "day", value="2026-03-02T07:30:00Z"),
            "mornings[2].day: expected date such as 2026-01-31",
        ),
        (
            put("mornings", "1", "at", value="2026-03-02T08:00:00+01:00"),
            "mornings[1].at: expected time in UTC, ending in Z",
        ),
        (
            put("mornings", "1", "back_to_usual", value="yes"),
            "mornings[1].back_to_usual: expected true or false or nothing, got text",
        ),
        (put("mornings", "1", "session", value=3), "mornings[1].session: expected text"),
        (put("mornings", "1", "mood", value=1), "mornings[1].mood: unknown key"),
        (
            put("mornings", "2", "id", value="morning-1"),
            "mornings[2].id: the same as in mornings[1]",
        ),
        (
            put("screenings", "1", "outcome", value="fine"),
            "screenings[1].outcome: expected one of none, clinician, urgent, mater",
        ),
        (put("screenings", "1", "yes", value="one_leg"), "screenings[1].yes: expected list"),
        (put("screenings", "1", "at", value="2026-03-02T08:00:00+01:00"), "screenings[1].at: exp"),
        (put("screenings", "1", "version", value=1), "screenings[1].version: expected text"),
        (put("clearances", "1", "kind", value="ok"), "clearances[1].kind: expected one of checked"),
        (put("clearances", "1", "screening", value=None), "clearances[1].screening: expected text"),
        (put("clearances", "1", "at", value="today"), "clearances[1].at: expected date and time"),
        (put("consents", "1", "a\nb\x1b[31m", value=1), 'consents[1]."a\\nb\\u001b[31m": unknown'),
    ],
)
def test_a_log_with_a_fault_is_refused_with_its_place(path: Path, edit: Edit, problem: str) -> None:
    log = json.loads(file_with(path))
    edit(log)
    assert_refused(path, json.dumps(log).encode(), problem)


def test_a_newer_log_that_still_makes_sense_is_read_and_not_written(path: Path) -> None:
    log = json.loads(file_with(path))
    log["meta"]["1"]["schema_version"] = 5
    content = json.dumps(log).encode()
    path.write_bytes(content)
    store = LogStore(path.parent)
    assert store.load() == SMALL_LOG
    reason = "written in schema version 5, this program knows 4. Update backcoach"
    assert reason in str(store.newer())
    for record in (session(9), session(-300)):
        with pytest.raises(NewerError, match=reason):
            store.save(record)
    assert path.read_bytes() == content
    assert files_in(path.parents[1]) == ["log/2026.json"]


def test_a_newer_log_that_makes_no_sense_is_refused_for_its_version(path: Path) -> None:
    log = json.loads(file_with(path))
    log["meta"]["1"] |= {"schema_version": 5, "author": "me"}
    log["sessions"]["1"]["mood"] = "fine"
    path.write_text(json.dumps(log))
    for line in refusals(path):
        assert "written in schema version 5, this program knows 4" in line


def test_a_record_given_twice_by_a_merge_is_refused(path: Path) -> None:
    lines = file_with(path).decode().splitlines(keepends=True)
    start = lines.index('"2": {\n')
    end = lines.index('"check_ins": {\n') - 1
    merged = [*lines[:start], *lines[start : end - 1], "},\n", *lines[start:]]
    assert_refused(path, "".join(merged).encode(), 'the key "2" is given twice')


def test_a_folder_in_its_place_is_refused_and_stays(path: Path) -> None:
    path.mkdir(parents=True)
    for line in refusals(path):
        assert "is a folder, not a file" in line
    assert list(path.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_refused_and_stays(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    said = refusals(tmp_path / "data" / "log" / "2026.json", tmp_path / "data" / "log")
    assert "is a file, not a folder" in said[0]
    assert "(File exists)" in said[1]
    assert (tmp_path / "data").read_text() == "mine"


def test_a_file_that_must_not_be_read_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = file_with(path)

    def forbidden(path: Path, mode: str) -> bytes:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", forbidden)
        for line in refusals(path):
            assert "can't be read (Permission denied)" in line
    assert path.read_bytes() == whole


def test_a_store_that_refused_reads_again_once_the_file_is_repaired(path: Path) -> None:
    whole = file_with(path)
    store = LogStore(path.parent)
    path.write_bytes(whole[:100])
    with pytest.raises(StoreError):
        store.load()
    path.write_bytes(whole)
    assert store.load() == SMALL_LOG
    store.save(consent(2))
    assert len(store.load().consents) == 2


@settings(max_examples=300, deadline=None, database=None)
@given(data=st.data())
def test_whatever_bytes_change_the_answer_is_a_log_or_a_refusal(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log" / "2026.json"
        path.parent.mkdir()
        content = bytearray(WHOLE)
        place = data.draw(st.integers(0, len(content) - 1))
        size = data.draw(st.integers(0, 8))
        content[place : place + size] = data.draw(st.binary(max_size=8))
        path.write_bytes(content)
        try:
            assert isinstance(LogStore(path.parent).load(), Log)
        except StoreError as error:
            assert is_legible(str(error))
        assert path.read_bytes() == content


def _whole() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return file_with(Path(folder) / "log" / "2026.json")


WHOLE = _whole()
