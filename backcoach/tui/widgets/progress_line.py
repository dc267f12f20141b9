"""A one-row bar that shows the progress of a session."""

from __future__ import annotations

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from backcoach.tui.widgets.selectable import NoText


class ProgressLine(NoText, Widget):
    """A bar of one row. Redraws only when the number of filled cells changes."""

    COMPONENT_CLASSES = {"progress-line--done", "progress-line--left"}
    DEFAULT_CSS = """
    ProgressLine {
        height: 1;
        width: 1fr;
        & > .progress-line--done { color: $primary; }
        & > .progress-line--left { color: $foreground 30%; }
    }
    """

    filled: reactive[int] = reactive(0)
    _share = 0.0

    def show(self, share: float) -> None:
        """Fill `share` (0-1) of the bar."""
        self._share = max(0.0, min(1.0, share))
        self._fill()

    def on_resize(self) -> None:
        """Fill the same share of a line that has become longer or shorter."""
        self._fill()

    def _fill(self) -> None:
        self.filled = round(self._share * self.size.width)

    def render_line(self, y: int) -> Strip:
        """Heavy line for what is done, light for the rest, so that it does not depend on colour."""
        width = self.size.width
        done = min(self.filled, width)
        return Strip(
            [
                Segment("━" * done, self.get_component_rich_style("progress-line--done")),
                Segment("─" * (width - done), self.get_component_rich_style("progress-line--left")),
            ],
            width,
        )
