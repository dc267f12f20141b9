"""Exercises: all of them, to browse and read."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical

from backcoach.report.exercise import exercise_page
from backcoach.tui.commands import Scope
from backcoach.tui.screens.base import Place
from backcoach.tui.widgets.browser import Browser


class ExercisesScreen(Place):
    """A list with the page of the chosen exercise."""

    CSS_PATH = "exercises.tcss"
    scope = Scope.PLACES
    place_name = "Exercises"

    def compose_content(self) -> ComposeResult:
        """List and page."""
        with Vertical(id="exercises-page"):
            yield Browser(f"{len(self.practice.catalogue.exercises)} exercises and their stages")

    def show(self) -> None:
        """Fill the list once, for the content never changes meanwhile; look up the levels anew."""
        browser = self.query_one(Browser)
        self._levels, self._suit = self.practice.standing().levels, self.practice.suit
        lines: list[tuple[str, Text]] = []
        for exercise in self.practice.catalogue.exercises.values():
            line = Text(exercise.name)
            stages = "·".join(str(stage) for stage in exercise.stages)
            line.append(f"  {stages}", style="dim")
            lines.append((exercise.id, line))
        browser.fill(lines)
        if not browser.has_focus_within:
            browser.query_one("OptionList").focus()

    def on_browser_chosen(self, event: Browser.Chosen) -> None:
        """Another exercise."""
        content = self.practice.catalogue
        exercise = content.exercises[event.id]
        report = exercise_page(
            exercise, content.exercises, content.programme, self._levels, self._suit
        )
        self.query_one(Browser).show(report)
