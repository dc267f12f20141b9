"""A session that was cut off is offered again, exactly as it was, until it is answered for."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from backcoach.coach.plan import Plan
from backcoach.coach.position import State
from backcoach.coach.session import Answer, SessionRecord, Status
from backcoach.coach.tape import Do
from backcoach.open_session import OpenSession
from backcoach.practice import Practice
from backcoach.practice.running import Unfinished
from backcoach.store import StoreError
from backcoach.store.errors import BusyError, DamagedError
from tests.support.clock import EPOCH, ManualClock
from tests.support.coach import practice_in
from tests.support.content import item, plan_of, programme

PLAN = plan_of(item("cobra"), item("bird_dog", 2), item("front_plank"))
HOURS = programme().timing.take_up_within_hours
HELD_KEYS = 600
"""Of twenty seconds."""


class Person:
    """Somebody with a program that dies now and then; each life has its own clock."""

    def __init__(self, folder: Path, speed: float = 1.0) -> None:
        self.folder = folder
        self.clock = ManualClock(speed=speed)
        self.practice = practice_in(folder, self.clock)

    def begin(self, plan: Plan = PLAN) -> OpenSession:
        session = self.practice.open_session(
            plan, self.practice.check_in(self.practice.answered(2, {})), self.clock.speed
        )
        session.start()
        return session

    def pass_seconds(self, session: OpenSession, seconds: float, every: float = 0.5) -> None:
        while seconds > 0 and session.player.state is not State.ENDED:
            self.clock.advance(min(every, seconds))
            seconds -= every
            session.taped.tick()

    def to_the_end(self, session: OpenSession) -> SessionRecord:
        while session.player.state is not State.ENDED:
            assert session.player.state in (State.RUNNING, State.COUNTING_IN)
            self.pass_seconds(session, 60)
        record = session.end()
        assert record is not None
        return record

    def later(self, hours: float = 0.1) -> Practice:
        """Killed, and begun anew; the machine was started anew as well."""
        self.clock = ManualClock(self.clock.now() + timedelta(hours=hours), self.clock.speed)
        self.practice = practice_in(self.folder, self.clock)
        return self.practice

    def asked(self) -> Unfinished:
        found = self.practice.unfinished()
        assert found is not None
        return found

    def go_on(self) -> OpenSession:
        session = self.asked().session
        assert session is not None
        session.take_up()
        return session


def is_over(session: OpenSession) -> bool:
    return session.player.state is State.ENDED


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path)


def done(record: SessionRecord) -> list[tuple[str, int, float]]:
    return [(each.exercise, each.done.reps, each.done.seconds) for each in record.sets]


def test_gone_on_with_it_comes_to_the_same_as_without_a_cut(person: Person, tmp_path: Path) -> None:
    whole = Person(tmp_path / "other")
    wanted = whole.to_the_end(whole.begin())
    session = person.begin()
    person.pass_seconds(session, 100)
    person.later()
    assert not person.practice.sessions
    record = person.to_the_end(person.go_on())
    assert record.id == session.id
    assert record.status is Status.COMPLETED
    assert done(record) == done(wanted)
    assert record.active_seconds == pytest.approx(
        wanted.active_seconds, abs=programme().timing.get_ready_seconds + 1
    )
    assert person.practice.sessions == (record,)
    assert not person.practice.is_unfinished
    person.later()
    assert person.practice.unfinished() is None


@pytest.mark.parametrize("rounds", [6, pytest.param(300, marks=pytest.mark.slow)])
def test_cut_off_again_and_again_no_set_is_lost_that_was_done(tmp_path: Path, rounds: int) -> None:
    chance = random.Random(rounds)
    for number in range(rounds):
        person = Person(tmp_path / str(number))
        session = person.begin()
        completed = 0
        while not is_over(session):
            person.pass_seconds(session, chance.uniform(0, 60), chance.choice([0.1, 0.4, 0.9]))
            if chance.random() < 0.2 and not is_over(session):
                session.taped.tell(chance.choice([Do.SKIP, Do.NEXT, Do.BACK]))
            now = sum(each.completed or each.skipped for each in session.player.records())
            assert now >= completed
            completed = now
            before = session.player.step
            person.later()
            found = person.practice.unfinished()
            if found is None:
                assert completed == 0
                session = person.begin()
                continue
            assert found.session is not None
            kept = sum(each.completed or each.skipped for each in found.record.sets)
            assert kept >= completed
            if found.is_over:
                break
            session = found.session
            assert session.player.step == before
            session.take_up()


def test_what_was_said_to_hurt_and_what_was_made_easier_is_still_so(person: Person) -> None:
    session = person.begin()
    person.pass_seconds(session, 60)
    session.taped.tell(Do.HURTS)
    session.taped.tell(Do.REPORT_PAIN, pain=6, answer=Answer.EASIER, level=2)
    before = session.player.records(), tuple(session.player.pain_reports)
    person.later()
    found = person.asked().session
    assert found is not None
    assert (found.player.records(), tuple(found.player.pain_reports)) == before


def test_while_a_key_is_held_the_journal_grows_by_what_it_tells_and_little_more(
    person: Person,
) -> None:
    session = person.begin()
    person.pass_seconds(session, 20)
    before = person.practice.places.journal.stat().st_size
    for _ in range(HELD_KEYS):
        person.pass_seconds(session, 1 / 30)
        session.taped.tell(Do.PAUSE_OR_RESUME)
    grown = person.practice.places.journal.stat().st_size - before
    assert grown < HELD_KEYS * 200
    done_by_then = done(session.record())
    person.later()
    assert done(person.asked().record) == done_by_then


def test_saved_as_it_is_it_is_a_partial_session_that_ended_when_it_was_cut_off(
    person: Person,
) -> None:
    session = person.begin()
    person.pass_seconds(session, 90)
    person.later(hours=30)
    record = person.practice.keep_unfinished(person.asked())
    assert record.status is Status.PARTIAL
    assert abs(record.ended_at - (EPOCH + timedelta(seconds=90))) < timedelta(seconds=2)
    assert person.practice.sessions == (record,)
    assert not person.practice.is_unfinished


def test_thrown_away_it_is_gone(person: Person) -> None:
    person.pass_seconds(person.begin(), 90)
    person.later()
    person.practice.throw_away(person.asked())
    assert person.practice.sessions == ()
    assert not person.practice.is_unfinished


@pytest.mark.parametrize(("hours", "is_old"), [(HOURS - 0.1, False), (HOURS + 0.1, True)])
def test_after_half_a_day_it_is_old(person: Person, hours: float, is_old: bool) -> None:
    person.pass_seconds(person.begin(), 90)
    person.later(hours)
    assert person.asked().is_old is is_old


def test_a_clock_set_back_since_makes_it_neither_old_nor_end_before_it_began(
    person: Person,
) -> None:
    person.pass_seconds(person.begin(), 90)
    person.later(hours=-1000)
    found = person.asked()
    assert not found.is_old
    assert found.record.ended_at > found.record.started_at


def test_where_nothing_was_done_there_is_nothing_to_ask(person: Person) -> None:
    person.pass_seconds(person.begin(), 5)
    person.later()
    assert person.practice.is_unfinished
    assert person.practice.unfinished() is None
    person.practice.tidy_journal()
    assert not person.practice.is_unfinished


def test_stored_but_not_yet_taken_out_of_the_journal_it_is_answered(person: Person) -> None:
    session = person.begin()
    person.pass_seconds(session, 90)
    person.practice.keep_session(session.record())
    person.later()
    assert person.practice.unfinished() is None
    person.practice.tidy_journal()
    assert not person.practice.is_unfinished
    assert len(person.practice.sessions) == 1


def test_at_its_end_but_not_stored_it_only_has_to_be_stored(person: Person) -> None:
    session = person.begin()
    while session.player.state is not State.ENDED:
        person.pass_seconds(session, 60)
    person.later()
    found = person.asked()
    assert found.is_over
    assert person.practice.keep_unfinished(found).status is Status.COMPLETED


def test_a_journal_that_waits_for_an_answer_is_never_overwritten(person: Person) -> None:
    first = person.begin()
    person.pass_seconds(first, 90)
    person.later()
    text = person.practice.places.journal.read_bytes()
    person.begin()
    (aside,) = (person.folder / "backups").glob("aside-session.journal-*")
    assert aside.read_bytes() == text


def test_damaged_in_its_middle_what_was_done_can_be_saved_and_the_file_is_kept(
    person: Person,
) -> None:
    session = person.begin()
    person.pass_seconds(session, 150)
    session.taped.tell(Do.SKIP)
    kept = session.record()
    path = person.practice.places.journal
    text = bytearray(path.read_bytes())
    text[len(text) // 3] ^= 1
    path.write_bytes(text)
    person.later()
    found = person.asked()
    assert found.is_damaged
    assert found.session is None
    assert person.practice.keep_unfinished(found).sets == kept.sets
    (aside,) = (person.folder / "backups").glob("aside-session.journal-*")
    assert aside.read_bytes() == text


def test_damaged_so_that_nothing_done_can_be_read_the_file_is_kept(person: Person) -> None:
    person.pass_seconds(person.begin(), 90)
    path = person.practice.places.journal
    head, *rest = path.read_bytes().splitlines(keepends=True)
    text = head + b"".join(b"x" + line[1:] for line in rest)
    path.write_bytes(text)
    person.later()
    assert person.practice.unfinished() is None
    person.practice.tidy_journal()
    assert not person.practice.is_unfinished
    (aside,) = (person.folder / "backups").glob("aside-session.journal-*")
    assert aside.read_bytes() == text


def test_given_up_a_session_takes_its_own_journal_along_and_no_other(person: Person) -> None:
    session = person.begin()
    person.pass_seconds(session, 90)
    person.later()
    waiting = person.asked().record
    person.practice.give_up(replace(waiting, id="another"))
    assert person.asked().record == waiting
    person.practice.give_up(waiting)
    assert not person.practice.is_unfinished


def test_saved_elsewhere_a_session_is_asked_about_where_the_journal_knows_all_of_it(
    person: Person,
) -> None:
    session = person.begin()
    person.pass_seconds(session, 90)
    session.taped.tell(Do.LEAVE)
    person.practice.saved_elsewhere(session.record())
    assert person.asked().is_over


def test_whoever_only_reads_takes_no_journal_away(person: Person) -> None:
    running = person.begin()
    person.pass_seconds(running, 90)
    text = person.practice.places.journal.read_bytes()
    second = practice_in(person.folder, person.clock)
    second.read_only = "backcoach is already open"
    found = second.unfinished()
    assert found is not None
    with pytest.raises(BusyError):
        second.throw_away(found)
    with pytest.raises(BusyError):
        second.open_session(PLAN, None)
    second.give_up(found.record)
    second.tidy_journal()
    assert person.practice.places.journal.read_bytes() == text


def test_another_file_in_its_place_is_told(person: Person) -> None:
    person.practice.check_in(person.practice.answered(2, {}))
    person.practice.places.journal.write_text("nothing of ours")
    with pytest.raises(DamagedError):
        person.practice.unfinished()
    person.practice.tidy_journal()
    assert person.practice.is_unfinished


@pytest.mark.parametrize("change", ["an exercise that is no more", "another timing"])
def test_where_it_cannot_be_followed_as_it_was_what_was_done_can_still_be_saved(
    person: Person, change: str
) -> None:
    session = person.begin()
    person.pass_seconds(session, 100)
    session.taped.tell(Do.SKIP)
    kept = session.record()
    path = person.practice.places.journal
    lines = path.read_bytes().splitlines(keepends=True)
    head = json.loads(lines[0][9:])
    if change == "another timing":
        head["head"]["plan"]["items"][0]["dose"]["hold_seconds"] -= 3
    else:
        head["head"]["plan"]["items"][1]["exercise"] = "gone"
    path.write_bytes(_line(head) + b"".join(lines[1:]))
    person.later()
    found = person.asked()
    assert found.session is None
    assert not found.is_damaged
    assert found.record.sets == kept.sets


def _line(content: object) -> bytes:
    from zlib import crc32

    text = json.dumps(content).encode()
    return b"%08x %s\n" % (crc32(text), text)


def test_a_rehearsal_stays_one_whatever_the_clock_it_goes_on_by(tmp_path: Path) -> None:
    person = Person(tmp_path, speed=60)
    person.pass_seconds(person.begin(), 100, every=20)
    person.clock.speed = 1
    person.later()
    session = person.go_on()
    before = session.player.count_in_left
    person.clock.advance(0.1)
    session.taped.tick()
    assert before - session.player.count_in_left == pytest.approx(6)
    assert session.record().is_rehearsal


def test_a_session_that_can_not_be_stored_is_asked_about_again(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.pass_seconds(person.begin(), 90)
    person.later()
    found = person.asked()

    def refuse(*_args: object) -> None:
        raise StoreError(person.folder, "the disk is full", "Make room.")

    with monkeypatch.context() as full:
        full.setattr(person.practice, "_keep", refuse)
        with pytest.raises(StoreError):
            person.practice.keep_unfinished(found)
    person.later()
    assert person.asked().record.sets == found.record.sets
