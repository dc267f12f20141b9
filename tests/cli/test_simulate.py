"""`backcoach simulate`: the same seed always gives the same people."""

import json
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from backcoach.report.simulation import simulation_page
from backcoach.simulation.summary import KindSummary, Summary
from tests.cli.outcome import Run


def told(run: Run, *words: str) -> dict[str, Any]:
    outcome = run("simulate", *words, "--json")
    assert (outcome.code, outcome.err) == (0, "")
    document = json.loads(outcome.out)
    assert isinstance(document, dict)
    return document


def test_adherent_people_reach_stage_3_between_week_7_and_9(run: Run) -> None:
    document = told(run, "--people", "1", "--weeks", "10")
    assert document["broken"] == []
    (story,) = document["stories"]
    assert story["kind"] == "adherent"
    assert 7 <= story["reached"]["3"] <= 9
    assert len(story["stages"]) == len(story["levels"]) == len(story["pain"]) == 10


def test_the_same_seed_tells_the_same_stories_and_another_one_others(run: Run) -> None:
    words = ("--people", "3", "--weeks", "4")
    assert told(run, *words) == told(run, *words)
    assert told(run, *words)["stories"] != told(run, *words, "--seed", "2")["stories"]


def test_it_matters_not_how_many_processes_share_the_people(run: Run) -> None:
    words = ("--people", "22", "--weeks", "1")
    assert told(run, *words, "--jobs", "1") == told(run, *words, "--jobs", "2")


def test_a_table_for_people(run: Run) -> None:
    outcome = run("simulate", "--people", "2", "--weeks", "3")
    assert outcome.code == 0
    assert "2 people, 3 weeks" in outcome.out
    assert "irregular" in outcome.out
    assert "Every promise was kept" in outcome.out


@pytest.mark.parametrize(
    ("option", "value"),
    [("--people", "0"), ("--weeks", "ten"), ("--seed", "-1"), ("--weeks", "1.5"), ("--jobs", "0")],
)
def test_what_cannot_be(run: Run, option: str, value: str) -> None:
    outcome = run("simulate", option, value)
    assert outcome.code == 2
    assert "is not a whole number" in outcome.err


def test_every_column_is_whole_at_80_columns() -> None:
    weeks = {2: (10, 12.5, 48), 3: (22, 30.5, 52)}
    kind = KindSummary(
        "leg_pain_comes_and_goes", 1000, {2: 990, 3: 990}, weeks, 143.5, 10.4, (7.5, 6.5)
    )
    console = Console(width=80, record=True, file=StringIO())
    console.print(simulation_page(Summary(1000, 52, (kind,), ())))
    text = console.export_text()
    for words in ("People", "Sessions", "10–48 (12.5)", "990 of 1000", "143.5", "10.4", "7.5→6.5"):
        assert words in text
    assert "…" not in text
