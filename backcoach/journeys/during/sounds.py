"""What is heard in a session: tones, words and when the players rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from backcoach.coach.session.events import Event
from backcoach.cues.utterance import VoiceLevel
from backcoach.cues.voice.announcer import Announcer
from backcoach.cues.voice.phrases import name_text
from backcoach.open_session import OpenSession
from backcoach.store.settings import Settings

if TYPE_CHECKING:
    from backcoach.cues.utterance import Utterance
    from backcoach.cues.voice.engine import SpokenWords
    from backcoach.practice import Practice

PAUSE_SECONDS = 60
"""A pause longer than this is a long one (judgement)."""


class Heard(Protocol):
    """Where what is heard goes: a front end with its speaker."""

    practice: Practice

    @property
    def words(self) -> SpokenWords:
        """What can be said."""
        ...

    def hear(self, said: Utterance) -> None:
        """Have a tone or words heard at the volume the user wants, unless sound is off."""
        ...

    def open_sound(self) -> None:
        """Make ready for the sounds of a session."""
        ...

    def close_sound(self) -> None:
        """End every player. The next sound opens anew."""
        ...


class SessionSounds:
    """Has what an announcer decides made heard, as the settings want it at that moment."""

    def __init__(self, front: Heard, session: OpenSession) -> None:
        self._front = front
        self._session = session
        suit = session.player.plan.suit
        self._announcer = Announcer(
            VoiceLevel.OFF,
            front.words.seconds_of,
            equipment=None if suit is None else suit.programme.equipment,
            speed=session.speed,
        )
        # Clips are made of the exercises that come with the program; others may be added.
        for text in {name_text(item.exercise) for item in session.player.plan.items}:
            front.words.prepare(text, lambda: None)
        self._still_since: float | None = None
        """When the session's clock stopped, as far as seen; None while it runs."""

    def follow(self, events: Sequence[Event]) -> None:
        """Have heard what is due now; to be called at each look at the clock."""
        settings = self._settings
        self._announcer.level = VoiceLevel(settings.voice) if settings.sound else VoiceLevel.OFF
        self._announcer.counts = settings.last_seconds
        said = self._announcer.take(events, self._session.player)
        if said is not None:
            self._front.hear(said)

    def tell(self, words: str) -> None:
        """Have `words` said that somebody typed, as soon as there is room for them."""
        import asyncio

        loop = asyncio.get_running_loop()

        def ready() -> None:
            loop.call_soon_threadsafe(self._announcer.tell, words)

        if VoiceLevel(self._settings.voice).speaks and not self.is_off:
            self._front.words.prepare(words, ready)

    def rest(self) -> None:
        """In a long pause end the players: an open one keeps wireless headphones awake."""
        position = self._session.player.position
        if position.is_moving:
            self._still_since = None
        elif self._still_since is None:
            self._still_since = position.now
        elif position.now - self._still_since > PAUSE_SECONDS * self._session.speed:
            self._front.close_sound()

    @property
    def is_off(self) -> bool:
        """Whether nothing is heard."""
        return not self._settings.sound or self._settings.voice == VoiceLevel.OFF.value

    @property
    def _settings(self) -> Settings:
        return self._front.practice.book.settings
