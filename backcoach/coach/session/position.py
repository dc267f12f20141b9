"""Where in a session one is: the set, the stretch of time in it, and what is left of both.

All seconds are those of the injected clock, as of the last time it was looked at. `Walk` moves on.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.profile import Weight
from backcoach.coach.model.programme import Timing
from backcoach.coach.model.records import PainReport, SetRecord
from backcoach.coach.model.rules import Lights
from backcoach.coach.planning.plan import LoadToday, Plan
from backcoach.coach.planning.timeline import Segment, Step
from backcoach.coach.session.course import Course
from backcoach.coach.session.set_progress import Tally


class SessionClock(Protocol):
    """The two counters a session needs, in seconds; see `backcoach.clock`."""

    def monotonic(self) -> float:
        """Seconds that stand still while the machine sleeps."""
        ...

    def awake_or_asleep(self) -> float:
        """Seconds that run on while the machine sleeps."""
        ...


class State(StrEnum):
    """What the session's clock is doing."""

    WAITING = "waiting"
    RUNNING = "running"
    COUNTING_IN = "counting_in"
    PAUSED = "paused"
    ENDED = "ended"


class Position:
    """Where in a session one is, and what that means.

    `before` is the pain 0-10 said before the session, None where that is not known.
    """

    def __init__(
        self,
        plan: Plan,
        exercises: Mapping[str, Exercise],
        timing: Timing,
        clock: SessionClock,
        lights: Lights,
        *,
        before: int | None = None,
        speed: float = 1.0,
        auto_advance: bool = True,
    ) -> None:
        self.plan = plan
        self.before = before
        self.auto_advance = auto_advance
        self.state = State.WAITING
        self.active_seconds = 0.0
        self.left_early = False
        self.pain_reports: list[PainReport] = []
        self._timing = timing
        self._lights = lights
        self._clock = clock
        self._speed = speed
        self._course = Course(plan, exercises, timing)
        self._at = 0
        self._position = 0
        self._duration = self.segment.seconds
        self._left = self._duration
        self._deadline = 0.0
        self._halfway_said = False
        self._seen = clock.monotonic()
        self._seen_asleep = clock.awake_or_asleep()
        self._last_back: float | None = None
        self._moving_when_asked = False

    # What is going on

    @property
    def step(self) -> Step:
        """The set being done or got ready for."""
        return self._tally.step

    @property
    def segment(self) -> Segment:
        """The stretch of time being walked."""
        return self.step.segments[self._position]

    @property
    def finished(self) -> bool:
        """Followed to its end, not left."""
        return self.state is State.ENDED and not self.left_early

    @property
    def in_work(self) -> bool:
        """In a set: working, or between its holds."""
        return self._position > 0

    @property
    def hold(self) -> int:
        """Number of the hold being done, or of the one that comes (1-based; 0 without holds)."""
        ahead = self.step.segments[self._position :]
        return next((segment.hold for segment in ahead if segment.hold), 0)

    @property
    def seconds_left(self) -> float:
        """Seconds left in the running segment, as of the last tick."""
        if self.state is State.RUNNING:
            return max(0.0, self._deadline - self._seen)
        return self._left

    @property
    def elapsed(self) -> float:
        """Seconds done of the running segment, as of the last tick."""
        return max(0.0, self._duration - self.seconds_left)

    @property
    def duration(self) -> float:
        """Length of the running segment in seconds, with time the user added or took away."""
        return self._duration

    @property
    def count_in_left(self) -> float:
        """Seconds until work goes on; 0 when not counting in."""
        if self.state is not State.COUNTING_IN:
            return 0.0
        return max(0.0, self._deadline - self._seen)

    @property
    def following(self) -> Step | None:
        """The step after this one; None at the end."""
        index = self._course.after(self._at)
        return None if index is None else self._course.tallies[index].step

    @property
    def session_seconds_left(self) -> float:
        """Seconds until the session is over if nothing is changed any more."""
        if self.state is State.ENDED:
            return 0.0
        later = sum(segment.seconds for segment in self.step.segments[self._position + 1 :])
        return self.seconds_left + later + self._course.seconds_after(self._at)

    @property
    def session_share(self) -> float:
        """How far the session is, 0-1: what lies behind, done or skipped, of the whole."""
        whole = self._course.seconds
        return max(0.0, 1 - self.session_seconds_left / whole) if whole else 1.0

    @property
    def weight(self) -> Weight | None:
        """What this set is done with, as far as it was told."""
        return self._tally.weight

    @property
    def load(self) -> LoadToday | None:
        """What was known of the weight of this exercise when the session began."""
        return self._course.load_of(self._at)

    def records(self) -> tuple[SetRecord, ...]:
        """Every set of the session as it stands now, those not reached included."""
        return self._course.records()

    @property
    def _tally(self) -> Tally:
        return self._course.tallies[self._at]
