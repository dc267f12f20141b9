"""The interface of the application that screens and flows use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from textual.screen import Screen

    from backcoach.coach.model.programme import Length
    from backcoach.cues.utterance import Utterance
    from backcoach.cues.voice.engine import SpokenWords
    from backcoach.desktop.preflight import Finding
    from backcoach.practice import Practice
    from backcoach.tui.system.beside import Beside, ControlledSession

Result = TypeVar("Result")


class Coach(Protocol):
    """The application as screens know it; `CoachApp` implements it.

    `speed` is that of the clock; above 1 it is a rehearsal. `length` is the session length given on
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
        """Remove every message that is still shown."""
        ...

    def warn(self, message: str) -> None:
        """Show a message that may contain text from outside; not again while it is still shown."""
        ...

    def warn_if_read_only(self) -> bool:
        """Whether nothing can be stored now; if so, say why."""
        ...

    def remember(self, keep: Callable[[], None]) -> None:
        """Let `keep` store in the settings what was asked or shown; warn if it can't."""
        ...

    def show_today(self) -> None:
        """Go to Today."""
        ...

    def put_off_morning(self) -> None:
        """Do not ask about the morning again today."""
        ...

    def hear(self, said: Utterance) -> None:
        """Have a tone or words heard at the volume the user wants, unless sound is off."""
        ...

    @property
    def words(self) -> SpokenWords:
        """What can be said."""
        ...

    def open_sound(self) -> None:
        """Make ready for the sounds of a session."""
        ...

    def close_sound(self) -> None:
        """End every player. The next sound opens anew."""
        ...

    def beside(self, remote: ControlledSession) -> Beside | None:
        """Begin what goes on beside the screen of a session; None where nothing does."""
        ...

    def look_whether_ready(self, report: Callable[[Finding], None]) -> None:
        """Play a tone and look at what takes time; `report` gets each finding a moment later."""
        ...

    async def new_sound(self) -> str | None:
        """By what sound is made now, empty for none; None if that was checked already."""
        ...

    def release(self) -> None:
        """Handle the keys held back, since the screen's widgets are there now."""
        ...
