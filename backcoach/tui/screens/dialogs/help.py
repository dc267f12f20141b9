"""Help: every key from the registry, when to stop, and which numbers rest on judgement."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from backcoach import __version__
from backcoach.tui.commands import COMMANDS, Command, Scope, pick
from backcoach.tui.screens.any_screen import AnyScreen
from backcoach.tui.screens.base import CoachDialog
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.selectable import Sheet


class HelpScreen(CoachDialog[None]):
    """Shown on top of any screen; the keys of that screen come first."""

    BINDINGS = pick("question.back")
    scope = Scope.QUESTIONS
    DEFAULT_CSS = """
    HelpScreen .dialog { width: 90; height: 95%; max-height: 95%; }
    HelpScreen Static { height: auto; }
    """

    def compose(self) -> ComposeResult:
        """Compose the page: keys, stop signs, about."""
        with VerticalScroll(classes="dialog"):
            yield Static("Help", classes="title")
            yield Sheet(keys(self._first(), self._bound_below()), markup=False)
            yield Sheet(self._stop(), markup=False)
            yield Sheet(self._about(), markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Focus the page, so that the arrow keys scroll it."""
        self.query_one(VerticalScroll).focus()

    def action_back(self) -> None:
        """Close."""
        self.dismiss(None)

    def _first(self) -> Scope | None:
        below = self._below
        return below.scope if isinstance(below, AnyScreen) else None

    @property
    def _below(self) -> Screen[Any] | None:
        return self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else None

    def _bound_below(self) -> set[str | None]:
        """The ids of the commands of the screen below; a question has only some of its kind."""
        bound = self._below._bindings.key_to_bindings.values() if self._below else ()
        return {binding.id for bindings in bound for binding in bindings}

    def _stop(self) -> Group:
        parts: list[RenderableType] = [Text("\nWhen to stop", style="bold")]
        safety = self.practice.book.catalogue.safety
        for each in safety.stop_now.rows(pregnant=self.practice.safety.is_pregnant):
            advice = safety.advice(each.leads_to(None))
            assert advice is not None
            parts.append(Text(f"{each.ask}: {advice.title}."))
        return Group(*parts)

    def _about(self) -> Group:
        programme = self.practice.book.catalogue.programme
        judged = sum("judgement" in source.lower() for source in programme.sources.values())
        return Group(
            Text("\nAbout", style="bold"),
            Text(
                f"backcoach {__version__}, programme {programme.version}. General education, not"
                " a medical device, a diagnosis or a treatment plan. It never uses the network."
            ),
            Text(
                f"Of the {len(programme.sources)} numbers behind the programme, {judged} rest on"
                " judgement; each stands with its source in "
                f"{self.practice.book.content / 'programme.toml'}. No trial has tested the pain"
                " lights for back pain."
            ),
            Text(f"Your data: {self.practice.book.places.data}"),
        )


def keys(first: Scope | None, here: Collection[str | None]) -> Group:
    """All commands by heading, those of `first` on top.

    Of the commands of questions only those of the present one are listed, with an id in `here`.
    """
    order = sorted(Scope, key=lambda scope: scope is not first)
    parts: list[RenderableType] = []
    for scope in order:
        rows = [each for each in COMMANDS if each.scope is scope]
        if scope is first is Scope.QUESTIONS:
            rows = [each for each in rows if each.id in here]
        parts += [Text(f"\n{scope.value}", style="bold"), _table(rows)]
    parts.append(Text("\nctrl+p opens the list of commands. Any 0–10 is typed in digits."))
    parts.append(
        Text("Caps Lock changes nothing; on other alphabets the key in the same place does.")
    )
    return Group(*parts)


def _table(rows: list[Command]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="bold", min_width=7)
    table.add_column(no_wrap=True, min_width=16)
    table.add_column(overflow="fold")
    for each in rows:
        table.add_row(Text(each.key_words), Text(each.label), Text(each.help))
    return table
