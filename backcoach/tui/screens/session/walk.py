"""The question how long a walk outside was that has just ended, asked during the warm-up."""

from __future__ import annotations

from backcoach.coach.model.programme import WalkBefore
from backcoach.tui.screens.session.number import NumberDialog

LONGEST = 600
"""Minutes; more are taken for a typing error."""


class WalkDialog(NumberDialog[int]):
    """Asks for the minutes of the walk. Its result is None for none, or if the user went back."""

    question = "I have just walked outside"
    hint = "Enter keeps it; nothing or 0 is no walk."
    restrict = r"[0-9]*"
    length = 4

    def __init__(self, rules: WalkBefore) -> None:
        super().__init__(
            str(rules.default_minutes),
            f"It counts if it ended in the last {rules.within_minutes} minutes."
            f" {rules.enough_minutes} minutes or more are the whole warm-up; after less you"
            " march for the rest.",
            "Minutes",
        )

    def read(self, typed: str) -> int | None:
        """The minutes. Raises ValueError for more than anybody walks."""
        minutes = int(typed or 0)
        if minutes > LONGEST:
            raise ValueError(f"{minutes} minutes are more than {LONGEST}: a slip of the finger?")
        return minutes or None
