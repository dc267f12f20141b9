"""The clips of the voice: one file of samples, and a manifest that says which text is where in it.

Samples are 8-bit µ-law (ITU-T G.711), 24,000 a second, one channel. `make voice` writes both files;
the NOTICE beside them says with what.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

from backcoach.cues.tones import LOUDEST, QUIET_SHARE, RATE

FOLDER = Path(__file__).with_name("clips")
MANIFEST, SAMPLES = "manifest.json", "voice.ulaw"


class Clip(NamedTuple):
    """Where a text is in the file of samples; `sha256` is that of its samples, in hexadecimal."""

    text: str
    start: int
    length: int
    sha256: str

    @property
    def seconds(self) -> float:
        """How long it takes to say."""
        return self.length / RATE


class Clips:
    """What can be said, by its text. Samples are read when they are asked for."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Read the manifest. Without one, or with a damaged one, nothing can be said."""
        self._samples = folder / SAMPLES
        self._by_text = {each.text: each for each in manifest(folder)}

    def seconds_of(self, text: str) -> float | None:
        """How long a text takes to say; None where there is no clip of it."""
        clip = self._by_text.get(text)
        return None if clip is None else clip.seconds

    def samples_of(self, text: str, volume: int, *, quiet: bool = False) -> bytes | None:
        """A text as samples (see `tones`) at a volume 0-10; None where there is no clip of it."""
        clip = self._by_text.get(text)
        if clip is None:
            return None
        try:
            with self._samples.open("rb") as file:
                file.seek(clip.start)
                found = file.read(clip.length)
        except OSError:
            return None
        return linear(found, volume, quiet=quiet)


def manifest(folder: Path = FOLDER) -> list[Clip]:
    """Every clip, in the order of the file; none where the manifest can't be read."""
    try:
        table = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return [Clip(*each) for each in table["clips"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def linear(samples: bytes, volume: int, *, quiet: bool = False) -> bytes:
    """µ-law samples as those of `tones`, at a volume 0-10."""
    share = (min(volume, LOUDEST) / LOUDEST) ** 2 * (QUIET_SHARE if quiet else 1.0)
    first, second = _tables(round(share, 6))
    found = bytearray(2 * len(samples))
    found[0::2] = samples.translate(first)
    found[1::2] = samples.translate(second)
    return bytes(found)


@cache
def _tables(share: float) -> tuple[bytes, bytes]:
    """For each code the two bytes of its sample, scaled by `share`, as they stand in memory."""
    pairs = [
        int(decoded(code) * share).to_bytes(2, sys.byteorder, signed=True) for code in range(256)
    ]
    return bytes(pair[0] for pair in pairs), bytes(pair[1] for pair in pairs)


def decoded(code: int) -> int:
    """The 16-bit sample of a µ-law code 0-255."""
    flipped = ~code & 0xFF
    magnitude = ((((flipped & 0x0F) << 3) + 0x84) << ((flipped & 0x70) >> 4)) - 0x84
    return -magnitude if flipped & 0x80 else magnitude
