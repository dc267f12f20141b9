"""Changes in pain and in the user's own activities since the start (`programme.md` §5).

Both are in points 0-10; in both a change above 0 is an improvement.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from backcoach.coach.evidence.pain_scores import Score
from backcoach.coach.model.outcome_measures import plain_words
from backcoach.coach.model.rules.review import ReviewRules
from backcoach.coach.review.schedule import ActivityRatings, TrainingPeriod, WeekPain
from backcoach.coach.review.weeks import rolling_mean


class PainChange(NamedTuple):
    """Average pain of 7 days, at the start and now.

    With `told` both are averages reported by the user, otherwise both are means of their scores.
    """

    start: float
    now: float
    told: bool

    @property
    def points(self) -> float:
        """By how many points it is lower."""
        return self.start - self.now

    @property
    def share(self) -> float | None:
        """The same as a share of the start; None if that was 0."""
        return self.points / self.start if self.start else None


class ActivityChange(NamedTuple):
    """An activity, first rated `start` on the day `since`, last rated `now`."""

    words: str
    start: int
    since: date
    now: int

    @property
    def points(self) -> int:
        """By how many points it is better."""
        return self.now - self.start


# Pain


def pain_change(
    reported: Sequence[WeekPain],
    scores: Sequence[Score],
    course: TrainingPeriod,
    on: date,
    rules: ReviewRules,
) -> PainChange | None:
    """The change between two reported averages, or else between two means of scores.

    None while the days of now overlap those of the start, or where one of the values is missing.
    """
    if (on - course.began).days < 2 * rules.pain_days:
        return None
    reported_then, reported_now = (
        reported_at_start(reported, course, rules),
        reported_lately(reported, on, rules),
    )
    if reported_then is not None and reported_now is not None:
        return PainChange(reported_then, reported_now, told=True)
    mean_then, mean_now = (
        mean_at_start(scores, course, rules),
        rolling_mean(scores, on, rules.pain_days),
    )
    if mean_then is None or mean_now is None:
        return None
    return PainChange(mean_then, mean_now, told=False)


def start_pain(
    reported: Sequence[WeekPain],
    scores: Sequence[Score],
    course: TrainingPeriod,
    rules: ReviewRules,
) -> float | None:
    """The pain at the start: the average reported then, or else the mean of the first days."""
    pain = reported_at_start(reported, course, rules)
    return mean_at_start(scores, course, rules) if pain is None else pain


def reported_at_start(
    reported: Sequence[WeekPain], course: TrainingPeriod, rules: ReviewRules
) -> float | None:
    """The first average reported about the start of the period, up to the end of its first days."""
    end = course.began + timedelta(days=rules.pain_days)
    return next((float(each.pain) for each in reported if course.since <= each.day < end), None)


def reported_lately(reported: Sequence[WeekPain], on: date, rules: ReviewRules) -> float | None:
    """The last average reported in the days that end with `on`."""
    begin = on - timedelta(days=rules.pain_days)
    pains = [each.pain for each in reported if begin < each.day <= on]
    return float(pains[-1]) if pains else None


def mean_at_start(
    scores: Sequence[Score], course: TrainingPeriod, rules: ReviewRules
) -> float | None:
    """The mean of the scores of the first days."""
    end = course.began + timedelta(days=rules.pain_days - 1)
    return rolling_mean(scores, end, rules.pain_days)


# Activities


def activity_changes(
    rated: Sequence[ActivityRatings], course: TrainingPeriod, point: int
) -> tuple[ActivityChange, ...]:
    """Every activity rated since the review after `point` weeks was due, and at least once before.

    Two activities are the same if their descriptions are, ignoring case and spaces.
    """
    due_on = course.first_day_of(point)
    first: dict[str, tuple[int, date]] = {}
    last: dict[str, tuple[str, int]] = {}
    for rating in rated:
        for words, score in rating.scores.items():
            if rating.day >= due_on:
                last[plain_words(words)] = (words, score)
            elif rating.day >= course.since:
                first.setdefault(plain_words(words), (score, rating.day))
    return tuple(
        ActivityChange(words, *first[key], score)
        for key, (words, score) in last.items()
        if key in first
    )


def mean_change(activities: Sequence[ActivityChange]) -> float | None:
    """The mean change of the activities in points; None without any."""
    return sum(each.points for each in activities) / len(activities) if activities else None


def is_clear(change: ActivityChange, rules: ReviewRules) -> bool:
    """Whether one activity changed by more than chance from day to day (PSFS)."""
    return abs(change.points) >= rules.activity_points
