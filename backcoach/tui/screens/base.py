"""The base classes of all screens, and the bar that names the places."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.events import ScreenResume
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from backcoach.tui.commands import COMMANDS, Scope
from backcoach.tui.screens.any_screen import AnyScreen
from backcoach.tui.widgets.backdrop import Backdrop
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.key_presses import KeyPresses

if TYPE_CHECKING:
    from backcoach.coach.safety.content import AnchoredScale
    from backcoach.practice import Practice
    from backcoach.tui.coach import Coach

Result = TypeVar("Result")

DAY_LOOK_SECONDS = 1
"""Seconds between two checks whether a new day has begun, also after the machine slept."""

NO_PLACES = ("app.leave", "app.profile")
"""Commands of the places that do not lead to a place."""


class CoachScreen(AnyScreen[Result], Backdrop):
    """A screen of the coach."""

    @property
    def is_there(self) -> bool:
        """Whether it is on top with all its widgets, so that an answer refers to what is shown."""
        return self.is_active and not self.is_turning

    async def turn(self) -> None:
        """Replace the present page by another one; keys typed meanwhile wait."""
        self.is_turning = True
        try:
            await self.recompose()
        finally:
            self.is_turning = False
            self.coach.release()

    def on_screen_suspend(self) -> None:
        """Drop the rendered lines while the screen is covered: about a megabyte, rendered again
        later.
        """
        for widget in self.walk_children(with_self=True):
            widget.refresh()

    @property
    def coach(self) -> Coach:
        """The application."""
        return cast("Coach", self.app)

    @property
    def practice(self) -> Practice:
        """The interface to all that is stored."""
        return self.coach.practice


class CoachDialog(ModalScreen[Result], AnyScreen[Result]):
    """A question shown on top of a screen."""

    @property
    def coach(self) -> Coach:
        """The application."""
        return cast("Coach", self.app)

    @property
    def practice(self) -> Practice:
        """The interface to all that is stored."""
        return self.coach.practice


def key_presses(coach: Coach, held: str = "") -> KeyPresses:
    """Presses on the clock of the coach; `held` is a key that may be down from before."""
    asking = coach.practice.book.catalogue.safety.asking

    def now() -> float:
        return coach.practice.book.clock.monotonic() / coach.speed

    return KeyPresses(now, asking.held_seconds, held)


def scale_words(scale: AnchoredScale) -> tuple[dict[int, str], str]:
    """The words for each number of a 0-10 scale, and all of them in one line."""
    words = {number: scale.words(number) for number in range(11)}
    ends = [
        f"{each.lowest if each.lowest == each.highest else f'{each.lowest}–{each.highest}'}"
        f" {each.words}"
        for each in scale.anchors
    ]
    return words, " · ".join(ends)


class PlaceBar(Static):
    """The names of the places, with the present one marked. A click opens a place."""

    DEFAULT_CSS = """
    PlaceBar {
        dock: top;
        height: 1;
        padding: 0 1;
        background: $panel;
        color: $text-muted;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def __init__(self, present: Scope | None, name: str, mark: str = "") -> None:
        parts = [Content.styled("backcoach", "bold $primary")]
        if mark:
            parts.append(Content.styled(mark, "bold $text-warning"))
        for each in COMMANDS:
            if each.scope is not Scope.PLACES or each.id in NO_PLACES:
                continue
            here = each.label == name
            text = f"▸{each.label}" if here else f" {each.label}"
            style = "bold $text" if here else "$text-muted"
            click = Style.from_meta({"@click": each.action})
            parts.append(Content.styled(text, style).stylize(click))
        super().__init__(Content("  ").join(parts))


class Place(CoachScreen[None]):
    """One of the main screens, each reached by one key from the others."""

    is_place = True
    place_name: ClassVar[str] = ""

    def compose(self) -> ComposeResult:
        """Compose the bar of places, the content and the bar of keys."""
        mark = "READ-ONLY" if self.practice.book.read_only else ""
        yield PlaceBar(self.scope, self.place_name, mark)
        yield from self.compose_content()
        yield KeyBar()

    def compose_content(self) -> ComposeResult:
        """Compose the content of this place."""
        yield from ()

    def on_mount(self) -> None:
        """Check for a new day from time to time, as the coach may stay open overnight."""
        self._day = self.practice.book.today()
        self.set_interval(DAY_LOOK_SECONDS, self.look_at_the_day)

    def look_at_the_day(self) -> None:
        """Show the new day if one has begun."""
        if self.is_current and (today := self.practice.book.today()) != self._day:
            self._day = today
            self.show()

    def on_screen_resume(self, _event: ScreenResume) -> None:
        """Show what changed while another screen was on top, and the keys of this place."""
        self.show()
        self.refresh_bindings()

    def show(self) -> None:
        """Fill the place with the present data."""
