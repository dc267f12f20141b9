"""The weights to use today, and the words for them (`programme.md` §3.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from backcoach.coach.levels.weights import UsedWeights, converted, nanograms, weight_words
from backcoach.coach.model.exercise import Load
from backcoach.coach.model.formatting import number
from backcoach.coach.model.profile import Weight, WeightUnit
from backcoach.coach.planning.plan import LoadToday, Plan, PlanItem


def with_weights(
    plan: Plan, used: UsedWeights, suggested: Mapping[str, Weight], unit: WeightUnit
) -> Plan:
    """The plan with the weights to use.

    `suggested` has the next weight by exercise, for those that are done at their own level today.
    """
    items = tuple(_weighed(item, used, suggested, unit) for item in plan.items)
    return replace(plan, items=items)


def _weighed(
    item: PlanItem, used: UsedWeights, suggested: Mapping[str, Weight], unit: WeightUnit
) -> PlanItem:
    if item.dose.weight is None:
        return item
    exercise = item.exercise
    held = used.held(exercise.id, item.dose.level)
    following = suggested.get(exercise.id)
    if held is None or (following is not None and nanograms(following) <= nanograms(held)):
        following = None
    return replace(item, load=LoadToday(unit, held, following))


def short_words(load: Load, today: LoadToday | None) -> str:
    """The weight beside a dose: "8 → 8.5 kg", "3–5 kg", "with a weight"."""
    if today is not None and today.held is not None:
        held = weight_words(today.held, today.unit)
        if today.suggested is None:
            return held
        following = weight_words(today.suggested, today.unit)
        return f"{held.removesuffix(f' {today.unit}')} → {following}"
    unit = WeightUnit.KG if today is None else today.unit
    words = "with a weight" if load.kg is None else range_words(load.kg, unit)
    return f"{words} if you like" if load.optional else words


def range_words(kg: tuple[float, float], unit: WeightUnit) -> str:
    """The starting weights of a ladder in the user's unit: "3–5 kg", "5 kg"."""
    low, high = (converted(Weight(each, WeightUnit.KG), unit).amount for each in kg)
    ends = number(low) if low == high else f"{number(low)}–{number(high)}"
    return f"{ends} {unit}"


def take_briefly(load: Load, today: LoadToday | None, taken: Weight | None) -> str:
    """The weight to take, in a few words.

    "take 8 kg", "take 3–5 kg if you like", "take a weight".
    """
    unit = WeightUnit.KG if today is None else today.unit
    if taken is not None:
        return f"take {weight_words(taken, unit)}"
    words = "a weight" if load.kg is None else range_words(load.kg, unit)
    return f"take {words}{' if you like' if load.optional else ''}"


def take_words(load: Load, today: LoadToday | None, taken: Weight | None) -> str:
    """A sentence about the weight to take while getting ready; `taken` is the weight held now."""
    unit = WeightUnit.KG if today is None else today.unit
    if taken is not None:
        words = f"Take {weight_words(taken, unit)}"
        suggested = None if today is None else today.suggested
        if suggested is not None and nanograms(suggested) > nanograms(taken):
            return f"{words}, or try {weight_words(suggested, unit)}: w says which."
        return f"{words}. Another weight: w."
    if load.kg is not None:
        words = f"Take {range_words(load.kg, unit)}"
    elif load.times is not None:
        words = f"Take a weight you could lift about {load.times} times"
    else:
        words = "Take a weight"
    return f"{words}{' if you like' if load.optional else ''}. What you hold: w."
