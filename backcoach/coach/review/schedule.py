"""When the outcome measures and the reviews of `programme.md` §5 are due, and what was answered.

Everything is computed from the log. The order of its records does not matter, and records after the
day asked about are not used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import NamedTuple

from backcoach.coach.evidence.absence import close, restart
from backcoach.coach.evidence.completion import has_work
from backcoach.coach.evidence.moments import DayOf, local_days
from backcoach.coach.model.days import APART_AT_MOST
from backcoach.coach.model.outcome_measures import Measures
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.records import Log, SessionRecord
from backcoach.coach.model.rules.review import ReviewRules
from backcoach.coach.model.rules.sessions import MissedTime

DAYS_A_WEEK = 7


# The training period


class TrainingPeriod(NamedTuple):
    """A period of training without a break so long that training begins anew (§3.5, last row).

    `began` is the day of its first session, `last` that of the last one so far. Answers from
    `since` on may describe its start. `broke_on` is the day on which a break became that long, None
    if none did; the next session then begins another period.
    """

    began: date
    last: date
    since: date
    broke_on: date | None = None

    def weeks_by(self, day: date) -> int:
        """The number of whole weeks from the first session to `day`."""
        return (day - self.began).days // DAYS_A_WEEK

    def first_day_of(self, week: int) -> date:
        """The day on which `week` whole weeks have passed."""
        return self.began + timedelta(weeks=week)


def course_on(log: Log, today: date, programme: Programme) -> TrainingPeriod | None:
    """The latest training period by `today`; None before the first session.

    Only sessions in which something was done count, and no rehearsals.
    """
    runs = _runs(log, today, programme.absence)
    if not runs:
        return None
    week_before = timedelta(days=programme.review.pain_days)
    first, _ = runs[0]
    course = TrainingPeriod(first, first, first - week_before)
    for first, last in runs:
        anew = _breaks_on(course, programme.absence)
        if first >= anew:
            course = TrainingPeriod(first, last, max(anew, first - week_before))
        else:
            course = course._replace(last=last)
    anew = _breaks_on(course, programme.absence)
    return course._replace(broke_on=anew) if today >= anew else course


def _runs(log: Log, today: date, rules: MissedTime) -> list[tuple[date, date]]:
    """The first and last local day of every run of sessions by `today` without such a break.

    This goes through years of sessions whenever the coach opens. Comparing instants is quicker than
    computing dates, so dates are computed only where a run may end.
    """
    real = [each for each in log.sessions if not each.is_rehearsal and has_work(each)]
    real.sort(key=attrgetter("started_at", "id"))
    surely = today - timedelta(days=2)
    past = [each for each in real if each.started_at.date() <= surely or each.local_date <= today]
    longest = close(rules)
    ends = [
        place
        for place, (before, after) in enumerate(pairwise(past))
        if after.started_at - before.started_at > longest
    ]
    if not past:
        return []
    firsts, lasts = [0, *(place + 1 for place in ends)], [*ends, len(past) - 1]
    return [
        (past[first].local_date, _day_at(past, last, first))
        for first, last in zip(firsts, lasts, strict=True)
    ]


def _day_at(past: Sequence[SessionRecord], place: int, first: int) -> date:
    """The day of the session at `place`, never before that of an earlier one from `first` on."""
    at, day = past[place].started_at, past[place].local_date
    while place > first:
        place -= 1
        if at - past[place].started_at > APART_AT_MOST:
            break
        day = max(day, past[place].local_date)
    return day


def _breaks_on(course: TrainingPeriod, rules: MissedTime) -> date:
    """The day from which a break after the last session begins another period."""
    trained = (course.last - course.began).days
    return course.last + timedelta(days=restart(trained, rules))


# Answers


class WeekPain(NamedTuple):
    """An average of the last 7 days (0-10), reported on `day`."""

    day: date
    pain: int


def week_pains(log: Log, today: date, day_of: DayOf) -> list[WeekPain]:
    """All reported averages in order of time: from the measures, and from profiles that change it.

    A profile repeats the average when something else in it changes; that is not a new answer.
    """
    answers = [(each.at, each.id, each.week_pain, day_of(each)) for each in log.measures]
    before: int | None = None
    for profile in sorted(log.profiles, key=attrgetter("at", "id")):
        if profile.usual_pain != before:
            answers.append((profile.at, profile.id, profile.usual_pain, day_of(profile)))
            before = profile.usual_pain
    answers.sort(key=itemgetter(0, 1))
    ordered = [WeekPain(day, pain) for _, _, pain, day in answers if pain is not None]
    return [each for each in ordered if each.day <= today]


class ActivityRatings(NamedTuple):
    """The ratings 0-10 given on `day`, by the description of the activity."""

    day: date
    scores: dict[str, int]


def activity_ratings(log: Log, today: date, day_of: DayOf) -> list[ActivityRatings]:
    """All ratings of the activities, in order of time."""
    answers: Iterable[Measures] = sorted(log.measures, key=attrgetter("at", "id"))
    ordered = [
        ActivityRatings(
            day_of(each), {activity.words: activity.score for activity in each.activities}
        )
        for each in answers
        if each.activities
    ]
    return [each for each in ordered if each.day <= today]


# Due dates


class MeasuresDue(NamedTuple):
    """The outcome measures due since the day `on`, when `week` whole weeks had passed."""

    on: date
    week: int
    pain: bool
    activities: bool


def measures_due(
    log: Log,
    today: date,
    programme: Programme,
    *,
    put_off: date | None = None,
    offset_minutes: int = 0,
) -> MeasuresDue | None:
    """The measures due on `today`; None before the first session and when all are answered.

    A due date is over once it was answered, postponed on `put_off`, or followed by the next one.
    """
    course = course_on(log, today, programme)
    if course is None:
        return None
    rules, day_of = programme.review, local_days(log, today, offset_minutes)
    week = 0 if course.broke_on is not None else course.weeks_by(today)
    of_pain = week - week % rules.pain_every_weeks
    of_activities = review_week(week, rules) or 0
    pain_on, activities_on = _due_on(course, of_pain), _due_on(course, of_activities)
    pain = not _is_over(pain_on, put_off) and not any(
        each.day >= pain_on for each in week_pains(log, today, day_of)
    )
    activities = not _is_over(activities_on, put_off) and not any(
        rated.day >= activities_on for rated in activity_ratings(log, today, day_of)
    )
    if not pain and not activities:
        return None
    on = max(on for on, is_due in ((pain_on, pain), (activities_on, activities)) if is_due)
    return MeasuresDue(on, of_pain if pain else of_activities, pain, activities)


def review_week(week: int, rules: ReviewRules) -> int | None:
    """The week after which the latest review was due, `week` whole weeks in.

    None before the first.
    """
    come = [each for each in rules.weeks if each <= week]
    if not come:
        return None
    last = rules.weeks[-1]
    if come[-1] < last:
        return come[-1]
    return week - (week - last) % rules.later_every_weeks


def review_due(course: TrainingPeriod, today: date, rules: ReviewRules, seen: date | None) -> bool:
    """Whether a review has become due since the last one was `seen`.

    Never during a restarting break.
    """
    if course.broke_on is not None:
        return False
    week = review_week(course.weeks_by(today), rules)
    return week is not None and (seen is None or seen < course.first_day_of(week))


def _due_on(course: TrainingPeriod, week: int) -> date:
    if course.broke_on is not None:
        return course.broke_on
    return course.first_day_of(week) if week else course.since


def _is_over(due_on: date, put_off: date | None) -> bool:
    return put_off is not None and due_on <= put_off
