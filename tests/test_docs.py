"""The documents can be found from the README, match code and data, and have no dead links."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from backcoach.tui.commands import COMMANDS, Scope
from tools import docs
from tools.docs_programme import sourced_in
from tools.docs_site import PAGES

ROOT = docs.ROOT
README = ROOT / "README.md"
PROGRAMME = docs.DOCS / "programme.md"
ALL = [*(ROOT / name for name in PAGES), *docs.DOCS.rglob("*.md")]
READ = [page for page in ALL if docs.TEMPLATES not in page.parents]


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def links_in(page: Path) -> list[str]:
    """Where a page leads, other sites left out."""
    found = re.findall(r"\]\(([^)\s]+)\)", text_of(page))
    return [link for link in found if "://" not in link]


def anchors_in(page: Path) -> set[str]:
    """The names of the headings of a page, as links write them."""
    heads = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


# What is generated


def test_every_generated_part_is_what_would_be_written_now() -> None:
    for page, text in docs.pages().items():
        # Outside the assertion: pytest would take minutes to work out where two long texts differ.
        same = text == text_of(page)
        assert same, f"{page.relative_to(ROOT)} is out of date: make docs-tables"


def test_every_key_of_the_coach_is_in_a_table() -> None:
    named = {name for page in READ for _, name, _ in docs.PART.findall(text_of(page))}
    assert {f"keys {scope.value}" for scope in Scope} <= named
    assert {"settings", "commands", "options", "json", "rooms", "contracts"} <= named


def test_a_key_is_named_with_all_that_type_it() -> None:
    pause = next(each for each in COMMANDS if each.id == "session.next")
    assert docs.keys_of(pause) == "`n` `→` `PageDown` `⏭`"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"id": "id"}, "say what these are: ['at', 'work', 'work[].reps']"),
        ({"id": "", "at": "", "work.*": "", "gone": ""}, "no longer prints: ['gone']"),
    ],
)
def test_a_key_without_words_and_words_without_a_key_are_refused(
    said: dict[str, str], fault: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(fault)):
        docs.check_keys("history", said, [{"id": 1, "at": 2, "work": [{"reps": 3}]}])


# The programme


def cited_sections() -> Iterator[str]:
    """Every section of the programme that code or tests name beside it."""
    for folder in ("backcoach", "tests"):
        for path in (ROOT / folder).rglob("*.py"):
            for named in re.findall(r"programme\.md`? ((?:§[\d.]+[, and]*)+)", text_of(path)):
                yield from (each.rstrip(".") for each in re.findall(r"§([\d.]+)", named))


def test_every_section_that_the_code_cites_is_there() -> None:
    heads = set(re.findall(r"^#+ ([\d.]+?)\.? ", text_of(PROGRAMME), re.MULTILINE))
    cited = set(cited_sections())
    assert len(cited) > 10
    assert cited <= heads


def test_every_source_of_the_data_is_explained() -> None:
    explained = set(re.findall(r"\*\*([A-Z][A-Z0-9-]+)\*\*", text_of(PROGRAMME)))
    for path in (ROOT / "data").rglob("*.toml"):
        for source in re.findall(r'source = "([^"]+)"', text_of(path)):
            codes = set(re.findall(r"\b[A-Z]{2,}[A-Z]*\d*\b", source)) - {"UK", "RM"}
            assert codes <= explained, path.name


def test_every_number_of_the_rules_stands_in_a_table_with_its_source() -> None:
    tables = tomllib.loads(text_of(ROOT / "data" / "programme.toml"))
    elsewhere = {"stages", "templates", "tags", "equipment", "first_hour", "capped_notes"}
    text = text_of(PROGRAMME)
    for name, table in tables.items():
        parts = table if isinstance(table, list) else [table]
        for part in parts:
            if name in elsewhere or not isinstance(part, dict):
                continue
            assert f"`[{name}]` in" in text
            for place, number in sourced_in(part):
                row = rf"^\| `{re.escape(place)}` \| .+ \| {re.escape(number['source'])} \|$"
                assert place == "skills" or re.search(row, text, re.MULTILINE), f"{name}.{place}"


# How they hang together


def test_the_readme_is_short_and_leads_to_every_page() -> None:
    assert len(text_of(README).splitlines()) <= 110
    reached, open_ = {README}, [README]
    while open_:
        page = open_.pop()
        found = {(page.parent / link.partition("#")[0]).resolve() for link in links_in(page)}
        new = {each for each in found if each.suffix == ".md"} - reached
        reached |= new
        open_ += new
    assert set(READ) <= reached


def test_no_link_is_dead() -> None:
    for page in READ:
        for link in links_in(page):
            name, _, anchor = link.partition("#")
            target = (page.parent / name).resolve() if name else page
            assert target.is_file(), f"{page.name}: {link}"
            assert not anchor or anchor in anchors_in(target), f"{page.name}: {link}"


def test_the_site_has_every_page() -> None:
    site = text_of(ROOT / "mkdocs.yml")
    for page in READ:
        name = page.relative_to(ROOT).as_posix().removeprefix("docs/")
        assert re.search(rf"[-:] {re.escape(name)}$", site, re.MULTILINE), name
