"""A training period week by week: sessions done and planned, pain, load (`programme.md` §5).

Everything is computed from the log. The order of its records does not matter, and records after the
day asked about are not used.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from backcoach.coach.evidence.completion import counts, has_work
from backcoach.coach.evidence.moments import DayOf, days_along, moments
from backcoach.coach.evidence.mornings import Key, key_of
from backcoach.coach.evidence.pain_scores import Score
from backcoach.coach.model.profile import SESSIONS_A_WEEK, Profile
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.records import CheckIn, Log, Morning, SessionKind, SessionRecord
from backcoach.coach.model.rules.sessions import Completion
from backcoach.coach.review.schedule import TrainingPeriod, WeekPain


class Week(NamedTuple):
    """One week of a training period; `number` counts from 1, `begins` is its first day.

    `done` are main sessions that count, of `planned`. `pain` is the mean of the 7 days up to its
    last day, None without a score; `told` is the average that the user reported in it. `load` is
    the sum of effort (0-10) times minutes of all rated sessions (DAY04), `unrated` the number
    without an effort. `over` says that no day of it is left.
    """

    number: int
    begins: date
    over: bool
    done: int
    planned: int
    pain: float | None
    told: int | None
    load: int
    unrated: int


class _Inputs(NamedTuple):
    """What the weeks are computed from, by `today`."""

    today: date
    programme: Programme
    scores: Sequence[Score]
    told: Mapping[int, int]
    profiles: Sequence[tuple[date, Profile]]
    keeping: Sequence[tuple[date, bool]]
    sessions: Mapping[int, Sequence[SessionRecord]]


def weeks_of(
    log: Log,
    today: date,
    course: TrainingPeriod,
    programme: Programme,
    *,
    scores: Sequence[Score],
    reported: Sequence[WeekPain],
    day_of: DayOf,
    keeping: Sequence[tuple[date, bool]] = (),
) -> tuple[Week, ...]:
    """Every week of `course` that has begun by `today`, oldest first.

    `scores` and `reported` are the pain scores and reported averages by that day, in
    order; `keeping` are the days on which the user began to keep what they have, or to build up.
    """
    ordered = sorted(log.profiles, key=attrgetter("at", "id"))
    sessions: dict[int, list[SessionRecord]] = {}
    real = [each for each in log.sessions if not each.is_rehearsal]
    real.sort(key=attrgetter("started_at", "id"))
    for session, day in zip(real, days_along(real), strict=True):
        if course.began <= day <= today:
            sessions.setdefault(course.weeks_by(day), []).append(session)
    inputs = _Inputs(
        today,
        programme,
        scores,
        {course.weeks_by(each.day): each.pain for each in reported},
        [(day_of(each), each) for each in ordered],
        keeping,
        sessions,
    )
    return tuple(_week(week, course, inputs) for week in range(course.weeks_by(today) + 1))


def _week(week: int, course: TrainingPeriod, inputs: _Inputs) -> Week:
    begins, next_begins = course.first_day_of(week), course.first_day_of(week + 1)
    last_day = min(inputs.today, next_begins - timedelta(days=1))
    sessions = inputs.sessions.get(week, ())
    programme = inputs.programme
    return Week(
        number=week + 1,
        begins=begins,
        over=next_begins <= inputs.today,
        done=sum(is_main(each, programme.completion) for each in sessions),
        planned=_planned(last_day, inputs),
        pain=rolling_mean(inputs.scores, last_day, programme.review.pain_days),
        told=inputs.told.get(week),
        load=round(sum(map(load, sessions))),
        unrated=sum(has_work(each) and each.ratings is None for each in sessions),
    )


# Pain


def pain_scores(log: Log, today: date, offset_minutes: int = 0) -> list[Score]:
    """Every pain score before a session or on a morning, in order of the days they are about."""
    scores: list[Score] = []
    mornings: dict[Key, Morning] = {}
    for moment in moments(log, today, offset_minutes):
        if isinstance(moment.what, CheckIn) and not moment.what.rehearsal:
            scores.append(Score(moment.day, moment.what.pain))
        elif isinstance(moment.what, Morning):
            mornings[key_of(moment.what, mornings)] = moment.what
    of_mornings = (Score(morning.day, morning.pain) for morning in mornings.values())
    return sorted((*scores, *of_mornings))


def rolling_mean(scores: Sequence[Score], on: date, days: int) -> float | None:
    """The mean of the scores of the `days` days that end with `on`; None without any.

    `scores` must be in order of days.
    """
    begin = bisect_left(scores, (on - timedelta(days=days - 1),))
    end = bisect_left(scores, (on + timedelta(days=1),))
    pains = [score.pain for score in scores[begin:end]]
    return sum(pains) / len(pains) if pains else None


# Sessions


def is_main(session: SessionRecord, completion: Completion) -> bool:
    """Whether it counts as one of the planned sessions: a main session with 80 % done (§3.4)."""
    return session.kind is SessionKind.MAIN and counts(session, completion)


def _planned(day: date, inputs: _Inputs) -> int:
    """The number of sessions a week planned on `day`: fewer where they keep what there is."""
    keeps = [keeps for on, keeps in inputs.keeping if on <= day]
    if keeps and keeps[-1]:
        return inputs.programme.review.keep_sessions_a_week
    return planned_by(day, inputs.profiles)


def planned_by(day: date, profiles: Iterable[tuple[date, Profile]]) -> int:
    """The number of sessions a week planned on `day`; `profiles` must be in order of time."""
    earlier = [profile for on, profile in profiles if on <= day]
    return earlier[-1].sessions_a_week if earlier else SESSIONS_A_WEEK


def load(session: SessionRecord) -> float:
    """Effort times minutes of one session (DAY04); 0 if it is not rated."""
    effort = 0 if session.ratings is None else session.ratings.effort
    return effort * session.active_seconds / 60


class Adherence(NamedTuple):
    """Main sessions done and planned in `weeks` whole weeks."""

    done: int
    planned: int
    weeks: int

    @property
    def share(self) -> float | None:
        """Done divided by planned, which may be above 1; None before a week is over."""
        return self.done / self.planned if self.planned else None


def adherence(weeks: Iterable[Week], latest: int | None = None) -> Adherence:
    """The adherence over all weeks that are over, or over the `latest` of them."""
    over = [week for week in weeks if week.over]
    if latest is not None:
        over = over[-latest:]
    done, planned = sum(week.done for week in over), sum(week.planned for week in over)
    return Adherence(done, planned, len(over))
