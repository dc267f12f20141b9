"""Whatever the content cites is listed in `sources.toml`, so that a reader can look it up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from backcoach.catalogue import Catalogue
from backcoach.catalogue.cards import load_cards, load_sources

CODE = re.compile(r"\b(?:[A-Z]{3,}\d{0,2}(?:-P)?|NG\d\d|S[12])\b")
NOT_A_SOURCE = {"NHS"}


def cited(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every citation with where it stands."""
    for id, exercise in catalogue.exercises.items():
        yield id, exercise.source
    programme, safety = catalogue.programme, catalogue.safety
    for sources in (
        programme.sources,
        safety.asking.sources,
        safety.screening.sources,
        safety.time_away.sources,
    ):
        yield from sources.items()
    for template in programme.templates.values():
        yield template.id, template.source


def test_every_code_that_is_cited_is_in_the_list(catalogue: Catalogue, data: Path) -> None:
    known = load_sources(data)
    unknown = {
        (where, code)
        for where, text in cited(catalogue)
        for code in CODE.findall(text)
        if code not in known and code not in NOT_A_SOURCE
    }
    assert not unknown


def test_every_source_is_cited_somewhere(catalogue: Catalogue, data: Path) -> None:
    said = " ".join(text for _, text in cited(catalogue))
    said += (
        (data.parent / "docs/programme.md").read_text(encoding="utf-8").split("## 7. Sources")[0]
    )
    said += (data / "safety.toml").read_text(encoding="utf-8")
    said += " ".join(source.code for card in load_cards(data).values() for source in card.sources)
    codes = set(CODE.findall(said)) | set(re.findall(r"[A-Z]{3,}\d{2}", said))
    assert set(load_sources(data)) - codes == set()
