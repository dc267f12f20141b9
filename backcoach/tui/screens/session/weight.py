"""In a session: what is held in this exercise."""

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
"""More than this is a slip of the finger, in kg and in lb."""


@frozen
class HeldWeight:
    """What is held from now on; None for no weight at all."""

    weight: Weight | None


class WeightDialog(CoachDialog[HeldWeight | None]):
    """One number. None when the user turned back."""

    BINDINGS = pick("question.back")
    scope = Scope.QUESTIONS
    DEFAULT_CSS = """
    WeightDialog {
        Input { margin-top: 1; border: round $foreground 30%; height: 3; background: $surface; }
        Input:focus { border: heavy $accent; }
        #said { margin-top: 1; height: auto; }
        &.-short Input, &.-short #said, &.-tiny Input, &.-tiny #said { margin: 0; }
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
        """What was used, what is meant, and the number."""
        shown = "" if self._offered is None else self._written(self._offered)
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static("What do you hold?", classes="title")
            yield Static(self._about(), id="about", classes="quiet", markup=False)
            field = Input(shown, restrict=r"[0-9]*[.,]?[0-9]*", max_length=6, id="amount")
            field.border_title = f"In {self._unit}, all of it together"
            yield field
            yield Static("Enter keeps it; nothing or 0 is no weight.", id="said", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Ready to type over."""
        field = self.query_one(Input)
        field.focus()
        field.action_select_all()

    def _about(self) -> str:
        said = []
        if self._last is not None:
            said.append(f"So far {weight_words(self._last, self._unit)}.")
        if self._offered is not None and self._offered != self._last:
            said.append(f"The coach would try {weight_words(self._offered, self._unit)}.")
        if self._load.kg is not None:
            said.append(f"To begin with: {range_words(self._load.kg, self._unit)}.")
        elif self._load.times is not None:
            said.append(f"One you could lift about {self._load.times} times.")
        return " ".join(said)

    def _written(self, weight: Weight) -> str:
        return number(converted(weight, self._unit).amount)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep it, or say what is wrong with it."""
        text = event.value.replace(",", ".").strip(".")
        amount = float(text) if text else 0.0
        if amount > HEAVIEST:
            self.query_one("#said", Static).update(
                f"{number(amount)} {self._unit} is more than {HEAVIEST}: a slip of the finger?"
            )
            return
        # What was only looked at is kept as it was told, in the unit it was told in.
        unchanged = self._offered is not None and text == self._written(self._offered)
        if unchanged:
            self.dismiss(HeldWeight(self._offered))
        else:
            self.dismiss(HeldWeight(Weight(amount, self._unit) if amount > 0 else None))

    def action_back(self) -> None:
        """Nothing is changed."""
        self.dismiss(None)
