"""The sounds of a session as samples: pure tones, so that no file has to be read.

All pitches lie between 300 and 1,200 Hz, which small loudspeakers play and which hearing keeps
longest with age. Two sounds always differ in at least two of pitch, length and rhythm, so that
they can be told apart by ear alone (judgement).
"""

from __future__ import annotations

import math
from array import array
from functools import cache
from typing import NamedTuple

from backcoach.cues.cue import Sound

RATE = 24_000
"""Samples per second, one channel, each a signed 16-bit number in the machine's byte order."""

LOUDEST = 10
"""The highest volume; 0 is silence."""

QUIET_SHARE = 0.4
"""How loud a quiet sound is, compared with the same one at full strength (judgement)."""

_PEAK = 0.8 * 32767
_ATTACK_SECONDS = 0.004
_RELEASE_SECONDS = 0.03


class Tone(NamedTuple):
    """One tone: its pitch, its length, and the silence after it."""

    hertz: float
    seconds: float
    silence: float = 0.0
    strength: float = 1.0


NOTES: dict[Sound, tuple[Tone, ...]] = {
    Sound.COUNT: (Tone(660, 0.09),),
    Sound.GO: (Tone(990, 0.4),),
    Sound.HALFWAY: (Tone(740, 0.08, 0.07), Tone(740, 0.08)),
    Sound.DONE: (Tone(880, 0.12, 0.02), Tone(660, 0.12, 0.02), Tone(523, 0.3)),
    Sound.TURN: (Tone(523, 0.06, strength=0.5),),
    Sound.RETURN: (Tone(392, 0.12, strength=0.5),),
    Sound.HOLD: (Tone(587, 0.1), Tone(880, 0.22)),
    Sound.RELAX: (Tone(494, 0.2), Tone(330, 0.3)),
    Sound.CHANGE_SIDE: (
        Tone(784, 0.09, 0.03),
        Tone(587, 0.09, 0.03),
        Tone(784, 0.09, 0.03),
        Tone(587, 0.09),
    ),
    Sound.REST_OVER: (Tone(523, 0.16, 0.05), Tone(659, 0.16, 0.05), Tone(1047, 0.36)),
    Sound.PAUSED: (Tone(311, 0.7),),
    Sound.FINISHED: (
        Tone(523, 0.16),
        Tone(659, 0.16),
        Tone(784, 0.16),
        Tone(1047, 0.6),
    ),
}


def seconds_of(sound: Sound) -> float:
    """How long a sound is."""
    return sum(note.seconds + note.silence for note in NOTES[sound])


@cache
def _wave(note: Tone) -> array[int]:
    """The samples of a note at full volume, with a soft beginning and end, so that it never clicks.

    An octave above at a third of the strength makes it audible on a small loudspeaker.
    """
    count = round(note.seconds * RATE)
    attack, release = _ATTACK_SECONDS * RATE, _RELEASE_SECONDS * RATE
    turn = 2 * math.pi * note.hertz / RATE
    peak = _PEAK * note.strength
    samples = array("h")
    for index in range(count):
        strength = peak * min(1.0, index / attack, (count - index) / release)
        wave = 0.75 * math.sin(turn * index) + 0.25 * math.sin(2 * turn * index)
        samples.append(int(strength * wave))
    samples.extend([0] * round(note.silence * RATE))
    return samples


def samples_of(sound: Sound, volume: int, *, quiet: bool = False) -> bytes:
    """A sound as raw samples at a `volume` 0-10; empty at 0.

    Loudness follows the square of the volume, which the ear takes for even steps.
    """
    share = (min(volume, LOUDEST) / LOUDEST) ** 2 * (QUIET_SHARE if quiet else 1.0)
    if share <= 0:
        return b""
    whole = array("h")
    for note in NOTES[sound]:
        whole.extend(int(sample * share) for sample in _wave(note))
    return whole.tobytes()
