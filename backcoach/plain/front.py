"""The front end that journeys see: each prompt asked in lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from backcoach.journeys.asking.front import Front
from backcoach.plain.asking import Conversation
from backcoach.plain.sounds import Sounds

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from rich.console import RenderableType

    from backcoach.coach.model.programme import Length
    from backcoach.cues.speaker import Speaker
    from backcoach.journeys.asking.prompts import Prompt
    from backcoach.plain.lines import Printed, Typed
    from backcoach.plain.screen_on import ScreenOn
    from backcoach.practice import Practice

Result = TypeVar("Result")
AskedBy = Callable[["PlainFront", "Prompt[Any]"], "Awaitable[Any]"]
"""Asks a prompt in lines, and returns the answer."""


class PlainFront(Front):
    """Asks in lines, one after the other. No call returns before the answer is typed.

    `speaker` makes the sounds of a session, and `screen_on` keeps the screen on in it; without one
    there are none, and the screen may go off.
    """

    def __init__(
        self,
        practice: Practice,
        typed: Typed,
        printed: Printed,
        asked_by: AskedBy,
        *,
        speed: float = 1.0,
        length: Length | None = None,
        start: bool = False,
        speaker: Speaker | None = None,
        screen_on: Callable[[], ScreenOn] | None = None,
    ) -> None:
        self.practice = practice
        self.speed = speed
        self.length = length
        self.start_at_once = start
        self.has_keys = False
        self.typed = typed
        self.sounds = Sounds(practice, speaker)
        self._screen_on = screen_on
        self.talk = Conversation(typed, printed)
        self._asked_by = asked_by

    def screen_on(self) -> ScreenOn | None:
        """What keeps the screen on in a session that begins; None where it may go off."""
        if self._screen_on is None or not self.practice.book.settings.keep_awake:
            return None
        return self._screen_on()

    async def ask(self, prompt: Prompt[Result]) -> Result:
        """Ask or show `prompt`, and wait for the answer."""
        return cast("Result", await self._asked_by(self, prompt))

    def page(self, content: RenderableType) -> None:
        """Print a page or a table, without colours and as wide as lines are read."""
        from backcoach.plain.pages import lines_of

        for line in lines_of(content):
            self.talk.say(line)

    def tell(self, words: str, seconds: float | None = None) -> None:
        """Print something that needs no answer."""
        self.talk.say(words)

    def warn(self, message: str) -> None:
        """Print what went wrong."""
        self.talk.say(f"Warning: {message}")

    def warn_if_read_only(self) -> bool:
        """Whether nothing can be stored now; if so, say why."""
        if self.practice.book.read_only:
            self.warn(f"{self.practice.book.read_only}.")
        return bool(self.practice.book.read_only)

    def remember(self, keep: Callable[[], None]) -> None:
        """Let `keep` store in the settings what was asked or shown; warn if it can't."""
        from backcoach.store import StoreError

        try:
            keep()
        except StoreError as error:
            self.warn(str(error))

    async def new_sound(self) -> str | None:
        """Nothing is checked by itself here: `backcoach check` does it in lines."""
        return None

    def clear_notifications(self) -> None:
        """Printed lines stay."""

    def show_today(self) -> None:
        """Today is printed by itself once nothing more is asked."""
