"""The coach opened in a test: on a folder of its own, with a clock that stands still."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from textual.pilot import Pilot

from backcoach.clock import Clock
from backcoach.coach.session import Log
from backcoach.cues.bell import Cue
from backcoach.paths import content_dir, places
from backcoach.practice import Practice
from backcoach.store import LogStore
from backcoach.tui.app import CoachApp
from backcoach.tui.screens.session import SessionScreen
from tests.support.clock import ManualClock

SIZES = ((60, 20), (80, 24), (120, 40), (200, 60))


@dataclass
class Ear:
    """Hears every cue."""

    heard: list[Cue] = field(default_factory=list)

    def sound(self, cue: Cue) -> None:
        self.heard.append(cue)


@dataclass
class Opened:
    """An open coach with what a test needs to drive it and look at it."""

    app: CoachApp
    pilot: Pilot[int]
    practice: Practice
    clock: ManualClock
    ear: Ear

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Wait until workers have put up their screens and everything is drawn."""
        await self.pilot.pause()
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        await self.press(*("space" if letter == " " else letter for letter in text))

    def play(self, seconds: float, every: float = 1.5) -> None:
        """Let the session's time pass; stops where the session ends."""
        left = seconds
        while left > 0 and isinstance(self.app.screen, SessionScreen):
            self.clock.advance(min(every, left))
            self.app.screen.tick()
            left -= every

    @property
    def session(self) -> SessionScreen:
        assert isinstance(self.app.screen, SessionScreen)
        return self.app.screen

    @property
    def text(self) -> str:
        """What the terminal shows, line by line."""
        svg = self.app.export_screenshot()
        rows: dict[float, list[tuple[float, str]]] = {}
        pattern = r'<text[^>]*? x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>'
        for x, y, words in re.findall(pattern, svg):
            rows.setdefault(float(y), []).append((float(x), html.unescape(words)))
        lines = ("".join(words for _, words in sorted(rows[y])) for y in sorted(rows))
        return "\n".join(line.replace("\xa0", " ") for line in lines)

    def stored(self) -> Log:
        """What is in the file now, read anew."""
        return LogStore(self.practice.places.log).load()


@asynccontextmanager
async def opened(
    folder: Path,
    *,
    log: Log | None = None,
    consented: bool = True,
    screened: bool = True,
    size: tuple[int, int] = (80, 24),
    clock: ManualClock | None = None,
    start: bool = False,
) -> AsyncIterator[Opened]:
    """The coach on `folder`, with `log` already in it.

    With `screened` somebody who has consented has just answered the safety questions with none.
    """
    clock = clock or ManualClock()
    practice = practice_in(folder, clock)
    if log is not None:
        fill(folder, log)
    if consented:
        practice.consent()
        if screened:
            practice.keep_screening(())
    ear = Ear()
    app = CoachApp(practice, speed=clock.speed, start=start, sounder=ear)
    async with app.run_test(size=size, notifications=True) as pilot:
        coach = Opened(app, pilot, practice, clock, ear)
        await coach.settle()
        yield coach


def practice_in(folder: Path, clock: Clock) -> Practice:
    return Practice(places(str(folder)), clock, content_dir())


def fill(folder: Path, log: Log) -> None:
    """Write a whole log as if it had happened."""
    store = LogStore(places(str(folder)).log)
    for session in log.sessions:
        store.keep_session(session)
    for check_in in log.check_ins:
        store.keep_check_in(check_in)
    for choice in log.choices:
        store.keep_choice(choice)
    for screening in log.screenings:
        store.keep_screening(screening)
    for clearance in log.clearances:
        store.keep_clearance(clearance)


async def into_session(coach: Opened, pain: str = "2") -> None:
    """From today through both questions to the first get-ready."""
    await coach.press("enter", pain, "enter", "enter")
    assert isinstance(coach.app.screen, SessionScreen)
