"""A real session, controlled by other processes: some as they should be, some as they may be."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from backcoach.remote.addresses import SOCKET
from tests.e2e.outside import coach, command, variables, work

pytestmark = pytest.mark.slow

FRIENDS, NOISE = 200, b"x" * 4096

AS_NOBODY = """
import os, socket, sys
os.setgid(65534); os.setuid(65534)
client = socket.socket(socket.AF_UNIX)
try:
    client.connect(sys.argv[1])
    client.sendall(b"pause\\n")
    print(client.recv(1000))
except OSError as error:
    print(type(error).__name__)
"""


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder whose path is short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="room-") as name:
        yield Path(name)


def ctl(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(data, "ctl", *words),
        env=variables(data),
        cwd=data,
        capture_output=True,
        text=True,
        check=False,
    )


def status(data: Path) -> dict[str, object]:
    found = json.loads(ctl(data, "status", "--json").stdout)["session"]
    assert isinstance(found, dict)
    return found


def knocking(data: Path) -> socket.socket:
    client = socket.socket(socket.AF_UNIX)
    client.connect(str(data / SOCKET))
    return client


def test_a_session_does_what_it_is_asked_and_is_disturbed_by_nothing(data: Path) -> None:
    with coach(data, "start") as terminal:
        work(terminal)
        done = ctl(data, "pause")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("Paused")
        terminal.wait_for("PAUSED")
        assert '"pause_or_resume"' in (data / "session.journal").read_text(encoding="utf-8").lower()
        assert ctl(data, "go").returncode == 0
        terminal.wait_for("KEEP GOING")

        silent = [knocking(data) for _ in range(FRIENDS)]
        with knocking(data) as noisy:
            noisy.sendall(NOISE)
            assert b"at most 1024 bytes" in noisy.recv(1000)
        before = int(str(status(data)["seconds_left"]))
        terminal.wait_for(lambda _shown: int(str(status(data)["seconds_left"])) < before)
        for client in silent:
            client.close()
        assert status(data)["state"] == "running"
        assert ctl(data, "hurts", "1", "back").stdout == "Back 1/10: going on.\n"
        assert "KEEP GOING" in terminal.text


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")
@pytest.mark.parametrize("mode", [0o700, 0o777], ids=["as it is", "opened to all"])
def test_another_user_is_not_heard(data: Path, mode: int) -> None:
    with coach(data, "start") as terminal:
        work(terminal)
        data.chmod(0o755 if mode == 0o777 else 0o700)
        (data / SOCKET).chmod(mode)
        told = subprocess.run(
            [sys.executable, "-S", "-c", AS_NOBODY, str(data / SOCKET)],
            capture_output=True,
            text=True,
            check=True,
        )
        # An empty answer, or one of several errors: it depends on who is first.
        assert told.stdout.strip() == "b''" or told.stdout.strip().endswith("Error")
        assert status(data)["state"] == "running"


def test_a_socket_goes_with_its_session_and_one_left_by_a_kill_is_in_nobodys_way(
    data: Path,
) -> None:
    with coach(data, "start") as terminal:
        work(terminal)
        terminal.signal(signal.SIGKILL)
        terminal.wait_exit(2)
    assert (data / SOCKET).is_socket()
    assert ctl(data, "pause").stderr.startswith("backcoach: no session is running")
    assert ctl(data, "status").stdout == "No session is running.\n"
    with coach(data, "start") as terminal:
        work(terminal)
        assert status(data)["name"]
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_exit(2) == 143
    assert not (data / SOCKET).exists()
