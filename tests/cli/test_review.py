"""`backcoach measure` and `backcoach review`: outcome measures, and the review of them."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from backcoach.clock import SystemClock
from backcoach.coach.model.records import Log
from backcoach.glyphs import Glyphs, Repertoire
from backcoach.paths import places
from backcoach.store import LogStore
from tests.cli.outcome import Run, everything_in
from tests.cli.test_errors import assert_one_line
from tests.support.coach import fill
from tests.support.logs import a_log, a_profile, moment, told
from tests.support.reviews import weekly

SOCKS = "Putting on socks"


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Make it another day, in UTC; four weeks after the first session unless told otherwise."""

    def set_day(number: int) -> None:
        monkeypatch.setattr(SystemClock, "now", lambda self: now(number))

    set_day(28)
    return set_day


def now(number: int) -> datetime:
    return moment(number, 12)


def stored(folder: Path) -> Log:
    return LogStore(places(str(folder)).log).load()


def kept(folder: Path) -> list[tuple[int | None, dict[str, int]]]:
    return [
        (each.week_pain, {activity.words: activity.score for activity in each.activities})
        for each in stored(folder).measures
    ]


@pytest.fixture
def trained(folder: Path, on_day: object) -> Path:
    folder.mkdir()
    start = told(0, 5, {SOCKS: 3})
    fill(folder, a_log(*weekly(4), start, a_profile(0, activities=(SOCKS,), sessions_a_week=2)))
    return folder


# measure


def test_pain_and_activities_are_kept(run: Run, trained: Path) -> None:
    words = ("--pain", "3", "--activity", "putting on  SOCKS=7", "--activity", "Stairs=0")
    outcome = run("measure", *words, "--data-dir", trained)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == (
        "Kept for today: 3/10 on average over 7 days, Putting on socks 7/10, Stairs 0/10.\n"
    )
    assert kept(trained)[-1] == (3, {SOCKS: 7, "Stairs": 0})
    latest = stored(trained).profiles[-1]
    assert (latest.activities, latest.sessions_a_week) == ((SOCKS, "Stairs"), 2)


def test_one_of_them_alone_is_enough(run: Run, trained: Path) -> None:
    assert run("measure", "--pain", "0", "--data-dir", trained).code == 0
    assert run("measure", "--activity", f"{SOCKS}=10", "--data-dir", trained).code == 0
    start, *later = kept(trained)
    assert start == (5, {SOCKS: 3})
    assert (0, {}) in later
    assert (None, {SOCKS: 10}) in later
    assert len(stored(trained).profiles) == 1, "nothing new was named"


def test_an_equals_sign_may_be_part_of_the_words(run: Run, folder: Path) -> None:
    assert run("measure", "--activity", "2 steps = 1 stair = 6", "--data-dir", folder).code == 2
    assert run("measure", "--activity", "2 steps = 1 stair =6", "--data-dir", folder).code == 0
    assert kept(folder) == [(None, {"2 steps = 1 stair": 6})]


def test_json_tells_what_was_kept(run: Run, trained: Path) -> None:
    outcome = run(
        "measure", "--pain", "4", "--activity", "socks on=2", "--json", "--data-dir", trained
    )
    measures = stored(trained).measures[-1]
    assert json.loads(outcome.out) == {
        "id": measures.id,
        "at": "2024-01-29T12:00:00Z",
        "week_pain": 4,
        "activities": [{"words": "socks on", "score": 2}],
    }


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ([], ["nothing to keep", "--pain N", "--activity"]),
        (["--pain", "11"], ['--pain: "11" is not a whole number from 0 to 10']),
        (["--activity", "Stairs"], ['"Stairs" is not an activity such as "putting on socks=4"']),
        (["--activity", "=4"], ['"=4" is not an activity']),
        (["--activity", "a\x1bb=4"], ["is not an activity"]),
        (["--activity", "Stairs=11"], ['"11" is not a whole number from 0 to 10']),
        (["--activity", "Stairs="], ["0 to 10"]),
        (["--activity", f"{'x' * 61}=4"], ["is longer than 60 letters"]),
        (["--activity", "Puting on socks=4"], [f"did you mean {SOCKS}?"]),
        (["--activity", f"{SOCKS}=4", "--activity", f"{SOCKS}=5"], ["rate each activity once"]),
        (
            ["--activity", "Gym=4", "--activity", "Work=5", "--activity", "Bed=5"],
            ["up to 3 activities can be followed", f'yours: "{SOCKS}"'],
        ),
        (["now"], ['measure does not take "now"']),
    ],
)
def test_a_slip_is_one_line_and_keeps_nothing(
    run: Run, trained: Path, words: list[str], parts: list[str]
) -> None:
    before = everything_in(trained)
    assert_one_line(run("measure", *words, "--data-dir", trained), *parts)
    assert everything_in(trained) == before


def test_options_of_measure_before_it_are_explained(run: Run) -> None:
    assert_one_line(run("--activity", "x=1", "measure"), "backcoach measure --activity")


def test_its_help_names_every_option(run: Run) -> None:
    out = run("measure", "--help").out
    for option in ("--pain N", '--activity "WORDS=N"', "--json", "--data-dir DIR"):
        assert option in out


# review


def test_the_review_is_a_page(run: Run, trained: Path) -> None:
    run("measure", "--pain", "3", "--activity", f"{SOCKS}=6", "--data-dir", trained)
    outcome = run("review", "--data-dir", trained)
    assert (outcome.code, outcome.err) == (0, "")
    for words in (
        "After 4 weeks",
        "Better than when you began.",
        "5 at the start, 3 now, 2 points less",
        "12 of 8 in the last 4 weeks",
        "4  ▮▮▮ 3 of 2",
        "3 → 6, a clear change  Putting on socks",
    ):
        assert words in outcome.out


def test_the_review_as_json(run: Run, trained: Path) -> None:
    run("measure", "--pain", "3", "--activity", f"{SOCKS}=6", "--data-dir", trained)
    found: dict[str, Any] = json.loads(run("review", "--json", "--data-dir", trained).out)["review"]
    assert list(found) == [
        "on",
        "began",
        "broke_on",
        "week",
        "review_week",
        "verdict",
        "sentences",
        "start_pain",
        "pain",
        "activities",
        "adherence",
        "levels",
        "steps_up",
        "steps_down",
        "flares",
        "weeks",
    ]
    assert (found["on"], found["began"], found["week"]) == ("2024-01-29", "2024-01-01", 4)
    assert (found["review_week"], found["verdict"]) == (4, "improved")
    assert found["sentences"][0] == "Better than when you began."
    assert found["pain"] == {
        "start": 5,
        "now": 3,
        "points_less": 2,
        "share_less": 0.4,
        "told": True,
    }
    assert found["activities"] == [
        {"words": SOCKS, "start": 3, "since": "2024-01-01", "now": 6, "points_better": 3}
    ]
    assert found["adherence"]["lately"] == {"done": 12, "planned": 8, "weeks": 4, "share": 1.5}
    assert found["weeks"][0] == {
        "week": 1,
        "begins": "2024-01-01",
        "over": True,
        "done": 3,
        "planned": 2,
        "pain": 2,
        "told": 5,
        "load": 300,
        "unrated": 0,
    }
    assert (found["weeks"][-1]["week"], found["weeks"][-1]["over"]) == (5, False)


def test_before_any_session_it_is_one_kind_line(run: Run, folder: Path) -> None:
    outcome = run("review", "--data-dir", folder)
    assert outcome.code == 0
    assert outcome.out.startswith("No sessions yet.")
    assert json.loads(run("review", "--json", "--data-dir", folder).out) == {"review": None}
    assert not folder.exists()


def test_in_the_first_weeks_it_says_when_the_first_review_comes(
    run: Run, trained: Path, on_day: Callable[[int], None]
) -> None:
    on_day(3)
    out = run("review", "--data-dir", trained).out
    assert "Your first week" in out
    assert "The first review comes after 4 weeks." in out
    assert "now  ▮▮ 2 of 2" in out


def test_the_review_in_ascii_has_every_chart(
    run: Run, trained: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ascii_only = Repertoire(Glyphs.ASCII, "ascii")
    monkeypatch.setattr("backcoach.cli.output.repertoire_of", lambda *_: ascii_only)
    out = run("review", "--data-dir", trained).out
    assert "4  ### 3 of 2" in out
    assert "+" in out
    assert out.isascii()
    assert "?" not in out
