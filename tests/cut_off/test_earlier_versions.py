"""A session that was cut off in an earlier version can be resumed in this one.

The sample was written by version 0.2.0, whose journal is version 1: every command there was then is
in it. Only the last of its records was kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from backcoach.coach.session.commands import SessionCommand, TakeUp
from backcoach.coach.session.recorder import RecordedCommand
from backcoach.coach.session.segment_timer import SessionState
from backcoach.store.command_codec import to_plain
from backcoach.store.journal import read_journal
from tests.cut_off.person import Person
from tests.support.journal import journal_line

SAMPLE = Path(__file__).parent / "samples" / "version-1.journal"
NOT_IN_IT = {"Leave", "Walked", "EndMainBlock", "TellGrab"}
"""Nothing is left half done after the first; the others came later."""


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Somebody who was cut off by the earlier version."""
    person = Person(tmp_path)
    journal = person.practice.book.places.journal
    journal.parent.mkdir(parents=True, exist_ok=True)
    journal.write_bytes(SAMPLE.read_bytes())
    return person


def test_it_stands_where_it_was_cut_off_and_goes_on_from_there(person: Person) -> None:
    found = person.asked()
    assert not found.is_damaged
    session = found.session
    assert session is not None
    assert session.player.position.step.exercise.id == "side_plank_knees"
    assert session.player.position.state is SessionState.RUNNING
    assert session.player.position.auto_advance
    assert [(each.pain, each.answer) for each in session.player.pain.reports] == [
        (6, "easier"),
        (2, "go_on"),
    ]
    done = [(each.exercise, each.done.seconds) for each in found.record.sets]
    assert [each for each in done if each[1]] == [
        ("cobra", 9.5),
        ("bird_dog", 32.0),
        ("bird_dog_leg_slide", 8.0),
        ("suitcase_carry", 13.0),
        ("side_plank", 2.0),
        ("side_plank_knees", 9.0),
    ]
    person.take_up(session)
    record = person.to_the_end(session)
    assert person.practice.book.log.all.sessions == (record,)
    assert not person.practice.unfinished.is_there


def test_its_commands_are_written_as_they_were(person: Person) -> None:
    written = read_journal(SAMPLE)
    assert written is not None
    commands = [each for each in written.notes if isinstance(each, RecordedCommand)]
    lines = [line for line in SAMPLE.read_bytes().splitlines(keepends=True) if b'{"told"' in line]
    assert [journal_line({"told": to_plain(each)}) for each in commands] == lines
    kinds = {type(each.command).__name__ for each in commands}
    assert kinds == {kind.__name__ for kind in get_args(SessionCommand)} - NOT_IN_IT
    assert TakeUp.__name__ in kinds
