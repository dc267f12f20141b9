"""A figure that moves by itself: what comes first today, beside the plan."""

from __future__ import annotations

from collections.abc import Callable

from backcoach.coach.model.programme import Pace
from backcoach.coach.planning.plan import PlanItem
from backcoach.figure import Drawing, browsing_moment, stilled
from backcoach.tui.widgets.figure_view import FigureView

FRAMES_A_SECOND = 12


class MovingFigure(FigureView):
    """The exercise of a plan, repeated as it is to be done; it rests while its screen is covered.

    `clock` gives seconds that only go forward, `wanted` is how to draw if the user has set it.
    """

    def __init__(self, clock: Callable[[], float], wanted: Drawing | None = None) -> None:
        super().__init__(wanted=wanted, id="figure")
        self._clock = clock
        self._item: PlanItem | None = None
        self._pace: Pace | None = None
        self._began = 0.0
        self._still = False

    def on_mount(self) -> None:
        """Start the timer of the animation."""
        self.set_interval(1 / FRAMES_A_SECOND, self.tick)

    def play(self, item: PlanItem, pace: Pace, *, still: bool) -> None:
        """Show `item` from its beginning; with `still` one pose after the other, without motion."""
        if self._item is None or self._item.exercise is not item.exercise:
            self._began = self._clock()
        self._item, self._pace, self._still = item, pace, still
        self._move()

    def rest(self) -> None:
        """Stand as at the beginning, as long as the screen is covered."""
        self._began = self._clock()
        self._move()

    def tick(self) -> None:
        """Show the present moment, unless nobody looks."""
        if self.screen.is_active and self.app.app_focus:
            self._move()

    def _move(self) -> None:
        item, pace = self._item, self._pace
        if item is None or pace is None:
            return
        seconds = self._clock() - self._began
        moment = browsing_moment(item.exercise, item.dose, seconds, pace)
        side = item.exercise.sides[0]
        self.show(item.exercise, side, item.dose, stilled(moment) if self._still else moment)
