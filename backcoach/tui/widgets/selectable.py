"""Lines that can be selected with the mouse and copied as they are drawn.

Textual supports this only for its own `Content`: for Rich renderables, lists, and widgets that draw
their own lines it copies an empty text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.selection import Selection
from textual.strip import Strip
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.widget import Widget as Drawn
else:
    # Style sheets match a widget by its first widget base; this class is no widget.
    Drawn = object


class SelectableLines(Drawn):
    """A mixin, first among the bases of a widget that draws its own lines in `draw_line`."""

    ALLOW_SELECT = True

    @property
    def text_selection(self) -> Selection | None:
        """None, or Textual would mark the selection too, by the text before wrapping."""
        return None

    def draw_line(self, y: int) -> Strip:
        """Line `y` of the visible part, as it looks without a selection."""
        return super().render_line(y)

    def render_line(self, y: int) -> Strip:
        """The line with the selection marked, and with the text positions that the mouse needs."""
        strip = self.draw_line(y)
        left, top = self.scroll_offset
        selection = self.screen.selections.get(self)
        span = None if selection is None else selection.get_span(top + y)
        if span is not None:
            strip = _marked(strip, span, self.screen.get_component_rich_style("screen--selection"))
        return strip.apply_offsets(left, top + y)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected part of each line without trailing blanks, and the line ending after it.

        It includes lines that are scrolled out of sight.
        """
        top = self.scroll_offset.y
        lines = []
        for number in range(max(self.size.height, self.virtual_size.height)):
            span = selection.get_span(number)
            if span is not None:
                start, end = span
                text = self.draw_line(number - top).text
                lines.append(text[start : None if end < 0 else end].rstrip())
        return "\n".join(lines).rstrip("\n"), "\n"


class NoText(Drawn):
    """A mixin, first among the bases of a widget without text: a figure, a bar, a frame.

    When all of a panel is selected, as by a double click, Textual would copy the name of its class.
    """

    ALLOW_SELECT = False

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Select nothing."""
        return None


def _marked(strip: Strip, span: tuple[int, int], style: Style) -> Strip:
    """`strip` with the characters from `span[0]` to `span[1]` in `style`; -1 is the end."""
    start, end = span
    segments, position = [], 0
    for text, own, control in strip:
        cuts = (start - position, len(text) if end < 0 else end - position)
        first, last = (min(max(0, cut), len(text)) for cut in cuts)
        marked = style if own is None else own + style
        parts = (text[:first], own), (text[first:last], marked), (text[last:], own)
        segments += [Segment(part, look, control) for part, look in parts if part]
        position += len(text)
    return Strip(segments, strip.cell_length)


class Sheet(SelectableLines, Static):
    """A `Static` for Rich renderables, such as a table, and for centred text.

    To the left of centred text Textual would take the mouse position for the end of the text.
    """
