"""Opens the coach in a test, on a folder of its own and with a manual clock."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from textual import events
from textual.keys import key_to_character
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from backcoach.clock import Clock
from backcoach.coach.model.records import Log, SessionRecord
from backcoach.coach.planning.plan import PlanItem
from backcoach.cues.cue import Cue
from backcoach.cues.utterance import Utterance
from backcoach.cues.voice.engine import SpokenWords
from backcoach.glyphs import FULL, Repertoire
from backcoach.journeys.follow import follow as follow_it
from backcoach.paths import places
from backcoach.practice import Practice
from backcoach.store import LogStore
from backcoach.store.journal import read_journal
from backcoach.tui.app.app import CoachApp, Preflight
from backcoach.tui.screens.dialogs.advice import AdviceDialog
from backcoach.tui.screens.dialogs.choice import Answers
from backcoach.tui.screens.session.floor import FloorScreen
from backcoach.tui.screens.session.session import SessionScreen
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.mark_list import MarkList
from backcoach.tui.widgets.numeral import Numeral
from backcoach.tui.widgets.stage_panel import StagePanel
from tests.support.clock import ManualClock
from tests.support.content import catalogue, plan_of

MANY_ROUNDS = 10_000
BETWEEN_PRESSES = 2.0
"""Seconds between two presses in a list to mark."""
NONE_OF_THESE = ("enter", "enter")
"""The keys that answer a list with none: mark the first line, then go on."""
SIZES = ((60, 20), (80, 24), (120, 40), (200, 60))


@dataclass
class Ear:
    """A speaker that records every cue and word, and how loud it was asked to be."""

    heard: list[Cue] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    volumes: list[int] = field(default_factory=list)
    is_open: bool = False

    def open(self) -> None:
        self.is_open = True

    def sound(self, cue: Cue, volume: int) -> None:
        self.is_open = True
        self.heard.append(cue)
        self.volumes.append(volume)

    def say(self, said: Utterance, volume: int) -> None:
        self.is_open = True
        self.said += said.texts
        if said.cue is not None:
            self.sound(said.cue, volume)

    def close(self) -> None:
        self.is_open = False

    def end(self) -> None:
        self.is_open = False


@dataclass
class Opened:
    """An open coach, with everything a test needs to use it and look at it."""

    app: CoachApp
    pilot: Pilot[int]
    practice: Practice
    clock: ManualClock
    ear: Ear

    async def press(self, *keys: str) -> None:
        """Press one key after the other, each when all is quiet.

        In a list to mark, and where a text or a question is to be read, time goes by before each,
        so that none counts as held down.
        """
        for key in keys:
            if self._tells_a_held_key():
                self.clock.run_monotonic_alone(BETWEEN_PRESSES)
            self.app.post_message(events.Key(key, key_to_character(key)))
            await self.settle()

    def _tells_a_held_key(self) -> bool:
        """Whether what is in front tells a key that is held down from one that is pressed."""
        focused = self.app.focused
        careful = isinstance(focused, Answers) and focused.presses is not None
        return careful or isinstance(focused, MarkList) or isinstance(self.screen, AdviceDialog)

    async def hold(self, key: str, times: int) -> None:
        """Hold a key down, so long that it comes `times` times within no time."""
        for _ in range(times):
            self.app.post_message(events.Key(key, key_to_character(key)))
            await self.settle()

    async def type(self, text: str) -> None:
        """Type `text` letter by letter."""
        for letter in text:
            self.app.post_message(events.Key("space" if letter == " " else letter, letter))
            await self.settle()

    async def paste(self, text: str) -> None:
        """Paste `text`, as a terminal does."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is left to do and everything is drawn.

        This is exact where `Pilot.pause` guesses, and much quicker: that sends a message to every
        widget and waits for the processor to be idle.
        """
        for _ in range(MANY_ROUNDS):
            await nothing_left_to_do()
            if not self.app.is_running:
                return
            # What a timer does sixty times a second: layout, drawing, and what waits for those.
            # Behind a dialog too, where that timer runs: what is behind is seen.
            for screen in self.app.screen_stack:
                if screen is self.app.screen or screen._update_timer._active.is_set():
                    screen._on_timer_update()
            if not left_to_do():
                return
        raise AssertionError(f"it never comes to rest:\n{self.text}")

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()
        # Textual holds a new size back for a moment, in case another follows.
        self.app._check_resize()
        await self.settle()

    def play(self, seconds: float, every: float = 1.5) -> None:
        """Let the session's time pass; stops where the session ends."""
        left = seconds
        while left > 0 and isinstance(self.app.screen, SessionScreen | FloorScreen):
            self.clock.advance(min(every, left))
            self.session.tick()
            left -= every

    @property
    def screen(self) -> Screen[object]:
        """The screen on top; not cached, since it changes with every key."""
        return self.app.screen

    @property
    def session(self) -> SessionScreen:
        """The session screen, on top or under its floor view."""
        floor = isinstance(self.app.screen, FloorScreen)
        screen = self.app.screen_stack[-2] if floor else self.app.screen
        assert isinstance(screen, SessionScreen)
        return screen

    @property
    def panel(self) -> StagePanel:
        """The middle of the session: word, number, frame."""
        return self.session.query_one(StagePanel)

    @property
    def number(self) -> str:
        """The large number of the session."""
        return self.panel.query_one(Numeral).value

    def line(self, id: str) -> str:
        """The words of one part of the present screen."""
        return plain(self.app.screen.query_one(f"#{id}", Static))

    @property
    def keys(self) -> str:
        """The bar of keys."""
        return self.app.screen.query_one(KeyBar).render().plain

    @property
    def rows(self) -> list[str]:
        """What the terminal shows, one string for each row, one letter for each cell."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """What the terminal shows, line by line."""
        return "\n".join(row.rstrip() for row in self.rows)

    def words_in(self, selector: str) -> str:
        """The text of one widget, on one line and without its frame."""
        region = self.app.screen.query_one(selector).content_region
        rows = self.rows[region.y : region.bottom]
        return " ".join(" ".join(row[region.x : region.right] for row in rows).split())

    def stored(self) -> Log:
        """The log read anew from the files."""
        return LogStore(self.practice.book.places.log).load()

    def session_on_disk(self) -> SessionRecord:
        """The only session there is, in the log or still in the journal, as it stands on disk."""
        journal = read_journal(self.practice.book.places.journal)
        if journal is None:
            (session,) = self.stored().sessions
            return session
        assert journal.record is not None
        return journal.record


def left_to_do() -> bool:
    """Whether any task could go on now: messages to handle, workers to resume."""
    return bool(vars(asyncio.get_running_loop())["_ready"])


async def nothing_left_to_do() -> None:
    """Until every task waits for a key or for time to pass."""
    for _ in range(MANY_ROUNDS):
        await asyncio.sleep(0)
        if not left_to_do():
            return
    raise AssertionError("something goes on and on")


def plain(widget: Static) -> str:
    """The words of a widget as they are now."""
    return str(widget.render())


@asynccontextmanager
async def opened(
    folder: Path,
    *,
    log: Log | None = None,
    consented: bool = True,
    screened: bool = True,
    described: bool = True,
    size: tuple[int, int] = (80, 24),
    clock: ManualClock | None = None,
    start: bool = False,
    morning_put_off: bool = False,
    weeks_asked: bool = False,
    repertoire: Repertoire = FULL,
    preflight: Preflight | None = None,
) -> AsyncIterator[Opened]:
    """The coach on `folder`, with `log` already in it.

    With `screened` the user has consented and just answered all safety questions with no; with
    `described` they have a profile in which nothing is special. With `morning_put_off` the coach
    does not ask about the morning after the last session; it asks about the last weeks only with
    `weeks_asked`. `repertoire` is what the terminal can show.
    """
    clock = clock or ManualClock()
    practice = practice_in(folder, clock)
    if log is not None:
        fill(folder, log)
    if consented:
        practice.person.consent()
        if screened:
            practice.safety.keep_screening(())
        if described:
            practice.person.keep_profile(practice.person.profile_to_change())
    if morning_put_off:
        practice.weeks.put_off_morning()
    if not weeks_asked:
        leave_the_weeks(practice)
    ear = Ear()
    app = CoachApp(
        practice,
        speed=clock.speed,
        start=start,
        speaker=ear,
        preflight=None if preflight is None else lambda: preflight,
        repertoire=repertoire,
    )
    app.words = SpokenWords(found=list)  # no speech engine, whatever is installed
    async with app.run_test(size=size, notifications=True) as pilot:
        coach = Opened(app, pilot, practice, clock, ear)
        await coach.settle()
        yield coach
        # A screen still on its way must not be torn down half built.
        await coach.settle()


def leave_the_weeks(practice: Practice) -> None:
    """Make the coach ask nothing about the weeks so far and show no review."""
    if practice.weeks.measures_due() is not None:
        practice.weeks.put_off_measures()
    if practice.weeks.review_due():
        practice.weeks.see_review()
    practice.book.log.reload()


def practice_in(folder: Path, clock: Clock) -> Practice:
    """A practice on `folder`. The content is read once for all tests, as it does not change."""
    # Its folder is shown in help: it is to be the same wherever the tests run.
    practice = Practice(places(str(folder)), clock, Path("data"))
    practice.book.catalogue = catalogue()
    return practice


def fill(folder: Path, log: Log) -> None:
    """Add a whole log to what is in the file, as if it had happened."""
    LogStore(places(str(folder)).log).save_all(log)


@asynccontextmanager
async def following(
    folder: Path,
    *items: PlanItem,
    pain: int = 2,
    size: tuple[int, int] = (80, 24),
    clock: ManualClock | None = None,
) -> AsyncIterator[Opened]:
    """The coach at the beginning of a session of just these exercises.

    The questions before it are answered already, as they have tests of their own.
    """
    async with opened(folder, size=size, clock=clock) as coach:
        app, practice = coach.app, coach.practice

        async def follow() -> None:
            session = practice.sessions.open(
                plan_of(*items),
                practice.sessions.check_in(practice.sessions.answered(pain, {})),
                coach.clock.speed,
            )
            await follow_it(app, session)

        app.run_worker(follow())
        await coach.settle()
        yield coach


async def into_session(coach: Opened, pain: str = "2") -> None:
    """From today through both questions to the first get-ready."""
    await coach.press("enter", pain, "enter", *NONE_OF_THESE)
    assert isinstance(coach.app.screen, SessionScreen)
