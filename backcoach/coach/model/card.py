"""Cards to learn from: one short text about backs and training on each."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from backcoach.coach.model.frozen import frozen


class Theme(StrEnum):
    """What a card is about, in the order in which the themes are listed."""

    PAIN = "pain"
    BACK = "back"
    EXERCISE = "exercise"
    WALKING = "walking"
    DAILY_LIFE = "daily_life"
    MIND = "mind"
    MYTHS = "myths"
    QUESTIONS = "questions"
    LONG_TERM = "long_term"


class SourceKind(StrEnum):
    """The kinds of sources, in the order in which they are listed."""

    ARTICLE = "article"
    GUIDELINE = "guideline"
    TRIAL = "trial"
    MEASURE = "measure"
    PRACTICE = "practice"


@frozen
class Source:
    """What a number or a text rests on; `code` is what it is called elsewhere, such as "CAL20".

    A `secondary` source was read about on another page than its own.
    """

    code: str
    kind: SourceKind
    text: str
    secondary: bool = False

    @property
    def citation(self) -> str:
        """The source in one line."""
        return f"{self.text} (read on another page)" if self.secondary else self.text


@frozen
class Card:
    """One card. `number` is its place in the order in which all are meant to be read.

    `text` is 40-70 words; `try_today` is one small thing to do. `judgement` names what of it has no
    source but is our own judgement; None where all of it has one.
    """

    id: str
    number: int
    title: str
    theme: Theme
    text: str
    try_today: str
    sources: tuple[Source, ...]
    judgement: str | None = None


def has(card: Card, words: str) -> bool:
    """Whether all of `words` occur in the card, in any order and in capitals or not."""
    said = f"{card.title} {card.text} {card.try_today}".casefold()
    return all(word in said for word in words.casefold().split())


def by_theme(cards: Iterable[Card]) -> list[Card]:
    """The cards in the order of the themes, and within a theme in that of their numbers."""
    themes = list(Theme)
    return sorted(cards, key=lambda card: (themes.index(card.theme), card.number))
