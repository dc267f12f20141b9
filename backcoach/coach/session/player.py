"""Follows a session: where it is, what each command does to it, and the events that causes."""

from __future__ import annotations

from collections.abc import Mapping

from backcoach.coach.evidence.lights import Light, pain_light
from backcoach.coach.model.exercise import Exercise, Mode
from backcoach.coach.model.profile import Weight
from backcoach.coach.model.programme import Section, Timing
from backcoach.coach.model.records import Answer, PainReport, SetRecord, Where
from backcoach.coach.model.rules.pain import Elsewhere, Lights
from backcoach.coach.planning.plan import LoadToday, Plan
from backcoach.coach.planning.timeline import Segment, SegmentKind, Step
from backcoach.coach.session.course import Course
from backcoach.coach.session.events import (
    CountInStarted,
    Event,
    ExerciseEased,
    ExerciseSkipped,
    HalfwayReached,
    Interrupted,
    MainBlockEnded,
    NothingEasier,
    PainReported,
    Paused,
    Resumed,
    SecondsLeft,
    SegmentStarted,
    SessionEnded,
    SetEnded,
    SideChanged,
    TimeAdjusted,
    WaitingForUser,
    WalkTaken,
    WeightTaken,
    WorkEnded,
)
from backcoach.coach.session.segment_timer import ROUNDING, SegmentTimer, SessionClock, SessionState
from backcoach.coach.session.set_progress import SetProgress


class Player:
    """One session being followed. Commands return the events they caused, oldest first.

    Whoever owns a player calls `tick` now and then; ten times a second is plenty. All seconds are
    those of the injected clock, as of the last tick or command. `before` is the pain 0-10 said
    before the session, None where that is not known. `elsewhere` are the rules for what hurts
    other than the back; without them it always stops the exercise.
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
        elsewhere: Elsewhere | None = None,
        speed: float = 1.0,
        auto_advance: bool = True,
    ) -> None:
        self.plan = plan
        self.before = before
        self.auto_advance = auto_advance
        self.active_seconds = 0.0
        self.left_early = False
        self.pain_reports: list[PainReport] = []
        self.walk_minutes: int | None = None
        """Minutes of a walk outside that took the place of marching."""
        self._timing = timing
        self._lights = lights
        self._elsewhere = elsewhere
        self._speed = speed
        self._course = Course(plan, exercises, timing)
        self._at = 0
        """Index of the step."""
        self._position = 0
        """Index of the segment in the step."""
        self._timer = SegmentTimer(clock, self.segment.seconds)
        self._halfway_said = False
        self._last_back: float | None = None
        self._moving_when_asked = False

    # What is going on

    @property
    def state(self) -> SessionState:
        """What the session's clock is doing."""
        return self._timer.state

    @property
    def is_moving(self) -> bool:
        """Whether time runs: in a segment, or counting in to one."""
        return self._timer.is_moving

    @property
    def step(self) -> Step:
        """The set being done or got ready for."""
        return self._progress.step

    @property
    def segment(self) -> Segment:
        """The stretch of time being walked."""
        return self.step.segments[self._position]

    @property
    def finished(self) -> bool:
        """Followed to its end, not left."""
        return self.state is SessionState.ENDED and not self.left_early

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
        """Seconds left in the running segment."""
        return self._timer.seconds_left

    @property
    def elapsed(self) -> float:
        """Seconds done of the running segment."""
        return max(0.0, self.duration - self.seconds_left)

    @property
    def set_seconds_done(self) -> float:
        """Seconds of work done of this set so far, in this attempt."""
        return self._progress.seconds_so_far if self.in_work else 0.0

    @property
    def duration(self) -> float:
        """Length of the running segment in seconds, with time the user added or took away."""
        return self._timer.duration

    @property
    def count_in_left(self) -> float:
        """Seconds until work goes on; 0 when not counting in."""
        return self._timer.count_in_left

    @property
    def following(self) -> Step | None:
        """The step after this one; None at the end."""
        index = self._course.after(self._at)
        return None if index is None else self._course.sets[index].step

    @property
    def session_seconds_left(self) -> float:
        """Seconds until the session is over if nothing is changed any more."""
        if self.state is SessionState.ENDED:
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
        return self._progress.weight

    @property
    def load(self) -> LoadToday | None:
        """What was known of the weight of this exercise when the session began."""
        return self._course.load_of(self._at)

    def records(self) -> tuple[SetRecord, ...]:
        """Every set of the session as it stands now, those not reached included."""
        return self._course.records()

    @property
    def _progress(self) -> SetProgress:
        return self._course.sets[self._at]

    # Moving on

    def start(self) -> list[Event]:
        """Begin with the first exercise."""
        self._timer.look()
        return self._enter(0, 0, self._timer.now, SessionState.RUNNING)

    def tick(self) -> list[Event]:
        """Catch up with the clock."""
        before = self._timer.now
        gap = self._timer.look()
        if self.is_moving and gap > self._timing.gap_seconds * self._speed:
            self._timer.pause(before)
            return [Interrupted(gap), Paused()]
        return self._walk(before)

    def stand_still(self) -> None:
        """Stop the clock as of the last tick: of what came after it nothing is known."""
        if self.is_moving:
            self._timer.pause()

    def take_up(self) -> list[Event]:
        """Go on after `stand_still`, with the time to get ready once more first."""
        self._timer.look()
        if self.state is not SessionState.PAUSED:
            return []
        seconds = self._timing.get_ready_seconds
        if self.in_work:
            return self._count_in(seconds)
        self._timer.leave_at_least(seconds)
        return self._run()

    def _walk(self, since: float) -> list[Event]:
        """Pass every deadline up to now. Each new one builds on the old one, so nothing drifts."""
        events: list[Event] = []
        timer = self._timer
        while True:
            if self.state is SessionState.COUNTING_IN:
                events += self._last_seconds(since)
                if not timer.is_due:
                    return events
                since = timer.deadline
                timer.end_count_in()
                events.append(Resumed())
            elif self.state is SessionState.RUNNING:
                events += self._cues(since)
                reached = min(timer.now, timer.deadline)
                self.active_seconds += max(0.0, reached - since)
                self._progress.worked(self._position, self.segment, timer.done_by(reached))
                if not timer.is_due:
                    return events
                since = timer.deadline
                events += self._finish_segment(since)
            else:
                return events

    def _finish_segment(self, at: float) -> list[Event]:
        work = self.segment.kind is SegmentKind.WORK
        events: list[Event] = [WorkEnded(self.step)] if work else []
        if self._position + 1 < len(self.step.segments):
            return events + self._enter(self._at, self._position + 1, at, SessionState.RUNNING)
        return events + self._finish_step(at)

    def _finish_step(self, at: float, then: SessionState = SessionState.RUNNING) -> list[Event]:
        progress = self._progress
        progress.close_attempt()
        events: list[Event] = [SetEnded(progress.record())]
        return events + self._go_to(self._course.after(self._at), at, then)

    def _go_to(self, index: int | None, at: float, then: SessionState) -> list[Event]:
        if index is not None:
            return self._enter(index, 0, at, then)
        self._timer.end()
        return [SessionEnded(left_early=False)]

    def _enter(self, index: int, position: int, at: float, state: SessionState) -> list[Event]:
        if position <= 1:
            self._progress.close_attempt()
        self._at, self._position = index, position
        segment = self.segment
        waits = segment.kind is SegmentKind.GET_READY and not self.auto_advance
        self._timer.begin(segment.seconds, at, SessionState.WAITING if waits else state)
        self._halfway_said = False
        self._last_back = None
        events: list[Event] = [SegmentStarted(self.step, segment)]
        if segment.kind is SegmentKind.CHANGE_SIDE:
            events.append(SideChanged(self.step.exercise, self.step.side))
        if waits:
            events.append(WaitingForUser(self.step))
        return events

    def _resume(self) -> list[Event]:
        if self.segment.kind is SegmentKind.WORK:
            return self._count_in(self._timing.count_in_seconds)
        return self._run()

    def _count_in(self, seconds: int) -> list[Event]:
        self._timer.count_in(seconds)
        return [CountInStarted(seconds)]

    def _run(self) -> list[Event]:
        self._timer.run()
        return [Resumed()]

    # Commands

    def pause_or_resume(self) -> list[Event]:
        """One key: stand still, go on, or start what waits for the user."""
        events = self.tick()
        if self.is_moving:
            self._timer.pause()
            events.append(Paused())
        elif self.state is SessionState.PAUSED and not any(
            isinstance(e, Interrupted) for e in events
        ):
            events += self._resume()
        elif self.state is SessionState.WAITING:
            events += self._run()
        return events

    def next(self) -> list[Event]:
        """Done, next: start the work now, or end this set as far as it was done."""
        events = self.tick()
        if self.state is SessionState.ENDED:
            return events
        if self.state is SessionState.WAITING:
            return events + self._run()
        then = self._state_to_keep()
        if not self.in_work:
            return events + self._enter(self._at, 1, self._timer.now, then)
        self._timer.pause()
        return events + self._finish_step(self._timer.now, then)

    def back(self) -> list[Event]:
        """Start this set again; twice quickly: the set before."""
        events = self.tick()
        if self.state is SessionState.ENDED:
            return events
        quickly = self._timing.twice_quickly_seconds * self._speed
        twice = self._last_back is not None and self._timer.now - self._last_back <= quickly
        then = self._state_to_keep()
        self._timer.pause()
        index = self._course.before(self._at) if twice else self._at
        if index is None:
            index = self._at
        if index != self._at or not self.in_work:
            events += self._enter(index, 0, self._timer.now, then)
        else:
            events += self._enter(self._at, 1, self._timer.now, SessionState.PAUSED)
            if then is SessionState.RUNNING:
                events += self._resume()
        self._last_back = self._timer.now
        return events

    def skip(self) -> list[Event]:
        """Leave out what is left of this exercise."""
        events = self.tick()
        if self.state is SessionState.ENDED:
            return events
        then = self._state_to_keep()
        self._timer.pause()
        self._progress.close_attempt()
        self._course.skip_item(self._at)
        events.append(ExerciseSkipped(self.step.exercise))
        return events + self._go_to(self._course.after_item(self._at), self._timer.now, then)

    def easier(self, level: int) -> list[Event]:
        """An easier variant from here on; where an easier exercise exists, at `level`."""
        events = self.tick()
        if self.state is SessionState.ENDED:
            return events
        old = self.step.exercise
        new = self._course.easier_than(self._at, level)
        if new is None:
            return [*events, NothingEasier(old)]
        then = self._state_to_keep()
        self._timer.pause()
        self._progress.close_attempt()
        place = self._course.ease_item(self._at, new)
        events.append(ExerciseEased(old, new.exercise))
        return events + self._enter(place, 0, self._timer.now, then)

    def adjust(self, direction: int) -> list[Event]:
        """Make the running segment longer (+1) or shorter (-1) by the step of the programme.

        A set of repetitions changes by whole repetitions, never by the one being done.
        """
        events = self.tick()
        if self.state is SessionState.ENDED:
            return events
        change = self._adjustment(direction)
        if not change:
            return events
        self._timer.lengthen(change)
        events.append(TimeAdjusted(change))
        return events + self._walk(self._timer.now)

    def take_weight(self, weight: Weight | None) -> list[Event]:
        """From this set on hold `weight`; the sets before keep what was said of them."""
        events = self.tick()
        if self.state is SessionState.ENDED:
            return events
        self._course.take_weight(self._at, weight)
        return [*events, WeightTaken(weight)]

    @property
    def may_have_walked(self) -> bool:
        """Whether a walk can take the place of what is done now: the marching of the warm-up."""
        step = self.step
        is_marching = step.section is Section.WARM_UP and step.exercise.mode is Mode.TIME
        is_open = self.state is not SessionState.ENDED and self.walk_minutes is None
        return is_marching and is_open and self._timing.walk_before is not None

    def walked(self, minutes: int) -> list[Event]:
        """A walk outside of so many `minutes` has just ended: it takes the place of the marching.

        Enough of it is the whole warm-up; after less of it the rest is marched. ValueError where
        there is no marching, or for less than a minute.
        """
        events = self.tick()
        rules = self._timing.walk_before
        if minutes < 1 or rules is None or not self.may_have_walked:
            raise ValueError("no marching that a walk could take the place of")
        self.walk_minutes = minutes
        marched = self.elapsed if self.in_work else 0.0
        left = self.step.segments[1].seconds - marched - 60 * minutes
        enough = minutes >= rules.enough_minutes or left <= 0
        events.append(WalkTaken(minutes, enough))
        if not enough:
            self._course.march(self._at, marched + left)
            if self.in_work:
                self._timer.lengthen(marched + left - self.duration)
            return events
        then = self._state_to_keep()
        self._timer.pause()
        self._progress.close_attempt()
        following = self._course.walked_instead(self._at)
        return events + self._go_to(following, self._timer.now, then)

    def stop_to_ask(self) -> list[Event]:
        """Stop the clock while the user is asked something; `never_mind` lets it go on."""
        events = self.tick()
        self._moving_when_asked = self.is_moving
        if self._moving_when_asked:
            self._timer.pause()
            events.append(Paused())
        return events

    def never_mind(self) -> list[Event]:
        """It does not hurt after all: go on as before the question."""
        return self.tick() + (self._resume() if self._moving_when_asked else [])

    def light_of(
        self, pain: int | None, *, leg: bool = False, where: Where = Where.BACK
    ) -> Light | None:
        """What a pain 0-10 means now; None where the pain before the session is not known.

        What hurts elsewhere has no light.
        """
        if where.is_elsewhere:
            return None
        return pain_light(pain, self.before, self._lights, leg=leg)

    def offers(
        self,
        pain: int | None,
        level: int,
        *,
        leg: bool = False,
        where: Where = Where.BACK,
        locked: bool = False,
    ) -> tuple[Answer, ...]:
        """What may follow "this hurts" (`programme.md` §3.2), the most careful one first.

        Red stops the exercise and offers the easier variant, once: a second red in a session
        ends all that comes before the cool-down. Something new in a `leg` ends the session, or all
        that comes before the cool-down (§3.8); what it is decides which. Elsewhere the number alone
        decides, or that a joint is swollen or `locked`.
        """
        if leg:
            return (Answer.END, Answer.TO_COOL_DOWN)
        easier = () if self.easier_variant(level) is None else (Answer.EASIER,)
        if where.is_elsewhere:
            return self._offers_elsewhere(pain, easier, locked=locked)
        if self.light_of(pain) is not Light.RED:
            return (*easier, Answer.SKIP, Answer.GO_ON)
        if self._reds and self._course.cool_down_after(self._at) is not None:
            return (Answer.TO_COOL_DOWN,)
        return (Answer.SKIP,) if self._reds else (*easier, Answer.SKIP)

    def _offers_elsewhere(
        self, pain: int | None, easier: tuple[Answer, ...], *, locked: bool
    ) -> tuple[Answer, ...]:
        rules = self._elsewhere
        if locked or pain is None or rules is None or pain >= rules.leave_out_min:
            # A calf that needs a look today ends the session.
            return (Answer.SKIP, Answer.END)
        if pain >= rules.stop_min:
            return (*easier, Answer.SKIP)
        return (Answer.GO_ON, *easier, Answer.SKIP)

    def report_pain(
        self,
        pain: int | None,
        answer: Answer,
        level: int,
        *,
        leg: bool = False,
        where: Where = Where.BACK,
        locked: bool = False,
        without: tuple[str, ...] = (),
    ) -> list[Event]:
        """Record how much it hurts (0-10), where and when, and do what the user chose.

        In a rest the report belongs to the set just done, while getting ready to the one ahead. The
        exercises `without` are left out from here on. Raises ValueError for an answer that is not
        on offer.
        """
        if answer not in self.offers(pain, level, leg=leg, where=where, locked=locked):
            raise ValueError(f"{answer} is not on offer for a pain of {pain}")
        # The clock stood still while the question was open, however long that took.
        events = self.tick()
        report = self._report(pain, answer, leg=leg, where=where)
        self.pain_reports.append(report)
        events.append(PainReported(report))
        if answer is Answer.GO_ON:
            return events + self.never_mind()
        if answer is Answer.END:
            return events + self.leave()
        if self._moving_when_asked:
            # Only the question had stopped the clock: what follows runs on by itself.
            self._run()
        self._course.spare_exercises(self._at, without)
        if answer is Answer.TO_COOL_DOWN and self._is_before_cool_down:
            return events + self._to_cool_down()
        if answer is Answer.EASIER:
            return events + self.easier(level)
        return events + self.skip()

    def _report(self, pain: int | None, answer: Answer, *, leg: bool, where: Where) -> PainReport:
        progress, second = self._hurting()
        if pain is not None and not where.is_elsewhere:
            progress.reported_pain(pain)
        step = progress.step
        return PainReport(
            item=step.item,
            exercise=step.exercise.id,
            level=step.dose.level,
            side=step.side,
            number=step.number,
            second=round(second, 1),
            pain=pain,
            answer=answer,
            leg=leg,
            where=where,
        )

    @property
    def _reds(self) -> int:
        """How often something was red so far."""
        return sum(
            self.light_of(each.pain, leg=each.leg, where=each.where) is Light.RED
            for each in self.pain_reports
        )

    @property
    def _cool_down(self) -> int | None:
        """Where the cool-down begins that is ahead; None where none is."""
        return self._course.cool_down_after(self._at)

    @property
    def _is_before_cool_down(self) -> bool:
        return self.step.section is not Section.COOL_DOWN

    def end_main_block(self, without: tuple[str, ...] = ()) -> list[Event]:
        """Go on to the cool-down, of which the exercises `without` are left out.

        In the cool-down only what is among those stops.
        """
        events = self.tick()
        if self.state is SessionState.ENDED:
            return events
        self._course.spare_exercises(self._at, without)
        stops = self._is_before_cool_down or self.step.exercise.id in without
        if not stops:
            return events + self.never_mind()
        if self._moving_when_asked:
            # Only the question had stopped the clock: what follows runs on by itself.
            self._run()
        return events + (self._to_cool_down() if self._is_before_cool_down else self.skip())

    def _to_cool_down(self) -> list[Event]:
        """Leave out all that comes before the cool-down; without one the session is over."""
        place = self._cool_down
        if self.state is SessionState.ENDED:
            return []
        if place is None:
            return self.leave()
        then = self._state_to_keep()
        self._timer.pause()
        self._progress.close_attempt()
        self._course.spare_until(self._at, place)
        following = self._course.open_from(place)
        return [MainBlockEnded(), *self._go_to(following, self._timer.now, then)]

    def leave(self) -> list[Event]:
        """End the session here; what was done stands."""
        events = self.tick()
        if self.state is SessionState.ENDED:
            return events
        self._progress.close_attempt()
        self.left_early = True
        self._timer.end(self.seconds_left)
        return [*events, SessionEnded(left_early=True)]

    def advance_by_itself(self, on: bool) -> list[Event]:
        """From the next exercise on: start by itself, or wait for a key."""
        self.auto_advance = on
        return []

    def easier_variant(self, level: int) -> Exercise | None:
        """What `easier` would change to; None when there is nothing easier."""
        new = self._course.easier_than(self._at, level)
        return None if new is None else new.exercise

    def _state_to_keep(self) -> SessionState:
        """Who has paused goes on when they say so, whatever else they choose meanwhile."""
        return SessionState.PAUSED if self.state is SessionState.PAUSED else SessionState.RUNNING

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

    def _hurting(self) -> tuple[SetProgress, float]:
        """The set that a pain report belongs to, and how many seconds of its work were done."""
        before = self._course.before(self._at)
        if self.segment.kind in (SegmentKind.REST, SegmentKind.CHANGE_SIDE) and before is not None:
            progress = self._course.sets[before]
            return progress, progress.record().done.seconds
        return self._progress, self._progress.seconds_so_far if self.in_work else 0.0

    # Cues

    def _last_seconds(self, since: float) -> list[Event]:
        """One event for each of the last seconds that began after `since`."""
        seconds = range(self._timing.last_seconds, 0, -1)
        return [SecondsLeft(second) for second in seconds if self._timer.passed(second, since)]

    def _cues(self, since: float) -> list[Event]:
        events: list[Event] = []
        long_hold = (
            self.segment.kind is SegmentKind.WORK
            and self.segment.tempo is None
            and self.duration >= self._timing.halfway_from_seconds
        )
        # Time added later moves the half; it is said once all the same.
        if long_hold and not self._halfway_said and self._timer.passed(self.duration / 2, since):
            self._halfway_said = True
            events.append(HalfwayReached())
        return events + self._last_seconds(since)
