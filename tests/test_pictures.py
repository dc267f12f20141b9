"""What the screens show, compared with what they showed; and the pictures in the documents."""

import difflib
import re
from collections.abc import Sequence

import pytest

from backcoach.figure import Drawing
from backcoach.figure.movement import looks_of, movement_of
from tests.support.coach import SIZES
from tests.support.content import catalogue
from tools import animation, goldens
from tools.figures import FOLDER as FIGURES
from tools.pictures import FOLDER, ROOT, shown_in_documents
from tools.screenshots import SCENES, Practised, Scene, file_of, picture_of, shades_of, staged

EVERY_SCENE = pytest.mark.parametrize("scene", SCENES, ids=[scene[0] for scene in SCENES])


@pytest.fixture(scope="module")
def practised(tmp_path_factory: pytest.TempPathFactory) -> Practised:
    return Practised(tmp_path_factory.mktemp("practised"))


# The screens as text


@EVERY_SCENE
async def test_a_screen_shows_what_it_showed_in_every_size_on_every_python(
    scene: Scene, practised: Practised
) -> None:
    async with staged(scene, goldens.FIRST, "dark", practised) as coach:
        picture = file_of(scene[0], goldens.FIRST, "dark")
        is_same = not picture.is_file() or picture_of(coach) == picture.read_text(encoding="utf-8")
        shown = await goldens.as_text(coach)
    assert_same(kept_of(scene)[0], shown)
    # Outside the assertion: pytest would take minutes to work out where two long texts differ.
    assert is_same, f"{picture.name} shows something else; if that is meant: make screenshots"


@pytest.mark.slow
@EVERY_SCENE
async def test_a_screen_has_the_colours_it_had_in_every_size_and_shade(
    scene: Scene, practised: Practised
) -> None:
    assert_same(kept_of(scene)[1], await goldens.other_checksums(scene, practised))


@pytest.mark.slow
@EVERY_SCENE
async def test_a_picture_in_a_document_shows_what_its_screen_shows(
    scene: Scene, practised: Practised
) -> None:
    for size in SIZES:
        for shade in shades_of(scene[0]):
            picture = file_of(scene[0], size, shade)
            if picture.is_file():
                async with staged(scene, size, shade, practised) as coach:
                    same = picture_of(coach) == picture.read_text(encoding="utf-8")
                assert same, f"{picture.name} shows something else: make screenshots"


def kept_of(scene: Scene) -> tuple[list[str], list[str]]:
    """What is kept of a scene: what every run of the tests compares, and what the slow ones do."""
    file = goldens.file_of(scene[0])
    assert file.is_file(), f"{file.name} is missing; write it with: make goldens"
    lines = file.read_text(encoding="utf-8").splitlines()
    split = lines.index(goldens.OTHERS)
    return lines[:split], lines[split + 1 :]


def assert_same(kept: Sequence[str], shown: Sequence[str]) -> None:
    changed = list(difflib.unified_diff(kept, shown, "as it was", "now", n=1, lineterm=""))
    if changed:
        pytest.fail("\n".join([*changed, "", "if that is meant: make goldens"]), pytrace=False)


def test_no_text_is_left_of_a_scene_that_is_gone() -> None:
    kept = {file.name for file in goldens.FOLDER.iterdir()}
    assert kept == {goldens.file_of(scene[0]).name for scene in SCENES}


# The pictures in the documents


def test_every_picture_that_is_kept_is_in_a_document_and_every_one_in_a_document_is_kept() -> None:
    kept = set(FOLDER.rglob("*.svg"))
    shown = shown_in_documents()
    assert len(shown) > 15
    assert not shown - kept, "draw them: make screenshots"
    assert not kept - shown, "no document shows them"


def test_the_readme_shows_the_figure_and_four_screens() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text)) == 5


def test_every_key_pose_is_on_the_contact_sheet() -> None:
    picture = (FIGURES / "poses-dark.svg").read_text(encoding="utf-8")
    for exercise in catalogue().exercises.values():
        for _, dose in looks_of(exercise):
            for pose in movement_of(exercise, dose).poses:
                label = rf">{exercise.id}, [^<]*: {re.escape(pose.name)}<"
                assert re.search(label, picture), "draw it: make screenshots"


def test_the_drawings_are_compared_on_one_sheet() -> None:
    picture = (FIGURES / "modes.svg").read_text(encoding="utf-8")
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
