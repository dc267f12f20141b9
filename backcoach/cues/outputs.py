"""The ways a sound can leave the machine: players of the system, or the terminal's bell.

A player that reads samples from a pipe is kept open for a whole session: a cue is then heard a few
milliseconds after it was written. Players that take a file are started for each cue. Where neither
is there, the terminal's bell rings, which has one tone only.

No player gets the terminal: its output goes nowhere, since it would be drawn over the screen, and
it is in a process group of its own, so that keys that end things don't reach it.

Not tried on macOS and Windows: `afplay` and `winsound` are called as their documentation says.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import wave
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from backcoach.cues.cue import PACING, Sound
from backcoach.cues.tones import RATE

_LIVES_SECONDS = 0.04
"""A player without an output device ends within 20 ms of its start (measured with pacat, pw-cat
and aplay); one that lives longer has found one."""

_FINISHES_SECONDS = 8.0
"""The longest words take less than this."""

_HELP_SECONDS = 1.0


class OutputFailed(Exception):
    """This way of playing does not work, or no longer. The text is the reason, in a few words."""


class Output(Protocol):
    """One way to play samples. The speaker's own thread calls everything but `silence`."""

    name: str
    """What the user is told this way is."""

    takes_pieces: bool
    """Whether pieces of a sound that are played in time are heard as one."""

    def start(self) -> None:
        """Make ready to play. OutputFailed where that can't be."""
        ...

    def play(self, sound: Sound | None, samples: bytes) -> None:
        """Play `samples` (see `tones`), soon. OutputFailed if it can't.

        `sound` says what they mean to a output that has a tone of its own; None: nothing there.
        """
        ...

    def silence(self) -> None:
        """End every player at once and wait for nothing. The only call from another thread, also
        while `play` waits; what is played after it fails.
        """
        ...

    def stop(self) -> None:
        """Let what was played be heard, then end every player, and clean up what it needed."""
        ...


class StreamOutput:
    """A player that reads samples from its standard input until that is closed."""

    takes_pieces = True

    def __init__(self, *command: str) -> None:
        self.name = Path(command[0]).name
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process_id(self) -> int | None:
        """That of the player; None before it is started."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Start the player, and wait for a moment whether it stays."""
        self._process = _started(self._command, subprocess.PIPE)
        try:
            self._process.wait(_LIVES_SECONDS)
        except subprocess.TimeoutExpired:
            return
        raise OutputFailed("it found no sound output")

    def play(self, sound: Sound | None, samples: bytes) -> None:
        """Write the samples to the player."""
        process = self._process
        if process is None or process.stdin is None or process.poll() is not None:
            raise OutputFailed("it ended")
        try:
            process.stdin.write(samples)
        except OSError as error:
            raise OutputFailed("it ended") from error

    def silence(self) -> None:
        """Kill the player."""
        if self._process is not None:
            _kill(self._process)

    def stop(self) -> None:
        """Let the player play what it has, then end it."""
        if self._process is not None:
            _let_finish(self._process)


class FileOutput:
    """A player that is started anew for each sound, with the name of a file."""

    takes_pieces = False

    def __init__(self, *command: str) -> None:
        self.name = Path(command[0]).name
        self._command = command
        self._files = _SoundFiles()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def folder(self) -> Path | None:
        """Where the files are; None before the start and after the end."""
        return self._files.folder

    def start(self) -> None:
        """Make a folder for the files."""
        self._files.open()

    def play(self, sound: Sound | None, samples: bytes) -> None:
        """Start the player on a file with these samples, and end the one before."""
        last = self._process
        if last is not None and last.poll() not in (None, 0):
            self._process = None
            raise OutputFailed("it found no sound output")
        if last is not None:
            _end(last)  # cut off what is still heard: the new sound matters more
        self._process = _started((*self._command, str(self._files.of(samples))), subprocess.DEVNULL)

    def silence(self) -> None:
        """Kill the player."""
        if self._process is not None:
            _kill(self._process)

    def stop(self) -> None:
        """End the player and remove the files."""
        if self._process is not None:
            _let_finish(self._process)
        self._files.close()


class WindowsOutput:
    """The player in Python's library for Windows, which returns at once."""

    name = "Windows"
    takes_pieces = False

    def __init__(self) -> None:
        self._files = _SoundFiles()

    def start(self) -> None:
        """Make a folder for the files."""
        self._files.open()

    def play(self, sound: Sound | None, samples: bytes) -> None:
        """Have a file with these samples played."""
        if sys.platform == "win32":
            import winsound

            try:
                winsound.PlaySound(
                    str(self._files.of(samples)), winsound.SND_ASYNC | winsound.SND_FILENAME
                )
            except RuntimeError as error:
                raise OutputFailed("it found no sound output") from error

    def silence(self) -> None:
        """Cut off what is heard."""
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(None, 0)

    def stop(self) -> None:
        """Cut off what is heard and remove the files."""
        self.silence()
        self._files.close()


BELL = "the terminal’s bell"


OVER_SSH = "over SSH a player would be heard at the other machine"
NO_PLAYER = "no player such as pacat, pw-cat or aplay was found"


class BellOutput:
    """The terminal's bell: one tone for all, and none while repetitions are paced.

    `ring` may be called from any thread.
    """

    name = BELL
    takes_pieces = False

    def __init__(self, ring: Callable[[], None], why: str = "") -> None:
        """`why` says, if the user is to know, for what reason there is nothing better."""
        self._ring = ring
        self.why = why

    def start(self) -> None:
        """Nothing has to be made ready."""

    def play(self, sound: Sound | None, samples: bytes) -> None:
        """Ring once, unless the sound only paces repetitions."""
        if sound is not None and sound not in PACING:
            self._ring()

    def silence(self) -> None:
        """A ring can’t be cut off."""

    def stop(self) -> None:
        """Nothing is left over."""


class _SoundFiles:
    """A file for each different sound, in a folder that is removed at the end."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._paths: dict[bytes, Path] = {}

    @property
    def folder(self) -> Path | None:
        return None if self._folder is None else Path(self._folder.name)

    def open(self) -> None:
        try:
            self._folder = tempfile.TemporaryDirectory(prefix="backcoach-")
        except OSError as error:
            raise OutputFailed("no file could be written for it") from error

    def of(self, samples: bytes) -> Path:
        if samples in self._paths:
            return self._paths[samples]
        if self._folder is None:
            raise OutputFailed("it ended")
        path = Path(self._folder.name) / f"{len(self._paths)}.wav"
        try:
            with wave.open(str(path), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(RATE)
                file.writeframes(samples)
        except OSError as error:
            raise OutputFailed("no file could be written for it") from error
        self._paths[samples] = path
        return path

    def close(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
            self._paths.clear()


def _started(command: tuple[str, ...], standard_input: int) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command,
            bufsize=0,
            stdin=standard_input,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise OutputFailed("it could not be started") from error


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a player and all that it started. It may have ended already."""
    if sys.platform == "win32":
        process.kill()
    elif process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _let_finish(process: subprocess.Popen[bytes]) -> None:
    """Wait until a player that gets nothing more has ended by itself; kill one that does not."""
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()
    try:
        process.wait(_FINISHES_SECONDS)
    except subprocess.TimeoutExpired:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a player, and wait until it is gone."""
    _kill(process)
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()
    process.wait()


STREAMS: tuple[tuple[str, ...], ...] = (
    (
        "pacat", "--raw", "--client-name=backcoach", f"--rate={RATE}", "--channels=1",
        "--format=s16ne", "--latency-msec=20",
    ),
    ("pw-cat", "-p", "--raw", f"--rate={RATE}", "--channels=1", "--format=s16", "-"),
    ("aplay", "-q", "-t", "raw", "-f", "S16", "-c", "1", "-r", str(RATE), "-"),
)  # fmt: skip
"""Players that read samples from a pipe."""

FILES: tuple[tuple[str, ...], ...] = (("pw-play",), ("afplay",))
"""Players that take the name of a file."""


def outputs(
    ring: Callable[[], None], environment: Mapping[str, str], platform: str = sys.platform
) -> Iterator[Output]:
    """The outputs of this machine, the best one first. The last one is the terminal's bell.

    Over SSH only that: a player would be heard where the program runs, not where the user is.
    """
    path = environment.get("PATH")
    why = OVER_SSH
    if not is_remote(environment):
        why = NO_PLAYER
        for command in STREAMS:
            found = shutil.which(command[0], path=path)
            if found and (command[0] != "pw-cat" or _knows_raw(found)):
                yield StreamOutput(found, *command[1:])
        for command in FILES:
            found = shutil.which(command[0], path=path)
            if found:
                yield FileOutput(found, *command[1:])
        if platform == "win32":
            yield WindowsOutput()
    yield BellOutput(ring, why)


def first_name(environment: Mapping[str, str]) -> str:
    """What the best way of this machine is called, without trying whether it works."""
    return next(iter(outputs(lambda: None, environment))).name


def is_remote(environment: Mapping[str, str]) -> bool:
    """Whether the user sits at another machine."""
    return bool(environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"))


def _knows_raw(pw_cat: str) -> bool:
    """Whether this `pw-cat` can read raw samples, which older ones can't."""
    try:
        done = subprocess.run(
            [pw_cat, "--help"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_HELP_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return b"--raw" in done.stdout
