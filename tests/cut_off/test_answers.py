"""The coach asks about a session that was cut off until there is an answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backcoach.coach.model.records import Status
from backcoach.coach.session.segment_timer import SessionState
from backcoach.store import StoreError
from tests.cut_off.person import Person
from tests.support.clock import EPOCH
from tests.support.content import programme

HOURS = programme().timing.take_up_within_hours


def test_saved_as_it_is_it_is_a_partial_session_that_ended_when_it_was_cut_off(
    person: Person,
) -> None:
    session = person.begin()
    person.pass_seconds(session, 90)
    person.later(hours=30)
    record = person.practice.unfinished.keep(person.asked())
    assert record.status is Status.PARTIAL
    assert abs(record.ended_at - (EPOCH + timedelta(seconds=90))) < timedelta(seconds=2)
    assert person.practice.book.log.all.sessions == (record,)
    assert not person.practice.unfinished.is_there


def test_thrown_away_it_is_gone(person: Person) -> None:
    person.pass_seconds(person.begin(), 90)
    person.later()
    person.practice.unfinished.throw_away(person.asked())
    assert person.practice.book.log.all.sessions == ()
    assert not person.practice.unfinished.is_there


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
    assert person.practice.unfinished.is_there
    assert person.practice.unfinished.found() is None
    person.practice.unfinished.tidy()
    assert not person.practice.unfinished.is_there


def test_stored_but_not_yet_taken_out_of_the_journal_it_is_answered(person: Person) -> None:
    session = person.begin()
    person.pass_seconds(session, 90)
    person.practice.sessions.save(session.record())
    person.later()
    assert person.practice.unfinished.found() is None
    person.practice.unfinished.tidy()
    assert not person.practice.unfinished.is_there
    assert len(person.practice.book.log.all.sessions) == 1


def test_at_its_end_but_not_stored_it_only_has_to_be_stored(person: Person) -> None:
    session = person.begin()
    while session.player.position.state is not SessionState.ENDED:
        person.pass_seconds(session, 60)
    person.later()
    found = person.asked()
    assert found.is_over
    assert person.practice.unfinished.keep(found).status is Status.COMPLETED


def test_a_session_that_can_not_be_stored_is_asked_about_again(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.pass_seconds(person.begin(), 90)
    person.later()
    found = person.asked()

    def refuse(*_args: object) -> None:
        raise StoreError(person.folder, "the disk is full", "Make room.")

    with monkeypatch.context() as full:
        full.setattr(person.practice.book, "save", refuse)
        with pytest.raises(StoreError):
            person.practice.unfinished.keep(found)
    person.later()
    assert person.asked().record.sets == found.record.sets
