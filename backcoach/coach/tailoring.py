"""A template, and what stands in a plan, made to suit somebody (`programme.md` §1.3, §2)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from backcoach.coach.model.exercise import Level, Mode
from backcoach.coach.model.programme import Role, Section, Template, TemplateItem
from backcoach.coach.planning.plan import PlanItem, Reason
from backcoach.coach.suitability import Suit

ALWAYS_THERE = (Section.WARM_UP, Section.COOL_DOWN)
"""Blocks that no session goes without, whatever the profile says."""


class Suited(NamedTuple):
    """A template as it suits somebody, and what was changed in it."""

    template: Template
    reasons: tuple[Reason, ...]


def tailor(suit: Suit, template: Template, stage: int) -> Suited:
    """`template` without what is barred: each with its stand-in where one suits, else left out.

    Key exercises get theirs first. Nothing is done twice, and what stands in belongs to `stage`
    or an earlier one. Warm-up and cool-down are always there in some form.
    """
    if suit.is_plain:
        return Suited(template, ())
    taken = {item.exercise for item in template.items if item.exercise not in suit.barred}
    chosen: dict[int, TemplateItem | None] = {}
    places = sorted(
        range(len(template.items)), key=lambda place: template.items[place].role is not Role.KEY
    )
    for place in places:
        entry = template.items[place]
        if entry.exercise in suit.barred:
            last_resort = entry if entry.section in ALWAYS_THERE else None
            chosen[place] = _stand_in(suit, entry, stage, taken) or last_resort
    items: list[TemplateItem] = []
    reasons: list[Reason] = []
    for place, entry in enumerate(template.items):
        new = chosen.get(place, entry)
        if new is not None:
            items.append(new)
        if new is not entry:
            reasons.append(_why(suit, entry, new))
    return Suited(replace(template, items=tuple(items)), (*reasons, *suit.limits()))


def _stand_in(suit: Suit, entry: TemplateItem, stage: int, taken: set[str]) -> TemplateItem | None:
    """What is done at that place; its id joins those `taken`.

    The first one named begins at the level of what it stands in for, any further one at 1.
    """
    exercise = suit.exercises[entry.exercise]
    if any(saying.care.skip for saying in suit.sayings(exercise)):
        return None
    by_clock = exercise.mode is Mode.TIME
    for number, other in enumerate(suit.in_turn(exercise)):
        suits = other.id not in suit.barred and other.id not in taken
        allowed = min(other.stages) <= stage and (by_clock or other.mode is not Mode.TIME)
        if suits and allowed:
            taken.add(other.id)
            level = min(entry.level if number == 0 else 1, suit.top(other))
            seconds = entry.seconds if other.mode is Mode.TIME else None
            return replace(entry, exercise=other.id, level=level, seconds=seconds)
    return None


def _why(suit: Suit, entry: TemplateItem, new: TemplateItem | None) -> Reason:
    exercise = suit.exercises[entry.exercise]
    saying = suit.bar(exercise)
    assert saying is not None
    if new is None:
        is_or_are = "are" if _is_plural(exercise.name) else "is"
        said = f"{exercise.name} {is_or_are} left out: {saying.because}."
    else:
        name = suit.exercises[new.exercise].name
        takes = "take" if _is_plural(name) else "takes"
        said = f"{name} {takes} the place of {exercise.name}: {saying.because}."
    return Reason(saying.rule, said)


def dress(suit: Suit, item: PlanItem) -> PlanItem:
    """`item` as this person does it: no higher than it may go, holds cut up, its sentences."""
    if suit.is_plain:
        return item
    dose, top = item.dose, suit.top(item.exercise)
    if dose.level > top:
        dose = item.exercise.at(top)
    most = [tag.hold_seconds_max for _, tag in suit.own_tags() if tag.hold_seconds_max is not None]
    if most and item.section is Section.MAIN and item.exercise.mode is Mode.HOLD:
        dose = in_shorter_holds(dose, min(most))
    return replace(item, dose=dose, notes=suit.notes(item.exercise))


def _is_plural(name: str) -> bool:
    """Whether the name of an exercise is that of many: Leg swings (front-back)."""
    return re.split(r" \(|,| from ", name)[0].endswith("s")


def in_shorter_holds(dose: Level, seconds: int) -> Level:
    """The same time in holds of `seconds` at most: more holds, not longer ones (MCG)."""
    if dose.hold_seconds is None or dose.hold_seconds <= seconds:
        return dose
    reps = tuple(max(1, round(count * dose.hold_seconds / seconds)) for count in dose.reps)
    return replace(dose, reps=reps, hold_seconds=seconds)
