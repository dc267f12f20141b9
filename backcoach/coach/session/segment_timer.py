"""Counts down the segments of a session against absolute deadlines.

Nothing here waits or counts ticks. The owner of a timer calls `look` now and then; a call may come
late, twice, or after several segments, with the same result. All seconds are those of the injected
clock at the last call.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

ROUNDING = 1e-6  # deadlines are sums of floats


class SessionClock(Protocol):
    """The two counters a session needs, in seconds; see `backcoach.clock`."""

    def monotonic(self) -> float:
        """Seconds without those during which the machine slept."""
        ...

    def awake_or_asleep(self) -> float:
        """Seconds with those during which the machine slept."""
        ...


class SessionState(StrEnum):
    """The state of a session."""

    WAITING = "waiting"
    RUNNING = "running"
    COUNTING_IN = "counting_in"
    PAUSED = "paused"
    ENDED = "ended"


class SegmentTimer:
    """How long the present segment still takes, and whether it runs.

    `duration` is its length in seconds, with changes by the user. `deadline` is the instant at
    which it ends, or at which its count-in ends; `now` is that of the last look.
    """

    def __init__(self, clock: SessionClock, seconds: float) -> None:
        """Create it, waiting before a first segment of `seconds`."""
        self._clock = clock
        self.now = clock.monotonic()
        self._now_asleep = clock.awake_or_asleep()
        self.begin(seconds, self.now, SessionState.WAITING)

    def look(self) -> float:
        """Read the clock. Returns the seconds since the last look, by the counter that advanced
        further.
        """
        before, before_asleep = self.now, self._now_asleep
        self.now, self._now_asleep = self._clock.monotonic(), self._clock.awake_or_asleep()
        return max(self.now - before, self._now_asleep - before_asleep)

    @property
    def is_moving(self) -> bool:
        """Whether the segment or its count-in runs."""
        return self.state in (SessionState.RUNNING, SessionState.COUNTING_IN)

    @property
    def seconds_left(self) -> float:
        """Seconds left in the segment."""
        if self.state is SessionState.RUNNING:
            return max(0.0, self.deadline - self.now)
        return self._left

    @property
    def count_in_left(self) -> float:
        """Seconds left of the count-in; 0 if there is none."""
        if self.state is not SessionState.COUNTING_IN:
            return 0.0
        return max(0.0, self.deadline - self.now)

    @property
    def is_due(self) -> bool:
        """Whether the deadline has passed."""
        return self.now >= self.deadline - ROUNDING

    def done_by(self, at: float) -> float:
        """Seconds of the running segment that are done at the instant `at`."""
        return self.duration - max(0.0, self.deadline - at)

    def passed(self, left: float, since: float) -> bool:
        """Whether the instant with `left` seconds left came after `since`."""
        return self.deadline - since - ROUNDING > left >= self.deadline - self.now - ROUNDING

    def begin(self, seconds: float, at: float, state: SessionState) -> None:
        """Start a segment of `seconds` at the instant `at`."""
        self.duration = self._left = seconds
        self.deadline = at + seconds
        self.state = state

    def pause(self, at: float | None = None) -> None:
        """Pause at the instant `at`, by default that of the last look."""
        if self.state is SessionState.RUNNING:
            self._left = max(0.0, self.deadline - (self.now if at is None else at))
        self.state = SessionState.PAUSED

    def run(self) -> None:
        """Resume the segment."""
        self.deadline = self.now + self._left
        self.state = SessionState.RUNNING

    def count_in(self, seconds: float) -> None:
        """Resume the segment after a count-in of `seconds`."""
        self.deadline = self.now + seconds
        self.state = SessionState.COUNTING_IN

    def end_count_in(self) -> None:
        """Resume the segment at the deadline of the count-in, so that no time is lost."""
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
        """Extend a paused segment to at least `seconds` left."""
        self._left = max(self._left, seconds)
        self.duration = max(self.duration, self._left)

    def end(self, seconds_left: float = 0.0) -> None:
        """End the session, with `seconds_left` of the last segment not done."""
        self._left = seconds_left
        self.state = SessionState.ENDED
