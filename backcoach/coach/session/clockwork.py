"""Where a session is, and how it moves on against absolute deadlines.

Nothing here waits or counts ticks. Whoever owns a clockwork calls `tick` now and then (ten times a
second is plenty); a tick may come late, twice, or span several segments, and the outcome is the
same. All seconds are those of the injected clock, as of the last time it was looked at.
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
from backcoach.coach.planning.timeline import Segment, SegmentKind, Step
from backcoach.coach.session.course import Course
from backcoach.coach.session.events import (
    CountInStarted,
    Event,
    HalfwayReached,
    Interrupted,
    Paused,
    Resumed,
    SecondsLeft,
    SegmentStarted,
    SessionEnded,
    SetEnded,
    SideChanged,
    WaitingForUser,
    WorkEnded,
)
from backcoach.coach.session.set_progress import Tally

ROUNDING = 1e-6  # deadlines are sums of floats


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


class Clockwork:
    """Where in a session one is, what that means, and how it moves with the clock.

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

    # Moving on

    def start(self) -> list[Event]:
        """Begin with the first exercise."""
        self._look_at_clock()
        return self._enter(0, 0, self._seen, State.RUNNING)

    def tick(self) -> list[Event]:
        """Catch up with the clock."""
        before, before_asleep = self._seen, self._seen_asleep
        self._look_at_clock()
        gap = max(self._seen - before, self._seen_asleep - before_asleep)
        moving = self.state in (State.RUNNING, State.COUNTING_IN)
        if moving and gap > self._timing.gap_seconds * self._speed:
            self._freeze(before)
            return [Interrupted(gap), Paused()]
        return self._walk(before)

    def stand_still(self) -> None:
        """Stop the clock as of the last tick: of what came after it nothing is known."""
        if self.state in (State.RUNNING, State.COUNTING_IN):
            self._freeze(self._seen)

    def take_up(self) -> list[Event]:
        """Go on after `stand_still`, with the time to get ready once more first."""
        self._look_at_clock()
        if self.state is not State.PAUSED:
            return []
        seconds = self._timing.get_ready_seconds
        if self.in_work:
            return self._count_in(seconds)
        self._left = max(self._left, seconds)
        self._duration = max(self._duration, self._left)
        return self._run()

    # Walking

    def _look_at_clock(self) -> None:
        self._seen = self._clock.monotonic()
        self._seen_asleep = self._clock.awake_or_asleep()

    def _walk(self, since: float) -> list[Event]:
        """Pass every deadline up to now. Each new one builds on the old one, so nothing drifts."""
        events: list[Event] = []
        while True:
            if self.state is State.COUNTING_IN:
                events += self._last_seconds(since)
                if self._seen < self._deadline - ROUNDING:
                    return events
                since = self._deadline
                self._deadline += self._left
                self.state = State.RUNNING
                events.append(Resumed())
            elif self.state is State.RUNNING:
                events += self._cues(since)
                reached = min(self._seen, self._deadline)
                self.active_seconds += max(0.0, reached - since)
                self._credit(reached)
                if self._seen < self._deadline - ROUNDING:
                    return events
                since = self._deadline
                events += self._finish_segment(self._deadline)
            else:
                return events

    def _finish_segment(self, at: float) -> list[Event]:
        work = self.segment.kind is SegmentKind.WORK
        events: list[Event] = [WorkEnded(self.step)] if work else []
        if self._position + 1 < len(self.step.segments):
            return events + self._enter(self._at, self._position + 1, at, State.RUNNING)
        return events + self._finish_step(at)

    def _finish_step(self, at: float, then: State = State.RUNNING) -> list[Event]:
        tally = self._tally
        tally.close_attempt()
        events: list[Event] = [SetEnded(tally.record())]
        return events + self._go_to(self._course.after(self._at), at, then)

    def _go_to(self, index: int | None, at: float, then: State) -> list[Event]:
        if index is not None:
            return self._enter(index, 0, at, then)
        self._left = 0.0
        self.state = State.ENDED
        return [SessionEnded(left_early=False)]

    def _enter(self, index: int, position: int, at: float, state: State) -> list[Event]:
        if position <= 1:
            self._tally.close_attempt()
        self._at, self._position = index, position
        segment = self.segment
        self._duration = self._left = segment.seconds
        self._deadline = at + segment.seconds
        self._halfway_said = False
        self._last_back = None
        self.state = state
        events: list[Event] = [SegmentStarted(self.step, segment)]
        if segment.kind is SegmentKind.CHANGE_SIDE:
            events.append(SideChanged(self.step.side))
        if segment.kind is SegmentKind.GET_READY and not self.auto_advance:
            self.state = State.WAITING
            events.append(WaitingForUser(self.step))
        return events

    def _freeze(self, at: float) -> None:
        """Stop the clock as of `at`."""
        if self.state is State.RUNNING:
            self._left = max(0.0, self._deadline - at)
        self.state = State.PAUSED

    def _resume(self) -> list[Event]:
        if self.segment.kind is SegmentKind.WORK:
            return self._count_in(self._timing.count_in_seconds)
        return self._run()

    def _count_in(self, seconds: int) -> list[Event]:
        self._deadline = self._seen + seconds
        self.state = State.COUNTING_IN
        return [CountInStarted(seconds)]

    def _run(self) -> list[Event]:
        self._deadline = self._seen + self._left
        self.state = State.RUNNING
        return [Resumed()]

    def _credit(self, at: float) -> None:
        done = self._duration - max(0.0, self._deadline - at)
        self._tally.worked(self._position, self.segment, done)

    # Cues

    def _passed(self, left: float, since: float) -> bool:
        """Whether the instant with `left` seconds to go came after `since`."""
        return self._deadline - since - ROUNDING > left >= self._deadline - self._seen - ROUNDING

    def _last_seconds(self, since: float) -> list[Event]:
        """One event for each of the last seconds that began after `since`."""
        seconds = range(self._timing.last_seconds, 0, -1)
        return [SecondsLeft(second) for second in seconds if self._passed(second, since)]

    def _cues(self, since: float) -> list[Event]:
        events: list[Event] = []
        long_hold = (
            self.segment.kind is SegmentKind.WORK
            and self.segment.tempo is None
            and self._duration >= self._timing.halfway_from_seconds
        )
        # Time added later moves the half; it is said once all the same.
        if long_hold and not self._halfway_said and self._passed(self._duration / 2, since):
            self._halfway_said = True
            events.append(HalfwayReached())
        return events + self._last_seconds(since)
