"""The last step of every line to a terminal that can't show every character."""

from __future__ import annotations

from typing import Any

from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

from backcoach.glyphs import FULL, Glyphs, Repertoire


class DrawableFilter(LineFilter):
    """Puts lookalikes in the place of characters that the terminal can't show.

    All widgets draw as if it could show everything, borders included; see `draws_whole_cells` for
    what can't be left to this.
    """

    def __init__(self, repertoire: Repertoire) -> None:
        super().__init__()
        self._repertoire = repertoire

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, as wide as they were."""
        fitted = self._repertoire.fitted
        return [Segment(fitted(text), style, control) for text, style, control in segments]


def draws_whole_cells(app: App[Any]) -> bool:
    """Whether the terminal of `app` lacks the blocks that fill a part of a cell."""
    repertoire: Repertoire = getattr(app, "repertoire", FULL)
    return repertoire.glyphs is not Glyphs.UNICODE
