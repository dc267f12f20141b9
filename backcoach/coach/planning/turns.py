"""Which items of a template are done today, where they take turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from backcoach.coach.model.programme import (
    ExerciseRole,
    Programme,
    Template,
    TemplateItem,
    WeekParity,
)
from backcoach.coach.planning.filling import NEVER
from backcoach.coach.standing.rotation import UpNext

LastDone = Callable[[TemplateItem], int]
"""The number of the last session in which an item was done, 0 if it never was."""

LATE = 1000
"""Comes after every place among the skills of a gate."""


def of_this_block(template: Template, programme: Programme, turn: UpNext) -> Template:
    """`template` with the items of the present block and week only."""
    if programme.rotation is None:
        return template
    block = (turn.block - 1) % programme.rotation.blocks + 1
    parity = WeekParity.ODD if turn.odd_week else WeekParity.EVEN
    items = tuple(
        item
        for item in template.items
        if (not item.blocks or block in item.blocks) and item.weeks in (None, parity)
    )
    return replace(template, items=items)


def slots_of(programme: Programme, stage: int, turn: UpNext) -> list[TemplateItem]:
    """Every exercise that takes turns in the slots of `stage`, the one done longest ago first."""
    found = {
        item.exercise: item
        for name in programme.stage(stage).templates
        for item in programme.templates[name].items
        if item.role is ExerciseRole.SLOT
    }
    return sorted(found.values(), key=lambda item: turn.done.get(item.exercise, NEVER))


def in_turn(
    entries: Sequence[TemplateItem], choose: int | None, turn: UpNext, last_done: LastDone
) -> list[TemplateItem]:
    """`entries` without what has to wait for another session.

    Of those to loosen up the one done longest ago is always done and the next one if there is time.
    Of the key exercises `choose` are done: first those that would show a skill that is still asked
    for, then those done longest ago.
    """
    loosen = [entry for entry in entries if entry.role is ExerciseRole.LOOSEN]
    loosen.sort(key=last_done)
    roles = dict(zip(map(id, loosen), (ExerciseRole.WARM_UP, ExerciseRole.ACCESSORY), strict=False))
    keys = [entry for entry in entries if entry.role is ExerciseRole.KEY]
    keys.sort(
        key=lambda entry: (
            entry.exercise not in turn.unmet,
            last_done(entry),
            turn.unmet.get(entry.exercise, LATE),
        )
    )
    waiting = {id(entry) for entry in loosen[2:]}
    if choose is not None:
        waiting |= {id(entry) for entry in keys[choose:]}
    return [
        replace(entry, role=roles.get(id(entry), entry.role))
        for entry in entries
        if id(entry) not in waiting
    ]
