"""Words that somebody typed, said by the speech engine of the system.

Engines are programs that read a text from a file and write sound to another. Each is started once
for a text, before it is to be heard, and is never waited for on the thread of the screen.

Not tried on macOS and Windows: `say` and the speech of .NET are called as their documentation says.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import threading
import wave
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from backcoach.cues.tones import LOUDEST, QUIET_SHARE, RATE
from backcoach.cues.voice.clips import Clips

PATIENCE_SECONDS = 5.0
"""The longest that one text may take an engine."""

PEAK = 0.6 * 32767
"""The loudest sample; about as loud as the clips."""

TEXT, SOUND = "TEXT", "SOUND"
"""Stand for the names of the two files in a command."""

_DOT_NET = (
    "Add-Type -AssemblyName System.Speech; $s = New-Object"
    " System.Speech.Synthesis.SpeechSynthesizer; $s.SetOutputToWaveFile($args[1]);"
    " $s.Speak([IO.File]::ReadAllText($args[0]))"
)
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("espeak-ng", "-v", "en", "-f", TEXT, "-w", SOUND),
    ("flite", "-f", TEXT, "-o", SOUND),
    ("say", "-f", TEXT, "-o", SOUND, "--file-format=WAVE", f"--data-format=LEI16@{RATE}"),
    ("powershell", "-NoProfile", "-Command", f"& {{ {_DOT_NET} }}", TEXT, SOUND),
)


class Engine(Protocol):
    """Turns a text into samples (see `tones`) at full volume; None where it can't."""

    def __call__(self, text: str) -> array[int] | None:
        """The samples of `text`. May take seconds."""
        ...


class CommandEngine:
    """An engine that is a program of the system."""

    def __init__(self, *command: str) -> None:
        self._command = command

    def __call__(self, text: str) -> array[int] | None:
        """The samples of `text`. May take seconds."""
        with tempfile.TemporaryDirectory(prefix="backcoach-") as folder:
            source, sound = Path(folder, "text.txt"), Path(folder, "sound.wav")
            source.write_text(text, encoding="utf-8")
            names = {TEXT: str(source), SOUND: str(sound)}
            try:
                subprocess.run(
                    [names.get(word, word) for word in self._command],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                    timeout=PATIENCE_SECONDS,
                    check=True,
                )
                return samples_in(sound)
            except (OSError, EOFError, wave.Error, subprocess.SubprocessError):
                return None


def engines(environment: Mapping[str, str]) -> Iterator[Engine]:
    """The engines of this machine, the best one first."""
    for command in COMMANDS:
        if found := shutil.which(command[0], path=environment.get("PATH")):
            yield CommandEngine(found, *command[1:])


def samples_in(path: Path) -> array[int] | None:
    """The sound of a file with 16-bit samples, at our rate and loudness; None for silence."""
    with wave.open(str(path), "rb") as file:
        channels, rate = file.getnchannels(), file.getframerate()
        if file.getsampwidth() != 2:
            return None
        # An engine that writes as it speaks does not know the length beforehand.
        found = array("h", file.readframes(2**31 // (2 * channels) - 1))[::channels]
    loudest = max(map(abs, found), default=0)
    if not loudest:
        return None
    step, share = rate / RATE, PEAK / loudest
    samples = array("h")
    for place in range(int((len(found) - 1) / step)):
        whole, part = divmod(place * step, 1.0)
        left, right = found[int(whole)], found[int(whole) + 1]
        samples.append(int((left + (right - left) * part) * share))
    return samples


class SpokenWords:
    """All that can be said: the clips, and what an engine has been asked for since."""

    def __init__(
        self,
        clips: Clips | None = None,
        found: Callable[[], Iterable[Engine]] = lambda: engines(os.environ),
    ) -> None:
        """`found` are the engines to try, in order, for a text without a clip."""
        self._clips = clips or Clips()
        self._engines = found
        self._typed: dict[str, array[int]] = {}

    def seconds_of(self, text: str) -> float | None:
        """How long a text takes to say; None where it can't be said, or not yet."""
        if (typed := self._typed.get(text)) is not None:
            return len(typed) / RATE
        return self._clips.seconds_of(text)

    def samples_of(self, text: str, volume: int, *, quiet: bool = False) -> bytes | None:
        """A text as samples (see `tones`) at a volume 0-10; None where it can't be said."""
        typed = self._typed.get(text)
        if typed is None:
            return self._clips.samples_of(text, volume, quiet=quiet)
        share = (min(volume, LOUDEST) / LOUDEST) ** 2 * (QUIET_SHARE if quiet else 1.0)
        return array("h", (int(each * share) for each in typed)).tobytes()

    def prepare(self, text: str, ready: Callable[[], None]) -> None:
        """Have an engine make `text` on another thread, and call `ready` there when it is done.

        Where no engine can, `ready` is not called. For a text that can be said it is called now.
        """
        if self.seconds_of(text) is not None:
            ready()
            return
        threading.Thread(target=self._make, args=(text, ready), name="speech", daemon=True).start()

    def _make(self, text: str, ready: Callable[[], None]) -> None:
        for engine in self._engines():
            if (samples := engine(text)) is not None:
                self._typed[text] = samples
                # The session may be over by now.
                with contextlib.suppress(RuntimeError):
                    ready()
                return
