"""A session that is killed at any instant in a real terminal can be continued to its end."""

from __future__ import annotations

import random
import re
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from backcoach.clock import SystemClock
from backcoach.coach.model.records import SessionRecord, SetRecord
from backcoach.coach.planning.timeline import Step, unroll
from backcoach.coach.words.session_words import step_words
from backcoach.practice import Practice
from tests.e2e.outside import coach, prepared
from tests.e2e.terminal import Condition, Terminal
from tests.support.coach import practice_in

SPEED = 100
ANSWERS = (
    ("A session was cut off", "enter"),
    ("PAUSED", "space"),
    ("Pain now", "2"),
    ("[2]", "enter"),
    ("space Mark", "enter"),
    ("[ ] None of these", "space"),
    ("[x] None of these", "enter"),
    ("Today:", "enter"),
    ("Ready for the mat?", "enter"),
)
"""What is on the screen, and the key that leads on; the last that is shown counts."""


@dataclass
class Tally:
    """What the kills came to."""

    kills: int = 0
    finished: int = 0
    gone_on: int = 0
    shown: int = 0
    lost: int = 0
    unseen: int = 0
    ids: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        return (
            f"{self.kills} kills in {len(self.ids)} sessions, {self.finished} of them followed to"
            f" their end, {self.gone_on} times gone on with; {self.shown} sets shown as done,"
            f" {self.lost} lost; {self.unseen} screens told nothing; no store unreadable"
        )


def test_killed_in_one_exercise_after_the_other_it_goes_on_from_there_to_the_next(
    tmp_path: Path,
) -> None:
    prepared(tmp_path)
    for number in (2, 3):
        with coach(tmp_path, "start", "--speed", str(SPEED), new=True) as terminal:
            live(terminal, 20, until=f" {number} of 9 ")
            terminal.signal(signal.SIGKILL)
            assert terminal.wait_exit() == -signal.SIGKILL
        practice = practice_in(tmp_path, SystemClock())
        found = practice.unfinished.found()
        assert found is not None
        assert found.session is not None
        assert found.session.player.position.step.item == number - 1
        assert all(each.completed for each in found.record.sets[: number - 1])
        assert not practice.book.log.all.sessions


@pytest.mark.slow
@pytest.mark.parametrize("kills", [200, 1_000])
def test_killed_at_any_instant_nothing_is_lost_that_was_shown_as_done(
    tmp_path: Path, kills: int, record_property: Callable[[str, object], None]
) -> None:
    chance, tally = random.Random(kills), Tally()
    prepared(tmp_path)
    practice = practice_in(tmp_path, SystemClock())
    steps = unroll(practice.standing.plan(), practice.book.catalogue.programme.timing)
    stored = 0
    while tally.kills < kills:
        with coach(tmp_path, "start", "--speed", str(SPEED), new=True) as terminal:
            if chance.random() < 0.9:
                terminal.wait_for(lambda shown: bool(shown.text.strip()))
            live(terminal, chance.uniform(0, 3.5))
            terminal.signal(signal.SIGKILL)
            assert terminal.wait_exit() == -signal.SIGKILL
            done = shown_as_done(terminal, steps)
        tally.kills += 1
        practice = practice_in(tmp_path, SystemClock())
        sessions, found = practice.book.log.all.sessions, practice.unfinished.found()
        assert len(sessions) >= stored
        tally.finished, stored = len(sessions), len(sessions)
        record = found.record if found else latest(practice, done)
        if done is None:
            tally.unseen += 1
        elif done:
            kept = 0 if record is None else settled(record.sets, done)
            tally.shown += done
            tally.lost += done - kept
        assert found is None or found.session is not None, "it can always be gone on with"
        tally.gone_on += found is not None
        tally.ids |= {each.id for each in (*sessions, *([found.record] if found else []))}
    assert tally.lost == 0, str(tally)
    assert tally.unseen <= kills * 0.6, str(tally)
    record_property("figure", str(tally))


def latest(practice: Practice, done: int | None) -> SessionRecord | None:
    """The session that has just come to its end, where the screen showed one under way."""
    return practice.book.log.all.sessions[-1] if done and practice.book.log.all.sessions else None


def settled(records: Sequence[SetRecord], count: int) -> int:
    """How many of the first `count` sets were done or left out on purpose."""
    return sum(each.completed or each.skipped for each in records[:count])


def live(terminal: Terminal, seconds: float, until: str | None = None) -> None:
    """Somebody answers what is asked and follows the session for so long, or `until` that shows."""
    deadline = time.monotonic() + seconds
    pressed: tuple[str, str] | None = None
    while (left := deadline - time.monotonic()) > 0:
        if until is not None and until in terminal.text:
            return
        wanted = [(text, key) for text, key in ANSWERS if text in terminal.text]
        if wanted and wanted[-1] != pressed:
            terminal.press(wanted[-1][1])
            pressed = wanted[-1]
        elif not wanted:
            pressed = None
        terminal.will_show(other_than(terminal.text), min(left, 0.2))


def other_than(text: str) -> Condition:
    return lambda terminal: terminal.text != text


def shown_as_done(terminal: Terminal, steps: Sequence[Step]) -> int | None:
    """How many sets come before the one that is shown; None where the screen shows no session.

    A kill may hit while the screen is being drawn: only what agrees from top to bottom counts.
    """
    text = terminal.text
    item = re.search(r"(\d+) of \d+ · \d+ min left", text)
    if item is None:
        return None
    number = re.search(r"set (\d+) of", text)
    side = next((side for side in ("left", "right") if f"{side.capitalize()} side" in text), "both")
    for index, step in enumerate(steps):
        here = step.item == int(item[1]) - 1 and step.side.value == side
        if here and step.number == int(number[1] if number else 1) and step.exercise.name in text:
            following = steps[index + 1] if index + 1 < len(steps) else None
            words = step_words(following) if following else "the end of the session"
            return index if f"Next: {words}" in text else None
    return None
