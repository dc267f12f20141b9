"""Simulates one person, checks every day, and reports their progress week by week."""

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
from backcoach.simulation.checks import DayChecker
from backcoach.simulation.people import FIRST_DAY, PersonKind
from backcoach.simulation.person import SimulatedPerson


@frozen
class PersonReport:
    """One simulated person's progress.

    `stages`, `levels` (mean of all exercises that have one) and `pain` (usual, 0-10) have one
    value for the end of each week. `reached` is the week (1-based) in which each stage began, by
    stage, `raises` the number of levels that went up. `held_by` are the id and reason of each gate
    row not met at the end, or "waits" and why where all are met. `broken` are the messages of
    failed checks.
    """

    id: str
    kind: str
    stages: tuple[int, ...]
    levels: tuple[float | None, ...]
    pain: tuple[float | None, ...]
    sessions: int
    flares: int
    raises: int
    reached: dict[int, int]
    held_by: tuple[tuple[str, str], ...]
    broken: tuple[str, ...]


def simulate_person(
    number: int, kind: PersonKind, catalogue: Catalogue, weeks: int, seed: int
) -> PersonReport:
    """Simulate person `number` for `weeks` weeks and check every day; then check the replay."""
    programme, exercises = catalogue.programme, catalogue.exercises
    person = SimulatedPerson(f"p{number:05}", kind, catalogue, Random(f"{seed}:{number}"))
    checker = DayChecker(person)
    ends: list[Standing] = []
    levels: list[float | None] = []
    for week in range(weeks):
        for simulated in person.week(week):
            checker.see(simulated)
        ends.append(person.standing(FIRST_DAY + timedelta(days=week * 7 + 6)))
        # Now: the levels of a standing go on with the replay.
        levels.append(_mean_level(ends[-1]))
    last_day = FIRST_DAY + timedelta(days=weeks * 7 - 1)
    # A replay of the log must give the same standing, whatever the order of its lists.
    again = standing(backwards(person.log), programme, last_day, exercises=exercises)
    if ends and again != ends[-1]:
        checker.broken.append(f"{person.id}: a replay of the log says something else")
    return _report(person, checker, ends, levels)


def backwards(log: Log) -> Log:
    """`log` with every list reversed."""
    lists = {each.name: getattr(log, each.name)[::-1] for each in fields(log)}
    return Log(**lists)


def _report(
    person: SimulatedPerson,
    checker: DayChecker,
    ends: Sequence[Standing],
    levels: Sequence[float | None],
) -> PersonReport:
    end = ends[-1]
    reached: dict[int, int] = {}
    for change in end.changes:
        week = (change.on - FIRST_DAY).days // 7 + 1
        reached.setdefault(change.to_stage, week)
    return PersonReport(
        id=person.id,
        kind=person.kind.name,
        stages=tuple(here.stage for here in ends),
        levels=tuple(levels),
        pain=tuple(here.usual for here in ends),
        sessions=len(checker.sessions),
        flares=sum(each.rule.startswith("flare.begin") for each in end.levels.decisions),
        raises=len(checker.raises),
        reached=reached,
        held_by=_held_by(end),
        broken=tuple(checker.broken),
    )


def _held_by(here: Standing) -> tuple[tuple[str, str], ...]:
    """What keeps somebody in their stage: the gate rows not met, else what they are told instead.

    Empty where the next stage is open.
    """
    missing = tuple((line.id, line.reason) for line in here.lines if not line.met)
    if missing or not here.lines or here.open:
        return missing
    return (("waits", here.reasons[-1]),)


def _mean_level(here: Standing) -> float | None:
    levels = [rung.level for rung in here.levels.rungs]
    return round(mean(levels), 2) if levels else None
