"""Somebody who types in plain mode, on a clock that moves only while a session waits for a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from backcoach.glyphs import FULL
from backcoach.paths import places
from backcoach.plain.front import PlainFront
from backcoach.plain.lines import InputEnded, Printed
from backcoach.plain.prompted import asked
from backcoach.plain.run import run_to_its_end, visit
from backcoach.plain.screen_on import ScreenOn
from backcoach.practice import Practice
from tests.support.clock import ManualClock
from tests.support.coach import Ear
from tests.support.content import CONTENT, catalogue


@dataclass
class Person:
    """Answers questions with one line after the other, and types into a session at some seconds.

    `during` are pairs of a second since the first session began, and a line.
    """

    clock: ManualClock
    answers: list[str]
    during: list[tuple[float, str]] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    _begun: float | None = None

    def line(self, seconds: float | None = None) -> str | None:
        if seconds is None:
            if not self.answers:
                raise InputEnded
            return self.answers.pop(0)
        if self._begun is None:
            self._begun = self.clock.monotonic()
        if self.during and self.clock.monotonic() - self._begun >= self.during[0][0]:
            return self.during.pop(0)[1]
        self.clock.advance(seconds * self.clock.speed)
        return None

    def write(self, text: str) -> None:
        self.printed.append(text)

    @property
    def text(self) -> str:
        return "".join(self.printed)


def open_front(
    folder: Path,
    person: Person,
    *,
    start: bool = False,
    ear: Ear | None = None,
    screen_on: Callable[[], ScreenOn] | None = None,
) -> PlainFront:
    """The plain front end for `person`, on the data in `folder`."""
    practice = Practice(places(str(folder)), person.clock, CONTENT)
    practice.book.__dict__["catalogue"] = catalogue()
    return PlainFront(
        practice,
        person,
        Printed(FULL, person.write),
        asked,
        speed=person.clock.speed,
        start=start,
        speaker=ear,
        screen_on=screen_on,
    )


def follow(
    folder: Path,
    clock: ManualClock,
    answers: Iterable[str],
    during: Iterable[tuple[float, str]] = (),
    *,
    start: bool = False,
) -> tuple[PlainFront, Person]:
    """Open the coach and answer until the answers or the journey end."""
    person = Person(clock, list(answers), list(during))
    front = open_front(folder, person, start=start)
    with suppress(InputEnded):
        run_to_its_end(visit(front))
    return front, person
