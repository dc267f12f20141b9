"""Reads the cards to learn from, and the sources they name; only where they are to be shown.

A card is a Markdown file `learn/<id>.md`: a TOML table between two lines `+++`, then its text.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from backcoach.catalogue.errors import CatalogueError, did_you_mean, nth
from backcoach.catalogue.files import parse_table, paths_in, read_table, read_text
from backcoach.catalogue.read import check_texts, read
from backcoach.coach.model.card import Card, Source, Theme
from backcoach.coach.model.frozen import frozen

FENCE = "+++"
WORDS_MIN, WORDS_MAX = 40, 70
"""Words of a card's text: what is read in half a minute (judgement)."""


@frozen
class _Sources:
    sources: tuple[Source, ...]


@frozen
class _Front:
    """The table at the top of a card."""

    number: int
    title: str
    theme: Theme
    sources: tuple[str, ...]
    try_today: str
    judgement: str | None = None


def load_cards(folder: Path) -> dict[str, Card]:
    """The cards in the content folder by id, in the order of their numbers.

    Raises CatalogueError for the first error.
    """
    sources = load_sources(folder)
    shown = f"{folder.name or folder}/learn"
    cards: dict[str, Card] = {}
    taken: dict[int, str] = {}
    for path in paths_in(folder / "learn", shown, ".md", "card"):
        file = f"{shown}/{path.name}"
        card = _card(path, file, sources)
        if card.number in taken:
            problem = f"{card.number} is the number of {taken[card.number]} already"
            raise CatalogueError(file, "number", problem)
        taken[card.number] = f"{card.id}.md"
        cards[card.id] = card
    return dict(sorted(cards.items(), key=lambda each: each[1].number))


def load_sources(folder: Path) -> dict[str, Source]:
    """The sources in the content folder by code, in the order of the file.

    Raises CatalogueError for the first error.
    """
    file = f"{folder.name or folder}/sources.toml"
    found: dict[str, Source] = {}
    for index, source in enumerate(
        read(read_table(folder / "sources.toml", file), _Sources, file).sources
    ):
        if source.code in found:
            raise CatalogueError(file, f"{nth('sources', index)}.code", f'"{source.code}" twice')
        found[source.code] = source
    return found


def _card(path: Path, file: str, sources: Mapping[str, Source]) -> Card:
    before, fence, rest = read_text(path, file).partition(f"{FENCE}\n")
    table, end, body = rest.partition(f"\n{FENCE}\n")
    if before or not fence or not end:
        raise CatalogueError(
            file, "", "no table at its top", f"begin the file with {FENCE}, and end the table so"
        )
    front = read(parse_table(table, file), _Front, file)
    text = " ".join(body.split())
    check_texts({"text": text}, file, "")
    words = len(text.split())
    if not WORDS_MIN <= words <= WORDS_MAX:
        raise CatalogueError(
            file, "text", f"it has {words} words", f"write {WORDS_MIN} to {WORDS_MAX}"
        )
    for index, code in enumerate(front.sources):
        if code not in sources:
            place, problem = nth("sources", index), f'"{code}" is not in sources.toml'
            raise CatalogueError(file, place, problem, did_you_mean(code, sources))
    if not front.sources and front.judgement is None:
        raise CatalogueError(
            file, "sources", "none is named", 'name one, or say what is "judgement"'
        )
    if front.number < 1:
        raise CatalogueError(file, "number", "must be at least 1")
    return Card(
        path.stem,
        front.number,
        front.title,
        front.theme,
        text,
        front.try_today,
        tuple(sources[code] for code in front.sources),
        front.judgement,
    )
