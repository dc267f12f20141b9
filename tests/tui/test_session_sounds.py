"""What a session on the screen has said, without the screen."""

from __future__ import annotations

import time
from array import array
from dataclasses import replace
from threading import Event
from types import SimpleNamespace
from typing import cast

from backcoach.cues.tones import RATE
from backcoach.cues.utterance import Utterance
from backcoach.cues.voice.engine import SpokenWords
from backcoach.journeys.during.sounds import SessionSounds
from backcoach.open_session import OpenSession
from backcoach.store.settings import Settings
from backcoach.tui.coach import Coach
from tests.support.content import item
from tests.support.following import begin

PATIENCE = 10.0


def test_an_exercise_without_a_clip_is_named_by_the_speech_engine() -> None:
    asked = Event()

    def engine(text: str) -> array[int]:
        assert text == "My stretch."
        asked.set()
        return array("h", [1] * RATE)

    words = SpokenWords(found=lambda: [engine])
    heard: list[Utterance] = []
    coach = SimpleNamespace(
        words=words,
        hear=heard.append,
        practice=SimpleNamespace(book=SimpleNamespace(settings=Settings())),
    )
    cobra = item("cobra")
    mine = replace(cobra, exercise=replace(cobra.exercise, name="My stretch (own)"))
    player, clock = begin(mine)
    session = SimpleNamespace(player=player, speed=1.0)
    sounds = SessionSounds(cast(Coach, coach), cast(OpenSession, session))
    assert asked.wait(PATIENCE)
    deadline = time.monotonic() + PATIENCE
    while words.seconds_of("My stretch.") is None:
        assert time.monotonic() < deadline
    sounds.follow(player.back())
    for _ in range(20):
        clock.advance(0.1)
        sounds.follow(player.tick())
    assert [each.words for each in heard] == ["Get ready. My stretch."]
