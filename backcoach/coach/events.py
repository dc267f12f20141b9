"""What the player says happened. The screen, the bell and the store listen; nobody asks back."""

from __future__ import annotations

from dataclasses import dataclass

from backcoach.coach.exercise import Exercise, Side
from backcoach.coach.profile import Weight
from backcoach.coach.session import PainReport, SetRecord
from backcoach.coach.timeline import Segment, Step


@dataclass(frozen=True, slots=True)
class SegmentStarted:
    """A segment began."""

    step: Step
    segment: Segment


@dataclass(frozen=True, slots=True)
class WorkEnded:
    """A hold, a set of repetitions or a timed stretch came to its end."""

    step: Step


@dataclass(frozen=True, slots=True)
class SideChanged:
    """The other side is next."""

    side: Side


@dataclass(frozen=True, slots=True)
class SecondsLeft:
    """One of the last seconds of a segment began."""

    seconds: int


@dataclass(frozen=True, slots=True)
class HalfwayReached:
    """Half of a long hold is done."""


@dataclass(frozen=True, slots=True)
class SetEnded:
    """A set is over; what was really done in it is settled."""

    record: SetRecord


@dataclass(frozen=True, slots=True)
class Paused:
    """The clock of the session stands still."""


@dataclass(frozen=True, slots=True)
class CountInStarted:
    """Work goes on after a short count."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Resumed:
    """The clock of the session runs again."""


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The program stood still or the machine slept for `seconds`; the session paused itself."""

    seconds: float


@dataclass(frozen=True, slots=True)
class WaitingForUser:
    """Auto-advance is off: the next exercise starts on a key."""

    step: Step


@dataclass(frozen=True, slots=True)
class ExerciseSkipped:
    """The rest of this exercise is left out."""

    exercise: Exercise


@dataclass(frozen=True, slots=True)
class ExerciseEased:
    """An easier variant takes over from here."""

    old: Exercise
    new: Exercise


@dataclass(frozen=True, slots=True)
class NothingEasier:
    """There is no easier variant of this exercise."""

    exercise: Exercise


@dataclass(frozen=True, slots=True)
class MainBlockEnded:
    """A second red: what was left up to the cool-down is left out."""


@dataclass(frozen=True, slots=True)
class TimeAdjusted:
    """The running segment became longer or shorter by `seconds`."""

    seconds: float


@dataclass(frozen=True, slots=True)
class WeightTaken:
    """From here on this exercise is done with `weight`; None: without."""

    weight: Weight | None


@dataclass(frozen=True, slots=True)
class PainReported:
    """The user said that it hurts and chose what to do."""

    report: PainReport


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """The last step is over, or the user left."""

    left_early: bool


Event = (
    SegmentStarted
    | WorkEnded
    | SideChanged
    | SecondsLeft
    | HalfwayReached
    | SetEnded
    | Paused
    | CountInStarted
    | Resumed
    | Interrupted
    | WaitingForUser
    | ExerciseSkipped
    | ExerciseEased
    | NothingEasier
    | MainBlockEnded
    | TimeAdjusted
    | WeightTaken
    | PainReported
    | SessionEnded
)
