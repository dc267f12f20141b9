"""What reaches the coach past its keys, in a real terminal: signals, a shell, a closed window.

It runs from the source, on the folder of somebody who has answered the questions already: that is
half a second to a session, and these tests are many.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from backcoach.clock import SystemClock
from backcoach.coach.session import SessionRecord, Status
from tests.e2e.installation import REPOSITORY
from tests.e2e.terminal import Terminal
from tests.support.coach import practice_in

SPEED = "50"
PROMPT = "shell>"
IN_A_SESSION = ("start", "--speed", SPEED)

ENDED = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGINT: 130}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_keeps_the_running_set_and_leaves_the_terminal_as_it_was(
    tmp_path: Path, number: signal.Signals
) -> None:
    with coach(tmp_path, *IN_A_SESSION) as terminal:
        before = terminal.settings
        work(terminal)
        terminal.signal(number)
        assert terminal.wait_exit(1) == ENDED[number]
        assert terminal.settings == before
        assert terminal.text.strip() == ""
    assert_the_running_set_was_kept(tmp_path)


def test_a_closed_window_ends_it_even_where_nobody_tells_it(tmp_path: Path) -> None:
    with coach(tmp_path, *IN_A_SESSION, ignored=[signal.SIGHUP]) as terminal:
        work(terminal)
        terminal.hang_up()
        assert terminal.wait_exit(2) == ENDED[signal.SIGHUP]
    assert_the_running_set_was_kept(tmp_path)
    assert not (tmp_path / "crash.txt").exists()


def test_ctrl_z_pauses_and_leaves_the_terminal_to_the_shell_until_fg(tmp_path: Path) -> None:
    with shell(tmp_path) as terminal:
        terminal.wait_for(PROMPT)
        before = terminal.settings
        terminal.press("$COACH", "enter")
        work(terminal)
        left = minutes_left(terminal)
        terminal.press("ctrl+z")
        terminal.wait_for(PROMPT)
        assert terminal.settings == before
        terminal.press("echo $((6*7))", "enter")
        terminal.wait_for("42")
        terminal.press("fg", "enter")
        terminal.wait_for("PAUSED")
        terminal.wait_for("Next:")
        assert minutes_left(terminal) == left
        leave(terminal)
        terminal.wait_for(PROMPT)
        assert terminal.settings == before
    assert_the_running_set_was_kept(tmp_path)


def test_stopped_from_outside_it_comes_back_paused_and_still_knows_the_terminal(
    tmp_path: Path,
) -> None:
    with coach(tmp_path, *IN_A_SESSION) as terminal:
        before = terminal.settings
        work(terminal)
        left = minutes_left(terminal)
        terminal.wipe()
        terminal.stand_still(0.3)
        terminal.wait_for("PAUSED")
        terminal.wait_for("Next:")
        assert left - 1 <= minutes_left(terminal) <= left
        leave(terminal)
        assert terminal.wait_exit() == 0
        assert terminal.settings == before


def test_after_a_crash_one_line_says_where_it_is_written_and_what_was_done_is_kept(
    tmp_path: Path,
) -> None:
    broken = "SessionScreen.action_easier = lambda self: 1 / 0"
    with coach(tmp_path, *IN_A_SESSION, broken=broken, columns=400) as terminal:
        before = terminal.settings
        work(terminal)
        terminal.press("e")
        assert terminal.wait_exit() == 1
        assert terminal.settings == before
        assert terminal.text.strip() == (
            "backcoach: something went wrong inside the program. What happened is written in "
            f"{tmp_path}/crash.txt."
        )
    assert "ZeroDivisionError" in (tmp_path / "crash.txt").read_text(encoding="utf-8")
    assert_the_running_set_was_kept(tmp_path)


# Steps


def prepared(folder: Path) -> Path:
    """Somebody who has consented and answered all that is asked before the first session."""
    practice = practice_in(folder, SystemClock())
    practice.consent()
    practice.keep_screening(())
    practice.keep_profile(practice.profile_to_change())
    return folder


def command(folder: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "backcoach", *words, "--data-dir", str(folder)]


def variables(folder: Path) -> dict[str, str]:
    return {
        "HOME": str(folder),
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(REPOSITORY),
    }


def coach(
    folder: Path,
    *words: str,
    ignored: Sequence[signal.Signals] = (),
    broken: str = "",
    columns: int = 80,
) -> Terminal:
    """The coach in a window of its own, with these signals ignored and with this amiss in it."""
    prepared(folder)
    argv = command(folder, *words)
    if ignored or broken:
        code = [
            "import signal, sys",
            *(f"signal.signal({number:d}, signal.SIG_IGN)" for number in ignored),
            *(["from backcoach.tui.screens.session import SessionScreen"] if broken else []),
            broken,
            "from backcoach.__main__ import main",
            "sys.exit(main())",
        ]
        argv[1:3] = ["-c", "\n".join(code)]
    return Terminal(argv, variables(folder), columns, cwd=folder)


def shell(folder: Path, *words: str) -> Terminal:
    """A shell with job control, in which $COACH is the coach."""
    prepared(folder)
    line = " ".join(command(folder, *(words or IN_A_SESSION)))
    env = {**variables(folder), "COACH": line, "PS1": PROMPT, "HISTFILE": ""}
    return Terminal(["sh", "-i"], env, cwd=folder)


def work(terminal: Terminal) -> None:
    """From the questions before a session into its first set, until some of that is done."""
    terminal.wait_for("Pain now")
    terminal.press("3")
    terminal.wait_for("[3]")
    terminal.press("enter")
    terminal.wait_for("space Mark")
    terminal.press("enter")
    terminal.wait_for("KEEP GOING")
    there = terminal.text
    terminal.wait_for(lambda shown: shown.text != there)


def leave(terminal: Terminal) -> None:
    terminal.press("ctrl+q")
    terminal.wait_for("Leave this session?")
    terminal.press("ctrl+q")


# What is seen, and what is found afterwards


def minutes_left(terminal: Terminal) -> int:
    """The minutes left of the session; very many while they are not to be seen."""
    found = re.search(r"(\d+) min left", terminal.text)
    return int(found[1]) if found else 999


def the_session(folder: Path) -> SessionRecord:
    (session,) = practice_in(folder, SystemClock()).log.sessions
    return session


def assert_the_running_set_was_kept(folder: Path) -> None:
    session = the_session(folder)
    assert session.status is Status.PARTIAL
    begun = session.sets[0]
    assert 0 < begun.done.seconds < begun.planned.seconds
    assert not begun.completed
