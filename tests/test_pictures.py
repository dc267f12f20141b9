"""The pictures: one of every scene in every size and shade, and those the documents show."""

import re
from pathlib import Path

import pytest

from backcoach.figure import Drawing
from backcoach.figure.movement import movement_of
from tests.support.coach import SIZES
from tests.support.content import catalogue
from tools import animation
from tools.figures import FOLDER as FIGURES
from tools.screenshots import FOLDER, SCENES, Practised, Scene, drawn, file_of, shades_of

ROOT = FOLDER.parent


@pytest.fixture(scope="module")
def practised(tmp_path_factory: pytest.TempPathFactory) -> Practised:
    return Practised(tmp_path_factory.mktemp("practised"))


@pytest.mark.parametrize("scene", SCENES, ids=[scene[0] for scene in SCENES])
async def test_a_screen_looks_as_in_its_picture_on_every_python(
    scene: Scene, practised: Practised
) -> None:
    await compare(scene, (80, 24), "dark", practised)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=[f"{size[0]}x{size[1]}" for size in SIZES])
@pytest.mark.parametrize("scene", SCENES, ids=[scene[0] for scene in SCENES])
async def test_a_screen_looks_as_in_all_of_its_pictures(
    scene: Scene, size: tuple[int, int], practised: Practised
) -> None:
    for shade in shades_of(scene[0]):
        await compare(scene, size, shade, practised)


async def compare(scene: Scene, size: tuple[int, int], shade: str, practised: Practised) -> None:
    """Cell for cell, with every colour: the SVG holds both."""
    picture = file_of(scene[0], size, shade)
    # Outside the assertion: pytest would take minutes to work out where two long texts differ.
    same = await drawn(scene, size, shade, practised) == picture.read_text(encoding="utf-8")
    assert same, f"{picture.name} shows something else; if that is meant: make screenshots"


@pytest.mark.parametrize("scene", [scene[0] for scene in SCENES])
def test_every_scene_has_its_pictures(scene: str) -> None:
    for size in SIZES:
        for shade in shades_of(scene):
            picture = file_of(scene, size, shade)
            assert picture.is_file(), f"{picture.name} is missing; draw it with: make screenshots"


def test_no_picture_is_left_of_a_scene_that_is_gone() -> None:
    scenes = {scene[0] for scene in SCENES}
    for picture in FOLDER.glob("*.svg"):
        match = re.fullmatch(r"(.+)-\d+x\d+-(dark|light|mono|console|ascii)", picture.stem)
        assert match is not None
        assert match[1] in scenes, picture.name
        assert match[2] in shades_of(match[1]), picture.name


def test_every_picture_in_the_documents_exists() -> None:
    shown = {
        page: pictures_in(page) for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"))
    }
    assert len(shown[ROOT / "README.md"]) == 4
    assert sum(map(len, shown.values())) > 15
    for page, pictures in shown.items():
        for picture in pictures:
            assert (page.parent / picture).is_file(), f"{page.name}: {picture}"


def pictures_in(page: Path) -> list[str]:
    return re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8"))


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


def test_the_moving_picture_is_made_of_the_present_frames_and_small() -> None:
    drawn = animation.FILE.read_text(encoding="utf-8")
    assert drawn == animation.dark(), "draw it: make screenshots"
    assert len(drawn.encode()) < 300_000
    assert f"figures/{animation.FILE.name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_step_of_the_moving_picture_shows_one_frame_one_number_and_one_phase() -> None:
    steps = range(animation.REPS * 7 * animation.FRAMES_A_SECOND)
    groups = re.findall(
        r'dur="([\d.]+)s"[^>]*values="([^"]+)" keyTimes="([^"]+)"', animation.dark()
    )
    for step in steps:
        at = step / animation.FRAMES_A_SECOND
        assert sum(seen_at(at + 0.01, *group) for group in groups) == 3, at


def seen_at(seconds: float, length: str, values: str, times: str) -> bool:
    """Whether a part of the moving picture is visible then."""
    share = seconds % float(length) / float(length)
    begun = [i for i, time in enumerate(times.split(";")) if float(time) <= share]
    return values.split(";")[begun[-1]] == "visible"
