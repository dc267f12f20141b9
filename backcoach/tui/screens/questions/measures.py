"""Questions about the last weeks: average pain, and how well the user's own activities go.

Each page has one question, which can be skipped.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from backcoach.coach.model.outcome_measures import ACTIVITY_LENGTH, Activity
from backcoach.coach.model.profile import MOST_ACTIVITIES
from backcoach.journeys.asking.answers import Answered
from backcoach.journeys.asking.measures import (
    BETWEEN,
    ENDS,
    EXAMPLE,
    MEASURES_TITLE,
    NAME_THEM,
    RATE_IT,
    WEEK_PAIN,
    measures_about,
    named_activities,
)
from backcoach.legible import one_line
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachScreen, scale_words
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.note import Note
from backcoach.tui.widgets.scale import Scale


class MeasuresPage(StrEnum):
    """What a page asks for."""

    PAIN = "pain"
    NAMES = "names"
    RATE = "rate"


class MeasuresScreen(CoachScreen[Answered | None]):
    """Asks about `pain`, `activities` or both. None if the user put it off. Stores nothing."""

    CSS_PATH = "measures.tcss"
    BINDINGS = pick("question.accept", "question.skip", "question.back")
    scope = Scope.QUESTIONS

    def __init__(self, *, pain: bool, activities: bool, week: int | None = None) -> None:
        super().__init__()
        self._pain = pain
        self._activities = activities
        self._week = week
        self._names: tuple[str, ...] | None = None
        self._week_pain: int | None = None
        self._scores: dict[str, int] = {}
        self._index = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The activities named here, or else those tracked so far."""
        return self.practice.person.activities if self._names is None else self._names

    @cached_property
    def _asks_for_names(self) -> bool:
        """Whether activities have to be named.

        Cached, as the stored activities may change while this screen is still closing.
        """
        return not self.practice.person.activities

    def _pages(self) -> list[tuple[MeasuresPage, str]]:
        """The pages in order, each with the activity it rates, empty if it rates none."""
        pages = [(MeasuresPage.PAIN, "")] if self._pain else []
        if self._activities:
            if self._asks_for_names:
                pages.append((MeasuresPage.NAMES, ""))
            pages += [(MeasuresPage.RATE, words) for words in self.names]
        return pages

    def compose(self) -> ComposeResult:
        """Compose the present page, and a line that says what Enter does."""
        page, words = self._pages()[self._index]
        with VerticalScroll(classes="page-frame", can_focus=False), Vertical(classes="page"):
            yield Static(MEASURES_TITLE, classes="title")
            yield Static(measures_about(self._week), classes="quiet", markup=False)
            if page is MeasuresPage.PAIN:
                yield Static(WEEK_PAIN, classes="question")
                yield Scale(
                    "Average of 7 days", *scale_words(self.practice.book.catalogue.safety.pain)
                )
            elif page is MeasuresPage.NAMES:
                yield Static(NAME_THEM, classes="question")
                for number in range(MOST_ACTIVITIES):
                    name = self.names[number] if number < len(self.names) else ""
                    hint = EXAMPLE if number == 0 else ""
                    yield Note(name, placeholder=hint, max_length=ACTIVITY_LENGTH)
            else:
                yield Static(RATE_IT, classes="question")
                yield Static(one_line(words, ACTIVITY_LENGTH), id="activity", markup=False)
                yield Static(BETWEEN, classes="quiet")
                yield Scale("How it goes", ENDS, "Any number in between")
            yield Static(id="consequence", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Start with the first page."""
        self._begin_page()

    def _begin_page(self) -> None:
        page, words = self._pages()[self._index]
        answer = self._week_pain if page is MeasuresPage.PAIN else self._scores.get(words)
        for scale in self.query(Scale):
            scale.value = answer
        self.query_one(Note if page is MeasuresPage.NAMES else Scale).focus()
        self.refresh_bindings()
        self._say_what_enter_does()

    def on_scale_changed(self) -> None:
        """Update the line that says what Enter does."""
        self._say_what_enter_does()

    async def on_scale_accepted(self, event: Scale.Accepted) -> None:
        """Store the number and turn the page; ignore a second Enter from the page before."""
        if not self.is_there or event.scale not in self.query(Scale):
            return
        page, words = self._pages()[self._index]
        if page is MeasuresPage.PAIN:
            self._week_pain = event.value
        else:
            self._scores[words] = event.value
        await self._go_on()

    def on_input_changed(self) -> None:
        """Update the line that says what Enter does."""
        self._say_what_enter_does()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next line; from an empty or the last one, to the next page."""
        lines: list[Input] = list(self.query(Note))
        if not self.is_there or event.input not in lines:
            return
        place = lines.index(event.input)
        if event.value.strip() and place + 1 < len(lines):
            lines[place + 1].focus()
            return
        self._names = named_activities([line.value for line in lines])
        await self._go_on()

    async def action_accept(self) -> None:
        """Focus the scale if this page has one."""
        for scale in self.query(Scale):
            scale.focus()

    async def action_skip(self) -> None:
        """Skip this question."""
        if not self.is_there:
            return
        page, words = self._pages()[self._index]
        if page is MeasuresPage.PAIN:
            self._week_pain = None
        else:
            self._scores.pop(words, None)
        await self._go_on()

    async def action_back(self) -> None:
        """Turn one page back; on the first page, close without storing anything."""
        if not self.is_there:
            return
        if self._index == 0:
            self.dismiss(None)
            return
        await self._turn_to(self._index - 1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the skip key where letters are typed; there Enter on an empty line skips."""
        if action == "skip" and self.is_mounted:
            # The number of pages depends on the names, so this page may be gone by now.
            here = self._pages()[self._index : self._index + 1]
            return not here or here[0][0] is not MeasuresPage.NAMES
        return super().check_action(action, parameters)

    async def _go_on(self) -> None:
        if self._index + 1 < len(self._pages()):
            await self._turn_to(self._index + 1)
            return
        scores = (Activity(each, self._scores[each]) for each in self.names if each in self._scores)
        self.dismiss(Answered(self._week_pain, self.names, tuple(scores)))

    async def _turn_to(self, index: int) -> None:
        self._index = index
        await self.turn()
        self._begin_page()

    def _say_what_enter_does(self) -> None:
        if self.is_turning:
            return
        page, _ = self._pages()[self._index]
        last = self._index + 1 == len(self._pages())
        if page is MeasuresPage.NAMES:
            named = any(line.value.strip() for line in self.query(Note))
            words = "Enter on an empty line: go on." if named else "Enter: there is nothing, go on."
        elif self.query_one(Scale).value is None:
            words = "Type a number from 0 to 10, then Enter. S leaves this one out."
        else:
            words = "Enter: keeps your answers." if last else "Enter: on to the next question."
        self.query_one("#consequence", Static).update(words)
