"""A clock controlled by the test, and functions that run a session with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from backcoach.coach.session.events import Event
from backcoach.coach.session.player import Player
from backcoach.coach.session.segment_timer import SessionState

EPOCH = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)


class ManualClock:
    """Implements `backcoach.clock.Clock` without the machine's clock.

    Seconds are those of the session; at a `speed` above 1 the date moves by as much less. The two
    counters start apart, so that they can't be confused.
    """

    def __init__(self, now: datetime = EPOCH, speed: float = 1.0) -> None:
        self.speed = speed
        self._awake = 1_000.0
        self._awake_or_asleep = 5_000.0
        self._now = now

    def monotonic(self) -> float:
        return self._awake

    def awake_or_asleep(self) -> float:
        return self._awake_or_asleep

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass, awake."""
        self.run_monotonic_alone(seconds)
        self.sleep_through(seconds)

    def sleep_through(self, seconds: float) -> None:
        """Let `seconds` pass while the machine sleeps: the monotonic counter stands still."""
        self._awake_or_asleep += seconds
        self._now += timedelta(seconds=seconds / self.speed)

    def set_wall(self, now: datetime) -> None:
        """Set the date and time, or the zone, without the counters changing."""
        self._now = now

    def run_monotonic_alone(self, seconds: float) -> None:
        """Move only the counter that stops in sleep, as with a faulty clock."""
        self._awake += seconds


def play(player: Player, clock: ManualClock, seconds: float, every: float = 0.5) -> list[Event]:
    """Let `seconds` pass, with a tick after each `every` and one at the end."""
    events: list[Event] = []
    left = seconds
    while left > 0:
        clock.advance(min(every, left))
        events += player.tick()
        left -= every
    return events


def play_to_the_end(player: Player, clock: ManualClock, every: float = 1.5) -> list[Event]:
    """Tick until the session is over; fails if it does not advance."""
    events: list[Event] = []
    while player.position.state is not SessionState.ENDED:
        assert player.position.state in (SessionState.RUNNING, SessionState.COUNTING_IN), (
            f"stands still: {player.position.state}"
        )
        clock.advance(every)
        events += player.tick()
    return events
