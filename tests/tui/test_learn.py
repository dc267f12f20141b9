"""Learn: the cards are listed by theme, found by words and read."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from backcoach.catalogue.cards import load_cards
from backcoach.coach.model.card import by_theme
from backcoach.tui.screens.places.learn import LearnScreen
from backcoach.tui.widgets.browser import Browser
from tests.support.coach import SIZES, Opened, opened
from tests.support.content import CONTENT

CARDS = load_cards(CONTENT)


def the_text(coach: Opened) -> str:
    return coach.words_in("Browser > VerticalScroll")


async def test_every_card_can_be_read_by_going_down_the_list(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(120, 40)) as coach:
        await coach.press("i")
        for card in by_theme(CARDS.values()):
            text = the_text(coach)
            assert text.startswith(f"{card.title} {card.text} Try today: {card.try_today}")
            await coach.press("down")


async def test_the_list_shrinks_to_the_words_that_are_typed_and_comes_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("i", "slash")
        await coach.type("mattress firm")
        assert "1 of 45 cards" in coach.text
        await coach.press("enter")
        assert the_text(coach).startswith("Sleep and your back")
        # Letters are keys again.
        await coach.press("escape")
        assert "45 of 45 cards" in coach.text
        await coach.press("x")
        assert "Exercises" in coach.rows[0]


async def test_where_nothing_is_found_it_is_said_and_letters_lead_nowhere(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("i", "slash")
        await coach.type("tqx")
        assert isinstance(coach.screen, LearnScreen)
        assert coach.screen.query_one("#find", Input).value == "tqx"
        assert the_text(coach) == "No card has these words."
        await coach.press("escape")
        assert the_text(coach).startswith("Sore is not the same as harmed")


@pytest.mark.parametrize("size", SIZES)
async def test_a_card_is_seen_at_once_in_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(tmp_path, size=size) as coach:
        await coach.press("i")
        assert the_text(coach).startswith("Sore is not the same as harmed Pain during exercise")
        assert coach.screen.query_one(Browser).chosen == "sore_not_harmed"


async def test_a_mistake_in_own_cards_is_told_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path) as coach:
        coach.practice.book.content = tmp_path / "nowhere"
        await coach.press("i")
        assert "nowhere/sources.toml: no such file" in the_text(coach)
        await coach.press("slash", "escape", "t")
        assert "▸Today" in coach.rows[0]
