"""The question which weight is used in an exercise, asked during a session."""

from __future__ import annotations

from backcoach.coach.levels.weights import converted, weight_words
from backcoach.coach.model.exercise import Load
from backcoach.coach.model.formatting import number
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.profile import Weight, WeightUnit
from backcoach.coach.planning.plan import LoadToday
from backcoach.coach.planning.weights_today import range_words
from backcoach.tui.screens.session.number import NumberDialog

HEAVIEST = 500
"""In kg and in lb; more is taken for a typing error."""


@frozen
class HeldWeight:
    """The weight that is used from now on; None for no weight."""

    weight: Weight | None


class WeightDialog(NumberDialog[HeldWeight]):
    """Asks for the weight. Its result is None if the user went back."""

    question = "What do you hold?"
    hint = "Enter keeps it; nothing or 0 is no weight."
    restrict = r"[0-9]*[.,]?[0-9]*"
    length = 6

    def __init__(self, load: Load, today: LoadToday | None, taken: Weight | None) -> None:
        """`taken` is the weight used so far, None for none."""
        self._unit = WeightUnit.KG if today is None else today.unit
        self._offered = (None if today is None else today.suggested) or taken
        super().__init__(
            "" if self._offered is None else number(converted(self._offered, self._unit).amount),
            _about(load, taken, self._offered, self._unit),
            f"In {self._unit}, all of it together",
        )

    def read(self, typed: str) -> HeldWeight:
        """The weight. Raises ValueError for more than anybody lifts."""
        text = typed.replace(",", ".").strip(".")
        amount = float(text) if text else 0.0
        if amount > HEAVIEST:
            raise ValueError(
                f"{number(amount)} {self._unit} is more than {HEAVIEST}: a slip of the finger?"
            )
        # A weight that was not edited keeps the unit in which it was entered.
        if self._offered is not None and text == self._suggested:
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
