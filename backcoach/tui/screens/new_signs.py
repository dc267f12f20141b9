"""After a session that was ended by a sign: what is new, in the list of every check-in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual import work
from textual.app import App, ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from backcoach.coach.safety import Safety, Symptom
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachScreen
from backcoach.tui.screens.choice import ChoiceDialog
from backcoach.tui.widgets.checklist import Checklist
from backcoach.tui.widgets.key_bar import KeyBar

Answers = dict[str, str | None]
"""Each new symptom with the option chosen for its question."""


class NewSignsScreen(CoachScreen[Answers]):
    """Which of the signs are new. There is no way back: nothing is started from here."""

    CSS_PATH = "new_signs.tcss"
    BINDINGS = pick("question.accept")
    scope = Scope.QUESTIONS

    def compose(self) -> ComposeResult:
        """What is asked, the list, what Enter will do."""
        asked = self.practice.catalogue.safety.check_in
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
        self._say_what_enter_does()

    def on_checklist_marked(self) -> None:
        """A mark decides what happens next."""
        self._say_what_enter_does()

    def on_checklist_accepted(self) -> None:
        """Answered."""
        self.action_accept()

    def action_accept(self) -> None:
        """Take the answers; pressed twice at once, it asks what they need once."""
        if self.is_active:
            self._finish()

    def _say_what_enter_does(self) -> None:
        none = self.practice.catalogue.safety.check_in.none
        marked = self.query_one(Checklist).marked
        words = "tells you what to do about it." if marked else f"{none[:1].lower()}{none[1:]}."
        self.query_one("#consequence", Static).update(f"Enter: {words}")

    @work(exclusive=True)
    async def _finish(self) -> None:
        marked = self.query_one(Checklist).marked
        answers = await answers_about(self.app, self.practice.catalogue.safety, marked)
        if answers is not None:
            self.dismiss(answers)


async def answers_about(app: App[Any], safety: Safety, marked: Iterable[str]) -> Answers | None:
    """Ask what the marked symptoms need. None when one of the questions was turned back from.

    Call it from a worker: it waits for the dialogs.
    """
    answers: Answers = {}
    for symptom in map(safety.symptom, marked):
        option = await _option(app, symptom)
        if symptom.question is not None and option is None:
            return None
        answers[symptom.id] = option
    return answers


async def _option(app: App[Any], symptom: Symptom) -> str | None:
    if symptom.question is None:
        return None
    options = [(each.id, each.text) for each in symptom.options]
    return await app.push_screen_wait(ChoiceDialog(symptom.question, options))
