"""A session on tape: everything it was told, and when. Played back, it stands where it stood.

What a session comes to depends on its plan, on what it was told and on the time of that; how often
it looked at the clock makes no difference. So this is all that has to be kept of one under way to
go on from exactly there, in another process and on another day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from math import ceil

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.profile import Weight
from backcoach.coach.model.records import Answer
from backcoach.coach.session.clockwork import SessionClock, State
from backcoach.coach.session.events import Event, Interrupted, SessionEnded, SetEnded
from backcoach.coach.session.player import Player

MARK_SECONDS = 1.0
"""How far back somebody may be put who goes on after a power cut; at a speed of 1."""

DIGITS = 6
"""Of a second: what is kept of an instant is just what the session saw."""


class Do(StrEnum):
    """What a session can be told. LOOK is a look at the clock, TAKE_UP comes after a cut."""

    START = "start"
    LOOK = "look"
    PAUSE_OR_RESUME = "pause_or_resume"
    NEXT = "next"
    BACK = "back"
    SKIP = "skip"
    EASIER = "easier"
    ADJUST = "adjust"
    TAKE_WEIGHT = "take_weight"
    HURTS = "hurts"
    NEVER_MIND = "never_mind"
    REPORT_PAIN = "report_pain"
    LEAVE = "leave"
    AUTO_ADVANCE = "auto_advance"
    TAKE_UP = "take_up"


@frozen
class Command:
    """One thing a session was told, `at` so many seconds of its own time; `asleep` counts sleep.

    `jump`: the time since the one before went by unseen, as when the machine slept. The rest are
    the arguments of the command.
    """

    do: Do
    at: float
    asleep: float
    jump: bool = False
    level: int | None = None
    direction: int | None = None
    weight: Weight | None = None
    pain: int | None = None
    answer: Answer | None = None
    leg: bool = False
    on: bool | None = None


Note = Callable[[Command, bool], None]
"""Takes what was told; the flag says that it must not be lost from now on."""


class Tape:
    """The time of a session: it begins at 0, is wound to what was, then follows a clock.

    Between two looks it stands still, so that all that one key causes happens at one instant.
    """

    def __init__(self) -> None:
        self.at = 0.0
        self.asleep = 0.0
        self._clock: SessionClock | None = None
        self._ahead = (0.0, 0.0)
        self._rate = 1.0

    def monotonic(self) -> float:
        """Seconds of the session that stand still while the machine sleeps."""
        return self.at

    def awake_or_asleep(self) -> float:
        """Seconds of the session that run on while the machine sleeps."""
        return self.asleep

    def wind_to(self, at: float, asleep: float) -> None:
        """It is then."""
        self.at, self.asleep = at, asleep

    def follow(self, clock: SessionClock, rate: float = 1.0) -> None:
        """From here on time goes with `clock`, `rate` times as fast."""
        self._clock, self._rate = clock, rate
        self._ahead = (
            self.at - clock.monotonic() * rate,
            self.asleep - clock.awake_or_asleep() * rate,
        )

    def look(self) -> None:
        """Catch up with the clock that is followed; without one nothing moves."""
        if self._clock is not None:
            awake, asleep = self._ahead
            self.at = round(self._clock.monotonic() * self._rate + awake, DIGITS)
            self.asleep = round(self._clock.awake_or_asleep() * self._rate + asleep, DIGITS)


class Taped:
    """A session that notes what it is told, and can be brought to where another one was.

    `player` is there to be asked; what is told to it without this is on no tape.
    """

    def __init__(self, player: Player, tape: Tape, gap_seconds: float, speed: float) -> None:
        self.player = player
        self.note: Note = _forget
        self._tape = tape
        self._step = min(MARK_SECONDS, gap_seconds / 2) * speed
        self._noted = (0.0, 0.0)

    def tell(
        self,
        do: Do,
        *,
        level: int | None = None,
        direction: int | None = None,
        weight: Weight | None = None,
        pain: int | None = None,
        answer: Answer | None = None,
        leg: bool = False,
        on: bool | None = None,
    ) -> list[Event]:
        """Tell the player now, and note it. Raises ValueError as the player does."""
        jump = self._look()
        told = Command(do, *self._now, jump, level, direction, weight, pain, answer, leg, on)
        events = _tell(self.player, told)
        self._write(told, sure=True)
        return events

    def tick(self) -> list[Event]:
        """Catch up with the clock. What came to an end on the way is noted."""
        jump = self._look()
        events = self.player.tick()
        sure = any(isinstance(each, SetEnded | SessionEnded | Interrupted) for each in events)
        moving = self.player.state in (State.RUNNING, State.COUNTING_IN)
        if sure or jump or (moving and self._tape.at - self._noted[0] >= self._step):
            self._write(Command(Do.LOOK, *self._now, jump), sure=sure)
        return events

    def mark(self) -> None:
        """Note how far it is, so that nothing up to now is lost."""
        self.tick()
        self._write(Command(Do.LOOK, *self._now), sure=True)

    @property
    def _now(self) -> tuple[float, float]:
        return self._tape.at, self._tape.asleep

    def _look(self) -> bool:
        """Look at the clock; whether more time went by since the last look than may be walked."""
        before = self._now
        self._tape.look()
        jump = _apart(before, self._now) > self._step
        if jump and self._noted != before:
            self._write(Command(Do.LOOK, *before), sure=False)
        return jump

    def _write(self, told: Command, *, sure: bool) -> None:
        self._noted = (told.at, told.asleep)
        self.note(told, sure)

    # Playing back

    def play_back(self, told: Command) -> None:
        """Go through what was told once before, without noting it again.

        ValueError for what cannot have been told to this session.
        """
        if told.do is Do.TAKE_UP:
            # Where it had been cut off it stood still until then.
            self.player.stand_still()
        if not told.jump:
            self._walk_towards(told)
        self._tape.wind_to(told.at, told.asleep)
        self._noted = self._now
        _tell(self.player, told)

    def _walk_towards(self, told: Command) -> None:
        """Look at the clock on the way as often as whoever followed it, so that nothing jumps."""
        at, asleep = self._now
        steps = ceil(_apart((at, asleep), (told.at, told.asleep)) / self._step)
        for step in range(1, steps):
            share = step / steps
            self._tape.wind_to(at + (told.at - at) * share, asleep + (told.asleep - asleep) * share)
            self.player.tick()


def _forget(_told: Command, _sure: bool) -> None:
    """Nobody listens."""


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return max(other[0] - one[0], other[1] - one[1])


def _tell(player: Player, told: Command) -> list[Event]:
    """Let `player` do what it was told; ValueError where something is missing."""
    match told:
        case Command(do=Do.EASIER, level=int(level)):
            return player.easier(level)
        case Command(do=Do.ADJUST, direction=int(direction)):
            return player.adjust(direction)
        case Command(do=Do.TAKE_WEIGHT):
            return player.take_weight(told.weight)
        case Command(
            do=Do.REPORT_PAIN, pain=int(pain), answer=Answer() as answer, level=int(level)
        ):
            return player.report_pain(pain, answer, level, leg=told.leg)
        case Command(do=Do.AUTO_ADVANCE, on=bool(on)):
            return player.advance_by_itself(on)
        case _ if told.do in _PLAIN:
            return _PLAIN[told.do](player)
    raise ValueError(f"{told.do} lacks what belongs to it")


_PLAIN: Mapping[Do, Callable[[Player], list[Event]]] = {
    Do.START: Player.start,
    Do.LOOK: Player.tick,
    Do.PAUSE_OR_RESUME: Player.pause_or_resume,
    Do.NEXT: Player.next,
    Do.BACK: Player.back,
    Do.SKIP: Player.skip,
    Do.HURTS: Player.hurts,
    Do.NEVER_MIND: Player.never_mind,
    Do.LEAVE: Player.leave,
    Do.TAKE_UP: Player.take_up,
}
