"""The pictures: one of every scene in every size and shade, and those the README shows."""

import re
from pathlib import Path

import pytest

from backcoach.figure import Drawing
from backcoach.figure.movement import movement_of
from tests.support.coach import SIZES
from tests.support.content import catalogue
from tools.figures import FOLDER as FIGURES
from tools.screenshots import FOLDER, SCENES

ROOT = FOLDER.parent


@pytest.mark.parametrize("scene", [scene[0] for scene in SCENES])
def test_every_scene_has_its_pictures(scene: str) -> None:
    for columns, rows in SIZES:
        for shade in ("dark", "light"):
            picture = FOLDER / f"{scene}-{columns}x{rows}-{shade}.svg"
            assert picture.is_file(), f"{picture.name} is missing; draw it with: make screenshots"


def test_no_picture_is_left_of_a_scene_that_is_gone() -> None:
    scenes = {scene[0] for scene in SCENES}
    for picture in FOLDER.glob("*.svg"):
        match = re.fullmatch(r"(.+)-\d+x\d+-(dark|light)", picture.stem)
        assert match is not None
        assert match[1] in scenes, picture.name


def test_every_picture_in_the_readme_exists() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text)
    assert pictures
    for picture in pictures:
        assert (ROOT / Path(picture)).is_file(), picture


def test_every_key_pose_is_on_the_contact_sheets() -> None:
    for sheet in ("poses-dark", "poses-light", "poses-monochrome"):
        picture = (FIGURES / f"{sheet}.svg").read_text(encoding="utf-8")
        for exercise in catalogue().exercises.values():
            for pose in movement_of(exercise).poses:
                assert f">{exercise.id}: {pose.name}<" in picture, "draw it: make screenshots"


def test_the_drawings_are_compared_on_one_sheet() -> None:
    for sheet in ("modes", "modes-monochrome"):
        picture = (FIGURES / f"{sheet}.svg").read_text(encoding="utf-8")
        assert all(f", {drawing.value}<" in picture for drawing in Drawing)
