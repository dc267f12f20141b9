"""Paints shapes on a grid of dots.

It is plain Python, since a frame is drawn once and then reused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil, floor, sqrt
from typing import NamedTuple

from backcoach.figure.shapes import Box, Capsule, Role, Shape

LEVELS = 8
"""Steps between a shape and what is behind it, at a soft edge."""

Ink = int
"""A dot: its role, the role behind it, and how much of the dot it covers (0 to `LEVELS`)."""

BODY = frozenset({Role.FAR, Role.TRUNK, Role.HEAD, Role.NEAR})

LEAST_LINE = 4
"""Dots of an outline; fewer are a speck."""
THIN = 2.5
"""Rows of dots: a limb that is not as thick as that is hardly thicker than a line."""
Steps = tuple[tuple[int, int], ...]
"""Ways from a dot to others, as dots across and down."""
ABOVE: Steps = ((0, -1),)
BELOW: Steps = ((0, 1),)
ASIDE: Steps = ((-1, 0), (1, 0))


def ink(role: int, behind: int = 0, level: int = LEVELS) -> Ink:
    """The ink of a dot. All dots of a single role have the same number."""
    if level >= LEVELS:
        return role
    if level <= 0:
        return behind
    return role | behind << 3 | (LEVELS - level) << 6


def parts(dot: Ink) -> tuple[Role, Role, int]:
    """The role, the role behind, and the level of a dot."""
    return Role(dot & 7), Role(dot >> 3 & 7), LEVELS - (dot >> 6)


class View(NamedTuple):
    """How a grid of dots maps to the world.

    `width`×`height` dots, each `dot_width`×`dot_height`, measured in cell widths (a cell is 1 wide
    and 2 high). World x = 0 is at `origin`, and the floor is the lower edge; `scale` is cell widths
    per unit. `thinnest` is the smallest radius drawn, `edge` the gap along an outline, both in cell
    widths.
    """

    width: int
    height: int
    dot_width: float
    dot_height: float
    origin: float
    scale: float
    thinnest: float
    edge: float
    soft: bool


class Grid:
    """A grid of dots on which later shapes cover earlier ones."""

    def __init__(self, view: View) -> None:
        self.view = view
        count = view.width * view.height
        self.roles = [0] * count
        self.behind = [0] * count
        self.cover = [0.0] * count

    def paint(self, shapes: Iterable[Shape]) -> Grid:
        """Paint `shapes` in order; returns the grid itself."""
        held: list[Capsule] = []
        for shape in shapes:
            if isinstance(shape, Capsule) and shape.edge and not self.view.soft:
                held.append(shape)
                continue
            if held:
                self._outline(held)
                held = []
            if isinstance(shape, Box):
                self._box(shape)
                continue
            self._capsule(shape)
        return self

    def inks(self) -> list[Ink]:
        """Every dot, row by row."""
        return [
            ink(role, behind, round(cover * LEVELS)) if cover else 0
            for role, behind, cover in zip(self.roles, self.behind, self.cover, strict=True)
        ]

    def _capsule(self, shape: Capsule) -> None:
        """Paint a capsule; an edge clears the body all around it."""
        paint = self._hold_back if shape.edge else self._dot
        for at, cover in self._covered(shape):
            paint(at, shape.role, cover)

    def _covered(self, shape: Capsule) -> Iterator[tuple[int, float]]:
        """The dots of a capsule, and how much of each is covered. A soft edge reaches further."""
        view = self.view
        scale, wide, high = view.scale, view.dot_width, view.dot_height
        floor_at = view.height * high
        ax = view.origin + shape.start.real * scale
        ay = floor_at - shape.start.imag * scale
        bx = view.origin + shape.end.real * scale
        by = floor_at - shape.end.imag * scale
        start_radius = max(shape.start_radius * scale, view.thinnest)
        end_radius = max(shape.end_radius * scale, view.thinnest)
        if shape.edge and view.soft:
            start_radius += view.edge
            end_radius += view.edge
        taper = end_radius - start_radius
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        over = 1 / length if length else 0.0
        most = max(start_radius, end_radius) + (0.5 if view.soft else 0)
        first = max(0, floor((min(ax, bx) - most) / wide))
        last = min(view.width, ceil((max(ax, bx) + most) / wide) + 1)
        top = max(0, floor((min(ay, by) - most) / high))
        bottom = min(view.height, ceil((max(ay, by) + most) / high) + 1)
        soft = 0.5 if view.soft else 0.0
        for row in range(top, bottom):
            py = (row + 0.5) * high - ay
            at = row * view.width
            for column in range(first, last):
                px = (column + 0.5) * wide - ax
                share = (px * dx + py * dy) * over
                if share < 0:
                    share = 0.0
                elif share > 1:
                    share = 1.0
                off_x, off_y = px - dx * share, py - dy * share
                reach = start_radius + taper * share + soft
                square = off_x * off_x + off_y * off_y
                if square < reach * reach:
                    yield at + column, min(1.0, reach - sqrt(square)) if soft else 1.0

    def _outline(self, edges: Sequence[Capsule]) -> None:
        """Cut a line one dot wide into the body along the outline of all `edges`.

        A head is separated completely. Where there is no room for a line inside a limb, its rim
        stays, so that the outline of the body is complete. Single specks are not cut out.
        """
        free = any(each.role is Role.HEAD for each in edges)
        covered = [{at for at, _ in self._covered(each)} for each in edges]
        inside = set[int]().union(*covered)

        def along(steps: Steps, dots: set[int]) -> set[int]:
            return set(self._beside(dots, inside, steps, free))

        parts = list(zip(edges, covered, strict=True))
        lying = set[int]().union(*(dots for edge, dots in parts if self._lies(edge)))
        # A line above and one below would leave only specks of so thin a body.
        cut = max(along(ABOVE, lying), along(BELOW, lying), key=len)
        for edge, dots in parts:
            if not self._is_thin(edge) or free:
                cut |= along(ABOVE + ASIDE + BELOW, dots)
            elif not self._lies(edge):
                cut |= along(ASIDE, dots)
        for line in lines(cut, self.view.width):
            if free or len(line) >= LEAST_LINE:
                for at in line:
                    self.roles[at] = self.behind[at] = 0
                    self.cover[at] = 0.0

    def _beside(self, dots: set[int], inside: set[int], steps: Steps, free: bool) -> Iterator[int]:
        """Dots of the body one step from `dots`; unless `free`, only with body beyond them."""
        for across, down in steps:
            step = across + down * self.view.width
            for at in dots:
                # The body never touches the sides, so no step wraps around.
                beside, beyond = at + step, at + 2 * step
                if beside in inside or not self._is_body(beside):
                    continue
                if free or (beyond not in inside and self._is_body(beyond)):
                    yield beside

    def _is_thin(self, edge: Capsule) -> bool:
        """Whether a limb is hardly thicker than a line."""
        return 2 * edge.end_radius * self.view.scale < THIN * self.view.dot_height

    def _lies(self, edge: Capsule) -> bool:
        """Whether a thin limb is more horizontal than vertical."""
        way = edge.end - edge.start
        return self._is_thin(edge) and abs(way.real) > abs(way.imag)

    def _is_body(self, at: int) -> bool:
        return 0 <= at < len(self.roles) and self.roles[at] in BODY

    def _box(self, box: Box) -> None:
        view = self.view
        wide, high = view.dot_width, view.dot_height
        floor_at = view.height * high
        left, right = (view.origin + x * view.scale for x in (box.low.real, box.high.real))
        upper = floor_at - box.high.imag * view.scale
        lower = floor_at - box.low.imag * view.scale
        if right - left < 2 * view.thinnest:
            right = left + 2 * view.thinnest
        upper = min(upper, lower - 2 * view.thinnest)
        for row in range(max(0, floor(upper / high)), min(view.height, ceil(lower / high))):
            down = min(lower, (row + 1) * high) - max(upper, row * high)
            for column in range(max(0, floor(left / wide)), min(view.width, ceil(right / wide))):
                along = min(right, (column + 1) * wide) - max(left, column * wide)
                cover = max(0.0, down) * max(0.0, along) / (wide * high)
                if not view.soft:
                    cover = 1.0 if cover > 0.5 else 0.0
                if cover > 0:
                    self._dot(row * view.width + column, box.role, cover)

    def _dot(self, at: int, role: Role, cover: float) -> None:
        present = self.roles[at]
        if present == role:
            # Where two parts of a body meet there is no seam.
            self.cover[at] = 1 - (1 - self.cover[at]) * (1 - cover)
            return
        if present:
            self.behind[at] = present if self.cover[at] > 0.5 else self.behind[at]
        self.roles[at] = role
        self.cover[at] = cover

    def _hold_back(self, at: int, _role: Role, cover: float) -> None:
        """Clear the body at this dot."""
        if self.roles[at] in BODY and self.roles[at] != Role.FAR and self.cover[at] > 0.5:
            self._dot(at, Role.FAR, cover)


def lines(dots: set[int], width: int) -> Iterator[set[int]]:
    """Groups of dots that are connected, also at corners."""
    left = set(dots)
    while left:
        line, ends = set[int](), [left.pop()]
        while ends:
            at = ends.pop()
            line.add(at)
            for row in (at - width, at, at + width):
                for beside in (row - 1, row, row + 1):
                    if beside in left:
                        left.remove(beside)
                        ends.append(beside)
        yield line
