"""The last step of every line on its way to the screen: nothing a terminal would obey gets past."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from backcoach.legible import in_place, is_legible


class ControlCharacterFilter(LineFilter):
    """Puts a sign in the place of every character that is not there to be read.

    Text from outside (notes, ids, names of files) is shown by many widgets; it is held back here
    for all of them, borders, messages and the palette included.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, as wide as they were."""
        if all(is_legible(segment.text) for segment in segments):
            return segments
        return [Segment(in_place(text), style, control) for text, style, control in segments]
