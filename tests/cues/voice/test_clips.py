"""The clips that come with the program, and how they become samples."""

from __future__ import annotations

import hashlib
import sys
from array import array
from pathlib import Path

import pytest

from backcoach.cues.tones import RATE
from backcoach.cues.voice.clips import FOLDER, SAMPLES, Clips, decoded, linear, manifest
from backcoach.cues.voice.phrases import every_text
from tests.support.content import catalogue, programme
from tools.voice import encoded, kept, tidied, write

MAGNITUDES = bytes(~code & 0x7F for code in range(256))
"""For each code how far its sample is from silence, on a scale of its own."""
MOST_BYTES = 12_000_000


def magnitude(sample: int) -> int:
    return max(MAGNITUDES[code] for code in range(256) if abs(decoded(code)) <= sample)


def test_every_text_that_can_be_said_has_a_clip_and_every_clip_a_text() -> None:
    texts = list(every_text(catalogue().exercises.values(), programme().equipment))
    missing = [each for each in texts if Clips().seconds_of(each) is None]
    assert missing == [], "say them: make voice"
    assert [each.text for each in manifest()] == texts, "in another order, or more: make voice"


def test_the_samples_are_those_of_the_manifest_and_not_too_many() -> None:
    whole = (FOLDER / SAMPLES).read_bytes()
    assert len(whole) <= MOST_BYTES
    assert sum(each.length for each in manifest()) == len(whole)
    for each in manifest():
        samples = whole[each.start : each.start + each.length]
        assert hashlib.sha256(samples).hexdigest() == each.sha256, each.text


def test_a_clip_begins_at_once_and_none_is_much_louder_than_another() -> None:
    whole = (FOLDER / SAMPLES).read_bytes()
    for each in manifest():
        heard = whole[each.start : each.start + each.length].translate(MAGNITUDES)
        loudest = max(heard)
        assert 0.25 * 32767 < decoded(~loudest & 0xFF) < 0.95 * 32767, each.text
        audible = magnitude(round(0.03 * decoded(~loudest & 0xFF)))
        assert max(heard[: round(0.02 * RATE)]) >= audible, f"silent: {each.text}"
        assert each.seconds < 6, each.text


def test_the_licence_of_the_voice_lies_beside_the_clips() -> None:
    assert "Apache License" in (FOLDER / "LICENSE").read_text(encoding="utf-8")
    assert "hibari" in (FOLDER / "NOTICE").read_text(encoding="utf-8")


def test_samples_survive_encoding_to_within_a_few_hundredths() -> None:
    samples = [each / 500 for each in range(-500, 501)]
    found = array("h", linear(encoded(samples), 10))
    for before, after in zip(samples, found, strict=True):
        assert after == pytest.approx(before * 32767, rel=0.04, abs=8)


def test_a_volume_scales_the_samples_and_quiet_ones_more() -> None:
    one = encoded([0.5])
    whole, half, quiet = (
        int.from_bytes(each, sys.byteorder, signed=True)
        for each in (linear(one, 10), linear(one, 5), linear(one, 10, quiet=True))
    )
    assert whole > quiet > half > 0
    assert half == pytest.approx(whole / 4, rel=0.01)
    assert linear(one, 0) == b"\0\0"


def test_without_a_manifest_or_with_a_damaged_one_nothing_can_be_said(tmp_path: Path) -> None:
    assert Clips(tmp_path).samples_of("one", 7) is None
    (tmp_path / "manifest.json").write_text('{"clips": [["one"]]}')
    assert Clips(tmp_path).seconds_of("one") is None


def test_silence_is_trimmed_and_loudness_is_levelled() -> None:
    loud, soft = (
        [0.0] * 6000 + [strength, -strength] * 3000 + [0.0] * 6000 for strength in (1, 0.1)
    )
    assert tidied(loud) == pytest.approx(tidied(soft))
    assert len(tidied(soft)) < 6000 + 0.1 * RATE


def test_what_is_written_is_read_again_and_a_clip_that_was_damaged_is_not(tmp_path: Path) -> None:
    write(tmp_path, {"one": b"abc", "two": b"defg"})
    assert kept(tmp_path) == {"one": b"abc", "two": b"defg"}
    assert Clips(tmp_path).seconds_of("two") == 4 / RATE
    (tmp_path / SAMPLES).write_bytes(b"abcdeXg")
    assert kept(tmp_path) == {"one": b"abc"}
