"""The lines of the session screen, with the number and the figure between them."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from backcoach.coach.session.snapshot import Snapshot
from backcoach.figure import Drawing, Moment
from backcoach.journeys.during.session_words import cue_lines, name_words, place_words
from backcoach.tui.widgets.backdrop import Column
from backcoach.tui.widgets.progress_line import ProgressLine
from backcoach.tui.widgets.stage_panel import StagePanel

GROWING = ("cues", "stop", "next")
"""The lines that take more or fewer rows with their text."""


class SessionView(Column):
    """Shows one snapshot after the other; repaints only what changed."""

    def __init__(self, prompt: str, drawing: Drawing | None) -> None:
        """`prompt` is the advice for a careful day, `drawing` the style if the user has set one."""
        super().__init__(id="body")
        self._prompt = prompt
        self._drawing = drawing
        self._shown: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Compose the lines in the order in which the eye needs them."""
        with Column(classes="lines"):
            yield Static(id="section", markup=False)
            yield ProgressLine(id="bar")
            yield Static(id="name", markup=False)
            yield Static(id="place", markup=False)
        yield StagePanel(self._drawing, id="stage")
        with Column(classes="lines"):
            yield Static(id="cues", markup=False)
            yield Static(id="stop", markup=False)
            prompt = Static(self._prompt, id="prompt", markup=False)
            prompt.display = bool(self._prompt)
            yield prompt
            yield Static(id="grab", markup=False)
            yield Static(id="next", markup=False)

    def show(
        self, now: Snapshot, moment: Moment, *, marks: str, following: str, question: str = ""
    ) -> None:
        """Show `now` with the figure at `moment`.

        `marks` end the first line, such as "sound off"; `following` says what comes next, and
        `question` is asked meanwhile.
        """
        left = f"{now.minutes_left} min left"
        self._set("section", f"{now.section.words} · {now.item} of {now.items} · {left}{marks}")
        self.query_one("#bar", ProgressLine).show(now.session_share)
        self._set("name", name_words(now))
        self._set("place", place_words(now))
        self.query_one(StagePanel).show(now, moment)
        self._set("cues", "\n".join(cue_lines(now)))
        self._set("stop", now.stop)
        self._set("grab", question)
        self._set("next", following)

    def move(self, now: Snapshot, moment: Moment) -> None:
        """Move the figure to `moment`; no text changes."""
        self.query_one(StagePanel).move(now, moment)

    def say(self, words: str, *, lasting: bool = False) -> None:
        """Show `words` under the number for a moment, or until the next ones if `lasting`."""
        self.query_one(StagePanel).say(words, lasting=lasting)

    def flash(self) -> None:
        """Invert the number for a moment, as the visual counterpart of a bell."""
        self.query_one(StagePanel).flash()

    def _set(self, name: str, words: str) -> None:
        """Repaint a line only when its words changed."""
        if self._shown.get(name) != words:
            self._shown[name] = words
            self.query_one(f"#{name}", Static).update(words, layout=name in GROWING)
