"""The figure: skeleton, pose, movement, body, cells. Knows the coach; no screen, file or clock.

Ask `frames_of` for the frames of an exercise on a side in a size, `moment_of` where the figure is
at an instant of a session, and `Frames.at` for the picture of that moment.
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
