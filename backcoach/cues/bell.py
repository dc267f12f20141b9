"""Which events ring, and the words that are shown at the same instant."""

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
    """One ring and its visible twin. `words` is empty where the big number itself is the twin."""

    words: str


def cue_for(event: Event) -> Cue | None:
    """The cue of an event; None for the silent ones."""
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
    """Something that can be heard."""

    def sound(self, cue: Cue) -> None:
        """Make `cue` heard. Never blocks, never fails."""
        ...


class Bell:
    """The terminal's own bell, through whatever can ring it."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring

    def sound(self, cue: Cue) -> None:
        """Ring once, whatever the cue: a terminal bell knows one note."""
        self._ring()
