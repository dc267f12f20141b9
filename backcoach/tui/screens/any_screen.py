"""The base class of every screen and dialog of the coach.

Each knows the size of the window before it has its widgets. Textual reports the size after the
first layout, twice, and each report looks up every style and lays everything out again; without
this, the start and every change of screens would wait for that.
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
    """The base class of every screen and dialog. `scope` names its commands in the registry."""

    scope: ClassVar[Scope | None] = None
    is_place: ClassVar[bool] = False
    is_turning = False
    """Whether it is between two pages, without widgets; input for the old page is then dropped."""
    line_filters: tuple[LineFilter, ...] = ()
    """Filters that are applied to each line last."""
    _fits: Size | None = None
    """The size of the window that its classes are set for."""
    _was_on_top = False

    def before_quit(self) -> bool:
        """Called when the user closes the coach. Returns whether it may close; a screen may ask."""
        return True

    def before_end(self) -> None:
        """Called when the coach ends without asking; store what was done."""

    def pause(self) -> None:
        """Stop what is running."""

    def look_at_the_day(self) -> None:
        """Show the new day if one has begun."""

    def settings_changed(self, words: str) -> None:
        """A setting was changed; `words` describe its new value."""
        self.notify(words, timeout=3, markup=False)

    # The size of the window

    def on_compose(self) -> None:
        """Set the classes before there are widgets that they style."""
        self._fit(self.app.size)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Do not style everything again on first show, since it has just been styled."""
        event.refresh_styles = event.refresh_styles and self._was_on_top
        self._was_on_top = True

    def on_resize(self, event: Resize) -> None:
        """Update the classes for a new size; the size they were set for needs no second layout."""
        if event.size == self._fits and self._is_laid_out_for(event.size):
            event.prevent_default()
            event.stop()
        else:
            self._fit(event.size)

    def _is_laid_out_for(self, size: Size) -> bool:
        """Whether this screen and those below, which may be visible, are laid out for `size`."""
        return all(each.outer_size == size for each in self.app.screen_stack)

    def _fit(self, size: Size) -> None:
        self._fits = size
        self.update_classes(size_classes(size), animate=False)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close once: a second Enter would otherwise close the screen below as well."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
