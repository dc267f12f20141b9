"""Screens know the size of the window before they have parts, and again when it changes."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import Screen

from backcoach.tui.screens.base import Place
from backcoach.tui.screens.today import TodayScreen
from backcoach.tui.sized import size_classes
from tests.support.coach import opened


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
