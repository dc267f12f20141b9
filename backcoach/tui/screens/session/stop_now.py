"""In the middle of a session: the signs to stop at, one key away."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from backcoach.coach.safety.check_in import StopSigns
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachDialog
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.lines import Lines

NONE = "none"


class StopNowDialog(CoachDialog[StopSigns | None]):
    """The group a chosen sign belongs to; None when there is none of them.

    "None" stands first, so that Enter by a slip of the finger ends nothing.
    """

    BINDINGS = pick("question.back")
    scope = Scope.QUESTIONS
    DEFAULT_CSS = """
    StopNowDialog {
        OptionList, OptionList:focus { height: auto; max-height: 65vh; border: none; }
        OptionList { background: $surface; }
    }
    """

    def compose(self) -> ComposeResult:
        """All signs, each under what to do about it."""
        none = Content("None of these: back to the session")
        options: list[Option | None] = [Option(none, id=NONE)]
        for group, signs in enumerate(self._groups()):
            heading = Content.styled(signs.action, "bold")
            options += [None, Option(heading, disabled=True)]
            options += [
                Option(Content(f"  {sign}"), id=f"{group}.{number}")
                for number, sign in enumerate(signs.signs)
            ]
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static("Is it one of these?", classes="title")
            yield Lines(*options)
        yield KeyBar()

    def _groups(self) -> tuple[StopSigns, ...]:
        return self.practice.book.catalogue.safety.stop_now

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Hand over the group, or go back."""
        chosen = event.option.id or NONE
        group = None if chosen == NONE else self._groups()[int(chosen.partition(".")[0])]
        self.dismiss(group)

    def action_back(self) -> None:
        """Back to the session."""
        self.dismiss(None)
