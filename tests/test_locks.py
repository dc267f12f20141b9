"""The locks in requirements/ hold what pyproject.toml asks for, and nothing of any one machine."""

from __future__ import annotations

import re

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement

from tools.environment import LOCKED, LOCKS, direct, for_docs, normalised, project

PIN = re.compile(r"([a-z0-9-]+)==([\w.]+)(?: ; ([^\\]+))? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def pins(kind: str) -> dict[str, str]:
    text = (LOCKS / f"{kind}.lock").read_text(encoding="utf-8")
    return {match[1]: match[2] for line in text.splitlines() if (match := PIN.fullmatch(line))}


def asked_for(kind: str) -> list[str]:
    table = project()
    run: list[str] = [*table["project"]["dependencies"], *table["build-system"]["requires"]]
    return {"run": run, "dev": direct(), "docs": [*direct(), *for_docs()]}[kind]


@pytest.mark.parametrize("kind", LOCKED)
def test_a_lock_meets_every_requirement(kind: str) -> None:
    found = pins(kind)
    for each in map(Requirement, asked_for(kind)):
        assert found[normalised(each.name)] in each.specifier, f"{each}: run `make lock`"


def test_the_tests_run_with_what_the_coach_runs_with() -> None:
    assert pins("run").items() <= pins("dev").items()


def test_the_documentation_is_built_beside_what_the_tests_run_with() -> None:
    assert pins("dev").items() <= pins("docs").items()
    assert "mkdocs" not in pins("dev")


@pytest.mark.parametrize("kind", LOCKED)
def test_a_lock_holds_versions_and_hashes_and_no_place(kind: str) -> None:
    lines = (LOCKS / f"{kind}.lock").read_text(encoding="utf-8").splitlines()
    content = [line for line in lines if not line.startswith("#")]
    for line, following in zip(content, [*content[1:], ""], strict=True):
        if pin := PIN.fullmatch(line):
            assert pin[3] is None or Marker(pin[3])
            assert HASH.fullmatch(following)
        else:
            assert HASH.fullmatch(line), line
