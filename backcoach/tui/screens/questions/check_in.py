"""The questions before a session: how much it hurts now, and whether anything is new.

Two more may be answered on the way, with one key each; who says nothing is asked nothing.
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
    """What the user said: pain 0-10, and each symptom with the option chosen for it.

    `also_asked` are the rows of today that are not shown every time, `leg` how a leg with trouble
    is.

    `minutes_up` is for how many minutes they have been up at least, `energy` how they slept and
    feel; both None when they did not say.
    """

    pain: int
    symptoms: dict[str, str | None]
    minutes_up: int | None = None
    energy: Energy | None = None
    also_asked: tuple[str, ...] = ()
    leg: LegAnswer | None = None


class CheckInScreen(CoachScreen[CheckInAnswers | None]):
    """Pain now, then the list of signs in its place. None when the user turned back."""

    CSS_PATH = "check_in.tcss"
    BINDINGS = pick("question.accept", "question.up", "question.energy", "question.back")
    scope = Scope.QUESTIONS
    _on_second = False

    def compose(self) -> ComposeResult:
        """The scale, the list, what Enter will do."""
        safety = self.practice.book.catalogue.safety
        self._rows = self.practice.person.rows_to_ask()
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
        """Start with the number."""
        self.query_one(MarkList).border_title = "Enter or space marks"
        self._show(on_second=False)

    def _show(self, *, on_second: bool) -> None:
        """The number, or the list in its place."""
        self._on_second = on_second
        self.set_class(on_second, "-signs")
        self.query_one(MarkList if on_second else Scale).focus()
        self.say_what_comes()

    def on_scale_changed(self) -> None:
        """The number may decide what happens next."""
        self.say_what_comes()

    def on_scale_accepted(self) -> None:
        """On to the second question."""
        self.action_accept()

    def on_mark_list_marks_changed(self) -> None:
        """A mark may decide what happens next."""
        self.say_what_comes()

    def on_mark_list_continued(self) -> None:
        """Answered; pressed twice at once, it asks what the signs need once."""
        if self.is_active:
            self._finish()

    def say_what_comes(self) -> None:
        """Bring the last line up to date."""
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the list Enter marks, and only what is in sight is asked."""
        return action not in ("accept", "up", "energy") or not self._on_second

    def action_accept(self) -> None:
        """From the number to the list."""
        if self.query_one(Scale).value is not None:
            self._show(on_second=True)
            self.refresh_bindings()

    def action_back(self) -> None:
        """From the list to the number; from there back to today, nothing recorded."""
        if self._on_second:
            self._show(on_second=False)
            self.refresh_bindings()
        else:
            self.dismiss(None)

    @work(exclusive=True)
    async def _finish(self) -> None:
        """Ask what the marks need and, where they lock, whether they are right; hand them over."""
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
        """Whether a leg has trouble, and nothing was said of one now; a rehearsal tells nothing."""
        worse = self.practice.book.catalogue.safety.leg.worse_asks
        has_trouble = self.practice.person.conditions.leg is not None
        return has_trouble and worse not in answers and self.coach.speed == 1
