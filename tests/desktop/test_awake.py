"""What keeps the screen on: each way is used, none is waited for, and all end with the process."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from backcoach.desktop.awake import (
    Desktop,
    Held,
    KeepAwake,
    NotHeldError,
    Systemd,
    reason_words,
    tried,
    ways,
)

PATIENCE = 10.0
"""Seconds after which a test gives up: far more than anything here takes on a busy machine."""

INHIBIT = """#!/bin/sh
echo $$ > "$0.pid"
while [ "${1#--}" != "$1" ]; do shift; done
exec "$@"
"""
"""Stands in for `systemd-inhibit`: drops the options, and becomes the program it is given."""

HOLD = """
import sys
from backcoach.desktop.awake import Systemd
Systemd(sys.argv[1]).hold()
print("held", flush=True)
sys.stdin.read()
"""


class Fake:
    """A way that works, or fails for a reason."""

    def __init__(self, name: str, reason: str = "") -> None:
        self.name = name
        self.held, self.released = Event(), Event()
        self._reason = reason

    def hold(self) -> None:
        if self._reason:
            raise NotHeldError(self._reason)
        self.held.set()

    def release(self) -> None:
        self.released.set()


def program(folder: Path, text: str) -> str:
    path = folder / "systemd-inhibit"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_every_way_that_works_is_used_until_the_end() -> None:
    one, broken, other = Fake("one"), Fake("broken", "no"), Fake("other")
    awake = KeepAwake(lambda: [one, broken, other])
    assert not awake.is_on
    awake.start()
    awake.start()
    assert awake.is_on
    assert one.held.wait(PATIENCE)
    assert other.held.wait(PATIENCE)
    assert not one.released.is_set()
    awake.stop(PATIENCE)
    assert one.released.is_set()
    assert other.released.is_set()
    assert not broken.released.is_set()
    assert not awake.is_on


def test_it_can_be_tried_what_works_and_why_the_rest_does_not() -> None:
    one = Fake("one")
    assert tried([one, Fake("broken", "no answer")]) == [Held("one"), Held("broken", "no answer")]
    assert one.released.is_set()


def test_over_ssh_there_is_no_screen_to_keep_on(tmp_path: Path) -> None:
    program(tmp_path, INHIBIT)
    here = {"PATH": str(tmp_path)}
    assert [way.name for way in ways(here, "linux")] == ["the desktop", "systemd"]
    assert [way.name for way in ways(here, "darwin")] == ["the desktop"]
    assert ways({**here, "SSH_CONNECTION": "there 1 here 22"}, "linux") == []


def test_without_a_desktop_session_the_reason_is_told_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    if sys.platform != "linux":
        pytest.skip("only here does the desktop answer by D-Bus")
    with pytest.raises(NotHeldError, match=r"^no desktop session here$"):
        Desktop().hold()


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("... failed with message: [org.freedesktop.DBus.Error.ServiceUnknown] (...)", "not there"),
        ("a failed with message: b\nfailed with message: because\n of this", "because of this"),
        ("", ""),
    ],
)
def test_reasons_are_short(reason: str, words: str) -> None:
    assert reason_words(reason) == words


def test_systemd_holds_until_it_is_released(tmp_path: Path) -> None:
    way = Systemd(program(tmp_path, INHIBIT))
    way.hold()
    number = int((tmp_path / "systemd-inhibit.pid").read_text(encoding="utf-8"))
    os.kill(number, 0)
    way.release()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    way.release()


@pytest.mark.parametrize("text", ["#!/bin/sh\nexit 1\n", "#!/nowhere\n"])
def test_where_systemd_does_not_hold_it_says_so_and_leaves_nothing(
    tmp_path: Path, text: str
) -> None:
    way = Systemd(program(tmp_path, text))
    with pytest.raises(NotHeldError):
        way.hold()
    way.release()


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs a way to wait for any process")
def test_a_kill_of_the_coach_frees_it(tmp_path: Path) -> None:
    inhibit = program(tmp_path, INHIBIT)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, inhibit], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as coach:
        assert coach.stdout is not None
        assert coach.stdout.readline() == b"held\n"
        number = int((tmp_path / "systemd-inhibit.pid").read_text(encoding="utf-8"))
        holder = os.pidfd_open(number)
        assert select.select([holder], [], [], 0)[0] == []
        coach.send_signal(signal.SIGKILL)
        assert select.select([holder], [], [], PATIENCE)[0] == [holder]
        os.close(holder)
