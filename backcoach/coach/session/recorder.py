"""Records the commands of a session with their times, so that it can be played back.

The state of a session depends only on its plan, its commands and their times, not on how often the
clock was read. So these are enough to resume it in the same state, in another process and on
another day.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import assert_never

from backcoach.coach.model.frozen import frozen
from backcoach.coach.session.commands import (
    Adjust,
    AutoAdvance,
    Back,
    CatchUp,
    Easier,
    EndMainBlock,
    Leave,
    NeverMind,
    Next,
    PauseOrResume,
    ReportPain,
    SessionCommand,
    Skip,
    Start,
    StopToAsk,
    TakeUp,
    TakeWeight,
    TellGrab,
    Walked,
)
from backcoach.coach.session.events import Event, Interrupted, SessionEnded, SetEnded
from backcoach.coach.session.player import Player
from backcoach.coach.session.segment_timer import SessionClock

MARK_SECONDS = 1.0
"""Seconds of a session that a power cut may lose, at a speed of 1."""

DIGITS = 6
"""Decimals of a second in all instants, so that those read from a journal are the same again."""


@frozen
class RecordedCommand:
    """A command and its time in seconds of the session since its start.

    `at` does not count time during which the machine slept, `asleep` does. `jump`: the time since
    the command before was missed, as when the machine slept.
    """

    command: SessionCommand
    at: float
    asleep: float
    jump: bool = False


OnCommand = Callable[[RecordedCommand, bool], None]
"""Called with each command; the flag says that it must be on disk before the call returns."""


class SessionTime:
    """The time of a session: starts at 0 or at a stored time, then follows a clock.

    It changes only in `catch_up`, so that all effects of a key have the same time.
    """

    def __init__(self) -> None:
        self.at = 0.0
        self.asleep = 0.0
        self._clock: SessionClock | None = None
        self._ahead = (0.0, 0.0)
        self._rate = 1.0

    def monotonic(self) -> float:
        """Seconds of the session without those during which the machine slept."""
        return self.at

    def awake_or_asleep(self) -> float:
        """Seconds of the session with those during which the machine slept."""
        return self.asleep

    def set_to(self, at: float, asleep: float) -> None:
        """Set both counters, in seconds."""
        self.at, self.asleep = at, asleep

    def follow(self, clock: SessionClock, rate: float = 1.0) -> None:
        """Follow `clock` from now on, `rate` times as fast."""
        self._clock, self._rate = clock, rate
        self._ahead = (
            self.at - clock.monotonic() * rate,
            self.asleep - clock.awake_or_asleep() * rate,
        )

    def look(self) -> None:
        """Read the clock; without one the time stays as it is."""
        if self._clock is not None:
            awake, asleep = self._ahead
            self.at = round(self._clock.monotonic() * self._rate + awake, DIGITS)
            self.asleep = round(self._clock.awake_or_asleep() * self._rate + asleep, DIGITS)


class Recorder:
    """Sends commands to `player`, and passes each to `on_command` to be stored.

    Read the state of `player` freely, but send it every command through this class. `time` has to
    be the clock of the player.
    """

    def __init__(self, player: Player, time: SessionTime, gap_seconds: float, speed: float) -> None:
        self.player = player
        self.on_command: OnCommand = _ignore
        self._time = time
        self._step = min(MARK_SECONDS, gap_seconds / 2) * speed
        self._recorded = (0.0, 0.0)

    def send(self, command: SessionCommand) -> list[Event]:
        """Carry out `command` now, and record it. Raises ValueError as the player does."""
        jump = self._look()
        events = carry_out(command, self.player)
        self._record(RecordedCommand(command, *self._now, jump), must_last=True)
        return events

    def tick(self) -> list[Event]:
        """Read the clock, and record what has ended since."""
        jump = self._look()
        events = self.player.tick()
        ended = any(isinstance(each, SetEnded | SessionEnded | Interrupted) for each in events)
        is_due = self.player.position.is_moving and self._time.at - self._recorded[0] >= self._step
        if ended or jump or is_due:
            self._record(RecordedCommand(CatchUp(), *self._now, jump), must_last=ended)
        return events

    def mark(self) -> None:
        """Record the present time, so that nothing up to now is lost."""
        self.tick()
        self._record(RecordedCommand(CatchUp(), *self._now), must_last=True)

    @property
    def _now(self) -> tuple[float, float]:
        return self._time.at, self._time.asleep

    def _look(self) -> bool:
        """Read the clock. Returns whether so much time has passed that it counts as missed."""
        before = self._now
        self._time.look()
        jump = _seconds_between(before, self._now) > self._step
        if jump and self._recorded != before:
            self._record(RecordedCommand(CatchUp(), *before), must_last=False)
        return jump

    def _record(self, entry: RecordedCommand, *, must_last: bool) -> None:
        self._recorded = (entry.at, entry.asleep)
        self.on_command(entry, must_last)

    # Playing back

    def play_back(self, entry: RecordedCommand) -> None:
        """Carry out a recorded command at its own time, without recording it again.

        Raises ValueError for one that does not belong to this session.
        """
        if isinstance(entry.command, TakeUp):
            # After a cut the time did not advance until this command.
            self.player.stand_still()
        if not entry.jump:
            self._walk_towards(entry)
        self._time.set_to(entry.at, entry.asleep)
        self._recorded = self._now
        carry_out(entry.command, self.player)

    def _walk_towards(self, entry: RecordedCommand) -> None:
        """Advance in steps as short as those of a live session, so that nothing seems missed."""
        at, asleep = self._now
        steps = ceil(_seconds_between((at, asleep), (entry.at, entry.asleep)) / self._step)
        for step in range(1, steps):
            share = step / steps
            self._time.set_to(
                at + (entry.at - at) * share, asleep + (entry.asleep - asleep) * share
            )
            self.player.tick()


def _ignore(_entry: RecordedCommand, _must_last: bool) -> None:
    """Discards events."""


def _seconds_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    return max(other[0] - one[0], other[1] - one[1])


def carry_out(  # noqa: PLR0911, PLR0912 - one case for each command
    command: SessionCommand, player: Player
) -> list[Event]:
    """Call the method of `player` for `command`. Returns its events and raises its ValueError."""
    match command:
        case Start():
            return player.start()
        case CatchUp():
            return player.tick()
        case PauseOrResume():
            return player.pause_or_resume()
        case Next():
            return player.next()
        case Back():
            return player.back()
        case Skip():
            return player.skip()
        case Easier(level=level):
            return player.easier(level)
        case Adjust(direction=direction):
            return player.adjust(direction)
        case TakeWeight(weight=weight):
            return player.take_weight(weight)
        case StopToAsk():
            return player.stop_to_ask()
        case NeverMind():
            return player.never_mind()
        case ReportPain(pain=pain, answer=answer, level=level):
            return player.report_pain(
                pain,
                answer,
                level,
                leg=command.leg,
                where=command.where,
                locked=command.locked,
                without=command.without,
            )
        case EndMainBlock(without=without):
            return player.end_main_block(without)
        case Walked(minutes=minutes):
            return player.walked(minutes)
        case TellGrab(grabbed=grabbed):
            return player.tell_grab(grabbed=grabbed)
        case Leave():
            return player.leave()
        case AutoAdvance(on=on):
            return player.advance_by_itself(on)
        case TakeUp():
            return player.take_up()
        case _:
            assert_never(command)
