"""A short text with a longer one beside it, which is wrapped beneath itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.measure import Measurement
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, OverflowMethod, RenderResult


class TwoColumns:
    """Two texts side by side, drawn as one row of `Table.grid`, which takes ten times as long.

    A list asks each of its lines for its height in every layout. `left_width` is the width of the
    first column in cells, by default that of its text, and at most half of what there is; `gap` is
    the space between the columns.
    """

    def __init__(
        self,
        left: Text,
        right: Text,
        *,
        gap: int,
        left_width: int | None = None,
        overflow: OverflowMethod = "ellipsis",
    ) -> None:
        self._left, self._right = left, right
        self._left_width = left.cell_len if left_width is None else left_width
        self._gap = gap
        self._overflow = overflow

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw both columns line by line."""
        half = max(1, (options.max_width - self._gap) // 2)
        width = min(self._left_width, half)
        indent = width + self._gap
        room = max(1, options.max_width - indent)
        left = list(self._left.wrap(console, width, overflow=self._overflow))
        right = list(self._right.wrap(console, room, overflow=self._overflow))
        for number in range(max(len(left), len(right))):
            # Put together, as the style of a whole text is only kept where it is a part.
            row = Text()
            if number < len(left):
                row.append_text(left[number])
            if number < len(right):
                row.append(" " * (indent - row.cell_len)).append_text(right[number])
            yield from row.render(console, end="\n")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """The least width that keeps every word whole, and the width without a line break."""
        right = Measurement.get(console, options, self._right)
        least, most = (self._left_width + self._gap + each for each in right)
        return Measurement(least, most).with_maximum(options.max_width)
