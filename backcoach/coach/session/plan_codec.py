"""Converts a plan to a form that can be stored, and back: exercises become their ids.

A resumed session needs the very plan that it started with. Planning it again may give another one,
as the log, the day or the content may have changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from backcoach.coach.model.adaptations import Lift
from backcoach.coach.model.exercise import Exercise, Level
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.programme import ExerciseRole, Length, Programme, Section
from backcoach.coach.model.reasons import Reason
from backcoach.coach.model.records import SessionKind
from backcoach.coach.planning.plan import LoadToday, Plan, PlanItem
from backcoach.coach.suitability import Suit, with_limits


@frozen
class WrittenItem:
    """A `PlanItem` with the id of its exercise."""

    section: Section
    role: ExerciseRole
    exercise: str
    dose: Level
    notes: tuple[Reason, ...]
    load: LoadToday | None


@frozen
class WrittenSuit:
    """The values from which a `Suit` can be made."""

    tags: tuple[str, ...]
    cleared: tuple[str, ...]
    things: tuple[str, ...] | None
    first_hour: bool
    lifts: tuple[Lift, ...] = ()


@frozen
class WrittenPlan:
    """The storable form of a `Plan`, with the same fields."""

    stage: int
    template: str
    template_name: str
    length: Length
    items: tuple[WrittenItem, ...]
    seconds: float
    programme_version: str
    left_out: tuple[str, ...]
    kind: SessionKind
    prompt: str
    reasons: tuple[Reason, ...]
    suit: WrittenSuit | None


def written(plan: Plan) -> WrittenPlan:
    """The storable form of `plan`."""
    same = {each.name: getattr(plan, each.name) for each in fields(plan)}
    items = tuple(
        WrittenItem(
            section=each.section,
            role=each.role,
            exercise=each.exercise.id,
            dose=each.dose,
            notes=each.notes,
            load=each.load,
        )
        for each in plan.items
    )
    return WrittenPlan(**same | {"items": items, "suit": plan.suit and _written(plan.suit)})


def _written(suit: Suit) -> WrittenSuit:
    things = None if suit.things is None else tuple(sorted(suit.things))
    cleared, lifts = tuple(sorted(suit.cleared)), tuple(sorted(suit.lifts))
    return WrittenSuit(suit.tags, cleared, things, suit.first_hour, lifts)


def read_again(
    wanted: WrittenPlan, programme: Programme, exercises: Mapping[str, Exercise]
) -> Plan:
    """The plan from its storable form; KeyError for an exercise or tag that no longer exists."""
    same = {each.name: getattr(wanted, each.name) for each in fields(wanted)}
    items = tuple(
        PlanItem(
            section=each.section,
            role=each.role,
            exercise=exercises[each.exercise],
            dose=each.dose,
            notes=each.notes,
            load=each.load,
        )
        for each in wanted.items
    )
    suit = wanted.suit
    again = None
    if suit is not None:
        things = None if suit.things is None else frozenset(suit.things)
        cleared, lifts = frozenset(suit.cleared), frozenset(suit.lifts)
        again = with_limits(
            Suit(programme, exercises, suit.tags, cleared, lifts, things, suit.first_hour)
        )
    return Plan(**same | {"items": items, "suit": again})
