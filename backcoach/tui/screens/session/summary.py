"""The screen after a session: what was done, and what it changed."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from backcoach.coach.model.records import SessionRecord
from backcoach.coach.standing.standing import Standing
from backcoach.report.session import sets_table
from backcoach.report.summary import changes, headline, level_steps, rating_words, totals
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachScreen
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.selectable import Sheet


class SummaryScreen(CoachScreen[None]):
    """Shows one stored session and the gate before and after it."""

    CSS_PATH = "summary.tcss"
    BINDINGS = pick("question.accept", "question.back")
    scope = Scope.QUESTIONS

    def __init__(self, record: SessionRecord, before: Standing, after: Standing) -> None:
        super().__init__()
        self._record = record
        self._before = before
        self._after = after

    def compose(self) -> ComposeResult:
        """Compose the headline, the changes, and the table of all sets."""
        content = self.practice.book.catalogue
        with VerticalScroll(classes="page-frame"), Vertical(classes="page"):
            yield Static(headline(self._record), classes="title", markup=False)
            yield Static(totals(self._record, content.programme), classes="quiet", markup=False)
            if self._record.ratings is not None:
                words = rating_words(self._record, content.exercises)
                yield Static(words, classes="quiet", markup=False)
            yield Static("What it changed", classes="heading")
            yield Sheet(changes(self._record, self._before, self._after), markup=False)
            steps = level_steps(self._record, self._before, self._after)
            if steps:
                yield Static("Your exercises", classes="heading")
                yield Static("\n".join(f"• {step}" for step in steps), markup=False)
            yield Static("What you did", classes="heading")
            yield Sheet(sets_table(self._record, content.exercises), markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Focus the page, so that the arrow keys scroll it."""
        self.query_one(VerticalScroll).focus()

    def action_accept(self) -> None:
        """Return to Today."""
        self.dismiss(None)

    def action_back(self) -> None:
        """Return to Today."""
        self.dismiss(None)
