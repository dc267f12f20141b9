"""What is said or sounded at one instant of a session."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from backcoach.coach.model.frozen import frozen
from backcoach.cues.cue import Cue


class VoiceLevel(StrEnum):
    """How much is heard. `BRIEF` says names, sides and the last three seconds."""

    FULL = "full"
    BRIEF = "brief"
    TONES = "tones only"
    OFF = "off"

    @property
    def speaks(self) -> bool:
        """Whether there are words at all."""
        return self in (VoiceLevel.FULL, VoiceLevel.BRIEF)


class Priority(IntEnum):
    """How much it matters that something is heard; the first in this order matters most."""

    SAFETY = 0
    COUNT = 1
    SIDE_AND_EXERCISE = 2
    NEXT = 3
    ENCOURAGEMENT = 4


@frozen
class Utterance:
    """Words, a tone, or both, that begin at the instant `at` and take so many `seconds`.

    Both are in seconds of the session's clock. `texts` are said one after the other, after the
    tone of `cue`. With `instead` the words take the place of the tone, which is then heard only
    where words can't be.
    """

    at: float
    seconds: float
    priority: Priority
    texts: tuple[str, ...] = ()
    cue: Cue | None = None
    instead: bool = False

    @property
    def words(self) -> str:
        """All that is said, as it would be written."""
        return " ".join(self.texts)

    @property
    def end(self) -> float:
        """The instant at which it is over."""
        return self.at + self.seconds
