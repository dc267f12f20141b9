"""Every screen in every size: nothing breaks, the keys are in view, a session can be followed."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.geometry import Size
from textual.widget import Widget

from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.screening import ScreeningScreen
from backcoach.tui.screens.session.session import SessionScreen
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.numeral import Numeral, rows_of
from tests.support.coach import SIZES, Opened, following, opened
from tests.support.content import item
from tests.tui.walks import WALKS, Walk

EDGE = (40, 12)
"""The smallest terminal the coach opens in."""

FAR_TOO_SMALL = (20, 5)
"""A window may become so small while the coach is open."""


@pytest.fixture(autouse=True)
def drawn_when_looked_at() -> None:
    """Here every change is drawn, as in a terminal."""


@dataclass(frozen=True)
class StageFacts:
    """One look at the terminal."""

    name: str
    coach: Opened
    rows: list[str]

    def lines(self, widget: Widget) -> list[str]:
        """What is shown of `widget`, which lies inside the screen with all of it."""
        region = widget.region
        assert region.area > 0, f"{self.name}: {widget}"
        assert self.coach.screen.region.contains_region(region), f"{self.name}: {widget}"
        cut = (row[region.x : region.right].strip() for row in self.rows[region.y : region.bottom])
        return [line for line in cut if line]


def look(name: str, coach: Opened) -> None:
    """The keys can be seen, and in a session all that matters."""
    seen = StageFacts(name, coach, coach.rows)
    bar = coach.screen.query_one(KeyBar)
    assert seen.lines(bar) == [line.strip() for line in coach.keys.splitlines()], name
    assert bar.region.bottom == coach.app.size.height, name
    if isinstance(coach.screen, SessionScreen):
        assert_session_in_view(seen, "name", "place", "word", "next")


def assert_session_in_view(seen: StageFacts, *ids: str) -> None:
    """Number and words are really there, the long ones cut short with a sign."""
    screen, width = seen.coach.screen, seen.coach.app.size.width
    for id in ids:
        words = seen.coach.line(id)
        if words:
            lines = seen.lines(screen.query_one(f"#{id}"))
            if id == "next" and screen.has_class("-getting-ready"):
                # It may say how to get down to the mat, wrapped and never cut short.
                assert " ".join(lines) == words, seen.name
                continue
            (line,) = lines
            assert line == words or (line.endswith("…") and len(line) > width - 10), seen.name
            assert words.startswith(line.rstrip("…")), seen.name
    numeral = screen.query_one(Numeral)
    expected = (row.strip() for row in rows_of(numeral.value, *numeral.size, framed=True))
    assert seen.lines(numeral) == [row for row in expected if row], seen.name


each_size = pytest.mark.parametrize(
    "size",
    # The two between have no layout of their own; they are walked through by the slow tests.
    [
        pytest.param(
            size,
            id=f"{size[0]}x{size[1]}",
            marks=[] if size in (SIZES[0], SIZES[-2]) else [pytest.mark.slow],
        )
        for size in SIZES
    ],
)
each_walk = pytest.mark.parametrize("walk", WALKS, ids=lambda walk: str(walk.__name__))


@each_walk
@each_size
async def test_every_screen_opens_with_its_keys_in_view(
    tmp_path: Path, walk: Walk, size: tuple[int, int]
) -> None:
    await walk(tmp_path, size, look)


@each_walk
async def test_nothing_breaks_in_the_smallest_terminal_and_without_colour(
    tmp_path: Path, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    def look_at_the_most_important(name: str, coach: Opened) -> None:
        assert coach.app.no_color
        seen = StageFacts(name, coach, coach.rows)
        assert seen.lines(coach.screen.query_one(KeyBar)), name
        if isinstance(coach.screen, SessionScreen):
            assert_session_in_view(seen, "word", "name")

    await walk(tmp_path, EDGE, look_at_the_most_important)


async def test_a_line_longer_than_the_window_keeps_nobody_from_going_on(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False, size=(24, 14)) as coach:
        while isinstance(coach.screen, ScreeningScreen):
            await coach.press("enter")
        assert isinstance(coach.screen, TodayScreen)


async def test_a_session_goes_on_while_the_terminal_changes_its_size(tmp_path: Path) -> None:
    async with following(tmp_path, item("rest_breathing"), size=(200, 60)) as coach:
        coach.play(12)
        for left, size in ((50, EDGE), (40, (60, 20)), (30, (200, 60)), (20, FAR_TOO_SMALL)):
            await coach.resize(*size)
            coach.play(10)
            await coach.settle()
            assert (coach.line("word"), coach.number) == ("KEEP GOING", str(left))
            if size == FAR_TOO_SMALL:
                assert all(words in coach.text for words in ("Rest and", "KEEP GOING", "20"))
            elif size != EDGE:
                look(str(size), coach)


async def test_no_more_is_drawn_than_a_terminal_can_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backcoach.tui.app.app.LARGEST", Size(100, 30))
    async with opened(tmp_path, size=(65_535, 65_535)) as coach:
        assert coach.app.size == coach.screen.size == (100, 30)
        await coach.resize(80, 24)
        assert coach.app.size == coach.screen.size == (80, 24)
        await coach.resize(65_535, 20)
        assert coach.app.size == coach.screen.size == (100, 20)
        await coach.resize(0, 0)
        assert coach.app.size == coach.screen.size == (1, 1)
        await coach.resize(80, 24)
        assert "Start" in coach.text


async def test_a_list_survives_a_window_of_hardly_a_letter(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False) as coach:
        for size in ((20, 5), (3, 2), (1, 1), (2, 1), (1, 3), (80, 24)):
            await coach.resize(*size)
            await coach.press("pagedown", "pageup", "down")
        assert "Safety questions" in coach.text
