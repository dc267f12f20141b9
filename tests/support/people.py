"""Builds profiles, and the adaptations and sessions that result from them."""

from __future__ import annotations

from collections.abc import Sequence

from backcoach.coach.model.profile import Profile
from backcoach.coach.model.programme import Length
from backcoach.coach.planning.plan import Plan, PlanItem
from backcoach.coach.planning.planner import plan_session
from backcoach.coach.suitability import Suit, suit_of
from tests.support.content import catalogue, programme
from tests.support.logs import a_profile

EXERCISES = catalogue().exercises


def who(*tags: str, ok: Sequence[str] = (), things: Sequence[str] | None = None) -> Profile:
    """Somebody with these tags, a clinician's agreement and things at hand."""
    return a_profile(tags=tags, clinician_ok=ok, equipment=things)


def suit(*tags: str, ok: Sequence[str] = (), things: Sequence[str] | None = None) -> Suit:
    """What suits them."""
    return suit_of(who(*tags, ok=ok, things=things), programme(), EXERCISES)


def session(
    profile: Profile | None,
    stage: int = 1,
    done: int = 2,
    length: Length | None = Length.LONG,
    *,
    first_hour: bool = False,
) -> Plan:
    """Their session after `done` of the stage, without levels of their own."""
    return plan_session(
        programme(),
        EXERCISES,
        stage=stage,
        done_in_stage=done,
        length=length,
        profile=profile,
        first_hour=first_hour,
    )


def ids(plan: Plan) -> list[str]:
    return [item.exercise.id for item in plan.items]


def the_item(plan: Plan, exercise: str) -> PlanItem:
    return next(item for item in plan.items if item.exercise.id == exercise)


def all_things_but(*missing: str) -> list[str]:
    return [thing for thing in programme().equipment.things if thing not in missing]


def bars(suit: Suit) -> dict[str, str]:
    """Every exercise that is not done, by the rule that bars it first."""
    found = {id: suit.bar(exercise) for id, exercise in EXERCISES.items()}
    return {id: applied.rule for id, applied in found.items() if applied is not None}


def keeps(suit: Suit) -> dict[str, str]:
    """Every exercise that is done otherwise, with its sentences."""
    found = {
        id: " ".join(note.sentence for note in suit.notes(exercise))
        for id, exercise in EXERCISES.items()
        if id not in suit.barred
    }
    return {id: said for id, said in found.items() if said}
