"""An application whose text can be selected with the mouse and copied."""

from __future__ import annotations

from typing import TypeVar

from textual.app import App
from textual.events import Event, MouseDown, MouseUp
from textual.geometry import Offset

from backcoach.legible import legible

Result = TypeVar("Result")

CLICK_REACH = 1
"""Columns that a pointer may slip between press and release of a click."""


class CopyingApp(App[Result]):
    """Copies what is shown, and takes the end of a selection for no click."""

    _pressed_at: Offset | None = None

    def copy_to_clipboard(self, text: str) -> None:
        """Copy `text` as it is shown; without a letter in it the clipboard stays as it is."""
        shown = "\n".join(map(legible, text.split("\n")))
        if shown.strip():
            super().copy_to_clipboard(shown)

    async def on_event(self, event: Event) -> None:
        """Take the event; a list or a button hears of no click where text was selected."""
        if isinstance(event, MouseDown):
            self._pressed_at = event.screen_offset
        elif isinstance(event, MouseUp) and self._has_selected(event.screen_offset):
            self.screen.suppress_click()
        await super().on_event(event)

    def _has_selected(self, released_at: Offset) -> bool:
        if self._pressed_at is None or not self.screen.selections:
            return False
        across, down = released_at - self._pressed_at
        return down != 0 or abs(across) > CLICK_REACH
