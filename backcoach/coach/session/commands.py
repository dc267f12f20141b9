"""The commands of a session, one dataclass for each; `SessionCommand` is any of them.

The player has a method for each, which documents its effect and errors.
"""

from __future__ import annotations

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.profile import Weight
from backcoach.coach.model.records import Answer, Where


@frozen
class Start:
    """Start the first exercise."""


@frozen
class CatchUp:
    """Read the clock, and carry out what is due."""


@frozen
class PauseOrResume:
    """Pause, resume, or start what waits for the user."""


@frozen
class Next:
    """Skip the time to get ready, or end this set with what was done."""


@frozen
class Back:
    """Restart this set; twice in quick succession: the set before."""


@frozen
class Skip:
    """Skip the rest of this exercise."""


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
    """Use `weight` from this set on; None for no weight."""

    weight: Weight | None = None


@frozen
class StopToAsk:
    """Stop the clock while the user answers a question, such as how much it hurts."""


@frozen
class NeverMind:
    """Return to the state before the question."""


@frozen
class ReportPain:
    """Record a pain of 0-10 and where it was, and do what the user chose to do about it.

    `level` is the one for an easier exercise; `leg` says that something in a leg is new or worse,
    and then `pain` may be None. `locked` says that a joint is swollen or locked. The exercises
    `without` (ids) are left out of the rest of the session.
    """

    level: int
    pain: int | None
    answer: Answer
    leg: bool = False
    where: Where = Where.BACK
    locked: bool = False
    without: tuple[str, ...] = ()


@frozen
class EndMainBlock:
    """Go on to the cool-down; the exercises `without` (ids) are left out of it."""

    without: tuple[str, ...] = ()


@frozen
class Walked:
    """Take a walk outside of so many `minutes`, just ended, in place of the marching."""

    minutes: int


@frozen
class TellGrab:
    """Say whether the user had to grab the support in the exercise for balance just done."""

    grabbed: bool


@frozen
class Leave:
    """End the session now; what was done counts."""


@frozen
class AutoAdvance:
    """From the next exercise on, start exercises automatically (`on`) or on a key."""

    on: bool


@frozen
class TakeUp:
    """Resume after the program was closed or cut off, with time to get ready first."""


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
    | Walked
    | EndMainBlock
    | TellGrab
    | Leave
    | AutoAdvance
    | TakeUp
)
