"""What a wrong line, or Enter alone, can't do in plain mode."""

from pathlib import Path

import pytest

from backcoach.coach.model.records import Answer, Status
from backcoach.coach.model.screening_questions import Lock
from tests.plain.person import follow
from tests.plain.test_whole_path import ACCEPT, CHECK_IN, CLOSE, NO_NEW_SIGNS, NONE, START
from tests.support.clock import ManualClock

ENTERS = [""] * 60


def test_enter_alone_accepts_nothing_and_answers_no_sign(tmp_path: Path) -> None:
    front, _ = follow(tmp_path / "new", ManualClock(), ENTERS)
    assert not front.practice.person.consented
    front, _ = follow(tmp_path / "accepted", ManualClock(), [ACCEPT, *ENTERS])
    assert front.practice.book.log.all.screenings == ()


def test_enter_alone_opens_no_lock(tmp_path: Path) -> None:
    marked = [ACCEPT, *NONE, "7", "", "1", *NONE, *NONE]  # weakness in one leg, confirmed
    front, person = follow(tmp_path, ManualClock(), [*marked, "1", *ENTERS])
    assert front.practice.safety.lock() is not Lock.NONE
    assert "You marked: New weakness or numbness in one leg" in person.text
    assert front.practice.book.log.all.clearances == ()


def test_what_is_marked_is_listed_back_and_can_be_corrected(tmp_path: Path) -> None:
    answers = [ACCEPT, "1", "0", "", *NO_NEW_SIGNS[2:], "", CLOSE]
    front, person = follow(tmp_path, ManualClock(), answers)
    assert "Marked: Numb or tingling between the legs" in person.text
    (screening,) = front.practice.book.log.all.screenings
    assert screening.yes == ()


@pytest.mark.parametrize("typed", ["11", "-1", "x", "٣", "9" * 500, "1 2", "\x1b[A", "½"])
def test_what_is_no_answer_is_asked_again(tmp_path: Path, typed: str) -> None:
    answers = [ACCEPT, *NO_NEW_SIGNS, "", START, typed, "b", CLOSE]
    front, person = follow(tmp_path, ManualClock(), answers)
    assert person.answers == []
    assert "\x1b" not in person.text
    assert front.practice.book.log.all.check_ins == ()


def test_a_pain_is_reported_and_enter_takes_what_is_safest(tmp_path: Path) -> None:
    answers = [ACCEPT, *NO_NEW_SIGNS, "", START, *CHECK_IN, "1", "7", ""]
    front, person = follow(tmp_path, ManualClock(), answers, [(60, "h"), (90, "q")])
    assert "Stop this exercise now" in person.text
    written = front.practice.unfinished.found()
    assert written is not None
    (report,) = written.record.pain_reports
    assert (report.pain, report.answer) == (7, Answer.EASIER)


def test_where_the_input_ends_nothing_is_lost(tmp_path: Path) -> None:
    answers = [ACCEPT, *NO_NEW_SIGNS, "", START, *CHECK_IN, "1"]
    front, _ = follow(tmp_path, ManualClock(), answers, [(200, "h")])
    assert front.practice.book.log.all.sessions == ()
    front, person = follow(tmp_path, ManualClock(), ["2", "2", "3", "", "", "", "", CLOSE])
    assert "A session was cut off" in person.text
    (session,) = front.practice.book.log.all.sessions
    assert session.status is Status.PARTIAL
    assert session.sets[0].done.seconds > 150


def test_commands_do_what_their_keys_do(tmp_path: Path) -> None:
    answers = [ACCEPT, *NO_NEW_SIGNS, "", START, *CHECK_IN, "2"]
    typed = [(20, "?"), (21, ""), (22, "xx"), (30, "p"), (31, "p"), (50, "+"), (60, "s"), (80, "e"),
             (90, "n"), (95, "b"), (100, "m"), (101, "q")]  # fmt: skip
    front, person = follow(tmp_path, ManualClock(), answers, typed)
    for shown in ("skip this exercise", " left.", "Not understood.", "Paused.", "+10 s",
                  "Skipped: March", "Sound off.", "Leave this session?"):  # fmt: skip
        assert shown in person.text, shown
    (session,) = front.practice.book.log.all.sessions
    assert session.status is Status.PARTIAL
    assert session.sets[0].skipped
