"""What the application asks of every screen and dialog of the coach.

Each knows how large the window is before it has its parts. Textual tells it when all is laid out,
and tells it twice; each time looks up every style and lays everything out once more, which a start
and every change of screens would wait for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.await_complete import AwaitComplete
from textual.geometry import Size
from textual.screen import Screen

from backcoach.tui.commands import Scope
from backcoach.tui.screens.responsive import size_classes

if TYPE_CHECKING:
    from textual.events import Resize, ScreenResume
    from textual.filter import LineFilter

Result = TypeVar("Result")


class AnyScreen(Screen[Result]):
    """What the application asks of every screen and dialog of the coach.

    `scope` says which commands of the registry are its own.
    """

    scope: ClassVar[Scope | None] = None
    is_place: ClassVar[bool] = False
    is_turning = False
    """Whether it turns from one page to another, and has the parts of neither.

    What comes then from the page before is not about the next one.
    """
    line_filters: tuple[LineFilter, ...] = ()
    """What is done to each of its lines last."""
    _fits: Size | None = None
    """The window it has the classes for."""
    _was_on_top = False

    def before_quit(self) -> bool:
        """The user closes the coach: whether it may close now. A screen may ask first."""
        return True

    def before_end(self) -> None:
        """The coach ends and nobody can be asked any more: keep what was done."""

    def pause(self) -> None:
        """Let nothing run on."""

    def look_at_the_day(self) -> None:
        """Show the new day where one has begun."""

    def settings_changed(self, words: str) -> None:
        """A setting was switched; `words` say what holds now."""
        self.notify(words, timeout=3, markup=False)

    # The size of the window

    def on_compose(self) -> None:
        """Have the classes before there are parts to be styled by them."""
        self._fit(self.app.size)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """On top for the first time its parts have just got their styles, under the same theme."""
        event.refresh_styles = event.refresh_styles and self._was_on_top
        self._was_on_top = True

    def on_resize(self, event: Resize) -> None:
        """Another window, other classes; the size it was made for needs no second layout."""
        if event.size == self._fits and self._is_laid_out_for(event.size):
            event.prevent_default()
            event.stop()
        else:
            self._fit(event.size)

    def _is_laid_out_for(self, size: Size) -> bool:
        """So is what shows through from below."""
        return all(each.outer_size == size for each in self.app.screen_stack)

    def _fit(self, size: Size) -> None:
        self._fits = size
        self.update_classes(size_classes(size), animate=False)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close once: a second Enter on its way already would take the screen below along."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
