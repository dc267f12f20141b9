"""Signals, job control and a closed window, in a real terminal."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from backcoach.care import back_up
from backcoach.clock import SystemClock
from tests.e2e.outside import (
    A_SESSION,
    ENDED,
    PROMPT,
    assert_the_running_set_was_kept,
    coach,
    leave,
    minutes_left,
    prepared,
    shell,
    work,
)
from tests.support.coach import practice_in


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.slow)]
)
def test_told_to_end_it_keeps_the_running_set_and_leaves_the_terminal_as_it_was(
    tmp_path: Path, number: signal.Signals
) -> None:
    with coach(tmp_path, *A_SESSION) as terminal:
        before = terminal.settings
        work(terminal)
        terminal.signal(number)
        assert terminal.wait_exit(1) == ENDED[number]
        assert terminal.settings == before
        assert terminal.text.strip() == ""
    assert_the_running_set_was_kept(tmp_path)


def test_a_closed_window_ends_it_even_where_nobody_tells_it(tmp_path: Path) -> None:
    with coach(tmp_path, *A_SESSION, ignored=[signal.SIGHUP]) as terminal:
        work(terminal)
        terminal.hang_up()
        assert terminal.wait_exit(2) == ENDED[signal.SIGHUP]
    assert_the_running_set_was_kept(tmp_path)
    assert not (tmp_path / "crash.txt").exists()


def test_told_to_end_while_its_output_is_stopped_it_waits_for_nobody(tmp_path: Path) -> None:
    with coach(tmp_path, *A_SESSION) as terminal:
        before = terminal.settings[1]
        work(terminal)
        terminal.stop_output()
        # What is drawn piles up until the coach itself has to wait.
        terminal.press(*["space"] * 60)
        assert terminal.leave_unread(1) is None
        terminal.signal(signal.SIGTERM)
        assert terminal.leave_unread(2) == ENDED[signal.SIGTERM]
        assert terminal.settings[1] == before
    assert_the_running_set_was_kept(tmp_path)


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
        # A minute of the session may have ended between being read and the key.
        assert left - 1 <= minutes_left(terminal) <= left
        leave(terminal)
        terminal.wait_for(PROMPT)
        assert terminal.settings == before
    assert_the_running_set_was_kept(tmp_path)


def test_stopped_from_outside_it_comes_back_paused_and_still_knows_the_terminal(
    tmp_path: Path,
) -> None:
    with coach(tmp_path, *A_SESSION) as terminal:
        before = terminal.settings
        work(terminal)
        left = minutes_left(terminal)
        terminal.wipe()
        terminal.stand_still(2.2)
        terminal.wait_for("stood still for")
        terminal.wait_for("PAUSED")
        terminal.wait_for("Next:")
        assert left - 1 <= minutes_left(terminal) <= left
        leave(terminal)
        assert terminal.wait_exit() == 0
        assert terminal.settings == before


def test_with_a_damaged_log_it_offers_the_backup_and_opens_anew_on_it(tmp_path: Path) -> None:
    practice = practice_in(prepared(tmp_path), SystemClock())
    back_up(practice.book.places, None, practice.book.now().at.date())
    (year,) = practice.book.places.log.glob("????.json")
    sound = year.read_bytes()
    year.write_bytes(b"{damaged")
    with coach(tmp_path, new=True) as terminal:
        terminal.wait_for("Your log can’t be read")
        terminal.press("enter")
        terminal.wait_for("▸Today")
        assert year.read_bytes() == sound
        terminal.press("q")
        assert terminal.wait_exit() == 0
    with coach(tmp_path, new=True) as terminal:
        terminal.wait_for("▸Today")


def test_a_second_one_opens_read_only_and_names_the_first(tmp_path: Path) -> None:
    with coach(tmp_path) as first:
        first.wait_for("▸Today")
        with coach(tmp_path, new=True) as second:
            second.wait_for("READ-ONLY")
            second.wait_for("already open (process")
            second.wait_for(f"{first.process_id}, since")
            second.press("q")
            assert second.wait_exit() == 0
        first.press("q")
        assert first.wait_exit() == 0


def test_after_a_crash_one_line_says_where_it_is_written_and_what_was_done_is_kept(
    tmp_path: Path,
) -> None:
    broken = "session.SessionScreen.action_easier = broken"
    with coach(tmp_path, *A_SESSION, broken=broken, columns=400) as terminal:
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
