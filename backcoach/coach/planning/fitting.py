"""Adapts the exercises of a plan to the person (`programme.md` §1.3, §2)."""

from __future__ import annotations

from dataclasses import replace

from backcoach.coach.model.exercise import Exercise, Level, Mode
from backcoach.coach.model.programme import Section
from backcoach.coach.planning.plan import PlanItem
from backcoach.coach.suitability import Suit


def adapt_item(suit: Suit, item: PlanItem) -> PlanItem:
    """`item` adapted by `suit`: level limited, in its variant, long holds divided, notes added."""
    if suit.is_plain:
        return item
    dose, top = item.dose, suit.top(item.exercise)
    if dose.level > top:
        dose = item.exercise.at(top)
    if dose.level == top < len(item.exercise.ladder):
        dose = _at_the_cap(suit, item.exercise, dose)
    variant = suit.variant(item.exercise)
    if variant is not None:
        dose = item.exercise.in_variant(dose, variant)
    most = [tag.hold_seconds_max for _, tag in suit.own_tags() if tag.hold_seconds_max is not None]
    if most and item.section is Section.MAIN and item.exercise.mode is Mode.HOLD:
        dose = in_shorter_holds(dose, min(most))
    return replace(item, dose=dose, notes=(*item.notes, *suit.notes(item.exercise)))


def _at_the_cap(suit: Suit, exercise: Exercise, dose: Level) -> Level:
    """The highest level somebody may do; its note is another where the programme has one for it."""
    for capped in suit.programme.capped_notes:
        if (capped.exercise, capped.level) == (exercise.id, dose.level):
            return replace(dose, note=capped.note)
    return dose


def in_shorter_holds(dose: Level, seconds: int) -> Level:
    """The same total time in holds of at most `seconds`: more holds, not longer ones (MCG)."""
    if dose.hold_seconds is None or dose.hold_seconds <= seconds:
        return dose
    reps = tuple(max(1, round(count * dose.hold_seconds / seconds)) for count in dose.reps)
    return replace(dose, reps=reps, hold_seconds=seconds)
