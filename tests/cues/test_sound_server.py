"""Cues on a real sound server: when they are heard, and by which player."""

from __future__ import annotations

import os
import re
import shutil
import signal
import statistics
import subprocess
import time
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from backcoach.cues.cue import Cue, Sound
from backcoach.cues.outputs import outputs
from backcoach.cues.speaker import ThreadedSpeaker
from backcoach.cues.tones import RATE

PROGRAMS = ("pulseaudio", "pacat", "parec", "pactl")
missing = [name for name in PROGRAMS if shutil.which(name) is None]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}"),
]
PATIENCE = 10.0
CUES = 100
BETWEEN = 0.25
"""Seconds between two cues, of which each is 0.09 long."""

TOLD = 0.05
"""Seconds after which it is told at the latest that there is no sound output."""

LATE = 0.02
"""Seconds after its instant at which a cue is heard at the latest."""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """A sound server of this test's own, whose only output is one that nobody hears."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PULSE_RUNTIME_PATH", str(tmp_path / "run"))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'socket'}")
    for name in ("SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    loaded = (
        f"module-native-protocol-unix auth-anonymous=1 socket={tmp_path / 'socket'}",
        "module-null-sink sink_name=nobody",
    )
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
    command += [part for each in loaded for part in ("-L", each)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + PATIENCE
        while subprocess.run(["pactl", "info"], capture_output=True, check=False).returncode:
            assert time.monotonic() < deadline, "the server does not start"
            pass_time(0.05)
        yield dict(os.environ)
    finally:
        process.kill()
        process.wait()


def pass_time(seconds: float) -> None:
    """Let real time pass, which this test is about."""
    Event().wait(seconds)


def streams() -> int:
    done = subprocess.run(
        ["pactl", "list", "short", "sink-inputs"], capture_output=True, text=True, check=True
    )
    return len(done.stdout.splitlines())


def onsets(samples: array[int]) -> list[float]:
    """The seconds at which sound begins after a silence."""
    found, silent = [], RATE
    for at, sample in enumerate(samples):
        if abs(sample) > 300:
            if silent > RATE // 20:
                found.append(at / RATE)
            silent = 0
        else:
            silent += 1
    return found


def test_cues_are_heard_at_their_instants_and_the_stream_is_open_only_meanwhile(
    server: dict[str, str], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    heard = tmp_path / "heard"
    with heard.open("wb") as file:
        recorder = subprocess.Popen(
            ["parec", "--raw", "-d", "nobody.monitor", f"--rate={RATE}", "--channels=1",
             "--format=s16ne", "--latency-msec=5"],
            stdout=file,
        )  # fmt: skip
    told: list[str] = []
    it = ThreadedSpeaker(lambda: outputs(lambda: None, server), told.append)
    asked = []
    try:
        assert streams() == 0
        it.open()
        deadline = time.monotonic() + PATIENCE
        while heard.stat().st_size < RATE:
            assert time.monotonic() < deadline, "nothing is recorded"
            pass_time(0.05)
        assert streams() == 1
        begun = time.monotonic()
        for number in range(CUES):
            instant = begun + number * BETWEEN
            pass_time(max(0.0, instant - time.monotonic()))
            asked.append(time.monotonic())
            it.sound(Cue(Sound.COUNT), 10)
        pass_time(1)
    finally:
        it.end()
        recorder.terminate()
        recorder.wait()
    assert streams() == 0
    assert told == []
    found = onsets(array("h", heard.read_bytes()))
    assert len(found) == CUES
    # The recording begins at an unknown instant: the earliest cue of all is taken for punctual.
    offsets = [at - when for at, when in zip(found, asked, strict=True)]
    late = [each - min(offsets) for each in offsets]
    record_property(
        "figure", f"median {statistics.median(late) * 1000:.1f} ms, worst {max(late) * 1000:.1f} ms"
    )
    assert statistics.median(late) <= LATE
    assert max(late) <= LATE


def player() -> int:
    """The process of the player that has a stream open."""
    listed = subprocess.run(
        ["pactl", "list", "sink-inputs"], capture_output=True, text=True, check=True
    ).stdout
    (found,) = re.findall(r'application\.process\.id = "(\d+)"', listed)
    return int(found)


def test_where_the_player_is_killed_the_next_cue_is_heard_by_the_next_way(
    server: dict[str, str],
) -> None:
    told: list[str] = []
    rung: list[float] = []
    it = ThreadedSpeaker(
        lambda: outputs(lambda: rung.append(time.monotonic()), server), told.append
    )
    try:
        it.open()
        deadline = time.monotonic() + PATIENCE
        while not streams():
            assert time.monotonic() < deadline, "no stream is opened"
            pass_time(0.02)
        killed = player()
        os.kill(killed, signal.SIGKILL)
        while streams():
            pass_time(0.02)
        it.sound(Cue(Sound.GO), 5)
        while not told:
            assert time.monotonic() < deadline, "nobody is told"
            pass_time(0.02)
        assert told[0].startswith("No sound by pacat")
        while not (rung or (streams() and player() != killed)):
            assert time.monotonic() < deadline, "the next way is not heard"
            pass_time(0.02)
    finally:
        it.end()
    assert streams() == 0


def test_without_a_server_it_is_told_within_50_ms_and_nothing_is_written(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    here = {**os.environ, "HOME": str(home), "PULSE_SERVER": f"unix:{tmp_path / 'nowhere'}"}
    for name in ("SSH_CONNECTION", "SSH_TTY"):
        here.pop(name, None)
    took = []
    for _ in range(20):
        heard = Event()
        told: list[float] = []

        def tell(_words: str, told: list[float] = told, heard: Event = heard) -> None:
            told.append(time.monotonic())
            heard.set()

        it = ThreadedSpeaker(lambda: outputs(lambda: None, here), tell)
        asked = time.monotonic()
        it.open()
        assert heard.wait(PATIENCE)
        it.end()
        took.append(told[0] - asked)
    # The median: a busy machine may be late once.
    assert statistics.median(took) <= TOLD
    assert capfd.readouterr() == ("", "")
    assert list(home.iterdir()) == []
