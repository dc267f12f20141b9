"""A spark line: a whole course in a single row."""

from __future__ import annotations

from collections.abc import Sequence

from backcoach.charts.chart import Chart, Piece, Room, Shade, line_of

FINE = "▁▂▃▄▅▆▇█"
COARSE = "_.-=+*%#"
NOTHING = "·"


def spark(values: Sequence[float | None], top: float, room: Room, sentence: str) -> Chart:
    """One cell for each value from 0 to `top`, the latest at the right; None is a dot.

    Values that do not fit are left out at the left.
    """
    signs = FINE if room.fine else COARSE
    cells: list[tuple[str, Shade]] = []
    for value in values[max(0, len(values) - room.width) :]:
        if value is None:
            cells.append((NOTHING, Shade.QUIET))
            continue
        share = max(0.0, min(1.0, value / top)) if top else 0.0
        cells.append((signs[round(share * (len(signs) - 1))], Shade.DATA))
    return Chart((line_of(cells) or (Piece("", Shade.PLAIN),),), sentence)
