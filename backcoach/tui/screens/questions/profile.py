"""About you: the profile of the user, one line for each part, which can be changed any time."""

from __future__ import annotations

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Resize
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from backcoach.coach.words.profile_words import (
    ProfilePart,
    parts,
)
from backcoach.journeys.profile import WHY_ABOUT_YOU, change_part
from backcoach.legible import one_line
from backcoach.tui.commands import Scope, bindings
from backcoach.tui.screens.base import CoachScreen
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.lines import Lines
from backcoach.tui.widgets.two_columns import TwoColumns

FIRST = "So that sessions suit you. Change what you like; esc goes on, and y brings you back here."
LABELS, NARROW_LABELS, NARROW_BELOW = 26, 16, 76
"""Columns for the names of the parts: `NARROW_LABELS` in a window below `NARROW_BELOW` columns."""


class Parts(Lines, inherit_bindings=False):
    """The lines. Enter is bound by the screen, so that the bar of keys names it."""

    BINDINGS = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]


class ProfileScreen(CoachScreen[None]):
    """Shows one line for each part. Enter changes it, and the change is stored at once."""

    CSS_PATH = "profile.tcss"
    BINDINGS = bindings(Scope.ABOUT)
    scope = Scope.ABOUT

    def __init__(self, *, first: bool = False) -> None:
        super().__init__()
        self._first = first

    def compose(self) -> ComposeResult:
        """Compose why it is asked, and the lines."""
        with Vertical(classes="page"):
            yield Static("About you", classes="title")
            yield Static(FIRST if self._first else WHY_ABOUT_YOU, classes="quiet", markup=False)
            yield Parts(id="parts")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the present profile."""
        self._show()
        self.query_one(OptionList).focus()

    def on_resize(self, _event: Resize) -> None:
        """Adapt the lines to the width of the window."""
        self._show()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change a line; only once if it is chosen twice at once."""
        event.stop()
        if self.is_active:
            self.change(event.option.id or "")

    def action_change(self) -> None:
        """Change the line under the cursor."""
        self.query_one(OptionList).action_select()

    def action_done(self) -> None:
        """Close."""
        self.dismiss(None)

    @work(exclusive=True)
    async def change(self, part: str) -> None:
        """Ask for one part and store the answer."""
        await change_part(self.coach, part)
        if self.is_attached:
            self._show()

    def _show(self) -> None:
        listing = self.query_one(OptionList)
        here = listing.highlighted or 0
        shown = parts(
            self.practice.person.profile_to_change(), self.practice.book.catalogue.programme
        )
        listing.clear_options()
        labels = NARROW_LABELS if self.app.size.width < NARROW_BELOW else LABELS
        listing.add_options(Option(_line(part, labels), id=part.id) for part in shown)
        listing.highlighted = min(here, len(shown) - 1)


def _line(part: ProfilePart, labels: int) -> TwoColumns:
    """Name and answer of a part in two columns; a long answer wraps in its own."""
    label, answer = Text(part.label, style="bold"), Text(one_line(part.said))
    return TwoColumns(label, answer, gap=2, left_width=labels, overflow="fold")
