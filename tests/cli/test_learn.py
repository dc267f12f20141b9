"""`backcoach learn`: cards are listed by theme, found by words and read one by one."""

from __future__ import annotations

import json
from pathlib import Path

from backcoach.catalogue.cards import load_cards
from tests.cli.outcome import Run
from tests.support.content import CONTENT


def test_every_card_is_listed_once_with_its_id(run: Run, folder: Path) -> None:
    rows = [line.split() for line in run("learn", "--data-dir", folder).out.splitlines()]
    ids = [row[-1] for row in rows if row]
    for card in load_cards(CONTENT).values():
        assert ids.count(card.id) == 1


def test_a_card_says_what_it_rests_on_and_what_is_judgement(run: Run, folder: Path) -> None:
    out = " ".join(run("learn", "sleep", "--data-dir", folder).out.split())
    card = load_cards(CONTENT)["sleep"]
    assert out.startswith(f"{card.title} {card.text} Try today: {card.try_today}")
    assert "KOV03: Kovacs FM et al. Lancet 2003;362:1599–1604." in out
    assert out.endswith("Our own judgement: the habits before sleep.")


def test_words_are_found_in_any_order_and_in_capitals_or_not(run: Run, folder: Path) -> None:
    out = run("learn", "--find", "FIRM mattress", "--json", "--data-dir", folder).out
    assert [card["id"] for card in json.loads(out)["cards"]] == ["sleep"]


def test_a_card_as_json_is_the_one_of_the_list(run: Run, folder: Path) -> None:
    every = json.loads(run("learn", "--json", "--data-dir", folder).out)["cards"]
    alone = json.loads(run("learn", "pacing", "--json", "--data-dir", folder).out)
    assert alone in every
    assert alone["sources"] == []


def test_what_cannot_be_found_is_told_in_one_line(run: Run, folder: Path) -> None:
    for words, line in (
        (("slep",), 'no card is called "slep"; did you mean sleep? see: backcoach learn'),
        (("--find", "[b]zz"), 'no card has the words "[b]zz"; see: backcoach learn'),
        (("sleep", "--find", "x"), "--find looks through all cards; leave out the ID, or --find"),
    ):
        outcome = run("learn", *words, "--data-dir", folder)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err == f"backcoach: {line}\n"
