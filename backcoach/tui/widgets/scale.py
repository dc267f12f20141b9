"""A question answered with a number from 0 to 10."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from backcoach.tui.system.keyboard import digit_of


class Scale(Static, can_focus=True):
    """0 to 10 by digit keys (1 then 0 for ten), arrows or a click. Enter accepts.

    `words` describes each number; `hint` is shown while none is chosen. If it is `optional`, Enter
    goes on without a number, and Backspace removes one.
    """

    DEFAULT_CSS = """
    Scale {
        height: auto;
        border: round $foreground 30%;
        padding: 0 1;
        &:focus { border: heavy $accent; }
    }
    """

    value: reactive[int | None] = reactive(None)

    class Changed(Message):
        """The number changed."""

        def __init__(self, scale: Scale, value: int) -> None:
            self.scale = scale
            self.value = value
            super().__init__()

    class Accepted(Message):
        """The number was accepted with Enter."""

        def __init__(self, scale: Scale, value: int) -> None:
            self.scale = scale
            self.value = value
            super().__init__()

    class Passed(Message):
        """The question was left unanswered with Enter."""

        def __init__(self, scale: Scale) -> None:
            self.scale = scale
            super().__init__()

    def __init__(
        self,
        question: str,
        words: Mapping[int, str],
        hint: str,
        *,
        id: str | None = None,
        optional: bool = False,
    ) -> None:
        super().__init__(id=id)
        self._optional = optional
        self._words = words
        self._hint = hint
        self._accepted = False
        self.border_title = Content(question)

    def render(self) -> Content:
        """The row of numbers, the chosen one in brackets, and its words."""
        row: list[Content] = []
        for number in range(11):
            chosen = number == self.value
            text = f"[{number}]" if chosen else f" {number} "
            row.append(Content(text).stylize("bold reverse" if chosen else "$text-muted"))
        return Content("\n").join([Content("").join(row), Content(self._said())])

    def _said(self) -> str:
        if self.value is None:
            return self._hint
        words = self._words[self.value]
        return f"{self.value} of 10{', ' + words if words else ''}"

    def watch_value(self, value: int | None) -> None:
        """Post the change."""
        if value is not None:
            self.post_message(self.Changed(self, value))

    def on_click(self, event: events.Click) -> None:
        """Choose the number under the pointer."""
        column = event.get_content_offset(self)
        if column is None or column.y != 0:
            return
        position = 0
        for number in range(11):
            width = len(str(number)) + 2
            if position <= column.x < position + width:
                self.value = number
                return
            position += width

    def on_focus(self) -> None:
        """Accept input for a new answer."""
        self._accepted = False

    def on_key(self, event: events.Key) -> None:
        """Digits choose, arrows move, Enter accepts.

        After that, keys typed before the focus has moved belong to the next question.
        """
        if self._accepted and event.key != "enter":
            event.stop()
        elif (digit := digit_of(event.key, event.character)) is not None:
            self.value = 10 if digit == 0 and self.value == 1 else digit
        elif event.key in ("left", "minus", "right", "plus"):
            step = 1 if event.key in ("right", "plus") else -1
            self.value = max(0, min(10, (self.value or 0) + step)) if self.value is not None else 0
        elif event.key == "enter" and self.value is not None:
            self._accepted = True
            self.post_message(self.Accepted(self, self.value))
        elif event.key == "enter" and self._optional:
            self._accepted = True
            self.post_message(self.Passed(self))
        elif event.key == "backspace" and self._optional:
            self.value = None
        else:
            return
        event.stop()
        event.prevent_default()
