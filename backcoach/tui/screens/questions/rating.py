"""Questions after a session: worst pain, effort, pain now, soreness, and a note."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from backcoach.coach.model.days import day_of
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.programme import Section
from backcoach.coach.model.records import SessionRecord
from backcoach.report.session import exercise_name
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachScreen, scale_words
from backcoach.tui.widgets.checklist import Checklist
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.note import Note
from backcoach.tui.widgets.push_button import PushButton
from backcoach.tui.widgets.scale import Scale

NOTE_LENGTH = 500
NOT_STORED = "Your session is not stored yet: that is tried again after this, or you choose where."
SORE = "The back itself. A dull ache in muscles that worked is ordinary, and needs no mark."


@frozen
class RatingAnswers:
    """The answers: worst pain, effort, and pain now (None if skipped), all 0-10, and a note.

    `sore` holds the ids of the exercises that left the back sore, `sore_more` those of the ones
    that did so more than usual.
    """

    worst_pain: int
    effort: int
    note: str
    pain_now: int | None = None
    sore: tuple[str, ...] = ()
    sore_more: tuple[str, ...] = ()


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
            yield Static("How was it?", classes="title")
            yield Static(self._about(), classes="quiet")
            yield Scale(
                "Worst back pain during the session", *scale_words(safety.pain), id="worst-pain"
            )
            yield Scale("Effort", *scale_words(safety.effort), id="effort")
            yield Scale(
                "Pain now (optional)", *scale_words(safety.pain), id="pain-now", optional=True
            )
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

    def _about(self) -> str:
        stored = self._record.id not in self.practice.sessions.unstored
        state = "Your session is stored." if stored else NOT_STORED
        return f"{state} Two numbers tell the coach how to go on."

    def on_mount(self) -> None:
        """Fill in earlier answers, and focus the first question."""
        ratings = self._record.ratings
        if ratings is not None:
            self.query_one("#worst-pain", Scale).value = ratings.worst_pain
            self.query_one("#effort", Scale).value = ratings.effort
            self.query_one("#pain-now", Scale).value = ratings.pain_now
            self.query_one("#note", Input).value = ratings.note
        listing = self.query_one("#sore", Checklist)
        listing.border_title = "Which left your back sore? Enter: none, or done"
        listing.display = self.query_one("#sore-hint").display = listing.option_count > 0
        self.query_one("#sore-more").border_title = "More sore than usual? Enter: none, or done"
        self._show_more()
        # On a later day, pain now would say nothing about this session.
        record = self._record
        ended_on = day_of(record.ended_at, record.utc_offset_minutes)
        of_today = ended_on == self.practice.book.now().day
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


def done_exercises(
    record: SessionRecord, exercises: Mapping[str, Exercise]
) -> list[tuple[str, str]]:
    """Id and name of each exercise that was at least begun, those of the main block first."""
    done = [each for each in record.sets if each.done.seconds > 0]
    done.sort(key=lambda each: each.section is not Section.MAIN)
    ids = dict.fromkeys(each.exercise for each in done)
    return [(id, exercise_name(id, exercises)) for id in ids]
