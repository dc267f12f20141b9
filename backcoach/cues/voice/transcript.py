"""What would be heard in a session that nobody touches, without waiting for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backcoach.coach.evidence.lights import lights_for
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.programme import Programme
from backcoach.coach.planning.plan import Plan
from backcoach.coach.session.player import Player
from backcoach.cues.utterance import Utterance, VoiceLevel
from backcoach.cues.voice.announcer import Announcer
from backcoach.cues.voice.clips import Clips

LOOK_SECONDS = 1.5
"""The clock is looked at as often as this, and at each instant at which something is due. A gap
longer than a programme allows (`gap_seconds`) would pause the session."""

_GAP_ALLOWED = 1e-6


class SteppedClock:
    """A clock for a player that moves only when it is told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        """Seconds since its beginning."""
        return self.seconds

    def awake_or_asleep(self) -> float:
        """The same."""
        return self.seconds


def transcript_of(
    plan: Plan,
    exercises: Mapping[str, Exercise],
    programme: Programme,
    level: VoiceLevel,
    *,
    counts: bool = True,
    speed: float = 1.0,
) -> Iterator[Utterance]:
    """All that is heard in a session of `plan`; with `counts` the last seconds are counted."""
    clock = SteppedClock()
    lights = lights_for(None, programme.lights)
    player = Player(plan, exercises, programme.timing, clock, lights, speed=speed)
    equipment, seconds_of = programme.equipment, Clips().seconds_of
    announcer = Announcer(level, seconds_of, counts=counts, equipment=equipment, speed=speed)
    events = player.start()
    while True:
        if (said := announcer.take(events, player)) is not None:
            yield said
        if player.position.has_ended:
            return
        clock.seconds += _step(player, announcer)
        events = player.tick()


def _step(player: Player, announcer: Announcer) -> float:
    """Seconds until something is due: an event, or words that wait for their turn."""
    step = min(LOOK_SECONDS, max(player.position.until_next_event, _GAP_ALLOWED))
    at = announcer.next_at
    ahead = None if at is None else at - player.position.now
    return step if ahead is None or ahead <= 0 else min(step, ahead)
