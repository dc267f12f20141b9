"""`backcoach plan`: what today's session is, and what it would be; nothing is ever stored."""

import json
from pathlib import Path
from typing import Any

import pytest

from backcoach.cli import context
from backcoach.coach.model.records import SessionKind, SessionRecord
from tests.cli.outcome import Run, everything_in, keep
from tests.support.clock import ManualClock
from tests.support.logs import a_session, moment

TODAY = 30


@pytest.fixture(autouse=True)
def a_clock_that_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    def stand_still(_speed: float) -> ManualClock:
        return ManualClock(moment(TODAY, 9))

    monkeypatch.setattr(context, "SystemClock", stand_still)


def sessions(*numbers: int, pain: int = 2) -> list[SessionRecord]:
    return [a_session(number, hour=7, pain_before=pain) for number in numbers]


def plan(run: Run, folder: Path, *words: str) -> dict[str, Any]:
    outcome = run("plan", "--data-dir", folder, *words, "--json")
    assert (outcome.code, outcome.err) == (0, "")
    read: dict[str, Any] = json.loads(outcome.out)
    return read


def rules(document: dict[str, Any]) -> list[str]:
    return [reason["rule"] for reason in document["reasons"]]


def test_with_no_answers_it_is_as_planned(run: Run, folder: Path) -> None:
    found = plan(run, folder)
    assert (found["kind"], found["prompt"]) == ("main", "")
    assert (found["reasons"], found["offers"], found["suggestion"]) == ([], [], "")


def test_what_it_would_be_with_these_answers_is_stored_nowhere(run: Run, folder: Path) -> None:
    keep(folder, *sessions(TODAY - 9, TODAY - 6, TODAY - 4))
    before = everything_in(folder)
    mild = plan(run, folder, "--pain", "3", "--slept", "poor", "--up", "30")
    assert (mild["kind"], mild["offers"]) == ("main", ["short"])
    assert rules(mild) == ["readiness.0-3", "readiness.energy"]
    careful = plan(run, folder, "--pain", "5")
    assert (careful["kind"], careful["offers"]) == ("flare", [])
    assert rules(careful) == ["readiness.flare"]
    assert careful["prompt"].startswith("Pain up to 5 is fine.")
    easy = plan(run, folder, "--pain", "6")
    assert (easy["kind"], easy["template"]) == ("flare", "easy_day")
    assert everything_in(folder) == before


def test_the_pain_of_a_first_day_is_not_measured_by_itself(run: Run, folder: Path) -> None:
    assert plan(run, folder, "--pain", "6")["kind"] == "flare"
    keep(folder, *sessions(TODAY - 9, TODAY - 6, TODAY - 4, pain=6))
    assert plan(run, folder, "--pain", "6")["kind"] == "main"


def test_d5_things_and_ways_to_the_floor_are_part_of_the_plan(run: Run, folder: Path) -> None:
    found = plan(run, folder)
    assert "mat" in found["things"]
    assert found["floor_changes"] >= 1
    lines = run("plan", "--data-dir", folder).out.splitlines()
    assert any(line.startswith("Have ready: ") and "your mat" in line for line in lines)


def test_no_workout_is_a_document_too(run: Run, folder: Path) -> None:
    found, usual = plan(run, folder, "--pain", "8"), plan(run, folder)
    assert list(found) == list(usual)
    assert (found["kind"], found["items"], found["template"]) == ("none", [], None)
    assert rules(found) == ["readiness.8-10"]
    outcome = run("plan", "--pain", "8", "--data-dir", folder)
    assert outcome.out.startswith("No workout today\n")


@pytest.mark.parametrize(("ago", "kind"), [(0, "rest_day"), (1, "rest_day"), (2, "main")])
def test_between_two_main_sessions_it_is_a_rest_day(
    run: Run, folder: Path, ago: int, kind: str
) -> None:
    keep(folder, *sessions(TODAY - ago))
    assert plan(run, folder)["kind"] == kind


def test_the_table_says_why_and_what_else_there_is(run: Run, folder: Path) -> None:
    keep(folder, *sessions(TODAY - 1))
    said = " ".join(run("plan", "--pain", "2", "--data-dir", folder).out.split())
    assert "Rest day · about 11 minutes Pain is 2: fine for a session. Your last session" in said
    assert "Also possible today: Planned session anyway, " in said
    assert said.count("Pain is 2") == 1, "said once"
    assert "For you" not in said, "it is about the day"


def test_a_clinician_is_suggested_where_usual_pain_has_been_high_for_weeks(
    run: Run, folder: Path
) -> None:
    keep(folder, *sessions(*range(TODAY - 16, TODAY - 1, 2), pain=6))
    assert "for 2 weeks" in plan(run, folder, "--pain", "6")["suggestion"]
    assert plan(run, folder, "--pain", "3")["suggestion"] == ""


def test_history_names_the_kind(run: Run, folder: Path) -> None:
    keep(
        folder,
        a_session(0),
        a_session(1, kind=SessionKind.REST_DAY),
        a_session(2, kind=SessionKind.FLARE),
    )
    outcome = run("history", "--json", "--data-dir", folder)
    kinds = [each["kind"] for each in json.loads(outcome.out)["sessions"]]
    assert kinds == ["main", "rest_day", "flare"]
    table = run("history", "--data-dir", folder).out
    assert "Rest-day session" in table
    assert "Easy session" in table


def test_the_spoken_plan_has_a_line_for_all_that_is_said_with_its_time(
    run: Run, folder: Path
) -> None:
    outcome = run("plan", "--spoken", "full", "--data-dir", folder)
    lines = outcome.out.splitlines()
    assert (outcome.code, lines[0]) == (0, "  0:00.0  Get ready. March on the spot.")
    assert "  0:09.0  three" in lines
    assert any(line.endswith("  And last.") for line in lines)
    assert lines[-1].endswith("  That was the session. Well done.")
    brief = run("plan", "--spoken", "--data-dir", folder).out.splitlines()
    assert lines[0] in brief and len(brief) < len(lines)
    tones = run("plan", "--spoken", "tones", "--data-dir", folder).out.splitlines()
    assert "  0:12.0  (go)" in tones


def test_the_spoken_plan_as_json_has_all_that_is_heard(run: Run, folder: Path) -> None:
    document = plan(run, folder, "--spoken", "full")
    assert document["voice"] == "full"
    assert document["heard"][0] == {
        "at": 0.0,
        "seconds": pytest.approx(1.7, abs=0.5),
        "words": "Get ready. March on the spot.",
        "tone": None,
    }
    assert "go" in {each["tone"] for each in document["heard"]}


def test_a_level_that_does_not_exist_is_one_line_on_stderr(run: Run, folder: Path) -> None:
    outcome = run("plan", "--spoken", "loud", "--data-dir", folder)
    assert outcome.code == 2
    assert "is not full, brief or tones" in outcome.err
