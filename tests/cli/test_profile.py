"""`backcoach profile`: shows and changes the profile, and the plan follows it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.outcome import Run


def profile(run: Run, folder: Path, *words: str) -> dict[str, Any]:
    outcome = run("profile", *words, "--json", "--data-dir", folder)
    assert (outcome.code, outcome.err) == (0, "")
    read = json.loads(outcome.out)
    assert isinstance(read, dict)
    return read


BLANK: dict[str, object] = {
    "at": None,
    "tags": [],
    "clinician_ok": [],
    "equipment": None,
    "usual_pain": None,
    "length": None,
    "sessions_a_week": 3,
    "activities": [],
    "trains_already": False,
    "unit": "kg",
    "lift_checked": None,
    "help_near": None,
    "balance_wanted": True,
}


def test_before_anything_was_said(run: Run, folder: Path) -> None:
    assert profile(run, folder) == BLANK
    assert not folder.exists(), "looking writes nothing"
    outcome = run("profile", "--data-dir", folder)
    assert "Nothing said yet" in outcome.out
    assert "not said, so everything" in outcome.out


CHANGES: list[tuple[str, str, object]] = [
    ("tags=knee_pain,balance", "tags", ["knee_pain", "balance"]),
    ("tags= balance , knee_pain,balance", "tags", ["knee_pain", "balance"]),
    ("tags=osteoporosis", "tags", ["osteoporosis", "osteoporosis_load"]),
    ("tags=none", "tags", []),
    ("equipment=mat,chair", "equipment", ["mat", "chair"]),
    ("equipment=none", "equipment", []),
    ("equipment=all", "equipment", None),
    ("pain=0", "usual_pain", 0),
    ("pain=10", "usual_pain", 10),
    ("pain=none", "usual_pain", None),
    ("length=long", "length", "long"),
    ("length=coach", "length", None),
    ("sessions=2", "sessions_a_week", 2),
    ("sessions=4", "sessions_a_week", 4),
    ("activities=socks, sitting long", "activities", ["socks", "sitting long"]),
    ("activities=none", "activities", []),
    ("trains=yes", "trains_already", True),
    ("lift=yes", "lift_checked", True),
    ("lift=no", "lift_checked", False),
    ("balance=no", "balance_wanted", False),
    ("balance=yes", "balance_wanted", True),
    ("help=yes", "help_near", True),
    ("help=no", "help_near", False),
    ("unit=lb", "unit", "lb"),
]


def test_i1_1_with_the_tag_balance_the_block_stays(run: Run, folder: Path) -> None:
    outcome = run("profile", "--data-dir", folder, "--set", "tags=balance", "--set", "balance=no")
    assert outcome.code == 2
    assert outcome.err.count("\n") == 1
    assert "with the tag balance they belong to every session" in outcome.err
    assert not folder.exists()


@pytest.mark.parametrize(("change", "key", "kept"), CHANGES, ids=[each[0] for each in CHANGES])
def test_a_change_is_kept_and_the_rest_stays(
    run: Run, folder: Path, change: str, key: str, kept: object
) -> None:
    said = profile(run, folder, "--set", change)
    assert said.pop("at").endswith("Z")
    assert said == {name: value for name, value in BLANK.items() if name != "at"} | {key: kept}
    again = profile(run, folder)
    again.pop("at")
    assert again == said


def test_several_at_once_and_an_agreement_only_with_its_tag(run: Run, folder: Path) -> None:
    said = profile(
        run, folder, "--set", "tags=hypertension", "--set", "ok=hypertension,osteoporosis"
    )
    assert (said["tags"], said["clinician_ok"]) == (["hypertension"], ["hypertension"])


MISTAKES = [
    ("pain", '--set "pain" is not NAME=VALUE, for example pain=4'),
    ("pian=4", '--set knows no "pian"; did you mean pain?'),
    ("zzz=4", '--set knows no "zzz"; it knows tags, ok, equipment, pain, length, sessions,'),
    ("pain=11", '--set pain: "11" is not a whole number from 0 to 10'),
    ("pain=", '--set pain: "" is not a whole number from 0 to 10'),
    ("sessions=5", '--set sessions: "5" is not a whole number from 2 to 4'),
    ("length=endless", '--set length: "endless" is not short, standard, long or coach'),
    ("trains=maybe", '--set trains: "maybe" is not yes or no'),
    ("tags=knee", '--set tags: unknown "knee"; did you mean knee_pain?'),
    ("tags=", "--set tags is empty; for none of them: tags=none"),
    ("ok=reflux", '--set ok: unknown "reflux"; known here: osteoporosis, '),
    ("equipment=spoon", '--set equipment: unknown "spoon"; '),
    ("activities=a,b,c,d", "--set activities takes 3 at most, with commas between"),
    (f"activities={'a' * 61}", f'--set activities: "{"a" * 57}..." is longer than 60 letters'),
    ("activities=a\x1b[31m", "--set activities: a line break or control character in a text"),
]


@pytest.mark.parametrize(("change", "line"), MISTAKES, ids=[repr(each[0]) for each in MISTAKES])
def test_a_mistake_is_one_line_and_nothing_is_kept(
    run: Run, folder: Path, change: str, line: str
) -> None:
    outcome = run("profile", "--set", "pain=3", "--set", change, "--data-dir", folder)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"backcoach: {line}")
    assert outcome.err.count("\n") == 1
    assert not folder.exists()


def test_the_plan_follows_it_and_says_why(run: Run, folder: Path) -> None:
    run("profile", "--set", "tags=extension_intolerant,balance", "--data-dir", folder)
    plan = json.loads(run("plan", "--json", "--data-dir", folder).out)
    assert {
        "rule": "tag.extension_intolerant",
        "sentence": "Child's pose takes the place of Cobra: arching brings your pain on.",
    } in plan["reasons"]
    march = plan["items"][0]
    assert march["notes"] == [
        {"rule": "tag.balance", "sentence": "A hand on a fixed support throughout."}
    ]
    words = run("plan", "--data-dir", folder).out
    assert "For you" in words
    assert "A hand on a fixed support throughout." in words
    assert "- Child's pose takes the place of Cobra" in words
    assert words.count("takes the place of Cobra") == 1, "said once"


def test_the_length_of_the_profile_is_that_of_the_plan(run: Run, folder: Path) -> None:
    run("profile", "--set", "length=standard", "--data-dir", folder)
    assert json.loads(run("plan", "--json", "--data-dir", folder).out)["length"] == "standard"
    outcome = run("plan", "--json", "--minutes", "long", "--data-dir", folder)
    assert json.loads(outcome.out)["length"] == "long"


def test_the_page_of_an_exercise_says_what_it_changes(run: Run, folder: Path) -> None:
    run("profile", "--set", "tags=wrist_pain", "--data-dir", folder)
    page = run("exercises", "cobra", "--data-dir", folder).out
    assert "For you: Not part of your sessions: weight on a bent wrist hurts you." in page
    assert "For you: Instead: Sphinx" in page
    assert "For you: On fists" in run("exercises", "cat_cow", "--data-dir", folder).out
    assert "For you" not in run("exercises", "squat", "--data-dir", folder).out
