"""After a session that was ended by a sign: what is new, in the list of every check-in."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.questions.symptom_list import SignsAnswers, SignsScreen
from backcoach.tui.widgets.checklist import Checklist
from backcoach.tui.widgets.key_bar import KeyBar


class NewSignsScreen(SignsScreen[SignsAnswers]):
    """Which of the signs are new. There is no way back: nothing is started from here."""

    CSS_PATH = "new_signs.tcss"
    BINDINGS = pick("question.accept")
    scope = Scope.QUESTIONS

    def compose(self) -> ComposeResult:
        """What is asked, the list, what Enter will do."""
        asked = self.practice.book.catalogue.safety.check_in
        with VerticalScroll(classes="page-frame", can_focus=False), Vertical(classes="page"):
            yield Static("The session is over", classes="title")
            yield Static("What you did is kept. One list, to be on the safe side.", classes="quiet")
            yield Static(asked.ask, classes="question", markup=False)
            yield Checklist([(each.id, each.ask) for each in asked.symptoms])
            yield Static(id="consequence", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Ready to mark."""
        self.query_one(Checklist).focus()
        self.say_what_enter_does()

    def action_accept(self) -> None:
        """Take the answers; pressed twice at once, it asks what they need once."""
        if self.is_active:
            self._finish()

    def consequence(self) -> str:
        """Where this leads."""
        return "tells you what to do about it." if self.marked else f"{self.none_words}."

    @work(exclusive=True)
    async def _finish(self) -> None:
        answers = await self.answers()
        if answers is not None:
            self.dismiss(answers)
