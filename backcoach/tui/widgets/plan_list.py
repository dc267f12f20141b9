"""The exercises of a plan, one line each: section, name, dose."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

Row = tuple[str, str, str]
GAP = 2


class PlanList(Widget):
    """Three columns; the name gives way when the terminal is narrow.

    A Rich table does the same and takes five milliseconds of the start for it.
    """

    COMPONENT_CLASSES = {"plan-list--section"}
    DEFAULT_CSS = """
    PlanList {
        height: auto;
        width: 1fr;
        & > .plan-list--section { color: $text-muted; }
    }
    """

    rows: reactive[tuple[Row, ...]] = reactive((), layout=True)

    def __init__(self, rows: tuple[Row, ...], *, id: str) -> None:
        super().__init__(id=id)
        self.set_reactive(PlanList.rows, rows)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line each."""
        return len(self.rows)

    def render_line(self, y: int) -> Strip:
        """One exercise."""
        width = self.size.width
        if y >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        sections, names, doses = (max(len(row[column]) for row in self.rows) for column in range(3))
        names = max(8, min(names, width - sections - doses - 2 * GAP))
        section, name, dose = self.rows[y]
        if len(name) > names:
            name = name[: names - 1] + "…"
        style = self.rich_style
        quiet = self.get_component_rich_style("plan-list--section")
        words = f"{name:{names + GAP}}{dose}"
        return Strip(
            [Segment(f"{section:{sections + GAP}}", quiet), Segment(words, style)]
        ).adjust_cell_length(width, style)
