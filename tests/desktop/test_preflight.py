"""The check before a session: each part is fine, or says why not and what to do."""

from __future__ import annotations

from pathlib import Path
from queue import SimpleQueue

import pytest

from backcoach.cues.cue import Sound
from backcoach.cues.outputs import BELL, OutputFailed
from backcoach.cues.tones import RATE, samples_of
from backcoach.cues.utterance import VoiceLevel
from backcoach.desktop import preflight
from backcoach.desktop.awake import Held
from backcoach.desktop.preflight import (
    SOUND_OFF,
    TAKES_TIME,
    VOICE,
    Finding,
    Wanted,
    awake_finding,
    look,
    output_now,
    sound_finding,
    try_sound,
    voice_finding,
    window_finding,
)

PATIENCE = 10.0


class Player:
    """An output that plays, or does not for a reason."""

    def __init__(self, name: str, reason: str = "") -> None:
        self.name = name
        self.takes_pieces = True
        self.played = 0
        self.done: list[str] = []
        self._reason = reason

    def start(self) -> None:
        self.done.append("start")
        if self._reason:
            raise OutputFailed(self._reason)

    def play(self, sound: Sound | None, samples: bytes) -> None:
        self.played = len(samples)
        self.done.append("play")

    def silence(self) -> None:
        self.done.append("silence")

    def stop(self) -> None:
        self.done.append("stop")


def tone(*players: Player) -> Finding:
    found: list[Finding] = []
    try_sound(players, 7, found.append)
    finding, voice = found
    assert voice.name == VOICE
    return finding


def test_the_first_player_that_works_plays_a_tone_and_is_left_tidy() -> None:
    broken, works, other = Player("one", "it ended"), Player("two"), Player("three")
    finding = tone(broken, works, other)
    assert finding.ok
    assert finding.words.startswith("one: it ended; instead a tone by two, volume 7 of 10")
    assert (broken.done, works.done, other.done) == (
        ["start", "stop"],
        ["start", "play", "stop"],
        [],
    )


def test_a_bell_is_not_all_there_could_be_and_nothing_even_less() -> None:
    bell = tone(Player(BELL))
    assert (bell.ok, bell.to_do) == (False, "Not heard? Allow the bell in your terminal.")
    nothing = tone(Player("one", "it ended"))
    assert nothing == Finding(
        "sound", False, "one: it ended", "The screen shows all that would be heard."
    )
    assert not sound_finding("pacat", 0).ok


@pytest.mark.parametrize(
    ("found", "wanted", "remote", "ok", "words"),
    [
        ([Held("a"), Held("b")], True, False, True, "by a and b"),
        ([Held("a", "no"), Held("b")], True, False, True, "by b (not by a: no)"),
        ([Held("a", "no")], True, False, False, "it may go off. a: no"),
        ([], True, False, False, "it may go off. No way is known here"),
        ([], True, True, False, "over SSH the screen is that of another machine"),
        ([], False, False, False, "switched off"),
    ],
)
def test_the_screen_stays_on_or_it_says_why_not(
    found: list[Held], wanted: bool, remote: bool, ok: bool, words: str
) -> None:
    finding = awake_finding(found, wanted=wanted, remote=remote)
    assert (finding.ok, finding.words) == (ok, words)
    assert ok is not bool(finding.to_do)


def test_a_window_says_from_how_far_it_is_read() -> None:
    large = window_finding(12.5, 3)
    assert large.ok
    assert "can be read from 12 m, the large word from 3 m" in large.words
    small = window_finding(2.5, 0.5)
    assert (small.ok, small.to_do) == (False, "Make the window larger, to 60×20 at least.")
    assert "less than 1 m" in small.words


def test_what_takes_time_is_reported_from_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    player = Player("player")
    monkeypatch.setattr(preflight, "outputs", lambda _ring, _environment: [player])
    monkeypatch.setattr(preflight, "ways", lambda _environment: [])
    found: SimpleQueue[Finding] = SimpleQueue()
    for thread in look(Wanted(True, 7, True), {}, lambda: None, found.put):
        thread.join(PATIENCE)
    assert {each.name for each in all_of(found)} == set(TAKES_TIME)
    assert "play" in player.done


def test_what_is_switched_off_is_not_tried() -> None:
    found: SimpleQueue[Finding] = SimpleQueue()
    for thread in look(Wanted(False, 7, False), {}, lambda: None, found.put):
        thread.join(PATIENCE)
    off = awake_finding([], wanted=False, remote=False)
    tones = voice_finding(VoiceLevel.TONES, by_player=False)
    assert set(all_of(found)) == {SOUND_OFF, tones, off}


def all_of(found: SimpleQueue[Finding]) -> list[Finding]:
    return [found.get_nowait() for _ in range(found.qsize())]


@pytest.mark.parametrize(
    ("level", "by_player", "ok", "words"),
    [
        (VoiceLevel.TONES, False, True, "tones only, as you chose"),
        (VoiceLevel.BRIEF, True, True, "it said “This is how the coach sounds.” (level brief)"),
        (VoiceLevel.FULL, False, False, "words can’t be heard"),
    ],
)
def test_the_voice_is_heard_or_it_says_why_not(
    level: VoiceLevel, by_player: bool, ok: bool, words: str
) -> None:
    finding = voice_finding(level, by_player=by_player)
    assert finding.ok is ok
    assert finding.words.startswith(words)


def test_the_voice_follows_the_tone_in_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    player = Player("player")
    monkeypatch.setattr(preflight, "outputs", lambda _ring, _environment: [player])
    monkeypatch.setattr(preflight, "ways", lambda _environment: [])
    found: SimpleQueue[Finding] = SimpleQueue()
    for thread in look(Wanted(True, 7, False, VoiceLevel.BRIEF), {}, lambda: None, found.put):
        thread.join(PATIENCE)
    assert player.done == ["start", "play", "stop"]
    assert player.played > len(samples_of(Sound.GO, 7)) + RATE


def test_an_output_is_known_by_its_player_and_its_device(tmp_path: Path) -> None:
    for name in ("pacat", "pactl"):
        (tmp_path / name).write_text('#!/bin/sh\necho "headphones"\n', encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    here = {"PATH": str(tmp_path)}
    assert output_now(here) == "pacat to headphones"
    (tmp_path / "pactl").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    assert output_now(here) == "pacat"
    assert output_now({**here, "SSH_TTY": "/dev/pts/1"}) == BELL
