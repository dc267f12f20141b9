"""What to do when there is no workout today, calmly and in full."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from backcoach.coach.safety import Advice
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachDialog
from backcoach.tui.widgets.key_bar import KeyBar


class AdviceDialog(CoachDialog[None]):
    """One of the safety texts. Starts nothing; leads back to today."""

    BINDINGS = pick("question.accept", "question.back")
    scope = Scope.QUESTIONS
    DEFAULT_CSS = """
    AdviceDialog .dialog { border: heavy $error; }
    AdviceDialog .title { color: $text-error; margin-bottom: 1; }
    AdviceDialog #after { margin-top: 1; }
    """

    def __init__(self, advice: Advice) -> None:
        super().__init__()
        self._advice = advice

    def compose(self) -> ComposeResult:
        """The text, and that nothing was started."""
        with VerticalScroll(classes="dialog"):
            yield Static(self._advice.title, classes="title", markup=False)
            yield Static(self._advice.text, markup=False)
            yield Static(
                "No session was started. Your answers are kept with today’s date.",
                id="after",
                classes="quiet",
            )
        yield KeyBar()

    def action_accept(self) -> None:
        """Read."""
        self.dismiss(None)

    def action_back(self) -> None:
        """Read."""
        self.dismiss(None)
