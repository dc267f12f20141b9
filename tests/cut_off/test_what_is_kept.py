"""No journal is deleted if it may contain what is stored nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backcoach.coach.session.commands import Leave, Skip
from backcoach.store.errors import BusyError, DamagedError
from tests.cut_off.person import PLAN, Person
from tests.support.coach import practice_in


def test_a_journal_that_waits_for_an_answer_is_never_overwritten(person: Person) -> None:
    first = person.begin()
    person.pass_seconds(first, 90)
    person.later()
    text = person.practice.book.places.journal.read_bytes()
    person.begin()
    (aside,) = (person.folder / "backups").glob("aside-session.journal-*")
    assert aside.read_bytes() == text


def test_damaged_in_its_middle_what_was_done_can_be_saved_and_the_file_is_kept(
    person: Person,
) -> None:
    session = person.begin()
    person.pass_seconds(session, 150)
    session.recorder.send(Skip())
    kept = session.record()
    path = person.practice.book.places.journal
    text = bytearray(path.read_bytes())
    text[len(text) // 3] ^= 1
    path.write_bytes(text)
    person.later()
    found = person.asked()
    assert found.is_damaged
    assert found.session is None
    assert person.practice.unfinished.keep(found).sets == kept.sets
    (aside,) = (person.folder / "backups").glob("aside-session.journal-*")
    assert aside.read_bytes() == text


def test_damaged_so_that_nothing_done_can_be_read_the_file_is_kept(person: Person) -> None:
    person.pass_seconds(person.begin(), 90)
    path = person.practice.book.places.journal
    head, *rest = path.read_bytes().splitlines(keepends=True)
    text = head + b"".join(b"x" + line[1:] for line in rest)
    path.write_bytes(text)
    person.later()
    assert person.practice.unfinished.found() is None
    person.practice.unfinished.tidy()
    assert not person.practice.unfinished.is_there
    (aside,) = (person.folder / "backups").glob("aside-session.journal-*")
    assert aside.read_bytes() == text


def test_given_up_a_session_takes_its_own_journal_along_and_no_other(person: Person) -> None:
    session = person.begin()
    person.pass_seconds(session, 90)
    person.later()
    waiting = person.asked().record
    person.practice.unfinished.give_up(replace(waiting, id="another"))
    assert person.asked().record == waiting
    person.practice.unfinished.give_up(waiting)
    assert not person.practice.unfinished.is_there


def test_saved_elsewhere_a_session_is_asked_about_where_the_journal_knows_all_of_it(
    person: Person,
) -> None:
    session = person.begin()
    person.pass_seconds(session, 90)
    session.recorder.send(Leave())
    person.practice.unfinished.saved_elsewhere(session.record())
    assert person.asked().is_over


def test_whoever_only_reads_takes_no_journal_away(person: Person) -> None:
    running = person.begin()
    person.pass_seconds(running, 90)
    text = person.practice.book.places.journal.read_bytes()
    second = practice_in(person.folder, person.clock)
    second.book.read_only = "backcoach is already open"
    found = second.unfinished.found()
    assert found is not None
    with pytest.raises(BusyError):
        second.unfinished.throw_away(found)
    with pytest.raises(BusyError):
        second.sessions.open(PLAN, None)
    second.unfinished.give_up(found.record)
    second.unfinished.tidy()
    assert person.practice.book.places.journal.read_bytes() == text


def test_another_file_in_its_place_is_told(person: Person) -> None:
    person.practice.sessions.check_in(person.practice.sessions.answered(2, {}))
    person.practice.book.places.journal.write_text("nothing of ours")
    with pytest.raises(DamagedError):
        person.practice.unfinished.found()
    person.practice.unfinished.tidy()
    assert person.practice.unfinished.is_there
