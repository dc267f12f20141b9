"""The events of a session, for the screen, the bell and the store."""

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
    """A hold, a set of repetitions or a timed exercise ended."""

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
class EarlySecondLeft:
    """One of the seconds before the last ones of a long hold began: a voice counts it too."""

    seconds: int


@frozen
class HalfwayReached:
    """Half of a long hold is done."""


@frozen
class RepetitionTurned:
    """A repetition of a paced set began, or its way `back` did.

    `number` is that of the repetition, 1-based. The first begins with its set, without this event.
    """

    number: int
    back: bool


@frozen
class SetEnded:
    """A set ended, with what was really done in it."""

    record: SetRecord


@frozen
class Paused:
    """The session was paused."""


@frozen
class CountInStarted:
    """Work resumes after a short count-in."""

    seconds: int


@frozen
class Resumed:
    """The session was resumed, in the middle of work after a count-in."""

    counted_in: bool = False


@frozen
class Interrupted:
    """The program was stopped or the machine slept for `seconds`, so the session paused."""

    seconds: float


@frozen
class WaitingForUser:
    """Auto-advance is off: the next exercise starts on a key."""

    step: Step


@frozen
class ExerciseSkipped:
    """The rest of this exercise is skipped."""

    exercise: Exercise


@frozen
class ExerciseEased:
    """An easier variant replaces the exercise from here on."""

    old: Exercise
    new: Exercise


@frozen
class NothingEasier:
    """There is no easier variant of this exercise."""

    exercise: Exercise


@frozen
class MainBlockEnded:
    """A second red light: everything up to the cool-down is skipped."""


@frozen
class TimeAdjusted:
    """The running segment became longer or shorter by `seconds`."""

    seconds: float


@frozen
class WeightTaken:
    """From here on this exercise uses `weight`; None for no weight."""

    weight: Weight | None


@frozen
class WalkTaken:
    """A walk of so many `minutes` took the place of marching; `enough` of it, of all."""

    minutes: int
    enough: bool


@frozen
class GrabTold:
    """The user said whether they had to grab the support in an exercise for balance."""

    exercise: Exercise
    grabbed: bool


@frozen
class PainReported:
    """The user reported pain and chose what to do."""

    report: PainReport


@frozen
class SessionEnded:
    """The session ended, after the last step or because the user left."""

    left_early: bool


Event = (
    SegmentStarted
    | WorkEnded
    | SideChanged
    | SecondsLeft
    | EarlySecondLeft
    | HalfwayReached
    | RepetitionTurned
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
    | WalkTaken
    | GrabTold
    | PainReported
    | SessionEnded
)
