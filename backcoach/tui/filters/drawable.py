"""A filter for terminals that can't show every character."""

from __future__ import annotations

from typing import Any

from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

from backcoach.glyphs import FULL, Glyphs, Repertoire


class DrawableFilter(LineFilter):
    """Replaces characters that the terminal can't show by similar ones.

    Widgets need not care, borders included; see `draws_whole_cells` for the exceptions.
    """

    def __init__(self, repertoire: Repertoire) -> None:
        super().__init__()
        self._repertoire = repertoire

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, replaced; their width stays the same."""
        fitted = self._repertoire.fitted
        return [Segment(fitted(text), style, control) for text, style, control in segments]


def draws_whole_cells(app: App[Any]) -> bool:
    """Whether the terminal of `app` lacks block characters that fill part of a cell."""
    repertoire: Repertoire = getattr(app, "repertoire", FULL)
    return repertoire.glyphs is not Glyphs.UNICODE
