"""The signs to stop at, which can be shown at any time during a session."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from backcoach.journeys.asking.answers import Signs
from backcoach.journeys.during.signs import stop_signs_after_marks
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachDialog
from backcoach.tui.screens.questions.marking import mark_list
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.mark_list import MarkList


class StopNowDialog(CoachDialog[Signs | None]):
    """Asks which of the signs are present. Its result is None if none is.

    Nothing is marked at first, and Enter marks a line: one wrong key does not end the session.
    """

    BINDINGS = pick("question.back")
    scope = Scope.QUESTIONS
    DEFAULT_CSS = """
    StopNowDialog {
        .dialog { border: heavy $error; }
        MarkList, MarkList:focus { height: auto; max-height: 72vh; border: none; }
        MarkList { background: $surface; }
    }
    """

    def compose(self) -> ComposeResult:
        """Compose the list of all signs."""
        listed = self.practice.book.catalogue.safety.stop_now
        self._rows = listed.rows(pregnant=self.practice.safety.is_pregnant)
        lines = [(each.id, each.ask) for each in self._rows]
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(listed.ask, classes="title", markup=False)
            yield mark_list(self.coach, lines, back=listed.back)
        yield KeyBar()

    def on_mount(self) -> None:
        """Focus the list."""
        self.query_one(MarkList).focus()

    def on_mark_list_continued(self) -> None:
        """Return the marks, or go back to the session without any."""
        if not self.query_one(MarkList).marked:
            self.dismiss(None)
        elif self.is_active:
            self.finish()

    @work(exclusive=True)
    async def finish(self) -> None:
        """Ask the questions that belong to the marks, and let locking marks be confirmed."""
        marked = self.query_one(MarkList).marked
        answers = await stop_signs_after_marks(self.coach, self._rows, marked)
        if answers is not None:
            self.dismiss(answers)

    def action_back(self) -> None:
        """Return to the session."""
        self.dismiss(None)
