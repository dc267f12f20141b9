"""A filter that replaces control characters before a line reaches the terminal."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from backcoach.legible import in_place, is_legible


class ControlCharacterFilter(LineFilter):
    """Replaces every character that a terminal would interpret instead of showing it.

    Text from outside (notes, ids, file names) is shown by many widgets; this covers all of them,
    with borders, messages and the palette.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, replaced; their width stays the same."""
        if all(is_legible(segment.text) for segment in segments):
            return segments
        return [Segment(in_place(text), style, control) for text, style, control in segments]
