"""Advice for a day without a workout."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from backcoach.coach.safety.content import Advice
from backcoach.journeys.asking.prompts import NOT_STARTED
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachDialog, key_presses
from backcoach.tui.widgets.key_bar import KeyBar


class AdviceDialog(CoachDialog[None]):
    """Shows one of the safety texts. Starts nothing, and returns to Today."""

    BINDINGS = pick("question.accept", "question.back")
    scope = Scope.QUESTIONS
    DEFAULT_CSS = """
    AdviceDialog .dialog { border: heavy $error; }
    AdviceDialog .title { margin-bottom: 1; }
    AdviceDialog #text { color: $foreground 85%; height: auto; }
    AdviceDialog #after { margin-top: 1; }
    """

    def __init__(self, advice: Advice, after: str = NOT_STARTED) -> None:
        super().__init__()
        self._advice = advice
        self._after = after

    def compose(self) -> ComposeResult:
        """Compose the text, and what happened to the session."""
        with VerticalScroll(classes="dialog"):
            yield Static(self._advice.title, classes="title", markup=False)
            yield Static(self._advice.text, id="text", markup=False)
            if self._after:
                yield Static(self._after, id="after", classes="quiet")
        yield KeyBar()

    def on_mount(self) -> None:
        """An Enter may be held down from before."""
        self._presses = key_presses(self.coach, "enter")

    def action_accept(self) -> None:
        """Close, unless Enter is held down: the text is to be read."""
        self._presses.add("enter")
        self._presses.if_pressed_anew(self.dismiss, self.set_timer)

    def action_back(self) -> None:
        """Close."""
        self.dismiss(None)
