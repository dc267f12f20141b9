"""Walks a session's steps against absolute deadlines.

Nothing here waits or counts ticks. Whoever owns a walk calls `tick` now and then (ten times a
second is plenty); a tick may come late, twice, or span several segments, and the outcome is the
same. All seconds are those of the injected clock.
"""

from __future__ import annotations

from backcoach.coach.planning.timeline import Kind
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
from backcoach.coach.session.position import Position, State

HAIR = 1e-6  # deadlines are sums of floats


class Walk(Position):
    """A position in a session that moves with the clock."""

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
                if self._seen < self._deadline - HAIR:
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
                if self._seen < self._deadline - HAIR:
                    return events
                since = self._deadline
                events += self._finish_segment(self._deadline)
            else:
                return events

    def _finish_segment(self, at: float) -> list[Event]:
        work = self.segment.kind is Kind.WORK
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
        if segment.kind is Kind.CHANGE_SIDE:
            events.append(SideChanged(self.step.side))
        if segment.kind is Kind.GET_READY and not self.auto_advance:
            self.state = State.WAITING
            events.append(WaitingForUser(self.step))
        return events

    def _freeze(self, at: float) -> None:
        """Stop the clock as of `at`."""
        if self.state is State.RUNNING:
            self._left = max(0.0, self._deadline - at)
        self.state = State.PAUSED

    def _resume(self) -> list[Event]:
        if self.segment.kind is Kind.WORK:
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
        return self._deadline - since - HAIR > left >= self._deadline - self._seen - HAIR

    def _last_seconds(self, since: float) -> list[Event]:
        """One event for each of the last seconds that began after `since`."""
        seconds = range(self._timing.last_seconds, 0, -1)
        return [SecondsLeft(second) for second in seconds if self._passed(second, since)]

    def _cues(self, since: float) -> list[Event]:
        events: list[Event] = []
        long_hold = (
            self.segment.kind is Kind.WORK
            and self.segment.tempo is None
            and self._duration >= self._timing.halfway_from_seconds
        )
        # Time added later moves the half; it is said once all the same.
        if long_hold and not self._halfway_said and self._passed(self._duration / 2, since):
            self._halfway_said = True
            events.append(HalfwayReached())
        return events + self._last_seconds(since)
