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
from backcoach.coach.model.records import Morning, SessionRecord, StageDecision
from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.standing.standing import KEEPING, Standing
from backcoach.coach.words.session_words import flare_words, morning_words
from backcoach.coach.words.stage_words import needed_words, opening_words
from backcoach.report.levels import latest_words
from backcoach.store import StoreError
from backcoach.tui.commands import Scope, bindings
from backcoach.tui.screens.base import Place
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.widgets.chart_view import ChartView

MORNINGS = 3
"""The number of mornings shown: as many as the longest gate needs."""


WHILE_LOCKED = "That waits until sessions are open again: Today (t) says what opens them."


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
        self.query_one("#why", Static).update(why_content(standing, self._advice(standing)))
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

    def _advice(self, standing: Standing) -> str:
        """What is said where no lift has gone up for weeks; empty otherwise."""
        if standing.plateau is None and not standing.holds_advice:
            return ""
        from backcoach.coach.words.plateau_words import held_words, plateau_words

        if standing.plateau is None:
            return f"{held_words(standing.turn)} Leave it: c."
        rules = self.practice.book.catalogue.programme.review
        said = plateau_words(standing.plateau, self.practice.weeks.review(), rules)
        return f"{said} Take it: c." if standing.plateau.options else said

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only commands that would change something."""
        if action == "start_in_two":
            return self.practice.standing.now().stage == 1
        if action == "advice":
            standing = self.practice.standing.now()
            plateau = standing.plateau
            return standing.holds_advice or (plateau is not None and bool(plateau.options))
        if action == "keep":
            return not self.practice.standing.now().lines
        if action == "stay":
            return bool(self.practice.standing.now().lines)
        if action == "review":
            return self.practice.standing.last_session is not None
        return True

    def action_stay(self) -> None:
        """Stay in this stage, or take that decision back."""
        standing = self.practice.standing.now()
        decision = StageDecision.GO_ON if standing.staying else StageDecision.STAY
        if self._choose(decision, standing.stage):
            self.notify(
                "You go on as soon as the next stage is open."
                if standing.staying
                else f"You stay in stage {standing.stage} until you take it back here.",
                markup=False,
            )

    def action_keep(self) -> None:
        """Keep what there is, or build up again."""
        standing = self.practice.standing.now()
        keeps = standing.keeping_since is None
        decision = StageDecision.KEEP if keeps else StageDecision.BUILD_UP
        if self._choose(decision, standing.stage):
            said = "You build up again. To keep what you have: k."
            self.notify(f"{KEEPING} To build up again: k." if keeps else said, markup=False)

    @work(exclusive=True)
    async def action_advice(self) -> None:
        """Take the advice given where no lift has gone up for weeks, or leave it; ask first."""
        from backcoach.coach.words.plateau_words import CHOICES, advice_words

        standing = self.practice.standing.now()
        plateau = standing.plateau
        if plateau is None:
            if standing.holds_advice:
                await self._leave_advice(standing)
            return
        options = [(str(each), CHOICES[each]) for each in plateau.options]
        answer = await self.app.push_screen_wait(
            ChoiceDialog("Take this advice?", [("no", "Not now"), *options], advice_words(plateau))
        )
        if answer is not None and answer != "no":
            decision = StageDecision(answer)
            if self._choose(decision, standing.stage, plateau.exercise):
                said = latest_words(self.practice.standing.now().levels.decisions)
                self.notify(said[0].partition(": ")[2], markup=False)

    async def _leave_advice(self, standing: Standing) -> None:
        from backcoach.coach.words.plateau_words import held_words

        options = [("no", "Go on with it"), ("yes", "Leave it, train as before")]
        dialog = ChoiceDialog("Leave this advice?", options, held_words(standing.turn))
        answer = await self.app.push_screen_wait(dialog)
        if answer == "yes" and self._choose(StageDecision.BUILD_UP, standing.stage):
            self.notify("You train as before.", markup=False)

    @work(exclusive=True)
    async def action_review(self) -> None:
        """Open the review."""
        from backcoach.tui.flows.weekly import show_review

        await show_review(self.coach)

    @work(exclusive=True)
    async def action_measure(self) -> None:
        """Answer the questions about the last weeks, also if they are not due."""
        from backcoach.tui.flows.weekly import ask_measures

        await ask_measures(self.coach)

    @work(exclusive=True)
    async def action_start_in_two(self) -> None:
        """Ask first, as it skips the gentle weeks. If that is not for now, say why."""
        locked = self.practice.safety.lock() is not Lock.NONE
        barred = WHILE_LOCKED if locked else self.practice.standing.now().start_barred
        if barred is not None:
            self.notify(barred, markup=False)
            return
        stage = self.practice.book.catalogue.programme.stage(2)
        answer = await self.app.push_screen_wait(
            ChoiceDialog(
                f"Start in stage 2, {stage.name}?",
                [("no", "No, stay in stage 1"), ("yes", "Yes, start in stage 2 today")],
                "Good if you already train twice a week and your back is calm. Your choice is"
                " recorded with today’s date and shown here.",
            )
        )
        if answer == "yes":
            self._choose(StageDecision.START_IN, 2)

    def _choose(self, decision: StageDecision, stage: int, exercise: str | None = None) -> bool:
        """Record the choice. Shows an error and returns False if that fails."""
        try:
            self.practice.person.choose(decision, stage, exercise)
        except StoreError as error:
            self.coach.warn(str(error))
            return False
        self.show()
        return True


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
