"""A number or word drawn as large as possible in block characters that any font has."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from textual.reactive import reactive
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from backcoach.tui.filters.drawable import draws_whole_cells
from backcoach.tui.widgets.selectable import SelectableLines

GLYPHS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
    " ": (" ", " ", " ", " ", " "),
    "A": ("###", "# #", "###", "# #", "# #"),
    "B": ("## ", "# #", "## ", "# #", "## "),
    "C": ("###", "#  ", "#  ", "#  ", "###"),
    "D": ("## ", "# #", "# #", "# #", "## "),
    "E": ("###", "#  ", "## ", "#  ", "###"),
    "F": ("###", "#  ", "## ", "#  ", "#  "),
    "G": ("###", "#  ", "# #", "# #", "###"),
    "H": ("# #", "# #", "###", "# #", "# #"),
    "I": ("#", "#", "#", "#", "#"),
    "J": ("  #", "  #", "  #", "# #", "###"),
    "K": ("# #", "# #", "## ", "# #", "# #"),
    "L": ("#  ", "#  ", "#  ", "#  ", "###"),
    "M": ("#   #", "## ##", "# # #", "#   #", "#   #"),
    "N": ("#  #", "## #", "# ##", "#  #", "#  #"),
    "O": ("###", "# #", "# #", "# #", "###"),
    "P": ("###", "# #", "###", "#  ", "#  "),
    "Q": ("###", "# #", "# #", "###", "  #"),
    "R": ("## ", "# #", "## ", "# #", "# #"),
    "S": ("###", "#  ", "###", "  #", "###"),
    "T": ("###", " # ", " # ", " # ", " # "),
    "U": ("# #", "# #", "# #", "# #", "###"),
    "V": ("# #", "# #", "# #", "# #", " # "),
    "W": ("#   #", "#   #", "# # #", "## ##", "#   #"),
    "X": ("# #", "# #", " # ", "# #", "# #"),
    "Y": ("# #", "# #", " # ", " # ", " # "),
    "Z": ("###", "  #", " # ", "#  ", "###"),
    "?": ("###", "  #", " ##", "   ", " # "),
}
DOTS_HIGH = 5
BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
MARKS = {(False, False): " ", (True, False): '"', (False, True): "_", (True, True): "█"}


def dots_across(text: str) -> int:
    """The width of `text` in dots, with a dot between its characters."""
    glyphs = [GLYPHS.get(character, GLYPHS[" "]) for character in text]
    return sum(len(glyph[0]) for glyph in glyphs) + max(0, len(glyphs) - 1)


def scale_in(dots_wide: int, width: int, height: int) -> int:
    """The largest scale at which so many dots fit `width`×`height` cells; 0 when none does.

    A dot of scale k is k cells wide and k half-rows high; half a cell is about square.
    """
    return min(2 * height // DOTS_HIGH, width // dots_wide) if dots_wide else 0


@lru_cache(maxsize=8)
def rows_of(text: str, width: int, height: int, *, whole: bool = False) -> tuple[str, ...]:
    """`text` in the largest scale that fits `width`×`height` cells; plain text when none does.

    `whole` is for terminals without half blocks: dots are then whole cells, or, if there is no room
    for that, characters that are high or low in a cell.
    """
    glyphs = [GLYPHS.get(character, GLYPHS[" "]) for character in text]
    scale = scale_in(dots_across(text), width, height)
    if scale < 1:
        return (text[:width],)
    lines = [" ".join(glyph[row] for glyph in glyphs) for row in range(DOTS_HIGH)]
    if whole and height >= DOTS_HIGH:
        across = min(width // len(lines[0]), 2 * (height // DOTS_HIGH))
        down = min(height // DOTS_HIGH, across)
        row_of = (line.replace("#", "█") for line in lines)
        return tuple("".join(dot * across for dot in row) for row in row_of for _ in range(down))
    blocks = MARKS if whole else BLOCKS
    halves: list[str] = []
    for line in lines:
        halves += ["".join(dot * scale for dot in line)] * scale
    if len(halves) % 2:
        halves.append(" " * len(halves[0]))
    return tuple(
        "".join(blocks[above == "#", below == "#"] for above, below in zip(*pair, strict=True))
        for pair in zip(halves[::2], halves[1::2], strict=True)
    )


class Numeral(SelectableLines, Widget):
    """Large digits or letters, centred. Redraws only when they change."""

    DEFAULT_CSS = """
    Numeral { width: 1fr; height: 1fr; }
    """

    value: reactive[str] = reactive("")

    def draw_line(self, y: int) -> Strip:
        """One row of the number."""
        width, height = self.size
        rows = rows_of(self.value, width, height, whole=draws_whole_cells(self.app))
        index = y - (height - len(rows)) // 2
        text = rows[index] if 0 <= index < len(rows) else ""
        left = max(0, (width - len(text)) // 2)
        return Strip([Segment(f"{'':{left}}{text}".ljust(width), self.rich_style)], width)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The number itself: block characters are of no use in a copied text."""
        return self.value, "\n"
