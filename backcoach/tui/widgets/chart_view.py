"""Shows a chart in the room it has, in the colours of the theme."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from backcoach.charts.chart import Chart, Draw, Room
from backcoach.tui.filters.drawable import draws_whole_cells
from backcoach.tui.widgets.selectable import SelectableLines

TALLEST = 40
"""Rows that a chart may use where the widget grows with what is in it."""


class ChartView(SelectableLines, Widget):
    """A chart, drawn again only when its size or its data change.

    With `height: auto` it is as high as the chart; else the chart fills the height there is.
    """

    COMPONENT_CLASSES = {
        "chart--plain",
        "chart--quiet",
        "chart--data",
        "chart--other",
        "chart--now",
        "chart--hard",
    }
    DEFAULT_CSS = """
    ChartView {
        height: auto;
        width: 1fr;
        & > .chart--plain { color: $foreground; }
        & > .chart--quiet { color: $text-muted; }
        & > .chart--data { color: $primary; }
        & > .chart--other { color: $secondary; }
        & > .chart--now { color: $text-accent; text-style: bold; }
        & > .chart--hard { color: $text-error; text-style: bold; }
    }
    """

    def __init__(self, draw: Draw | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._drawn: tuple[Room, Chart] | None = None

    def show(self, draw: Draw) -> None:
        """Show another chart, or the same one of other data."""
        self._draw, self._drawn = draw, None
        self.refresh(layout=True)

    def chart(self, width: int, height: int) -> Chart | None:
        """The chart in a room of this size; None before there is one."""
        if self._draw is None:
            return None
        room = Room(width, height, fine=not draws_whole_cells(self.app))
        if self._drawn is None or self._drawn[0] != room:
            self._drawn = room, self._draw(room)
        return self._drawn[1]

    @property
    def sentence(self) -> str:
        """What the chart says."""
        chart = self.chart(self.size.width, self._rows())
        return "" if chart is None else chart.sentence

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the chart has."""
        chart = self.chart(width, TALLEST)
        return 0 if chart is None else len(chart.lines)

    def draw_line(self, y: int) -> Strip:
        """One row of the chart."""
        width, blank = self.size.width, self.rich_style
        chart = self.chart(width, self._rows())
        if chart is None or y >= len(chart.lines):
            return Strip.blank(width, blank)
        segments = [
            Segment(piece.text, self.get_component_rich_style(f"chart--{piece.shade.value}"))
            for piece in chart.lines[y]
        ]
        return Strip(segments).adjust_cell_length(width, blank)

    def _rows(self) -> int:
        """The rows that a chart is asked to fill."""
        return TALLEST if self.styles.is_auto_height else self.size.height
