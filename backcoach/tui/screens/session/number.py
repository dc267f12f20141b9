"""A question during a session that is answered with one number, such as a weight."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachDialog
from backcoach.tui.widgets.key_bar import KeyBar

Result = TypeVar("Result")


class NumberDialog(CoachDialog[Result | None]):
    """Asks for one number. Its result is None if the user went back."""

    BINDINGS = pick("question.back")
    scope = Scope.QUESTIONS
    DEFAULT_CSS = """
    NumberDialog {
        Input { margin-top: 1; border: round $foreground 30%; height: 3; background: $surface; }
        Input:focus { border: heavy $accent; }
        #message { margin-top: 1; height: auto; }
        &.-short Input, &.-short #message, &.-tiny Input, &.-tiny #message { margin: 0; }
    }
    """

    question: ClassVar[str]
    hint: ClassVar[str]
    """What Enter does, shown below the number."""
    restrict: ClassVar[str]
    """A regular expression for what can be typed."""
    length: ClassVar[int]
    """The most characters that can be typed."""

    def __init__(self, suggested: str, about: str, label: str) -> None:
        """`suggested` is the number to begin with, "" for none."""
        super().__init__()
        self._suggested = suggested
        self._about = about
        self._label = label

    def compose(self) -> ComposeResult:
        """Compose the question, what there is to know about it, and the field."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(self.question, classes="title")
            yield Static(self._about, classes="quiet", markup=False)
            field = Input(self._suggested, restrict=self.restrict, max_length=self.length)
            field.border_title = self._label
            yield field
            yield Static(self.hint, id="message", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Select the suggested number, so that typing replaces it."""
        field = self.query_one(Input)
        field.focus()
        field.action_select_all()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the number, or show what is wrong with it."""
        try:
            self.dismiss(self.read(event.value))
        except ValueError as error:
            self.query_one("#message", Static).update(str(error))

    def read(self, typed: str) -> Result | None:
        """The result for what was typed. Raises ValueError with what is wrong with it."""
        raise NotImplementedError

    def action_back(self) -> None:
        """Return to the session without a change."""
        self.dismiss(None)
