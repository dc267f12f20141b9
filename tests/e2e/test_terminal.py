"""The program in a real terminal, as far as it gets without opening the coach."""

from pathlib import Path

import pytest

from backcoach import __version__
from tests.e2e.installation import Installed
from tests.e2e.terminal import Terminal


def test_the_version_is_shown(installed: Installed) -> None:
    with Terminal([installed.command, "--version"], installed.environment()) as terminal:
        assert terminal.wait_exit() == 0
        assert terminal.screen[0] == f"backcoach {__version__}"


def test_a_terminal_that_is_too_small_gets_one_line(installed: Installed, tmp_path: Path) -> None:
    env = installed.environment(tmp_path / "data")
    with Terminal([installed.command], env, columns=39, rows=11) as terminal:
        assert terminal.wait_exit() == 2
        shown = "".join(terminal.screen)
    assert shown.startswith("backcoach: this terminal is 39×11")
    assert "40×12" in shown
    assert not (tmp_path / "data").exists()


def test_a_table_fits_a_narrow_terminal(installed: Installed) -> None:
    env = installed.environment()
    with Terminal([installed.command, "plan"], env, columns=60, rows=60) as terminal:
        assert terminal.wait_exit() == 0
        assert "Stage 1 of 3" in terminal.screen[0]
        assert all(len(line) <= 60 for line in terminal.screen)


def test_keys_reach_the_program_and_its_answer_is_seen(installed: Installed) -> None:
    echo = "print('ready', flush=True); print('you said', input())"
    with Terminal([installed.python, "-c", echo], installed.environment()) as terminal:
        terminal.wait_for("ready")
        terminal.press("h", "i", "enter")
        terminal.wait_for("you said hi")
        assert terminal.wait_exit() == 0


def test_waiting_in_vain_shows_the_screen(installed: Installed) -> None:
    with (
        Terminal([installed.command, "--version"], installed.environment()) as terminal,
        pytest.raises(AssertionError, match=__version__),
    ):
        terminal.wait_for("never shown")


def test_ctrl_c_ends_it_quietly(installed: Installed) -> None:
    wait = (
        "import backcoach.__main__ as m, time\n"
        "m._run = lambda argv: (print('waiting', flush=True), time.sleep(60))\n"
        "raise SystemExit(m.main([]))"
    )
    with Terminal([installed.python, "-c", wait], installed.environment()) as terminal:
        terminal.wait_for("waiting")
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == 130
        assert "Traceback" not in terminal.text
