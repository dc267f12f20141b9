"""A line in two columns, compared with a table of Rich that has one row."""

from io import StringIO

import pytest
from rich.console import Console, OverflowMethod, RenderableType
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from backcoach.tui.widgets.two_columns import TwoColumns

TEXTS = (
    "",
    "Fever",
    "Pain at night that keeps you awake, or a fever without a reason",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "二つの言葉、長い 行",
    "two\nlines",
)
WIDTHS = range(22, 100, 3)


def segments_of(what: RenderableType, width: int) -> list[list[Segment]]:
    console = Console(width=width, file=StringIO())
    segments = console.render(what, console.options)
    return list(Segment.split_and_crop_lines(segments, width, include_new_lines=False, pad=False))


def drawn(what: RenderableType, width: int) -> list[str]:
    """What can be seen of it, line by line."""
    return ["".join(each.text for each in line).rstrip() for line in segments_of(what, width)]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("overflow", ["ellipsis", "fold"])
def test_it_is_drawn_as_a_row_of_a_table(text: str, overflow: OverflowMethod) -> None:
    for width in WIDTHS:
        for gap in (1, 2):
            left = Text("[x]", style="bold")
            table = Table.grid(padding=(0, gap, 0, 0))
            table.add_column(width=9, overflow=overflow)
            table.add_column(overflow=overflow)
            table.add_row(left, Text(text))
            own = TwoColumns(left, Text(text), gap=gap, left_width=9, overflow=overflow)
            assert drawn(own, width) == drawn(table, width), width


def test_the_first_column_is_as_wide_as_its_text_and_leaves_half_of_a_small_window() -> None:
    assert drawn(TwoColumns(Text("[ ]"), Text("a b c"), gap=1), 7) == ["[ ] a b", "    c"]
    narrow = TwoColumns(Text("Sessions a week"), Text("three"), gap=1, overflow="fold")
    assert drawn(narrow, 15)[0] == "Session three"


def test_only_what_is_bold_is_drawn_bold() -> None:
    (line,) = segments_of(TwoColumns(Text("Goal", style="bold"), Text("run"), gap=1), 20)
    bold = [each.text for each in line if each.style is not None and each.style.bold]
    assert bold == ["Goal"]
