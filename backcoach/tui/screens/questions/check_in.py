"""The check-in before a session: how much the back hurts now, and any warning signs.

Two optional questions, about getting up and about energy, are answered with one key each.
"""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from backcoach.coach.model.records import Energy
from backcoach.journeys.asking.answers import CheckInAnswers
from backcoach.journeys.asking.check_in import ENERGY, HOW_MUCH, TITLE, UP, UP_ANSWERS, after_marks
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachScreen, scale_words
from backcoach.tui.screens.questions.marking import (
    mark_list,
)
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.mark_list import MarkList
from backcoach.tui.widgets.pick_line import PickLine
from backcoach.tui.widgets.scale import Scale


class CheckInScreen(CoachScreen[CheckInAnswers | None]):
    """Asks for the pain now, then shows the list of signs instead. None if the user went back."""

    CSS_PATH = "check_in.tcss"
    BINDINGS = pick(
        *("question.accept", "question.up", "question.energy", "question.check", "question.back")
    )
    scope = Scope.QUESTIONS
    _on_second = False

    def compose(self) -> ComposeResult:
        """Compose the scale, the list, what Enter does, and the optional questions."""
        safety = self.practice.book.catalogue.safety
        self._rows = self.practice.safety.rows_to_ask()
        lines = [(each.id, each.ask) for each in self._rows]
        with VerticalScroll(classes="page-frame", can_focus=False), Vertical(classes="page"):
            yield Static(TITLE, classes="title")
            yield Static(f"1  {HOW_MUCH}", id="how-much", classes="question")
            yield Scale("Pain now", *scale_words(safety.pain), id="pain")
            yield Static(f"2  {safety.check_in.ask}", id="signs", classes="question", markup=False)
            with Vertical(id="list"):
                yield mark_list(self.coach, lines, none=safety.check_in.none)
            yield Static(id="consequence", markup=False)
        with Vertical(id="if-you-like"), Vertical(classes="page"):
            yield PickLine(
                UP,
                UP_ANSWERS,
                key="u",
                action="screen.up",
                id="up",
            )
            yield PickLine(
                ENERGY,
                [(each.value, each.value) for each in Energy],
                key="e",
                action="screen.energy",
                id="energy",
            )
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the first question."""
        self.query_one(MarkList).border_title = "Enter or space marks"
        self._show(on_second=False)

    def _show(self, *, on_second: bool) -> None:
        """Show the scale, or the list instead."""
        self._on_second = on_second
        self.set_class(on_second, "-signs")
        self.query_one(MarkList if on_second else Scale).focus()
        self.say_what_comes()

    def on_scale_changed(self) -> None:
        """Update the line that says what Enter does."""
        self.say_what_comes()

    def on_scale_accepted(self) -> None:
        """Show the second question."""
        self.action_accept()

    def on_mark_list_marks_changed(self) -> None:
        """Update the line that says what Continue does."""
        self.say_what_comes()

    def on_mark_list_continued(self) -> None:
        """Finish once, also when Continue is pressed twice at once."""
        if self.is_active:
            self._finish()

    def say_what_comes(self) -> None:
        """Update the line that says what happens next."""
        self.query_one("#consequence", Static).update(self._what_comes())

    def _what_comes(self) -> str:
        if not self._on_second:
            if self.query_one(Scale).value is None:
                return "Type a number from 0 to 10, then Enter."
            return "Enter: on to the second question."
        listing = self.query_one(MarkList)
        if not listing.is_answered:
            return "Mark what you notice, or the first line, then Continue."
        if not listing.is_seen:
            return "Continue: the rest of the list."
        if listing.marked:
            return "Continue: tells you what to do about it."
        none = self.practice.book.catalogue.safety.check_in.none
        return f"Continue: {none[:1].lower()}{none[1:]}, go on."

    def action_up(self) -> None:
        """Choose the next answer: under an hour ago, longer ago, or none."""
        self.query_one("#up", PickLine).move_on()

    def action_energy(self) -> None:
        """Choose the next answer: good, ok, poor, or none."""
        self.query_one("#energy", PickLine).move_on()

    def action_check(self) -> None:
        """Check whether a session can be heard and read from the mat."""
        from backcoach.coach.words.get_ready_words import have_ready_words
        from backcoach.tui.screens.dialogs.ready import ReadyDialog

        plan = self.practice.standing.plan(self.coach.length)
        self.app.push_screen(ReadyDialog(have_ready_words(plan)))

    def _energy(self) -> Energy | None:
        answer = self.query_one("#energy", PickLine).value
        return None if answer is None else Energy(answer)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the keys of the first question while the list is shown."""
        return action not in ("accept", "up", "energy") or not self._on_second

    def action_accept(self) -> None:
        """Show the list once there is a number."""
        if self.query_one(Scale).value is not None:
            self._show(on_second=True)
            self.refresh_bindings()

    def action_back(self) -> None:
        """Return to the scale; from there close without storing anything."""
        if self._on_second:
            self._show(on_second=False)
            self.refresh_bindings()
        else:
            self.dismiss(None)

    @work(exclusive=True)
    async def _finish(self) -> None:
        """Ask the follow-up questions of the marked signs, then return all answers."""
        pain = self.query_one(Scale).value
        if pain is None:
            return
        marked = self.query_one(MarkList).marked
        up = self.query_one("#up", PickLine).value
        answers = await after_marks(
            self.coach, self._rows, marked, pain, up=up, energy=self._energy()
        )
        if answers is not None:
            self.dismiss(answers)
