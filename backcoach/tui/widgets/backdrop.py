"""What only has a colour and lays others out, drawn as cheaply as that can be."""

from __future__ import annotations

from rich.style import Style
from textual.containers import Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Backdrop(Widget):
    """A widget of one colour, without border: for a screen, or what lies beneath others on it.

    Whenever something on top of it moves Textual draws it again too, and keeps each of its lines.
    They are all alike: this hands out one and the same.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """As many lines of its colour as are wanted."""
        background = self.background_colors[1]
        strip = Strip.blank(crop.width, Style.from_color(bgcolor=background.rich_color))
        for each in self.get_line_filters():
            strip = strip.apply_filter(each, background)
        return [strip] * crop.height


# Style sheets know a class by its first base: `Backdrop` comes last wherever it is taken in.


class Column(Vertical, Backdrop):
    """What stands one below the other."""
