"""The plan as a sequence of timed segments.

A *step* is one set on one side: a lead-in (get ready, change side or rest) and the work that
follows it. The session totals computed here are those of `programme.md` §2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from backcoach.coach.model.exercise import Exercise, Level, Mode, Side, Tempo
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.profile import Weight
from backcoach.coach.model.programme import Section, Timing
from backcoach.coach.model.records import SetRecord, Work
from backcoach.coach.planning.get_ready import (
    Transition,
    changes_of,
    needs_of,
    seconds_of_changes,
    side_change_seconds,
)
from backcoach.coach.planning.plan import Plan, PlanItem
from backcoach.coach.suitability import Suit


class SegmentKind(StrEnum):
    """The purpose of a segment."""

    GET_READY = "get_ready"
    CHANGE_SIDE = "change_side"
    REST = "rest"
    WORK = "work"
    BETWEEN_HOLDS = "between_holds"


@frozen
class Segment:
    """A span of time with one purpose. `tempo` and `reps` are given for paced repetitions."""

    kind: SegmentKind
    seconds: float
    hold: int = 0
    reps: int = 0
    tempo: Tempo | None = None


@frozen
class Step:
    """One set on one side. `segments[0]` is always the lead-in; `notes` are shown with it.

    `change` is what has to change before the first set of an exercise, None before any other.
    """

    item: int
    section: Section
    exercise: Exercise
    dose: Level
    side: Side
    number: int
    sets: int
    segments: tuple[Segment, ...]
    stands_in_for: str | None = None
    notes: tuple[str, ...] = ()
    change: Transition | None = None

    @property
    def seconds(self) -> float:
        """Seconds of lead-in and work together."""
        return sum(segment.seconds for segment in self.segments)

    @property
    def planned(self) -> Work:
        """The planned work of this set: repetitions or holds, and seconds of work."""
        work = [segment for segment in self.segments if segment.kind is SegmentKind.WORK]
        reps = sum(segment.reps or 1 for segment in work)
        return Work(reps, sum(segment.seconds for segment in work))

    def record(
        self,
        done: Work,
        *,
        skipped: bool = False,
        replaced: bool = False,
        pain: int | None = None,
        weight: Weight | None = None,
        spared: bool = False,
        grabbed: bool | None = None,
    ) -> SetRecord:
        """The record of this set after `done` was done of it."""
        return SetRecord(
            item=self.item,
            section=self.section,
            exercise=self.exercise.id,
            level=self.dose.level,
            mode=self.exercise.mode,
            side=self.side,
            number=self.number,
            planned=self.planned,
            done=done,
            skipped=skipped,
            replaced=replaced,
            stands_in_for=self.stands_in_for,
            pain=pain,
            weight=weight,
            spared=spared,
            grabbed=grabbed,
        )


def work_segments(mode: Mode, dose: Level, number: int, timing: Timing) -> tuple[Segment, ...]:
    """The work segments of set `number` (1-based) on one side."""
    count = dose.reps[number - 1]
    if dose.tempo is not None:
        return (
            Segment(SegmentKind.WORK, count * dose.tempo.seconds, reps=count, tempo=dose.tempo),
        )
    seconds = float(dose.hold_seconds or 0)
    if mode is Mode.TIME:
        return (Segment(SegmentKind.WORK, seconds),)
    pause = Segment(SegmentKind.BETWEEN_HOLDS, timing.between_holds_seconds)
    segments: list[Segment] = []
    for hold in range(1, count + 1):
        if segments:
            segments.append(pause)
        segments.append(Segment(SegmentKind.WORK, seconds, hold=hold))
    return tuple(segments)


def steps_of(
    item: int,
    planned: PlanItem,
    windows: Sequence[tuple[int, Side]],
    timing: Timing,
    change: Transition,
    *,
    stands_in_for: str | None = None,
) -> list[Step]:
    """The steps of one exercise for the given (set number, side) windows, in order.

    `change` comes before the first. Where a rest and a change of sides fall together, the longer
    holds.
    """
    steps: list[Step] = []
    sets = len({number for number, _ in windows})
    change_side = side_change_seconds(planned.exercise, planned.dose, timing)
    between_sides = change_side if timing.get_ready and len(planned.exercise.sides) > 1 else 0
    previous: int | None = None
    notes = tuple(note.sentence for note in planned.notes)
    for number, side in windows:
        if previous is None:
            lead_in = Segment(SegmentKind.GET_READY, change.seconds)
        elif previous == number:
            lead_in = Segment(SegmentKind.CHANGE_SIDE, change_side)
        else:
            rest = max(planned.dose.rest_seconds, between_sides)
            lead_in = Segment(SegmentKind.REST, rest)
        work = work_segments(planned.exercise.mode, planned.dose, number, timing)
        steps.append(
            Step(
                item,
                planned.section,
                planned.exercise,
                planned.dose,
                side,
                number,
                sets,
                (lead_in, *work),
                stands_in_for,
                notes,
                change if previous is None else None,
            )
        )
        previous = number
    return steps


def all_windows(planned: PlanItem) -> list[tuple[int, Side]]:
    """Every (set number, side) of an exercise: each side has a window of its own."""
    return [
        (number, side)
        for number in range(1, planned.dose.sets + 1)
        for side in planned.exercise.sides
    ]


def unroll(plan: Plan, timing: Timing) -> list[Step]:
    """The steps of the whole session."""
    changes = changes_of(plan.items, timing, plan.suit)
    return [
        step
        for index, (planned, change) in enumerate(zip(plan.items, changes, strict=True))
        for step in steps_of(index, planned, all_windows(planned), timing, change)
    ]


def item_seconds(planned: PlanItem, timing: Timing) -> float:
    """The length in seconds of one exercise with its rests, from its first second of work on."""
    nothing = Transition(0, planned.exercise.position_at(planned.dose))
    steps = steps_of(0, planned, all_windows(planned), timing, nothing)
    return sum(step.seconds for step in steps)


def changing_seconds(items: Iterable[PlanItem], timing: Timing, suit: Suit | None) -> float:
    """The seconds to get into each exercise of a session, added up."""
    needs = [needs_of(item.exercise, item.dose, suit) for item in items]
    return seconds_of_changes(needs, timing, suit)


def total_seconds(items: Sequence[PlanItem], timing: Timing, suit: Suit | None = None) -> float:
    """The length in seconds of a session with these items, for somebody with this `suit`."""
    work = sum(item_seconds(planned, timing) for planned in items)
    return work + changing_seconds(items, timing, suit)
