"""The key poses of an exercise as text, for output without movement."""

from __future__ import annotations

from rich.columns import Columns
from rich.console import Group
from rich.text import Text

from backcoach.coach.model.exercise import Exercise, Side
from backcoach.figure import Drawing, Frame, Frames
from backcoach.figure.movement import looks_of
from backcoach.report.layout import heading

SIZE = (37, 12)
"""Two beside each other in 80 columns."""

DOTTED = "Dotted limbs are the far ones."
MIRRORED = "This is the right side; the left one is its mirror picture."


def key_poses(exercise: Exercise) -> Group:
    """Every key pose of every level, drawn without colour; those that look alike once."""
    drawn: dict[tuple[str, str], Text] = {}
    for name, dose in looks_of(exercise):
        frames = Frames(exercise, Side.RIGHT, SIZE, Drawing.QUADRANTS, dose)
        for place, pose in enumerate(frames.movement.poses):
            picture = cropped(frames.at_place(place))
            drawn.setdefault((pose.name, picture), Text(f"{pose.name} ({name})\n{picture}"))
    about = f"{DOTTED} {MIRRORED}" if exercise.per_side else DOTTED
    poses = Columns(drawn.values(), width=SIZE[0], padding=(1, 2, 0, 0))
    return Group(Text(), heading("Key poses"), Text(f"  {about}"), poses)


def cropped(frame: Frame) -> str:
    """The characters of a frame without the empty rows at its top."""
    return frame.text.lstrip("\n")
