"""The questions before a session: how much it hurts now, and whether anything is new.

Two more may be answered on the way, with one key each; who says nothing is asked nothing.
"""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.records import Energy
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import scale_words
from backcoach.tui.screens.questions.symptom_list import SignsScreen
from backcoach.tui.widgets.checklist import Checklist
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.pick_line import PickLine
from backcoach.tui.widgets.scale import Scale

UNDER_AN_HOUR, LONGER = "under_an_hour", "longer"


@frozen
class Answers:
    """What the user said: pain 0-10, and each new symptom with the option chosen for it.

    `minutes_up` is for how many minutes they have been up at least, `energy` how they slept and
    feel; both None when they did not say.
    """

    pain: int
    symptoms: dict[str, str | None]
    minutes_up: int | None = None
    energy: Energy | None = None


class CheckInScreen(SignsScreen[Answers | None]):
    """Pain now, and anything new since last time. None when the user turned back."""

    CSS_PATH = "check_in.tcss"
    BINDINGS = pick("question.accept", "question.up", "question.energy", "question.back")
    scope = Scope.QUESTIONS
    _on_second = False

    def compose(self) -> ComposeResult:
        """The scale, the list, what Enter will do."""
        safety = self.practice.book.catalogue.safety
        with VerticalScroll(classes="page-frame", can_focus=False), Vertical(classes="page"):
            yield Static("Before you start", classes="title")
            yield Static("1  How much does your back hurt right now?", classes="question")
            yield Scale("Pain now", *scale_words(safety.pain), id="pain")
            yield Static(f"2  {safety.check_in.ask}", classes="question", markup=False)
            yield Checklist([(each.id, each.ask) for each in safety.check_in.symptoms])
            yield Static(id="consequence", markup=False)
        with Vertical(id="if-you-like"), Vertical(classes="page"):
            yield PickLine(
                "Got up",
                [(UNDER_AN_HOUR, "under an hour ago"), (LONGER, "longer ago")],
                key="u",
                action="screen.up",
                id="up",
            )
            yield PickLine(
                "Sleep and energy",
                [(each.value, each.value) for each in Energy],
                key="e",
                action="screen.energy",
                id="energy",
            )
        yield KeyBar()

    def on_mount(self) -> None:
        """Start with the number."""
        self.query_one(Checklist).border_title = "Space marks what is new"
        self.query_one(Scale).focus()
        self.say_what_enter_does()

    def on_scale_changed(self) -> None:
        """The number may decide what happens next."""
        self.say_what_enter_does()

    def on_scale_accepted(self) -> None:
        """On to the second question; a quick second Enter is already its answer."""
        if self._on_second:
            self.action_accept()
            return
        self._on_second = True
        self.query_one(Checklist).focus()
        self.say_what_enter_does()

    def on_descendant_focus(self) -> None:
        """What Enter does depends on where we are."""
        self._on_second = not self.query_one(Scale).has_focus
        self.say_what_enter_does()

    def say_what_enter_does(self) -> None:
        """Without a number there is nothing to go on with."""
        if self.query_one(Scale).value is None:
            words = "Type a number from 0 to 10, then Enter."
            self.query_one("#consequence", Static).update(words)
        else:
            super().say_what_enter_does()

    def consequence(self) -> str:
        """On to the list, or on from it."""
        if self.query_one(Scale).has_focus:
            return "on to the second question."
        if self.marked:
            return "tells you what to do about it. Nothing is started."
        return f"{self.none_words}, go on."

    def action_up(self) -> None:
        """Under an hour ago, longer ago, or nothing said."""
        self.query_one("#up", PickLine).move_on()

    def action_energy(self) -> None:
        """Good, ok, poor, or nothing said."""
        self.query_one("#energy", PickLine).move_on()

    def _minutes_up(self) -> int | None:
        """At least so many minutes: what is sure after "under an hour" is none."""
        hour = self.practice.book.catalogue.programme.readiness.first_hour_minutes
        said = self.query_one("#up", PickLine).value
        return None if said is None else 0 if said == UNDER_AN_HOUR else hour

    def _energy(self) -> Energy | None:
        said = self.query_one("#energy", PickLine).value
        return None if said is None else Energy(said)

    def action_accept(self) -> None:
        """From the number to the list, from the list on."""
        if self.query_one(Scale).value is None:
            self.query_one(Scale).focus()
        elif self.is_active:
            # Pressed twice at once, it asks what the signs need once.
            self._finish()

    def action_back(self) -> None:
        """Back to today; nothing is recorded."""
        self.dismiss(None)

    @work(exclusive=True)
    async def _finish(self) -> None:
        """Ask what the chosen signs need, then hand over the answers."""
        symptoms = await self.answers()
        pain = self.query_one(Scale).value
        if symptoms is not None and pain is not None:
            self.dismiss(Answers(pain, symptoms, self._minutes_up(), self._energy()))
