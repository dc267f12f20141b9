"""A session that was cut off continues exactly where it was."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from backcoach.coach.model.records import Answer, Status
from backcoach.coach.session.commands import (
    Back,
    Next,
    PauseOrResume,
    ReportPain,
    SessionCommand,
    Skip,
    StopToAsk,
)
from tests.cut_off.person import Person, done, is_over
from tests.support.content import programme
from tests.support.journal import journal_line

HELD_KEYS = 600
"""Of twenty seconds."""


def test_gone_on_with_it_comes_to_the_same_as_without_a_cut(person: Person, tmp_path: Path) -> None:
    whole = Person(tmp_path / "other")
    wanted = whole.to_the_end(whole.begin())
    session = person.begin()
    person.pass_seconds(session, 100)
    person.later()
    assert not person.practice.book.log.all.sessions
    record = person.to_the_end(person.go_on())
    assert record.id == session.id
    assert record.status is Status.COMPLETED
    assert done(record) == done(wanted)
    # At most the longest way back into position comes on top.
    rules = programme().timing.get_ready
    assert rules is not None
    longest = rules.down_seconds + rules.fetch_seconds
    assert record.active_seconds == pytest.approx(wanted.active_seconds, abs=longest + 1)
    assert person.practice.book.log.all.sessions == (record,)
    assert not person.practice.unfinished.is_there
    person.later()
    assert person.practice.unfinished.found() is None


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
                commands: list[SessionCommand] = [Skip(), Next(), Back()]
                session.recorder.send(chance.choice(commands))
            now = sum(each.completed or each.skipped for each in session.player.records())
            assert now >= completed
            completed = now
            before = session.player.position.step
            person.later()
            found = person.practice.unfinished.found()
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
            assert session.player.position.step == before
            person.take_up(session)
        person.die()


def test_what_was_said_to_hurt_and_what_was_made_easier_is_still_so(person: Person) -> None:
    session = person.begin()
    person.pass_seconds(session, 60)
    session.recorder.send(StopToAsk())
    session.recorder.send(ReportPain(pain=6, answer=Answer.EASIER, level=2))
    before = session.player.records(), tuple(session.player.pain.reports)
    person.later()
    found = person.asked().session
    assert found is not None
    assert (found.player.records(), tuple(found.player.pain.reports)) == before


def test_while_a_key_is_held_the_journal_grows_by_what_it_tells_and_little_more(
    person: Person,
) -> None:
    session = person.begin()
    person.pass_seconds(session, 20)
    before = person.practice.book.places.journal.stat().st_size
    for _ in range(HELD_KEYS):
        person.pass_seconds(session, 1 / 30)
        session.recorder.send(PauseOrResume())
    grown = person.practice.book.places.journal.stat().st_size - before
    assert grown < HELD_KEYS * 200
    done_by_then = done(session.record())
    person.later()
    assert done(person.asked().record) == done_by_then


@pytest.mark.parametrize("change", ["an exercise that is no more", "another timing"])
def test_where_it_cannot_be_followed_as_it_was_what_was_done_can_still_be_saved(
    person: Person, change: str
) -> None:
    session = person.begin()
    person.pass_seconds(session, 100)
    session.recorder.send(Skip())
    kept = session.record()
    path = person.practice.book.places.journal
    lines = path.read_bytes().splitlines(keepends=True)
    head = json.loads(lines[0][9:])
    if change == "another timing":
        head["head"]["plan"]["items"][0]["dose"]["hold_seconds"] -= 3
    else:
        head["head"]["plan"]["items"][1]["exercise"] = "gone"
    path.write_bytes(journal_line(head) + b"".join(lines[1:]))
    person.later()
    found = person.asked()
    assert found.session is None
    assert not found.is_damaged
    assert found.record.sets == kept.sets


def test_a_rehearsal_stays_one_whatever_the_clock_it_goes_on_by(tmp_path: Path) -> None:
    person = Person(tmp_path, speed=60)
    person.pass_seconds(person.begin(), 90, every=22)
    person.clock.speed = 1
    person.later()
    session = person.go_on()
    before = session.player.position.count_in_left
    person.clock.advance(0.1)
    session.recorder.tick()
    assert before - session.player.position.count_in_left == pytest.approx(6)
    assert session.record().is_rehearsal
