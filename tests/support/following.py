"""Runs a session in a test and summarises its events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from backcoach.coach.model.exercise import Side
from backcoach.coach.model.records import SetRecord, Work
from backcoach.coach.planning.plan import Plan, PlanItem
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.events import Event
from backcoach.coach.session.player import Player
from tests.support.clock import ManualClock, play
from tests.support.content import catalogue, plan_of, programme

TIMING = programme().timing
LIGHTS = programme().lights
EASIER_LEVEL = 2

T = TypeVar("T")


def begin(
    *items: PlanItem,
    plan: Plan | None = None,
    speed: float = 1.0,
    auto_advance: bool = True,
    before: int | None = 2,
) -> tuple[Player, ManualClock]:
    """A session that has just been started, after a pain of `before`."""
    clock = ManualClock(speed=speed)
    player = Player(
        plan or plan_of(*items),
        catalogue().exercises,
        TIMING,
        clock,
        LIGHTS,
        before=before,
        speed=speed,
        auto_advance=auto_advance,
    )
    player.start()
    return player, clock


def into_work(
    *items: PlanItem, seconds: float = 0.0, speed: float = 1.0
) -> tuple[Player, ManualClock]:
    """A session `seconds` into its first set."""
    player, clock = begin(*items, speed=speed)
    play(player, clock, 12 + seconds)
    return player, clock


def kinds(events: Sequence[Event]) -> list[type[Event]]:
    return [type(event) for event in events]


def only(events: Sequence[Event], kind: type[T]) -> list[T]:
    return [event for event in events if isinstance(event, kind)]


def done(player: Player) -> list[Work]:
    return [record.done for record in player.records()]


def marks(record: SetRecord) -> str:
    """What became of a set, in a word."""
    if record.replaced:
        return "replaced"
    if record.skipped:
        return "skipped"
    if record.spared:
        return "spared"
    return "done" if record.completed else "open"


def fates(player: Player) -> list[tuple[str, str]]:
    return [(record.exercise, marks(record)) for record in player.records()]


def where(player: Player) -> tuple[str, int, Side, SegmentKind]:
    step = player.position.step
    return step.exercise.id, step.number, step.side, player.position.segment.kind
