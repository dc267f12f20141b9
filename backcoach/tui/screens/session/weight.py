"""The question which weight is used in an exercise, asked during a session."""

from __future__ import annotations

from backcoach.coach.model.exercise import Load
from backcoach.coach.model.profile import Weight
from backcoach.coach.planning.plan import LoadToday
from backcoach.journeys.asking.answers import HeldWeight
from backcoach.journeys.during.numbers import AskedWeight
from backcoach.tui.screens.session.number import NumberDialog


class WeightDialog(NumberDialog[HeldWeight]):
    """Asks for the weight. Its result is None if the user went back."""

    question = AskedWeight.question
    hint = AskedWeight.hint
    restrict = r"[0-9]*[.,]?[0-9]*"
    length = 6

    def __init__(self, load: Load, today: LoadToday | None, taken: Weight | None) -> None:
        """`taken` is the weight used so far, None for none."""
        asked = AskedWeight(load, today, taken)
        self._asked = asked
        super().__init__(asked.suggested, asked.about, asked.label)

    def read(self, typed: str) -> HeldWeight:
        """The weight. Raises ValueError for more than anybody lifts."""
        return self._asked.read(typed)
