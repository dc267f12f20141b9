"""The check before a session: whether it can be heard and read from the mat."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from backcoach.desktop.preflight import (
    TAKES_TIME,
    Finding,
    late,
    ready_finding,
    window_finding,
)
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachDialog
from backcoach.tui.screens.session.floor_layout import letter_rows
from backcoach.tui.widgets.key_bar import KeyBar

PATIENCE_SECONDS = 1.0

LOOKING = Finding("", True, "…")


class ReadyDialog(CoachDialog[bool]):
    """Shows each part of the check as soon as it is known. True unless the user turned back."""

    BINDINGS = pick("question.accept", "question.tone", "question.back")
    scope = Scope.QUESTIONS
    DEFAULT_CSS = """
    ReadyDialog {
        .finding { height: auto; margin-top: 1; }
        &.-tiny .finding { margin-top: 0; }
    }
    """

    def __init__(self, things: str) -> None:
        """`things` says what to have ready."""
        super().__init__()
        self._found = dict.fromkeys(TAKES_TIME, LOOKING)
        self._things = things

    def compose(self) -> ComposeResult:
        """Compose a part for each finding."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static("Ready for the mat?", classes="title")
            for number, name in enumerate(self._names):
                yield Static(self._line(name), id=f"finding-{number}", classes="finding")
        yield KeyBar()

    @property
    def _names(self) -> list[str]:
        size = self.app.size
        own = window_finding(*letter_rows(size.width, size.height)), ready_finding(self._things)
        self._found |= {each.name: each for each in own}
        return list(self._found)

    def on_mount(self) -> None:
        """Look at what takes time."""
        self._look()

    def action_tone(self) -> None:
        """Play the tone again."""
        self._look()

    def _look(self) -> None:
        self.coach.look_whether_ready(self._report)
        self.set_timer(PATIENCE_SECONDS, self._give_up)

    def _report(self, finding: Finding) -> None:
        self._found[finding.name] = finding
        number = list(self._found).index(finding.name)
        # None is left when the check has been closed meanwhile.
        for line in self.query(f"#finding-{number}").results(Static):
            line.update(self._line(finding.name))

    def _give_up(self) -> None:
        for name in TAKES_TIME:
            if self._found[name] is LOOKING:
                self._report(late(name))

    def _line(self, name: str) -> Content:
        found = self._found[name]
        if found is LOOKING:
            return Content(f"… {name}")
        mark = "✓ ok" if found.ok else "· no"
        to_do = f" → {found.to_do}" if found.to_do else ""
        return Content.assemble(
            Content.styled(f"{mark}  {name}: ", "bold"), Content(f"{found.words}.{to_do}")
        )

    def action_accept(self) -> None:
        """Go on."""
        self.dismiss(True)

    def action_back(self) -> None:
        """Turn back."""
        self.dismiss(False)
