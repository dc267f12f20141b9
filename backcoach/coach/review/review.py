"""The review after 4, 8 and 12 weeks.

The results so far, and how to rate them (`programme.md` §5).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from backcoach.coach.evidence.decisions import Decision
from backcoach.coach.evidence.moments import local_days
from backcoach.coach.levels.earned import Earned
from backcoach.coach.model.profile import Weight
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.records import Log
from backcoach.coach.model.rules.review import ReviewRules
from backcoach.coach.review.changes import (
    ActivityChange,
    PainChange,
    activity_changes,
    mean_change,
    pain_change,
    start_pain,
)
from backcoach.coach.review.schedule import (
    TrainingPeriod,
    activity_ratings,
    course_on,
    review_week,
    week_pains,
)
from backcoach.coach.review.weeks import Adherence, Week, adherence, pain_scores, weeks_of

ROUNDING = 1e-9
"""A tolerance for floating-point error: 30 % of a mean is still 30 %."""


class Band(StrEnum):
    """The three ratings of progress."""

    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    WORSE = "worse"


class Climb(NamedTuple):
    """An exercise of the present stage: the level it was first done at, and its level now.

    `weight` is what the present level is done with, None where it has none.
    """

    exercise: str
    first: int
    now: int
    weight: Weight | None = None


class Review(NamedTuple):
    """The results of a training period up to the day `on`, after `week` whole weeks.

    `point` is the week after which the latest review was due, None before the first; without it
    there is no verdict and no change of activities. `start_pain` is the pain at the start, None
    while unknown. `ups` and `downs` count steps between levels, `flares` flare-ups that began.
    """

    on: date
    course: TrainingPeriod
    week: int
    point: int | None
    verdict: Band | None
    start_pain: float | None
    pain: PainChange | None
    activities: tuple[ActivityChange, ...]
    weeks: tuple[Week, ...]
    lately: Adherence
    overall: Adherence
    climbs: tuple[Climb, ...]
    ups: int
    downs: int
    flares: int


def review(
    log: Log, today: date, programme: Programme, levels: Earned, *, offset_minutes: int = 0
) -> Review | None:
    """The results so far on the local date `today`; None before the first session.

    During a break after which training begins anew they are those of the weeks before the break.
    `levels` are those of the standing on that day.
    """
    course = course_on(log, today, programme)
    if course is None:
        return None
    rules = programme.review
    on = today if course.broke_on is None else course.first_day_of(course.weeks_by(course.last) + 1)
    week = course.weeks_by(on)
    point = review_week(week, rules)
    day_of = local_days(log, on, offset_minutes)
    reported = week_pains(log, on, day_of)
    scores = pain_scores(log, on, offset_minutes)
    pain = pain_change(reported, scores, course, on, rules)
    rated = activity_ratings(log, on, day_of)
    activities = () if point is None else activity_changes(rated, course, point)
    keeping = [
        (each.on, each.rule == "keep.begin")
        for each in levels.decisions
        if each.rule.startswith("keep.")
    ]
    weeks = weeks_of(
        log,
        on,
        course,
        programme,
        scores=scores,
        reported=reported,
        day_of=day_of,
        keeping=keeping,
    )
    if course.broke_on is not None:
        weeks = weeks[:week]
    decisions = [each for each in levels.decisions if course.began <= each.on <= on]
    return Review(
        on=on,
        course=course,
        week=week,
        point=point,
        verdict=None if point is None else verdict(pain, mean_change(activities), rules),
        start_pain=start_pain(reported, scores, course, rules) if pain is None else pain.start,
        pain=pain,
        activities=activities,
        weeks=weeks,
        lately=adherence(weeks, rules.adherence_weeks),
        overall=adherence(weeks),
        climbs=climbs(levels, decisions),
        ups=sum(is_up(each) for each in decisions),
        downs=sum(is_down(each) for each in decisions),
        flares=flares(decisions),
    )


# The verdict


def verdict(pain: PainChange | None, activities: float | None, rules: ReviewRules) -> Band | None:
    """The rating; None where neither pain nor activities can be compared.

    `activities` is the change of their mean. Worse is tested first: if one got better and the other
    worse, a clinician should have a look (judgement).
    """
    if pain is None and activities is None:
        return None
    if pain_worse(pain, rules) or activities_worse(activities, rules):
        return Band.WORSE
    if pain_improved(pain, rules) or activities_improved(activities, rules):
        return Band.IMPROVED
    return Band.UNCHANGED


def pain_improved(pain: PainChange | None, rules: ReviewRules) -> bool:
    """Pain is 2 points or 30 % less (OST08)."""
    if pain is None:
        return False
    by_share = pain.share is not None and pain.share >= rules.pain_share - ROUNDING
    return by_share or pain.points >= rules.pain_points - ROUNDING


def activities_improved(change: float | None, rules: ReviewRules) -> bool:
    """The mean of the activities is 2 points better (PSFS)."""
    return change is not None and change >= rules.activities_points - ROUNDING


def pain_worse(pain: PainChange | None, rules: ReviewRules) -> bool:
    """Pain is 2 points more (OST08)."""
    return pain is not None and pain.points <= ROUNDING - rules.pain_points


def activities_worse(change: float | None, rules: ReviewRules) -> bool:
    """The mean of the activities is 2 points less (PSFS)."""
    return change is not None and change <= ROUNDING - rules.activities_points


# Levels and flare-ups


def is_up(decision: Decision) -> bool:
    """Whether it is a step up: to a higher level, or to the harder exercise."""
    return decision.rule in ("level.up", "level.swap.harder")


def is_down(decision: Decision) -> bool:
    """Whether a session led to a step down, in level or to the easier exercise.

    Breaks do not count.
    """
    return decision.rule.startswith("level.down.") or decision.rule == "level.swap.easier"


def climbs(levels: Earned, decisions: Sequence[Decision]) -> tuple[Climb, ...]:
    """The exercises of the present stage; `decisions` are those of the period, oldest first."""
    first: dict[str, int] = {}
    for each in decisions:
        first.setdefault(each.exercise, each.from_level)
        if each.other is not None:
            first.setdefault(each.other, each.to_level)
    return tuple(
        Climb(
            rung.exercise,
            first.get(rung.exercise, rung.level),
            rung.level,
            levels.weight_at(levels.book.exercises[rung.exercise], rung.level),
        )
        for rung in levels.rungs
    )


def flares(decisions: Sequence[Decision]) -> int:
    """The number of flare-ups that began, without those that a corrected answer took back."""
    began = sum(each.rule.startswith("flare.begin.") for each in decisions)
    return max(0, began - sum(each.rule == "flare.corrected" for each in decisions))
