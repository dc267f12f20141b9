"""Inverted colours."""

from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from backcoach.tui.filters.invert import InvertFilter, inverted

WORK = Style.parse("#8ccf7e on #14181b")


def test_light_becomes_dark_and_dark_light() -> None:
    style = inverted(WORK, True)
    assert style.color is not None
    assert style.bgcolor is not None
    assert sum(style.color.get_truecolor()) < sum(style.bgcolor.get_truecolor())
    assert inverted(style, True) != style


def test_without_colours_letters_and_ground_change_places() -> None:
    assert inverted(WORK, False) == WORK + Style(reverse=True)
    assert inverted(inverted(WORK, False), False).reverse is False


def test_the_terminals_own_colours_change_places_too() -> None:
    assert inverted(Style.parse("default on default"), True).reverse
    assert inverted(Style(), True).reverse


def test_the_letters_stay() -> None:
    line = [Segment("REST", WORK), Segment(" ", None)]
    drawn = InvertFilter(colours=True).apply(line, Color(0, 0, 0))
    assert [segment.text for segment in drawn] == ["REST", " "]
    assert drawn[0].style != WORK
