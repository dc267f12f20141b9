"""The review: what has changed since the start, and each week."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from backcoach.coach.review.review import Review
from backcoach.report.review import review_page
from backcoach.tui.commands import Scope, pick
from backcoach.tui.filters.drawable import draws_whole_cells
from backcoach.tui.screens.base import CoachScreen
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.selectable import Sheet


class ReviewScreen(CoachScreen[None]):
    """Shows a review, which is computed from the log."""

    CSS_PATH = "review.tcss"
    BINDINGS = pick("question.accept", "question.back")
    scope = Scope.QUESTIONS

    def __init__(self, review: Review) -> None:
        super().__init__()
        self._review = review

    def compose(self) -> ComposeResult:
        """Compose the page and the bar of keys."""
        content = self.practice.book.catalogue
        rules, fine = content.programme.review, not draws_whole_cells(self.app)
        page = review_page(self._review, rules, content.exercises, fine=fine)
        with VerticalScroll(classes="page-frame"), Vertical(classes="page"):
            yield Sheet(page, markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Focus the page, so that the arrow keys scroll it."""
        self.query_one(VerticalScroll).focus()

    def action_accept(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_back(self) -> None:
        """Close."""
        self.dismiss(None)
