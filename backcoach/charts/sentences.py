"""The sentences of charts: what one would say who looks at them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from backcoach.charts.line import Point
from backcoach.coach.model.formatting import count, number

ENDS = 3
"""How many values at each end are taken together, so that a single day does not speak for all."""


def change(name: str, points: Sequence[Point], *, unit: str = "", ends: int = ENDS) -> str:
    """How values have changed from the first to the latest ones: "Pain 6 → 3 in 12 weeks".

    `ends` values at each end are taken together.
    """
    if not points:
        return f"{name}: not known yet"
    size = max(1, min(ends, len(points) // 2))
    first, last = (
        fmean(value for _, value in part) for part in (points[:size], points[len(points) - size :])
    )
    days = (points[-1][0] - points[0][0]).days
    if len(points) == 1:
        return f"{name} {number(last)}{unit}"
    span = count(days // 7, "week") if days >= 14 else count(days, "day")
    if number(first) == number(last):
        return f"{name} {number(last)}{unit}, the same, in {span}"
    return f"{name} {number(first)} → {number(last)}{unit} in {span}"
