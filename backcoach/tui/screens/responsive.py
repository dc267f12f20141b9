"""The size classes of a window, which the style sheets go by."""

from __future__ import annotations

from textual.geometry import Size

WIDTHS = ((110, "-wide"), (76, "-medium"), (0, "-narrow"))
"""Class for the style sheets, from so many columns on."""
HEIGHTS = ((36, "-high"), (24, "-tall"), (18, "-short"), (0, "-tiny"))
"""The same for rows."""
LEAST_COLUMNS, LEAST_ROWS = 36, 10
LEAST = "-least"


def is_least(size: Size) -> bool:
    """Whether a window is so small that frames and explanations have to make way."""
    return size.width < LEAST_COLUMNS or size.height < LEAST_ROWS


def size_classes(size: Size) -> dict[str, bool]:
    """Every class a window can bring, and whether one of this size does."""
    width = next(name for least, name in WIDTHS if size.width >= least)
    height = next(name for least, name in HEIGHTS if size.height >= least)
    there = {width, height, *([LEAST] if is_least(size) else [])}
    return {
        name: name in there for name in (*dict(WIDTHS).values(), *dict(HEIGHTS).values(), LEAST)
    }
