"""What would be heard in a session, and the clips that are there."""

from __future__ import annotations

from functools import cache

from backcoach.coach.planning.plan import Plan
from backcoach.cues.utterance import Utterance, VoiceLevel
from backcoach.cues.voice.announcer import Announcer
from backcoach.cues.voice.clips import Clips
from backcoach.cues.voice.transcript import transcript_of
from tests.support.content import catalogue, programme


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
    exercises = catalogue().exercises
    return list(transcript_of(plan, exercises, programme(), level, counts=counts, speed=speed))


def said(utterances: list[Utterance]) -> list[str]:
    return [each.words for each in utterances if each.texts]
