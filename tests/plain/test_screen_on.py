"""The screen stays on while a session in lines runs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from backcoach.desktop.awake import PAUSE_SECONDS, KeepAwake
from backcoach.plain.lines import InputEnded
from backcoach.plain.run import run_to_its_end, visit
from backcoach.plain.screen_on import ScreenOn
from tests.plain.person import Person, open_front
from tests.plain.test_whole_path import ACCEPT, CHECK_IN, NO_NEW_SIGNS, START
from tests.support.clock import ManualClock


@dataclass
class Screen:
    """Stands for `KeepAwake` and for its timer, which ends a pause when told to."""

    is_on: bool = False
    starts: int = 0
    pauses: list[Callable[[], None]] = field(default_factory=list)

    def start(self) -> None:
        self.starts += not self.is_on
        self.is_on = True

    def stop(self, _wait_seconds: float = 0.0) -> None:
        self.is_on = False

    def later(self, seconds: float, call: Callable[[], None]) -> Pause:
        assert seconds == PAUSE_SECONDS
        return Pause(self, call)

    def followed(self) -> ScreenOn:
        return ScreenOn(cast("KeepAwake", self), self.later)


@dataclass
class Pause:
    screen: Screen
    call: Callable[[], None]

    def start(self) -> None:
        self.screen.pauses.append(self.call)

    def cancel(self) -> None:
        self.screen.pauses.remove(self.call)


def test_it_goes_off_in_a_long_pause_and_stays_on_again_after_it() -> None:
    screen = Screen()
    followed = screen.followed()
    followed.follow(is_moving=True)
    followed.follow(is_moving=False)
    followed.follow(is_moving=False)
    assert screen.is_on
    (end_of_patience,) = screen.pauses
    end_of_patience()
    assert not screen.is_on
    followed.follow(is_moving=True)
    assert screen.is_on
    assert screen.pauses == []
    followed.follow(is_moving=False)
    followed.end()
    assert not screen.is_on
    assert screen.pauses == []


def session_on(folder: Path, screen: Screen, *, wanted: bool) -> None:
    """A session that is paused, gone on with, and cut off at a question."""
    answers = [ACCEPT, *NO_NEW_SIGNS, "", START, *CHECK_IN]
    person = Person(ManualClock(), answers, [(60, "p"), (90, "p"), (120, "h")])
    front = open_front(folder, person, screen_on=screen.followed)
    book = front.practice.book
    book.change_settings(replace(book.settings, keep_awake=wanted))
    with suppress(InputEnded):
        run_to_its_end(visit(front))
    assert "The clock stands still." in person.text


def test_it_stays_on_from_the_beginning_of_a_session_to_its_end(tmp_path: Path) -> None:
    screen = Screen()
    session_on(tmp_path, screen, wanted=True)
    assert screen.starts == 1
    assert not screen.is_on
    assert screen.pauses == []


def test_it_may_go_off_where_that_is_wanted(tmp_path: Path) -> None:
    screen = Screen()
    session_on(tmp_path, screen, wanted=False)
    assert screen.starts == 0
