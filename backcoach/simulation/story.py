"""One person's story: lived day by day, checked on each, and told week by week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import timedelta
from random import Random
from statistics import mean

from backcoach.catalogue import Catalogue
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.records import Log
from backcoach.coach.standing.standing import Standing, standing
from backcoach.simulation.checks import Watch
from backcoach.simulation.life import FIRST_DAY, Life
from backcoach.simulation.people import PersonKind


@frozen
class Story:
    """What became of one person, week by week.

    `stages`, `levels` (mean of all exercises that have one) and `pain` (usual, 0-10) are as they
    stood at the end of each week. `reached` is the week, from 1, in which each stage began.
    `held_by` are the lines of the gate that are not met in the end, with their reasons.
    """

    id: str
    kind: str
    stages: tuple[int, ...]
    levels: tuple[float | None, ...]
    pain: tuple[float | None, ...]
    sessions: int
    flares: int
    reached: dict[int, int]
    held_by: tuple[tuple[str, str], ...]
    broken: tuple[str, ...]


def live_through(
    number: int, kind: PersonKind, catalogue: Catalogue, weeks: int, seed: int
) -> Story:
    """The story of person `number`, checked day by day and once more as a whole."""
    programme, exercises = catalogue.programme, catalogue.exercises
    life = Life(f"p{number:05}", kind, programme, exercises, Random(f"{seed}:{number}"))
    watch = Watch(life)
    ends: list[Standing] = []
    for week in range(weeks):
        for lived in life.week(week):
            watch.see(lived)
        ends.append(life.standing(FIRST_DAY + timedelta(days=week * 7 + 6)))
    last_day = FIRST_DAY + timedelta(days=weeks * 7 - 1)
    # Told once more from its log, and backwards: a replay must not care.
    again = standing(backwards(life.log), programme, last_day, exercises=exercises)
    if ends and again != ends[-1]:
        watch.broken.append(f"{life.id}: a replay of the log says something else")
    return _story(life, watch, ends)


def backwards(log: Log) -> Log:
    """`log` with every list turned round."""
    lists = {each.name: getattr(log, each.name)[::-1] for each in fields(log)}
    return Log(**lists)


def _story(life: Life, watch: Watch, ends: Sequence[Standing]) -> Story:
    end = ends[-1]
    reached: dict[int, int] = {}
    for change in end.changes:
        week = (change.on - FIRST_DAY).days // 7 + 1
        reached.setdefault(change.to_stage, week)
    return Story(
        id=life.id,
        kind=life.kind.name,
        stages=tuple(here.stage for here in ends),
        levels=tuple(_mean_level(here) for here in ends),
        pain=tuple(here.usual for here in ends),
        sessions=len(watch.sessions),
        flares=sum(each.rule.startswith("flare.begin") for each in end.levels.decisions),
        reached=reached,
        held_by=tuple((line.id, line.reason) for line in end.lines if not line.met),
        broken=tuple(watch.broken),
    )


def _mean_level(here: Standing) -> float | None:
    levels = [rung.level for rung in here.levels.rungs]
    return round(mean(levels), 2) if levels else None
