"""Combines the standing and the check-in into the session of the day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.profile import WeightUnit
from backcoach.coach.model.programme import Length, Programme
from backcoach.coach.model.records import CheckIn, SessionKind
from backcoach.coach.planning.day import Day
from backcoach.coach.planning.last_stage import longer_than
from backcoach.coach.planning.plan import Plan
from backcoach.coach.planning.planner import plan_session
from backcoach.coach.planning.readiness import Readings
from backcoach.coach.planning.readiness import day_of as day_from
from backcoach.coach.planning.weights_today import with_weights
from backcoach.coach.safety.outcomes import Outcome
from backcoach.coach.standing.standing import Standing
from backcoach.coach.suitability import in_first_hour

NO_JOURNEY = timedelta(minutes=120)
"""By so much clocks change where summer begins or ends; the hours go by the clock then."""

HOUR = timedelta(hours=1)


def day_for(
    here: Standing,
    check_in: CheckIn | None,
    at: datetime,
    programme: Programme,
    *,
    offset_minutes: int | None = None,
    has_future_session: bool = False,
) -> Day:
    """The session at `at` (UTC) for a user with the standing `here`, before or after `check_in`.

    Clocks are then `offset_minutes` east of UTC. `has_future_session` says that a main session is
    dated later than now.
    """
    known = Readings(
        pain=None if check_in is None else check_in.pain,
        usual=here.usual if here.usual_is_known else None,
        usual_is_high=here.usual_is_high,
        steady=here.steady,
        steady_high=programme.steady_high,
        outcome=Outcome.GO if check_in is None else Outcome(check_in.outcome),
        symptoms=check_in is not None and bool(check_in.symptoms),
        energy=None if check_in is None else check_in.energy,
        in_flare=here.flare is not None,
        flare_less=here.flare_less,
        first_hour=check_in is not None and in_first_hour(check_in.minutes_up, programme),
        hours_since_main=0.0 if has_future_session else hours_since_main(here, at, offset_minutes),
        was_ill=here.was_ill,
        balance=here.turn.balance is not None,
        leg_is_new=here.leg is not None
        and programme.leg is not None
        and here.leg.is_new(programme.leg),
    )
    return day_from(known, programme.readiness, programme.lights)


def lengths_on_offer(
    here: Standing, programme: Programme, exercises: Mapping[str, Exercise]
) -> tuple[Length, ...]:
    """The lengths to choose from with the standing `here`.

    Long ones are among them if they add enough minutes, by the mean of the days of the stage.
    """
    days = len(programme.stage(here.stage).templates)

    def seconds(length: Length) -> float:
        return sum(
            plan_for(_on_another_day(here, number), None, programme, exercises, length).seconds
            for number in range(days)
        )

    more = (seconds(Length.LONG) - seconds(Length.STANDARD)) / days
    enough = more >= programme.budgets.long_adds_minutes * 60
    return tuple(length for length in Length if enough or length is not Length.LONG)


def _on_another_day(here: Standing, number: int) -> Standing:
    """`here` as if so many sessions of the stage had been done."""
    return replace(here, sessions_in_stage=number, turn=replace(here.turn, sessions=number))


def hours_since_main(
    here: Standing, at: datetime, offset_minutes: int | None = None
) -> float | None:
    """Hours from the beginning of the last main session to `at` (UTC); None without one.

    Where clocks were changed in between, as when summer begins, the hours go by the clock: the same
    time of day, two days later, is never too early. A journey changes nothing.
    """
    if here.last_main_at is None:
        return None
    passed = at - here.last_main_at
    if offset_minutes is not None:
        moved = timedelta(minutes=offset_minutes - here.last_main_offset)
        passed += moved if abs(moved) <= NO_JOURNEY else timedelta(0)
    return max(0.0, passed / HOUR)


def rest_over_at(
    here: Standing, at: datetime, programme: Programme, offset_minutes: int | None = None
) -> datetime | None:
    """When the rest after the last main session is over (UTC); None if it is over at `at`."""
    passed = hours_since_main(here, at, offset_minutes)
    left = 0.0 if passed is None else programme.readiness.rest_hours - passed
    return at + left * HOUR if left > 0 else None


def plan_for(
    here: Standing,
    day: Day | None,
    programme: Programme,
    exercises: Mapping[str, Exercise],
    length: Length | None = None,
    *,
    missing: Collection[str] = (),
) -> Plan:
    """The plan of the session of `day` with the standing `here`; ValueError if there is no workout.

    Without `length` that of the profile is used, or else one chosen by the planner. `missing` are
    the ids of things that are not at hand today.
    """
    wanted = None if here.profile is None else here.profile.length
    if here.turn.longer:
        wanted = longer_than(wanted)
    plan = plan_session(
        programme,
        exercises,
        stage=here.stage,
        done_in_stage=here.sessions_in_stage,
        length=length or wanted,
        levels=here.levels,
        day=day,
        profile=here.profile,
        first_hour=day is not None and day.first_hour,
        turn=here.turn,
        missing=missing,
    )
    may_rise = day is None or (day.raises and day.kind is SessionKind.MAIN)
    levels = here.levels
    doing = [
        item.exercise.id
        for item in plan.items
        if item.dose.level == levels.level_of(item.exercise.id)
    ]
    suggested = levels.next_weights(doing) if may_rise else {}
    unit = WeightUnit.KG if here.profile is None else here.profile.unit
    return with_weights(plan, levels.weights, suggested, unit)
