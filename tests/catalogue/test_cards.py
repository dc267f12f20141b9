"""The cards to learn from: what they are about, and what is said of a card that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from backcoach.catalogue import CatalogueError
from backcoach.catalogue.cards import WORDS_MAX, WORDS_MIN, load_cards, load_sources
from backcoach.coach.model.card import Theme

CARD = "learn/sleep.md"

TOPICS = {
    "sore_not_harmed", "moving_beats_rest", "what_progression_is", "why_strength",
    "nothing_out_of_place", "no_perfect_posture", "causes", "flare_ups", "pacing", "sleep", "water",
    "mornings", "desk_breaks", "lifting", "walking", "stretching", "back_in_brief", "ligaments",
    "nerves_sciatica", "what_to_expect", "four_kinds", "dynamic_static", "pelvic_floor", "balance",
    "breathing", "stress", "confidence", "food", "what_to_avoid", "long_term", "yoga_and_others",
    "weak_core", "bending_wears", "no_pain_no_gain", "how_soon", "how_often", "hurts_during",
    "equipment", "disc_worn", "see_someone", "progressions", "how_they_help", "which_kinds",
    "safe_for_all", "ongoing",
}  # fmt: skip


def test_every_topic_has_its_card_and_every_theme_has_cards(data: Path) -> None:
    cards = load_cards(data)
    assert set(cards) == TOPICS
    assert [card.number for card in cards.values()] == list(range(1, len(TOPICS) + 1))
    assert {card.theme for card in cards.values()} == set(Theme)


def test_a_card_is_read_in_half_a_minute_and_has_one_thing_to_try(data: Path) -> None:
    for card in load_cards(data).values():
        assert WORDS_MIN <= len(card.text.split()) <= WORDS_MAX, card.id
        assert len(card.title) <= 60, card.id
        assert len(card.try_today.split()) <= 20, card.id
        assert card.try_today.endswith((".", "?")), card.id


def test_what_a_card_rests_on_is_cited_or_called_judgement(data: Path) -> None:
    for card in load_cards(data).values():
        assert card.judgement or card.sources, card.id
        assert all(source.citation for source in card.sources)


def test_no_card_repeats_what_was_found_wrong_or_makes_a_promise(data: Path) -> None:
    for card in load_cards(data).values():
        said = f"{card.title} {card.text} {card.try_today}".lower()
        for wrong in (
            "33.3",
            "8.3 %",
            "will cure",
            "guarantee",
            "out of alignment",
            "essential oil",
        ):
            assert wrong not in said, card.id


def test_a_source_read_on_another_page_says_so(data: Path) -> None:
    sources = load_sources(data)
    assert sources["NEWSCI"].citation.endswith("(read on another page)")
    assert sources["CAL20"].citation == "Calatayud J et al. IJERPH 2020;17(22):8326"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("+++\nnumber", "number", "sleep.md: no table at its top"),
        ("+++\n\n", "\n\n", "sleep.md: no table at its top"),
        ("number = 10", "number = 0", "sleep.md: number: must be at least 1"),
        ("number = 10", "number = 9", "number: 9 is the number of pacing.md already"),
        ("number = 10", "number = ten", "sleep.md: not valid TOML"),
        ("number = 10\n", "", "sleep.md: number: missing"),
        ("title", "titel", "sleep.md: titel: unknown key"),
        ('theme = "daily_life"', 'theme = "nights"', "sleep.md: theme: "),
        ('"KOV03"', '"KOV3"', r'sleep.md: sources[2]: "KOV3" is not in sources.toml; did you mean'),
        ("A poor night", "\x1b[2J", "sleep.md: text: a line break or control character"),
        ("A poor night tends", "A night " * 40, "sleep.md: text: it has "),
    ],
)  # fmt: skip
def test_a_wrong_card_is_told_in_one_line(copy: Path, old: str, new: str, line: str) -> None:
    text = (copy / CARD).read_text(encoding="utf-8")
    assert old in text
    (copy / CARD).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as error:
        load_cards(copy)
    assert line in str(error.value)
    assert "\n" not in str(error.value)


def test_a_card_of_one_word_is_refused(copy: Path) -> None:
    top = (copy / CARD).read_text(encoding="utf-8").split("+++\n\n")[0]
    (copy / CARD).write_text(f"{top}+++\n\nSleep.\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"sleep\.md: text: it has 1 words; write 40 to 70$"):
        load_cards(copy)


def test_a_card_without_a_source_says_what_is_judgement(copy: Path) -> None:
    text = (copy / CARD).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("judgement")]
    bare = "\n".join(lines).replace('["GER17", "KOV03"]', "[]")
    (copy / CARD).write_text(bare, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"sleep\.md: sources: none is named; name one, or"):
        load_cards(copy)


def test_a_source_stands_once(copy: Path) -> None:
    file = copy / "sources.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"CAL20"', '"CAL19"'), "utf-8")
    with pytest.raises(CatalogueError, match=r'sources\.toml: sources\[\d+\]\.code: "CAL19" twice'):
        load_cards(copy)


def test_without_cards_the_place_is_named(copy: Path) -> None:
    for card in (copy / "learn").iterdir():
        card.unlink()
    with pytest.raises(CatalogueError, match=r"^data/learn: no cards here"):
        load_cards(copy)
    (copy / "learn").rmdir()
    with pytest.raises(CatalogueError, match=r"^data/learn: no such folder"):
        load_cards(copy)
