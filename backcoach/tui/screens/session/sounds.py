"""What is heard in a session on the screen: tones, words and when the players rest."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from backcoach.coach.session.events import Event
from backcoach.cues.utterance import VoiceLevel
from backcoach.cues.voice.announcer import Announcer
from backcoach.cues.voice.phrases import name_text
from backcoach.open_session import OpenSession
from backcoach.store.settings import Settings
from backcoach.tui.coach import Coach

PAUSE_SECONDS = 60
"""A pause longer than this is a long one (judgement)."""


class SessionSounds:
    """Has what an announcer decides made heard, as the settings want it at that moment."""

    def __init__(self, coach: Coach, session: OpenSession) -> None:
        self._coach = coach
        self._session = session
        suit = session.player.plan.suit
        self._announcer = Announcer(
            VoiceLevel.OFF,
            coach.words.seconds_of,
            equipment=None if suit is None else suit.programme.equipment,
            speed=session.speed,
        )
        # Clips are made of the exercises that come with the program; others may be added.
        for text in {name_text(item.exercise) for item in session.player.plan.items}:
            coach.words.prepare(text, lambda: None)
        self._still_since: float | None = None
        """When the session's clock stopped, as far as seen; None while it runs."""

    def follow(self, events: Sequence[Event]) -> None:
        """Have heard what is due now; to be called at each look at the clock."""
        settings = self._settings
        self._announcer.level = VoiceLevel(settings.voice) if settings.sound else VoiceLevel.OFF
        self._announcer.counts = settings.last_seconds
        said = self._announcer.take(events, self._session.player)
        if said is not None:
            self._coach.hear(said)

    def tell(self, words: str) -> None:
        """Have `words` said that somebody typed, as soon as there is room for them."""
        loop = asyncio.get_running_loop()

        def ready() -> None:
            loop.call_soon_threadsafe(self._announcer.tell, words)

        if VoiceLevel(self._settings.voice).speaks and not self.is_off:
            self._coach.words.prepare(words, ready)

    def rest(self) -> None:
        """In a long pause end the players: an open one keeps wireless headphones awake."""
        position = self._session.player.position
        if position.is_moving:
            self._still_since = None
        elif self._still_since is None:
            self._still_since = position.now
        elif position.now - self._still_since > PAUSE_SECONDS * self._session.speed:
            self._coach.close_sound()

    @property
    def is_off(self) -> bool:
        """Whether nothing is heard."""
        return not self._settings.sound or self._settings.voice == VoiceLevel.OFF.value

    @property
    def _settings(self) -> Settings:
        return self._coach.practice.book.settings
