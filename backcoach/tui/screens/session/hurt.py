"""The questions after "this hurts": where, how much, and what to do."""

from __future__ import annotations

from functools import cached_property

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from backcoach.coach.evidence.lights import Light
from backcoach.coach.model.records import Answer, Where
from backcoach.coach.session.player import Player
from backcoach.coach.words.session_words import step_words
from backcoach.journeys.asking.answers import ELSEWHERE, Asked, Hurt, StopSignsWanted
from backcoach.journeys.during.how_much import HowMuch
from backcoach.tui.commands import Scope, bindings, command, pick
from backcoach.tui.screens.base import CoachDialog, scale_words
from backcoach.tui.system.keyboard import digit_of
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.lines import Lines
from backcoach.tui.widgets.scale import Scale

STOP_SIGNS = "i  The signs to stop at, and what to do about each."


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
        self.query_one("#locked").display = self._how_much.may_lock
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

    @cached_property
    def _how_much(self) -> HowMuch:
        return HowMuch(self.practice, self._player, self._level, self._where)

    def _locked_line(self) -> str:
        words = self.practice.book.catalogue.safety.hurts.locked
        return f"[{'x' if self._locked else ' '}] l  {words}"

    def _offers(self) -> tuple[Answer, ...]:
        """The answers on offer; none before a number is chosen."""
        pain = self.query_one(Scale).value
        return () if pain is None else self._how_much.offers(pain, locked=self._locked)

    def _advise(self) -> None:
        pain = self.query_one(Scale).value
        if pain is None:
            words = f"The clock stands still. Type a number.\n\n{STOP_SIGNS}"
        else:
            lines = [self._how_much.advice(pain, locked=self._locked), ""]
            lines += [self._offer(each, pain) for each in self._offers()]
            if self._how_much.light(pain) is Light.RED:
                lines += ["", f"i  {command('hurt.stop_now').label}: when to get help instead"]
            words = "\n".join(lines)
        self.query_one("#advice", Static).update(words)

    def _offer(self, answer: Answer, pain: int) -> str:
        given = command(f"hurt.{answer}")
        return f"{given.key_words}  {self._how_much.words(answer, pain, given.label)}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the answers that the rules offer for the number are available."""
        if action == "locked":
            return self._how_much.may_lock
        if action in list(Answer):
            return self.is_mounted and Answer(action) in self._offers()
        return True

    def on_scale_accepted(self, event: Scale.Accepted) -> None:
        """Take the safest answer for this number on Enter."""
        self._answer(self._how_much.safest(event.value, locked=self._locked))

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
