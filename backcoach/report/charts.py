"""Charts on a page: drawn as wide as the page is when it is printed."""

from __future__ import annotations

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

from backcoach.charts.chart import Chart, Draw, Room, Shade

STYLES = {Shade.QUIET: "dim", Shade.NOW: "bold", Shade.HARD: "bold"}
"""Of what is not drawn in the usual style; a page has no colours of a theme."""


class ChartBlock:
    """A chart of at most `width` cells and `height` rows, under its sentence."""

    def __init__(self, draw: Draw, *, width: int = 60, height: int = 8, fine: bool = True) -> None:
        self._draw, self._width, self._height, self._fine = draw, width, height, fine

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines of the chart."""
        room = Room(min(self._width, options.max_width), self._height, self._fine)
        chart = self._draw(room)
        if chart.sentence:
            yield Text(chart.sentence)
        yield text_of(chart)

    def __rich_measure__(self, _console: Console, options: ConsoleOptions) -> Measurement:
        """At most the width asked for."""
        return Measurement(8, min(self._width, options.max_width))


def text_of(chart: Chart) -> Text:
    """The chart as text for a table or a page."""
    return Text("\n").join(
        Text("", no_wrap=True).append_tokens(
            (piece.text, STYLES.get(piece.shade)) for piece in line
        )
        for line in chart.lines
    )
