"""Signals, job control and a closed window: on every screen, in every way, at every instant."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from tests.e2e.outside import (
    A_SESSION,
    ENDED,
    PROMPT,
    assert_the_running_set_was_kept,
    coach,
    leave,
    minutes_left,
    none_of_these,
    shell,
    the_session,
    work,
)
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.slow

TERM, HUP, INT = signal.SIGTERM, signal.SIGHUP, signal.SIGINT

ON_TODAY = {
    "Today": (),
    "History": (("h", "▸History"),),
    "Progress": (("p", "▸Progress"),),
    "Exercises": (("x", "▸Exercises"),),
    "You": (("y", "About you"),),
    "help": (("?", "Keys"),),
    "the palette": (("ctrl+p", "Search"),),
    "the check-in": (("s", "Pain now"),),
}
IN_WORK = {
    "the session": (),
    "the floor view": (("f", "any key pauses"),),
    "this hurts": (("o", "How much"),),
    "the signs to stop at": (("i", "numbness"),),
    "leaving": (("escape", "Leave this session?"),),
    "help over a session": (("?", "During a session"),),
    "a paused session": (("space", "PAUSED"),),
}

Steps = tuple[tuple[str, str], ...]


def go(terminal: Terminal, steps: Steps) -> None:
    for key, wanted in steps:
        terminal.press(key)
        terminal.wait_for(wanted)


def end(terminal: Terminal, how: str) -> None:
    """Told to end by a signal of this name, or its window is closed."""
    if how == "closed":
        terminal.hang_up()
        assert terminal.wait_exit(2) == ENDED[HUP]
        return
    number = signal.Signals[how]
    began = time.monotonic()
    terminal.signal(number)
    assert terminal.wait_exit(2) == ENDED[number]
    assert time.monotonic() - began < 1


WAYS = ("SIGTERM", "SIGHUP", "SIGINT", "closed")


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("screen", ON_TODAY)
def test_it_ends_in_time_wherever_it_is(tmp_path: Path, screen: str, how: str) -> None:
    ignored = [HUP] if how == "closed" else []
    with coach(tmp_path, ignored=ignored) as terminal:
        before = terminal.settings
        terminal.wait_for("▸Today")
        go(terminal, ON_TODAY[screen])
        end(terminal, how)
        if how != "closed":
            assert terminal.settings == before
            assert terminal.text.strip() == ""
    assert not (tmp_path / "crash.txt").exists()


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("screen", IN_WORK)
def test_whatever_lies_over_a_session_the_running_set_is_kept(
    tmp_path: Path, screen: str, how: str
) -> None:
    ignored = [HUP] if how == "closed" else []
    with coach(tmp_path, *A_SESSION, ignored=ignored) as terminal:
        before = terminal.settings
        work(terminal)
        go(terminal, IN_WORK[screen])
        end(terminal, how)
        if how != "closed":
            assert terminal.settings == before
            assert terminal.text.strip() == ""
    assert_the_running_set_was_kept(tmp_path)
    assert not (tmp_path / "crash.txt").exists()


@pytest.mark.parametrize("how", WAYS)
def test_it_ends_in_time_at_the_welcome(tmp_path: Path, how: str) -> None:
    ignored = [HUP] if how == "closed" else []
    with coach(tmp_path, ignored=ignored, new=True) as terminal:
        before = terminal.settings
        terminal.wait_for("I understand")
        end(terminal, how)
        if how != "closed":
            assert terminal.settings == before


@pytest.mark.parametrize("instant", range(60))
def test_told_to_end_while_it_opens_it_leaves_the_terminal_as_it_was(
    tmp_path: Path, instant: int
) -> None:
    with coach(tmp_path) as terminal:
        before = terminal.settings
        terminal.will_show(lambda _: False, instant / 60)
        terminal.signal(TERM)
        # Before the coach listens, when the terminal is still untouched, the system ends it.
        assert terminal.wait_exit(2) in (ENDED[TERM], -TERM)
        assert terminal.settings == before
        assert terminal.text.strip() == ""


def test_it_does_not_wait_for_a_terminal_that_takes_nothing_more(tmp_path: Path) -> None:
    with coach(tmp_path, *A_SESSION) as terminal:
        before = terminal.settings
        work(terminal)
        terminal.press("f")
        # Nobody reads what is drawn: once the terminal is full, the coach stands still.
        assert terminal.leave_unread(6) is None
        terminal.signal(TERM)
        assert terminal.leave_unread(1.5) == ENDED[TERM]
        terminal.will_show(lambda _: False, 0.5)
        assert terminal.settings == before
    assert the_session(tmp_path).sets[0].done.seconds > 0


# A shell with job control


def in_session(terminal: Terminal, command: str = "$COACH") -> object:
    """Start the coach from the shell and work; how the terminal was set before."""
    terminal.wait_for(PROMPT)
    before = terminal.settings
    terminal.press(command, "enter")
    work(terminal)
    return before


def leave_for_shell(terminal: Terminal, before: object) -> None:
    """Back at the prompt all is as it was."""
    leave(terminal)
    terminal.wait_for(PROMPT)
    assert terminal.settings == before


def test_brought_to_the_background_it_waits_for_fg(tmp_path: Path) -> None:
    with shell(tmp_path) as terminal:
        before = in_session(terminal)
        terminal.press("ctrl+z")
        terminal.wait_for(PROMPT)
        terminal.wipe()
        terminal.press("bg; sleep 1; echo $((6*7))", "enter")
        terminal.wait_for("42")
        assert terminal.settings == before
        assert "PAUSED" not in terminal.text
        terminal.press("fg", "enter")
        terminal.wait_for("PAUSED")
        leave_for_shell(terminal, before)
    assert_the_running_set_was_kept(tmp_path)


def test_stopped_by_somebody_else_fg_comes_back_to_a_paused_session(tmp_path: Path) -> None:
    with shell(tmp_path) as terminal:
        before = in_session(terminal, "$COACH & echo $! > pid; fg")
        os.kill(coach_id(tmp_path), signal.SIGSTOP)
        terminal.wait_for("Stopped")
        # This shell leaves the terminal as it was left to it, in which Enter ends no line.
        terminal.press("fg", "ctrl+j")
        terminal.wait_for("PAUSED")
        terminal.wait_for("Next:")
        leave_for_shell(terminal, before)
    assert_the_running_set_was_kept(tmp_path)


def test_with_all_that_was_started_with_it_it_goes_back_to_the_shell(tmp_path: Path) -> None:
    """As where `make run` started it: stopped alone, it would leave the terminal to nobody."""
    with shell(tmp_path) as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("sh -c '$COACH; echo it ended'", "enter")
        work(terminal)
        for _ in range(3):
            terminal.press("ctrl+z")
            terminal.wait_for(PROMPT)
            terminal.press("fg", "enter")
            terminal.wait_for("PAUSED")
        leave(terminal)
        terminal.wait_for("it ended")


def test_where_no_shell_could_bring_it_back_ctrl_z_only_pauses(tmp_path: Path) -> None:
    with coach(tmp_path, *A_SESSION) as terminal:
        work(terminal)
        terminal.press("ctrl+z")
        terminal.wait_for("PAUSED")
        left = minutes_left(terminal)
        terminal.press("space")
        terminal.wait_for(lambda shown: minutes_left(shown) < left)


def test_sigtstp_does_what_ctrl_z_does(tmp_path: Path) -> None:
    with coach(tmp_path, *A_SESSION) as terminal:
        work(terminal)
        terminal.signal(signal.SIGTSTP)
        terminal.wait_for("PAUSED")


@pytest.mark.parametrize("then", ["fg", "bg", "true"])
def test_told_to_end_while_stopped_it_ends_when_it_goes_on(tmp_path: Path, then: str) -> None:
    with shell(tmp_path) as terminal:
        before = in_session(terminal)
        terminal.press("ctrl+z")
        terminal.wait_for(PROMPT)
        terminal.press(f"kill -TERM %1; kill -CONT %1; {then}; sleep 1; echo $((6*7))", "enter")
        terminal.wait_for("42")
        terminal.press("jobs; echo $((7*7))", "enter")
        terminal.wait_for("49")
        assert "Stopped" not in terminal.text.partition("42")[2]
        assert terminal.settings == before
    assert_the_running_set_was_kept(tmp_path)


@pytest.mark.parametrize("ignored", [False, True])
def test_a_window_closed_while_it_is_stopped_ends_it(tmp_path: Path, ignored: bool) -> None:
    with shell(tmp_path) as terminal:
        terminal.wait_for(PROMPT)
        if ignored:
            terminal.press("trap '' HUP", "enter")
        terminal.press("$COACH & echo $! > pid; fg", "enter")
        work(terminal)
        process = coach_id(tmp_path)
        terminal.press("ctrl+z")
        terminal.wait_for(PROMPT)
        terminal.hang_up()
        terminal.wait_exit(5)
        wait_gone(process, 3)
    assert_the_running_set_was_kept(tmp_path)


def coach_id(folder: Path) -> int:
    """The process that the shell wrote down."""
    return int((folder / "pid").read_text(encoding="ascii"))


def wait_gone(process: int, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while Path(f"/proc/{process}").exists():
        assert time.monotonic() < deadline, "still there"


# Mistakes of ours


@pytest.mark.parametrize(
    "broken",
    [
        "session.SessionScreen.tick = broken",
        "session.SessionScreen._sound = broken",
        "session.SessionScreen.before_end = session.SessionScreen.action_next = broken",
        "floor.FloorScreen.show = broken",
    ],
)
def test_a_crash_in_a_session_keeps_what_was_done(tmp_path: Path, broken: str) -> None:
    with coach(tmp_path, *A_SESSION, broken=broken, columns=400) as terminal:
        before = terminal.settings
        terminal.wait_for("Pain now")
        terminal.press("3", "enter")
        none_of_these(terminal)
        terminal.will_show("KEEP GOING", 2)
        terminal.press("n", "f")
        assert_crashed(terminal, tmp_path, before)


@pytest.mark.parametrize(
    "broken",
    [
        "today.TodayScreen.on_mount = broken",
        "today.TodayScreen.compose_content = broken",
        "standing.Standings.now = broken",
        "driver.TerminalDriver.run_input_thread = broken",
        "driver.TerminalDriver.process_message = broken",
    ],
)
def test_a_crash_on_opening_is_told_in_one_line(tmp_path: Path, broken: str) -> None:
    with coach(tmp_path, broken=broken, columns=400) as terminal:
        before = terminal.settings
        terminal.press("q")
        assert_crashed(terminal, tmp_path, before)


def assert_crashed(terminal: Terminal, folder: Path, before: object) -> None:
    assert terminal.wait_exit() == 1
    assert terminal.settings == before
    assert terminal.text.strip() == (
        "backcoach: something went wrong inside the program. What happened is written in "
        f"{folder}/crash.txt."
    )
    assert "ZeroDivisionError" in (folder / "crash.txt").read_text(encoding="utf-8")
