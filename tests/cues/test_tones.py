"""What the sounds of a session are made of, and that each can be told from every other."""

from __future__ import annotations

from array import array
from itertools import combinations

import pytest

from backcoach.cues.cue import Sound
from backcoach.cues.tones import LOUDEST, NOTES, RATE, samples_of, seconds_of


def loudest_sample(samples: bytes) -> int:
    return max(abs(each) for each in array("h", samples))


def differs_in_pitch(one: Sound, other: Sound) -> bool:
    """Whether the first or the last notes are at least two semitones apart."""
    pairs = ((NOTES[one][place].hertz, NOTES[other][place].hertz) for place in (0, -1))
    return any(max(pair) / min(pair) >= 2 ** (2 / 12) for pair in pairs)


def differs_in_length(one: Sound, other: Sound) -> bool:
    lengths = seconds_of(one), seconds_of(other)
    return max(lengths) / min(lengths) >= 1.25


def differs_in_rhythm(one: Sound, other: Sound) -> bool:
    return len(NOTES[one]) != len(NOTES[other])


@pytest.mark.parametrize(("one", "other"), list(combinations(Sound, 2)))
def test_two_sounds_differ_in_two_of_pitch_length_and_rhythm(one: Sound, other: Sound) -> None:
    ways = (differs_in_pitch, differs_in_length, differs_in_rhythm)
    assert sum(differs(one, other) for differs in ways) >= 2


@pytest.mark.parametrize("sound", Sound)
def test_a_sound_lasts_as_long_as_its_notes_begins_softly_and_never_overdrives(
    sound: Sound,
) -> None:
    samples = array("h", samples_of(sound, LOUDEST))
    assert len(samples) / RATE == pytest.approx(seconds_of(sound), abs=0.001)
    assert samples[0] == 0 and abs(samples[-1]) < 1500, "it would click"
    assert 8000 < loudest_sample(samples.tobytes()) < 32767
    assert seconds_of(sound) < 1.2


def test_no_volume_is_no_sound_and_each_step_up_is_louder() -> None:
    assert samples_of(Sound.GO, 0) == b""
    volumes = [loudest_sample(samples_of(Sound.GO, each)) for each in range(1, LOUDEST + 1)]
    assert volumes == sorted(set(volumes))
    assert samples_of(Sound.GO, 99) == samples_of(Sound.GO, LOUDEST)


def test_a_quiet_sound_is_softer_than_the_same_one() -> None:
    loud, quiet = (samples_of(Sound.COUNT, 7, quiet=quiet) for quiet in (False, True))
    assert 0 < loudest_sample(quiet) < loudest_sample(loud) / 2


def test_what_paces_repetitions_is_softer_than_what_starts_and_ends_them() -> None:
    soft = [loudest_sample(samples_of(sound, 7)) for sound in (Sound.TURN, Sound.RETURN)]
    clear = [loudest_sample(samples_of(sound, 7)) for sound in (Sound.GO, Sound.DONE)]
    assert max(soft) < min(clear)
