"""Every key pose of every exercise, on both sides, as it was last approved."""

import pytest

from backcoach.figure import Drawing, Frames
from tests.figure.golden import FOLDER, SIZE, golden_file, poses_text
from tests.support.content import catalogue

EXERCISES = catalogue().exercises


@pytest.mark.parametrize("id", EXERCISES)
def test_the_key_poses_look_as_approved(id: str) -> None:
    expected = golden_file(EXERCISES[id]).read_text(encoding="utf-8")
    found = poses_text(EXERCISES[id])
    assert found == expected, "if that is meant: python -m tests.figure.golden"


def test_nothing_is_approved_that_is_gone() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(EXERCISES)


def end_pose(id: str) -> str:
    exercise = EXERCISES[id]
    frames = Frames(exercise, exercise.sides[-1], (40, 12), Drawing.QUADRANTS)
    return frames.at_place(frames.movement.out_end).text


def cells(text: str) -> set[tuple[int, int]]:
    rows = text.splitlines()[:-1]
    return {(x, y) for y, row in enumerate(rows) for x, sign in enumerate(row) if sign != " "}


@pytest.mark.parametrize(
    ("one", "other"), [("bird_dog", "dead_bug"), ("bridge", "single_leg_bridge")]
)
def test_exercises_that_are_alike_differ_without_their_names(one: str, other: str) -> None:
    a, b = cells(end_pose(one)), cells(end_pose(other))
    assert len(a ^ b) >= 0.2 * len(a | b)


def test_cat_and_cow_differ_without_their_names() -> None:
    exercise = EXERCISES["cat_cow"]
    frames = Frames(exercise, exercise.sides[0], (40, 12), Drawing.QUADRANTS)
    names = [pose.name for pose in frames.movement.poses]
    cat, cow = (cells(frames.at_place(names.index(name)).text) for name in ("cat", "cow"))
    assert len(cat ^ cow) >= 0.2 * len(cat | cow)


def test_every_picture_is_as_large_as_asked() -> None:
    for exercise in EXERCISES.values():
        for drawing in Drawing:
            frame = Frames(exercise, exercise.sides[0], SIZE, drawing).at_place(0)
            assert len(frame.rows) == SIZE[1]
            assert {sum(len(run.text) for run in row) for row in frame.rows} == {SIZE[0]}
