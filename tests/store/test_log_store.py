"""Stored records are read back, whoever wrote them and in whatever order."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import zlib
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import tinydb
from hypothesis import given, settings
from hypothesis import strategies as st

from backcoach.coach.model.records import Log, SessionRecord
from backcoach.coach.model.screening_questions import ClearanceKind, Lock
from backcoach.store import LogStore, StoreError
from tests.store.random_logs import logs
from tests.store.records import (
    MORNING,
    SMALL_LOG,
    check_in,
    choice,
    clearance,
    consent,
    done_set,
    file_with,
    flare,
    keep_all,
    measures,
    morning,
    ordered,
    profile,
    screening,
    session,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log" / "2026.json"


def test_without_a_file_the_log_is_empty_and_nothing_is_created(tmp_path: Path) -> None:
    path = tmp_path / "not yet" / "log.json"
    assert LogStore(path.parent).load() == Log()
    assert not path.parent.exists()


def test_what_is_kept_comes_back_from_the_same_store_and_from_another(path: Path) -> None:
    store = LogStore(path.parent)
    keep_all(store, SMALL_LOG)
    assert store.load() == SMALL_LOG
    assert LogStore(path.parent).load() == SMALL_LOG


@settings(max_examples=40, deadline=None, database=None)
@given(log=logs, data=st.data())
def test_any_log_comes_back_in_order_of_time_then_id(log: Log, data: st.DataObject) -> None:
    lists = {each.name: getattr(log, each.name) for each in fields(log)}
    shuffled = Log(
        **{name: tuple(data.draw(st.permutations(kept))) for name, kept in lists.items()}
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log" / "2026.json"
        store = LogStore(path.parent)
        keep_all(store, shuffled)
        assert store.load() == ordered(log)
        assert LogStore(path.parent).load() == ordered(log)


def test_a_record_kept_again_takes_the_place_of_the_old_one_as_a_whole(path: Path) -> None:
    store = LogStore(path.parent)
    keep_all(store, SMALL_LOG)
    plain = replace(session(1), check_in=None, pain_reports=(), ratings=None, sets=(done_set(0),))
    store.save(plain)
    store.save(replace(check_in(2), symptoms=()))
    store.save(replace(choice(), stage=2))
    store.save(replace(consent(), version="2"))
    store.save(replace(morning(1), pain=4, back_to_usual=None))
    store.save(replace(screening(), yes=(), outcome=Lock.NONE))
    store.save(replace(clearance(), kind=ClearanceKind.CLINICIAN_OK))
    store.save(replace(profile(), tags=()))
    store.save(replace(flare(), at=MORNING + timedelta(minutes=5)))
    store.save(replace(measures(), week_pain=None, activities=()))
    expected = Log(
        (plain, session(2)),
        (check_in(1), replace(check_in(2), symptoms=())),
        (replace(choice(), stage=2),),
        (replace(consent(), version="2"),),
        (replace(morning(1), pain=4, back_to_usual=None), morning(2)),
        (replace(screening(), yes=(), outcome=Lock.NONE),),
        (replace(clearance(), kind=ClearanceKind.CLINICIAN_OK),),
        (replace(profile(), tags=()),),
        (replace(flare(), at=MORNING + timedelta(minutes=5)),),
        (replace(measures(), week_pain=None, activities=()),),
    )
    assert store.load() == expected
    assert LogStore(path.parent).load() == expected


def test_two_stores_that_write_in_turn_lose_nothing_of_each_other(path: Path) -> None:
    one, two = LogStore(path.parent), LogStore(path.parent)
    for number in range(0, 10, 2):
        one.save(session(number))
        two.save(session(number + 1))
        two.load()
    expected = tuple(session(number) for number in range(10))
    assert one.load().sessions == expected
    assert two.load().sessions == expected


def test_a_change_made_to_the_file_by_hand_is_seen_and_kept(path: Path) -> None:
    store = LogStore(path.parent)
    keep_all(store, SMALL_LOG)
    store.load()
    by_hand = json.loads(path.read_bytes())
    del by_hand["sessions"]["1"]
    by_hand["sessions"]["2"]["ratings"]["note"] = "better"
    path.write_text(json.dumps(by_hand))
    store.save(session(3))
    (second, third) = store.load().sessions
    assert second.ratings is not None
    assert (second.id, second.ratings.note, third) == ("session-2", "better", session(3))


def test_a_log_taken_away_makes_room_for_a_new_one(path: Path) -> None:
    store = LogStore(path.parent)
    store.save(session(1))
    path.unlink()
    assert store.load() == Log()
    store.save(session(2))
    assert store.load().sessions == (session(2),)


def test_times_are_stored_in_utc_ending_in_z(path: Path) -> None:
    start = datetime(2026, 3, 2, 8, 30, tzinfo=timezone(timedelta(hours=1)))
    store = LogStore(path.parent)
    store.save(replace(check_in(), at=start))
    assert json.loads(path.read_bytes())["check_ins"]["1"]["at"] == "2026-03-02T07:30:00Z"
    (kept,) = store.load().check_ins
    assert (kept.at, kept.at.tzinfo) == (start, UTC)


def test_the_file_reads_line_by_line_and_changes_by_lines(path: Path) -> None:
    lines = file_with(path).decode().splitlines()
    assert ' "template": "1A",' in lines
    assert sum('"exercise":"BRI1"' in line for line in lines) == 6
    assert any("— dann gut." in line for line in lines)
    LogStore(path.parent).save(replace(session(2), stage=2))
    changed = set(path.read_text(encoding="utf-8").splitlines()) - set(lines)
    assert {line for line in changed if "crc32" not in line} == {' "stage": 2,'}


def test_the_file_opens_in_plain_tinydb(path: Path) -> None:
    file_with(path)
    with tinydb.TinyDB(path) as plain:
        assert [kept["id"] for kept in plain.table("sessions")] == ["session-1", "session-2"]
        (meta,) = plain.table("meta").all()
        assert (meta["program"], meta["schema_version"]) == ("backcoach", 4)
        body = path.read_bytes().partition(b"\n}\n}")[2]
        assert meta["crc32"] == f"{zlib.crc32(body):08x}"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"started_at": datetime(2026, 3, 2)}, "started_at: expected date and time"),  # noqa: DTZ001
        ({"ended_at": MORNING}, "ended_at: earlier than started_at"),
        ({"active_seconds": math.nan}, "active_seconds: expected finite number, got nan"),
        ({"speed": math.inf}, "speed: expected finite number, got inf"),
        ({"stage": "1"}, "stage: expected whole number, got text"),
        ({"status": "done"}, "status: expected one of completed, partial; got 'done'"),
        ({"template": "\ud800"}, "surrogates not allowed"),
        ({"utc_offset_minutes": 1440}, "utc_offset_minutes: expected less than a day"),
        ({"sets": (replace(done_set(0), pain=11),)}, "sets[0].pain: expected 0 to 10, got 11"),
        ({"check_in": replace(check_in(), pain=-1)}, "check_in.pain: expected 0 to 10, got -1"),
    ],
)
def test_what_could_not_be_read_back_is_not_kept(
    path: Path, change: dict[str, Any], problem: str
) -> None:
    before = file_with(path)
    wrong: SessionRecord = replace(session(3), **change)
    with pytest.raises(StoreError) as caught:
        LogStore(path.parent).save(wrong)
    line = str(caught.value)
    assert line.startswith(f"{path.parent}: sessions: session-3 can't be kept: ")
    assert line.endswith(". Nothing was changed.")
    assert problem in line
    assert path.read_bytes() == before


def test_a_log_from_before_mornings_were_asked_about_is_read(path: Path) -> None:
    log = json.loads(file_with(path))
    assert log["mornings"]["1"] == {
        "id": "morning-1",
        "at": "2026-03-02T07:30:00Z",
        "session": "session-1",
        "day": "2026-03-02",
        "pain": 3,
        "back_to_usual": False,
    }
    del log["mornings"]
    path.write_text(json.dumps(log))
    assert LogStore(path.parent).load() == replace(SMALL_LOG, mornings=())


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"pain": 11}, "pain: expected 0 to 10, got 11"),
        ({"pain": -1}, "pain: expected 0 to 10, got -1"),
        ({"pain": 2.5}, "pain: expected whole number, got number"),
        ({"back_to_usual": 1}, "back_to_usual: expected true or false or nothing"),
        ({"at": datetime(2026, 3, 2)}, "at: expected date and time"),  # noqa: DTZ001
        ({"day": date(2026, 3, 4)}, "day: later than at"),
    ],
)
def test_a_morning_that_could_not_be_read_back_is_not_kept(
    path: Path, change: dict[str, Any], problem: str
) -> None:
    before = file_with(path)
    with pytest.raises(StoreError, match=f"mornings: morning-3 can't be kept: {problem}"):
        LogStore(path.parent).save(replace(morning(3), **change))
    assert path.read_bytes() == before


SOCKS = measures().activities[0]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"week_pain": 11}, r"week_pain: expected 0 to 10, got 11"),
        ({"week_pain": -1}, r"week_pain: expected 0 to 10, got -1"),
        ({"week_pain": 2.5}, r"week_pain: expected whole number"),
        ({"activities": (SOCKS, replace(SOCKS, score=11))}, r"activities\[1\].score: expected 0"),
        ({"activities": (replace(SOCKS, score=-1),)}, r"activities\[0\].score: expected 0 to 10"),
        ({"activities": (SOCKS,) * 4}, r"activities: expected 3 at most"),
        ({"at": datetime(2026, 3, 2)}, r"at: expected date and time"),  # noqa: DTZ001
    ],
)
def test_measures_that_could_not_be_read_back_are_not_kept(
    path: Path, change: dict[str, Any], problem: str
) -> None:
    before = file_with(path)
    with pytest.raises(StoreError, match=f"measures: measures-3 can't be kept: {problem}"):
        LogStore(path.parent).save(replace(measures(3), **change))
    assert path.read_bytes() == before


@pytest.mark.parametrize("score", [0, 10])
def test_the_ends_of_the_scales_are_kept(path: Path, score: int) -> None:
    ends = replace(measures(), week_pain=score, activities=(replace(SOCKS, score=score),) * 3)
    LogStore(path.parent).save(ends)
    assert LogStore(path.parent).load().measures == (ends,)


def test_a_log_from_before_the_measures_is_read(path: Path) -> None:
    log = json.loads(file_with(path))
    del log["measures"]
    path.write_text(json.dumps(log))
    assert LogStore(path.parent).load() == replace(SMALL_LOG, measures=())


def test_east_of_greenwich_a_morning_may_be_one_day_ahead_of_utc(path: Path) -> None:
    east = replace(morning(), day=date(2026, 3, 3))
    LogStore(path.parent).save(east)
    assert LogStore(path.parent).load().mornings == (east,)


def test_opening_the_store_imports_no_screen() -> None:
    code = "import sys, backcoach.store; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "tinydb" in loaded
    assert not loaded & {"textual", "rich", "platformdirs", "asyncio"}
