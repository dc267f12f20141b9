"""Questions after a session: worst pain, effort, pain now, soreness, and a note."""

from __future__ import annotations

from collections.abc import Collection

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from backcoach.coach.model.records import SessionRecord
from backcoach.journeys.asking.answers import RatingAnswers
from backcoach.journeys.asking.rating import (
    EFFORT,
    NOTE_LENGTH,
    PAIN_NOW,
    RATING_TITLE,
    SORE,
    SORE_MORE,
    WHICH_SORE,
    WORST_PAIN,
    done_exercises,
    is_of_today,
    rating_about,
)
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachScreen, scale_words
from backcoach.tui.widgets.checklist import Checklist
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.note import Note
from backcoach.tui.widgets.push_button import PushButton
from backcoach.tui.widgets.scale import Scale


class RatingScreen(CoachScreen[RatingAnswers | None]):
    """Asks for two numbers, and optionally for more. None if the user put it off."""

    CSS_PATH = "rating.tcss"
    BINDINGS = pick("question.unrated")
    scope = Scope.QUESTIONS

    def __init__(self, record: SessionRecord, habitual: Collection[str] = ()) -> None:
        """For a sore exercise among `habitual` it also asks whether it is sorer than usual."""
        super().__init__()
        self._record = record
        self._habitual = habitual

    def compose(self) -> ComposeResult:
        """Compose the questions in order, and the button that saves."""
        safety = self.practice.book.catalogue.safety
        with VerticalScroll(classes="page-frame", can_focus=False), Vertical(classes="page"):
            yield Static(RATING_TITLE, classes="title")
            yield Static(rating_about(self.practice, self._record), classes="quiet")
            yield Scale(WORST_PAIN, *scale_words(safety.pain), id="worst-pain")
            yield Scale(EFFORT, *scale_words(safety.effort), id="effort")
            yield Scale(PAIN_NOW, *scale_words(safety.pain), id="pain-now", optional=True)
            done = done_exercises(self._record, self.practice.book.catalogue.exercises)
            earlier = self._record.ratings
            yield Checklist(done, marked=() if earlier is None else earlier.sore, id="sore")
            yield Static(SORE, id="sore-hint", classes="quiet")
            habitual = [(id, name) for id, name in done if id in self._habitual]
            more = () if earlier is None else earlier.sore_more
            yield Checklist(habitual, marked=more, id="sore-more")
            yield Note(placeholder="A note, if you like", max_length=NOTE_LENGTH, id="note")
            yield PushButton("Save", id="save")
            yield Static("Enter goes on · esc leaves this for later (History, r)", classes="quiet")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill in earlier answers, and focus the first question."""
        ratings = self._record.ratings
        if ratings is not None:
            self.query_one("#worst-pain", Scale).value = ratings.worst_pain
            self.query_one("#effort", Scale).value = ratings.effort
            self.query_one("#pain-now", Scale).value = ratings.pain_now
            self.query_one("#note", Input).value = ratings.note
        listing = self.query_one("#sore", Checklist)
        listing.border_title = f"{WHICH_SORE} Enter: none, or done"
        listing.display = self.query_one("#sore-hint").display = listing.option_count > 0
        self.query_one("#sore-more").border_title = f"{SORE_MORE} Enter: none, or done"
        self._show_more()
        of_today = is_of_today(self.practice, self._record)
        self.query_one("#pain-now").display = of_today
        self.query_one("#worst-pain", Scale).focus()
        self._allow_saving()

    def on_scale_changed(self) -> None:
        """Enable the button once both numbers are given."""
        self._allow_saving()

    def on_scale_accepted(self, event: Scale.Accepted) -> None:
        """Focus the next question."""
        self._go_on_from(event.scale)

    def on_scale_passed(self, event: Scale.Passed) -> None:
        """Focus the next question after one that was skipped."""
        self._go_on_from(event.scale)

    def on_checklist_marked(self) -> None:
        """Show or hide the question about more soreness than usual."""
        self._show_more()

    def on_checklist_confirmed(self, event: Checklist.Confirmed) -> None:
        """Focus the next question."""
        self._go_on_from(event.checklist)

    def _show_more(self) -> None:
        """Ask about more soreness than usual if a habitually sore exercise is marked."""
        marked = self.query_one("#sore", Checklist).marked
        self.query_one("#sore-more").display = any(each in self._habitual for each in marked)

    def _go_on_from(self, question: Widget) -> None:
        places = ("worst-pain", "effort", "pain-now", "sore", "sore-more", "note")
        later = places[places.index(question.id or "") + 1 :]
        next(each for place in later if (each := self.query_one(f"#{place}")).display).focus()

    def on_input_submitted(self) -> None:
        """Save when Enter is pressed in the note."""
        self._save()

    def on_push_button_pressed(self) -> None:
        """Save."""
        self._save()

    def action_unrated(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

    def _allow_saving(self) -> None:
        needed = (self.query_one("#worst-pain", Scale), self.query_one("#effort", Scale))
        self.query_one("#save", PushButton).disabled = any(each.value is None for each in needed)

    def _save(self) -> None:
        worst = self.query_one("#worst-pain", Scale)
        effort = self.query_one("#effort", Scale)
        for scale in (worst, effort):
            if scale.value is None:
                scale.focus()
                return
        assert worst.value is not None
        assert effort.value is not None
        note = self.query_one("#note", Input).value.strip()
        pain_now = self.query_one("#pain-now", Scale).value
        sore = tuple(self.query_one("#sore", Checklist).marked)
        marked = self.query_one("#sore-more", Checklist).marked
        more = tuple(each for each in marked if each in sore)
        self.dismiss(RatingAnswers(worst.value, effort.value, note, pain_now, sore, more))
