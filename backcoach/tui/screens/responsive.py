"""A screen that knows how large the window is before it has its parts.

Textual tells it when all is laid out, and tells it twice; each time looks up every style and lays
everything out once more, which a start and every change of screens would wait for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.await_complete import AwaitComplete
from textual.geometry import Size
from textual.screen import Screen

if TYPE_CHECKING:
    from textual.events import Resize, ScreenResume

Result = TypeVar("Result")

WIDTHS = ((110, "-wide"), (76, "-medium"), (0, "-narrow"))
"""Class for the style sheets, from so many columns on."""
HEIGHTS = ((36, "-high"), (24, "-tall"), (18, "-short"), (0, "-tiny"))
"""The same for rows."""
LEAST_COLUMNS, LEAST_ROWS = 36, 10
LEAST = "-least"


def is_least(size: Size) -> bool:
    """Whether a window is so small that frames and explanations have to make way."""
    return size.width < LEAST_COLUMNS or size.height < LEAST_ROWS


def size_classes(size: Size) -> dict[str, bool]:
    """Every class a window can bring, and whether one of this size does."""
    width = next(name for least, name in WIDTHS if size.width >= least)
    height = next(name for least, name in HEIGHTS if size.height >= least)
    there = {width, height, *([LEAST] if is_least(size) else [])}
    return {
        name: name in there for name in (*dict(WIDTHS).values(), *dict(HEIGHTS).values(), LEAST)
    }


class ResponsiveScreen(Screen[Result]):
    """Any screen or dialog of the coach."""

    _fits: Size | None = None
    """The window it has the classes for."""
    _was_on_top = False

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
