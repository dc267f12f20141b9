"""The page of a card to learn from."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from backcoach.coach.model.card import Card, Theme
from backcoach.report.layout import heading

THEMES = {
    Theme.PAIN: "Pain",
    Theme.BACK: "Your back",
    Theme.EXERCISE: "Training",
    Theme.WALKING: "Walking",
    Theme.DAILY_LIFE: "Every day",
    Theme.MIND: "Mind and mood",
    Theme.MYTHS: "Myths",
    Theme.QUESTIONS: "Questions",
    Theme.LONG_TERM: "For the long run",
}
"""How each theme is headed."""


def card_page(card: Card) -> Group:
    """The whole card: what it says, what to try, and what it rests on."""
    blocks: list[RenderableType] = [heading(card.title), Text(), Text(card.text), Text()]
    blocks.append(Text.assemble(("Try today: ", "bold"), card.try_today))
    rests_on = [f"{source.code}: {source.citation}." for source in card.sources]
    if card.judgement is not None:
        rests_on.append(f"Our own judgement: {card.judgement}.")
    blocks.append(Text())
    blocks += [Text(line, style="dim") for line in rests_on]
    return Group(*blocks)
