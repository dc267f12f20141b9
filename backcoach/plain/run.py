"""Runs the coach in lines until the user leaves, and stores what is left to store then."""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from backcoach.cues.outputs import outputs
from backcoach.cues.speaker import ThreadedSpeaker
from backcoach.glyphs import Glyphs, repertoire_for
from backcoach.journeys.closing import complain, complain_about_backups, held, save_unstored
from backcoach.journeys.damaged import restored
from backcoach.journeys.opening import is_asked_at_opening, open_up
from backcoach.plain.front import PlainFront
from backcoach.plain.lines import InputEnded, Printed, TypedLines, write_out
from backcoach.plain.menu import stay_at_today
from backcoach.plain.prompted import asked

if TYPE_CHECKING:
    from types import FrameType

    from backcoach.care import Offer
    from backcoach.coach.model.programme import Length
    from backcoach.plain.screen_on import ScreenOn
    from backcoach.practice import Practice

Result = TypeVar("Result")

CRASHED = 1
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
BY_SIGNAL = 128


def run_plain(
    practice: Practice,
    *,
    start: bool = False,
    length: Length | None = None,
    offer: Offer | None = None,
) -> int:
    """Run the coach until the user leaves or the input ends. Returns the exit code.

    With an `offer` the log is damaged, and the first question is whether to accept it.
    """
    gc.enable()
    typed = TypedLines(sys.stdin.fileno())
    wanted = practice.book.settings.glyphs
    glyphs = None if wanted is None else Glyphs(wanted)
    terminal = os.environ.get("TERM", "") if sys.stdout.isatty() else ""
    printed = Printed(repertoire_for(sys.stdout.encoding, terminal, glyphs), write_out)
    front = PlainFront(
        practice,
        typed,
        printed,
        asked,
        speed=getattr(practice.book.clock, "speed", 1.0),
        length=length,
        start=start,
        screen_on=_screen_on,
    )
    speaker = ThreadedSpeaker(
        lambda: outputs(_ring, os.environ), front.sounds.notices.put, voice=front.sounds.words
    )
    front.sounds.speaker = speaker
    with held(practice), _ended_by_signals(typed) as received:
        try:
            code = _run(front, offer)
        finally:
            speaker.end()
        if practice.sessions.unstored:
            save_unstored(practice, is_seen=not received)
        if code != CRASHED:
            practice.book.remember()
    complain_about_backups(practice)
    if code != CRASHED:
        practice.book.open_sooner_next_time()
    return BY_SIGNAL + received[0] if received else code


def _run(front: PlainFront, offer: Offer | None) -> int:
    try:
        return run_to_its_end(visit(front, offer))
    except InputEnded:
        with suppress(InputEnded):
            front.talk.say("The coach has closed. All that you did is kept.")
        return 0
    except Exception:
        place = front.practice.book.keep_crash_report(traceback.format_exc())
        where = f" What happened is written in {place}." if place else ""
        complain(f"something went wrong inside the program.{where}")
        return CRASHED


async def visit(front: PlainFront, offer: Offer | None = None) -> int:
    """From the first question to the last. Returns the exit code."""
    if offer is not None and not await restored(front, offer):
        return 0
    front.warn_if_read_only()
    asks = is_asked_at_opening(front.practice, start_at_once=front.start_at_once)
    if asks and not await open_up(front, lambda: None):
        return 0
    await stay_at_today(front)
    return 0


def run_to_its_end(journey: Coroutine[Any, Any, Result]) -> Result:
    """Run a journey whose every question waits by itself, so that it never yields."""
    try:
        journey.send(None)
    except StopIteration as done:
        result: Result = done.value
        return result
    raise RuntimeError("a question in lines left its answer for later")


def _screen_on() -> ScreenOn:
    """What keeps the screen on. Nothing of it is imported before a session."""
    from backcoach.desktop.awake import KeepAwake, ways
    from backcoach.plain.screen_on import ScreenOn

    return ScreenOn(KeepAwake(lambda: ways(os.environ)))


def _ring() -> None:
    if sys.stdout.isatty():
        with suppress(OSError, ValueError):
            write_out("\a")


@contextmanager
def _ended_by_signals(typed: TypedLines) -> Iterator[list[int]]:
    """Let a signal end what is typed, at a moment when nothing is half done.

    Yields the signals received, in order.
    """
    received: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        received.append(number)
        typed.end()

    numbers = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
    before = {number: signal.signal(number, end) for number in numbers}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
