"""A dialog to type a number of weeks, a date or a month."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from backcoach.coach.model.screening_questions import FollowUpKind
from backcoach.journeys.asking.entry import entry_hint, read_entry
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachDialog
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.note import Note
from backcoach.tui.widgets.push_button import PushButton


class EntryDialog(CoachDialog[str | None]):
    """Asks for text of one kind, in the form it is stored. None if the user went back.

    With `unsaid`, a button of that name returns an empty answer.
    """

    BINDINGS = pick("question.back")
    scope = Scope.QUESTIONS
    DEFAULT_CSS = """
    EntryDialog {
        Input { border: round $foreground 30%; height: 3; background: $surface; }
        Input:focus { border: heavy $accent; }
        #hint { height: auto; }
        PushButton { margin-top: 1; }
        &.-tiny Input { border: none; height: 1; }
        &.-tiny Input:focus { border: none; background: $panel; }
    }
    """

    def __init__(self, kind: FollowUpKind, question: str, unsaid: str = "") -> None:
        super().__init__()
        self._kind = kind
        self._question = question
        self._unsaid = unsaid

    def compose(self) -> ComposeResult:
        """Compose the question, the input, and what is expected."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(self._question, classes="title", markup=False)
            yield Note(id="answer", max_length=10)
            yield Static(self._hint, id="hint", markup=False)
            if self._unsaid:
                yield PushButton(self._unsaid, id="unsaid")
        yield KeyBar()

    def on_mount(self) -> None:
        """Focus the input."""
        self.query_one(Note).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return a valid entry; otherwise say what is expected."""
        event.stop()
        typed = event.value.strip()
        if not typed:
            return
        try:
            answer = read_entry(self.practice, self._kind, typed)
        except ValueError as error:
            self.query_one("#hint", Static).update(str(error) or self._hint)
            return
        self.dismiss(answer)

    def on_push_button_pressed(self) -> None:
        """Return an empty answer."""
        self.dismiss("")

    def action_back(self) -> None:
        """Return no answer."""
        self.dismiss(None)

    @property
    def _hint(self) -> str:
        return entry_hint(self.practice, self._kind)
