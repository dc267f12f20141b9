"""What a session in lines has heard, by the settings of the user."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from queue import SimpleQueue
from typing import TYPE_CHECKING

from backcoach.journeys.during.sounds import Heard
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.cues.speaker import Speaker
    from backcoach.cues.utterance import Utterance
    from backcoach.cues.voice.engine import SpokenWords
    from backcoach.practice import Practice


class Sounds(Heard):
    """Has tones and words heard unless the user wants none. Without a `speaker` nothing is."""

    def __init__(self, practice: Practice, speaker: Speaker | None) -> None:
        self.practice = practice
        self.speaker = speaker
        self.notices: SimpleQueue[str] = SimpleQueue()
        """How sound is made from now on, in words, put here by any thread."""

    @cached_property
    def words(self) -> SpokenWords:
        """What can be said."""
        from backcoach.cues.voice.engine import SpokenWords

        return SpokenWords()

    def open_sound(self) -> None:
        """Make ready for the sounds of a session."""
        settings = self.practice.book.settings
        if self.speaker is not None and settings.sound and settings.volume:
            self.speaker.open()

    def hear(self, said: Utterance) -> None:
        """Have a tone or words heard at the volume the user wants, unless sound is off."""
        settings = self.practice.book.settings
        if self.speaker is not None and settings.sound:
            self.speaker.say(said, settings.volume)

    def close_sound(self) -> None:
        """End every player. The next sound opens anew."""
        if self.speaker is not None:
            self.speaker.close()

    def switch(self) -> bool:
        """Turn sound on or off, and return whether it is on; kept for this run at least."""
        settings = self.practice.book.settings
        with suppress(StoreError):
            self.practice.book.change_settings(replace(settings, sound=not settings.sound))
        if settings.sound:
            self.close_sound()
        return not settings.sound
