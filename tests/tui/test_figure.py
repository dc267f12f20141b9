"""The figure on the exercise screen: it moves with the clock, and its keys."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from textual.app import App
from textual.geometry import Region
from textual.strip import Strip

from backcoach.figure import Drawing, Role, drawing_for
from backcoach.tui.screens.places.exercises import ExercisesScreen
from backcoach.tui.widgets import figure_view
from backcoach.tui.widgets.browser import Browser
from backcoach.tui.widgets.figure_panel import FigurePanel
from backcoach.tui.widgets.figure_view import FigureView, colours_of, palette_of
from tests.support.coach import Opened, opened
from tests.support.content import programme

PACE = programme().pace


def panel(coach: Opened) -> FigurePanel:
    return coach.screen.query_one(FigurePanel)


def view(coach: Opened) -> FigureView:
    return coach.screen.query_one("#figure", FigureView)


async def look_at(coach: Opened, exercise: str) -> None:
    await coach.press("x")
    coach.screen.query_one(Browser).choose(exercise)
    await coach.settle()
    tick(coach)


def tick(coach: Opened, seconds: float = 0.0) -> None:
    coach.clock.advance(seconds)
    assert isinstance(coach.screen, ExercisesScreen)
    coach.screen.tick()


async def test_the_figure_moves_with_the_clock_and_stands_while_paused(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(80, 24)) as coach:
        await look_at(coach, "bird_dog")
        assert coach.line("pose") == "▶ Left leg back · all fours"
        first = view(coach).frame
        tick(coach, 3)
        assert coach.line("pose") == "▶ Left leg back · reach"
        assert view(coach).frame is not first
        await coach.press("space")
        assert coach.line("pose").startswith("‖")
        held = view(coach).frame
        tick(coach, 60)
        assert view(coach).frame is held
        await coach.press("space")
        tick(coach, 0.01)
        assert coach.line("pose") == "▶ Left leg back · reach"


async def test_the_key_poses_can_be_stepped_through_both_ways(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(80, 24)) as coach:
        await look_at(coach, "sit_to_stand")
        shown = []
        for key in ("n", "n", "right", "b", "left"):
            await coach.press(key)
            shown.append(coach.line("pose"))
        assert shown == ["‖ nose over toes", "‖ stand", "‖ sit", "‖ stand", "‖ nose over toes"]


async def test_both_sides_and_the_neighbours_are_a_key_away(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(80, 24)) as coach:
        await look_at(coach, "bird_dog")
        left = view(coach).frame
        await coach.press("s")
        assert coach.line("pose") == "▶ Right leg back · all fours"
        assert view(coach).frame != left
        assert coach.line("links") == "− easier: Bird-dog, leg slide"
        await coach.press("minus")
        assert coach.screen.query_one(Browser).chosen == "bird_dog_leg_slide"
        assert "+ harder: Bird-dog" in coach.line("links")
        await coach.press("plus")
        assert coach.screen.query_one(Browser).chosen == "bird_dog"
        await coach.press("plus")
        assert coach.screen.query_one(Browser).chosen == "bird_dog"
        await look_at(coach, "squat")
        assert "Side" not in coach.keys


async def test_in_a_large_terminal_the_neighbours_are_drawn_beside_it(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(120, 40)) as coach:
        await look_at(coach, "bridge")
        assert "easier: Pelvic tilt (lying)" in coach.text
        assert "harder: Bridge with marching" in coach.text
        for name in ("easier", "harder"):
            assert coach.screen.query_one(f"#{name}", FigureView).frame is not None


async def test_reduced_motion_shows_stills(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(80, 24)) as coach:
        await look_at(coach, "bridge")
        await coach.press("v")
        assert coach.practice.book.settings.reduced_motion
        places = set()
        for _ in range(30):
            tick(coach, 0.25)
            places.add(view(coach).frame)
        assert len(places) == 2
        await coach.press("v")
        for _ in range(30):
            tick(coach, 0.25)
            places.add(view(coach).frame)
        assert len(places) > 4


async def test_textuals_own_wish_for_stillness_counts_too(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(80, 24)) as coach:
        assert not coach.app.keeps_still
        coach.app.animation_level = "none"
        assert coach.app.keeps_still


async def test_without_colour_the_figure_is_drawn_hard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(tmp_path, size=(80, 24)) as coach:
        await look_at(coach, "bird_dog")
        frame = view(coach).frame
        assert frame is not None
        assert any(sign in frame.text for sign in "▙▟▛▜")
        assert all(run.ground == 0 for row in frame.rows for run in row)
        assert frame.rows[0][0].text.strip() == ""
        row = next(row for row in frame.text.splitlines() if "█" in row)
        assert row.strip() in coach.text


async def test_the_user_may_want_another_drawing(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"drawing": "braille"}')
    async with opened(tmp_path, size=(80, 24)) as coach:
        await look_at(coach, "bird_dog")
        frames = view(coach).frames
        assert frames is not None
        drawn = frames.at_place(0).text
        assert any("\u2800" < sign <= "\u28ff" for sign in drawn)
        assert Drawing("braille") is Drawing.BRAILLE


async def test_only_rows_that_changed_are_drawn_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path, size=(120, 40)) as coach:
        await look_at(coach, "bird_dog")
        figure = view(coach)
        tick(coach, 1)
        asked: list[tuple[Region, ...]] = []
        monkeypatch.setattr(figure, "refresh", lambda *regions, **_: asked.append(regions))
        tick(coach)
        assert asked == []
        tick(coach, 1 / 12)
        (regions,) = asked
        assert 0 < len(regions) < figure.size.height
        assert all(region.height == 1 and region.width == figure.size.width for region in regions)


async def test_rows_shown_before_are_not_made_anew(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(80, 24)) as coach:
        await look_at(coach, "bird_dog")
        figure = view(coach)
        tick(coach, 1)
        first = lines_of(figure)
        tick(coach, 3)
        assert any(one is not other for one, other in zip(first, lines_of(figure), strict=True))
        tick(coach, 7 + PACE.between_seconds - 3)  # the same instant of the next repetition
        assert all(one is other for one, other in zip(first, lines_of(figure), strict=True))
        await coach.press("d")
        assert not any(one is other for one, other in zip(first, lines_of(figure), strict=True))


async def test_no_more_rows_are_kept_than_are_worth_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figure_view, "STRIPS_KEPT", 40)
    async with opened(tmp_path, size=(80, 24)) as coach:
        await look_at(coach, "bird_dog")
        figure = view(coach)
        most = 0
        for _ in range(60):
            tick(coach, 1 / 12)
            assert "".join(line.text for line in lines_of(figure)).strip()
            most = max(most, len(figure._strips))
        assert 40 < most <= 40 + figure.size.height


def lines_of(figure: FigureView) -> list[Strip]:
    return figure.render_lines(figure.size.region)


async def test_a_part_of_the_figure_is_that_part_of_its_rows(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(80, 24)) as coach:
        await look_at(coach, "bird_dog")
        whole = [line.text for line in lines_of(view(coach))]
        part = [line.text for line in view(coach).render_lines(Region(5, 2, 12, 4))]
        assert part == [text[5:17] for text in whole[2:6]]


async def test_a_figure_that_became_narrower_never_draws_over_what_stands_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path, size=(100, 24)) as coach:
        await look_at(coach, "bird_dog")
        wide = view(coach).size.width
        # Between the new size and word of it to the figure a frame may be drawn.
        monkeypatch.setattr(FigureView, "on_resize", lambda _self: None)
        await coach.resize(81, 24)
        narrow = view(coach).size.width
        assert narrow < wide
        assert {len(line.text) for line in lines_of(view(coach))} == {narrow}


@pytest.mark.parametrize(
    ("system", "no_color", "drawing"),
    [
        ("truecolor", False, Drawing.HALF_BLOCKS),
        ("256", False, Drawing.HALF_BLOCKS),
        ("standard", False, Drawing.QUADRANTS),
        ("windows", False, Drawing.QUADRANTS),
        (None, False, Drawing.QUADRANTS),
        ("truecolor", True, Drawing.QUADRANTS),
    ],
)
def test_the_drawing_follows_the_colours_of_the_terminal(
    system: str | None, no_color: bool, drawing: Drawing
) -> None:
    console = SimpleNamespace(color_system=system)
    app = SimpleNamespace(no_color=no_color, is_headless=False, console=console)
    assert drawing_for(colours_of(cast("App[int]", app))) is drawing


async def test_the_colours_are_those_of_the_theme(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(80, 24)) as coach:
        await look_at(coach, "bird_dog")
        dark = palette_of(coach.app, view(coach).background_colors[1])
        await coach.press("d")
        await coach.settle()
        light = palette_of(coach.app, view(coach).background_colors[1])
        assert sum(dark[Role.NOTHING]) < sum(dark[Role.FAR]) < sum(dark[Role.TRUNK])
        assert sum(dark[Role.TRUNK]) < sum(dark[Role.NEAR]) < sum(dark[Role.HEAD])
        assert sum(light[Role.NOTHING]) > sum(light[Role.FAR]) > sum(light[Role.TRUNK])
        assert sum(light[Role.TRUNK]) > sum(light[Role.NEAR]) > sum(light[Role.HEAD])
        assert len(set(dark.values())) == len(dark)


async def test_in_the_smallest_terminal_the_text_has_the_room(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(40, 14)) as coach:
        await look_at(coach, "bird_dog")
        assert not panel(coach).display
        assert "Bird-dog" in coach.words_in("Browser > VerticalScroll")
