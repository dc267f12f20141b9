"""A number or word drawn as large as possible in block characters that any font has."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

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
    "-": ("  ", "  ", "##", "  ", "  "),
    "’": ("#", "#", " ", " ", " "),
    ",": (" ", " ", " ", "#", "#"),
    "·": (" ", " ", "#", " ", " "),
}
DOTS_HIGH = 5
BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
TAIL_GAP = 2
"""Dots between a text and what follows it, in the scale of that."""

SIDE_MARGIN = 1
"""Columns that a framed text leaves free at both sides."""

QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""By which quarters are filled: 1 upper left, 2 upper right, 4 lower left, 8 lower right."""

NARROW_ROWS = 3
"""The rows of narrow letters, whose dots are half a cell wide and high."""

MARKS = {(False, False): " ", (True, False): '"', (False, True): "_", (True, True): "█"}


def as_letters(words: str) -> str:
    """`words` in the letters that can be drawn: capital ones, without accents."""
    parts = normalize("NFKD", words.replace("'", "’"))
    return "".join(part for part in parts if not combining(part)).upper()


def can_draw(text: str) -> bool:
    """Whether there is a large letter for each character of `text`; it may have several lines."""
    return all(character in GLYPHS or character == "\n" for character in text)


def dots_across(text: str) -> int:
    """The width of `text` in dots, with a dot between its characters."""
    glyphs = [GLYPHS.get(character, GLYPHS[" "]) for character in text]
    return sum(len(glyph[0]) for glyph in glyphs) + max(0, len(glyphs) - 1)


def dots_down(lines: int) -> int:
    """The height of so many lines in dots, with a dot between two."""
    return DOTS_HIGH * lines + lines - 1


def scale_in(dots_wide: int, width: int, height: int, dots_high: int = DOTS_HIGH) -> int:
    """The largest scale at which so many dots fit `width`×`height` cells; 0 when none does.

    A dot of scale k is k cells wide and k half-rows high; half a cell is about square.
    """
    return min(2 * height // dots_high, width // dots_wide) if dots_wide else 0


class Large(NamedTuple):
    """A number or word to be drawn large, maybe of several lines, and a smaller one after it."""

    text: str
    tail: str = ""

    @property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")

    def columns(self, scale: int) -> int:
        """How wide it is at this scale of its text."""
        across = max(map(dots_across, self.lines)) * scale
        if not self.tail:
            return across
        return across + (TAIL_GAP + dots_across(self.tail)) * tail_scale(scale)

    def fits_narrow(self, width: int, height: int) -> bool:
        """Whether it fits in letters of half the width; a tail then has their size too."""
        (line, *more) = self.lines
        across = dots_across(f"{line} {self.tail}".rstrip())
        return not more and height >= NARROW_ROWS and -(-across // 2) <= width

    def scale_in(self, width: int, height: int) -> int:
        """The largest scale of its text at which it fits `width`×`height` cells; 0 for none."""
        widest = max(map(dots_across, self.lines))
        scale = scale_in(widest, width, height, dots_down(len(self.lines)))
        while scale and self.columns(scale) > width:
            scale -= 1
        return scale


def tail_scale(scale: int) -> int:
    """The scale of what follows a text of this scale."""
    return max(1, scale // 3)


@lru_cache(maxsize=16)
def rows_of(
    text: str,
    width: int,
    height: int,
    *,
    whole: bool = False,
    tail: str = "",
    framed: bool = False,
    narrow: bool = False,
) -> tuple[str, ...]:
    """`text` in the largest scale that fits `width`×`height` cells; plain text when none does.

    The `tail` follows it in smaller letters. `framed` leaves a margin all around, so that it can be
    read inside out too, and fills the height. `narrow` allows letters of half the width where no
    scale fits. `whole` is for terminals without half blocks: dots are then whole cells, or, if
    there is no room for that, characters that are high or low in a cell.
    """
    if framed and height > 2 and width > 2 * SIDE_MARGIN:
        return _framed(Large(text, tail), width, height, whole)
    large = Large(text, tail)
    scale = large.scale_in(width, height)
    if scale < 1 and narrow and not whole and large.fits_narrow(width, height):
        return _narrow(f"{text} {tail}".rstrip())
    if scale < 1:
        plain = f"{text} {tail}".rstrip()
        return tuple(line[:width] for line in plain.split("\n")[: max(1, height)])
    if whole and height >= dots_down(len(large.lines)):
        return _in_whole_cells(large, width, height)
    return _in_half_rows(_halves(large, scale), MARKS if whole else BLOCKS)


def _framed(large: Large, width: int, height: int, whole: bool) -> tuple[str, ...]:
    """`large` in the middle of so many cells, half a row and a column or more from the edge."""
    inside = width - 2 * SIDE_MARGIN
    scale = large.scale_in(inside, height)
    while scale and 2 * height - 2 < dots_down(len(large.lines)) * scale:
        scale -= 1
    if whole or scale < 1:
        rows = list(rows_of(large.text, inside, height - 2, whole=whole, tail=large.tail))
        above = (height - len(rows)) // 2
        return (*[""] * above, *rows, *[""] * (height - above - len(rows)))
    halves = _halves(large, scale)
    above = (2 * height - len(halves)) // 2
    blank = " " * len(halves[0])
    below = 2 * height - len(halves) - above
    return _in_half_rows([*[blank] * above, *halves, *[blank] * below], BLOCKS)


def _dots(large: Large) -> list[str]:
    """The rows of dots of the text, its lines centred over each other."""
    across = max(map(dots_across, large.lines))
    rows: list[str] = []
    for line in large.lines:
        glyphs = [GLYPHS.get(character, GLYPHS[" "]) for character in line]
        rows += [" " * across] if rows else []
        rows += [
            " ".join(glyph[row] for glyph in glyphs).center(across) for row in range(DOTS_HIGH)
        ]
    return rows


def _halves(large: Large, scale: int) -> list[str]:
    """The half rows of the text at this scale, with the tail at its lower right."""
    halves = _enlarged(_dots(large), scale)
    if not large.tail:
        return halves
    small = tail_scale(scale)
    tail = _enlarged(_dots(Large(large.tail)), small)
    gap = " " * TAIL_GAP * small
    tail = [" " * len(tail[0])] * (len(halves) - len(tail)) + tail
    return [f"{row}{gap}{after}" for row, after in zip(halves, tail, strict=True)]


def _enlarged(rows: list[str], scale: int) -> list[str]:
    return [wide for row in rows for wide in ["".join(dot * scale for dot in row)] * scale]


def _in_half_rows(halves: list[str], blocks: dict[tuple[bool, bool], str]) -> tuple[str, ...]:
    if len(halves) % 2:
        halves = [*halves, " " * len(halves[0])]
    return tuple(
        "".join(blocks[above == "#", below == "#"] for above, below in zip(*pair, strict=True))
        for pair in zip(halves[::2], halves[1::2], strict=True)
    )


def _narrow(text: str) -> tuple[str, ...]:
    """`text` with dots half a cell wide and high."""
    rows = [f"{row} " for row in _dots(Large(text))]
    rows.append(" " * len(rows[0]))
    return tuple(
        "".join(
            QUADRANTS[sum(1 << bit for bit, dot in enumerate(f"{left}{right}") if dot == "#")]
            for left, right in zip(_pairs(above), _pairs(below), strict=True)
        )
        for above, below in zip(rows[::2], rows[1::2], strict=True)
    )


def _pairs(row: str) -> list[str]:
    return [row[at : at + 2] for at in range(0, len(row) - 1, 2)]


def _in_whole_cells(large: Large, width: int, height: int) -> tuple[str, ...]:
    lines = _dots(large)
    tail = f" {large.tail}" if large.tail else ""
    most = height // len(lines)
    across = max(1, min((width - len(tail)) // len(lines[0]), 2 * most))
    down = min(most, across)
    row_of = (line.replace("#", "█") for line in lines)
    rows = ["".join(dot * across for dot in row) for row in row_of for _ in range(down)]
    return (*(f"{row}{'':{len(tail)}}" for row in rows[:-1]), f"{rows[-1]}{tail}"[:width])


class Numeral(SelectableLines, Widget):
    """Large digits or letters, centred. Redraws only when they change."""

    DEFAULT_CSS = """
    Numeral { width: 1fr; height: 1fr; }
    """

    value: reactive[str] = reactive("")
    """The text, of one line or several."""

    tail: reactive[str] = reactive("")
    """What follows it in smaller letters."""

    def __init__(
        self, *, framed: bool = False, narrow: bool = False, id: str | None = None
    ) -> None:
        """`framed` and `narrow` are those of `rows_of`."""
        super().__init__(id=id)
        self._framed = framed
        self._narrow = narrow

    def draw_line(self, y: int) -> Strip:
        """One row of the number."""
        width, height = self.size
        whole = draws_whole_cells(self.app)
        rows = rows_of(
            self.value,
            width,
            height,
            whole=whole,
            tail=self.tail,
            framed=self._framed,
            narrow=self._narrow,
        )
        index = y - (height - len(rows)) // 2
        row = rows[index] if 0 <= index < len(rows) else ""
        left = max(0, (width - len(row)) // 2)
        return Strip([Segment(f"{'':{left}}{row}".ljust(width), self.rich_style)], width)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The number itself: block characters are of no use in a copied text."""
        return f"{self.value} {self.tail}".rstrip(), "\n"
