"""`backcoach why EXERCISE`: the decisions about one exercise, as a page and as JSON."""

import json
from datetime import date
from pathlib import Path

import pytest

from backcoach.clock import SystemClock
from tests.cli.outcome import Run, keep
from tests.support.levels import did
from tests.support.logs import moment


@pytest.fixture(autouse=True)
def a_week_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is day 9, in UTC."""
    monkeypatch.setattr(SystemClock, "now", lambda self: moment(9, 12))


@pytest.fixture
def trained(folder: Path) -> Path:
    tilt = [did(n, ("pelvic_tilt", rung), stage=1) for n, rung in ((0, 1), (3, 1), (7, 2))]
    keep(folder, *tilt, did(9, ("pelvic_tilt", 2), stage=1, effort=8, hour=9))
    return folder


def test_why_tells_the_story_oldest_first(run: Run, trained: Path) -> None:
    outcome = run("why", "pelvic_tilt", "--data-dir", trained)
    assert (outcome.code, outcome.err) == (0, "")
    assert [line.rstrip() for line in outcome.out.splitlines()] == [
        "Pelvic tilt (lying)",
        "Level 2 of 3 now.",
        "",
        "Pelvic tilt (lying) stays at level 1 this time: one calm session so far.",
        "4 January 2024",
        "Pelvic tilt (lying) goes up to level 2: done in full and calm twice in a row. 2",
        "sets instead of 1.",
        "8 January 2024",
        "Pelvic tilt (lying) stays at level 2: effort was 8.",
        "10 January 2024",
    ]


def test_why_as_json(run: Run, trained: Path) -> None:
    told = json.loads(run("why", "pelvic_tilt", "--json", "--data-dir", trained).out)
    assert (told["exercise"], told["name"], told["level"]) == (
        "pelvic_tilt",
        "Pelvic tilt (lying)",
        2,
    )
    assert told["decisions"][1] == {
        "rule": "level.up",
        "on": "2024-01-08",
        "exercise": "pelvic_tilt",
        "from": 1,
        "to": 2,
        "other": None,
        "evidence": {"sessions": ["session-0-18", "session-3-18"], "numbers": {}},
        "sentence": "Pelvic tilt (lying) goes up to level 2: done in full and calm twice in a row."
        " 2 sets instead of 1.",
    }
    assert told["decisions"][2]["evidence"] == {
        "sessions": ["session-9-9"],
        "numbers": {"effort": 8},
    }


def test_progress_has_levels_and_decisions(run: Run, trained: Path) -> None:
    told = json.loads(run("progress", "--json", "--data-dir", trained).out)
    assert told["levels"] == [{"exercise": "pelvic_tilt", "level": 2}]
    assert [each["rule"] for each in told["decisions"]] == [
        "level.hold.once",
        "level.up",
        "level.hold.effort",
    ]
    assert [date.fromisoformat(each["on"]) for each in told["decisions"]][1].day == 8
    table = run("progress", "--data-dir", trained).out
    assert "Your exercises lately" in table
    assert "effort was 8." in table


def test_an_exercise_page_says_where_you_are(run: Run, trained: Path) -> None:
    out = run("exercises", "pelvic_tilt", "--data-dir", trained).out
    assert "Where you are" in out
    assert "Level 2 of 3 now." in out
    assert "effort was 8." in out
    assert "Where you are" not in run("exercises", "bird_dog", "--data-dir", trained).out


def test_without_a_history_why_is_one_kind_line(run: Run, folder: Path) -> None:
    outcome = run("why", "bird_dog", "--data-dir", folder)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "Bird-dog has no story yet; it begins with your sessions.\n"
    told = json.loads(run("why", "bird_dog", "--json", "--data-dir", folder).out)
    assert (told["level"], told["decisions"]) == (None, [])


def test_an_unknown_exercise_gets_one_line_and_a_suggestion(run: Run, folder: Path) -> None:
    outcome = run("why", "bird-dgo", "--data-dir", folder)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1
    assert "did you mean bird_dog?" in outcome.err


def test_the_same_thing_again_and_again_is_told_once(run: Run, folder: Path) -> None:
    hard = [did(n, ("bridge", 2), stage=1, effort=8, hour=9) for n in (0, 2, 4, 6)]
    keep(folder, *hard)
    out = run("why", "bridge", "--data-dir", folder).out
    assert out.count("effort was 8") == 1
    assert "1 January 2024 to 7 January 2024, 4 times" in out
