"""A question with a few answers, shown on top of a screen."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from backcoach.journeys.asking.prompts import Listing
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachDialog, key_presses
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.key_presses import KeyPresses
from backcoach.tui.widgets.lines import Lines
from backcoach.tui.widgets.selectable import Sheet

HINT = "↑ ↓ chooses, Enter answers."


class Answers(Lines):
    """The answers. With `presses` a key that is held down gives none."""

    BINDINGS = [Binding("enter", "answer", show=False)]

    def __init__(self, *options: Option, presses: KeyPresses | None = None) -> None:
        super().__init__(*options)
        self.presses = presses

    def action_answer(self) -> None:
        """Give the answer under the cursor."""
        if self.presses is None:
            self.action_select()
        else:
            self.presses.add("enter")
            self.presses.if_pressed_anew(self.action_select, self.set_timer)


class ChoiceDialog(CoachDialog[str | None]):
    """Asks for one of several answers. The result is its id; None if the user turned back.

    The cursor starts on the first answer if it is `chosen` beforehand, else on none. With `careful`
    an Enter that is held down from before answers nothing.
    """

    BINDINGS = pick("question.back")
    scope = Scope.QUESTIONS
    DEFAULT_CSS = """
    ChoiceDialog {
        OptionList, OptionList:focus { height: auto; border: none; margin-top: 1; }
        OptionList { background: $surface; }
        #more { margin-top: 1; height: auto; }
        #hint { margin-top: 1; }
        &.-tiny OptionList, &.-tiny #more, &.-tiny #hint, &.-short #hint { margin: 0; }
    }
    """

    def __init__(
        self,
        question: str,
        options: Sequence[tuple[str, str]],
        more: str | Listing = "",
        *,
        chosen: bool = True,
        careful: bool = False,
    ) -> None:
        super().__init__()
        self._careful = careful
        self._chosen = chosen
        self._question = question
        self._options = options
        self._more = with_bullets(more) if isinstance(more, Listing) else more

    def compose(self) -> ComposeResult:
        """Compose the question and its answers."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(self._question, classes="title", markup=False)
            if self._more:
                yield Sheet(self._more, id="more", markup=False)
            options = (Option(Content(text), id=name) for name, text in self._options)
            presses = key_presses(self.coach, "enter") if self._careful else None
            yield Answers(*options, presses=presses)
            if not self._chosen:
                yield Static(HINT, id="hint", classes="quiet")
        yield KeyBar()

    def on_mount(self) -> None:
        """Where no answer is chosen beforehand, Enter alone gives none."""
        if not self._chosen:
            self.query_one(Lines).highlighted = None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close with the chosen answer."""
        self.dismiss(event.option.id)

    def action_back(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


def with_bullets(listing: Listing) -> Group:
    """A list with a hanging indent, between its texts."""
    dots = Table.grid(padding=(0, 1, 0, 0))
    dots.add_column(no_wrap=True)
    dots.add_column()
    for each in listing.words:
        dots.add_row(Text("•"), Text(each))
    before = [Text(listing.head)] if listing.head else []
    after = [Text(""), Text(listing.tail)] if listing.tail else []
    return Group(*before, dots, *after)
