"""The safety questions at the start: one page for each group, and the questions that follow."""

from __future__ import annotations

from functools import cached_property

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from backcoach.coach.safety.screening import Due
from backcoach.journeys.asking.answers import ScreeningAnswers
from backcoach.journeys.asking.screening import ScreeningPages
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachScreen
from backcoach.tui.screens.questions.marking import mark_list
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.mark_list import MarkList


class ScreeningScreen(CoachScreen[ScreeningAnswers | None]):
    """Asks the pages that are due. None if the user went back. Stores nothing.

    With `since_seen` it asks only about the emergency signs, of a user whom a hospital has seen.
    """

    CSS_PATH = "screening.tcss"
    BINDINGS = pick("question.back")
    scope = Scope.QUESTIONS

    def __init__(self, why: Due | None = None, *, since_seen: bool = False) -> None:
        super().__init__()
        self._why = why
        self._since_seen = since_seen

    @cached_property
    def _pages(self) -> ScreeningPages:
        return ScreeningPages(self.coach, self._why, since_seen=self._since_seen)

    def compose(self) -> ComposeResult:
        """Compose the present page, and a line that says what happens next."""
        none = self.practice.book.catalogue.safety.screening.none
        pages = self._pages
        page, why = pages.page, pages.why_words
        with Vertical(classes="page"):
            yield Static(pages.title, classes="title", markup=False)
            if why:
                yield Static(why, classes="quiet", markup=False)
            yield Static(page.ask, id="ask", markup=False)
            if page.hint:
                yield Static(page.hint, classes="quiet", markup=False)
            with Vertical(id="list"):
                yield mark_list(self.coach, list(page.lines), none=none, marked=pages.marked)
            yield Static(id="consequence", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Start with the first page."""
        self._begin_page()

    def on_mark_list_marks_changed(self) -> None:
        """Update the line that says what happens next."""
        if not self.is_turning:
            self._take_marks()
            self._say_what_comes()

    def on_mark_list_continued(self) -> None:
        """Finish this page once, also when Continue is pressed twice at once."""
        if self.is_there:
            self._take_marks()
            self.answer_page()

    @work(exclusive=True)
    async def answer_page(self) -> None:
        """Ask what follows from this page, then turn to the next one or close."""
        done = await self._pages.answer()
        if isinstance(done, int):
            await self._turn_to(done)
        elif done is not None:
            self.dismiss(done)

    async def action_back(self) -> None:
        """Turn one page back, with its marks; on the first page, close without storing anything."""
        if not self.is_there:
            return
        self._take_marks()
        if self._pages.index == 0:
            self.dismiss(None)
            return
        await self._turn_to(self._pages.index - 1)

    async def _turn_to(self, index: int) -> None:
        self._pages.index = index
        await self.turn()
        self._begin_page()

    def _begin_page(self) -> None:
        listing = self.query_one(MarkList)
        listing.border_title = "Enter or space marks"
        listing.focus()
        self._say_what_comes()

    def _take_marks(self) -> None:
        self._pages.take_marks(self.query_one(MarkList).marked)

    def _say_what_comes(self) -> None:
        if self.is_turning:
            return
        listing = self.query_one(MarkList)
        if not listing.is_answered:
            words = "Mark what applies, or the first line, then Continue."
        elif not listing.is_seen:
            words = "Continue: the rest of the list."
        else:
            words = self._pages.what_comes
        self.query_one("#consequence", Static).update(words)
