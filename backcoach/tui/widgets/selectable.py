"""Lines that can be selected with the mouse and copied as they are drawn.

Textual does that for its own `Content` alone: of what Rich draws, of lists, and of widgets that
draw their own lines it copies an empty text.
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
    # Style sheets know a widget by its first base that is one: this is none.
    Drawn = object


class SelectableLines(Drawn):
    """Comes first among the bases of a widget, which draws lines of its own in `draw_line`."""

    ALLOW_SELECT = True

    @property
    def text_selection(self) -> Selection | None:
        """None: otherwise Textual would mark the selection as well, by the text before wrapping."""
        return None

    def draw_line(self, y: int) -> Strip:
        """Line `y` of what is in sight, as it looks where nothing is selected."""
        return super().render_line(y)

    def render_line(self, y: int) -> Strip:
        """The same, telling the mouse where in the text it points, what is selected marked."""
        strip = self.draw_line(y)
        left, top = self.scroll_offset
        selection = self.screen.selections.get(self)
        span = None if selection is None else selection.get_span(top + y)
        if span is not None:
            strip = _marked(strip, span, self.screen.get_component_rich_style("screen--selection"))
        return strip.apply_offsets(left, top + y)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected part of each line without the blanks behind it, and what follows the last.

        Lines that are scrolled out of sight are among them.
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
    """Comes first among the bases of a widget without words: a figure, a bar, a frame.

    With all that a panel shows, as by a double click, Textual would copy the name of its class.
    """

    ALLOW_SELECT = False

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Nothing."""
        return None


def _marked(strip: Strip, span: tuple[int, int], style: Style) -> Strip:
    """`strip` with the characters from `span[0]` up to `span[1]` in `style`; -1 is the end."""
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
    """A `Static` that shows what Rich draws, such as a table, or text that is centred.

    Left of centred text Textual takes the mouse to point behind its end.
    """
