"""What changed since the start: pain, and the user's own activities (`programme.md` §5).

Both are in points of 0-10, and a change is the same way round for both: above 0 is better.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from backcoach.coach.evidence.pain_scores import Score
from backcoach.coach.model.outcome_measures import plain_words
from backcoach.coach.model.rules import ReviewRules
from backcoach.coach.review.schedule import ActivityRatings, TrainingPeriod, WeekPain
from backcoach.coach.review.weeks import rolling_mean


class PainChange(NamedTuple):
    """Average pain of 7 days, at the start and now.

    `told` says that both are what the user said, otherwise both are means of their scores.
    """

    start: float
    now: float
    told: bool

    @property
    def points(self) -> float:
        """How much less it is."""
        return self.start - self.now

    @property
    def share(self) -> float | None:
        """The same as a share of the start; None where that was 0."""
        return self.points / self.start if self.start else None


class ActivityChange(NamedTuple):
    """One activity in the user's words: first rated `start` on `since`, last rated `now`."""

    words: str
    start: int
    since: date
    now: int

    @property
    def points(self) -> int:
        """How much better it goes."""
        return self.now - self.start


# Pain


def pain_change(
    told: Sequence[WeekPain],
    scores: Sequence[Score],
    course: TrainingPeriod,
    on: date,
    rules: ReviewRules,
) -> PainChange | None:
    """Like with like: what the user said then and now, or else the means of then and now.

    Nothing can be compared while the days of now are still those of the start.
    """
    if (on - course.began).days < 2 * rules.pain_days:
        return None
    reported_then, reported_now = (
        reported_at_start(told, course, rules),
        reported_lately(told, on, rules),
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
    told: Sequence[WeekPain], scores: Sequence[Score], course: TrainingPeriod, rules: ReviewRules
) -> float | None:
    """What the pain began at: as it was said, or else the mean of the first days."""
    said = reported_at_start(told, course, rules)
    return mean_at_start(scores, course, rules) if said is None else said


def reported_at_start(
    told: Sequence[WeekPain], course: TrainingPeriod, rules: ReviewRules
) -> float | None:
    """The first average told for the start of the course, up to the end of its first days."""
    end = course.began + timedelta(days=rules.pain_days)
    return next((float(each.pain) for each in told if course.since <= each.day < end), None)


def reported_lately(told: Sequence[WeekPain], on: date, rules: ReviewRules) -> float | None:
    """The last average told in the days that end with `on`."""
    begin = on - timedelta(days=rules.pain_days)
    said = [each.pain for each in told if begin < each.day <= on]
    return float(said[-1]) if said else None


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
    """Every activity rated since the review after `point` weeks came, and at least once before.

    Activities are the same when their words are, apart from capitals and spaces.
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
    """By how many points the activities go better on average; None without any."""
    return sum(each.points for each in activities) / len(activities) if activities else None


def is_clear(change: ActivityChange, rules: ReviewRules) -> bool:
    """Whether one activity changed by more than it may from day to day (PSFS)."""
    return abs(change.points) >= rules.activity_points
