"""The order of a session: all that is done standing or on a chair, then down to the floor once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from backcoach.coach.model.exercise import Position
from backcoach.coach.model.programme import ExerciseRole, Section, TemplateItem
from backcoach.coach.planning.plan import Plan, PlanItem
from backcoach.coach.suitability import Suit

Place = tuple[int, int, bool, int]
"""Where an item comes in its session; the smaller comes first, equal ones stay as they are."""

SECTIONS = tuple(Section)

ON_THE_WAY_DOWN = tuple(Position)
"""The order of positions in the main block: isometric holds, face down, come last (CAL20)."""

STRETCHING = (
    Position.STANDING,
    Position.CHAIR,
    Position.FACE_DOWN,
    Position.HANDS_AND_KNEES,
    Position.SITTING_ON_THE_FLOOR,
    Position.ON_THE_BACK,
    Position.ON_THE_SIDE,
)
"""The order of positions among the stretches, which ends where the cool-down is done."""


def place_of(section: Section, role: ExerciseRole, position: Position) -> Place:
    """Where an item of this section comes that is done in this position (judgement).

    The cool-down is always the last. What has the role of the day's lift is the first of its
    section, while one is fresh.
    """
    if section is Section.COOL_DOWN:
        return (2, 0, False, 0)
    positions = STRETCHING if section is Section.STRETCH else ON_THE_WAY_DOWN
    level = 0 if position.is_up else 1
    return (
        level,
        SECTIONS.index(section),
        role is not ExerciseRole.LIFT,
        positions.index(position),
    )


def position_of(item: PlanItem) -> Position:
    """How the body is placed in `item`, at its level and as this person does it."""
    return item.exercise.position_at(item.dose)


def in_order(items: Iterable[PlanItem]) -> list[PlanItem]:
    """`items` in the order they are done."""
    return sorted(items, key=lambda item: place_of(item.section, item.role, position_of(item)))


def entries_in_order(entries: Iterable[TemplateItem], suit: Suit) -> tuple[TemplateItem, ...]:
    """The items of a template in the order they are done by the person whom `suit` describes."""

    def place(entry: TemplateItem) -> Place:
        exercise = suit.exercises[entry.exercise]
        dose, variant = exercise.at(entry.level), suit.variant(exercise)
        if variant is not None:
            dose = exercise.in_variant(dose, variant)
        return place_of(entry.section, entry.role, exercise.position_at(dose))

    return tuple(sorted(entries, key=place))


def floor_changes(plan: Plan) -> int:
    """How often one gets down to the floor or up from it during `plan`.

    Getting down to the first exercise or up after the last one is not counted.
    """
    up = [position_of(item).is_up for item in plan.items]
    return sum(before is not after for before, after in pairwise(up))
