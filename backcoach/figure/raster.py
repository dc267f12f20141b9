"""Shapes into a grid of dots. Plain Python: a frame is drawn once, then reused."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor, sqrt
from typing import NamedTuple

from backcoach.figure.shapes import Box, Capsule, Role, Shape

LEVELS = 8
"""Steps between a shape and what is behind it, at a soft edge."""

Ink = int
"""A dot: its role, the role behind it, and how much of the dot it covers (0 to `LEVELS`)."""

BODY = frozenset({Role.FAR, Role.TRUNK, Role.HEAD, Role.NEAR})


def ink(role: int, behind: int = 0, level: int = LEVELS) -> Ink:
    """The ink of a dot. One that is all of one role always has the same number."""
    if level >= LEVELS:
        return role
    if level <= 0:
        return behind
    return role | behind << 3 | (LEVELS - level) << 6


def parts(dot: Ink) -> tuple[Role, Role, int]:
    """Role, role behind, and level of a dot."""
    return Role(dot & 7), Role(dot >> 3 & 7), LEVELS - (dot >> 6)


class View(NamedTuple):
    """How a grid of dots looks at the world.

    `width`×`height` dots, each `dot_width`×`dot_height` wide and high, measured in cell widths (a
    cell is 1 wide and 2 high). World x = 0 lies at `origin` and the floor at the lower edge;
    `scale` is cell widths a unit. `thinnest` is the least radius drawn, `edge` the gap held along
    an outline, both in cell widths.
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
    """Dots that shapes are painted on, the later over the earlier."""

    def __init__(self, view: View) -> None:
        self.view = view
        count = view.width * view.height
        self.roles = [0] * count
        self.behind = [0] * count
        self.cover = [0.0] * count

    def paint(self, shapes: Iterable[Shape]) -> Grid:
        """Paint `shapes` in their order; returns itself."""
        for shape in shapes:
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
        """Paint a capsule; an edge holds back the body all round it."""
        view = self.view
        scale, wide, high = view.scale, view.dot_width, view.dot_height
        floor_at = view.height * high
        ax = view.origin + shape.start.real * scale
        ay = floor_at - shape.start.imag * scale
        bx = view.origin + shape.end.real * scale
        by = floor_at - shape.end.imag * scale
        start_radius = max(shape.start_radius * scale, view.thinnest)
        end_radius = max(shape.end_radius * scale, view.thinnest)
        if shape.edge:
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
                if square >= reach * reach:
                    continue
                cover = 1.0
                if soft:
                    cover = min(1.0, reach - sqrt(square))
                if shape.edge:
                    self._hold_back(at + column, cover)
                else:
                    self._dot(at + column, shape.role, cover)

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
            # Two parts of one body that meet leave no seam.
            self.cover[at] = 1 - (1 - self.cover[at]) * (1 - cover)
            return
        if present:
            self.behind[at] = present if self.cover[at] > 0.5 else self.behind[at]
        self.roles[at] = role
        self.cover[at] = cover

    def _hold_back(self, at: int, cover: float) -> None:
        """Let the body step back: into the shade where edges are soft, else out of sight."""
        if self.roles[at] not in BODY:
            return
        if self.view.soft:
            if self.roles[at] != Role.FAR and self.cover[at] > 0.5:
                self._dot(at, Role.FAR, cover)
        else:
            self.roles[at] = self.behind[at] = 0
            self.cover[at] = 0.0
