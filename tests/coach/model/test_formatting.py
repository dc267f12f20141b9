"""How names and amounts are written where there is little room."""

from dataclasses import replace
from io import StringIO
from typing import cast

import pytest
from rich.console import Console

from backcoach.coach.model.exercise import Mode
from backcoach.coach.model.formatting import fitted
from backcoach.coach.model.records import Work
from backcoach.coach.words.session_words import set_words
from backcoach.report.session import sets_table
from tests.support.content import catalogue
from tests.support.logs import a_session, a_set

MARCH = "March on the spot (or an easy walk)"


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (35, MARCH),
        (34, "March on the spot"),
        (17, "March on the spot"),
        (16, "March on the sp…"),
        (1, "…"),
    ],
)
def test_what_stands_in_brackets_goes_before_a_name_is_cut(width: int, words: str) -> None:
    assert fitted(MARCH, width) == words
    assert len(fitted(MARCH, width)) <= width


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "0 of 300 s"),
        (138.14, "138 of 300 s"),
        (299.9, "299 of 300 s"),
        (300.0, "300 of 300 s"),
    ],
)
def test_seconds_are_told_in_whole_ones_that_were_really_held(seconds: float, words: str) -> None:
    held = a_set("march_in_place", mode=Mode.TIME, planned=300, done=seconds / 300)
    assert set_words(held) == words


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (Work(0, 0.0), "0 of 5 holds"),
        (Work(2, 12.5), "2 of 5 holds, 12 of 25 s"),
        (Work(5, 25.0), "5 of 5 holds"),
    ],
)
def test_seconds_of_holds_are_told_where_some_were_held_and_not_all(done: Work, words: str) -> None:
    holds = a_set("abdominal_brace", mode=Mode.HOLD)
    assert set_words(replace(holds, planned=Work(5, 25.0), done=done)) == words


def test_a_table_of_sets_keeps_every_name_readable_in_a_narrow_window() -> None:
    sets = (
        a_set("march_in_place", mode=Mode.TIME, planned=300),
        replace(
            a_set("abdominal_brace", item=1, mode=Mode.HOLD),
            planned=Work(5, 25.0),
            done=Work(0, 0.0),
        ),
    )
    table = sets_table(a_session(0, sets=sets), catalogue().exercises)
    console = Console(width=54, file=StringIO())
    console.print(table)
    written = cast(StringIO, console.file).getvalue()
    assert "March on the spot " in written
    assert "Abdominal brace " in written
    assert "…" not in written
