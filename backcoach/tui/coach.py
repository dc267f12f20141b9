"""What screens, and the ways through them, ask of the application that shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from textual.screen import Screen

    from backcoach.coach.model.programme import Length
    from backcoach.cues.bell import Cue
    from backcoach.practice import Practice

Result = TypeVar("Result")


class Coach(Protocol):
    """The application, as far as what it shows needs to know it; `CoachApp` is one.

    `speed` is that of the clock, 1 but for rehearsals. `length` is the session length asked for on
    the command line, None where the coach chooses. With `start_at_once` the first session begins
    without a key.
    """

    practice: Practice
    speed: float
    length: Length | None
    start_at_once: bool

    @property
    def keeps_still(self) -> bool:
        """Whether nothing should move."""
        ...

    async def push_screen_wait(self, screen: Screen[Result]) -> Result:
        """Show `screen` and wait for its answer; only in a worker."""
        ...

    def notify(self, message: str, *, timeout: float | None = None, markup: bool = True) -> None:
        """Show a message for `timeout` seconds."""
        ...

    def clear_notifications(self) -> None:
        """Take away every message that is still shown."""
        ...

    def warn(self, message: str) -> None:
        """Show a message that may hold text from outside; one that is still there, once."""
        ...

    def warn_if_read_only(self) -> bool:
        """Whether nothing can be kept now, and then say why."""
        ...

    def remember(self, keep: Callable[[], None]) -> None:
        """Let `keep` note in the settings what was asked or shown; say so when it can't."""
        ...

    def put_off_morning(self) -> None:
        """Ask about the morning after no more today."""
        ...

    def sound(self, cue: Cue) -> None:
        """Make a cue heard, unless sound is off."""
        ...

    def release(self) -> None:
        """The parts of a screen are there: what was typed meanwhile is for them."""
        ...
