"""Screens know the size of the window before they have parts, and again when it changes."""

from collections.abc import Iterable
from pathlib import Path
from typing import cast

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.geometry import Size
from textual.pilot import Pilot
from textual.screen import Screen

from backcoach.tui.app.app import CoachApp
from backcoach.tui.screens.base import Place
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.responsive import size_classes
from backcoach.tui.widgets.figure_view import FigureView
from backcoach.tui.widgets.numeral import Numeral
from backcoach.tui.widgets.progress_line import ProgressLine
from tests.support.clock import ManualClock
from tests.support.coach import Ear, Opened, into_session, leave_the_weeks, opened, practice_in


@pytest.mark.parametrize(
    ("size", "names"),
    [
        ((109, 36), "-medium -high"),
        ((110, 35), "-wide -tall"),
        ((75, 24), "-narrow -tall"),
        ((76, 23), "-medium -short"),
        ((60, 17), "-narrow -tiny"),
        ((36, 10), "-narrow -tiny"),
        ((35, 18), "-narrow -short -least"),
        ((80, 9), "-medium -tiny -least"),
    ],
)
def test_a_window_brings_its_classes(size: tuple[int, int], names: str) -> None:
    there = {name for name, brought in size_classes(Size(*size)).items() if brought}
    assert there == set(names.split())


async def test_a_screen_that_opens_is_laid_out_for_its_window_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out = []
    really = Screen._refresh_layout

    def count(screen: Screen[object], size: Size | None = None, scroll: bool = False) -> None:
        if size is not None:
            laid_out.append(type(screen).__name__)
        really(screen, size, scroll)

    async with opened(tmp_path) as coach:
        monkeypatch.setattr(Screen, "_refresh_layout", count)
        await coach.press("h")
        await coach.press("question_mark")
    assert laid_out == ["HistoryScreen", "HelpScreen"]


async def test_what_a_dialog_covers_follows_the_window_too(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(120, 40)) as coach:
        await coach.press("question_mark")
        await coach.resize(60, 20)
        assert coach.screen.has_class("-narrow", "-short")
        await coach.press("escape")
        assert isinstance(coach.screen, TodayScreen)
        assert coach.screen.has_class("-narrow", "-short")
        assert not coach.screen.has_class("-wide")
        assert coach.screen.outer_size == Size(60, 20)


async def test_a_screen_that_opens_has_its_styles_looked_up_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("h", "t")
        whole: list[str] = []
        really = Stylesheet.update_nodes

        def note(sheet: Stylesheet, nodes: Iterable[DOMNode], animate: bool = False) -> None:
            nodes = list(nodes)
            whole.extend(type(each).__name__ for each in nodes if isinstance(each, Place))
            really(sheet, nodes, animate)

        monkeypatch.setattr(Stylesheet, "update_nodes", note)
        await coach.press("p")
        # For its classes, when it has no parts yet; the way back is another matter.
        assert whole.count("ProgressScreen") == 1


async def test_a_session_wears_its_own_sheet_when_the_coach_is_run_as_people_run_it(
    tmp_path: Path,
) -> None:
    """`run_test` leaves out what `run` does to the event loop from Python 3.12 on."""
    clock = ManualClock()
    practice = practice_in(tmp_path, clock)
    practice.person.consent()
    practice.safety.keep_screening(())
    practice.person.keep_profile(practice.person.profile_to_change())
    leave_the_weeks(practice)
    app = CoachApp(practice, speaker=Ear())
    seen: list[list[str]] = []
    heights: list[tuple[int, int]] = []

    async def look(pilot: Pilot[object]) -> None:
        coach = Opened(app, cast("Pilot[int]", pilot), practice, clock, Ear())
        await coach.settle()
        await into_session(coach)
        coach.play(1)
        await coach.settle()
        panel = coach.panel
        figure, number = panel.query_one(FigureView), panel.query_one(Numeral)
        heights.append((figure.region.height, number.region.height))
        seen.append(coach.rows)
        app.exit()

    await app.run_async(headless=True, size=(100, 30), auto_pilot=look)
    ((figure, number),) = heights
    assert figure > 10
    assert number > 10
    async with opened(tmp_path / "tested", size=(100, 30), clock=ManualClock()) as coach:
        await into_session(coach)
        coach.play(1)
        await coach.settle()
        assert seen == [coach.rows]


async def test_the_bar_of_a_session_shows_the_same_share_in_another_window(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await into_session(coach)
        coach.play(300)
        await coach.press("space")
        bar = coach.session.query_one(ProgressLine)
        share = bar.filled / bar.size.width
        assert share > 0.1
        await coach.resize(160, 40)
        assert bar.size.width > 120
        assert bar.filled / bar.size.width == pytest.approx(share, abs=0.02)
