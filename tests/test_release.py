"""What a release needs before its tag: one version everywhere, and what is new under its name."""

from __future__ import annotations

import re
from datetime import date

from backcoach import __version__
from tools.environment import CHECKOUT, project

CHANGELOG = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
SECTIONS = re.findall(r"^## (.+)$", CHANGELOG, re.MULTILINE)


def test_what_is_not_released_yet_comes_first_and_then_this_version_with_its_day() -> None:
    assert SECTIONS[0] == "Unreleased"
    version, _, day = SECTIONS[1].partition(" — ")
    assert version == __version__
    assert date.fromisoformat(day)


def test_a_section_says_what_was_added_changed_removed_or_fixed() -> None:
    kinds = re.findall(r"^### (.+)$", CHANGELOG, re.MULTILINE)
    assert set(kinds) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_the_project_says_where_it_lives() -> None:
    assert set(project()["project"]["urls"]) == {"Homepage", "Source", "Changelog", "Issues"}


def test_every_document_beside_the_code_is_in_the_source_distribution() -> None:
    named = set(project()["tool"]["hatch"]["build"]["targets"]["sdist"]["include"])
    assert {path.name for path in CHECKOUT.glob("*.md")} <= named
