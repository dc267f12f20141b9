"""Builds logs in flare-up mode, with its mornings and sessions."""

from dataclasses import replace

from backcoach.coach.model.records import Morning, SessionKind
from backcoach.coach.planning.today import day_for, plan_for
from backcoach.coach.standing.standing import Standing
from tests.support.content import catalogue, programme
from tests.support.levels import now
from tests.support.logs import Fact, a_check_in, a_flare, a_morning, moment

RULES = programme().flare
SQUAT = "squat"


def usual_is(pain: int) -> list[Fact]:
    """Three check-ins that make `pain` usual, on days 0 to 2."""
    return [a_check_in(number, pain) for number in range(3)]


def began(number: int, *facts: Fact) -> str | None:
    flare = now(number, *facts).flare
    return None if flare is None else flare.rule


def alone(number: int, pain: int, **more: object) -> Morning:
    """A morning that follows no session."""
    told = a_morning(number, pain, session="none", **more)  # type: ignore[arg-type]
    return replace(told, session=None)


def flaring(*mornings: tuple[int, int]) -> list[Fact]:
    """Usual pain of 3, a flare from day 3, and then these mornings by day and pain."""
    return [*usual_is(3), a_flare(3), *(alone(number, pain) for number, pain in mornings)]


def planned(here: Standing) -> tuple[str, SessionKind, dict[str, int]]:
    rules = programme()
    # Day A, and whatever was done lately: it is not about rest days here.
    here = replace(here, last_main_at=None, sessions_in_stage=0)
    today = day_for(here, None, moment(4, 18), rules)
    plan = plan_for(here, today, rules, catalogue().exercises)
    return plan.template, plan.kind, {item.exercise.id: item.dose.level for item in plan.items}
