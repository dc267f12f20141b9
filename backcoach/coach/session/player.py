"""Follows a session: what each key does to it, and the events that causes."""

from __future__ import annotations

from backcoach.coach.evidence.lights import Light, pain_light
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.profile import Weight
from backcoach.coach.model.records import Answer, PainReport
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.clockwork import ROUNDING, Clockwork, State
from backcoach.coach.session.events import (
    Event,
    ExerciseEased,
    ExerciseSkipped,
    Interrupted,
    MainBlockEnded,
    NothingEasier,
    PainReported,
    Paused,
    SessionEnded,
    TimeAdjusted,
    WeightTaken,
)
from backcoach.coach.session.set_progress import Tally


class Player(Clockwork):
    """One session being followed. Commands return the events they caused, oldest first."""

    def pause_or_resume(self) -> list[Event]:
        """One key: stand still, go on, or start what waits for the user."""
        events = self.tick()
        if self.state in (State.RUNNING, State.COUNTING_IN):
            self._freeze(self._seen)
            events.append(Paused())
        elif self.state is State.PAUSED and not any(isinstance(e, Interrupted) for e in events):
            events += self._resume()
        elif self.state is State.WAITING:
            events += self._run()
        return events

    def next(self) -> list[Event]:
        """Done, next: start the work now, or end this set as far as it was done."""
        events = self.tick()
        if self.state is State.ENDED:
            return events
        if self.state is State.WAITING:
            return events + self._run()
        then = self._state_to_keep()
        if not self.in_work:
            return events + self._enter(self._at, 1, self._seen, then)
        self._freeze(self._seen)
        return events + self._finish_step(self._seen, then)

    def back(self) -> list[Event]:
        """Start this set again; twice quickly: the set before."""
        events = self.tick()
        if self.state is State.ENDED:
            return events
        quickly = self._timing.twice_quickly_seconds * self._speed
        twice = self._last_back is not None and self._seen - self._last_back <= quickly
        then = self._state_to_keep()
        self._freeze(self._seen)
        index = self._course.before(self._at) if twice else self._at
        if index is None:
            index = self._at
        if index != self._at or not self.in_work:
            events += self._enter(index, 0, self._seen, then)
        else:
            events += self._enter(self._at, 1, self._seen, State.PAUSED)
            if then is State.RUNNING:
                events += self._resume()
        self._last_back = self._seen
        return events

    def skip(self) -> list[Event]:
        """Leave out what is left of this exercise."""
        events = self.tick()
        if self.state is State.ENDED:
            return events
        then = self._state_to_keep()
        self._freeze(self._seen)
        self._tally.close_attempt()
        self._course.skip_item(self._at)
        events.append(ExerciseSkipped(self.step.exercise))
        return events + self._go_to(self._course.after_item(self._at), self._seen, then)

    def easier(self, level: int) -> list[Event]:
        """An easier variant from here on; where an easier exercise exists, at `level`."""
        events = self.tick()
        if self.state is State.ENDED:
            return events
        old = self.step.exercise
        new = self._course.easier_than(self._at, level)
        if new is None:
            return [*events, NothingEasier(old)]
        then = self._state_to_keep()
        self._freeze(self._seen)
        self._tally.close_attempt()
        place = self._course.ease_item(self._at, new)
        events.append(ExerciseEased(old, new.exercise))
        return events + self._enter(place, 0, self._seen, then)

    def adjust(self, direction: int) -> list[Event]:
        """Make the running segment longer (+1) or shorter (-1) by the step of the programme.

        A set of repetitions changes by whole repetitions, never by the one being done.
        """
        events = self.tick()
        if self.state is State.ENDED:
            return events
        change = self._adjustment(direction)
        if not change:
            return events
        self._duration += change
        if self.state is State.RUNNING:
            self._deadline += change
        else:
            self._left += change
        events.append(TimeAdjusted(change))
        return events + self._walk(self._seen)

    def take_weight(self, weight: Weight | None) -> list[Event]:
        """From this set on hold `weight`; the sets before keep what was said of them."""
        events = self.tick()
        if self.state is State.ENDED:
            return events
        self._course.take_weight(self._at, weight)
        return [*events, WeightTaken(weight)]

    def hurts(self) -> list[Event]:
        """Stop the clock to ask how much it hurts; `report_pain` takes the answer."""
        events = self.tick()
        self._moving_when_asked = self.state in (State.RUNNING, State.COUNTING_IN)
        if self._moving_when_asked:
            self._freeze(self._seen)
            events.append(Paused())
        return events

    def never_mind(self) -> list[Event]:
        """It does not hurt after all: go on as before the question."""
        return self.tick() + (self._resume() if self._moving_when_asked else [])

    def light_of(self, pain: int, *, leg: bool = False) -> Light | None:
        """What a pain 0-10 means now; None where the pain before the session is not known."""
        return pain_light(pain, self.before, self._lights, leg=leg)

    def offers(self, pain: int, level: int, *, leg: bool = False) -> tuple[Answer, ...]:
        """What may follow "this hurts" (`programme.md` §3.2), the most careful one first.

        Red stops the exercise and offers the easier variant, once: a second red in a session
        ends all that comes before the cool-down. Something new in a leg ends the session (§3.8).
        """
        if leg:
            return (Answer.END,)
        easier = () if self.easier_variant(level) is None else (Answer.EASIER,)
        if self.light_of(pain) is not Light.RED:
            return (*easier, Answer.SKIP, Answer.GO_ON)
        if self._reds and self._course.cool_down_after(self._at) is not None:
            return (Answer.TO_COOL_DOWN,)
        return (Answer.SKIP,) if self._reds else (*easier, Answer.SKIP)

    def report_pain(
        self, pain: int, answer: Answer, level: int, *, leg: bool = False
    ) -> list[Event]:
        """Record how much it hurts (0-10), where and when, and do what the user chose.

        In a rest the report belongs to the set just done, while getting ready to the one ahead.
        Raises ValueError for an answer that is not on offer.
        """
        if answer not in self.offers(pain, level, leg=leg):
            raise ValueError(f"{answer} is not on offer for a pain of {pain}")
        # The clock stood still while the question was open, however long that took.
        events = self.tick()
        tally, second = self._hurting()
        tally.reported_pain(pain)
        step = tally.step
        report = PainReport(
            item=step.item,
            exercise=step.exercise.id,
            level=step.dose.level,
            side=step.side,
            number=step.number,
            second=round(second, 1),
            pain=pain,
            answer=answer,
            leg=leg,
        )
        self.pain_reports.append(report)
        events.append(PainReported(report))
        if answer is Answer.GO_ON:
            return events + self.never_mind()
        if answer is Answer.END:
            return events + self.leave()
        if self._moving_when_asked:
            # Only the question had stopped the clock: what follows runs on by itself.
            self._run()
        if answer is Answer.TO_COOL_DOWN:
            return events + self._to_cool_down()
        return events + (self.skip() if answer is Answer.SKIP else self.easier(level))

    @property
    def _reds(self) -> int:
        """How often something was red so far."""
        said = (self.light_of(each.pain, leg=each.leg) for each in self.pain_reports)
        return sum(colour is Light.RED for colour in said)

    def _to_cool_down(self) -> list[Event]:
        """Leave out all that comes before the cool-down (`programme.md` §3.2)."""
        place = self._course.cool_down_after(self._at)
        if self.state is State.ENDED or place is None:
            return []
        then = self._state_to_keep()
        self._freeze(self._seen)
        self._tally.close_attempt()
        self._course.spare_until(self._at, place)
        return [MainBlockEnded(), *self._go_to(place, self._seen, then)]

    def leave(self) -> list[Event]:
        """End the session here; what was done stands."""
        events = self.tick()
        if self.state is State.ENDED:
            return events
        self._freeze(self._seen)
        self._tally.close_attempt()
        self.left_early = True
        self.state = State.ENDED
        return [*events, SessionEnded(left_early=True)]

    def advance_by_itself(self, on: bool) -> list[Event]:
        """From the next exercise on: start by itself, or wait for a key."""
        self.auto_advance = on
        return []

    def easier_variant(self, level: int) -> Exercise | None:
        """What `easier` would change to; None when there is nothing easier."""
        new = self._course.easier_than(self._at, level)
        return None if new is None else new.exercise

    def _state_to_keep(self) -> State:
        """Who has paused goes on when they say so, whatever else they choose meanwhile."""
        return State.PAUSED if self.state is State.PAUSED else State.RUNNING

    def _adjustment(self, direction: int) -> float:
        step = self._timing.adjust_seconds
        tempo = self.segment.tempo
        if tempo is None:
            return float(step) if direction > 0 else -min(float(step), self.seconds_left)
        reps = max(1, round(step / tempo.seconds))
        if direction > 0:
            return float(reps * tempo.seconds)
        started = int((self.elapsed + ROUNDING) // tempo.seconds) + 1
        planned = round(self._duration / tempo.seconds)
        return -float(max(0, min(reps, planned - started)) * tempo.seconds)

    def _hurting(self) -> tuple[Tally, float]:
        """The set that a pain report belongs to, and how many seconds of its work were done."""
        before = self._course.before(self._at)
        if self.segment.kind in (SegmentKind.REST, SegmentKind.CHANGE_SIDE) and before is not None:
            tally = self._course.tallies[before]
            return tally, tally.record().done.seconds
        return self._tally, self._tally.seconds_so_far if self.in_work else 0.0
