"""The exercises of a plan, one line each: section, name, dose; with sentences between them."""

from __future__ import annotations

from textwrap import wrap

from rich.segment import Segment
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from backcoach.coach.model.formatting import fitted
from backcoach.tui.widgets.selectable import SelectableLines

Row = tuple[str, str, str]
GAP = 2


class PlanList(SelectableLines, Widget):
    """Three columns; the name is shortened when the terminal is narrow.

    A row without a dose is a sentence; it wraps over as many lines as it needs, in a dimmer style.
    A Rich table would do the same but takes five milliseconds of the start.
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
        """One line for each exercise, and the lines that each sentence needs."""
        return len(self._lines(width))

    def draw_line(self, y: int) -> Strip:
        """One exercise, or one line of a sentence."""
        width, style = self.size.width, self.rich_style
        lines = self._lines(width)
        if y >= len(lines):
            return Strip.blank(width, style)
        section, words, is_sentence = lines[y]
        quiet = self.get_component_rich_style("plan-list--section")
        return Strip(
            [Segment(section, quiet), Segment(words, quiet if is_sentence else style)]
        ).adjust_cell_length(width, style)

    def _lines(self, width: int) -> list[tuple[str, str, bool]]:
        """For each line: the first column, the rest, and whether it is part of a sentence."""
        sections = max((len(row[0]) for row in self.rows), default=0)
        exercises = [row for row in self.rows if row[2]]
        doses = max((len(row[2]) for row in exercises), default=0)
        names = max((len(row[1]) for row in exercises), default=0)
        names = max(8, min(names, width - sections - doses - 2 * GAP))
        lines: list[tuple[str, str, bool]] = []
        for section, name, dose in self.rows:
            first = f"{section:{sections + GAP}}"
            if dose:
                lines.append((first, f"{fitted(name, names):{names + GAP}}{dose}", False))
                continue
            for part in wrap(name, max(16, width - sections - GAP)):
                lines.append((first, part, True))
                first = " " * len(first)
        return lines
