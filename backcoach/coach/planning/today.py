"""Combines the standing and the check-in into the session of the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from backcoach.coach.model.days import day_of
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.profile import WeightUnit
from backcoach.coach.model.programme import Length, Programme
from backcoach.coach.model.records import CheckIn, SessionKind
from backcoach.coach.planning.day import Day
from backcoach.coach.planning.plan import Plan
from backcoach.coach.planning.planner import plan_session
from backcoach.coach.planning.readiness import Readings
from backcoach.coach.planning.readiness import day_of as day_from
from backcoach.coach.planning.weights_today import with_weights
from backcoach.coach.safety.check_in import Outcome
from backcoach.coach.standing.standing import Standing
from backcoach.coach.suitability import in_first_hour

NO_JOURNEY = 120
"""Minutes by which clocks change where summer begins or ends; the days stay as they are then."""


def day_for(
    here: Standing,
    check_in: CheckIn | None,
    on: date,
    programme: Programme,
    *,
    offset_minutes: int | None = None,
    has_future_session: bool = False,
) -> Day:
    """The session of the day `on` for a user with the standing `here`, before or after `check_in`.

    Clocks are now `offset_minutes` east of UTC. `has_future_session` says that a main session is
    dated later than now.
    """
    known = Readings(
        pain=None if check_in is None else check_in.pain,
        usual=here.usual if here.usual_is_known else None,
        usual_is_high=here.usual_is_high,
        outcome=Outcome.GO if check_in is None else Outcome(check_in.outcome),
        symptoms=check_in is not None and bool(check_in.symptoms),
        energy=None if check_in is None else check_in.energy,
        in_flare=here.flare is not None,
        flare_less=here.flare_less,
        first_hour=check_in is not None and in_first_hour(check_in.minutes_up, programme),
        days_since_main=0 if has_future_session else days_since_main(here, on, offset_minutes),
    )
    return day_from(known, programme.readiness, programme.lights)


def days_since_main(here: Standing, on: date, offset_minutes: int | None = None) -> int | None:
    """Days from the last main session to the day `on`; None without one.

    They are counted in the local time of that session. After travelling, where clocks are now
    `offset_minutes` east of UTC, they are counted in the present local time too, and the smaller
    number is used, so that a flight never shortens the rest.
    """
    if here.last_main_on is None or here.last_main_at is None:
        return None
    days = (on - here.last_main_on).days
    if offset_minutes is not None and abs(offset_minutes - here.last_main_offset) > NO_JOURNEY:
        days = min(days, (on - day_of(here.last_main_at, offset_minutes)).days)
    return max(0, days)


def plan_for(
    here: Standing,
    day: Day | None,
    programme: Programme,
    exercises: Mapping[str, Exercise],
    length: Length | None = None,
) -> Plan:
    """The plan of the session of `day` with the standing `here`; ValueError if there is no workout.

    Without `length` that of the profile is used, or else one chosen by the planner.
    """
    plan = plan_session(
        programme,
        exercises,
        stage=here.stage,
        done_in_stage=here.sessions_in_stage,
        length=length or (None if here.profile is None else here.profile.length),
        levels=here.levels,
        day=day,
        profile=here.profile,
        first_hour=day is not None and day.first_hour,
    )
    may_rise = day is None or (day.raises and day.kind is SessionKind.MAIN)
    doing = [item.exercise.id for item in plan.items]
    suggested = here.levels.next_weights(doing) if may_rise else {}
    unit = WeightUnit.KG if here.profile is None else here.profile.unit
    return with_weights(plan, here.levels.weights, suggested, unit)
