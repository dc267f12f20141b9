"""Which events ring the bell, and the words shown at the same time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from backcoach.coach.model.formatting import lower_first
from backcoach.coach.model.frozen import frozen
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.events import (
    CountInStarted,
    Event,
    HalfwayReached,
    SecondsLeft,
    SegmentStarted,
    SideChanged,
    WorkEnded,
)


@frozen
class Cue:
    """A sound and its visual counterpart. `words` is empty where the large number is that."""

    words: str


def cue_for(event: Event) -> Cue | None:
    """The cue of an event; None for events without one."""
    match event:
        case SecondsLeft() | CountInStarted():
            return Cue("")
        case HalfwayReached():
            return Cue("Half-way")
        case SideChanged(exercise=exercise, side=side):
            return Cue(f"Change: {lower_first(exercise.side_words(side))}")
        case WorkEnded():
            return Cue("Done")
        case SegmentStarted(segment=segment) if segment.kind is SegmentKind.WORK:
            return Cue("Go")
        case _:
            return None


class Sounder(Protocol):
    """Something that can make a sound."""

    def sound(self, cue: Cue) -> None:
        """Sound `cue`. Never blocks, never fails."""
        ...


class Bell:
    """The terminal's bell, rung by the function `ring`."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring

    def sound(self, cue: Cue) -> None:
        """Ring once, whatever the cue: a terminal bell has only one tone."""
        self._ring()
