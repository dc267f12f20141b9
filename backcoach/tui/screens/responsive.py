"""The size classes of a window, which the style sheets use."""

from __future__ import annotations

from textual.geometry import Size

WIDTHS = ((110, "-wide"), (76, "-medium"), (0, "-narrow"))
"""The smallest number of columns of each class."""
HEIGHTS = ((36, "-high"), (24, "-tall"), (18, "-short"), (0, "-tiny"))
"""The smallest number of rows of each class."""
LEAST_COLUMNS, LEAST_ROWS = 36, 10
LEAST = "-least"


def is_least(size: Size) -> bool:
    """Whether a window is so small that frames and explanations are left out."""
    return size.width < LEAST_COLUMNS or size.height < LEAST_ROWS


def size_classes(size: Size) -> dict[str, bool]:
    """Every size class, and whether a window of this size has it."""
    width = next(name for least, name in WIDTHS if size.width >= least)
    height = next(name for least, name in HEIGHTS if size.height >= least)
    there = {width, height, *([LEAST] if is_least(size) else [])}
    return {
        name: name in there for name in (*dict(WIDTHS).values(), *dict(HEIGHTS).values(), LEAST)
    }
