"""The shapes a picture consists of.

Tapered capsules and boxes, each with a role instead of a colour.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Role(IntEnum):
    """What a shape is part of; a palette gives each role a colour."""

    NOTHING = 0
    GROUND = 1
    PROP = 2
    FAR = 3
    TRUNK = 4
    HEAD = 5
    NEAR = 6


class Capsule(NamedTuple):
    """A limb: two circles and everything between them.

    An `edge` is not drawn itself: it clears the body behind it, a little further out than the limb
    that follows, so that an arm in front of a trunk can be seen without colour.
    """

    start: complex
    end: complex
    start_radius: float
    end_radius: float
    role: Role
    edge: bool = False


class Box(NamedTuple):
    """An upright rectangle, given by its lower left and upper right corners."""

    low: complex
    high: complex
    role: Role


Shape = Capsule | Box


def mirror(shapes: list[Shape]) -> list[Shape]:
    """The shapes mirrored at x = 0."""
    return [_mirror(shape) for shape in shapes]


def _mirror(shape: Shape) -> Shape:
    if isinstance(shape, Box):
        return Box(
            complex(-shape.high.real, shape.low.imag),
            complex(-shape.low.real, shape.high.imag),
            shape.role,
        )
    return shape._replace(start=-shape.start.conjugate(), end=-shape.end.conjugate())


class Extent(NamedTuple):
    """The room that shapes take up, in units of the skeleton; the floor is at 0."""

    left: float
    right: float
    top: float


def extent(shapes: list[Shape]) -> Extent:
    """The room that all `shapes` take up together."""
    left, right, top = [0.0], [0.0], [0.0]
    for shape in shapes:
        if isinstance(shape, Box):
            left.append(shape.low.real)
            right.append(shape.high.real)
            top.append(shape.high.imag)
            continue
        for point, radius in (
            (shape.start, shape.start_radius),
            (shape.end, shape.end_radius),
        ):
            left.append(point.real - radius)
            right.append(point.real + radius)
            top.append(point.imag + radius)
    return Extent(min(left), max(right), max(top))
