"""After "this hurts": how much, and what now."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from backcoach.coach.lights import Light, light
from backcoach.coach.session import Answer
from backcoach.tui.commands import Scope, bindings, command, pick
from backcoach.tui.screens.base import CoachDialog, scale_words
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.scale import Scale

ADVICE = {
    Light.GREEN: "That is within what is fine. Go on if it feels all right, or choose easier.",
    Light.AMBER: "Keep it smaller or easier from here. It should be settled by tomorrow morning.",
    Light.RED: "Stop this exercise now. Choose the easier variant, or skip it today.",
}


@dataclass(frozen=True, slots=True)
class Hurt:
    """What the user said: 0-10, and what to do."""

    pain: int
    answer: Answer


class HurtDialog(CoachDialog[Hurt | None]):
    """Asks 0-10, then offers easier, skip or go on. The session's clock stands still meanwhile."""

    BINDINGS = [*bindings(Scope.HURT), *pick("question.back")]
    scope = Scope.HURT
    DEFAULT_CSS = """
    HurtDialog .dialog { border: heavy $warning; }
    HurtDialog #where { margin-bottom: 1; }
    HurtDialog #advice { margin-top: 1; height: auto; }
    HurtDialog.-short #where, HurtDialog.-short #advice { margin: 0; }
    HurtDialog.-tiny #where { display: none; }
    HurtDialog.-tiny #advice { margin: 0; }
    """

    def __init__(self, where: str, before: int, easier: str | None) -> None:
        super().__init__()
        self._where = where
        self._before = before
        self._easier = easier

    def compose(self) -> ComposeResult:
        """Where, how much, what now, and when to stop altogether."""
        safety = self.practice.catalogue.safety
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static("This hurts", classes="title")
            yield Static(self._where, id="where", classes="quiet", markup=False)
            yield Scale("How much, 0 to 10", *scale_words(safety.pain))
            yield Static(id="advice", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Ready for a digit."""
        self.query_one(Scale).focus()
        self._advise(f"The clock stands still. Type a number.\n\n{self._stop_signs()}")

    def on_scale_changed(self, event: Scale.Changed) -> None:
        """Say what this number means and what is on offer."""
        shown = self._light(event.value)
        lines = [ADVICE[shown], ""]
        if self._easier:
            lines.append(f"e  {command('hurt.easier').label}: {self._easier}")
        lines += ["s  Skip this exercise today", "g  Go on as it was"]
        if shown is Light.RED:
            lines += ["", self._stop_signs()]
        self._advise("\n".join(lines))
        self.refresh_bindings()

    def _light(self, pain: int) -> Light:
        return light(pain, self._before, self.practice.catalogue.programme.lights)

    def _advise(self, words: str) -> None:
        self.query_one("#advice", Static).update(words)

    def _stop_signs(self) -> str:
        stop_now = self.practice.catalogue.safety.stop_now
        signs = "; ".join(sign.lower() for each in stop_now for sign in each.signs)
        return f"End the session and get help for: {signs}."

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """First the number, then the choice; no easier way where there is none."""
        if action in ("easier", "skip", "go_on") and self.is_mounted:
            if self.query_one(Scale).value is None:
                return False
            return action != "easier" or self._easier is not None
        return True

    def on_scale_accepted(self, event: Scale.Accepted) -> None:
        """Enter takes the safest offer for this number."""
        if self._light(event.value) is Light.GREEN:
            self._answer(Answer.GO_ON)
        else:
            self._answer(Answer.EASIER if self._easier else Answer.SKIP)

    def action_easier(self) -> None:
        """An easier variant."""
        self._answer(Answer.EASIER)

    def action_skip(self) -> None:
        """Leave it out."""
        self._answer(Answer.SKIP)

    def action_go_on(self) -> None:
        """As it was."""
        self._answer(Answer.GO_ON)

    def action_back(self) -> None:
        """It was a slip of the finger: nothing is recorded."""
        self.dismiss(None)

    def _answer(self, answer: Answer) -> None:
        pain = self.query_one(Scale).value
        if pain is not None:
            self.dismiss(Hurt(pain, answer))
