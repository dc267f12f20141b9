"""The two numbers that are asked for during a session: a weight, and the minutes of a walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.levels.weights import converted, weight_words
from backcoach.coach.model.formatting import number
from backcoach.coach.model.profile import Weight, WeightUnit
from backcoach.coach.planning.weights_today import range_words
from backcoach.journeys.asking.answers import HeldWeight

if TYPE_CHECKING:
    from backcoach.coach.model.exercise import Load
    from backcoach.coach.model.programme import WalkBefore
    from backcoach.coach.planning.plan import LoadToday

HEAVIEST = 500
"""In kg and in lb; more is taken for a typing error."""
LONGEST = 600
"""Minutes of a walk; more are taken for a typing error."""


class AskedWeight:
    """The question which weight is used; `taken` is the one used so far, None for none."""

    question = "What do you hold?"
    hint = "Enter keeps it; nothing or 0 is no weight."

    def __init__(self, load: Load, today: LoadToday | None, taken: Weight | None) -> None:
        unit = self._unit = WeightUnit.KG if today is None else today.unit
        offered = self._offered = (None if today is None else today.suggested) or taken
        self.suggested = "" if offered is None else number(converted(offered, unit).amount)
        """The number to begin with, "" for none."""
        self.about = _about(load, taken, offered, unit)
        """What was used, and what the coach suggests."""
        self.label = f"In {unit}, all of it together"

    def read(self, typed: str) -> HeldWeight:
        """The weight. Raises ValueError for more than anybody lifts, and for what is no number."""
        text = typed.replace(",", ".").strip(".")
        try:
            amount = float(text) if text else 0.0
        except ValueError:
            raise ValueError(self.hint) from None
        if not 0 <= amount <= HEAVIEST:
            raise ValueError(
                f"{number(amount)} {self._unit} is more than {HEAVIEST}: a slip of the finger?"
            )
        # A weight that was not edited keeps the unit in which it was entered.
        if self._offered is not None and text == self.suggested:
            return HeldWeight(self._offered)
        return HeldWeight(Weight(amount, self._unit) if amount > 0 else None)


def _about(load: Load, taken: Weight | None, offered: Weight | None, unit: WeightUnit) -> str:
    """What was used, and what the coach suggests."""
    parts = []
    if taken is not None:
        parts.append(f"So far {weight_words(taken, unit)}.")
    if offered is not None and offered != taken:
        parts.append(f"The coach would try {weight_words(offered, unit)}.")
    if load.kg is not None:
        parts.append(f"To begin with: {range_words(load.kg, unit)}.")
    elif load.times is not None:
        parts.append(f"One you could lift about {load.times} times.")
    return " ".join(parts)


class AskedWalk:
    """The question how long a walk outside was that has just ended."""

    question = "I have just walked outside"
    hint = "Enter keeps it; nothing or 0 is no walk."
    label = "Minutes"

    def __init__(self, rules: WalkBefore) -> None:
        self.suggested = str(rules.default_minutes)
        self.about = (
            f"It counts if it ended in the last {rules.within_minutes} minutes."
            f" {rules.enough_minutes} minutes or more are the whole warm-up; after less you"
            " march for the rest."
        )

    def read(self, typed: str) -> int | None:
        """The minutes. Raises ValueError for more than anybody walks, and for what is no number."""
        if typed and not (typed.isascii() and typed.isdecimal()):
            raise ValueError(self.hint)
        minutes = int(typed[:9] or 0)
        if minutes > LONGEST:
            raise ValueError(f"{minutes} minutes are more than {LONGEST}: a slip of the finger?")
        return minutes or None
