"""The set and segment under way in a session, and how the clock moves on from each to the next."""

from __future__ import annotations

from math import floor, inf

from backcoach.coach.model.profile import Weight
from backcoach.coach.model.programme import Timing
from backcoach.coach.planning.plan import LoadToday
from backcoach.coach.planning.timeline import Segment, SegmentKind, Step
from backcoach.coach.session.course import Course
from backcoach.coach.session.events import (
    CountInStarted,
    EarlySecondLeft,
    Event,
    HalfwayReached,
    Interrupted,
    Paused,
    RepetitionTurned,
    Resumed,
    SecondsLeft,
    SegmentStarted,
    SessionEnded,
    SetEnded,
    SideChanged,
    TimeAdjusted,
    WaitingForUser,
    WorkEnded,
)
from backcoach.coach.session.segment_timer import ROUNDING, SegmentTimer, SessionClock, SessionState
from backcoach.coach.session.set_progress import SetProgress


class SessionPosition:
    """Where a session is.

    What moves it returns the events this caused, oldest first. All seconds are those of the clock
    when it was last read, in `tick`; at a `speed` of 2 it runs twice as fast as real time.
    """

    def __init__(
        self,
        course: Course,
        timing: Timing,
        clock: SessionClock,
        *,
        speed: float = 1.0,
        auto_advance: bool = True,
    ) -> None:
        self.auto_advance = auto_advance
        """Whether the next exercises start by themselves, or wait for the user."""
        self.active_seconds = 0.0
        """Seconds that segments ran, without pauses."""
        self.index = 0
        """The index of the set in the course."""
        self.restarted_at: float | None = None
        """When the user restarted a set; None once another segment has begun since."""
        self._segment_index = 0
        self._course = course
        self._timing = timing
        self._gap_seconds = timing.gap_seconds * speed
        self._timer = SegmentTimer(clock, self.segment.seconds)
        self._halfway_announced = False

    # The present state

    @property
    def state(self) -> SessionState:
        """What the session is doing: running, paused, ended …"""
        return self._timer.state

    @property
    def is_moving(self) -> bool:
        """Whether time runs: in a segment, or counting in to one."""
        return self._timer.is_moving

    @property
    def has_ended(self) -> bool:
        """Whether the session is over."""
        return self.state is SessionState.ENDED

    @property
    def now(self) -> float:
        """The time of the clock when it was last read, in seconds."""
        return self._timer.now

    @property
    def progress(self) -> SetProgress:
        """The present set, and what has been done of it."""
        return self._course.sets[self.index]

    @property
    def step(self) -> Step:
        """The set that is being done, or prepared for."""
        return self.progress.step

    @property
    def segment(self) -> Segment:
        """The part of the set that is under way, such as a hold or a rest."""
        return self.step.segments[self._segment_index]

    @property
    def in_work(self) -> bool:
        """Whether the set has begun: working, or between its holds."""
        return self._segment_index > 0

    @property
    def hold(self) -> int:
        """The number of this hold, or of the next one (from 1); 0 in a set without holds."""
        ahead = self.step.segments[self._segment_index :]
        return next((segment.hold for segment in ahead if segment.hold), 0)

    @property
    def seconds_left(self) -> float:
        """Seconds left in the segment."""
        return self._timer.seconds_left

    @property
    def elapsed(self) -> float:
        """Seconds of the segment that have passed."""
        return max(0.0, self.duration - self.seconds_left)

    @property
    def duration(self) -> float:
        """Length of the segment in seconds, including time that the user added or took away."""
        return self._timer.duration

    @property
    def count_in_left(self) -> float:
        """Seconds until work resumes; 0 when not counting in."""
        return self._timer.count_in_left

    @property
    def until_next_second(self) -> float:
        """Seconds until a whole number of them is left, 0 excluded; cues belong to such moments.

        0 while nothing moves.
        """
        if not self.is_moving:
            return 0.0
        left = self.count_in_left or self.seconds_left
        return left - floor(left - ROUNDING)

    @property
    def until_next_event(self) -> float:
        """Seconds until time alone causes the next event; infinite while nothing moves."""
        if not self.is_moving:
            return inf
        left = self.count_in_left or self.seconds_left
        instants = [float(second) for second in range(self._counted_seconds + 1)]
        if self._is_long_hold and not self._halfway_announced:
            instants.append(self.duration / 2)
        tempo = self.segment.tempo
        if tempo is not None and self.state is SessionState.RUNNING:
            into = self.elapsed - floor((self.elapsed + ROUNDING) / tempo.seconds) * tempo.seconds
            turn = tempo.out + tempo.hold
            following = turn if into < turn - ROUNDING else tempo.seconds
            instants.append(left - following + into)
        return min((left - each for each in instants if each < left - ROUNDING), default=0.0)

    @property
    def set_seconds_done(self) -> float:
        """Seconds of work done in this attempt at the set."""
        return self.progress.seconds_so_far if self.in_work else 0.0

    @property
    def weight(self) -> Weight | None:
        """The weight of this set; None if there is none or it is not known."""
        return self.progress.weight

    @property
    def load(self) -> LoadToday | None:
        """The weight that was planned for this exercise."""
        return self._course.load_of(self.index)

    @property
    def following(self) -> Step | None:
        """The next step; None at the end."""
        index = self._course.after(self.index)
        return None if index is None else self._course.sets[index].step

    @property
    def session_seconds_left(self) -> float:
        """Seconds until the end of the session if nothing changes any more."""
        if self.has_ended:
            return 0.0
        later = sum(segment.seconds for segment in self.step.segments[self._segment_index + 1 :])
        return self.seconds_left + later + self._course.seconds_after(self.index)

    @property
    def session_share(self) -> float:
        """The share of the session that is behind, done or skipped: 0 to 1."""
        whole = self._course.seconds
        return max(0.0, 1 - self.session_seconds_left / whole) if whole else 1.0

    # Moved by the clock

    def start(self) -> list[Event]:
        """Begin with the first exercise."""
        self._timer.look()
        return self.enter(0, 0, SessionState.RUNNING)

    def tick(self) -> list[Event]:
        """Read the clock, and do all that is due. After a gap in time the session is paused."""
        before = self.now
        gap = self._timer.look()
        if self.is_moving and gap > self._gap_seconds:
            self._timer.pause(before)
            return [Interrupted(gap), Paused()]
        return self._catch_up(before)

    def _catch_up(self, since: float) -> list[Event]:
        """Pass every deadline between `since` and now.

        A new deadline is counted from the one before it, so that errors do not add up.
        """
        events: list[Event] = []
        timer = self._timer
        while True:
            if self.state is SessionState.COUNTING_IN:
                events += self._last_seconds(since)
                if not timer.is_due:
                    return events
                since = timer.deadline
                timer.end_count_in()
                events.append(Resumed(counted_in=True))
            elif self.state is SessionState.RUNNING:
                events += self._announcements(since)
                reached = min(timer.now, timer.deadline)
                self.active_seconds += max(0.0, reached - since)
                self.progress.worked(self._segment_index, self.segment, timer.done_by(reached))
                if not timer.is_due:
                    return events
                since = timer.deadline
                events += self._finish_segment(since)
            else:
                return events

    def _finish_segment(self, at: float) -> list[Event]:
        work = self.segment.kind is SegmentKind.WORK
        events: list[Event] = [WorkEnded(self.step)] if work else []
        if self._segment_index + 1 < len(self.step.segments):
            following = self._segment_index + 1
            return events + self.enter(self.index, following, SessionState.RUNNING, at)
        return events + self.finish_set(SessionState.RUNNING, at)

    def _last_seconds(self, since: float) -> list[SecondsLeft | EarlySecondLeft]:
        """One event for each of the last seconds that began after `since`."""
        last = self._timing.last_seconds
        return [
            SecondsLeft(second) if second <= last else EarlySecondLeft(second)
            for second in range(self._counted_seconds, 0, -1)
            if self._timer.passed(second, since)
        ]

    @property
    def _counted_seconds(self) -> int:
        """How many of the last seconds are counted down."""
        more = self._timing.long_last_seconds if self._is_long_hold else None
        return max(self._timing.last_seconds, more or 0)

    @property
    def _is_long_hold(self) -> bool:
        """Whether this is a hold or timed work long enough for a half-way call."""
        return (
            self.state is SessionState.RUNNING
            and self.segment.kind is SegmentKind.WORK
            and self.segment.tempo is None
            and self.duration >= self._timing.halfway_from_seconds
        )

    def _announcements(self, since: float) -> list[Event]:
        """The half, the turns of repetitions and the last seconds that came after `since`."""
        events: list[Event] = []
        is_half = self._timer.passed(self.duration / 2, since)
        # Time that is added later moves the half, which is announced only once all the same.
        if self._is_long_hold and is_half and not self._halfway_announced:
            self._halfway_announced = True
            events.append(HalfwayReached())
        # In the order of their instants, so that one late look tells the same as many looks.
        timed = [*self._turns(since), *((each.seconds, each) for each in self._last_seconds(since))]
        return events + [event for _, event in sorted(timed, key=lambda each: -each[0])]

    def _turns(self, since: float) -> list[tuple[float, Event]]:
        """The turns of paced repetitions that came after `since`, each with the seconds left."""
        tempo = self.segment.tempo
        if tempo is None:
            return []
        elapsed_before = self.elapsed - (self.now - since)
        first = max(1, int(elapsed_before // tempo.seconds))
        turns = [
            (self.duration - (number - 1) * tempo.seconds - after, number, after > 0)
            for number in range(first, int(self.elapsed // tempo.seconds) + 3)
            for after in (0, tempo.out + tempo.hold)
        ]
        return [
            (left, RepetitionTurned(number, is_back))
            for left, number, is_back in turns
            if 0 < left < self.duration and self._timer.passed(left, since)
        ]

    # Moved by a command

    def enter(
        self, index: int, segment_index: int, state: SessionState, at: float | None = None
    ) -> list[Event]:
        """Begin a segment of the set at `index`, in `state`, at the instant `at` (None: now)."""
        if segment_index <= 1:
            self.progress.close_attempt()
        self.index, self._segment_index = index, segment_index
        segment = self.segment
        waits = segment.kind is SegmentKind.GET_READY and not self.auto_advance
        self._timer.begin(
            segment.seconds,
            self.now if at is None else at,
            SessionState.WAITING if waits else state,
        )
        self._halfway_announced = False
        self.restarted_at = None
        events: list[Event] = [SegmentStarted(self.step, segment)]
        if segment.kind is SegmentKind.CHANGE_SIDE:
            events.append(SideChanged(self.step.exercise, self.step.side))
        if waits:
            events.append(WaitingForUser(self.step))
        return events

    def go_to(self, index: int | None, state: SessionState, at: float | None = None) -> list[Event]:
        """Begin the set at `index`; without one the session is over."""
        if index is not None:
            return self.enter(index, 0, state, at)
        self.end()
        return [SessionEnded(left_early=False)]

    def finish_set(self, state: SessionState, at: float | None = None) -> list[Event]:
        """End this set with what was done of it, and begin the next."""
        ended = SetEnded(self.progress.record())
        return [ended, *self.go_to(self._course.after(self.index), state, at)]

    def end(self, seconds_left: float = 0.0) -> None:
        """End the session, with `seconds_left` of its last segment not done."""
        self.progress.close_attempt()
        self._timer.end(seconds_left)

    def pause(self) -> list[Event]:
        """Stop the clock as of when it was last read."""
        self._timer.pause()
        return [Paused()]

    def stop_for_change(self) -> SessionState:
        """Stop the clock. Returns the state in which the session goes on after a change of place.

        A user who had paused stays paused.
        """
        paused = self.state is SessionState.PAUSED
        self._timer.pause()
        return SessionState.PAUSED if paused else SessionState.RUNNING

    def run(self) -> list[Event]:
        """Resume the segment at once."""
        self._timer.run()
        return [Resumed()]

    def resume(self) -> list[Event]:
        """Resume the segment, work with a count-in."""
        if self.segment.kind is SegmentKind.WORK:
            return self._count_in(self._timing.count_in_seconds)
        return self.run()

    def resume_after(self, seconds: int) -> list[Event]:
        """Resume a paused session, with so many seconds to get ready first."""
        self._timer.look()
        if self.state is not SessionState.PAUSED:
            return []
        if self.in_work:
            return self._count_in(seconds)
        self._timer.leave_at_least(seconds)
        return self.run()

    def _count_in(self, seconds: int) -> list[Event]:
        self._timer.count_in(seconds)
        return [CountInStarted(seconds)]

    def lengthen(self, seconds: float) -> None:
        """Make the segment longer, or shorter by negative `seconds`."""
        self._timer.lengthen(seconds)

    def adjust(self, direction: int) -> list[Event]:
        """Make the segment longer (+1) or shorter (-1) by the step of the programme.

        A set of repetitions changes by whole repetitions, and the present one always remains.
        """
        change = self._adjustment(direction)
        if not change:
            return []
        self.lengthen(change)
        return [TimeAdjusted(change), *self._catch_up(self.now)]

    def _adjustment(self, direction: int) -> float:
        step = self._timing.adjust_seconds
        tempo = self.segment.tempo
        if tempo is None:
            return float(step) if direction > 0 else -min(float(step), self.seconds_left)
        reps = max(1, round(step / tempo.seconds))
        if direction > 0:
            return float(reps * tempo.seconds)
        started = int((self.elapsed + ROUNDING) // tempo.seconds) + 1
        planned = round(self.duration / tempo.seconds)
        return -float(max(0, min(reps, planned - started)) * tempo.seconds)
