"""What would be heard in a session, and the clips that are there."""

from __future__ import annotations

from functools import cache

from backcoach.coach.planning.plan import Plan
from backcoach.coach.session.player import Player
from backcoach.cues.utterance import Utterance, VoiceLevel
from backcoach.cues.voice.announcer import Announcer
from backcoach.cues.voice.clips import Clips
from backcoach.cues.voice.transcript import SteppedClock, transcript
from tests.support.content import catalogue, programme
from tests.support.following import LIGHTS, TIMING


@cache
def clips() -> Clips:
    return Clips()


def announcer(level: VoiceLevel, *, counts: bool = True, speed: float = 1.0) -> Announcer:
    return Announcer(
        level,
        clips().seconds_of,
        counts=counts,
        equipment=programme().equipment,
        speed=speed,
    )


def heard(
    plan: Plan, level: VoiceLevel = VoiceLevel.FULL, *, counts: bool = True, speed: float = 1.0
) -> list[Utterance]:
    """All that is heard in a session of `plan` that nobody touches."""
    clock = SteppedClock()
    player = Player(plan, catalogue().exercises, TIMING, clock, LIGHTS, speed=speed)
    return list(transcript(player, clock, announcer(level, counts=counts, speed=speed)))


def said(utterances: list[Utterance]) -> list[str]:
    return [each.words for each in utterances if each.texts]
