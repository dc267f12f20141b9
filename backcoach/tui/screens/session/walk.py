"""The question how long a walk outside was that has just ended, asked during the warm-up."""

from __future__ import annotations

from backcoach.coach.model.programme import WalkBefore
from backcoach.journeys.during.numbers import AskedWalk
from backcoach.tui.screens.session.number import NumberDialog


class WalkDialog(NumberDialog[int]):
    """Asks for the minutes of the walk. Its result is None for none, or if the user went back."""

    question = AskedWalk.question
    hint = AskedWalk.hint
    restrict = r"[0-9]*"
    length = 4

    def __init__(self, rules: WalkBefore) -> None:
        asked = AskedWalk(rules)
        self._asked = asked
        super().__init__(asked.suggested, asked.about, asked.label)

    def read(self, typed: str) -> int | None:
        """The minutes. Raises ValueError for more than anybody walks."""
        return self._asked.read(typed)
