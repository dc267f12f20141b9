"""Draws the figure of an exercise as text: skeleton, poses, movement, body, cells.

It depends on the coach's data types only: no screen, file or clock. `frames_of` gives the frames of
an exercise on a side in a size, `moment_of` the figure's position at an instant of a session, and
`Frames.at` the picture for that.
"""

from backcoach.figure.cells import Drawing, Frame, Palette, Row, Run, colour_of, drawing_for
from backcoach.figure.frames import LARGEST, SMALLEST, Frames, fits, frames_of
from backcoach.figure.shapes import Role
from backcoach.figure.timing import Moment, browsing_moment, moment_of, stilled

__all__ = [
    "LARGEST",
    "SMALLEST",
    "Drawing",
    "Frame",
    "Frames",
    "Moment",
    "Palette",
    "Role",
    "Row",
    "Run",
    "browsing_moment",
    "colour_of",
    "drawing_for",
    "fits",
    "frames_of",
    "moment_of",
    "stilled",
]
