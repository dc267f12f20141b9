"""Executes a ride in a folder of its own, with a restart of the coach wherever it ends."""

from __future__ import annotations

import gc
import io
import os
from asyncio import CancelledError
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr
from datetime import datetime
from pathlib import Path
from random import Random
from unittest.mock import patch

from textual._compositor import Compositor

from backcoach import care
from backcoach.atomic import replace_whole
from backcoach.care import Offer
from backcoach.coach.model.records import Log
from backcoach.journeys.closing import save_unstored
from backcoach.practice import Practice
from backcoach.store import LogStore, StoreError
from backcoach.store.disk import files
from backcoach.store.disk.lock import OPEN_LOCK, OpenLock
from backcoach.store.errors import DamagedError
from backcoach.store.journal import Journal, read_journal
from backcoach.tui.app.app import CoachApp
from backcoach.tui.screens.dialogs.damaged import RESTORED
from backcoach.tui.screens.questions.rating import RatingScreen
from tests.monkey.life import Life, Notes, told
from tests.monkey.moves import Begin, Disk, End, Ending, Hear, Move, Paste, Ride, Way, World
from tests.monkey.worlds import clock_in, note_thrown_away, sets_in
from tests.support.coach import Ear, leave_the_weeks, practice_in

REHEARSAL_SPEED = 8.0
DRAWN_EVERY = 4
"""Of the moves that are waited for, and after every paste, the screen is drawn."""
SESSIONS = (Way.SESSION, Way.REHEARSAL, Way.NOISE)
READY = (World.SOME, World.YEARS, World.TAGS, World.FLARE, World.STAGE_3)
"""Worlds in which a session may begin at once; elsewhere the coach is plainly opened."""


class FallError(Exception):
    """Something broke, at the move of this number (-1: before the first) of a ride."""

    def __init__(self, number: int, move: Move | None, problem: str) -> None:
        super().__init__(f"move {number}, {move}: {problem}")
        self.number = number
        self.kind = problem.splitlines()[-1]
        """The same for the same failure, as far as that can be told."""


class Driver:
    """Rides `ride` on `folder`, in which its world has been made."""

    def __init__(self, ride: Ride, folder: Path, notes: Notes) -> None:
        self._ride = ride
        self._folder = folder
        self._notes = notes
        self._clock = clock_in(ride.world)
        self._chance = Random(ride.seed)
        self._size = ride.size
        self._at = -1
        self._sets: dict[str, int] = {}
        self._thrown_away: set[str] = set()
        self._read: object = None
        self._disk_full = False
        self._fallen: FallError | None = None
        self._journals: set[Journal] = set()
        if ride.way is Way.REHEARSAL:
            self._clock.speed = REHEARSAL_SPEED

    async def ride(self) -> None:
        """From the start to the last move. Raises FallError where something breaks."""
        self._notes.rides += 1
        with self._around():
            try:
                while self._at + 1 < len(self._ride.steps):
                    await self._live()
            except (Exception, CancelledError) as error:
                # On the way out the first problem may bring others along.
                raise self._fallen or self._fall(told(error)) from None

    def _fall(self, problem: str) -> FallError:
        move = self._ride.steps[self._at].move if self._at >= 0 else None
        # The folder has another name on each ride, and the same failure is to be known again.
        self._fallen = FallError(self._at, move, problem.replace(str(self._folder), "DATA"))
        return self._fallen

    @contextmanager
    def _around(self) -> Iterator[None]:
        """A disk that can be full, and another place to save; perhaps somebody else inside."""
        elsewhere = self._folder.with_name("elsewhere")
        elsewhere.mkdir(exist_ok=True)

        def refuse(target: Path, content: bytes) -> None:
            if self._disk_full and self._folder in target.parents:
                raise OSError(28, "No space left on device")
            replace_whole(target, content)

        open_journal = Journal._open

        def refuse_line(journal: Journal) -> int:
            if self._disk_full:
                raise OSError(28, "No space left on device")
            self._journals.add(journal)
            return open_journal(journal)

        with ExitStack() as stack:
            stack.enter_context(patch.object(files, "replace_whole", refuse))
            stack.enter_context(patch.object(Journal, "_open", refuse_line))
            stack.enter_context(patch.object(care, "other_places", lambda _places: [elsewhere]))
            if self._ride.world is World.IN_USE:
                lock = stack.enter_context(OpenLock(self._folder / OPEN_LOCK))
                lock.take_as(4321, datetime(2024, 1, 5, 7))  # noqa: DTZ001
            yield

    async def _live(self) -> None:
        """One life, led as `open_coach` and `run_coach` lead it."""
        practice = self._practice()
        with OpenLock(self._folder / OPEN_LOCK) as lock:
            holder = lock.take_as(os.getpid(), self._clock.now())
            if holder is not None:
                practice.book.read_only = care.holder_words(holder)
            practice.book.read_only = practice.book.read_only or practice.book.log.newer()
            offer = self._offer(practice)
            first, way = self._at == -1, self._ride.way
            into_session = first and way in SESSIONS and self._ride.world in READY
            if into_session:
                practice.weeks.put_off_morning()
                leave_the_weeks(practice)
            start = first and way is Way.START
            app = CoachApp(
                practice, speed=self._clock.speed, start=start, speaker=Ear(), offer=offer
            )
            async with app.run_test(size=self._size, notifications=True):
                life = Life(app, practice, self._clock, self._notes, self._size)
                if into_session:
                    life.begin_session(self._chance)
                killed = await self._through(life)
                # Where the ride is over in the middle, what is left is taken down as at the end.
                app._type_ahead.is_closed = True
            if not killed:
                self._leave(practice)
            # As the system does with the files of a process that is no more.
            for journal in self._journals:
                journal.close()
            self._journals.clear()
        if offer is None or app.return_value == RESTORED:
            self._check_log(practice)

    def _practice(self) -> Practice:
        practice = practice_in(self._folder, self._clock)
        # As unlike each other as real ones, and the same on every ride of this seed.
        vars(practice.book)["new_id"] = lambda: (
            f"{practice.book.now().at:%Y%m%dT%H%M%SZ}-{self._chance.randbytes(3).hex()}"
        )
        note_thrown_away(practice, self._thrown_away)
        return practice

    def _offer(self, practice: Practice) -> Offer | None:
        try:
            _ = practice.book.log.recent
        except DamagedError:
            return care.newest_offer(practice.book.places)
        return None

    async def _through(self, life: Life) -> bool:
        """Move by move until the coach ends or the ride does; whether it was killed."""
        await self._look(life)
        while self._at + 1 < len(self._ride.steps) and not life.is_over:
            self._at += 1
            self._notes.moves += 1
            step = self._ride.steps[self._at]
            if step.move == End(Ending.KILLED):
                await self._look(life)
                return True
            if isinstance(step.move, Disk):
                self._disk_full = step.move.full
            elif isinstance(step.move, Begin):
                life.begin_session(self._chance)
            elif isinstance(step.move, Hear):
                await self._hear(life)
            else:
                await life.do(step.move)
            if not step.hurried:
                await self._look(life)
        await self._look(life)
        self._size = life.size
        return False

    async def _hear(self, life: Life) -> None:
        """After what the terminal sent the coach hears a key, and has lost no set."""
        if problem := await life.hear():
            raise self._fall(problem)
        if life.app.offer is None and not life.is_over:
            self._check_log(life.practice)

    async def _look(self, life: Life) -> None:
        pasted = self._at >= 0 and isinstance(self._ride.steps[self._at].move, Paste)
        problem = await life.rest(draw=pasted or self._at % DRAWN_EVERY == 0)
        if problem:
            raise self._fall(problem)
        if life.app.offer is None and life.practice.book.log.recent is not self._read:
            self._read = life.practice.book.log.recent
            self._check_log(life.practice)
        top = life.screens[0] if life.screens else None
        if isinstance(top, RatingScreen) and top._record.id not in self._sets:
            shown = " ".join(strip.text for strip in top._compositor.render_strips())
            if "is stored" in shown:
                raise self._fall("said to be stored, but is not in the log")

    def _leave(self, practice: Practice) -> None:
        practice.book.remember()
        with redirect_stderr(io.StringIO()):
            save_unstored(practice, is_seen=True)

    def _check_log(self, practice: Practice) -> None:
        """The log and the journal can be read, and no set that was in them is gone."""
        try:
            stored = sets_in(LogStore(practice.book.places.log).load())
            journal = read_journal(practice.book.places.journal)
        except StoreError as error:
            raise self._fall(str(error)) from None
        if journal is not None and journal.record is not None:
            stored = sets_in(Log(sessions=(journal.record,))) | stored
        for id, number in self._sets.items():
            if stored.get(id, 0) < number and id not in self._thrown_away:
                raise self._fall(f"session {id} had {number} sets, now {stored.get(id, 0)}")
        self._sets = stored


@contextmanager
def quickly() -> Iterator[None]:
    """Without what only costs time: no terminal to draw for, no disk to wait for, no tidying.

    Nor is the process ever sent to the background.

    Every look draws the whole screen all the same.
    """
    with ExitStack() as stack:
        stack.enter_context(patch.object(os, "fsync", lambda _descriptor: None))
        stack.enter_context(patch.object(gc, "collect", lambda *_generation: 0))
        stack.enter_context(patch.object(os, "kill", lambda _process, _signal: None))
        nothing = patch.object(Compositor, "render_update", lambda *_args, **_options: None)
        stack.enter_context(nothing)
        yield
