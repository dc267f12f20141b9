"""The frames of one exercise in one size; each is drawn when first needed and then cached."""

from __future__ import annotations

from functools import lru_cache

from backcoach.coach.model.exercise import Exercise, Level, Side
from backcoach.figure.body import body_shapes
from backcoach.figure.cells import DOTS, GROUND, Drawing, Frame, Row, Run, rows_of
from backcoach.figure.movement import Movement, movement_of, props_of
from backcoach.figure.props import held_shapes, standing_shapes
from backcoach.figure.raster import Grid, View
from backcoach.figure.shapes import Role, Shape, extent, mirror
from backcoach.figure.timing import Moment

SMALLEST = (24, 8)
LARGEST = (100, 36)
"""In cells. Below the smallest a figure says nothing; above the largest it says no more."""

PLACES_A_POSE = 24
"""Frames from one key pose to the next."""
BREATHS = 6
"""Frames of a breath, from empty to full."""

MARGIN = 0.3
"""Room left at either side and above, in units of the skeleton."""


def fits(width: int, height: int) -> bool:
    """Whether a figure is readable in so many cells."""
    return width >= SMALLEST[0] and height >= SMALLEST[1]


class Frames:
    """The frames of one exercise, on one side, in one size and drawing.

    One scale is used for the whole movement, so that nothing grows or slides between frames. The
    key poses show the right side working, seen from beside the mat; the left side is their mirror
    image.
    """

    def __init__(
        self,
        exercise: Exercise,
        side: Side,
        size: tuple[int, int],
        drawing: Drawing,
        dose: Level | None = None,
    ) -> None:
        """`size` is columns and rows of cells; at most `LARGEST` is used."""
        self.movement: Movement = movement_of(exercise, dose)
        self.size = min(size[0], LARGEST[0]), min(size[1], LARGEST[1])
        self._drawing = drawing
        self._flip = side is Side.LEFT
        self._front = exercise.figure.view.startswith("front")
        self._props = props_of(exercise, dose)
        self._scene = standing_shapes(self._props, self.movement.keys)
        self.view = self._look()
        self._cache: dict[tuple[int, int], Frame] = {}
        self._runs: dict[Run, Run] = {}
        self._rows: dict[Row, Row] = {}

    def at(self, moment: Moment) -> Frame:
        """The frame of this moment."""
        place = self.movement.place(moment.phase, moment.share)
        return self.at_place(place, moment.breath)

    def at_place(self, place: float, breath: float = 0.0) -> Frame:
        """The frame at a place of the movement (whole numbers are key poses)."""
        key = round(place * PLACES_A_POSE), round(breath * BREATHS)
        frame = self._cache.get(key)
        if frame is None:
            frame = self._draw(key[0] / PLACES_A_POSE, key[1] / BREATHS)
            self._cache[key] = frame
        return frame

    @property
    def scale(self) -> float:
        """The number of cell widths per unit of the skeleton."""
        return self.view.scale

    @property
    def drawn(self) -> int:
        """The number of frames drawn so far."""
        return len(self._cache)

    def shapes(self, place: float, breath: float = 0.0) -> list[Shape]:
        """The shapes of the picture, furthest first."""
        joints = self.movement.joints(place)
        body = body_shapes(
            joints,
            front=self._front,
            breath=breath,
            belt=self.movement.pose_at(place).belt,
        )
        shapes = [*self._scene, *body, *held_shapes(self._props, self.movement.load(place))]
        return mirror(shapes) if self._flip else shapes

    def _look(self) -> View:
        """The view that shows the whole movement as large as possible."""
        width, rows = self.size
        dots = DOTS[self._drawing]
        seen = [shape for place in self._samples() for shape in self.shapes(place, 1.0)]
        room = extent(seen)
        wide = room.right - room.left + 2 * MARGIN
        scale = min(width / wide, 2 * (rows - 1) / (room.top + MARGIN))
        dot = 1 / dots.across, 2 / dots.down
        middle = (room.left + room.right) / 2
        return View(
            width=width * dots.across,
            height=(rows - 1) * dots.down,
            dot_width=dot[0],
            dot_height=dot[1],
            origin=width / 2 - middle * scale,
            scale=scale,
            thinnest=0.55 * max(dot),
            # A small body has no room for wide gaps around it.
            edge=min(0.7 * max(dot), 0.2 * scale),
            soft=dots.soft,
        )

    def _samples(self) -> list[float]:
        last = len(self.movement.poses) - 1
        return [step / 4 for step in range(4 * last + 1)]

    def _draw(self, place: float, breath: float) -> Frame:
        width = self.size[0]
        inks = Grid(self.view).paint(self.shapes(place, breath)).inks()
        floor = (Run(GROUND * width, int(Role.GROUND), 0),)
        rows = (*rows_of(inks, width, self._drawing), floor)
        return Frame(tuple(self._kept(row) for row in rows))

    def _kept(self, row: Row) -> Row:
        """The same row, once for all frames: most of them are alike, and all are kept."""
        present = self._rows.get(row)
        if present is None:
            present = tuple(self._runs.setdefault(run, run) for run in row)
            self._rows[present] = present
        return present


@lru_cache(maxsize=4)
def frames_of(
    exercise: Exercise,
    side: Side,
    size: tuple[int, int],
    drawing: Drawing,
    dose: Level | None = None,
) -> Frames:
    """The frames of an exercise; the most recently used ones are cached."""
    return Frames(exercise, side, size, drawing, dose)
