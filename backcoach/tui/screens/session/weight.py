"""The question which weight is used in an exercise, asked during a session."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from backcoach.coach.levels.weights import converted, weight_words
from backcoach.coach.model.exercise import Load
from backcoach.coach.model.formatting import number
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.profile import Weight, WeightUnit
from backcoach.coach.planning.plan import LoadToday
from backcoach.coach.planning.weights_today import range_words
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachDialog
from backcoach.tui.widgets.key_bar import KeyBar

HEAVIEST = 500
"""In kg and in lb; more is taken for a typing error."""


@frozen
class HeldWeight:
    """The weight that is used from now on; None for no weight."""

    weight: Weight | None


class WeightDialog(CoachDialog[HeldWeight | None]):
    """Asks for the weight. Its result is None if the user went back."""

    BINDINGS = pick("question.back")
    scope = Scope.QUESTIONS
    DEFAULT_CSS = """
    WeightDialog {
        Input { margin-top: 1; border: round $foreground 30%; height: 3; background: $surface; }
        Input:focus { border: heavy $accent; }
        #message { margin-top: 1; height: auto; }
        &.-short Input, &.-short #message, &.-tiny Input, &.-tiny #message { margin: 0; }
    }
    """

    def __init__(self, load: Load, today: LoadToday | None, taken: Weight | None) -> None:
        super().__init__()
        self._load = load
        self._unit = WeightUnit.KG if today is None else today.unit
        suggested = None if today is None else today.suggested
        self._last = taken
        self._offered = suggested or taken

    def compose(self) -> ComposeResult:
        """Compose what was used, what the coach suggests, and the field for the weight."""
        shown = "" if self._offered is None else self._written(self._offered)
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static("What do you hold?", classes="title")
            yield Static(self._about(), id="about", classes="quiet", markup=False)
            field = Input(shown, restrict=r"[0-9]*[.,]?[0-9]*", max_length=6, id="amount")
            field.border_title = f"In {self._unit}, all of it together"
            yield field
            yield Static("Enter keeps it; nothing or 0 is no weight.", id="message", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Select the suggested number, so that typing replaces it."""
        field = self.query_one(Input)
        field.focus()
        field.action_select_all()

    def _about(self) -> str:
        parts = []
        if self._last is not None:
            parts.append(f"So far {weight_words(self._last, self._unit)}.")
        if self._offered is not None and self._offered != self._last:
            parts.append(f"The coach would try {weight_words(self._offered, self._unit)}.")
        if self._load.kg is not None:
            parts.append(f"To begin with: {range_words(self._load.kg, self._unit)}.")
        elif self._load.times is not None:
            parts.append(f"One you could lift about {self._load.times} times.")
        return " ".join(parts)

    def _written(self, weight: Weight) -> str:
        return number(converted(weight, self._unit).amount)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the weight, or show what is wrong with it."""
        text = event.value.replace(",", ".").strip(".")
        amount = float(text) if text else 0.0
        if amount > HEAVIEST:
            self.query_one("#message", Static).update(
                f"{number(amount)} {self._unit} is more than {HEAVIEST}: a slip of the finger?"
            )
            return
        # A weight that was not edited keeps the unit in which it was entered.
        unchanged = self._offered is not None and text == self._written(self._offered)
        if unchanged:
            self.dismiss(HeldWeight(self._offered))
        else:
            self.dismiss(HeldWeight(Weight(amount, self._unit) if amount > 0 else None))

    def action_back(self) -> None:
        """Return to the session without a change."""
        self.dismiss(None)
