"""`backcoach learn [ID]`: the cards about backs and training, or one of them to read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from backcoach.cli.errors import UserError, did_you_mean, quoted
from backcoach.cli.options import add_json
from backcoach.cli.output import print_json, print_page

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping

    from rich.console import Group

    from backcoach.cli.context import Context
    from backcoach.cli.documents import Document
    from backcoach.coach.model.card import Card


class Arguments(NamedTuple):
    """`card` is the id of one of them; None for all, or for those in which `find` occurs."""

    as_json: bool
    card: str | None
    find: str | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--json`, ID and `--find`."""
    add_json(parser)
    parser.add_argument("card", nargs="?", metavar="ID", help="for example what_to_expect")
    parser.add_argument("--find", metavar="WORDS", help="list only the cards with these words")


def run(args: Arguments, context: Context) -> int:
    """Print the list, or one card."""
    from backcoach.coach.model.card import has

    cards = context.practice.book.cards
    if args.card is not None:
        if args.find is not None:
            raise UserError("--find looks through all cards; leave out the ID, or --find")
        card = _called(args.card, cards)
        if args.as_json:
            return print_json(card_document(card))
        from backcoach.report.cards import card_page

        return print_page(card_page(card))
    found = [card for card in cards.values() if args.find is None or has(card, args.find)]
    if args.as_json:
        return print_json({"cards": [card_document(card) for card in found]})
    if not found:
        raise UserError(f"no card has the words {quoted(args.find or '')}; see: backcoach learn")
    return print_page(cards_table(found))


def _called(name: str, cards: Mapping[str, Card]) -> Card:
    if name not in cards:
        near = did_you_mean(name, cards)
        raise UserError(f"no card is called {quoted(name)}; {near}see: backcoach learn")
    return cards[name]


def cards_table(cards: Iterable[Card]) -> Group:
    """The cards by theme, with the ids to read them by."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from backcoach.coach.model.card import by_theme
    from backcoach.report.cards import THEMES
    from backcoach.report.layout import heading, plain_table

    table = plain_table("Card", "Id")
    table.columns[1].no_wrap = True  # to be copied into the next command
    for theme, members in groupby(by_theme(cards), key=lambda card: card.theme):
        table.add_row(heading(THEMES[theme]))
        for card in members:
            table.add_row(Padding(Text(card.title), (0, 0, 0, 2)), Text(card.id))
    return Group(table, Text(), Text("Read one with: backcoach learn ID"))


def card_document(card: Card) -> Document:
    """One card, with its sources as they are cited."""
    from backcoach.cli.documents import fields_of

    sources = [{"code": source.code, "text": source.citation} for source in card.sources]
    return fields_of(card) | {"sources": sources}
