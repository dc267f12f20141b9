"""The JSON documents: stable shapes that scripts can rely on."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from backcoach.cli.documents import utc
from backcoach.coach.model.exercise import Side
from backcoach.coach.model.profile import Weight, WeightUnit
from tests.cli.outcome import Run, keep
from tests.support.content import catalogue
from tests.support.logs import a_report, a_session, a_set


def document(run: Run, *words: str | Path) -> dict[str, Any]:
    outcome = run(*words, "--json")
    assert outcome.err == ""
    assert outcome.code == 0
    read = json.loads(outcome.out)
    assert isinstance(read, dict)
    assert outcome.out.startswith("{\n  ")
    return read


def test_plan(run: Run, folder: Path) -> None:
    plan = document(run, "plan", "--data-dir", folder)
    assert list(plan) == [
        "stage",
        "template",
        "template_name",
        "minutes",
        "length",
        "programme_version",
        "things",
        "floor_changes",
        "items",
        "left_out",
        "kind",
        "prompt",
        "reasons",
        "offers",
        "suggestion",
    ]
    assert (plan["stage"], plan["template"], plan["length"]) == (1, "s1_short", "short")
    assert plan["minutes"] == 13
    items = {item["exercise"]: item for item in plan["items"]}
    assert items["bird_dog_leg_slide"] == {
        "section": "main",
        "role": "key",
        "exercise": "bird_dog_leg_slide",
        "name": "Bird-dog, leg slide",
        "mode": "reps",
        "per_side": True,
        "level": 1,
        "sets": 1,
        "reps": [5],
        "seconds": None,
        "tempo": [2, 2, 2],
        "rest": 20,
        "notes": [],
        "weight": None,
        "held": None,
        "suggested": None,
    }
    march = items["march_in_place"]
    assert (march["mode"], march["seconds"], march["tempo"]) == ("time", 300, None)


def test_plan_has_a_number_of_reps_for_every_set(run: Run, folder: Path) -> None:
    plan = document(run, "plan", "--minutes", "standard", "--data-dir", folder)
    assert plan["length"] == "standard"
    for item in plan["items"]:
        assert len(item["reps"]) == item["sets"]
        assert (item["seconds"] is None) != (item["tempo"] is None)


@pytest.mark.parametrize("length", ["short", "standard", "long"])
def test_plan_follows_the_length_asked_for(run: Run, folder: Path, length: str) -> None:
    plan = document(run, "plan", "--minutes", length, "--data-dir", folder)
    assert plan["length"] == length


def test_progress_before_the_first_session(run: Run, folder: Path) -> None:
    progress = document(run, "progress", "--data-dir", folder)
    assert list(progress) == [
        "stage",
        "name",
        "since",
        "sessions",
        "open",
        "staying",
        "keeping_since",
        "easier",
        "plateau",
        "holds_advice",
        "gates",
        "reasons",
        "changes",
        "suggestion",
        "levels",
        "decisions",
        "flare",
        "levels_lower",
    ]
    assert (progress["flare"], progress["levels_lower"]) == (None, 0)
    assert (progress["stage"], progress["since"], progress["sessions"]) == (1, None, 0)
    assert progress["open"] is False
    gates = {gate["id"]: gate for gate in progress["gates"]}
    assert {"minimum_days", "sessions", "lights", "effort"} <= set(gates)
    keys = {"id", "label", "needed", "have", "met", "reason", "sessions"}
    assert set(gates["sessions"]) == keys
    assert gates["sessions"]["met"] is False


def test_progress_reads_the_log(run: Run, folder: Path, on_day: Callable[[int], None]) -> None:
    on_day(6)
    keep(folder, a_session(1), a_session(3), a_session(5, speed=60))
    progress = document(run, "progress", "--data-dir", folder)
    assert (progress["since"], progress["sessions"]) == ("2024-01-02", 2)
    assert all(isinstance(reason, str) for reason in progress["reasons"])


def test_history_has_every_set(run: Run, folder: Path) -> None:
    sets = (
        replace(a_set("bird_dog", 2), side=Side.LEFT, pain=4, weight=Weight(6.5, WeightUnit.KG)),
        a_set("bridge", item=1, skipped=True, done=0),
        a_set("bird_dog", item=2, replaced=True, done=0),
        a_set("bird_dog_leg_slide", item=2, stands_in_for="bird_dog"),
    )
    session = a_session(1, sets=sets, reports=(a_report(6),), offset_minutes=120)
    keep(folder, session)
    (told,) = document(run, "history", "--data-dir", folder)["sessions"]
    assert told["id"] == session.id
    assert told["started_at"] == "2024-01-02T16:00:00Z"
    assert told["ended_at"] == "2024-01-02T16:20:00Z"
    assert (told["date"], told["utc_offset_minutes"]) == ("2024-01-02", 120)
    assert (told["status"], told["rehearsal"], told["speed"]) == ("completed", False, 1.0)
    assert told["share_done"] == pytest.approx(2 / 3, abs=0.001)
    assert told["sets"][0] == {
        "item": 0,
        "section": "main",
        "exercise": "bird_dog",
        "stands_in_for": None,
        "level": 2,
        "mode": "reps",
        "side": "left",
        "number": 1,
        "planned": {"reps": 10, "seconds": 40.0},
        "done": {"reps": 10, "seconds": 40.0},
        "completed": True,
        "skipped": False,
        "replaced": False,
        "spared": False,
        "grabbed": None,
        "pain": 4,
        "weight": {"amount": 6.5, "unit": "kg"},
    }
    flags = [(each["completed"], each["skipped"], each["replaced"]) for each in told["sets"]]
    assert flags == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
        (True, False, False),
    ]
    assert told["sets"][3]["stands_in_for"] == "bird_dog"
    assert told["check_in"]["at"] == "2024-01-02T15:59:00Z"
    assert set(told["check_in"]) == {
        *("id", "at", "pain", "symptoms", "outcome", "screen_version", "minutes_up", "energy"),
        *("follow_ups", "also_asked"),
    }
    assert (told["kind"], told["check_in"]["energy"]) == ("main", None)
    assert set(told["ratings"]) == {
        *("at", "worst_pain", "effort", "note", "pain_now", "sore", "sore_more")
    }
    (report,) = told["pain_reports"]
    assert (report["exercise"], report["second"], report["pain"]) == ("bird_dog", 5.0, 6)
    assert (report["answer"], report["leg"]) == ("go_on", False)


def test_history_marks_rehearsals_and_what_was_not_answered(run: Run, folder: Path) -> None:
    keep(folder, a_session(1, speed=60, pain_before=None, worst_pain=None))
    (told,) = document(run, "history", "--data-dir", folder)["sessions"]
    assert (told["rehearsal"], told["speed"]) == (True, 60.0)
    assert told["check_in"] is None
    assert told["ratings"] is None
    assert told["morning"] is None


def test_history_is_oldest_first_and_empty_at_the_start(run: Run, folder: Path) -> None:
    assert document(run, "history", "--data-dir", folder) == {
        "sessions": [],
        "unfinished": None,
    }
    keep(folder, a_session(5), a_session(2))
    sessions = document(run, "history", "--data-dir", folder)["sessions"]
    assert [session["date"] for session in sessions] == ["2024-01-03", "2024-01-06"]


def test_a_note_survives_as_it_was_written(run: Run, folder: Path) -> None:
    session = a_session(1)
    assert session.ratings is not None
    note = "Rücken [bold]steif[/] \x1b[31m“heute” 🙂"
    keep(folder, replace(session, ratings=replace(session.ratings, note=note)))
    outcome = run("history", "--json", "--data-dir", folder)
    assert "Rücken" in outcome.out
    assert "\x1b" not in outcome.out
    assert json.loads(outcome.out)["sessions"][0]["ratings"]["note"] == note


def test_exercises_are_all_there(run: Run, folder: Path) -> None:
    exercises = document(run, "exercises", "--data-dir", folder)["exercises"]
    ids = {exercise["id"] for exercise in exercises}
    assert [exercise["id"] for exercise in exercises] == list(catalogue().exercises)
    for exercise in exercises:
        assert set(exercise["cues"]) == {"setup", "move", "breathe", "mistake"}
        for link in ("easier", "harder", "floor_free"):
            assert exercise[link] is None or exercise[link] in ids


def test_one_exercise_is_told_alone(run: Run, folder: Path) -> None:
    bird_dog = document(run, "exercises", "bird_dog", "--data-dir", folder)
    assert bird_dog["name"] == "Bird-dog"
    assert bird_dog["floor_free"] == "standing_bird_dog"
    assert bird_dog["ladder"][2] == {
        "level": 3,
        "sets": 3,
        "reps": [5, 4, 3],
        "seconds": None,
        "tempo": [2, 8, 2],
        "rest": 20,
        "note": "descending sets",
        "weight": None,
    }
    squat = document(run, "exercises", "squat", "--data-dir", folder)
    assert squat["ladder"][3]["weight"] == {"kg": [4.0, 8.0], "times": None, "optional": False}


def test_times_are_utc_whatever_zone_they_come_in() -> None:
    east = timezone(timedelta(hours=5, minutes=30))
    assert utc(datetime(2024, 3, 15, 13, 0, tzinfo=east)) == "2024-03-15T07:30:00Z"
    assert utc(datetime(2024, 3, 15, 7, 30, 59, 999_999, tzinfo=UTC)) == "2024-03-15T07:30:59Z"
