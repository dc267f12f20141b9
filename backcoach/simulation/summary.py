"""A summary of many simulated people by kind, with every check that failed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import mean, median

from backcoach.coach.model.frozen import frozen
from backcoach.simulation.people import (
    ADHERENT,
    ALWAYS_SORE,
    FLOOR_FREE,
    HIGH_8_SEEN,
    HIGH_8_UNSEEN,
    LEG_STAYS,
    MAT_AND_CHAIR,
    NO_STEP,
    SHORT_ONLY,
    STEADY_7,
    STRONG_AND_BORED,
    THIN_BONES_AND_BALANCE,
)
from backcoach.simulation.person_report import PersonReport

LAST_STAGE = 3
ON_TIME = range(7, 10)
"""Weeks in which somebody who trains as planned, with pain that settles, reaches stage 3 (§3.4)."""

GAINS = {STEADY_7.name: (11, 8), HIGH_8_SEEN.name: (11, 5), ALWAYS_SORE.name: (11, 8)}
"""By kind, after how many weeks at least how many levels have gone up (`programme.md` §3.3)."""

LATEST = {
    SHORT_ONLY.name: 9,
    LEG_STAYS.name: 9,
    MAT_AND_CHAIR.name: 9,
    THIN_BONES_AND_BALANCE.name: 9,
    STRONG_AND_BORED.name: 8,
    FLOOR_FREE.name: 20,
    NO_STEP.name: 20,
}
"""By kind, the week in which stage 3 begins at the latest; with ups and downs later than without.

These have others sessions than most: short ones only, no floor, or exercises that stand in (B4).
"""


@frozen
class KindSummary:
    """All simulated people of one kind.

    By stage, `reached` is how many people reached it and `weeks` the earliest, median and latest
    week (1-based) in which they did. `sessions` and `flares` are means per person; `pain` is the
    mean usual pain 0-10 after the first week and at the end.
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
    """All simulated people; `broken` has one line for each failed check."""

    people: int
    weeks: int
    kinds: tuple[KindSummary, ...]
    broken: tuple[str, ...]


def summary_of(reports: Sequence[PersonReport], weeks: int) -> Summary:
    """The summary of these reports, each over `weeks` weeks."""
    found: dict[str, list[PersonReport]] = {}
    for report in reports:
        found.setdefault(report.kind, []).append(report)
    kinds = tuple(_of_kind(kind, same) for kind, same in found.items())
    return Summary(len(reports), weeks, kinds, tuple(failed_checks(reports, weeks)))


def failed_checks(reports: Sequence[PersonReport], weeks: int) -> list[str]:
    """The failed checks of all days, and those of the final results."""
    broken = [words for report in reports for words in report.broken]
    for report in reports:
        if report.stages[-1] < LAST_STAGE and not report.held_by:
            broken.append(f"{report.id}: held in stage {report.stages[-1]}, and nothing says why")
        if report.kind == ADHERENT.name and weeks >= ON_TIME[-1]:
            week = report.reached.get(LAST_STAGE)
            if week not in ON_TIME:
                broken.append(f"{report.id}: trained as planned, but stage 3 came in week {week}")
        latest = LATEST.get(report.kind, weeks + 1)
        if weeks >= latest and report.reached.get(LAST_STAGE, weeks + 1) > latest:
            broken.append(f"{report.id}: stage 3 did not begin by week {latest}")
        after, least = GAINS.get(report.kind, (weeks, 0))
        if weeks >= after and report.raises < least:
            broken.append(f"{report.id}: trained as planned, but only {report.raises} levels rose")
        if report.kind == HIGH_8_UNSEEN.name and report.raises:
            broken.append(f"{report.id}: levels rose at a pain that nobody has looked at")
    return broken


def _of_kind(kind: str, reports: Sequence[PersonReport]) -> KindSummary:
    weeks = {
        stage: sorted(report.reached[stage] for report in reports if stage in report.reached)
        for stage in range(2, LAST_STAGE + 1)
    }
    return KindSummary(
        kind=kind,
        people=len(reports),
        reached={stage: len(each) for stage, each in weeks.items()},
        weeks={stage: (each[0], median(each), each[-1]) for stage, each in weeks.items() if each},
        sessions=round(mean(report.sessions for report in reports), 1),
        flares=round(mean(report.flares for report in reports), 1),
        pain=(
            _mean(report.pain[0] for report in reports),
            _mean(report.pain[-1] for report in reports),
        ),
    )


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(mean(known), 1) if known else None
