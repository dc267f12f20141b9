"""The check-in before a session: how much the back hurts now, and any warning signs.

Two optional questions, about getting up and about energy, are answered with one key each.
"""

from __future__ import annotations

from collections.abc import Collection

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.records import Energy
from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.safety.leg import LegAnswer
from backcoach.coach.safety.outcomes import lock_of
from backcoach.coach.safety.signs import Shown
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachScreen, scale_words
from backcoach.tui.screens.questions.marking import (
    also_lying,
    is_right,
    leg_answer,
    mark_list,
    option_of,
)
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.mark_list import MarkList
from backcoach.tui.widgets.pick_line import PickLine
from backcoach.tui.widgets.scale import Scale

UNDER_AN_HOUR, LONGER = "under_an_hour", "longer"


@frozen
class CheckInAnswers:
    """The answers: `pain` 0-10, and each marked symptom with the option chosen for it.

    `also_asked` holds the ids of the rows that are not shown every time, `leg` the answer about a
    leg that has had pain. `minutes_up` is the least number of minutes since getting up, `energy`
    how the user slept and feels; both are None without an answer.
    """

    pain: int
    symptoms: dict[str, str | None]
    minutes_up: int | None = None
    energy: Energy | None = None
    also_asked: tuple[str, ...] = ()
    leg: LegAnswer | None = None


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
            yield Static("Before you start", classes="title")
            yield Static(
                "1  How much does your back hurt right now?", id="how-much", classes="question"
            )
            yield Scale("Pain now", *scale_words(safety.pain), id="pain")
            yield Static(f"2  {safety.check_in.ask}", id="signs", classes="question", markup=False)
            with Vertical(id="list"):
                yield mark_list(self.coach, lines, none=safety.check_in.none)
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

    def _minutes_up(self) -> int | None:
        """The least number of minutes since getting up; None without an answer.

        It is 0 for "under an hour".
        """
        hour = self.practice.book.catalogue.programme.readiness.first_hour_minutes
        answer = self.query_one("#up", PickLine).value
        return None if answer is None else 0 if answer == UNDER_AN_HOUR else hour

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
        """Ask the follow-up questions of the marked signs, then return all answers.

        Marks that lock sessions have to be confirmed first.
        """
        marked = set(self.query_one(MarkList).marked)
        signs = [each for each in self._rows if each.id in marked]
        answers = {each.id: await option_of(self.coach, each) for each in signs}
        pain = self.query_one(Scale).value
        if pain is None:
            return
        await also_lying(self.coach, answers)
        safety = self.practice.book.catalogue.safety
        leg = None
        if self._asks_about_leg(answers):
            leg = await leg_answer(self.coach)
            if leg is None:
                return
            if leg is LegAnswer.WORSE:
                worse = safety.symptom(safety.leg.worse_asks)
                answers[worse.id] = await option_of(self.coach, worse)
        also_asked = tuple(each.id for each in self._rows if each.when is not Shown.ALWAYS)
        locks = self.practice.sessions.answered(pain, answers).outcome
        if lock_of(locks) is not Lock.NONE and not await is_right(
            self.coach, [safety.symptom(each).ask for each in answers]
        ):
            return
        self.dismiss(
            CheckInAnswers(pain, answers, self._minutes_up(), self._energy(), also_asked, leg)
        )

    def _asks_about_leg(self, answers: Collection[str]) -> bool:
        """Whether to ask about a leg that has had pain.

        Not if it was marked just now, nor in a rehearsal.
        """
        worse = self.practice.book.catalogue.safety.leg.worse_asks
        has_trouble = self.practice.person.conditions.leg is not None
        return has_trouble and worse not in answers and self.coach.speed == 1
