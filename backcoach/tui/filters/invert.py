"""A filter that inverts the lightness of a screen for a moment, keeping its hues."""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter


class InvertFilter(LineFilter):
    """Inverts the lightness of every colour.

    Under NO_COLOR these are the greys that Textual makes of them.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, inverted."""
        ground = Style(bgcolor=background.rich_color)
        return [
            Segment(text, inverted(ground if style is None else style), control)
            for text, style, control in segments
        ]


@lru_cache(maxsize=512)
def inverted(style: Style) -> Style:
    """`style`, inverted. A blank may have a ground alone.

    What has the terminal's own colours, which nobody knows, swaps text and background.
    """
    front, back = style.color, style.bgcolor
    if back is None or back.is_default or (front is not None and front.is_default):
        return style + Style(reverse=not style.reverse)
    front = None if front is None else _opposite(front)
    return style + Style(color=front, bgcolor=_opposite(back))


def _opposite(colour: RichColor) -> RichColor:
    red, green, blue = (part / 255 for part in colour.get_truecolor())
    hue, light, strength = rgb_to_hls(red, green, blue)
    return RichColor.from_rgb(*(part * 255 for part in hls_to_rgb(hue, 1 - light, strength)))
