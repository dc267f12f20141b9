"""The questions after "this hurts": where, how much, and what to do."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from backcoach.coach.evidence.lights import Light
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.records import Answer, Where
from backcoach.coach.session.player import Player
from backcoach.coach.words.session_words import step_words
from backcoach.tui.commands import Scope, bindings, command, pick
from backcoach.tui.screens.base import CoachDialog, scale_words
from backcoach.tui.system.keyboard import digit_of
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.lines import Lines
from backcoach.tui.widgets.scale import Scale

FINE = "That is within what is fine. Go on if it feels all right."
SMALLER = "Finish it smaller. It should settle by tomorrow."
FINE_OR_EASIER = "That is within what is fine. Go on if it feels all right, or choose easier."
SMALLER_OR_EASIER = "Finish it smaller or easier. It should settle by tomorrow."
STOP = "Stop this exercise now: enough of it for today."
SECOND = "Twice is enough for one day: the main part ends here."
STOP_SIGNS = "i  The signs to stop at, and what to do about each."
FEWER = "Finish it with less range, or fewer repetitions"


GO_ON_SMALLER = "Go on, with less range: what matters here is your back, and that is not it."
EASE_OFF = "Stop this exercise for today. Its level stays as it is."
LEAVE_OUT = "Stop this exercise, and what asks the same of that place, for today."

ELSEWHERE = "elsewhere"


@frozen
class Asked:
    """Where it hurts: the back, a leg, or ELSEWHERE; with the `digit` if one was typed at once."""

    where: str
    digit: int | None = None


@frozen
class Hurt:
    """The answers: pain 0-10, what to do, and whether a joint is swollen or locked."""

    pain: int
    answer: Answer
    locked: bool = False


def offered(
    player: Player, pain: int, level: int, where: Where, *, locked: bool = False
) -> tuple[Answer, ...]:
    """The answers on offer for a pain 0-10, the most careful one first.

    `level` is that of an easier exercise. Ending the session is not among them, since it is offered
    before the number is asked.
    """
    found = player.offers(pain, level, where=where, locked=locked)
    return tuple(each for each in found if each is not Answer.END)


def usual_answer(
    player: Player, pain: int, level: int, where: Where, *, locked: bool = False
) -> Answer:
    """What Enter answers: go on if that is within what is fine, else the most careful one."""
    if player.pain.light_of(pain, where=where) is Light.GREEN:
        return Answer.GO_ON
    return offered(player, pain, level, where, locked=locked)[0]


class StopSignsWanted:
    """The result of a dialog when the user chose to see the signs to stop at instead."""


class WhereDialog(CoachDialog[Asked | StopSignsWanted | None]):
    """Asks where it hurts. A digit answers with the back, and how much it hurts."""

    BINDINGS = [*pick("hurt.stop_now"), *pick("question.back")]
    scope = Scope.HURT
    DEFAULT_CSS = """
    WhereDialog {
        .dialog { border: heavy $warning; }
        OptionList, OptionList:focus { height: auto; border: none; margin: 1 0; }
        OptionList { background: $surface; }
        &.-tiny OptionList { margin: 0; }
    }
    """

    def compose(self) -> ComposeResult:
        """Compose the question, its three answers, and the keys for more."""
        hurts = self.practice.book.catalogue.safety.hurts
        answers = ((Where.BACK, hurts.back), (Where.LEG, hurts.leg), (ELSEWHERE, hurts.elsewhere))
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(f"This hurts. {hurts.ask}", classes="title", markup=False)
            yield Lines(*(Option(Content(words), id=str(name)) for name, words in answers))
            yield Static(
                f"0-10  How much, if it is the {hurts.back.lower()}", classes="quiet", markup=False
            )
            yield Static(STOP_SIGNS, classes="quiet", markup=False)
        yield KeyBar()

    def on_key(self, event: Key) -> None:
        """Take a digit as the pain of the back."""
        digit = digit_of(event.key, event.character)
        if digit is not None:
            event.stop()
            self.dismiss(Asked(Where.BACK, digit))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the chosen place."""
        self.dismiss(Asked(event.option.id or Where.BACK))

    def action_stop_now(self) -> None:
        """Show the signs to stop at instead of this question."""
        self.dismiss(StopSignsWanted())

    def action_back(self) -> None:
        """Return to the session without recording anything."""
        self.dismiss(None)


class HurtDialog(CoachDialog[Hurt | StopSignsWanted | None]):
    """Asks for the pain 0-10, then offers what the rules allow, while the clock stands still."""

    BINDINGS = [*bindings(Scope.HURT), *pick("question.back")]
    scope = Scope.HURT
    DEFAULT_CSS = """
    HurtDialog .dialog { border: heavy $warning; }
    HurtDialog #locked { margin-bottom: 1; height: auto; }
    HurtDialog #advice { margin-top: 1; height: auto; }
    HurtDialog.-short #locked, HurtDialog.-short #advice { margin: 0; }
    HurtDialog.-tiny #where { display: none; }
    HurtDialog.-tiny #locked, HurtDialog.-tiny #advice { margin: 0; }
    """

    def __init__(
        self,
        player: Player,
        easier_level: int,
        where: Where = Where.BACK,
        digit: int | None = None,
    ) -> None:
        super().__init__()
        self._player = player
        self._level = easier_level
        self._where = where
        self._digit = digit
        self._locked = False

    def compose(self) -> ComposeResult:
        """Compose the exercise, the scale, and the advice with the answers on offer."""
        safety = self.practice.book.catalogue.safety
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static("This hurts", classes="title")
            yield Static(
                step_words(self._player.position.step), id="where", classes="quiet", markup=False
            )
            yield Static(self._locked_line(), id="locked", markup=False)
            yield Scale("How much, 0 to 10", *scale_words(safety.pain))
            yield Static(id="advice", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Focus the scale, so that a digit can be typed."""
        self.query_one("#locked").display = self._may_lock
        scale = self.query_one(Scale)
        scale.focus()
        scale.value = self._digit
        self._advise()
        self.refresh_bindings()

    def on_scale_changed(self) -> None:
        """Show what this number means and which answers are on offer."""
        self._advise()
        self.refresh_bindings()

    def action_locked(self) -> None:
        """Mark or unmark that a joint is swollen or locked."""
        self._locked = not self._locked
        self.query_one("#locked", Static).update(self._locked_line())
        self._advise()
        self.refresh_bindings()

    @property
    def _may_lock(self) -> bool:
        """Whether a swollen or locked joint can be marked; the calf has a question of its own."""
        return self._where.is_elsewhere and self._where is not Where.CALF

    def _locked_line(self) -> str:
        words = self.practice.book.catalogue.safety.hurts.locked
        return f"[{'x' if self._locked else ' '}] l  {words}"

    def _offers(self) -> tuple[Answer, ...]:
        """The answers on offer; none before a number is chosen."""
        pain = self.query_one(Scale).value
        if pain is None:
            return ()
        return offered(self._player, pain, self._level, self._where, locked=self._locked)

    def _advise(self) -> None:
        pain = self.query_one(Scale).value
        if pain is None:
            words = f"The clock stands still. Type a number.\n\n{STOP_SIGNS}"
        else:
            offers = self._offers()
            colour = self._player.pain.light_of(pain, where=self._where)
            lines = [self._advice(offers, colour), ""]
            lines += [self._offer(each, colour) for each in offers]
            if colour is Light.RED:
                lines += ["", f"i  {command('hurt.stop_now').label}: when to get help instead"]
            words = "\n".join(lines)
        self.query_one("#advice", Static).update(words)

    def _advice(self, offers: tuple[Answer, ...], colour: Light | None) -> str:
        if self._where.is_elsewhere:
            return self._advice_elsewhere(offers)
        if Answer.TO_COOL_DOWN in offers:
            return SECOND
        if colour is Light.RED:
            return STOP
        if Answer.EASIER in offers:
            return FINE_OR_EASIER if colour is Light.GREEN else SMALLER_OR_EASIER
        return FINE if colour is Light.GREEN else SMALLER

    def _advice_elsewhere(self, offers: tuple[Answer, ...]) -> str:
        if Answer.GO_ON in offers:
            return GO_ON_SMALLER
        rules = self.practice.book.catalogue.programme.elsewhere
        pain = self.query_one(Scale).value
        much = rules is None or pain is None or pain >= rules.leave_out_min
        if not (much or self._locked):
            return EASE_OFF
        return f"{LEAVE_OUT} {self.practice.book.catalogue.safety.hurts.look}"

    def _offer(self, answer: Answer, colour: Light | None) -> str:
        given = command(f"hurt.{answer}")
        easier = self._player.easier_variant(self._level)
        words = {
            Answer.EASIER: f"{given.label}: {easier.name}" if easier else given.label,
            Answer.SKIP: "Skip this exercise today",
            Answer.GO_ON: "Go on as it was" if colour is Light.GREEN else FEWER,
            Answer.TO_COOL_DOWN: "On to the cool-down",
        }[answer]
        return f"{given.key_words}  {words}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the answers that the rules offer for the number are available."""
        if action == "locked":
            return self._may_lock
        if action in list(Answer):
            return self.is_mounted and Answer(action) in self._offers()
        return True

    def on_scale_accepted(self, event: Scale.Accepted) -> None:
        """Take the safest answer for this number on Enter."""
        self._answer(
            usual_answer(self._player, event.value, self._level, self._where, locked=self._locked)
        )

    def action_easier(self) -> None:
        """Answer with an easier variant."""
        self._answer(Answer.EASIER)

    def action_skip(self) -> None:
        """Answer with skipping the exercise."""
        self._answer(Answer.SKIP)

    def action_go_on(self) -> None:
        """Answer with going on."""
        self._answer(Answer.GO_ON)

    def action_to_cool_down(self) -> None:
        """Answer with ending the main part."""
        self._answer(Answer.TO_COOL_DOWN)

    def action_stop_now(self) -> None:
        """Show the signs to stop at instead of this question."""
        self.dismiss(StopSignsWanted())

    def action_back(self) -> None:
        """Return to the session without recording anything."""
        self.dismiss(None)

    def _answer(self, answer: Answer) -> None:
        pain = self.query_one(Scale).value
        if pain is not None:
            self.dismiss(Hurt(pain, answer, self._locked))
