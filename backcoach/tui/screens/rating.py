"""After a session: the worst pain in it, how hard it was, and a note."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from backcoach.coach.session import SessionRecord
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachScreen, scale_words
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.push_button import PushButton
from backcoach.tui.widgets.scale import Scale

NOTE_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Rated:
    """Worst pain and effort, both 0-10, and a note."""

    worst_pain: int
    effort: int
    note: str


class Note(Input):
    """A line of text. What is pasted may hold characters that a terminal would obey: not here."""

    def validate_value(self, value: str) -> str:
        """Only what can be read."""
        return "".join(character for character in value if character.isprintable())


class RatingScreen(CoachScreen[Rated | None]):
    """Two numbers and a line of text. None when the user leaves it for later."""

    CSS_PATH = "rating.tcss"
    BINDINGS = pick("question.back")
    scope = Scope.QUESTIONS

    def __init__(self, record: SessionRecord) -> None:
        super().__init__()
        self._record = record

    def compose(self) -> ComposeResult:
        """Pain, effort, note, save."""
        safety = self.practice.catalogue.safety
        with VerticalScroll(classes="page-frame", can_focus=False), Vertical(classes="page"):
            yield Static("How was it?", classes="title")
            yield Static(
                "Your session is stored. Two numbers tell the coach how to go on.", classes="quiet"
            )
            yield Scale(
                "Worst back pain during the session", *scale_words(safety.pain), id="worst-pain"
            )
            yield Scale("Effort", *scale_words(safety.effort), id="effort")
            yield Note(placeholder="A note, if you like", max_length=NOTE_LENGTH, id="note")
            yield PushButton("Save", id="save")
            yield Static("Enter goes on · esc leaves this for later (History, r)", classes="quiet")
        yield KeyBar()

    def on_mount(self) -> None:
        """Start with the pain; show what was rated or said before."""
        ratings = self._record.ratings
        if ratings is not None:
            self.query_one("#worst-pain", Scale).value = ratings.worst_pain
            self.query_one("#effort", Scale).value = ratings.effort
            self.query_one("#note", Input).value = ratings.note
        self.query_one("#worst-pain", Scale).focus()
        self._allow_saving()

    def on_scale_changed(self) -> None:
        """Saving needs both numbers."""
        self._allow_saving()

    def on_scale_accepted(self, event: Scale.Accepted) -> None:
        """On to the next question."""
        following = "#effort" if event.scale.id == "worst-pain" else "#note"
        self.query_one(following).focus()

    def on_input_submitted(self) -> None:
        """Enter in the note saves."""
        self._save()

    def on_push_button_pressed(self) -> None:
        """Save."""
        self._save()

    def action_back(self) -> None:
        """Leave it for later."""
        self.dismiss(None)

    def _allow_saving(self) -> None:
        scales = self.query(Scale)
        self.query_one("#save", PushButton).disabled = any(scale.value is None for scale in scales)

    def _save(self) -> None:
        worst = self.query_one("#worst-pain", Scale)
        effort = self.query_one("#effort", Scale)
        for scale in (worst, effort):
            if scale.value is None:
                scale.focus()
                return
        assert worst.value is not None
        assert effort.value is not None
        self.dismiss(Rated(worst.value, effort.value, self.query_one("#note", Input).value.strip()))
