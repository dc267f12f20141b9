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
    """Copies selected text, and does not treat the end of a selection as a click."""

    _pressed_at: Offset | None = None

    def copy_to_clipboard(self, text: str) -> None:
        """Copy `text` as shown; without any visible character the clipboard is left alone."""
        shown = "\n".join(map(legible, text.split("\n")))
        if shown.strip():
            super().copy_to_clipboard(shown)

    async def on_event(self, event: Event) -> None:
        """Handle the event; a list or button gets no click where text was selected."""
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
