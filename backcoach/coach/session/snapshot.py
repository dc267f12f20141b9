"""The state of a session at one instant, for screens, figures and cues."""

from __future__ import annotations

from enum import StrEnum
from math import ceil

from backcoach.coach.levels.weights import weight_words
from backcoach.coach.model.exercise import Exercise, Level, Mode, Side, Tempo
from backcoach.coach.model.formatting import lower_first
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.programme import Section
from backcoach.coach.planning.plan import whole_minutes
from backcoach.coach.planning.timeline import SegmentKind, Step
from backcoach.coach.planning.weights_today import take_briefly, take_words
from backcoach.coach.session.player import Player
from backcoach.coach.session.position import SessionPosition
from backcoach.coach.session.segment_timer import ROUNDING, SessionState

LEFT_IN_A_SET = "Stop a set with two or three clean repetitions left."
"""How hard a set with a weight is meant to be."""


class Phase(StrEnum):
    """The phases of a repetition."""

    OUT = "out"
    HOLD = "hold"
    BACK = "back"


@frozen
class Rep:
    """The present repetition and phase: `number` is 1-based, `share` is 0-1 of the phase."""

    number: int
    phase: Phase
    seconds_left: int
    share: float


@frozen
class Snapshot:
    """Everything that is shown at one instant.

    Seconds are whole numbers, rounded up. Only `elapsed` and `duration` of the running segment are
    exact, for moving parts. `weight` is the weight in use, or before a set the one to take, and
    `take` an instruction to take it; both empty if there is none. `is_late` says that at least half
    of the work of this set is behind. While getting ready `note` is
    that of the level, and `stop` says when to stop; otherwise they are empty.
    """

    state: SessionState
    kind: SegmentKind
    section: Section
    item: int
    items: int
    exercise: Exercise
    dose: Level
    side: Side
    set_number: int
    sets: int
    hold: int
    holds: int
    rep: Rep | None
    reps: int
    seconds_left: int
    segment_seconds: int
    count_in: int
    weight: str
    take: str
    cues: tuple[str, ...]
    is_late: bool
    note: str
    stop: str
    coming: Step | None
    session_share: float
    session_seconds_left: int
    elapsed: float
    duration: float

    @property
    def minutes_left(self) -> int:
        """Whole minutes until the end, rounded as those of a plan; never 0 before the end."""
        return whole_minutes(self.session_seconds_left)


def snapshot(player: Player) -> Snapshot:
    """The instant of the last tick."""
    position = player.position
    step, segment = position.step, position.segment
    getting_ready = segment.kind is SegmentKind.GET_READY
    left = position.session_seconds_left
    tempo = segment.tempo
    return Snapshot(
        state=position.state,
        kind=segment.kind,
        section=step.section,
        item=step.item + 1,
        items=len(player.plan.items),
        exercise=step.exercise,
        dose=step.dose,
        side=step.side,
        set_number=step.number,
        sets=step.sets,
        hold=position.hold,
        holds=step.dose.reps[step.number - 1] if step.exercise.mode is Mode.HOLD else 0,
        rep=None if tempo is None else rep_at(position.elapsed, position.duration, tempo),
        reps=0 if tempo is None else round(position.duration / tempo.seconds),
        seconds_left=ceil(position.seconds_left - ROUNDING),
        segment_seconds=ceil(position.duration - ROUNDING),
        count_in=ceil(position.count_in_left - ROUNDING),
        weight=_weight_words(position),
        take=_take_words(position),
        cues=cues_for(step, segment.kind, late=_is_late(position)),
        is_late=_is_late(position),
        note=step.dose.note if getting_ready else "",
        stop=f"Stop if: {step.exercise.stop}" if getting_ready else "",
        coming=position.following if position.in_work else step,
        session_share=position.session_share,
        session_seconds_left=ceil(left - ROUNDING),
        elapsed=position.elapsed,
        duration=position.duration,
    )


def rep_at(elapsed: float, duration: float, tempo: Tempo) -> Rep:
    """The repetition and phase after `elapsed` of `duration` seconds at `tempo`."""
    inside = max(0.0, min(elapsed + ROUNDING, duration - ROUNDING))
    number, second = divmod(inside, tempo.seconds)
    if second < tempo.out:
        phase, start, length = Phase.OUT, 0, tempo.out
    elif second < tempo.out + tempo.hold:
        phase, start, length = Phase.HOLD, tempo.out, tempo.hold
    else:
        phase, start, length = Phase.BACK, tempo.out + tempo.hold, tempo.back
    into = second - start
    return Rep(int(number) + 1, phase, max(1, ceil(length - into - ROUNDING)), into / length)


def cues_for(step: Step, kind: SegmentKind, *, late: bool = False) -> tuple[str, ...]:
    """The sentences that matter now.

    What is different for this person comes first, then how to start, or how to move and breathe;
    what to avoid in a rest, and once a single set is `late`.
    """
    cues = step.exercise.cues
    for_you = tuple(f"For you: {lower_first(note)}" for note in step.notes)
    if kind is SegmentKind.GET_READY:
        loaded = step.dose.weight is not None and step.exercise.mode is Mode.REPS
        return (*for_you, cues.setup, *((LEFT_IN_A_SET,) if loaded else ()))
    says_so = cues.breathe.lower().startswith("breathe")
    breathe = cues.breathe if says_so else f"Breathe: {lower_first(cues.breathe)}"
    avoid = avoid_words(step.exercise)
    if kind is SegmentKind.REST:
        return (avoid, breathe, *for_you)
    return (*for_you, cues.move, breathe, *((avoid,) if late and step.sets == 1 else ()))


def avoid_words(exercise: Exercise) -> str:
    """What to avoid in an exercise."""
    return f"Avoid: {lower_first(exercise.cues.mistake)}"


def _is_late(position: SessionPosition) -> bool:
    """Whether at least half of the work of this set is behind."""
    work = [each for each in position.step.segments if each.kind is SegmentKind.WORK]
    return position.set_seconds_done >= sum(each.seconds for each in work) / 2


def _weight_words(position: SessionPosition) -> str:
    load, today, taken = position.step.dose.weight, position.load, position.weight
    if load is None:
        return ""
    if position.segment.kind is SegmentKind.GET_READY:
        return take_words(load, today, taken)
    return "" if taken is None else f"with {weight_words(taken, today.unit if today else None)}"


def _take_words(position: SessionPosition) -> str:
    load = position.step.dose.weight
    if load is None or position.segment.kind is not SegmentKind.GET_READY:
        return ""
    return take_briefly(load, position.load, position.weight)
