"""Exercises: the list of all exercises, with the page and the figure of one."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical

from backcoach.coach.model.exercise import Exercise
from backcoach.figure import Drawing
from backcoach.report.exercise import exercise_page
from backcoach.tui.commands import Scope, bindings
from backcoach.tui.screens.base import Place
from backcoach.tui.widgets.browser import Browser
from backcoach.tui.widgets.figure_panel import FigurePanel

FRAMES_A_SECOND = 12


class ExercisesScreen(Place):
    """The list, and the page and figure of the chosen exercise."""

    CSS_PATH = "exercises.tcss"
    BINDINGS = bindings(Scope.EXERCISES)
    scope = Scope.EXERCISES
    place_name = "Exercises"

    def compose_content(self) -> ComposeResult:
        """Compose list, figure and page."""
        catalogue = self.practice.book.catalogue
        wanted = self.practice.book.settings.drawing
        panel = FigurePanel(catalogue.programme.pace, Drawing(wanted) if wanted else None)
        with Vertical(id="exercises-page"):
            title = f"{len(catalogue.exercises)} exercises"
            yield Browser(title, panel, legend="1·2·3: stages")

    def on_mount(self) -> None:
        """Start the timer of the animation, which stops while another screen is on top."""
        self._timer = self.set_interval(1 / FRAMES_A_SECOND, self.tick, pause=True)

    def on_screen_suspend(self) -> None:
        """Stop the timer of the animation."""
        self._timer.pause()

    def tick(self) -> None:
        """Show the next frame of the figure."""
        self._panel.tick(self.practice.book.clock.monotonic())

    def show(self) -> None:
        """Fill the list once, as the content does not change, and update the levels."""
        browser = self.query_one(Browser)
        self._levels, self._suit = self.practice.standing.now().levels, self.practice.person.suit
        self._timer.resume()
        self._panel.still = self.coach.keeps_still
        lines: list[tuple[str, Text]] = []
        for exercise in self.practice.book.catalogue.exercises.values():
            line = Text(exercise.name)
            stages = "·".join(str(stage) for stage in exercise.stages)
            line.append(f"  {stages}", style="dim")
            lines.append((exercise.id, line))
        browser.fill(lines)
        if not browser.has_focus_within:
            browser.query_one("OptionList").focus()

    def settings_changed(self, words: str) -> None:
        """Apply a change of the setting for motion."""
        self._panel.still = self.coach.keeps_still
        self.notify(words, timeout=3, markup=False)

    def on_browser_chosen(self, event: Browser.Chosen) -> None:
        """Show another exercise."""
        content = self.practice.book.catalogue
        exercise = content.exercises[event.id]
        report = exercise_page(
            exercise, content.exercises, content.programme, self._levels, self._suit
        )
        self.query_one(Browser).show(report)
        dose = exercise.at(self._levels.level_of(exercise.id) or 1)
        self._panel.show(exercise, dose, self._other(exercise.easier), self._other(exercise.harder))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what this exercise has: sides, an easier one, a harder one."""
        exercise = self._chosen if self.is_mounted else None
        if exercise is None:
            return True
        return {
            "side": exercise.per_side,
            "easier": exercise.easier is not None,
            "harder": exercise.harder is not None,
        }.get(action, True)

    def action_play(self) -> None:
        """Play or pause the figure."""
        self._panel.play_or_pause()

    def action_next_pose(self) -> None:
        """Show the next key pose."""
        self._panel.step(+1)

    def action_previous_pose(self) -> None:
        """Show the key pose before."""
        self._panel.step(-1)

    def action_side(self) -> None:
        """Show the other side."""
        self._panel.change_side()

    def action_easier(self) -> None:
        """Go to the easier exercise."""
        self._go_to(self._chosen.easier if self._chosen else None)

    def action_harder(self) -> None:
        """Go to the harder exercise."""
        self._go_to(self._chosen.harder if self._chosen else None)

    @property
    def _panel(self) -> FigurePanel:
        return self.query_one(FigurePanel)

    @property
    def _chosen(self) -> Exercise | None:
        # While closing, the list is removed before the screen, which is still asked for its keys.
        browser = next(iter(self.query(Browser)), None)
        return None if browser is None else self._other(browser.chosen)

    def _other(self, id: str | None) -> Exercise | None:
        return self.practice.book.catalogue.exercises[id] if id else None

    def _go_to(self, id: str | None) -> None:
        if id:
            self.query_one(Browser).choose(id)
