"""Which sound goes with which event of a session, and the words shown at the same time."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from backcoach.coach.model.formatting import lower_first
from backcoach.coach.model.frozen import frozen
from backcoach.coach.planning.timeline import Segment, SegmentKind, Step
from backcoach.coach.session.events import (
    CountInStarted,
    Event,
    HalfwayReached,
    Paused,
    RepetitionTurned,
    Resumed,
    SecondsLeft,
    SegmentStarted,
    SessionEnded,
    SideChanged,
    WorkEnded,
)


class Sound(StrEnum):
    """The sounds of a session, the one that matters most first.

    Of sounds that fall on the same moment only the first in this order is heard.
    """

    FINISHED = "session done"
    PAUSED = "pause"
    CHANGE_SIDE = "change side"
    RELAX = "relax"
    HOLD = "hold"
    REST_OVER = "rest over"
    GO = "go"
    DONE = "done"
    HALFWAY = "half-way"
    COUNT = "count"
    RETURN = "return"
    TURN = "repetition"


PACING = frozenset({Sound.TURN, Sound.RETURN})
"""The soft sounds that pace repetitions. A terminal's bell would be a nuisance there."""


@frozen
class Cue:
    """A sound and its visual counterpart. `words` is empty where the large number is that.

    `quiet` asks for a softer sound: in a rest nothing is urgent.
    """

    sound: Sound
    words: str = ""
    quiet: bool = False


def cue_for(event: Event, *, resting: bool = False) -> Cue | None:
    """The cue of an event; None for events without one.

    `resting` says that the session is between two sets.
    """
    cue = None
    match event:
        case SecondsLeft() | CountInStarted():
            cue = Cue(Sound.COUNT, quiet=resting)
        case HalfwayReached():
            cue = Cue(Sound.HALFWAY, "Half-way")
        case SideChanged(exercise=exercise, side=side):
            cue = Cue(Sound.CHANGE_SIDE, f"Change: {lower_first(exercise.side_words(side))}")
        case WorkEnded():
            cue = Cue(Sound.DONE, "Done")
        case SegmentStarted(step=step, segment=segment):
            cue = _start_of(step, segment)
        case RepetitionTurned(back=back):
            cue = Cue(Sound.RETURN if back else Sound.TURN)
        case Resumed(counted_in=True):
            cue = Cue(Sound.GO)
        case Paused():
            cue = Cue(Sound.PAUSED)
        case SessionEnded(left_early=False):
            cue = Cue(Sound.FINISHED)
    return cue


def _start_of(step: Step, segment: Segment) -> Cue | None:
    if segment.kind is SegmentKind.BETWEEN_HOLDS:
        return Cue(Sound.RELAX)
    if segment.kind is not SegmentKind.WORK:
        return None
    if segment.hold > 1:
        return Cue(Sound.HOLD, "Go")
    after_rest = step.segments[0].kind is SegmentKind.REST
    return Cue(Sound.REST_OVER if after_rest else Sound.GO, "Go")


def most_important(cues: Iterable[Cue]) -> Cue | None:
    """The cue to be heard of those that fall on the same moment; None for none."""
    order = list(Sound)
    return min(cues, key=lambda cue: order.index(cue.sound), default=None)
