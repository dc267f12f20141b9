"""The journal keeps what it was given, however its writing was cut off or failed."""

from __future__ import annotations

import errno
import os
import random
import shutil
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from backcoach.coach.model.profile import Weight, WeightUnit
from backcoach.coach.model.records import Answer, Where
from backcoach.coach.session.commands import (
    Adjust,
    AutoAdvance,
    CatchUp,
    EndMainBlock,
    ReportPain,
    SessionCommand,
    Start,
    TakeUp,
    TakeWeight,
)
from backcoach.coach.session.plan_codec import written
from backcoach.coach.session.recorder import RecordedCommand
from backcoach.legible import is_legible
from backcoach.store import StoreError
from backcoach.store.command_codec import KIND_OF_NAME
from backcoach.store.errors import DamagedError, NewerError
from backcoach.store.journal import (
    VERSION,
    Head,
    Journal,
    JournalContent,
    read_journal,
    remove_journal,
)
from tests.store.disk import Disk
from tests.store.records import MORNING, check_in, session
from tests.store.test_files import FAULTS
from tests.support.content import item, plan_of
from tests.support.journal import journal_line

HEAD = Head(
    version=VERSION,
    id="session-1",
    started_at=MORNING,
    utc_offset_minutes=60,
    speed=1.0,
    auto_advance=True,
    check_in=check_in(),
    plan=written(plan_of(item("bird_dog", 2), item("cobra"))),
)
ENTRIES = (
    RecordedCommand(Start(), 0.0, 0.0),
    RecordedCommand(CatchUp(), 12.000001, 12.5, jump=True),
    RecordedCommand(TakeWeight(Weight(7.5, WeightUnit.KG)), 14.0, 14.0),
    RecordedCommand(TakeWeight(None), 15.0, 15.0),
    RecordedCommand(ReportPain(2, 0, Answer.GO_ON), 16.0, 16.0),
    RecordedCommand(ReportPain(2, 10, Answer.END, leg=True), 17.0, 17.0),
    RecordedCommand(
        ReportPain(2, None, Answer.TO_COOL_DOWN, leg=True, where=Where.LEG, without=("bridge",)),
        17.5,
        17.5,
    ),
    RecordedCommand(ReportPain(2, 7, Answer.SKIP, where=Where.KNEE, locked=True), 17.6, 17.6),
    RecordedCommand(EndMainBlock(without=("bridge",)), 17.7, 17.7),
    RecordedCommand(EndMainBlock(), 17.8, 17.8),
    RecordedCommand(Adjust(-1), 18.0, 18.0),
    RecordedCommand(AutoAdvance(on=False), 19.0, 19.0),
)
RECORDS = tuple(replace(session(), active_seconds=float(number)) for number in range(12))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "session.journal"


def keep(path: Path) -> None:
    """Everything there is to write, each second thing of it for sure."""
    journal = Journal(path)
    journal.begin(HEAD)
    for number, command in enumerate(ENTRIES):
        sure = number % 2 == 1
        journal.add(command, RECORDS[number] if sure else None, sync=sure)
    journal.close()


def there(path: Path) -> JournalContent:
    found = read_journal(path)
    assert found is not None
    return found


def test_what_was_written_is_read(path: Path) -> None:
    assert read_journal(path) is None
    keep(path)
    found = there(path)
    assert found.head == HEAD
    assert [each for each in found.notes if isinstance(each, RecordedCommand)] == list(ENTRIES)
    assert found.record == RECORDS[-1]
    assert not found.torn
    assert found.end == path.stat().st_size
    assert path.stat().st_mode & 0o777 == 0o600
    remove_journal(path)
    assert read_journal(path) is None


def test_cut_off_at_any_byte_it_holds_the_whole_lines_before(path: Path) -> None:
    keep(path)
    whole = path.read_bytes()
    full = there(path)
    head_end = whole.index(b"\n") + 1
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        if 0 < length < head_end:
            with pytest.raises(DamagedError):
                read_journal(path)
            continue
        found = there(path)
        assert found.notes == full.notes[: len(found.notes)]
        assert found.end == whole.rfind(b"\n", 0, length) + 1
        assert not found.torn


def test_a_tail_of_zeros_is_no_part_of_it(path: Path) -> None:
    keep(path)
    full = there(path)
    with path.open("ab") as file:
        file.write(b"\0" * 4096)
    assert there(path) == full


def test_a_line_that_was_changed_hides_what_follows_but_not_the_last_record(path: Path) -> None:
    keep(path)
    lines = path.read_bytes().splitlines(keepends=True)
    for number, line in enumerate(lines[:-1]):
        changed = bytearray(line)
        changed[len(line) // 2] ^= 0x01
        path.write_bytes(b"".join([*lines[:number], bytes(changed), *lines[number + 1 :]]))
        found = there(path)
        assert found.torn
        assert len(found.notes) == max(0, number - 1)
        assert found.record == RECORDS[-1]
        assert (found.head is None) is (number == 0)


@pytest.mark.parametrize("rounds", [60, pytest.param(3_000, marks=pytest.mark.slow)])
def test_damage_of_any_kind_is_told_or_leaves_a_record_that_was_kept(
    path: Path, rounds: int
) -> None:
    keep(path)
    whole, chance = path.read_bytes(), random.Random(rounds)
    for _ in range(rounds):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(damaged))
            match chance.randrange(4):
                case 0:
                    damaged[place] = chance.randrange(256)
                case 1:
                    del damaged[place : place + chance.randint(1, 300)]
                case 2:
                    damaged[place:place] = chance.randbytes(chance.randint(1, 50))
                case _:
                    stop = place + chance.randint(1, 200)
                    damaged[place:stop] = b"\0" * len(damaged[place:stop])
        path.write_bytes(damaged)
        try:
            found = there(path)
        except DamagedError as error:
            assert is_legible(str(error))
            continue
        assert found.record is None or found.record in RECORDS


@pytest.mark.parametrize(
    "content", [b"\0" * 4096, b"backcoach\n", b"{}\n", b"00000000 {}\n", b"\xff\xfe\n"]
)
def test_another_file_in_its_place_is_no_journal(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(DamagedError, match="is no journal of a session"):
        read_journal(path)
    assert path.read_bytes() == content


def test_a_folder_in_its_place_can_not_be_read(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StoreError, match="is a folder"):
        read_journal(path)


def test_a_pipe_in_its_place_is_not_waited_for(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    with pytest.raises(StoreError, match="is not a file"):
        read_journal(path)


def test_a_huge_file_is_not_read(path: Path) -> None:
    path.parent.mkdir()
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(StoreError, match="larger than 64 MiB"):
        read_journal(path)


def test_another_version_of_it_is_left_alone(path: Path) -> None:
    journal = Journal(path)
    journal.begin(replace(HEAD, version=VERSION + 1))
    journal.add(ENTRIES[0], sync=True)
    with pytest.raises(NewerError, match="another version"):
        read_journal(path)


def steps_of_keeping(path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    with monkeypatch.context() as patch:
        return len(Disk(patch, -1, OSError()).steps_of(lambda: keep(path)))


@pytest.mark.parametrize("number", FAULTS)
def test_a_fault_at_any_step_is_told_and_made_good_by_the_next_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    steps = steps_of_keeping(tmp_path / "whole" / "j", monkeypatch)
    wanted = (tmp_path / "whole" / "j").read_bytes()
    assert steps > 12
    for step in range(steps):
        path = tmp_path / str(step) / "j"
        refused = 0
        with monkeypatch.context() as patch:
            Disk(patch, step, OSError(number, os.strerror(number)))
            journal = Journal(path)
            journal.begin(HEAD)
            for index, command in enumerate(ENTRIES):
                sure = index % 2 == 1
                try:
                    journal.add(command, RECORDS[index] if sure else None, sync=sure)
                except StoreError as error:
                    refused += 1
                    assert os.strerror(number) in str(error)
                    assert "not stored" in str(error)
        assert refused == 1, step
        if path.exists() and path.read_bytes() != wanted:
            # Only where the very last sync failed; the next attempt is all it takes.
            journal._write(sync=True)
        assert path.read_bytes() == wanted, step


def test_a_disk_that_is_full_for_long_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(path)
    wanted = path.read_bytes()
    path.unlink()
    journal = Journal(path)
    journal.begin(HEAD)
    real = os.write

    def little(file: int, text: bytes) -> int:
        if len(text) > 10:
            return real(file, bytes(text)[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    for index, command in enumerate(ENTRIES):
        sure = index % 2 == 1
        record = RECORDS[index] if sure else None
        if index < 7:
            with monkeypatch.context() as patch, pytest.raises(StoreError, match="No space left"):
                patch.setattr(os, "write", little)
                journal.add(command, record, sync=sure)
        else:
            journal.add(command, record, sync=sure)
    assert path.read_bytes() == wanted


def test_written_on_after_a_cut_the_torn_line_is_gone(path: Path) -> None:
    keep(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-5])
    found = there(path)
    journal = Journal(path, found.end)
    journal.add(RecordedCommand(TakeUp(), 19.0, 19.0), RECORDS[0], sync=True)
    assert there(path).notes[-2:] == (RecordedCommand(TakeUp(), 19.0, 19.0), RECORDS[0])
    assert not there(path).torn


def test_closed_and_written_on_nothing_is_missing(path: Path) -> None:
    journal = Journal(path)
    journal.begin(HEAD)
    journal.add(ENTRIES[0], sync=True)
    journal.add(ENTRIES[1], sync=False)
    journal.close()
    journal.add(ENTRIES[2], sync=True)
    assert there(path).notes == ENTRIES[:3]


@pytest.mark.parametrize("sure", [True, False])
def test_removed_with_its_folder_all_of_it_is_written_anew_by_the_next_note(
    path: Path, sure: bool
) -> None:
    journal = Journal(path)
    journal.begin(HEAD)
    journal.add(ENTRIES[0], RECORDS[0], sync=True)
    journal.add(ENTRIES[1], sync=sure)
    shutil.rmtree(path.parent)
    journal.add(ENTRIES[2], RECORDS[2], sync=True)
    found = there(path)
    assert found.head == HEAD
    assert found.notes == (ENTRIES[0], RECORDS[0], ENTRIES[1], ENTRIES[2], RECORDS[2])


def test_one_that_can_not_be_removed_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(path)

    def refuse(*_args: object, **_options: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "unlink", refuse)
    with pytest.raises(StoreError, match="can't be removed"):
        remove_journal(path)


def test_every_command_has_a_name_in_the_journal() -> None:
    assert set(KIND_OF_NAME.values()) == set(get_args(SessionCommand))


@pytest.mark.parametrize(
    "told",
    [
        {"do": "easier"},
        {"do": "easier", "level": "2"},
        {"do": "report_pain", "level": 2, "pain": 3},
        {"do": "adjust"},
        {"do": "auto_advance", "on": 1},
        {"do": "next", "level": 2},
        {"do": "fly"},
        {"do": ["next"]},
        {},
    ],
    ids=str,
)
def test_a_command_that_lacks_what_belongs_to_it_is_no_sound_line(
    path: Path, told: dict[str, object]
) -> None:
    keep(path)
    full = there(path)
    with path.open("ab") as file:
        file.write(journal_line({"told": {**told, "at": 20.0, "asleep": 20.0}}))
    found = there(path)
    assert found.torn
    assert found.notes == full.notes
