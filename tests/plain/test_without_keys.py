"""Messages that name a key on the screens name none in lines, where letters do something else."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from pathlib import Path

from backcoach.journeys.progress import keep_or_build_up, progress_lines
from backcoach.plain.menu import print_today
from tests.plain.person import Person, open_front
from tests.support.clock import ManualClock
from tests.support.coach import fill
from tests.support.training import day_number, on_a_plateau

KEYS = re.compile(r"\([a-z]\)|: [a-z]\.|\b[a-z] in Progress")


def test_no_message_of_today_and_progress_names_a_key(tmp_path: Path) -> None:
    trainee = on_a_plateau()
    fill(tmp_path, trainee.log)
    person = Person(ManualClock(datetime.combine(day_number(98), time(7), UTC)), [])
    front = open_front(tmp_path, person)
    print_today(front)
    assert "No lift has gone up in 4 training weeks. Progress has one piece" in person.text
    assert "(they come first next time).\n" in person.text
    person.printed += progress_lines(front.practice)
    assert "Hold here two weeks with one set fewer" in person.text
    for said in ("Two sessions a week at the same weights keep", "You build up again."):
        keep_or_build_up(front)
        assert said in person.text
        person.clock.advance(60)
    assert not KEYS.findall(person.text)
