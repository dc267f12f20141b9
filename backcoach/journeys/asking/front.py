"""What journeys need of a front end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from backcoach.coach.model.programme import Length
    from backcoach.journeys.asking.prompts import Prompt
    from backcoach.practice import Practice

Result = TypeVar("Result")


class Front(Protocol):
    """A front end: it asks, shows and tells, on a screen or in lines of text.

    `speed` is that of the clock; above 1 it is a rehearsal. `length` is the session length given on
    the command line, None where the coach chooses. With `start_at_once` the first session begins
    without being asked for. `has_keys` is whether single keys do what a message may name them for.
    """

    practice: Practice
    speed: float
    length: Length | None
    start_at_once: bool
    has_keys: bool

    async def ask(self, prompt: Prompt[Result]) -> Result:
        """Ask or show `prompt`, and wait for the answer."""
        ...

    def tell(self, words: str, seconds: float | None = None) -> None:
        """Say something that needs no answer; a screen shows it for so many `seconds`."""
        ...

    def warn(self, message: str) -> None:
        """Say that something went wrong."""
        ...

    def warn_if_read_only(self) -> bool:
        """Whether nothing can be stored now; if so, say why."""
        ...

    def remember(self, keep: Callable[[], None]) -> None:
        """Let `keep` store in the settings what was asked or shown; warn if it can't."""
        ...

    async def new_sound(self) -> str | None:
        """By what sound is made now, empty for none; None if that was checked already."""
        ...

    def clear_notifications(self) -> None:
        """Remove messages that are still shown, where they would cover the next question."""
        ...

    def show_today(self) -> None:
        """Go to Today."""
        ...
