"""What became of many people: kind by kind, and every promise that was not kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import mean, median

from backcoach.coach.model.frozen import frozen
from backcoach.simulation.people import ADHERENT
from backcoach.simulation.story import Story

LAST_STAGE = 3
ON_TIME = range(7, 10)
"""Weeks in which somebody who trains as planned, with pain that settles, reaches stage 3 (§3.4)."""


@frozen
class KindSummary:
    """One kind of people.

    `reached` and `weeks` are by stage: how many came there, and the earliest, the middle and the
    latest week of it. `sessions` and `flares` are means; `pain` is the mean usual pain 0-10 after
    the first week and in the end.
    """

    kind: str
    people: int
    reached: Mapping[int, int]
    weeks: Mapping[int, tuple[int, float, int]]
    sessions: float
    flares: float
    pain: tuple[float | None, float | None]


@frozen
class Summary:
    """All of them; `broken` says in one line each what should have held and did not."""

    people: int
    weeks: int
    kinds: tuple[KindSummary, ...]
    broken: tuple[str, ...]


def summary_of(stories: Sequence[Story], weeks: int) -> Summary:
    """The summary of these stories, each `weeks` weeks long."""
    found: dict[str, list[Story]] = {}
    for story in stories:
        found.setdefault(story.kind, []).append(story)
    kinds = tuple(_of_kind(kind, same) for kind, same in found.items())
    return Summary(len(stories), weeks, kinds, tuple(broken_promises(stories, weeks)))


def broken_promises(stories: Sequence[Story], weeks: int) -> list[str]:
    """What was broken on some day, and what only shows in the end."""
    broken = [words for story in stories for words in story.broken]
    for story in stories:
        if story.stages[-1] < LAST_STAGE and not story.held_by:
            broken.append(f"{story.id}: held in stage {story.stages[-1]}, and nothing says why")
        if story.kind == ADHERENT.name and weeks >= ON_TIME[-1]:
            week = story.reached.get(LAST_STAGE)
            if week not in ON_TIME:
                broken.append(f"{story.id}: trained as planned, but stage 3 came in week {week}")
    return broken


def _of_kind(kind: str, stories: Sequence[Story]) -> KindSummary:
    weeks = {
        stage: sorted(story.reached[stage] for story in stories if stage in story.reached)
        for stage in range(2, LAST_STAGE + 1)
    }
    return KindSummary(
        kind=kind,
        people=len(stories),
        reached={stage: len(each) for stage, each in weeks.items()},
        weeks={stage: (each[0], median(each), each[-1]) for stage, each in weeks.items() if each},
        sessions=round(mean(story.sessions for story in stories), 1),
        flares=round(mean(story.flares for story in stories), 1),
        pain=(
            _mean(story.pain[0] for story in stories),
            _mean(story.pain[-1] for story in stories),
        ),
    )


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(mean(known), 1) if known else None
