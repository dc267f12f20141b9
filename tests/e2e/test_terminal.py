"""The program in a real terminal, as far as it gets without opening the coach."""

import shutil
from pathlib import Path

import pytest

from backcoach import __version__
from tests.e2e.installation import REPOSITORY, Installed
from tests.e2e.terminal import Terminal
from tests.store.records import file_with, files_in

WIDE = 400
"""Columns enough for any refusal with the longest path in it."""


def test_the_version_is_shown(installed: Installed) -> None:
    with Terminal([installed.command, "--version"], installed.environment()) as terminal:
        assert terminal.wait_exit() == 0
        assert terminal.screen[0] == f"backcoach {__version__}"


@pytest.mark.parametrize(("columns", "rows"), [(39, 11), (39, 12), (40, 11)])
def test_a_terminal_that_is_too_small_gets_one_line(
    installed: Installed, tmp_path: Path, columns: int, rows: int
) -> None:
    env = installed.environment(tmp_path / "data")
    with Terminal([installed.command], env, columns, rows) as terminal:
        assert terminal.wait_exit() == 2
        shown = "".join(terminal.screen)
    assert shown.startswith(f"backcoach: this terminal is {columns}×{rows}")
    assert "40×12" in shown
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("words", [(), ("start", "--speed", "60")])
def test_a_damaged_log_is_named_in_one_line_and_left_alone(
    installed: Installed, tmp_path: Path, words: tuple[str, ...]
) -> None:
    log = tmp_path / "log" / "2026.json"
    whole = file_with(log)
    damaged = whole[: len(whole) // 2]
    log.write_bytes(damaged)
    env = installed.environment(tmp_path)
    with Terminal([installed.command, *words], env, columns=WIDE) as terminal:
        assert terminal.wait_exit() == 2
        line = the_only_line_of(terminal)
    assert line.startswith(f"backcoach: {log}: not JSON")
    assert log.read_bytes() == damaged
    assert files_in(tmp_path) == ["log/2026.json"]


def test_a_mistake_in_the_content_is_named_by_file_and_key(
    installed: Installed, tmp_path: Path
) -> None:
    content, data_dir = tmp_path / "content", tmp_path / "data"
    shutil.copytree(REPOSITORY / "data", content)
    exercise = content / "exercises" / "bird_dog.toml"
    text = exercise.read_text(encoding="utf-8")
    wrong = text.replace("per_side = true", 'per_side = "now and then"')
    assert wrong != text
    exercise.write_text(wrong, encoding="utf-8")
    env = {**installed.environment(data_dir), "BACKCOACH_CONTENT_DIR": str(content)}
    with Terminal([installed.command], env, columns=WIDE) as terminal:
        assert terminal.wait_exit() == 2
        line = the_only_line_of(terminal)
    assert line.startswith("backcoach: content/exercises/bird_dog.toml: per_side: ")
    assert not data_dir.exists()


def the_only_line_of(terminal: Terminal) -> str:
    """What a program said that never took over the screen."""
    line, *others = terminal.screen
    assert not any(others), terminal.text
    return line


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
        "import backcoach.cli.main as m, time\n"
        "m._run = lambda argv: (print('waiting', flush=True), time.sleep(60))\n"
        "raise SystemExit(m.main([]))"
    )
    with Terminal([installed.python, "-c", wait], installed.environment()) as terminal:
        terminal.wait_for("waiting")
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == 130
        assert "Traceback" not in terminal.text
