"""Questions about a morning: pain on getting up, and whether the back was as usual."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from backcoach.coach.evidence.mornings import MorningToReport
from backcoach.coach.model.formatting import day_words
from backcoach.journeys.asking.answers import GotUp
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachScreen, scale_words
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.lines import Lines
from backcoach.tui.widgets.scale import Scale

YES, NO = "yes", "no"


class MorningScreen(CoachScreen[GotUp | None]):
    """Asks two questions about one morning. None if the user put them off."""

    CSS_PATH = "morning.tcss"
    BINDINGS = pick("question.accept", "question.later")
    scope = Scope.QUESTIONS

    def __init__(self, asked: MorningToReport) -> None:
        super().__init__()
        self._asked = asked

    def compose(self) -> ComposeResult:
        """Compose which morning it is about, the scale, yes or no, and what Enter does."""
        safety = self.practice.book.catalogue.safety
        asked = safety.morning
        with VerticalScroll(classes="page-frame", can_focus=False), Vertical(classes="page"):
            yield Static(self._title(), classes="title")
            yield Static(self._about(), classes="quiet", markup=False)
            yield Static(f"1  {asked.ask}", classes="question", markup=False)
            yield Scale("Pain on getting up", *scale_words(safety.pain))
            yield Static(f"2  {asked.usual}", classes="question", markup=False)
            yield Lines(
                Option(Content(asked.yes), id=YES), Option(Content(asked.no), id=NO), id="usual"
            )
            yield Static(id="consequence", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill in an earlier answer, and focus the scale."""
        session = self._asked.session
        earlier = None if session is None else self.practice.weeks.morning_of(session)
        listing = self.query_one(OptionList)
        listing.highlighted = 0
        if earlier is not None:
            self.query_one(Scale).value = earlier.pain
            listing.highlighted = 1 if earlier.back_to_usual is False else 0
        self.query_one(Scale).focus()
        self._say_what_enter_does()

    def _title(self) -> str:
        return "This morning" if self._asked.session is None else "The morning after"

    def _about(self) -> str:
        """Which session and morning it is about; it may be asked on a later day."""
        morning, session = self._asked.day, self._asked.session
        if session is None:
            return "In flare-up mode each morning is asked about. Two calm ones in a row end it."
        after = f"After your session of {day_words(session.local_date)}"
        if morning == self.practice.book.today():
            return f"{after}: this morning."
        return f"{after}: the morning of {day_words(morning)}, as well as you remember it."

    def on_scale_changed(self) -> None:
        """Update the line that says what Enter does."""
        self._say_what_enter_does()

    def on_scale_accepted(self) -> None:
        """Focus the second question."""
        self.query_one(OptionList).focus()

    def on_descendant_focus(self) -> None:
        """Update the line that says what Enter does."""
        self._say_what_enter_does()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the answers; without a number, focus the scale."""
        event.stop()
        pain = self.query_one(Scale).value
        if pain is None:
            self.query_one(Scale).focus()
        else:
            self.dismiss(GotUp(pain, event.option.id == YES))

    def _say_what_enter_does(self) -> None:
        scale = self.query_one(Scale)
        if scale.value is None:
            words = "Type a number from 0 to 10, then Enter. Esc leaves it for later."
        elif scale.has_focus:
            words = "Enter: on to the second question."
        else:
            words = "Enter: keeps your answer."
        self.query_one("#consequence", Static).update(words)

    def action_accept(self) -> None:
        """Focus the scale."""
        self.query_one(Scale).focus()

    def action_later(self) -> None:
        """Close without storing anything; History can ask again."""
        self.dismiss(None)
