"""The key poses of every exercise as text, as they looked when somebody last looked at them.

After a change that is meant: `python -m tests.figure.golden` writes them anew, and `git diff`
shows what became of each pose.
"""

from __future__ import annotations

from pathlib import Path

from backcoach.coach.model.exercise import Exercise
from backcoach.figure import Drawing, Frames
from backcoach.figure.movement import looks_of
from tests.support.content import catalogue

FOLDER = Path(__file__).parent / "golden"
SIZE = (60, 20)


def golden_file(exercise: Exercise) -> Path:
    return FOLDER / f"{exercise.id}.txt"


def poses_text(exercise: Exercise) -> str:
    """Every pose of every look, on each side that is worked, without the empty rows above it."""
    parts: list[str] = []
    for name, dose in looks_of(exercise):
        for side in exercise.sides:
            frames = Frames(exercise, side, SIZE, Drawing.QUADRANTS, dose)
            for place, pose in enumerate(frames.movement.poses):
                words = f"{name}: {pose.name}, {side.value}"
                parts.append(f"--- {words}\n{frames.at_place(place).text.lstrip(chr(10))}\n")
    return "".join(parts)


def main() -> None:
    for exercise in catalogue().exercises.values():
        golden_file(exercise).write_text(poses_text(exercise), encoding="utf-8")


if __name__ == "__main__":
    main()
