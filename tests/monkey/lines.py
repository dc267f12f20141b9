"""Somebody who types anything into plain mode, on a clock that moves only while a session waits."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, suppress
from pathlib import Path
from random import Random
from unittest.mock import patch

from backcoach import care
from backcoach.coach.model.records import Log
from backcoach.glyphs import FULL
from backcoach.journeys.closing import save_unstored
from backcoach.legible import is_legible
from backcoach.plain.commands import COMMANDS
from backcoach.plain.front import PlainFront
from backcoach.plain.lines import LONGEST, InputEnded, Printed
from backcoach.plain.prompted import asked
from backcoach.plain.run import run_to_its_end, visit
from backcoach.practice import Practice
from backcoach.store import LogStore
from backcoach.store.errors import DamagedError
from backcoach.store.journal import read_journal
from tests.monkey.moves import World
from tests.monkey.text import paste
from tests.monkey.worlds import Worlds, clock_in, note_thrown_away, sets_in
from tests.support.coach import Ear, practice_in

WORLDS = (*World, World.SOME, World.SOME, World.TAGS, World.FLARE, World.STAGE_3)
TYPED = [each.typed for each in COMMANDS]
LEAST_OF_LIFE = 20
"""Lines after which the input may end."""
CHECKED_EVERY = 25
"""Lines, after which the log and the journal are read."""


class LinesRide:
    """Types at most `most` lines into plain mode, which is opened again whenever it closes."""

    def __init__(self, seed: int, most: int, home: Path) -> None:
        self._chance = Random(seed)
        self._left = most
        self._until_ended = 0
        self._folder = home / f"ride-{seed}"
        self.world = self._chance.choice(WORLDS)
        self._clock = clock_in(self.world)
        self._sets: dict[str, int] = {}
        self._thrown_away: set[str] = set()
        self._practice: Practice | None = None
        self._last: list[str] = []
        self.in_sessions = 0
        self.ended_in_sessions = 0
        self._prompt = ""
        Worlds(home / "worlds").make(self.world, self._folder)

    def ride(self) -> None:
        """Life after life, until all lines are typed."""
        elsewhere = self._folder.with_name("elsewhere")
        elsewhere.mkdir(exist_ok=True)
        with patch.object(care, "other_places", lambda _places: [elsewhere]):
            while self._left > 0:
                self._live()
                self._clock.advance(self._chance.choice([10, 3_600, 24 * 3_600, 90 * 3_600]))

    def line(self, seconds: float | None = None) -> str | None:
        """What is typed next, as `Typed` has it."""
        chance = self._chance
        if seconds is not None and chance.random() > 0.15:
            passing = [seconds, 1.5, 5, 5] if chance.random() < 0.99 else [60, 900]
            self._clock.advance(chance.choice(passing))
            return None
        self._left -= 1
        self._until_ended -= 1
        if self._left % CHECKED_EVERY == 0:
            self._check_log()
        if self._left < 0 or self._until_ended < 0:
            self.ended_in_sessions += seconds is not None
            raise InputEnded
        if seconds is None:
            return self._noted(chance.choice([*[self._answer] * 9, self._anything])())
        self.in_sessions += 1
        return self._noted(chance.choice(TYPED) if chance.random() < 0.8 else self._anything())

    def _noted(self, line: str) -> str:
        self._last = [*self._last[-30:], line]
        return line

    def _answer(self) -> str:
        """What the question that was printed last most likely takes."""
        chance = self._chance
        if self._prompt.startswith("Numbers of what") and chance.random() < 0.9:
            return "0"
        if self._prompt.startswith("Number from 0") and chance.random() < 0.9:
            return str(chance.choice([0, 1, 2, 3, 3, 5, 8]))
        if self._prompt.startswith("Number, or b") and not self._prompt.endswith("]:"):
            return chance.choice(["1", "1", "1", "2", str(chance.randrange(13)), "b", "b"])
        return "" if chance.random() < 0.8 else chance.choice(["1", "2", "3", "b"])

    def _anything(self) -> str:
        """One line of a text, or of bytes, as it is read."""
        chance = self._chance
        anything = chance.randbytes(chance.choice([1, 4, 60])).decode(errors="replace")
        text = chance.choice([paste(chance), anything, "1 2", "2,1", "9" * 40, "-1", "1.5"])
        return text.partition("\n")[0][:LONGEST].strip()

    def write(self, text: str) -> None:
        """Take what is printed; it must be lines that no terminal obeys."""
        self._prompt = text[:-1]
        assert text.endswith("\n")
        assert is_legible(text[:-1]), text

    def _live(self) -> None:
        """One life, led as `run_plain` leads it."""
        chance = self._chance
        self._until_ended = LEAST_OF_LIFE + chance.randrange(200)
        practice = self._opened()
        offer = None
        if self.world is World.IN_USE:
            practice.book.read_only = "Somebody else has the coach open"
        try:
            _ = practice.book.log.recent
        except DamagedError:
            offer = care.newest_offer(practice.book.places)
        front = PlainFront(
            practice,
            self,
            Printed(FULL, self.write),
            asked,
            start=chance.random() < 0.7,
            speaker=Ear(),
        )
        with suppress(InputEnded):
            run_to_its_end(visit(front, offer))
        with redirect_stderr(io.StringIO()):
            save_unstored(practice, is_seen=True)
        practice.book.remember()
        if offer is None:
            self._check_log()

    def _opened(self) -> Practice:
        practice = practice_in(self._folder, self._clock)
        note_thrown_away(practice, self._thrown_away)
        self._practice = practice
        return practice

    def _check_log(self) -> None:
        """The log and the journal can be read, and no set that was in them is gone."""
        assert self._practice is not None
        places = self._practice.book.places
        try:
            stored = sets_in(LogStore(places.log).load())
        except DamagedError:
            assert self.world is World.DAMAGED
            return
        journal = read_journal(places.journal)
        if journal is not None and journal.record is not None:
            stored = sets_in(Log(sessions=(journal.record,))) | stored
        for id, number in self._sets.items():
            assert stored.get(id, 0) >= number or id in self._thrown_away, (id, self._last)
        self._sets = stored
