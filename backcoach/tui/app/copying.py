"""Text that is selected with the mouse and copied."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.events import Event, MouseDown, MouseUp
from textual.geometry import Offset

from backcoach.legible import legible

CLICK_REACH = 1
"""Columns that the pointer may move between press and release and still count as a click."""


def copied_text(text: str) -> str:
    """The text to copy for `text`: as it is shown; empty if it has no visible character."""
    shown = "\n".join(map(legible, text.split("\n")))
    return shown if shown.strip() else ""


class MouseSelection:
    """Keeps the end of a selection from counting as a click."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._pressed_at: Offset | None = None

    def watch(self, event: Event) -> None:
        """Note where the mouse is pressed, and hide the click that ends a selection from widgets.

        Call it for every event before Textual handles it.
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
