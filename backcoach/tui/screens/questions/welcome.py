"""The disclaimer, which has to be accepted before anything else."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from backcoach.store import StoreError
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachScreen
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.push_button import PushButton


class WelcomeScreen(CoachScreen[bool]):
    """Shows the disclaimer. True if it was accepted, which is stored then; otherwise False."""

    CSS_PATH = "welcome.tcss"
    BINDINGS = [
        *pick("question.not_now"),
        # Also while the button has the focus, as most of the text is below the window.
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(8)", show=False),
        Binding("pageup", "scroll(-8)", show=False),
    ]
    scope = Scope.QUESTIONS

    def compose(self) -> ComposeResult:
        """Compose the title, the text, and the two buttons."""
        disclaimer = self.practice.book.catalogue.safety.disclaimer
        with Vertical(classes="page"):
            yield Static("Welcome to backcoach", classes="title")
            yield Static(
                "A calm, guided session for a stiff back: warm-up, core work, stretches,"
                " breathing. No account, no network.",
                id="promise",
            )
            with VerticalScroll(id="disclaimer"):
                yield Static(disclaimer.title, classes="heading", markup=False)
                for paragraph in disclaimer.paragraphs:
                    yield Static(paragraph, classes="paragraph", markup=False)
                for point in disclaimer.points:
                    yield Static(f"• {point}", classes="point", markup=False)
            with Horizontal(id="choices"):
                yield PushButton(disclaimer.accept, id="accept")
                yield PushButton("Not now", id="decline")
        yield KeyBar()

    def on_mount(self) -> None:
        """Focus the button that accepts."""
        self.query_one("#accept", PushButton).focus()

    def on_push_button_pressed(self, event: PushButton.Pressed) -> None:
        """Accept, or close; a second Enter does nothing more."""
        if not self.is_active:
            return
        if event.button.id == "decline":
            self.action_not_now()
            return
        try:
            self.practice.person.consent()
        except StoreError as error:
            self.coach.warn(str(error))
            return
        self.dismiss(True)

    def action_scroll(self, lines: int) -> None:
        """Scroll the text."""
        self.query_one("#disclaimer").scroll_relative(y=lines, animate=False)

    def action_not_now(self) -> None:
        """Close the coach without storing anything."""
        self.dismiss(False)
