"""Without colours a limb in front of the trunk is told by a line, and the trunk stays whole."""

from __future__ import annotations

import pytest

from backcoach.figure import Drawing, Role
from backcoach.figure.raster import BODY, Grid, View, lines
from backcoach.figure.shapes import Capsule, Shape
from tests.support.looks import LOOKS, Look

SIZE = 40, 24
TRUNK = Capsule(5 + 6j, 35 + 6j, 4, 4, Role.TRUNK)


def dots(*shapes: Shape) -> list[str]:
    """A picture of dots twice as high as wide, from the top: "#" is body, "." is none."""
    view = View(
        width=2 * SIZE[0],
        height=SIZE[1] // 2,
        dot_width=0.5,
        dot_height=1.0,
        origin=0,
        scale=1,
        thinnest=0.5,
        edge=0.7,
        soft=False,
    )
    roles = Grid(view).paint(shapes).roles
    signs = ["#" if role in BODY else "." for role in roles]
    return ["".join(signs[at : at + view.width]) for at in range(0, len(signs), view.width)]


def with_limb(start: complex, end: complex, radius: float) -> list[Shape]:
    limb = Capsule(start, end, radius, radius, Role.NEAR)
    return [TRUNK, limb._replace(edge=True), limb]


def cut_out(picture: list[str]) -> set[tuple[int, int]]:
    """Where the trunk alone has body and the picture none: column and row."""
    whole = dots(TRUNK)
    return {
        (x, y)
        for y, (before, after) in enumerate(zip(whole, picture, strict=True))
        for x, (a, b) in enumerate(zip(before, after, strict=True))
        if a == "#" and b == "."
    }


def test_a_thin_limb_that_lies_has_one_line_along_it() -> None:
    cut = cut_out(dots(*with_limb(14 + 6.5j, 26 + 6.5j, 0.5)))
    assert len({y for _, y in cut}) == 1
    columns = sorted(x for x, _ in cut)
    assert columns == list(range(columns[0], columns[0] + len(columns)))
    assert len(columns) >= 2 * 12


def test_a_thin_limb_that_slopes_has_one_line_without_a_gap() -> None:
    cut = cut_out(dots(*with_limb(14 + 4.5j, 26 + 7.5j, 0.5)))
    for x, y in cut:
        beside = {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)} - {(x, y)}
        assert cut & beside
    for x in range(30, 50):
        assert len([1 for column, _ in cut if column == x]) == 1


def test_a_thick_limb_has_a_line_on_both_sides() -> None:
    cut = cut_out(dots(*with_limb(14 + 6j, 26 + 6j, 1.5)))
    assert len({y for x, y in cut if x == 40}) == 2


def test_the_rim_of_the_trunk_stays_whole() -> None:
    beside_the_rim = cut_out(dots(*with_limb(14 + 8.5j, 26 + 8.5j, 0.5)))
    rows = [y for y, row in enumerate(dots(TRUNK)) if "#" in row]
    assert {rows[0], rows[-1]} & {y for _, y in beside_the_rim} == set()


def test_a_limb_beyond_the_trunk_needs_no_line() -> None:
    assert cut_out(dots(*with_limb(14 + 11.4j, 26 + 11.4j, 0.5))) == set()


def test_a_speck_is_not_cut_out() -> None:
    assert cut_out(dots(*with_limb(20 + 6.5j, 20.4 + 6.5j, 0.5))) == set()


def test_a_head_is_cut_free() -> None:
    head = Capsule(34 + 6j, 34 + 6j, 3, 3, Role.HEAD)
    picture = dots(TRUNK, head._replace(edge=True), head)
    assert all("." in row[50:72] for row in picture if row.strip("."))


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_no_trunk_falls_to_crumbs(look: Look) -> None:
    """What is cut out of a body are lines, and few of them."""
    frames = look.frames((40, 12), Drawing.QUADRANTS)
    for place in range(len(frames.movement.poses)):
        shapes = frames.shapes(place)
        limbs = [each for each in shapes if each.role is not Role.HEAD]
        plain = [each for each in limbs if not (isinstance(each, Capsule) and each.edge)]
        cut, whole = (Grid(frames.view).paint(each).roles for each in (limbs, plain))
        gone = {at for at, role in enumerate(whole) if role in BODY and not cut[at]}
        pieces = [len(each) for each in lines(gone, frames.view.width)]
        assert len([length for length in pieces if length < 3]) <= 1, (place, pieces)
        assert len(pieces) <= 4, (place, pieces)
