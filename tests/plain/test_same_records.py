"""The same answers give the same records, in lines as on the screens."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcoach.coach.model.records import Energy, SessionRecord, Where
from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.safety.outcomes import lock_of
from backcoach.journeys.asking.answers import CheckInAnswers
from backcoach.journeys.asking.prompts import AskCheckIn
from backcoach.plain.run import run_to_its_end
from backcoach.tui.screens.session.session import SessionScreen
from backcoach.tui.screens.session.summary import SummaryScreen
from tests.plain.person import Person, follow, open_front
from tests.support.clock import EPOCH, ManualClock
from tests.support.coach import into_session, opened
from tests.support.content import catalogue

ROWS = catalogue().safety.check_in.rows(weekly=True, pregnant=False)
HOUR = catalogue().programme.readiness.first_hour_minutes


@settings(max_examples=60, deadline=None, database=None)
@given(
    pain=st.integers(0, 10),
    marked=st.sets(st.sampled_from(range(len(ROWS))), max_size=3),
    options=st.lists(st.integers(0, 9), min_size=3, max_size=3),
    up=st.sampled_from([(1, 0), (2, HOUR), (3, None)]),
    energy=st.sampled_from([*enumerate(Energy, start=1), (4, None)]),
)
def test_a_check_in_in_lines_has_the_answers_that_were_meant(
    pain: int,
    marked: set[int],
    options: list[int],
    up: tuple[int, int | None],
    energy: tuple[int, Energy | None],
) -> None:
    meant: dict[str, str | None] = {}
    typed = [str(pain), str(up[0]), str(energy[0])]
    typed += [" ".join(str(each + 1) for each in sorted(marked, reverse=True)) or "0", ""]
    for place, drawn in zip(sorted(marked), options, strict=False):
        row = ROWS[place]
        meant[row.id] = None
        if row.question is not None:
            number = drawn % len(row.options)
            meant[row.id] = row.options[number].id
            typed.append(str(number + 1))
    person = Person(ManualClock(), typed)
    front = open_front(FOLDER, person)
    if lock_of(front.practice.sessions.answered(pain, meant).outcome) is not Lock.NONE:
        typed.append("1")
    answers = run_to_its_end(front.ask(AskCheckIn()))
    weekly = tuple(each.id for each in ROWS if each.when.is_weekly)
    assert answers == CheckInAnswers(pain, meant, up[1], energy[1], weekly)
    assert person.answers == []


CLOSE = 0.3
"""Seconds; lines look at the clock at other instants than the screens."""
FOLDER = Path("no such folder")
"""Nothing is stored here."""


@pytest.mark.parametrize("hurts", [None, 2, 8])
async def test_a_session_is_the_same_record_on_the_screens_and_in_lines(
    tmp_path: Path, hurts: int | None
) -> None:
    during = [] if hurts is None else [(350.0, "h")]
    async with opened(tmp_path / "screens") as coach:
        await into_session(coach, "3")
        if hurts is not None:
            coach.play(350)
            await coach.press("o", "enter", str(hurts), "enter")
        while isinstance(coach.screen, SessionScreen):
            coach.play(60)
            await coach.settle()
        await coach.press("4", "enter", "5", "enter", "enter", "enter", "enter")
        assert isinstance(coach.screen, SummaryScreen)
        (shown,) = coach.practice.book.log.all.sessions

    async with opened(tmp_path / "lines"):
        """Somebody who has answered the same first questions."""
    place = [] if hurts is None else ["1", str(hurts), ""]
    answers = ["1", "3", "", "", "0", "", *place, "4", "5", "", "", "", ""]
    front, person = follow(tmp_path / "lines", ManualClock(), answers, during)
    assert person.answers == []
    (typed,) = front.practice.book.log.all.sessions
    assert without_instants(typed) == without_instants(shown)
    for one, other in zip(seconds_in(typed), seconds_in(shown), strict=True):
        assert abs(one - other) < CLOSE
    assert bool(typed.pain_reports) is (hurts is not None)
    assert all(each.where is Where.BACK for each in typed.pain_reports)


def without_instants(record: SessionRecord) -> SessionRecord:
    """A session without its name, its instants and its seconds."""
    assert record.check_in is not None
    assert record.ratings is not None
    return replace(
        record,
        id="",
        started_at=EPOCH,
        ended_at=EPOCH,
        active_seconds=0,
        check_in=replace(record.check_in, id="", at=EPOCH),
        ratings=replace(record.ratings, at=EPOCH),
        sets=tuple(replace(each, done=replace(each.done, seconds=0)) for each in record.sets),
        pain_reports=tuple(replace(each, second=0) for each in record.pain_reports),
    )


def seconds_in(record: SessionRecord) -> list[float]:
    """All seconds that depend on when the clock was looked at."""
    return [
        record.active_seconds,
        *(each.done.seconds for each in record.sets),
        *(each.second for each in record.pain_reports),
    ]
