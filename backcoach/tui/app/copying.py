"""Text that is selected with the mouse and copied."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.events import Event, MouseDown, MouseUp
from textual.geometry import Offset

from backcoach.legible import legible

CLICK_REACH = 1
"""Columns that a pointer may slip between press and release of a click."""


def copied_text(text: str) -> str:
    """What to copy for `text`: as it is shown; empty without a letter in it."""
    shown = "\n".join(map(legible, text.split("\n")))
    return shown if shown.strip() else ""


class MouseSelection:
    """Takes the end of a selection for no click."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._pressed_at: Offset | None = None

    def watch(self, event: Event) -> None:
        """Note where the mouse is pressed; a list or a button hears of no click after a selection.

        To be called for every event before Textual takes it.
        """
        if isinstance(event, MouseDown):
            self._pressed_at = event.screen_offset
        elif isinstance(event, MouseUp) and self._has_selected(event.screen_offset):
            self._app.screen.suppress_click()

    def _has_selected(self, released_at: Offset) -> bool:
        if self._pressed_at is None or not self._app.screen.selections:
            return False
        across, down = released_at - self._pressed_at
        return down != 0 or abs(across) > CLICK_REACH
