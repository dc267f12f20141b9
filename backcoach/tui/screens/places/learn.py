"""Learn: the cards about backs and training, by theme, with the text of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, OptionList

from backcoach.catalogue import CatalogueError
from backcoach.coach.model.card import Card, by_theme, has
from backcoach.report.cards import THEMES, card_page
from backcoach.tui.commands import Scope, bindings
from backcoach.tui.screens.base import Place
from backcoach.tui.widgets.browser import Browser

LONGEST = 60
"""Letters of what can be looked for."""


class LearnScreen(Place):
    """The list of cards, and the text of the chosen one."""

    CSS_PATH = "learn.tcss"
    BINDINGS = bindings(Scope.LEARN)
    scope = Scope.LEARN
    place_name = "Learn"

    def __init__(self) -> None:
        super().__init__()
        self._cards: Mapping[str, Card] = {}

    def compose_content(self) -> ComposeResult:
        """Compose the line to look for words in, the list and the text."""
        with Vertical(id="learn-page"):
            yield Input(placeholder="Words to look for", max_length=LONGEST, id="find")
            yield Browser("Cards")

    def show(self) -> None:
        """Fill the list once, as the content does not change while the coach is open."""
        if self._cards:
            return
        try:
            self._cards = self.practice.book.cards
        except CatalogueError as error:
            self.query_one(Browser).show(Text(str(error)))
            return
        self._list(list(self._cards.values()))
        self.query_one(OptionList).focus()

    def _list(self, cards: Sequence[Card]) -> None:
        """List these cards, each after the name of its theme."""
        lines: list[tuple[str, Text]] = []
        for card in by_theme(cards):
            line = Text(card.title)
            line.append(f"  {THEMES[card.theme].lower()}", style="dim")
            lines.append((card.id, line))
        browser = self.query_one(Browser)
        browser.fill(lines)
        browser.query_one(OptionList).border_title = f"{len(lines)} of {len(self._cards)} cards"
        if not lines:
            browser.show(Text("No card has these words."))

    def on_browser_chosen(self, event: Browser.Chosen) -> None:
        """Show another card."""
        self.query_one(Browser).show(card_page(self._cards[event.id]))

    def on_input_changed(self, event: Input.Changed) -> None:
        """List the cards that have the words typed so far."""
        self._list([card for card in self._cards.values() if has(card, event.value)])

    def on_input_submitted(self) -> None:
        """Go on to the list of what was found."""
        self.query_one(OptionList).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to list all again only where something is looked for."""
        return action != "all" or self._is_looking

    @property
    def _is_looking(self) -> bool:
        # While closing, the line is removed before the screen, which is still asked for its keys.
        line = next(iter(self.query("#find").results(Input)), None)
        return line is not None and (bool(line.value) or line.has_focus)

    def action_find(self) -> None:
        """Look for words."""
        self.query_one("#find", Input).focus()

    def action_all(self) -> None:
        """List all cards again."""
        self.query_one("#find", Input).value = ""
        self.query_one(OptionList).focus()
