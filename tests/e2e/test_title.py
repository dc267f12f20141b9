"""The title of a real terminal is given back at every way out of a session."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.e2e.outside import ENDED, PROMPT, coach, leave, shell, work

pytestmark = pytest.mark.slow

BEFORE = ""
DURING = "– backcoach"


@pytest.mark.parametrize("how", ["leave", *(each.name for each in ENDED)])
def test_it_is_as_before_however_it_ends(tmp_path: Path, how: str) -> None:
    with coach(tmp_path, "start") as terminal:
        assert terminal.title == BEFORE
        work(terminal)
        assert terminal.title.endswith(DURING)
        if how == "leave":
            leave(terminal)
        else:
            terminal.signal(signal.Signals[how])
        terminal.wait_exit(3)
        assert terminal.title == BEFORE


def test_it_is_as_before_in_the_shell_that_stops_it(tmp_path: Path) -> None:
    with shell(tmp_path, "start") as terminal:
        terminal.press("$COACH", "enter")
        work(terminal)
        terminal.press("ctrl+z")
        terminal.wait_for(PROMPT)
        assert terminal.title == BEFORE
        terminal.press("fg", "enter")
        terminal.wait_for("PAUSED")
        terminal.wait_for(lambda shown: shown.title.endswith(DURING))
        assert terminal.title.startswith("Paused: ")


def test_it_is_as_before_after_a_crash(tmp_path: Path) -> None:
    broken = "session.SessionScreen.action_skip = broken"
    with coach(tmp_path, "start", broken=broken) as terminal:
        work(terminal)
        terminal.press("s")
        terminal.wait_exit(5)
        assert terminal.title == BEFORE
