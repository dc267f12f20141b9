"""Inverted colours."""

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from backcoach.tui.filters.invert import InvertFilter, inverted
from backcoach.tui.widgets.numeral import rows_of

WORK = Style.parse("#8ccf7e on #14181b")


def test_light_becomes_dark_and_dark_light() -> None:
    style = inverted(WORK)
    assert style.color is not None
    assert style.bgcolor is not None
    assert sum(style.color.get_truecolor()) < sum(style.bgcolor.get_truecolor())
    assert inverted(style) != style


def test_the_terminals_own_colours_change_places_too() -> None:
    assert inverted(Style.parse("default on default")).reverse
    assert inverted(Style()).reverse


def test_the_letters_stay() -> None:
    line = [Segment("REST", WORK), Segment(" ", None)]
    drawn = InvertFilter().apply(line, Color(0, 0, 0))
    assert [segment.text for segment in drawn] == ["REST", " "]
    assert drawn[0].style != WORK


def test_a_blank_with_a_ground_alone_is_inverted_like_the_rest() -> None:
    ground = Style.parse("on #14181b")
    line = [Segment("REST", WORK), Segment("  ", ground), Segment(" ", None)]
    drawn = InvertFilter().apply(line, Color.parse("#14181b"))
    assert len({segment.style.bgcolor for segment in drawn if segment.style}) == 1
    assert not any(segment.style is None or segment.style.reverse for segment in drawn)


@pytest.mark.parametrize("height", range(5, 25))
@pytest.mark.parametrize("digit", "0123456789")
def test_a_framed_numeral_touches_no_edge(digit: str, height: int) -> None:
    rows = rows_of(digit, 34, height, framed=True)
    assert len(rows) == height
    assert not set(rows[0]) & set("█▀")
    assert not set(rows[-1]) & set("█▄")
    assert max(map(len, rows)) <= 32
