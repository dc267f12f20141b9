"""Questions of the profile that need more than a choice: a list, a number, or text."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from backcoach.coach.model.outcome_measures import ACTIVITY_LENGTH
from backcoach.coach.model.profile import MOST_ACTIVITIES
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachDialog, CoachScreen, scale_words
from backcoach.tui.widgets.checklist import Checklist
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.note import Note
from backcoach.tui.widgets.push_button import PushButton
from backcoach.tui.widgets.scale import Scale


class MarkScreen(CoachScreen[tuple[str, ...] | None]):
    """Shows a list to mark. The result is the marked ids; None if the user went back."""

    CSS_PATH = "profile.tcss"
    BINDINGS = pick("question.accept", "question.back")
    scope = Scope.QUESTIONS

    def __init__(
        self, title: str, ask: str, lines: Mapping[str, str], marked: Collection[str]
    ) -> None:
        super().__init__()
        self._title = title
        self._ask = ask
        self._lines = lines
        self._marked = marked

    def compose(self) -> ComposeResult:
        """Compose the question and the list."""
        with Vertical(classes="page"):
            yield Static(self._title, classes="title", markup=False)
            yield Static(self._ask, id="ask", markup=False)
            with Vertical(id="list"):
                yield Checklist(list(self._lines.items()), marked=self._marked)
            yield Static("Enter keeps the list as it is marked.", id="consequence")
        yield KeyBar()

    def on_mount(self) -> None:
        """Focus the list."""
        checklist = self.query_one(Checklist)
        checklist.border_title = "Space marks what applies"
        checklist.highlighted = 0
        checklist.focus()

    def on_checklist_confirmed(self) -> None:
        """Return the marks."""
        self.action_accept()

    def action_accept(self) -> None:
        """Return the marks."""
        self.dismiss(tuple(self.query_one(Checklist).marked))

    def action_back(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class PainDialog(CoachDialog[int | None]):
    """Asks for the average pain of the last 7 days, 0-10. None if the user went back."""

    BINDINGS = pick("question.accept", "question.back")
    scope = Scope.QUESTIONS

    def __init__(self, pain: int | None) -> None:
        super().__init__()
        self._pain = pain

    def compose(self) -> ComposeResult:
        """Compose the question and the scale."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static("Your back on average over the last 7 days", classes="title")
            yield Scale("Usual pain", *scale_words(self.practice.book.catalogue.safety.pain))
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill in the earlier answer, and focus the scale."""
        scale = self.query_one(Scale)
        scale.value = self._pain
        scale.focus()

    def on_scale_accepted(self, event: Scale.Accepted) -> None:
        """Return the number."""
        self.dismiss(event.value)

    def action_accept(self) -> None:
        """Focus the scale."""
        self.query_one(Scale).focus()

    def action_back(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class ActivitiesDialog(CoachDialog[tuple[str, ...] | None]):
    """Asks for up to three activities that the back makes hard. None if the user went back."""

    BINDINGS = pick("question.back")
    scope = Scope.QUESTIONS
    DEFAULT_CSS = """
    ActivitiesDialog {
        Input { border: round $foreground 30%; height: 3; background: $surface; }
        Input:focus { border: heavy $accent; }
        PushButton { margin-top: 1; }
        &.-short Input, &.-tiny Input { border: none; height: 1; }
        &.-short Input:focus, &.-tiny Input:focus { border: none; background: $panel; }
        &.-tiny PushButton { margin: 0; }
    }
    """

    def __init__(self, activities: Sequence[str]) -> None:
        super().__init__()
        self._activities = activities

    def compose(self) -> ComposeResult:
        """Compose an input for each activity."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static("Up to three things that are hard because of your back", classes="title")
            yield Static(
                "For example putting on socks, or sitting through a film.", classes="quiet"
            )
            for number in range(MOST_ACTIVITIES):
                name = self._activities[number] if number < len(self._activities) else ""
                yield Note(
                    name,
                    placeholder=f"{number + 1}",
                    max_length=ACTIVITY_LENGTH,
                    id=f"activity-{number}",
                )
            yield PushButton("Keep", id="keep")
        yield KeyBar()

    def on_mount(self) -> None:
        """Focus the first line."""
        self.query(Note).first().focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next line; from an empty or the last one, return the activities."""
        event.stop()
        last = event.input.id == f"activity-{MOST_ACTIVITIES - 1}"
        if last or not event.value.strip():
            self._keep()
        else:
            self.focus_next()

    def on_push_button_pressed(self) -> None:
        """Return the activities."""
        self._keep()

    def action_back(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

    def _keep(self) -> None:
        self.dismiss(tuple(name for each in self.query(Note) if (name := each.value.strip())))
