"""Progress: the stages as a path, what opens the next one and when, the levels, the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from backcoach.charts.bars import Bar, bars
from backcoach.charts.chart import Draw
from backcoach.charts.ladder import Climbed, Stop, ladders, path
from backcoach.coach.evidence.mornings import can_answer
from backcoach.coach.levels.earned import Earned
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.formatting import day_words
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.records import Morning, SessionRecord
from backcoach.coach.standing.standing import Standing
from backcoach.coach.words.session_words import flare_words, morning_words
from backcoach.coach.words.stage_words import needed_words, opening_words
from backcoach.journeys.progress import (
    advice_on_plateau,
    keep_or_build_up,
    progress_choices,
    start_in_two,
    stay_or_go_on,
    take_or_leave_advice,
)
from backcoach.report.levels import latest_words
from backcoach.tui.commands import Scope, bindings
from backcoach.tui.screens.base import Place
from backcoach.tui.widgets.chart_view import ChartView

MORNINGS = 3
"""The number of mornings shown: as many as the longest gate needs."""


class ProgressScreen(Place):
    """The stages, computed from the log whenever shown; only the user's choices are stored."""

    CSS_PATH = "progress.tcss"
    BINDINGS = bindings(Scope.PROGRESS)
    scope = Scope.PROGRESS
    place_name = "Progress"

    def compose_content(self) -> ComposeResult:
        """Compose the path of the stages, what opens the next one, the levels and the reasons."""
        with VerticalScroll(classes="page-frame"), Vertical(classes="page"):
            yield Static(id="flare", markup=False)
            yield ChartView(id="stages")
            yield Static(id="opens", classes="title", markup=False)
            yield Static(id="aim", classes="quiet", markup=False)
            with Container(id="columns"):
                yield ChartView(id="needed")
                with Vertical(id="levels-part"):
                    yield Static("Your levels", classes="title", markup=False)
                    yield ChartView(id="levels")
            yield Static(id="why", markup=False)
            yield Static(id="mornings", markup=False)

    def show(self) -> None:
        """Fill in the present data."""
        standing = self.practice.standing.now()
        book = self.practice.book
        programme, today = book.catalogue.programme, book.today()
        self.query_one("#flare", Static).update(flare_content(standing))
        self.query_one("#flare").display = standing.flare is not None
        self.query_one("#stages", ChartView).show(stages_drawn(standing, programme, today))
        self.query_one("#opens", Static).update(opening_words(standing, today))
        self.query_one("#aim", Static).update(programme.stage(standing.stage).aim)
        self.query_one("#needed", ChartView).show(needed_drawn(standing))
        self.query_one("#needed").display = bool(standing.lines)
        climbs = climbed(standing.levels, book.catalogue.exercises)
        self.query_one("#levels", ChartView).show(
            lambda room: ladders(climbs, room, "Your levels now")
        )
        self.query_one("#levels-part").display = bool(climbs)
        advice = advice_on_plateau(self.practice, standing)
        self.query_one("#why", Static).update(why_content(standing, advice))
        self.query_one("#mornings", Static).update(self._mornings())
        self.refresh_bindings()

    def _mornings(self) -> Content:
        """How the back was on the mornings after the latest sessions."""
        practice = self.practice
        today = practice.book.today()
        past = (
            each for each in reversed(practice.book.log.all.sessions) if can_answer(each, today)
        )
        answers = practice.weeks.morning_answers
        return mornings_content([(each, answers.get(each.id)) for each in islice(past, MORNINGS)])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only commands that would change something."""
        if action in ("start_in_two", "advice", "keep", "stay"):
            return action in progress_choices(self.practice)
        if action == "review":
            return self.practice.standing.last_session is not None
        return True

    def action_stay(self) -> None:
        """Stay in this stage, or take that decision back."""
        stay_or_go_on(self.coach)
        self.show()

    def action_keep(self) -> None:
        """Keep what there is, or build up again."""
        keep_or_build_up(self.coach)
        self.show()

    @work(exclusive=True)
    async def action_advice(self) -> None:
        """Take the advice given where no lift has gone up for weeks, or leave it; ask first."""
        await take_or_leave_advice(self.coach)
        self.show()

    @work(exclusive=True)
    async def action_review(self) -> None:
        """Open the review."""
        from backcoach.journeys.weekly import show_review

        await show_review(self.coach)

    @work(exclusive=True)
    async def action_measure(self) -> None:
        """Answer the questions about the last weeks, also if they are not due."""
        from backcoach.journeys.weekly import ask_measures

        await ask_measures(self.coach)

    @work(exclusive=True)
    async def action_start_in_two(self) -> None:
        """Ask first, as it skips the gentle weeks. If that is not for now, say why."""
        await start_in_two(self.coach)
        self.show()


def flare_content(standing: Standing) -> Content:
    """The present flare-up, if there is one, and what started it."""
    flare = standing.flare
    if flare is None:
        return Content("")
    return Content("\n").join(
        [Content.styled(flare_words(flare), "bold $text-accent"), Content(flare.why)]
    )


def stages_drawn(standing: Standing, programme: Programme, today: date) -> Draw:
    """The stages as a path; the present one has a sign and words."""
    stops: list[Stop] = []
    for stage in programme.stages:
        if stage.number < standing.stage:
            words = "behind you"
        elif stage.number > standing.stage:
            words = stage.weeks
        elif standing.entered_on is None:
            words = "you are here"
        else:
            words = f"you are here, day {(today - standing.entered_on).days + 1}"
        stops.append(Stop(stage.name, words))
    sentence = f"Stage {standing.stage} of {len(stops)}: you are here"
    return lambda room: path(stops, standing.stage - 1, room, sentence)


def needed_drawn(standing: Standing) -> Draw:
    """A bar for each condition of the next stage."""
    items = [
        Bar(*needed_words(line), share=line.done / line.of, done=line.met)
        for line in standing.lines
    ]
    met = sum(line.met for line in standing.lines)
    return lambda room: bars(items, room, f"{met} of {len(items)} in place")


def climbed(levels: Earned, exercises: Mapping[str, Exercise]) -> list[Climbed]:
    """Every exercise that is done now, with its level."""
    return [
        Climbed(exercises[rung.exercise].name, rung.level, len(exercises[rung.exercise].ladder))
        for rung in levels.rungs
        if rung.exercise in exercises
    ]


def why_content(standing: Standing, advice: str = "") -> Content:
    """The reasons for the present stage, and what each open criterion needs.

    `advice` is what is said where no lift has gone up for weeks.
    """
    parts: list[Content] = []
    if advice:
        parts += [Content.styled(advice, "bold $text-accent"), Content("")]
    waiting = [line for line in standing.lines if not line.met]
    if waiting:
        parts.append(Content.styled("What opens the rest", "bold"))
        parts += [Content(f"○ {line.label}: {line.reason}") for line in waiting]
        parts.append(Content(""))
    if standing.suggestion:
        parts += [Content.styled(standing.suggestion, "bold $text-accent"), Content("")]
    parts.append(Content.styled("Why you are here", "bold"))
    parts += [Content(f"• {reason}") for reason in standing.reasons]
    steps = latest_words(standing.levels.decisions)
    if steps:
        parts += [Content(""), Content.styled("Your exercises lately", "bold")]
        parts += [Content(f"• {step}") for step in steps]
    return Content("\n").join(parts)


def mornings_content(pairs: Sequence[tuple[SessionRecord, Morning | None]]) -> Content:
    """The mornings after these sessions, one line each."""
    if not pairs:
        return Content("")
    lines = [
        f"• {day_words(session.local_date)}: {morning_words(morning)}" for session, morning in pairs
    ]
    heading = Content.styled("Mornings after your last sessions", "bold")
    return Content("\n").join([heading, *map(Content, lines)])
