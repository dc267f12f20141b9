"""Plain-coloured containers that are cheap to draw."""

from __future__ import annotations

from rich.style import Style
from textual.containers import Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Backdrop(Widget):
    """A widget of one colour without a border, for a screen or a container of other widgets.

    Whenever something on top of it moves, Textual draws it again and caches each of its lines. As
    they are all alike, this class returns one and the same line.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """The number of lines needed, all the same."""
        background = self.background_colors[1]
        strip = Strip.blank(crop.width, Style.from_color(bgcolor=background.rich_color))
        for each in self.get_line_filters():
            strip = strip.apply_filter(each, background)
        return [strip] * crop.height


# Style sheets match a class by its first base, so `Backdrop` must be the last one.


class Column(Vertical, Backdrop):
    """A container that stacks its widgets vertically."""
