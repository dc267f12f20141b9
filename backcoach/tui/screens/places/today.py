"""Today: the next session, and the way to start it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from backcoach.charts.calendar import week
from backcoach.charts.chart import Chart, Room
from backcoach.coach.model.days import day_of
from backcoach.coach.model.records import Log, StageDecision
from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.planning.plan import PlanItem
from backcoach.coach.words.session_words import plan_rows
from backcoach.journeys.today_words import NEW_DAY, parts_of_today, week_marks, week_words
from backcoach.store import StoreError
from backcoach.tui.commands import Scope, bindings
from backcoach.tui.screens.base import Place
from backcoach.tui.widgets.chart_view import ChartView
from backcoach.tui.widgets.plan_list import PlanList, Row
from backcoach.tui.widgets.push_button import PushButton

FIGURE_ROOM = 110, 30
"""Columns and rows of a window from which the figure stands beside the plan."""


class TodayScreen(Place):
    """The stage, the session with its doses and minutes, what the next gate needs, and Start."""

    # The app loads this style sheet too: parsing all at once shows the first screen sooner.
    BINDINGS = [
        *bindings(Scope.TODAY),
        Binding("up", "scroll_plan(-1)", show=False),
        Binding("down", "scroll_plan(1)", show=False),
        Binding("pageup", "scroll_plan(-10)", show=False),
        Binding("pagedown", "scroll_plan(10)", show=False),
    ]
    scope = Scope.TODAY
    place_name = "Today"
    _lock = Lock.NONE
    _in_flare = False
    _may_ease = False
    _rest_over_at: datetime | None = None
    _has_figure = False
    _play: Callable[..., None] | None = None
    _rest: Callable[[], None] | None = None
    _items: tuple[PlanItem, ...] = ()

    def compose_content(self) -> ComposeResult:
        """Compose everything with its content at once, so that it is laid out only once."""
        parts, rows = self._read()
        with Horizontal(classes="page"):
            with Vertical(id="first"):
                yield Static(parts["stage"], id="stage", classes="title", markup=False)
                yield Static(parts["lock-title"], id="lock-title", markup=False)
                yield Static(parts["lock"], id="lock", markup=False)
                yield Static(parts["facts"], id="facts", classes="quiet", markup=False)
                yield ChartView(self._week, id="week")
                yield Static(parts["see"], id="see", markup=False)
                yield Static(parts["flare"], id="flare", markup=False)
                yield Static(parts["missing"], id="missing", classes="quiet", markup=False)
                yield Static(parts["ready"], id="ready", markup=False)
                yield PushButton(parts["start"], id="start")
                with VerticalScroll(id="plan-scroll", can_focus=False):
                    yield PlanList(rows, id="plan")
            with Vertical(id="side"):
                yield ChartView(self._week, id="week-wide")
                yield Static(id="first-name", classes="quiet", markup=False)
        self._shown = parts
        self._seen: tuple[object, ...] = ()
        self._is_current()

    def on_resize(self, _event: Resize) -> None:
        """Bring the figure where there is room for it, after the words are on the screen."""
        columns, rows = FIGURE_ROOM
        if not self._has_figure and self.size.width >= columns and self.size.height >= rows:
            self._has_figure = True
            self.call_after_refresh(self._bring_figure)

    async def _bring_figure(self) -> None:
        """The figure of what comes first. Its modules are loaded only where it is shown."""
        from backcoach.figure import Drawing
        from backcoach.tui.widgets.moving_figure import MovingFigure

        book = self.practice.book
        wanted = book.settings.drawing
        figure = MovingFigure(book.clock.monotonic, Drawing(wanted) if wanted else None)
        self._play, self._rest = figure.play, figure.rest
        await self.query_one("#side").mount(figure, before="#first-name")
        self._show_first()

    def _show_first(self) -> None:
        """Let the figure do what the plan begins with, and say its name."""
        if self._play is None or not self._items:
            return
        first, pace = self._items[0], self.practice.book.catalogue.programme.pace
        self._play(first, pace, still=self.coach.keeps_still)
        self.query_one("#first-name", Static).update(f"First: {first.exercise.name}")

    def on_screen_suspend(self) -> None:
        """Let the figure rest under a dialog, and another screen have all the time."""
        super().on_screen_suspend()
        if self._rest is not None:
            self._rest()

    def settings_changed(self, words: str) -> None:
        """Apply a change of the setting for motion."""
        self._show_first()
        self.notify(words, timeout=3, markup=False)

    def _week(self, room: Room) -> Chart:
        """The days of this week: what was done, and when the next session is due."""
        practice = self.practice
        now, today = practice.book.now(), practice.book.today()
        over = self._rest_over_at
        due = today if over is None else day_of(over, now.offset_minutes)
        marks = week_marks(practice)
        return week(marks, {due: "next"}, today, room, week_words(practice))

    def on_mount(self) -> None:
        """Ask what has to be asked before anything else, if there is something."""
        from backcoach.journeys.opening import is_asked_at_opening

        if is_asked_at_opening(self.practice, start_at_once=self.coach.start_at_once):
            self.open_up()

    @work
    async def open_up(self) -> None:
        """Ask what comes before anything else, and close where the user does not agree."""
        from backcoach.journeys.opening import open_up

        if not await open_up(self.coach, self.show):
            self.app.exit(0)

    def show(self) -> None:
        """Fill in the present data, if they differ from what is shown."""
        if self._is_current():
            return
        parts, rows = self._read()
        self.query_one(PlanList).rows = rows
        for each in self.query(ChartView):
            each.show(self._week)
        self._show_first()
        for name, words in parts.items():
            if words != self._shown[name]:
                self.query_one(f"#{name}", Static).update(Content(words))
        self._shown = parts
        self.refresh_bindings()

    def look_at_the_day(self) -> None:
        """Show the new day, or the session that is planned once the rest since the last is over."""
        super().look_at_the_day()
        over_at = self._rest_over_at
        if over_at is not None and self.is_current and self.practice.book.now().at >= over_at:
            self.show()

    def _is_current(self) -> bool:
        """Whether nothing has changed since the plan was shown."""
        book = self.practice.book
        missing = self.practice.standing.missing
        self._rest_over_at = self.practice.standing.rest_over_at()
        rests = self._rest_over_at is not None
        now = (book.log.recent, book.settings, self.coach.length, book.today(), missing, rests)
        before, self._seen = self._seen, now
        # Compare identities first: comparing two long logs by value would take longer than it
        # saves.
        return len(before) == len(now) and all(
            a is b if isinstance(a, Log) else a == b for a, b in zip(before, now, strict=True)
        )

    def _read(self) -> tuple[dict[str, str], tuple[Row, ...]]:
        """The text of each part, and the lines of the plan."""
        self._lock = self.practice.safety.lock()
        standing = self.practice.standing.now()
        day = self.practice.standing.day(now=standing)
        self._in_flare = standing.flare is not None
        self._may_ease = standing.turn.may_ease
        self.set_class(self._lock is not Lock.NONE, "-locked")
        self.set_class(not standing.lines, "-last-stage")
        self.set_class(self._in_flare, "-flare")
        self.set_class(standing.flare_less > 0, "-way-back")
        self.set_class(bool(self.practice.safety.see_somebody()), "-see")
        plan = self.practice.standing.plan(self.coach.length, standing, day)
        self._items = plan.items
        parts = parts_of_today(self.practice, self.coach.length, standing, plan, day)
        return parts, plan_rows(plan)

    def action_length(self) -> None:
        """Change the length until the coach closes: as in the profile → short → standard → long."""
        offered = self.practice.standing.lengths(self.practice.standing.now())
        lengths = (None, *offered)
        place = lengths.index(self.coach.length) if self.coach.length in lengths else 0
        self.coach.length = lengths[(place + 1) % len(lengths)]
        self.show()

    def action_easier_week(self) -> None:
        """Train as usual in an easier week, or take that back."""
        standing = self.practice.standing.now()
        skips = standing.turn.eased
        decision = StageDecision.SKIP_EASIER if skips else StageDecision.TAKE_EASIER
        try:
            self.practice.person.choose(decision, standing.stage)
        except StoreError as error:
            self.coach.warn(str(error))
            return
        self.show()

    @work(exclusive=True)
    async def action_missing(self) -> None:
        """Mark what is not at hand today, and plan again."""
        from backcoach.journeys.session import ask_what_is_missing

        await ask_what_is_missing(self.coach)
        self.show()

    def action_scroll_plan(self, lines: int) -> None:
        """Scroll a plan that is longer than the window."""
        self.query_one("#plan-scroll").scroll_relative(y=lines, animate=False)

    def on_push_button_pressed(self) -> None:
        """Do what the key does. Pressed twice in quick succession, it starts once."""
        if not self.is_active:
            return
        if self._lock is Lock.NONE:
            self.begin()
        else:
            self.unlock()

    def action_start(self) -> None:
        """Ask the questions, then start the session."""
        self.begin()

    def action_unlock(self) -> None:
        """Ask the questions that can unlock sessions."""
        self.unlock()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer Start unless sessions are locked, and Unlock only then.

        A flare-up can't be reported in a rehearsal or during a flare-up; a session in a flare-up
        has only one length.
        """
        if action == "missing":
            return self._lock is Lock.NONE
        if action == "easier_week":
            return self._lock is Lock.NONE and self._may_ease
        if action == "length":
            return self._lock is Lock.NONE and not self._in_flare
        if action == "flare":
            return self._lock is Lock.NONE and not self._in_flare and self.coach.speed == 1
        if action in ("start", "unlock"):
            return (action == "unlock") is (self._lock is not Lock.NONE)
        return super().check_action(action, parameters)

    @work(exclusive=True)
    async def action_flare(self) -> None:
        """Report a flare-up."""
        from backcoach.journeys.session import feel_a_flare

        await feel_a_flare(self.coach)
        self.show()

    @work(exclusive=True)
    async def unlock(self) -> None:
        """Ask the questions that can unlock sessions, then show the result."""
        from backcoach.journeys.safety import lift_lock

        await lift_lock(self.coach)
        self.show()

    def _shows_new_day(self) -> bool:
        """Show a new day if one has begun. Returns whether one had."""
        before = self._seen[3]
        if before == self.practice.book.today():
            return False
        self.show()
        return True

    @work(exclusive=True)
    async def begin(self) -> None:
        """Check in, follow the session, rate it, and show what it changed.

        If a new day has begun, show its session first, and start nothing.
        """
        from backcoach.journeys.session import follow_session

        if self._shows_new_day():
            self.notify(NEW_DAY, markup=False)
            return
        await follow_session(self.coach)
        self.show()
