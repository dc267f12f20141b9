"""What is drawn can be selected with the mouse and copied, on every screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Offset, Region
from textual.selection import Selection
from textual.widget import Widget
from textual.widgets import Input

from backcoach.coach.model.records import Log
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.session.floor import FloorScreen
from backcoach.tui.widgets.lines import Lines
from backcoach.tui.widgets.mark_list import MarkList
from backcoach.tui.widgets.numeral import Numeral
from tests.support.coach import Opened, following, opened
from tests.support.content import item
from tests.support.logs import a_log, a_session
from tests.tui.places import on_day, opened_later
from tests.tui.walks import WALKS, Walk

PAGE = (100, 30)


def mouse(kind: type[events.MouseEvent], at: tuple[int, int]) -> events.MouseEvent:
    x, y = at
    return kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)


async def drag(coach: Opened, start: tuple[int, int], end: tuple[int, int]) -> None:
    """From one cell of the screen to another with the button held down."""
    for kind, at in ((events.MouseDown, start), (events.MouseMove, end), (events.MouseUp, end)):
        coach.app.post_message(mouse(kind, at))
    await coach.settle()


async def copied(coach: Opened) -> str:
    """What is in the clipboard after ctrl+c."""
    await coach.press("ctrl+c")
    return coach.app.clipboard


def in_sight(coach: Opened) -> dict[Widget, Region]:
    """The widgets with words of their own, and the part of each that is in sight.

    An `Input` has its own way of selecting.
    """
    seen = coach.screen._compositor.visible_widgets
    return {
        widget: widget.scrollable_content_region.intersection(seen[widget][1])
        for widget in coach.screen.walk_children()
        if widget in seen and widget.allow_select
        if not widget.is_container and not isinstance(widget, Input)
    }


def drawn_in(coach: Opened, region: Region) -> str:
    return "\n".join(row[region.x : region.right] for row in coach.rows[region.y : region.bottom])


def without_blanks(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: str(walk.__name__))
async def test_what_is_drawn_anywhere_is_what_is_copied(tmp_path: Path, walk: Walk) -> None:
    seen = 0

    async def copy_each(name: str, coach: Opened) -> None:
        nonlocal seen
        focused = coach.screen.focused
        for widget, region in in_sight(coach).items():
            # What has the focus may change with each drag, and the bar of keys with it.
            drawn = without_blanks(drawn_in(coach, region))
            if drawn:
                await drag(coach, region.offset, region.bottom_right_inclusive)
                text = without_blanks(coach.screen.get_selected_text() or "")
                wanted = (
                    without_blanks(f"{widget.value}{widget.tail}")
                    if isinstance(widget, Numeral)
                    else drawn
                )
                assert text == wanted, f"{name}: {widget}"
                seen += 1
        coach.screen.clear_selection()
        coach.screen.set_focus(focused)
        await coach.settle()

    await walk(tmp_path, (100, 40), copy_each)
    assert seen > 100


def a_history(note: str = "Hips felt looser.") -> Log:
    session = a_session(2)
    assert session.ratings is not None
    ratings = replace(session.ratings, note=note)
    return a_log(a_session(0), replace(session, ratings=ratings))


def place_of(coach: Opened, words: str) -> Offset:
    (row, *_) = [number for number, row in enumerate(coach.rows) if words in row] or [-1]
    assert row >= 0, coach.text
    return Offset(coach.rows[row].index(words), row)


async def test_the_lines_of_a_session_are_copied_as_they_stand_there(tmp_path: Path) -> None:
    async with opened_later(tmp_path, log=a_history(), clock=on_day(3), size=PAGE) as coach:
        await coach.press("h")
        start = place_of(coach, "3 January 2024")
        await drag(coach, start, place_of(coach, "Hips") + Offset(3, 0))
        lines = coach.rows[start.y : place_of(coach, "Hips").y]
        assert await copied(coach) == "\n".join(
            [*(line[start.x :].rstrip(" │▂▄▆█▇▅▃▁") for line in lines), "“Hips"]
        )


async def test_what_is_selected_looks_different(tmp_path: Path) -> None:
    async with opened_later(tmp_path, log=a_history(), clock=on_day(3), size=PAGE) as coach:
        await coach.press("h")
        start = place_of(coach, "3 January 2024")
        await drag(coach, start, start + Offset(8, 0))
        assert selected_looks(coach) == "3 January"
        await coach.press("escape")
        assert selected_looks(coach) == ""


def selected_looks(coach: Opened) -> str:
    """All that is drawn on the ground of a selection."""
    style = coach.screen.get_component_rich_style("screen--selection")
    strips = coach.screen._compositor.render_strips()
    segments = (segment for strip in strips for segment in strip)
    return "".join(text for text, look, _ in segments if look and look.bgcolor == style.bgcolor)


async def test_a_selection_goes_on_beyond_what_is_in_sight(tmp_path: Path) -> None:
    log = a_log(*(a_session(number) for number in range(9)))
    async with opened_later(tmp_path, log=log, clock=on_day(9), size=(80, 24)) as coach:
        await coach.press("h")
        lines = coach.screen.query_one(Lines)
        assert lines.max_scroll_y > 0
        lines.screen.selections = {lines: Selection(Offset(0, 1), None)}
        text = await copied(coach)
        assert len(text.splitlines()) == 8
        assert text.splitlines()[-1].startswith("2024-01-01")


async def test_copied_text_is_as_harmless_as_it_is_on_the_screen(tmp_path: Path) -> None:
    log = a_history("a\x1b[31mb\u202ec" + "\u0301" * 50)
    async with opened_later(tmp_path, log=log, clock=on_day(3), size=PAGE) as coach:
        await coach.press("h")
        at = place_of(coach, "“a")
        await drag(coach, at, at + Offset(20, 0))
        assert await copied(coach) == "“a?[31mbc" + "\u0301" * 8 + "”"


@pytest.mark.parametrize("cell", [(95, 1), (95, 27)], ids=["beside a line", "below all of it"])
async def test_where_there_is_no_text_the_clipboard_stays_as_it_is(
    tmp_path: Path, cell: tuple[int, int]
) -> None:
    async with opened_later(tmp_path, log=a_history(), clock=on_day(3), size=PAGE) as coach:
        await coach.press("h")
        coach.app.copy_to_clipboard("kept")
        await drag(coach, cell, (cell[0] + 2, cell[1]))
        assert await copied(coach) == "kept"


async def test_a_drag_over_a_list_chooses_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path, log=a_history(), clock=on_day(3), screened=False) as coach:
        listing = coach.screen.query_one(MarkList)
        region = listing.content_region
        await drag(coach, region.offset + Offset(2, 1), region.offset + Offset(12, 1))
        assert listing.marked == []
        # A hand that slips a little while it clicks does choose.
        await drag(coach, region.offset + Offset(2, 1), region.offset + Offset(3, 1))
        assert len(listing.marked) == 1


async def test_a_double_click_on_a_list_selects_no_text(tmp_path: Path) -> None:
    async with opened(tmp_path, log=a_history(), clock=on_day(3), screened=False) as coach:
        at = coach.screen.query_one(MarkList).content_region.offset + Offset(2, 1)
        await drag(coach, at, at)
        await drag(coach, at, at)
        assert coach.screen.query_one(MarkList).marked == []
        assert not coach.screen.selections


async def test_a_question_is_copied_and_not_answered(tmp_path: Path) -> None:
    async with opened_later(tmp_path, log=a_log(a_session(0)), clock=on_day(1)) as coach:
        await coach.press("p", "2")
        assert isinstance(coach.screen, ChoiceDialog)
        at = place_of(coach, "Yes, start in stage 2")
        await drag(coach, at, at + Offset(2, 0))
        assert await copied(coach) == "Yes"
        assert isinstance(coach.screen, ChoiceDialog)


@pytest.mark.parametrize("view", ["", "f"], ids=["session", "floor view"])
async def test_of_a_figure_nothing_is_copied(tmp_path: Path, view: str) -> None:
    async with following(tmp_path, item("rest_breathing"), size=(120, 40)) as coach:
        coach.play(20)
        await coach.press(*view)
        coach.screen.text_select_all()
        names = {type(each).__name__ for each in coach.screen.walk_children()}
        assert not names & set((await copied(coach)).split())


async def test_the_floor_view_can_be_copied_too(tmp_path: Path) -> None:
    async with following(tmp_path, item("rest_breathing"), size=(120, 40)) as coach:
        coach.play(20)
        await coach.press("f")
        assert isinstance(coach.screen, FloorScreen)
        at = place_of(coach, "any key or click pauses")
        await drag(coach, at, at + Offset(6, 0))
        assert await copied(coach) == "any key"
        number = coach.screen.query_one("#floor-number", Numeral)
        await drag(coach, number.region.offset, number.region.offset + Offset(9, 2))
        assert await copied(coach) == number.value
