"""Carries out the commands of a session, and returns the events they cause."""

from __future__ import annotations

from collections.abc import Mapping

from backcoach.coach.model.exercise import Exercise, Mode
from backcoach.coach.model.profile import Weight
from backcoach.coach.model.programme import Section, Timing
from backcoach.coach.model.records import Answer, PainReport, SetRecord, Where
from backcoach.coach.model.rules.pain import Elsewhere, Lights
from backcoach.coach.planning.get_ready import Transition
from backcoach.coach.planning.plan import Plan
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.course import Course
from backcoach.coach.session.events import (
    Event,
    ExerciseEased,
    ExerciseSkipped,
    GrabTold,
    Interrupted,
    MainBlockEnded,
    NothingEasier,
    PainReported,
    SessionEnded,
    WalkTaken,
    WeightTaken,
)
from backcoach.coach.session.pain import SessionPain
from backcoach.coach.session.position import SessionPosition
from backcoach.coach.session.segment_timer import SessionClock, SessionState
from backcoach.coach.session.set_progress import SetProgress


class Player:
    """A running session. Each command returns the events it caused, oldest first.

    Call `tick` regularly; ten times a second is enough. `before` is the pain 0-10 before the
    session, None if it is not known, and `elsewhere` are the rules for pain of neither back nor
    leg. At a `speed` of 2 the clock runs twice as fast as real time.
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
        self.left_early = False
        self.walk_minutes: int | None = None
        """Minutes of a walk outside that replaced the marching."""
        self.pain = SessionPain(before, lights, elsewhere)
        self._timing = timing
        self._speed = speed
        self._course = Course(plan, exercises, timing)
        self.position = SessionPosition(
            self._course, timing, clock, speed=speed, auto_advance=auto_advance
        )
        self._moving_when_asked = False

    # The present state

    @property
    def finished(self) -> bool:
        """Whether the session was followed to its end, and not left before."""
        return self.position.has_ended and not self.left_early

    def records(self) -> tuple[SetRecord, ...]:
        """The record of every set as it is now, also of those not reached."""
        return self._course.records()

    # Starting, pausing, leaving

    def start(self) -> list[Event]:
        """Begin with the first exercise."""
        return self.position.start()

    def tick(self) -> list[Event]:
        """Read the clock, and do all that is due."""
        return self.position.tick()

    def pause_or_resume(self) -> list[Event]:
        """Pause, resume, or start what waits for the user: all on one key."""
        events = self.tick()
        position = self.position
        if position.is_moving:
            events += position.pause()
        elif position.state is SessionState.WAITING:
            events += position.run()
        elif position.state is SessionState.PAUSED and not any(
            isinstance(each, Interrupted) for each in events
        ):
            events += position.resume()
        return events

    def stand_still(self) -> None:
        """Pause as of the last tick: what happened after it is not known."""
        if self.position.is_moving:
            self.position.pause()

    def take_up(self) -> list[Event]:
        """Resume after `stand_still`, with the time that getting back into position takes."""
        return self.position.resume_after(self.way_back.seconds)

    @property
    def way_back(self) -> Transition:
        """What has to change before the present set for somebody who has got up meanwhile."""
        return self._course.from_standing(self.position.index)

    def stop_to_ask(self) -> list[Event]:
        """Stop the clock while the user is asked something; `never_mind` resumes."""
        events = self.tick()
        self._moving_when_asked = self.position.is_moving
        if self._moving_when_asked:
            events += self.position.pause()
        return events

    def never_mind(self) -> list[Event]:
        """Return to the state before the question."""
        return self.tick() + (self.position.resume() if self._moving_when_asked else [])

    def leave(self) -> list[Event]:
        """End the session now; what was done counts."""
        events = self.tick()
        if self.position.has_ended:
            return events
        self.left_early = True
        self.position.end(self.position.seconds_left)
        return [*events, SessionEnded(left_early=True)]

    def advance_by_itself(self, on: bool) -> list[Event]:
        """From the next exercise on, start exercises automatically (`on`) or on a key."""
        self.position.auto_advance = on
        return []

    # From set to set

    def next(self) -> list[Event]:
        """Skip the time to get ready, or end this set with what was done of it."""
        events = self.tick()
        position = self.position
        if position.has_ended:
            return events
        if position.state is SessionState.WAITING:
            return events + position.run()
        then = position.stop_for_change()
        if not position.in_work:
            return events + position.enter(position.index, 1, then)
        return events + position.finish_set(then)

    def back(self) -> list[Event]:
        """Restart this set; twice in quick succession: the set before."""
        events = self.tick()
        position = self.position
        if position.has_ended:
            return events
        restarted = position.restarted_at
        quickly = self._timing.twice_quickly_seconds * self._speed
        twice = restarted is not None and position.now - restarted <= quickly
        before = self._course.before(position.index) if twice else None
        then = position.stop_for_change()
        if before is not None or not position.in_work:
            events += position.enter(position.index if before is None else before, 0, then)
        else:
            events += position.enter(position.index, 1, SessionState.PAUSED)
            if then is SessionState.RUNNING:
                events += position.resume()
        position.restarted_at = position.now
        return events

    def skip(self) -> list[Event]:
        """Skip the rest of this exercise."""
        events = self.tick()
        position = self.position
        if position.has_ended:
            return events
        then = position.stop_for_change()
        self._course.skip_item(position.index)
        events.append(ExerciseSkipped(position.step.exercise))
        return events + position.go_to(self._course.after_item(position.index), then)

    # Changes to an exercise

    def easier_variant(self, level: int) -> Exercise | None:
        """What `easier` would change to; None when there is nothing easier."""
        new = self._course.easier_than(self.position.index, level)
        return None if new is None else new.exercise

    def easier(self, level: int) -> list[Event]:
        """Change to an easier variant for the rest; where that is another exercise, at `level`."""
        events = self.tick()
        position = self.position
        if position.has_ended:
            return events
        old = position.step.exercise
        new = self._course.easier_than(position.index, level)
        if new is None:
            return [*events, NothingEasier(old)]
        then = position.stop_for_change()
        place = self._course.ease_item(position.index, new)
        events.append(ExerciseEased(old, new.exercise))
        return events + position.enter(place, 0, then)

    def adjust(self, direction: int) -> list[Event]:
        """Make the running segment longer (+1) or shorter (-1) by the step of the programme.

        A set of repetitions changes by whole repetitions, and the present one always remains.
        """
        events = self.tick()
        return events if self.position.has_ended else events + self.position.adjust(direction)

    def take_weight(self, weight: Weight | None) -> list[Event]:
        """Use `weight` from this set on; the sets before keep theirs."""
        events = self.tick()
        if self.position.has_ended:
            return events
        self._course.take_weight(self.position.index, weight)
        return [*events, WeightTaken(weight)]

    @property
    def asks_about_grab(self) -> Exercise | None:
        """The exercise for balance just done, until it is told whether there was need to grab.

        The question is open until the next set is over. Nothing waits for an answer: without one
        it stays unknown.
        """
        if self.position.has_ended:
            return None
        found = self._course.balanced_before(self.position.index)
        return found[-1].step.exercise if found else None

    def tell_grab(self, *, grabbed: bool) -> list[Event]:
        """Record whether the user had to grab the support in the exercise for balance just done.

        This holds for all sets of it without an answer. Raises ValueError where it is not asked.
        """
        events = self.tick()
        if self.position.has_ended:
            return events
        found = self._course.balanced_before(self.position.index)
        if not found:
            raise ValueError("no exercise for balance was just done")
        for each in found:
            each.grabbed = grabbed
        return [*events, GrabTold(found[-1].step.exercise, grabbed)]

    @property
    def may_have_walked(self) -> bool:
        """Whether a walk outside can replace the present step: the marching of the warm-up."""
        step = self.position.step
        is_marching = step.section is Section.WARM_UP and step.exercise.mode is Mode.TIME
        is_open = not self.position.has_ended and self.walk_minutes is None
        return is_marching and is_open and self._timing.walk_before is not None

    def walked(self, minutes: int) -> list[Event]:
        """Count a walk outside of so many `minutes`, just ended, as marching.

        A long one replaces the whole warm-up; after a shorter one the rest is marched. Raises
        ValueError where there is no marching, or for less than a minute.
        """
        events = self.tick()
        position = self.position
        rules = self._timing.walk_before
        if minutes < 1 or rules is None or not self.may_have_walked:
            raise ValueError("no marching that a walk could take the place of")
        self.walk_minutes = minutes
        marched = position.elapsed if position.in_work else 0.0
        left = position.step.segments[1].seconds - marched - 60 * minutes
        enough = minutes >= rules.enough_minutes or left <= 0
        events.append(WalkTaken(minutes, enough))
        if not enough:
            self._course.march(position.index, marched + left)
            if position.in_work:
                position.lengthen(marched + left - position.duration)
            return events
        then = position.stop_for_change()
        following = self._course.walked_instead(position.index)
        return events + position.go_to(following, then)

    # Pain

    def offers(
        self,
        pain: int | None,
        level: int,
        *,
        leg: bool = False,
        where: Where = Where.BACK,
        locked: bool = False,
    ) -> tuple[Answer, ...]:
        """What the user may do about a pain now, the most careful answer first.

        `level` is the one for an easier exercise. See `SessionPain.answers_to`.
        """
        return self.pain.answers_to(
            pain,
            easier=self.easier_variant(level) is not None,
            cool_down=self._course.cool_down_after(self.position.index) is not None,
            leg=leg,
            where=where,
            locked=locked,
        )

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
        """Record a pain (0-10) and where it was, and do what the user chose to do about it.

        The exercises `without` (ids) are left out of the rest of the session. Raises ValueError for
        an answer that is not on offer.
        """
        if answer not in self.offers(pain, level, leg=leg, where=where, locked=locked):
            raise ValueError(f"{answer} is not on offer for a pain of {pain}")
        # The clock stood still while the question was open, however long that took.
        events = self.tick()
        report = self._report(pain, answer, leg=leg, where=where)
        self.pain.reports.append(report)
        events.append(PainReported(report))
        if answer is Answer.GO_ON:
            return events + self.never_mind()
        if answer is Answer.END:
            return events + self.leave()
        self._run_if_asked()
        self._course.spare_exercises(self.position.index, without)
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

    def _hurting(self) -> tuple[SetProgress, float]:
        """The set that a pain report is about, and how many seconds of its work were done.

        In a rest it is the set before, while getting ready the set ahead.
        """
        position = self.position
        before = self._course.before(position.index)
        resting = position.segment.kind in (SegmentKind.REST, SegmentKind.CHANGE_SIDE)
        if resting and before is not None:
            progress = self._course.sets[before]
            return progress, progress.record().done.seconds
        return position.progress, position.set_seconds_done

    def end_main_block(self, without: tuple[str, ...] = ()) -> list[Event]:
        """Go on to the cool-down; the exercises `without` (ids) are left out of it.

        Within the cool-down, the present exercise stops only if it is one of those.
        """
        events = self.tick()
        position = self.position
        if position.has_ended:
            return events
        self._course.spare_exercises(position.index, without)
        stops = self._is_before_cool_down or position.step.exercise.id in without
        if not stops:
            return events + self.never_mind()
        self._run_if_asked()
        return events + (self._to_cool_down() if self._is_before_cool_down else self.skip())

    def _run_if_asked(self) -> None:
        """Let what follows run by itself if only the question had stopped the clock."""
        if self._moving_when_asked:
            self.position.run()

    @property
    def _is_before_cool_down(self) -> bool:
        return self.position.step.section is not Section.COOL_DOWN

    def _to_cool_down(self) -> list[Event]:
        """Leave out all that comes before the cool-down; without one the session is over."""
        position = self.position
        place = self._course.cool_down_after(position.index)
        if position.has_ended:
            return []
        if place is None:
            return self.leave()
        then = position.stop_for_change()
        self._course.spare_until(position.index, place)
        following = self._course.open_from(place)
        return [MainBlockEnded(), *position.go_to(following, then)]
