"""History: every session, with every set as planned and as done."""

from __future__ import annotations

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from backcoach.coach.evidence.mornings import after, can_answer
from backcoach.coach.model.records import SessionRecord
from backcoach.report.session import session_line, session_report
from backcoach.tui.commands import Scope, bindings
from backcoach.tui.screens.base import Place
from backcoach.tui.widgets.browser import Browser

EMPTY = "Nothing here yet. After your first session you find every set of it here, side by side."


class HistoryScreen(Place):
    """The list of sessions, the latest first, with details."""

    CSS_PATH = "history.tcss"
    BINDINGS = bindings(Scope.HISTORY)
    scope = Scope.HISTORY
    place_name = "History"

    def compose_content(self) -> ComposeResult:
        """Compose the list and the details, or a line if there are no sessions yet."""
        with Vertical(id="history-page"):
            yield Static(EMPTY, id="empty", classes="quiet")
            yield Browser("Sessions")

    def show(self) -> None:
        """Fill in the present data."""
        sessions = self.practice.book.log.all.sessions
        self.query_one("#empty").display = not sessions
        browser = self.query_one(Browser)
        browser.display = bool(sessions)
        programme = self.practice.book.catalogue.programme
        browser.fill([(each.id, session_line(each, programme)) for each in reversed(sessions)])
        if sessions and not browser.has_focus_within:
            browser.query_one("OptionList").focus()
        self._show_chosen()

    def on_browser_chosen(self) -> None:
        """Show another session."""
        self._show_chosen()

    def _show_chosen(self) -> None:
        record = self._chosen()
        if record is not None:
            content = self.practice.book.catalogue
            morning = self.practice.weeks.morning_of(record)
            report = session_report(record, content.programme, content.exercises, morning)
            self.query_one(Browser).show(report)
        else:
            self.query_one(Browser).show(Text())
        self.refresh_bindings()

    def _chosen(self) -> SessionRecord | None:
        chosen = self.query_one(Browser).chosen
        sessions = self.practice.book.log.all.sessions
        return next((each for each in sessions if each.id == chosen), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a rating only for sessions without one, and the morning after only once it has
        come.
        """
        if action == "rate" and self.is_mounted:
            record = self._chosen()
            return record is not None and record.ratings is None and not record.is_rehearsal
        if action == "morning" and self.is_mounted:
            record = self._chosen()
            return record is not None and can_answer(record, self.practice.book.today())
        return True

    @work(exclusive=True)
    async def action_rate(self) -> None:
        """Rate a session that was left without a rating."""
        from backcoach.journeys.after_session import look_back

        record = self._chosen()
        if record is not None and not self.coach.warn_if_read_only():
            await look_back(self.coach, record)
            self.show()

    @work(exclusive=True)
    async def action_morning(self) -> None:
        """Answer the question about the morning after this session, also again; the last answer
        counts.
        """
        from backcoach.journeys.weekly import ask_morning

        record = self._chosen()
        if record is not None:
            await ask_morning(self.coach, after(record))
            self.show()
