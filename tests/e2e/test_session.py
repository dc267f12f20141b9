"""A session in a real terminal, from the installed wheel: what one sees, types and finds later."""

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.installation import Installed
from tests.e2e.outside import answer_the_questions, minutes_left, none_of_these, prepared
from tests.e2e.terminal import Condition, Terminal

SPEED = 100
"""As fast as it goes."""
CURSOR, OTHER_SCREEN = 25, 1049
WHOLE_SESSION_SECONDS = 60


def test_a_session_from_the_welcome_to_the_history(installed: Installed, tmp_path: Path) -> None:
    with start(installed, tmp_path) as terminal:
        before = terminal.modes
        accept_the_welcome(terminal)
        answer_the_questions(terminal)
        assert OTHER_SCREEN in terminal.modes
        assert CURSOR not in terminal.modes
        assert not terminal.echoes
        go_on_until(terminal, "How was it?", WHOLE_SESSION_SECONDS)
        terminal.press("2")
        terminal.wait_for("[2]")
        terminal.press("enter")
        terminal.wait_for("┏━ Effort")
        terminal.press("5")
        terminal.wait_for("[5]")
        terminal.press("enter")
        terminal.wait_for("┏━ Pain now")
        terminal.press("enter")
        terminal.wait_for("space Mark")
        terminal.press("enter")
        terminal.wait_for("A note")
        terminal.press(*"good")
        terminal.wait_for("good")
        terminal.press("enter")
        terminal.wait_for("Rehearsal over")
        terminal.press("enter")
        terminal.wait_for("▸Today")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert CURSOR in terminal.modes
        assert terminal.modes == before
        assert terminal.echoes

    (session,) = printed(installed, tmp_path, "history")["sessions"]
    assert session["status"] == "completed"
    assert session["rehearsal"] is True
    assert session["speed"] == SPEED
    assert session["share_done"] == 1
    assert session["active_seconds"] == session["planned_seconds"]
    assert session["check_in"]["pain"] == 3
    assert session["check_in"]["symptoms"] == []
    ratings = session["ratings"]
    assert (ratings["worst_pain"], ratings["effort"], ratings["note"]) == (2, 5, "good")
    for each in session["sets"]:
        assert each["completed"] and not each["skipped"], each
        assert each["done"] == each["planned"]
    # A rehearsal does not count: the session that comes next is the one that was just followed,
    # and progress is that of somebody who has not begun.
    plan = printed(installed, tmp_path, "plan")
    assert done_in(session) == asked_for_by(plan)
    progress = printed(installed, tmp_path, "progress")
    assert progress["sessions"] == 0
    assert progress == printed(installed, tmp_path / "nobody", "progress")


def test_leaving_keeps_what_was_done(installed: Installed, tmp_path: Path) -> None:
    with start(installed, prepared(tmp_path)) as terminal:
        answer_the_questions(terminal)
        go_on_until(terminal, fewer_minutes_than(12))
        assert not all(is_grey(colour) for colour in terminal.colours), "without NO_COLOR"
        terminal.press("escape")
        terminal.wait_for("kept as a partial session")
        terminal.press("down", "enter")
        terminal.wait_for("How was it?")
        terminal.press("escape")
        terminal.wait_for("Rehearsal over")
        terminal.press("escape")
        terminal.wait_for("▸Today")
        terminal.press("q")
        assert terminal.wait_exit() == 0

    (session,) = printed(installed, tmp_path, "history")["sessions"]
    assert session["status"] == "partial"
    assert session["ratings"] is None
    assert session["share_done"] < 0.8
    begun, *others = session["sets"]
    assert 0 < begun["done"]["seconds"] < begun["planned"]["seconds"]
    assert not begun["completed"]
    assert others
    assert all(each["done"] == {"reps": 0, "seconds": 0} for each in others)
    assert not any(each["skipped"] for each in session["sets"])


def test_ctrl_c_and_ctrl_q_ask_before_they_end_a_session(
    installed: Installed, tmp_path: Path
) -> None:
    with start(installed, prepared(tmp_path)) as terminal:
        before = terminal.modes
        answer_the_questions(terminal)
        terminal.press("ctrl+c")
        terminal.wait_for("Leave this session?")
        terminal.press("enter")
        go_on_until(terminal, "KEEP GOING")
        there = minutes_left(terminal)
        go_on_until(terminal, fewer_minutes_than(there))
        terminal.press("ctrl+q")
        terminal.wait_for("Leave this session?")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert "Traceback" not in terminal.text
        assert terminal.modes == before
    (session,) = printed(installed, tmp_path, "history")["sessions"]
    assert session["status"] == "partial"
    assert session["sets"][0]["done"]["seconds"] > 0


@pytest.mark.slow
def test_a_session_fits_the_smallest_terminal(installed: Installed, tmp_path: Path) -> None:
    with start(installed, prepared(tmp_path), columns=40, rows=12) as terminal:
        answer_the_questions(terminal)
        go_on_until(terminal, "KEEP GOING")
        assert "March on the spot" in terminal.text
        assert "Next: Shoulder circles" in terminal.text
        assert "space Pause" in terminal.text


def test_no_color_is_respected(installed: Installed, tmp_path: Path) -> None:
    with start(installed, prepared(tmp_path), variables={"NO_COLOR": "1"}) as terminal:
        answer_the_questions(terminal)
        go_on_until(terminal, "KEEP GOING")
        terminal.wait_for("esc Leave")
        terminal.wait_for("┏━")
        assert all(is_grey(colour) for colour in terminal.colours)


@pytest.mark.slow
def test_a_session_goes_on_through_changes_of_size(installed: Installed, tmp_path: Path) -> None:
    with start(installed, prepared(tmp_path)) as terminal:
        answer_the_questions(terminal)
        for columns, rows in ((120, 40), (40, 12)):
            before = minutes_left(terminal)
            terminal.resize(columns, rows)
            terminal.wait_for(lambda shown: "space Pause" in "".join(shown.screen[-2:]))
            assert max(map(len, terminal.screen)) in range(columns - 10, columns + 1)
            go_on_until(terminal, fewer_minutes_than(before))
        before = minutes_left(terminal)
        # Less than the coach is made for: nothing ends, and with more room all is there again.
        terminal.resize(20, 5)
        terminal.wait_for(lambda shown: " space Pause" in shown.screen)
        terminal.resize(80, 24)
        go_on_until(terminal, fewer_minutes_than(before))
        terminal.wait_for(lambda shown: "esc Leave" in shown.screen[-1])
        assert max(map(len, terminal.screen)) in range(70, 81)


@pytest.mark.slow
def test_the_places_are_one_key_away_from_each_other(installed: Installed, tmp_path: Path) -> None:
    with start(installed, tmp_path) as terminal:
        accept_the_welcome(terminal)
        terminal.press("escape")
        terminal.wait_for("▸Today")
        for key, place in (("h", "History"), ("p", "Progress"), ("x", "Exercises"), ("t", "Today")):
            terminal.press(key)
            terminal.wait_for(f"▸{place}")
        terminal.press("q")
        assert terminal.wait_exit() == 0


# Steps


def start(
    installed: Installed,
    data_dir: Path,
    *,
    columns: int = 80,
    rows: int = 24,
    variables: Mapping[str, str] | None = None,
) -> Terminal:
    """`backcoach start`, a hundred times as fast."""
    words = ["start", "--speed", str(SPEED), "--data-dir", str(data_dir)]
    env = {**installed.environment(), **(variables or {})}
    return Terminal([installed.command, *words], env, columns, rows, cwd=installed.elsewhere)


def accept_the_welcome(terminal: Terminal) -> None:
    """From the welcome to the questions."""
    terminal.wait_for("I understand")
    terminal.press("enter")
    for page in range(1, 5):
        terminal.wait_for(f"{page} of 4")
        none_of_these(terminal)
    terminal.wait_for("About you")
    terminal.press("escape")
    terminal.wait_for("Pain now")


def go_on_until(terminal: Terminal, wanted: Condition, seconds: float = 10) -> None:
    """Until the session shows `wanted`, without a key unless it paused itself.

    It does so when a busy machine keeps the program from looking at its clock for two seconds.
    """
    deadline = time.monotonic() + seconds
    while True:
        terminal.wait_for(
            lambda shown: shown.shows(wanted) or shown.shows("PAUSED"), deadline - time.monotonic()
        )
        if terminal.shows(wanted):
            return
        terminal.press("space")
        # If it pauses again before that is seen, the next round presses space again.
        terminal.will_show(lambda shown: not shown.shows("PAUSED"), 2)


# What is seen, and what is found afterwards


def fewer_minutes_than(number: int) -> Condition:
    """The session has come so far that fewer than `number` minutes are left."""
    return lambda terminal: minutes_left(terminal) < number


def is_grey(colour: str) -> bool:
    """The terminal's own colour, or one with as much of red as of green and of blue."""
    return colour == "default" or len({colour[0:2], colour[2:4], colour[4:6]}) == 1


def printed(installed: Installed, data_dir: Path, command: str) -> dict[str, Any]:
    """The document that a reading command prints."""
    done = installed.run(command, "--json", "--data-dir", str(data_dir))
    assert (done.returncode, done.stderr) == (0, "")
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def done_in(session: dict[str, Any]) -> list[tuple[str, str, int]]:
    """Exercise, side and number of every set that was done."""
    return [(each["exercise"], each["side"], each["number"]) for each in session["sets"]]


def asked_for_by(plan: dict[str, Any]) -> list[tuple[str, str, int]]:
    """Exercise, side and number of every set of the plan, in the order of a session."""
    return [
        (item["exercise"], side, number)
        for item in plan["items"]
        for number in range(1, item["sets"] + 1)
        for side in (("left", "right") if item["per_side"] else ("both",))
    ]
