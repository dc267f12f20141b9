"""After "this hurts": how much, and what now."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from backcoach.coach.evidence.lights import Light
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.records import Answer
from backcoach.coach.session.player import Player
from backcoach.coach.words.session_words import step_words
from backcoach.tui.commands import Scope, bindings, command, pick
from backcoach.tui.screens.base import CoachDialog, scale_words
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.scale import Scale

FINE = "That is within what is fine. Go on if it feels all right."
SMALLER = "Finish it smaller. It should settle by tomorrow."
FINE_OR_EASIER = "That is within what is fine. Go on if it feels all right, or choose easier."
SMALLER_OR_EASIER = "Finish it smaller or easier. It should settle by tomorrow."
STOP = "Stop this exercise now: enough of it for today."
SECOND = "Twice is enough for one day: the main part ends here."
LEG = (
    "Stop here: something new in a leg is worth a question first. The session ends, what you did"
    " is kept, and one question follows."
)
LEG_LINE = "l  New or worse in a leg: pain, tingling, numb, weak"
FEWER = "Finish it with less range, or fewer repetitions"


@frozen
class Hurt:
    """What the user said: 0-10, what to do, and whether something in a leg is new or worse."""

    pain: int
    answer: Answer
    leg: bool = False


class StopSignsWanted:
    """The user would rather look at the signs to stop at."""


class HurtDialog(CoachDialog[Hurt | StopSignsWanted | None]):
    """Asks 0-10, then offers what the rules allow. The session's clock stands still meanwhile."""

    BINDINGS = [*bindings(Scope.HURT), *pick("question.back")]
    scope = Scope.HURT
    DEFAULT_CSS = """
    HurtDialog .dialog { border: heavy $warning; }
    HurtDialog #leg { margin-bottom: 1; height: auto; }
    HurtDialog #advice { margin-top: 1; height: auto; }
    HurtDialog.-short #leg, HurtDialog.-short #advice { margin: 0; }
    HurtDialog.-tiny #where { display: none; }
    HurtDialog.-tiny #leg, HurtDialog.-tiny #advice { margin: 0; }
    """

    def __init__(self, player: Player, easier_level: int) -> None:
        super().__init__()
        self._player = player
        self._level = easier_level
        self._leg = False

    def compose(self) -> ComposeResult:
        """Where, how much, what now, and when to stop altogether."""
        safety = self.practice.book.catalogue.safety
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static("This hurts", classes="title")
            yield Static(step_words(self._player.step), id="where", classes="quiet", markup=False)
            yield Static(self._leg_line(), id="leg", markup=False)
            yield Scale("How much, 0 to 10", *scale_words(safety.pain))
            yield Static(id="advice", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Ready for a digit."""
        self.query_one(Scale).focus()
        self._advise()

    def on_scale_changed(self) -> None:
        """Say what this number means and what is on offer."""
        self._advise()
        self.refresh_bindings()

    def action_leg(self) -> None:
        """Mark that something in a leg is new or worse, or take the mark away."""
        self._leg = not self._leg
        self.query_one("#leg", Static).update(self._leg_line())
        self._advise()
        self.refresh_bindings()

    def _leg_line(self) -> str:
        return f"[{'x' if self._leg else ' '}] {LEG_LINE}"

    def _offers(self) -> tuple[Answer, ...]:
        """What may be chosen now; nothing before there is a number."""
        pain = self.query_one(Scale).value
        return () if pain is None else self._player.offers(pain, self._level, leg=self._leg)

    def _advise(self) -> None:
        pain = self.query_one(Scale).value
        if pain is None:
            said = LEG if self._leg else "The clock stands still."
            words = f"{said} Type a number.\n\n{self._stop_signs()}"
        else:
            offers = self._offers()
            colour = self._player.light_of(pain, leg=self._leg)
            lines = [self._advice(offers, colour), ""]
            lines += [self._offer(each, colour) for each in offers]
            if colour is Light.RED:
                lines += ["", f"i  {command('hurt.stop_now').label}: when to get help instead"]
            words = "\n".join(lines)
        self.query_one("#advice", Static).update(words)

    def _advice(self, offers: tuple[Answer, ...], colour: Light | None) -> str:
        if self._leg:
            return LEG
        if Answer.TO_COOL_DOWN in offers:
            return SECOND
        if colour is Light.RED:
            return STOP
        if Answer.EASIER in offers:
            return FINE_OR_EASIER if colour is Light.GREEN else SMALLER_OR_EASIER
        return FINE if colour is Light.GREEN else SMALLER

    def _offer(self, answer: Answer, colour: Light | None) -> str:
        given = command(f"hurt.{answer}")
        easier = self._player.easier_variant(self._level)
        words = {
            Answer.EASIER: f"{given.label}: {easier.name}" if easier else given.label,
            Answer.SKIP: "Skip this exercise today",
            Answer.GO_ON: "Go on as it was" if colour is Light.GREEN else FEWER,
            Answer.TO_COOL_DOWN: "On to the cool-down",
            Answer.END: "End the session, and answer one question",
        }[answer]
        return f"{given.key_words}  {words}"

    def _stop_signs(self) -> str:
        return "i  The signs to stop at, and what to do about each."

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """First the number, then the choice; only what the rules offer for it."""
        if action in list(Answer):
            return self.is_mounted and Answer(action) in self._offers()
        return True

    def on_scale_accepted(self, event: Scale.Accepted) -> None:
        """Enter takes the safest offer for this number."""
        green = self._player.light_of(event.value, leg=self._leg) is Light.GREEN
        self._answer(Answer.GO_ON if green else self._offers()[0])

    def action_easier(self) -> None:
        """An easier variant."""
        self._answer(Answer.EASIER)

    def action_skip(self) -> None:
        """Leave it out."""
        self._answer(Answer.SKIP)

    def action_go_on(self) -> None:
        """As it was, or smaller."""
        self._answer(Answer.GO_ON)

    def action_to_cool_down(self) -> None:
        """The main block is over."""
        self._answer(Answer.TO_COOL_DOWN)

    def action_end(self) -> None:
        """The session is over."""
        self._answer(Answer.END)

    def action_stop_now(self) -> None:
        """The signs to stop at, in place of this question."""
        self.dismiss(StopSignsWanted())

    def action_back(self) -> None:
        """It was a slip of the finger: nothing is recorded."""
        self.dismiss(None)

    def _answer(self, answer: Answer) -> None:
        pain = self.query_one(Scale).value
        if pain is not None:
            self.dismiss(Hurt(pain, answer, self._leg))
