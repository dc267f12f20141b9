"""Words that somebody typed, and the programs that say them."""

from __future__ import annotations

import os
import shutil
import sys
import wave
from array import array
from pathlib import Path
from threading import Event

import pytest

from backcoach.cues.tones import RATE
from backcoach.cues.voice.clips import Clips
from backcoach.cues.voice.engine import (
    COMMANDS,
    PEAK,
    SOUND,
    TEXT,
    CommandEngine,
    SpokenWords,
    engines,
    samples_in,
)

PATIENCE = 10.0

ECHO = """
import sys, wave
with wave.open(sys.argv[2], "wb") as file:
    file.setparams((1, 2, 12000, 0, "NONE", ""))
    text = open(sys.argv[1], encoding="utf-8").read()
    file.writeframes(b"".join((100 * len(text)).to_bytes(2, "little") for _ in range(12000)))
"""
"""A program that says a text with a sound of one second."""


def test_a_text_goes_to_the_program_and_its_sound_comes_back_at_our_rate_and_loudness() -> None:
    found = CommandEngine(sys.executable, "-c", ECHO, TEXT, SOUND)("-x $(reboot); ñ")
    assert found is not None
    assert len(found) == pytest.approx(RATE, abs=3)
    assert max(found) == pytest.approx(PEAK, rel=0.01)


@pytest.mark.parametrize(
    "script", ["raise SystemExit(1)", "pass", "open(__import__('sys').argv[2], 'w').write('x')"]
)
def test_a_program_that_fails_or_writes_nothing_says_nothing(script: str) -> None:
    assert CommandEngine(sys.executable, "-c", script, TEXT, SOUND)("word") is None
    assert CommandEngine("/no/such/program", TEXT, SOUND)("word") is None


def test_silence_and_other_kinds_of_samples_are_no_words(tmp_path: Path) -> None:
    for width in (1, 2):
        with wave.open(str(tmp_path / "a.wav"), "wb") as file:
            file.setparams((1, width, RATE, 0, "NONE", ""))
            file.writeframes(bytes(2 * RATE))
        assert samples_in(tmp_path / "a.wav") is None


def test_a_typed_word_can_be_said_once_it_is_ready_and_others_by_their_clips() -> None:
    made = array("h", [1000] * RATE)
    words, ready = SpokenWords(Clips(), lambda: [lambda _: None, lambda _: made]), Event()
    assert words.seconds_of("my stretch") is None
    words.prepare("my stretch", ready.set)
    assert ready.wait(PATIENCE)
    assert words.seconds_of("my stretch") == 1.0
    assert array("h", words.samples_of("my stretch", 5) or b"")[0] == 250
    assert words.samples_of("one", 7) == Clips().samples_of("one", 7)
    at_once: list[bool] = []
    words.prepare("one", lambda: at_once.append(True))
    assert at_once == [True]


def test_engines_are_tried_in_order_and_none_waits_for_a_sound_server(tmp_path: Path) -> None:
    assert [each[0] for each in COMMANDS] == ["espeak-ng", "flite", "say", "powershell"]
    assert list(engines({"PATH": str(tmp_path)})) == []
    if os.name != "nt":
        (tmp_path / "flite").write_text("")
        (tmp_path / "flite").chmod(0o755)
        assert len(list(engines({"PATH": str(tmp_path)}))) == 1


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each[0])
def test_the_engine_of_this_machine_says_a_word(command: tuple[str, ...]) -> None:
    found = shutil.which(command[0])
    if found is None:
        pytest.skip(f"{command[0]} is not installed")
    samples = CommandEngine(found, *command[1:])("Hello from the mat.")
    assert samples is not None and 0.5 * RATE < len(samples) < 4 * RATE
