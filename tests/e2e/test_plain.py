"""Plain mode in a real pseudo-terminal, from the installed wheel: the bytes that it writes."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import termios
import time
from pathlib import Path

import pytest

from tests.e2e.installation import Installed

SPEED = "100"
SECONDS = 60
NONE = ("0", "")
FIRST = ("1", *NONE, *NONE, *NONE, *NONE, "")
"""The welcome, no signs, and About you as it is."""
CHECK_IN = ("2", "", "", *NONE)


class Lines:
    """The coach in lines, in a terminal that adds no carriage returns of its own."""

    def __init__(self, installed: Installed, folder: Path) -> None:
        self._ours, theirs = pty.openpty()
        settings = termios.tcgetattr(theirs)
        settings[1] &= ~termios.OPOST
        settings[3] &= ~termios.ECHO
        termios.tcsetattr(theirs, termios.TCSANOW, settings)
        command = [installed.command, "start", "--plain", "--speed", SPEED]
        environment = {**installed.environment(folder), "TERM": "dumb"}
        self.process = subprocess.Popen(
            list(map(str, command)),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            cwd=installed.elsewhere,
        )
        os.close(theirs)
        self.written = b""

    def wait_for(self, shown: str) -> None:
        """Read until `shown` comes after what was waited for before."""
        begun, end = len(self.written), time.monotonic() + SECONDS
        while shown.encode() not in self.written[begun:] and time.monotonic() < end:
            self.read()
        assert shown in self.written[begun:].decode(), self.written[-2000:].decode()

    def read(self) -> bool:
        try:
            found = os.read(self._ours, 65_536)
        except OSError:
            found = b""
        self.written += found
        return bool(found)

    def type(self, *lines: str) -> None:
        for line in lines:
            os.write(self._ours, f"{line}\n".encode())

    def wait_exit(self) -> int:
        while self.read():
            pass
        os.close(self._ours)
        return self.process.wait(SECONDS)


def test_the_whole_path_has_no_escape_and_no_carriage_return(
    installed: Installed, tmp_path: Path
) -> None:
    lines = Lines(installed, tmp_path)
    lines.type(*FIRST, *CHECK_IN)
    lines.wait_for("How was it?")
    lines.type("2", "4", "3", "", "good", "")
    lines.wait_for("Close")
    lines.type("10")
    assert lines.wait_exit() == 0
    assert b"Rehearsal over" in lines.written
    assert lines.written.count(b"\x1b") == 0
    assert lines.written.count(b"\r") == 0


@pytest.mark.parametrize(
    "number",
    [
        signal.SIGTERM,
        pytest.param(signal.SIGINT, marks=pytest.mark.slow),
        pytest.param(signal.SIGHUP, marks=pytest.mark.slow),
    ],
)
def test_a_signal_ends_it_with_nothing_lost(
    installed: Installed, tmp_path: Path, number: signal.Signals
) -> None:
    lines = Lines(installed, tmp_path)
    lines.type(*FIRST, *CHECK_IN)
    lines.wait_for("Half-way.")
    lines.process.send_signal(number)
    assert lines.wait_exit() == 128 + number
    assert b"All that you did is kept." in lines.written
    assert b"Traceback" not in lines.written
    assert (tmp_path / "session.journal").exists()
