"""The whole way through plain mode, from the welcome to the settings, in lines."""

import re
from pathlib import Path

from backcoach.coach.model.card import Theme
from backcoach.coach.model.formatting import count
from backcoach.coach.model.records import Status
from tests.plain.person import follow
from tests.support.clock import ManualClock
from tests.test_rooms import loaded_by, modules_of

ACCEPT, START = "1", "1"
NONE = ("0", "")
NO_NEW_SIGNS = (*NONE, *NONE, *NONE, *NONE)
CHECK_IN = ("2", "", "", *NONE)
RATED = ("2", "4", "3", "", "felt good")
CLOSE = "11"
LEAD_INS = ("Rest, ", "Change, ")


def test_the_whole_path_is_lines_of_text(tmp_path: Path) -> None:
    places = ("5", "1", "", "b", "6", "", "7", "1", "", "b", "8", "2", "1", "", "b", "b",
              "9", "", "10", "3", "7", "1", "", CLOSE)  # fmt: skip
    answers = [ACCEPT, *NO_NEW_SIGNS, "", START, *CHECK_IN, *RATED, "", *places]
    front, person = follow(tmp_path, ManualClock(), answers)
    assert person.answers == []
    of_the_back = [each for each in front.practice.book.cards.values() if each.theme is Theme.BACK]
    first = min(of_the_back, key=lambda card: card.number)
    for shown in (
        "Welcome to backcoach",
        "Safety questions",
        "How much does your back hurt right now?",
        "The session begins.",
        "How was it?",
        "Session done. Well moved.",
        "Morning after",
        "Why you are here",
        f"2  Your back, {count(len(of_the_back), 'card')}",
        f"1  {first.title}",
        first.text[:40],
        "Try today:",
        "Weights in: kg",
        "The last three seconds counted down",
    ):
        assert shown in person.text, shown
    assert not set(re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", person.text))
    (session,) = front.practice.book.log.all.sessions
    assert session.status is Status.COMPLETED
    assert all(each.completed for each in session.sets)
    assert session.check_in is not None
    assert session.ratings is not None
    assert (session.check_in.pain, session.ratings.worst_pain, session.ratings.effort) == (2, 2, 4)
    assert (session.ratings.pain_now, session.ratings.note) == (3, "felt good")
    assert front.practice.book.settings.last_seconds is False
    assert front.practice.book.settings.voice == "full"


def test_a_set_takes_at_most_six_lines_and_no_line_only_shows_the_time(tmp_path: Path) -> None:
    answers = [ACCEPT, *NO_NEW_SIGNS, "", START, *CHECK_IN]
    _, person = follow(tmp_path, ManualClock(), answers)
    lines = person.text.partition("The session begins.")[2].partition("How was it?")[0].split("\n")
    sets: list[list[str]] = []
    for line in lines[1:]:
        if ". Get ready, " in line or line.startswith(LEAD_INS):
            sets.append([])
        if sets and line:
            sets[-1].append(line)
    assert len(sets) > 10
    assert max(map(len, sets)) <= 6
    assert not [line for each in sets for line in each if re.fullmatch(r"[\d:. minsleft]+", line)]


def test_plain_mode_loads_no_textual() -> None:
    modules = modules_of("plain") + modules_of("journeys")
    assert "backcoach.plain.run" in modules
    assert loaded_by(f"import {', '.join(modules)}", ("textual",)) == []
