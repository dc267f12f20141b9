"""The question how long a walk outside was that has just ended, asked during the warm-up."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from backcoach.coach.model.programme import WalkBefore
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachDialog
from backcoach.tui.widgets.key_bar import KeyBar

LONGEST = 600
"""Minutes; more are taken for a typing error."""


class WalkDialog(CoachDialog[int | None]):
    """Asks for the minutes of the walk. Its result is None for none, or if the user went back."""

    BINDINGS = pick("question.back")
    scope = Scope.QUESTIONS
    DEFAULT_CSS = """
    WalkDialog {
        Input { margin-top: 1; border: round $foreground 30%; height: 3; background: $surface; }
        Input:focus { border: heavy $accent; }
        #message { margin-top: 1; height: auto; }
        &.-short Input, &.-short #message, &.-tiny Input, &.-tiny #message { margin: 0; }
    }
    """

    def __init__(self, rules: WalkBefore) -> None:
        super().__init__()
        self._rules = rules

    def compose(self) -> ComposeResult:
        """Compose the rule and the field for the minutes."""
        rules = self._rules
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static("I have just walked outside", classes="title")
            yield Static(
                f"It counts if it ended in the last {rules.within_minutes} minutes."
                f" {rules.enough_minutes} minutes or more are the whole warm-up; after less you"
                " march for the rest.",
                classes="quiet",
                markup=False,
            )
            field = Input(
                str(rules.default_minutes), restrict=r"[0-9]*", max_length=4, id="minutes"
            )
            field.border_title = "Minutes"
            yield field
            yield Static("Enter keeps it; nothing or 0 is no walk.", id="message", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Select the suggested number, so that typing replaces it."""
        field = self.query_one(Input)
        field.focus()
        field.action_select_all()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the minutes, or show what is wrong with them."""
        minutes = int(event.value or 0)
        if minutes > LONGEST:
            self.query_one("#message", Static).update(
                f"{minutes} minutes are more than {LONGEST}: a slip of the finger?"
            )
            return
        self.dismiss(minutes or None)

    def action_back(self) -> None:
        """Return to the session without a change."""
        self.dismiss(None)
