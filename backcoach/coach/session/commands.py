"""What a session can be told to do: one dataclass for each command, `SessionCommand` for any.

The player has a method for each of them, which says what it does and what it raises.
"""

from __future__ import annotations

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.profile import Weight
from backcoach.coach.model.records import Answer


@frozen
class Start:
    """Begin with the first exercise."""


@frozen
class CatchUp:
    """Look at the clock, and do what is due by now."""


@frozen
class PauseOrResume:
    """Stand still, go on, or start what waits for the user."""


@frozen
class Next:
    """Start the work now, or end this set as far as it was done."""


@frozen
class Back:
    """Start this set again; twice quickly: the set before."""


@frozen
class Skip:
    """Leave out what is left of this exercise."""


@frozen
class Easier:
    """Change to an easier variant; where that is another exercise, at its `level`."""

    level: int


@frozen
class Adjust:
    """Make the running segment longer (`direction` +1) or shorter (-1)."""

    direction: int


@frozen
class TakeWeight:
    """Hold `weight` from this set on; None for no weight."""

    weight: Weight | None = None


@frozen
class StopToAsk:
    """Stop the clock while the user is asked something: how much it hurts, what they hold."""


@frozen
class NeverMind:
    """Go on as before the question."""


@frozen
class ReportPain:
    """Record a pain of 0-10, in a `leg` or elsewhere, and do what the user chose to do about it.

    `level` is the one for an easier exercise.
    """

    level: int
    pain: int
    answer: Answer
    leg: bool = False


@frozen
class Leave:
    """End the session here; what was done stands."""


@frozen
class AutoAdvance:
    """From the next exercise on: start by itself where `on`, otherwise wait for a key."""

    on: bool


@frozen
class TakeUp:
    """Go on after the program was closed or cut off, with time to get ready first."""


SessionCommand = (
    Start
    | CatchUp
    | PauseOrResume
    | Next
    | Back
    | Skip
    | Easier
    | Adjust
    | TakeWeight
    | StopToAsk
    | NeverMind
    | ReportPain
    | Leave
    | AutoAdvance
    | TakeUp
)
