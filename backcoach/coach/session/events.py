"""What the player says happened. The screen, the bell and the store listen; nobody asks back."""

from __future__ import annotations

from backcoach.coach.model.exercise import Exercise, Side
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.profile import Weight
from backcoach.coach.model.records import PainReport, SetRecord
from backcoach.coach.planning.timeline import Segment, Step


@frozen
class SegmentStarted:
    """A segment began."""

    step: Step
    segment: Segment


@frozen
class WorkEnded:
    """A hold, a set of repetitions or a timed stretch came to its end."""

    step: Step


@frozen
class SideChanged:
    """The other side is next."""

    exercise: Exercise
    side: Side


@frozen
class SecondsLeft:
    """One of the last seconds of a segment began."""

    seconds: int


@frozen
class HalfwayReached:
    """Half of a long hold is done."""


@frozen
class SetEnded:
    """A set is over; what was really done in it is settled."""

    record: SetRecord


@frozen
class Paused:
    """The clock of the session stands still."""


@frozen
class CountInStarted:
    """Work goes on after a short count."""

    seconds: int


@frozen
class Resumed:
    """The clock of the session runs again."""


@frozen
class Interrupted:
    """The program stood still or the machine slept for `seconds`; the session paused itself."""

    seconds: float


@frozen
class WaitingForUser:
    """Auto-advance is off: the next exercise starts on a key."""

    step: Step


@frozen
class ExerciseSkipped:
    """The rest of this exercise is left out."""

    exercise: Exercise


@frozen
class ExerciseEased:
    """An easier variant takes over from here."""

    old: Exercise
    new: Exercise


@frozen
class NothingEasier:
    """There is no easier variant of this exercise."""

    exercise: Exercise


@frozen
class MainBlockEnded:
    """A second red: what was left up to the cool-down is left out."""


@frozen
class TimeAdjusted:
    """The running segment became longer or shorter by `seconds`."""

    seconds: float


@frozen
class WeightTaken:
    """From here on this exercise is done with `weight`; None: without."""

    weight: Weight | None


@frozen
class PainReported:
    """The user said that it hurts and chose what to do."""

    report: PainReport


@frozen
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
