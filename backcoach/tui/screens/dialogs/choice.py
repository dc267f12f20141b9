"""A question with a few answers, shown on top of a screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachDialog
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.lines import Lines


class ChoiceDialog(CoachDialog[str | None]):
    """Asks for one of several answers. The result is its id; None if the user turned back.

    The cursor starts on the first answer if it is `chosen` beforehand, else on none.
    """

    BINDINGS = pick("question.back")
    scope = Scope.QUESTIONS
    DEFAULT_CSS = """
    ChoiceDialog {
        OptionList, OptionList:focus { height: auto; border: none; margin-top: 1; }
        OptionList { background: $surface; }
        #more { margin-top: 1; height: auto; }
        &.-tiny OptionList, &.-tiny #more { margin: 0; }
    }
    """

    def __init__(
        self,
        question: str,
        options: Sequence[tuple[str, str]],
        more: str = "",
        *,
        chosen: bool = True,
    ) -> None:
        super().__init__()
        self._chosen = chosen
        self._question = question
        self._options = options
        self._more = more

    def compose(self) -> ComposeResult:
        """Compose the question and its answers."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(self._question, classes="title", markup=False)
            if self._more:
                yield Static(self._more, id="more", markup=False)
            yield Lines(*(Option(Content(text), id=name) for name, text in self._options))
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
