"""A one-line text field that keeps everything typed or pasted."""

from __future__ import annotations

import re

from textual.events import Key, Paste
from textual.widgets import Input

LINE_ENDS = "\r\n|[\t-\r\x1c-\x1e\x85\u2028\u2029]"
"""What begins another line, and tabs."""
HALVES = "[\ud800-\udfff]"
"""Of surrogate pairs: no text that can be stored has one alone."""
LAST_CONTROL = "\x9f"


class Note(Input):
    """A text field that accepts every character, and joins several lines into one.

    Textual's own drops characters newer than Python's tables and all lines but the first. Control
    characters are kept as well; `backcoach.tui.filters.control_characters` replaces them on screen.
    """

    def validate_value(self, value: str) -> str:
        """`value` on one line."""
        return _on_one_line(value)

    def on_key(self, event: Key) -> None:
        """Accept characters that Python calls unprintable; Textual accepts the others."""
        typed = event.character
        if typed is not None and not event.is_printable and typed > LAST_CONTROL:
            self._take(event, typed)

    def on_paste(self, event: Paste) -> None:
        """Accept as much as fits: Textual accepts nothing of a text that is too long."""
        self._take(event, event.text)

    def _take(self, event: Key | Paste, text: str) -> None:
        event.stop()
        event.prevent_default()
        line = _on_one_line(text)
        if self.max_length is not None:
            left = len(self.value) - len(self.selected_text)
            line = line[: max(0, self.max_length - left)]
        self.replace(line, *self.selection)


def _on_one_line(text: str) -> str:
    return re.sub(HALVES, "\ufffd", re.sub(LINE_ENDS, " ", text))
