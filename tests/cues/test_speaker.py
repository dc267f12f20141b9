"""The speaker, with small programs that stand in for the players of a system."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Event

import pytest

from backcoach.cues.cue import Cue, Sound
from backcoach.cues.outputs import (
    BellOutput,
    FileOutput,
    Output,
    OutputFailed,
    StreamOutput,
    outputs,
)
from backcoach.cues.speaker import STALE_SECONDS, ThreadedSpeaker
from backcoach.cues.tones import RATE, samples_of
from backcoach.cues.utterance import Priority, Utterance

GO = Cue(Sound.GO)
PATIENCE = 10.0
"""Seconds after which a test gives up: far more than anything here takes on a busy machine."""


class Recorded:
    """A way that keeps what it was given; it fails as often as it is told to."""

    takes_pieces = False

    def __init__(self, name: str = "recorded", starts: bool = True, plays: int = 1000) -> None:
        self.name = name
        self.played: Queue[Sound | None] = Queue()
        self.samples: list[bytes] = []
        self.stopped = False
        self._starts = starts
        self._plays = plays

    def start(self) -> None:
        if not self._starts:
            raise OutputFailed("no output")

    def play(self, sound: Sound | None, samples: bytes) -> None:
        if self._plays == 0:
            raise OutputFailed("it ended")
        self._plays -= 1
        self.samples.append(samples)
        self.played.put(sound)

    def silence(self) -> None:
        pass

    def stop(self) -> None:
        self.stopped = True


class Beeps:
    """A voice that knows a few words, each a second long."""

    def samples_of(self, text: str, volume: int, *, quiet: bool = False) -> bytes | None:
        return text[:1].encode() * (2 * RATE) if text in ("one", "two", "Paused.") else None


def speaker(
    *found: Output, told: list[str] | None = None, now: Callable[[], float] = lambda: 0.0
) -> ThreadedSpeaker:
    """A speaker to which no cue is ever late, unless another clock is given."""
    words = [] if told is None else told
    return ThreadedSpeaker(lambda: iter(found), words.append, now, Beeps())


def said(*texts: str, cue: Cue | None = None, instead: bool = False) -> Utterance:
    return Utterance(0.0, len(texts), Priority.COUNT, texts, cue, instead)


@contextmanager
def ended(it: ThreadedSpeaker) -> Iterator[ThreadedSpeaker]:
    """This speaker, ended at the end of the block."""
    try:
        yield it
    finally:
        it.end()


def until(reached: Callable[[], bool]) -> None:
    """Wait until something on another thread or in another process has happened."""
    deadline = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < deadline, "it never happens"
        os.sched_yield()


def test_the_first_way_that_works_is_used_and_nothing_is_told_of_it() -> None:
    told: list[str] = []
    first, second = Recorded("first"), Recorded("second")
    with ended(speaker(first, second, told=told)) as it:
        it.sound(GO, 7)
        assert first.played.get(timeout=PATIENCE) is Sound.GO
    assert second.played.empty()
    assert told == []


def test_a_way_that_cannot_start_is_stepped_over_and_that_is_told_once() -> None:
    told: list[str] = []
    first, second = Recorded("first", starts=False), Recorded("second")
    it = speaker(first, second, told=told)
    for _ in range(2):
        it.sound(GO, 7)
        assert second.played.get(timeout=PATIENCE) is Sound.GO
        it.end()
    assert told == ["No sound by first: no output. Now by second."]
    assert first.stopped


def test_a_cue_that_one_way_fails_to_play_is_heard_by_the_next() -> None:
    told: list[str] = []
    first, second = Recorded("first", plays=1), Recorded("second")
    with ended(speaker(first, second, told=told)) as it:
        it.sound(GO, 7)
        assert first.played.get(timeout=PATIENCE) is Sound.GO
        it.sound(Cue(Sound.DONE), 7)
        assert second.played.get(timeout=PATIENCE) is Sound.DONE
        until(lambda: bool(told))
    assert told == ["No sound by first: it ended. Now by second."]


def test_where_nothing_works_the_screen_is_named_and_cues_are_dropped() -> None:
    told: list[str] = []
    with ended(speaker(Recorded("only", starts=False), told=told)) as it:
        for _ in range(100):
            it.sound(GO, 7)
        until(lambda: bool(told))
    assert told == ["No sound by only: no output. Now by nothing; the screen shows it all."]


def test_a_cue_whose_moment_is_over_is_not_heard() -> None:
    seconds = [0.0]
    may_start = Event()

    class Slow(Recorded):
        def start(self) -> None:
            assert may_start.wait(PATIENCE)

    way = Slow()
    with ended(speaker(way, now=lambda: seconds[-1])) as it:
        it.sound(GO, 7)
        seconds.append(STALE_SECONDS + 0.1)
        it.sound(Cue(Sound.DONE), 7)
        may_start.set()
        assert way.played.get(timeout=PATIENCE) is Sound.DONE


def test_at_volume_nought_nothing_is_played() -> None:
    way = Recorded()
    with ended(speaker(way)) as it:
        it.sound(GO, 0)
        it.sound(Cue(Sound.DONE), 1)
        assert way.played.get(timeout=PATIENCE) is Sound.DONE


def test_closing_lets_what_was_given_be_heard_first(tmp_path: Path) -> None:
    way, target = reader(tmp_path)
    it = speaker(way)
    it.sound(Cue(Sound.FINISHED), 7)
    it.close()
    until(target.with_suffix(".ended").exists)
    assert target.read_bytes() == samples_of(Sound.FINISHED, 7)
    it.end()


def test_a_closed_speaker_opens_again_by_itself() -> None:
    way = Recorded()
    it = speaker(way)
    it.open()
    it.end()
    assert way.stopped
    with ended(it):
        it.sound(GO, 7)
        assert way.played.get(timeout=PATIENCE) is Sound.GO


# Words


def test_words_follow_their_tone_or_take_its_place() -> None:
    way = Recorded()
    tone = samples_of(Sound.GO, 7)
    with ended(speaker(way)) as it:
        it.say(said("one", "two", cue=GO), 7)
        it.say(said("one", cue=GO, instead=True), 7)
        it.say(said("unheard of", cue=GO, instead=True), 7)
        assert [way.played.get(timeout=PATIENCE) for _ in range(3)] == [Sound.GO] * 3
    one, two = (each.encode() * (2 * RATE) for each in "ot")
    assert way.samples == [tone + one + two, one, tone]


def test_words_are_cut_off_by_what_comes_next_and_heard_to_the_end_when_the_session_ends() -> None:
    class Stream(Recorded):
        takes_pieces = True

    way = Stream()
    it = speaker(way)
    it.say(said("one", "two", "one", "two"), 7)
    assert way.played.get(timeout=PATIENCE) is None
    it.sound(Cue(Sound.PAUSED), 7)
    until(lambda: way.samples[-1:] == [samples_of(Sound.PAUSED, 7)])
    cut = b"".join(way.samples[:-1])
    assert 0 < len(cut) < 8 * RATE, "not to their end"
    it.say(said("Paused."), 7)
    it.close()
    until(lambda: way.stopped)
    assert b"".join(way.samples).endswith(b"P" * (2 * RATE))
    it.end()


def test_a_bell_rings_where_words_stand_for_a_tone_and_for_no_other_words() -> None:
    rings: list[None] = []
    with ended(speaker(BellOutput(lambda: rings.append(None)))) as it:
        it.say(said("one"), 7)
        it.say(said("one", cue=Cue(Sound.TURN), instead=True), 7)
        it.say(said("one", cue=GO, instead=True), 7)
        until(lambda: bool(rings))
    assert len(rings) == 1


# Real processes


READER = """
import pathlib, sys
target = pathlib.Path(sys.argv[1])
with target.open("ab", buffering=0) as file:
    while block := sys.stdin.buffer.raw.read(65536):
        file.write(block)
target.with_suffix(".ended").touch()
"""


def reader(folder: Path) -> tuple[StreamOutput, Path]:
    """A player that reads from a pipe, and the file in which it keeps what it was given."""
    target = folder / "heard"
    return StreamOutput(sys.executable, "-c", READER, str(target)), target


def test_a_stream_gets_the_samples_as_they_are_and_ends_when_the_speaker_closes(
    tmp_path: Path,
) -> None:
    way, target = reader(tmp_path)
    wanted = samples_of(Sound.GO, 7) + samples_of(Sound.COUNT, 7, quiet=True)
    it = speaker(way)
    it.sound(GO, 7)
    it.sound(Cue(Sound.COUNT, quiet=True), 7)
    until(lambda: target.exists() and target.read_bytes() == wanted)
    process_id = way.process_id
    assert process_id is not None
    it.end()
    with pytest.raises(ProcessLookupError):
        os.kill(process_id, 0)


def test_a_player_that_is_killed_hands_over_to_the_next_way(tmp_path: Path) -> None:
    way, target = reader(tmp_path)
    second = Recorded("second")
    with ended(speaker(way, second)) as it:
        it.sound(GO, 7)
        until(lambda: target.exists() and target.stat().st_size > 0)
        assert way.process_id is not None
        os.kill(way.process_id, 9)
        until(lambda: has_ended(way.process_id))
        it.sound(Cue(Sound.DONE), 7)
        assert second.played.get(timeout=PATIENCE) is Sound.DONE


def has_ended(process_id: int | None) -> bool:
    """Whether a child of this process has ended, whether or not it has been waited for."""
    options = os.WEXITED | os.WNOHANG | os.WNOWAIT
    return process_id is None or os.waitid(os.P_PID, process_id, options) is not None


def test_a_player_without_an_output_is_told_of_and_writes_nothing_on_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    second = Recorded("second")
    without_output = StreamOutput("/bin/sh", "-c", "echo ALSA; echo no device >&2; exit 1")
    with ended(speaker(without_output, second, told=told)) as it:
        it.open()
        until(lambda: bool(told))
    assert told == ["No sound by sh: it found no sound output. Now by second."]
    assert capfd.readouterr() == ("", "")


def test_a_player_that_hangs_holds_nothing_up_and_is_ended_with_the_session(
    tmp_path: Path,
) -> None:
    way = StreamOutput(sys.executable, "-c", "import signal; signal.pause()")
    it = speaker(way)
    for _ in range(200):  # more than a pipe takes
        it.sound(Cue(Sound.FINISHED), 10)
    until(lambda: way.process_id is not None)
    process_id = way.process_id
    it.end()
    with pytest.raises(ProcessLookupError):
        os.kill(process_id or 0, 0)


def test_a_player_of_files_gets_a_file_for_each_sound_and_leaves_none(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    script = f"import shutil, sys; shutil.copy(sys.argv[1], {str(heard)!r})"
    way = FileOutput(sys.executable, "-c", script)
    it = speaker(way)
    it.sound(GO, 7)
    until(lambda: heard.exists() and samples_of(Sound.GO, 7) in heard.read_bytes())
    folder = way.folder
    assert folder is not None and folder.is_dir()
    it.end()
    assert not folder.exists()


# Which ways there are


def names(found: Iterable[Output]) -> list[str]:
    return [each.name for each in found]


def installed(folder: Path, *programs: str) -> dict[str, str]:
    """An environment in which these programs can be found, and no other."""
    for name in programs:
        (folder / name).write_text("#!/bin/sh\necho '--raw'\n")
        (folder / name).chmod(0o755)
    return {"PATH": str(folder)}


def test_ways_come_in_order_of_how_well_they_keep_time_and_end_with_the_bell(
    tmp_path: Path,
) -> None:
    environment = installed(tmp_path, "afplay", "pw-play", "aplay", "pw-cat", "pacat")
    found = outputs(lambda: None, environment, "linux")
    bell = "the terminal’s bell"
    assert names(found) == ["pacat", "pw-cat", "aplay", "pw-play", "afplay", bell]


def test_a_pw_cat_that_knows_no_raw_samples_is_left_out(tmp_path: Path) -> None:
    environment = installed(tmp_path, "pw-cat", "pw-play")
    (tmp_path / "pw-cat").write_text("#!/bin/sh\necho usage\n")
    assert names(outputs(lambda: None, environment, "linux"))[:1] == ["pw-play"]


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY"])
def test_over_ssh_only_the_bell_would_be_heard_where_the_user_is(tmp_path: Path, name: str) -> None:
    environment = {**installed(tmp_path, "pacat"), name: "somewhere"}
    assert names(outputs(lambda: None, environment, "linux")) == ["the terminal’s bell"]


@pytest.mark.parametrize(
    ("remote", "why"),
    [
        ({"SSH_CONNECTION": "1"}, "over SSH a player would be heard at the other machine"),
        ({}, "no player such as pacat, pw-cat or aplay was found"),
    ],
)
def test_why_the_bell_is_all_there_is_is_told_once(
    tmp_path: Path, remote: dict[str, str], why: str
) -> None:
    told: list[str] = []
    environment = {**installed(tmp_path), **remote}
    it = ThreadedSpeaker(lambda: outputs(lambda: None, environment, "linux"), told.append)
    for _ in range(2):
        it.open()
        until(lambda: bool(told))
        it.end()
    assert told == [f"Sound by the terminal’s bell: {why}."]


def test_the_bell_rings_for_what_starts_and_ends_and_not_for_each_repetition() -> None:
    rings: list[None] = []
    bell = BellOutput(lambda: rings.append(None))
    for sound in Sound:
        bell.play(sound, b"")
    assert len(rings) == len(Sound) - 2
