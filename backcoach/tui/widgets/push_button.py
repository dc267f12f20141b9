"""A one-line button."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message

from backcoach.tui.widgets.selectable import Sheet


class PushButton(Sheet, can_focus=True):
    """A plain button for Enter, space or a click, without the 200 style rules of Textual's own."""

    DEFAULT_CSS = """
    PushButton {
        width: auto;
        min-width: 14;
        height: 1;
        padding: 0 2;
        text-align: center;
        text-style: bold;
        background: $panel;
        color: $foreground;
        &:focus { background: $accent; color: $background; }
        &:disabled { color: $text-muted; text-style: none; }
    }
    """
    BINDINGS = [Binding("enter,space", "press", "Press", show=False)]

    class Pressed(Message):
        """The button was pressed."""

        def __init__(self, button: PushButton) -> None:
            self.button = button
            super().__init__()

    def __init__(self, label: str, *, id: str) -> None:
        super().__init__(Content(label), id=id)

    def action_press(self) -> None:
        """Post `Pressed`."""
        self.post_message(self.Pressed(self))

    def on_click(self, event: events.Click) -> None:
        """Press the button."""
        event.stop()
        self.action_press()
