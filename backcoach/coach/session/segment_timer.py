"""Counts down the segments of a session against absolute deadlines.

Nothing here waits or counts ticks. Whoever owns a timer lets it `look` at the clock now and then;
a look may come late, twice, or span several segments, and the outcome is the same. All seconds are
those of the injected clock, as of the last look.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

ROUNDING = 1e-6  # deadlines are sums of floats


class SessionClock(Protocol):
    """The two counters a session needs, in seconds; see `backcoach.clock`."""

    def monotonic(self) -> float:
        """Seconds that stand still while the machine sleeps."""
        ...

    def awake_or_asleep(self) -> float:
        """Seconds that run on while the machine sleeps."""
        ...


class SessionState(StrEnum):
    """What the session's clock is doing."""

    WAITING = "waiting"
    RUNNING = "running"
    COUNTING_IN = "counting_in"
    PAUSED = "paused"
    ENDED = "ended"


class SegmentTimer:
    """How long the present segment still takes, and whether it runs.

    `duration` is its length in seconds, with time the user added or took away. `deadline` is the
    instant at which it ends, or the count-in before it goes on; `now` is that of the last look.
    """

    def __init__(self, clock: SessionClock, seconds: float) -> None:
        """It waits before a first segment of so many `seconds`."""
        self._clock = clock
        self.now = clock.monotonic()
        self._now_asleep = clock.awake_or_asleep()
        self.begin(seconds, self.now, SessionState.WAITING)

    def look(self) -> float:
        """Look at the clock; the seconds since the last look, by the counter that went further."""
        before, before_asleep = self.now, self._now_asleep
        self.now, self._now_asleep = self._clock.monotonic(), self._clock.awake_or_asleep()
        return max(self.now - before, self._now_asleep - before_asleep)

    @property
    def is_moving(self) -> bool:
        """Whether it runs or counts in."""
        return self.state in (SessionState.RUNNING, SessionState.COUNTING_IN)

    @property
    def seconds_left(self) -> float:
        """Seconds left in the segment."""
        if self.state is SessionState.RUNNING:
            return max(0.0, self.deadline - self.now)
        return self._left

    @property
    def count_in_left(self) -> float:
        """Seconds until the segment goes on; 0 when not counting in."""
        if self.state is not SessionState.COUNTING_IN:
            return 0.0
        return max(0.0, self.deadline - self.now)

    @property
    def is_due(self) -> bool:
        """Whether the deadline has come."""
        return self.now >= self.deadline - ROUNDING

    def done_by(self, at: float) -> float:
        """Seconds of the running segment that are done at the instant `at`."""
        return self.duration - max(0.0, self.deadline - at)

    def passed(self, left: float, since: float) -> bool:
        """Whether the instant with `left` seconds to go came after `since`."""
        return self.deadline - since - ROUNDING > left >= self.deadline - self.now - ROUNDING

    def begin(self, seconds: float, at: float, state: SessionState) -> None:
        """Begin a segment of so many `seconds` at the instant `at`."""
        self.duration = self._left = seconds
        self.deadline = at + seconds
        self.state = state

    def wait(self) -> None:
        """Wait for the user before the segment that has just begun."""
        self.state = SessionState.WAITING

    def pause(self, at: float | None = None) -> None:
        """Stand still as of the instant `at`, by default that of the last look."""
        if self.state is SessionState.RUNNING:
            self._left = max(0.0, self.deadline - (self.now if at is None else at))
        self.state = SessionState.PAUSED

    def run(self) -> None:
        """Go on with what is left."""
        self.deadline = self.now + self._left
        self.state = SessionState.RUNNING

    def count_in(self, seconds: float) -> None:
        """Go on with what is left after so many `seconds`."""
        self.deadline = self.now + seconds
        self.state = SessionState.COUNTING_IN

    def end_count_in(self) -> None:
        """Go on with what is left from the deadline of the count-in, so that nothing drifts."""
        self.deadline += self._left
        self.state = SessionState.RUNNING

    def lengthen(self, seconds: float) -> None:
        """Make the segment longer, or shorter by negative `seconds`."""
        self.duration += seconds
        if self.state is SessionState.RUNNING:
            self.deadline += seconds
        else:
            self._left += seconds

    def leave_at_least(self, seconds: float) -> None:
        """Make a segment that stands still longer where less than so many `seconds` are left."""
        self._left = max(self._left, seconds)
        self.duration = max(self.duration, self._left)

    def end(self, seconds_left: float = 0.0) -> None:
        """Stop for good, with so many seconds of the last segment not done."""
        self._left = seconds_left
        self.state = SessionState.ENDED
