"""People whose pain is always the same, and their histories written by hand."""

from collections.abc import Mapping
from random import Random

from backcoach.coach.evidence.decisions import Decision
from backcoach.coach.model.records import FollowUp, Screening, SessionKind
from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.safety.conditions import AGREED, SEEN
from backcoach.simulation.people import FIRST_DAY, PersonKind
from backcoach.simulation.person import SimulatedDay, SimulatedPerson
from tests.support.content import catalogue, programme
from tests.support.logs import Fact, a_morning, a_profile, a_session, moment

UP = ("level.up", "level.swap.harder", "load.up")
WEEKS = (0, 2, 4, 7, 9, 11, 14, 16, 18, 21, 23, 25)
"""Monday, Wednesday and Friday of four weeks."""


def days_of(kind: PersonKind, weeks: int) -> Mapping[int, SimulatedDay]:
    """How somebody of this kind trains by the real rules, by the number of the day."""
    content = catalogue()
    person = SimulatedPerson("p1", kind, content, Random(1))
    simulated = (each for week in range(weeks) for each in person.week(week))
    return {(each.on - FIRST_DAY).days: each for each in simulated}


def raises_by_day(days: Mapping[int, SimulatedDay]) -> list[int]:
    """The days on which a level or a weight went up, once for each that did."""
    last = max(days)
    decisions = days[last].after.levels.decisions
    return [(each.on - FIRST_DAY).days for each in decisions if is_raise(each)]


def is_raise(decision: Decision) -> bool:
    return decision.rule in UP


def told_if_seen(number: int, *, seen: bool = True, agreed: bool = False) -> Screening:
    """The answer on day `number` to whether a clinician has seen the user about their pain."""
    return Screening(
        id=f"seen-{number}",
        at=moment(number, 6),
        version=programme().screening,
        yes=(SEEN,) if seen else (),
        outcome=Lock.NONE,
        groups=(SEEN,),
        follow_ups=(FollowUp(SEEN, AGREED),) if agreed else (),
    )


def steady(
    pain: int,
    *numbers: int,
    kind: SessionKind = SessionKind.MAIN,
    stage: int = 1,
    usual: int | None = None,
) -> dict[str, Fact]:
    """Sessions on these days, with the same pain before, during and after, and the morning after.

    They are named "session 4" and "morning 5"; the average pain told at the start is `usual`.
    """
    facts: dict[str, Fact] = {"profile": a_profile(usual_pain=pain if usual is None else usual)}
    for number in numbers:
        facts[f"session {number}"] = a_session(
            number, stage=stage, pain_before=pain, worst_pain=pain, kind=kind
        )
        facts[f"morning {number + 1}"] = a_morning(number + 1, pain)
    return facts
