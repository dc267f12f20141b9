"""One run of the coach, from opening to its end, and how each move is applied to it."""

from __future__ import annotations

import asyncio
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta, timezone
from random import Random
from typing import Any

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.keys import _character_to_key, key_to_character
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from backcoach.coach.model.programme import Section
from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.session.segment_timer import SessionState
from backcoach.journeys.follow import follow
from backcoach.journeys.unfinished import answer_unfinished
from backcoach.legible import is_legible
from backcoach.practice import Practice
from backcoach.tui.app.app import CoachApp
from backcoach.tui.commands import COMMANDS
from backcoach.tui.screens.places.exercises import ExercisesScreen
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.session.floor import FloorScreen
from backcoach.tui.screens.session.session import SessionScreen
from backcoach.tui.system.terminal_input import PASTE_SECONDS, SEQUENCE_SECONDS, TerminalInput
from tests.monkey.moves import (
    Click,
    End,
    Ending,
    Gap,
    Move,
    Paste,
    Play,
    Press,
    PressOffered,
    Resize,
    Send,
    Travel,
)
from tests.support.clock import ManualClock
from tests.support.content import catalogue, item, plan_of

TICK_SECONDS = 1.5
TICKS_AT_ONCE = 10
QUIET_ROUNDS = 3
MANY = {"HelpScreen", "ChoiceDialog"}
"""Screens that may lie over others of their kind."""
PATIENCE_SECONDS = 10
"""Of the real clock, for the answer to any move; what takes longer hangs."""
TOLD_TO_END = 143

KNOWN = frozenset(each.id for each in COMMANDS)
OWN_SHARE = 3
"""How much more often a key of the screen is pressed than one that works everywhere."""
OFFERED = (KNOWN - {"app.leave"}) | {"checklist.mark"}


@dataclass
class Notes:
    """What was done and reached on all rides so far."""

    moves: int = 0
    bytes: int = 0
    heard: int = 0
    """Ordinary keys that were heard after bytes of any kind."""
    rides: int = 0
    lives: int = 0
    screens: set[str] = field(default_factory=set)
    commands: set[str] = field(default_factory=set)

    @property
    def figures(self) -> str:
        """In one line."""
        return (
            f"{self.moves:,} moves, {self.bytes:,} bytes and {self.heard:,} keys after them,"
            f" on {self.rides:,} rides in {self.lives:,} lives;"
            f" {len(self.screens)} screens, {len(self.commands)} commands"
        )


class Life:
    """The coach while it is open. `size` is that of its terminal, in cells."""

    def __init__(
        self,
        app: CoachApp,
        practice: Practice,
        clock: ManualClock,
        notes: Notes,
        size: tuple[int, int],
    ) -> None:
        self.app = app
        self.practice = practice
        self.size = size
        self._clock = clock
        self._notes = notes
        self._seconds = 0.0
        self._terminal = TerminalInput(now=lambda: self._seconds)
        notes.lives += 1
        self._listen()

    def _listen(self) -> None:
        """Note every command of the registry that is carried out, by key, click or palette."""
        run = self.app.run_action

        async def run_and_note(action: Any, namespace: Any = None, others: Any = None) -> bool:  # noqa: ANN401
            done = await run(action, namespace, others)
            if done and isinstance(action, str):
                own = namespace is not None and not action.startswith("app.")
                self._notes.commands |= _ids(namespace if own else self.app, action)
            return done

        vars(self.app)["run_action"] = run_and_note

    @property
    def is_over(self) -> bool:
        """The coach has ended."""
        return not self.app.is_running

    @property
    def screens(self) -> list[Screen[Any]]:
        """From the one on top to the one at the bottom; each has been on top."""
        return list(reversed(self.app.screen_stack)) if self.app._screen_stacks else []

    def begin_session(self, chance: Random) -> None:
        """Follow a short session of any exercises with a cool-down, its check-in answered.

        Nothing begins where something else is done, or before what is unfinished was answered for.
        """
        if not isinstance(self.app.screen, TodayScreen):
            return
        exercises = sorted(catalogue().exercises)
        *most, last = (item(name) for name in chance.sample(exercises, 4))
        plan = plan_of(*most, replace(last, section=Section.COOL_DOWN))

        async def begin() -> None:
            if not await answer_unfinished(self.app):
                return
            practice, speed = self.practice, self._clock.speed
            if practice.safety.lock() is not Lock.NONE:
                return
            check_in = practice.sessions.check_in(
                practice.sessions.answered(2, {}, rehearsal=speed != 1)
            )
            await follow(self.app, practice.sessions.open(plan, check_in, speed))

        self.app.run_worker(begin())

    # Moves

    async def do(self, move: Move) -> None:  # noqa: PLR0912
        """Do it, without waiting for what becomes of it."""
        match move:
            case Press(key):
                self._press(key)
            case PressOffered(place):
                self._press(self._offered(place))
            case Paste(text):
                self.app.post_message(events.Paste(text))
            case Send(data):
                self._send(data)
            case Click(across, down, wheel):
                self._click(int(across * self.size[0]), int(down * self.size[1]), wheel)
            case Resize(width, height):
                self._resize(width, height)
            case Play(seconds):
                await self._play(seconds)
            case Gap(seconds, asleep):
                self._clock.sleep_through(seconds)
                if not asleep:
                    self._clock.run_monotonic_alone(seconds)
            case Travel(minutes):
                zone = timezone(timedelta(minutes=minutes))
                self._clock.set_wall(self._clock.now().astimezone(zone))
            case End(Ending.QUIT):
                self._press("ctrl+q")
            case End(Ending.TOLD):
                self.app.end_on_signal(TOLD_TO_END)
            case _:
                raise TypeError(move)

    def _send(self, data: bytes) -> None:
        self._notes.bytes += len(data)
        self._pass_on(self._terminal.take(data))

    def _pass_on(self, messages: Iterable[Message]) -> None:
        """As a driver does with what it read."""
        assert self.app._driver is not None
        for each in messages:
            self.app._driver.process_message(each)

    async def hear(self) -> str:
        """Wait as long as a sequence or a paste may take, press a key; what is wrong, if anything.

        In a session the key is space, which pauses it or goes on; in a line of text it is a letter,
        where a command for the sound works that, and elsewhere Esc, which leads back.
        """
        if problem := await self._pause(draw=True):
            return problem
        if self.is_over:
            return ""
        key, look = self._ordinary_key()
        before = look()
        self._pass_on(self._terminal.take(key))
        if problem := await self._pause(draw=False):
            return problem
        if not self.is_over and look() == before:
            return f"the key {key!r} was not heard on {self.app.screen}: still {before!r}"
        self._notes.heard += 1
        return ""

    async def _pause(self, *, draw: bool) -> str:
        self._seconds += 2 * max(PASTE_SECONDS, SEQUENCE_SECONDS)
        self._pass_on(self._terminal.tick())
        return await self.rest(draw=draw)

    def _ordinary_key(self) -> tuple[bytes, Callable[[], object]]:
        """A key, and what it changes on the present screen."""
        session = next((each for each in self.screens if isinstance(each, SessionScreen)), None)
        field = self.app.focused
        if session is not None and isinstance(self.app.screen, SessionScreen | FloorScreen):
            return b" ", lambda: session.player.position.state
        if isinstance(field, Input) and not field.restrict:
            field.value = ""
            return b"m", lambda: field.value
        if "app.mute" in {each.binding.id for each in self.app.screen.active_bindings.values()}:
            return b"m", lambda: self.app.settings.sound
        return b"\x1b", lambda: self.app.screen

    def _press(self, key: str) -> None:
        single = len(key) == 1
        character = key if single else key_to_character(key)
        name = _character_to_key(key) if single else key
        self.app.post_message(events.Key(name, character))

    def _offered(self, place: float) -> str:
        """A key that does something here, often one of the screen's own; Enter without any."""
        keys: list[str] = []
        for each in self.app.screen.active_bindings.values():
            if each.enabled and each.binding.id in OFFERED:
                keys += [each.binding.key] * (1 if each.node is self.app else OWN_SHARE)
        return keys[int(place * len(keys))] if keys else "enter"

    def _click(self, x: int, y: int, wheel: int) -> None:
        turned = events.MouseScrollUp if wheel < 0 else events.MouseScrollDown
        kinds: list[type[events.MouseEvent]] = [events.MouseMove]
        kinds += [turned] if wheel else [events.MouseDown, events.MouseUp]
        for kind in kinds:
            self.app.post_message(
                kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)
            )

    def _resize(self, width: int, height: int) -> None:
        self.size = width, height
        assert isinstance(self.app._driver, HeadlessDriver)
        self.app._driver._size = self.size
        self.app.post_message(events.Resize(Size(width, height), Size(width, height)))

    async def _play(self, seconds: float) -> None:
        """Let time pass, with a tick after each bit of it, up to the end of a session."""
        session = next((each for each in self.screens if isinstance(each, SessionScreen)), None)
        every = TICK_SECONDS * self._clock.speed
        if session is None:
            self._clock.advance(seconds)
            if isinstance(self.app.screen, ExercisesScreen):
                self.app.screen.tick()
            return
        left, ticks = seconds * self._clock.speed, 0
        while (
            left > 0
            and session.player.position.state is not SessionState.ENDED
            and session.is_attached
        ):
            self._clock.advance(min(every, left))
            session.tick()
            left, ticks = left - every, ticks + 1
            if ticks % TICKS_AT_ONCE == 0:
                await asyncio.sleep(0)

    # What becomes of them

    async def rest(self, *, draw: bool) -> str:
        """Wait until all is answered; what is wrong, empty when nothing is.

        With `draw` the whole screen is drawn and read too, which takes as long as all the rest.
        """
        quiet, begun = 0, time.monotonic()
        while quiet < QUIET_ROUNDS and not self.is_over:
            before, busy = self.app.screen, self._is_busy()
            await asyncio.sleep(0)
            if not self.is_over and not self.app._exit:
                self.app.screen._on_timer_update()
            same = not self.is_over and self.app.screen is before
            quiet = quiet + 1 if same and not busy and not self.app._exit else 0
            if time.monotonic() - begun > PATIENCE_SECONDS:
                return f"no answer after {PATIENCE_SECONDS} s"
        names = [type(each).__name__ for each in self.screens]
        self._notes.screens |= set(names)
        twice = {name for name in names if names.count(name) > 1} - MANY
        return (
            self._broken()
            or (f"twice, one over the other: {names}" if twice else "")
            or (self._unreadable() if draw else "")
        )

    def _is_busy(self) -> bool:
        on_its_way = any(not each.is_mounted for each in self.app.screen_stack)
        return on_its_way or any(node.message_queue_size for node in _nodes(self.app))

    def _broken(self) -> str:
        error = self.app._exception
        if error is None:
            return ""
        return told(error)

    def _unreadable(self) -> str:
        """A row of the screen with something in it that a terminal would obey."""
        if self.is_over:
            return ""
        for strip in self.app.screen._compositor.render_strips():
            if not is_legible(strip.text):
                return f"obeyed by terminals: {strip.text!r}"
        return ""


def told(error: BaseException) -> str:
    """An exception with the lines of ours that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [each for each in frames if "site-packages" not in each.filename]
    return "".join([*traceback.format_list(ours), *traceback.format_exception_only(error)]).strip()


def _nodes(app: App[Any]) -> Iterator[DOMNode]:
    yield app
    yield from app.screen.walk_children(with_self=True)


def _ids(namespace: DOMNode, action: str) -> set[str]:
    """The commands of the registry that `namespace` binds to `action`."""
    verb = action.rpartition(".")[2]
    bound = (each for binds in namespace._bindings.key_to_bindings.values() for each in binds)
    ids = {each.id for each in bound if each.action.rpartition(".")[2] == verb}
    return {id for id in ids if id in KNOWN}
