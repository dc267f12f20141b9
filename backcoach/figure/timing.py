"""The figure's position at an instant: pure functions from the player's state to a moment.

There is no counter here. The same instant always gives the same picture, so the figure can't drift
apart from the count, and a pause stops both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import cos, pi
from typing import NamedTuple

from backcoach.coach.model.exercise import Exercise, Level, Mode
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.programme import Pace
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.snapshot import Phase, Snapshot


@frozen
class Moment:
    """A position in a movement.

    `share` (0-1) of the time of a phase, `breath` 0 (out) to 1 (in).
    """

    phase: Phase
    share: float
    breath: float = 0.0


class Leg(NamedTuple):
    """A phase and its duration in seconds."""

    phase: Phase
    seconds: float


def moment_of(now: Snapshot, pace: Pace, *, still: bool = False) -> Moment:
    """The figure's position at this instant of a session.

    Work is shown at the exercise's tempo. A lead-in shows slowly what comes next and ends in the
    starting position. With `still` (reduced motion) only key poses are shown, and they change at
    the end of a phase.
    """
    if now.kind is SegmentKind.WORK:
        moment = _working(now, pace)
    elif now.kind is SegmentKind.BETWEEN_HOLDS or (
        now.kind is SegmentKind.REST and now.exercise.mode is Mode.HOLD
    ):
        moment = _relaxing(now, pace)
    else:
        moment = _demonstrating(now, pace)
    return stilled(moment) if still else moment


def stilled(moment: Moment) -> Moment:
    """The key pose that a phase leads to, without breathing; the first one before any movement."""
    waiting = moment.phase is Phase.OUT and moment.share == 0
    return Moment(moment.phase, 0.0 if waiting else 1.0)


def breath_at(seconds: float, pace: Pace) -> float:
    """How full the lungs are, 0-1, `seconds` after breathing out."""
    return (1 - cos(2 * pi * seconds * pace.breaths_per_minute / 60)) / 2


def browsing_moment(exercise: Exercise, dose: Level, seconds: float, pace: Pace) -> Moment:
    """The movement repeated with the given dose, `seconds` after it began."""
    if exercise.mode is Mode.TIME:
        return _cycling(exercise, seconds, pace)
    legs = _browsed(dose, pace)
    into = seconds % (sum(leg.seconds for leg in legs) + pace.between_seconds)
    return _along(legs, into, pace)


def _working(now: Snapshot, pace: Pace) -> Moment:
    if now.rep is not None:
        return Moment(now.rep.phase, now.rep.share)
    if now.exercise.mode is Mode.TIME:
        return _cycling(now.exercise, now.elapsed, pace)
    return Moment(Phase.HOLD, 0.0, breath_at(now.elapsed, pace))


def _relaxing(now: Snapshot, pace: Pace) -> Moment:
    """Out of the hold, and back into it in time."""
    move = min(pace.into_hold_seconds, now.duration / 2)
    left = now.duration - now.elapsed
    if now.elapsed < move:
        return Moment(Phase.BACK, now.elapsed / move)
    if left < move:
        return Moment(Phase.OUT, 1 - left / move)
    return Moment(Phase.BACK, 1.0, breath_at(now.elapsed - move, pace))


def _demonstrating(now: Snapshot, pace: Pace) -> Moment:
    """Wait, then show the movement slowly so that it ends as the work begins."""
    legs = _shown(now.exercise, now.dose, pace)
    needed = sum(leg.seconds for leg in legs)
    left = now.duration - now.elapsed
    hurry = min(1.0, now.duration / needed)
    if not hurry:
        # During the pause the user removed all the time to get ready.
        return _along(legs, needed, pace)
    waiting = left - needed * hurry
    if waiting > 0:
        return Moment(Phase.OUT, 0.0, breath_at(now.elapsed, pace))
    return _along(legs, needed - left / hurry, pace)


def _shown(exercise: Exercise, dose: Level, pace: Pace) -> list[Leg]:
    """A demonstration: one slow repetition or round, or slowly into the hold."""
    if dose.tempo is not None:
        held = min(float(dose.tempo.hold), pace.shown_hold_seconds)
        times = (dose.tempo.out, held, dose.tempo.back)
        return [Leg(p, s * pace.slowness) for p, s in zip(Phase, times, strict=True)]
    if exercise.mode is Mode.TIME:
        return [Leg(phase, seconds * pace.slowness) for phase, seconds in _cycle(exercise)]
    into = pace.into_hold_seconds * pace.slowness
    return [Leg(Phase.OUT, into), Leg(Phase.HOLD, pace.shown_hold_seconds)]


def _cycle(exercise: Exercise) -> list[Leg]:
    """One round of a movement done by the clock."""
    half = (exercise.figure.cycle_seconds or 1.0) / 2
    return [Leg(Phase.OUT, half), Leg(Phase.BACK, half)]


def _browsed(dose: Level, pace: Pace) -> list[Leg]:
    """A repetition at its tempo, or a breath of a hold with the way there and back."""
    if dose.tempo is not None:
        return [Leg(phase, float(s)) for phase, s in zip(Phase, dose.tempo, strict=True)]
    into, breath = pace.into_hold_seconds, 60 / pace.breaths_per_minute
    return [Leg(Phase.OUT, into), Leg(Phase.HOLD, breath), Leg(Phase.BACK, into)]


def _cycling(exercise: Exercise, seconds: float, pace: Pace) -> Moment:
    """Round after round. If a round is as long as a breath, the trunk widens with it."""
    legs = _cycle(exercise)
    whole = sum(leg.seconds for leg in legs)
    moment = _along(legs, seconds % whole, pace)
    if abs(whole - 60 / pace.breaths_per_minute) < 1:
        return replace(moment, breath=breath_at(seconds, pace))
    return moment


def _along(legs: Sequence[Leg], seconds: float, pace: Pace) -> Moment:
    """The position `seconds` after the first of the legs began."""
    for phase, length in legs:
        if seconds < length:
            breath = breath_at(seconds, pace) if phase is Phase.HOLD else 0.0
            return Moment(phase, seconds / length, breath)
        seconds -= length
    return Moment(legs[-1].phase, 1.0)
