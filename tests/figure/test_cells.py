"""Sizes, drawings and colours of a frame."""

from __future__ import annotations

import pytest

from backcoach.coach.model.exercise import Side
from backcoach.coach.session.snapshot import Phase
from backcoach.figure import (
    LARGEST,
    SMALLEST,
    Drawing,
    Frame,
    Frames,
    Moment,
    Role,
    colour_of,
    drawing_for,
    fits,
    frames_of,
)
from backcoach.figure.cells import SIGNS
from backcoach.figure.raster import LEVELS, ink, parts
from backcoach.figure.shapes import extent
from tests.support.content import catalogue
from tests.support.looks import LOOKS

EXERCISES = catalogue().exercises
PALETTE = {role: (role * 10, role * 10, role * 10) for role in Role}


@pytest.mark.parametrize(
    ("colours", "wanted", "drawing"),
    [
        (1 << 24, None, Drawing.HALF_BLOCKS),
        (256, None, Drawing.HALF_BLOCKS),
        (16, None, Drawing.QUADRANTS),
        (0, None, Drawing.QUADRANTS),
        (256, Drawing.BRAILLE, Drawing.BRAILLE),
        (0, Drawing.SEXTANTS, Drawing.SEXTANTS),
        (16, Drawing.HALF_BLOCKS, Drawing.QUADRANTS),
    ],
)
def test_the_drawing_suits_the_terminal(
    colours: int, wanted: Drawing | None, drawing: Drawing
) -> None:
    assert drawing_for(colours, wanted) is drawing


@pytest.mark.parametrize(
    ("size", "room"),
    [((24, 8), True), ((23, 8), False), ((24, 7), False), ((100, 36), True), ((300, 90), True)],
)
def test_below_the_smallest_size_there_is_no_figure(size: tuple[int, int], room: bool) -> None:
    assert fits(*size) is room
    assert SMALLEST == (24, 8)


@pytest.mark.parametrize("size", [(24, 8), (40, 12), (60, 20), (80, 12), (30, 36), (100, 36)])
def test_a_figure_keeps_its_proportions(size: tuple[int, int]) -> None:
    for id in ("butterfly", "standing_hip_abduction"):  # seen from the front a head is round
        for drawing in Drawing:
            frames = Frames(EXERCISES[id], Side.RIGHT, size, drawing)
            head = cells_of(frames.at_place(0), Role.HEAD)
            wide = max(x for x, _ in head) - min(x for x, _ in head) + 1
            high = 2 * (max(y for _, y in head) - min(y for _, y in head) + 1)
            assert abs(wide - high) <= 3, (id, drawing)


@pytest.mark.parametrize("size", [(24, 8), (40, 12), (60, 20), (100, 36)])
def test_the_whole_movement_is_in_the_picture(size: tuple[int, int]) -> None:
    for look in LOOKS:
        frames = look.frames(size, Drawing.HALF_BLOCKS)
        half, high = size[0] / 2 / frames.scale, 2 * (size[1] - 1) / frames.scale
        for step in range(4):
            place = step / 3 * (len(frames.movement.poses) - 1)
            room = extent(frames.shapes(place, 1.0))
            assert room.right - room.left <= 2 * half
            assert room.top <= high


def cells_of(frame: Frame, role: Role) -> list[tuple[int, int]]:
    """Where the cells of a role are."""
    found = []
    for y, row in enumerate(frame.rows):
        x = 0
        for run in row:
            if role in (parts(run.ink)[0], parts(run.ground)[0]):
                found += [(x + i, y) for i in range(len(run.text))]
            x += len(run.text)
    return found


def test_a_huge_terminal_has_the_largest_figure_and_no_larger() -> None:
    frames = Frames(EXERCISES["squat"], Side.BOTH, (300, 90), Drawing.HALF_BLOCKS)
    assert frames.size == LARGEST


def test_frames_are_drawn_once() -> None:
    frames = Frames(EXERCISES["bird_dog"], Side.LEFT, (60, 20), Drawing.HALF_BLOCKS)
    first = frames.at(Moment(Phase.OUT, 0.3))
    assert frames.at(Moment(Phase.OUT, 0.3)) is first
    assert frames.at(Moment(Phase.BACK, 0.7)) is first
    assert frames.drawn == 1
    for tick in range(1000):
        frames.at(Moment(Phase.OUT, tick / 1000))
    assert frames.drawn == 25
    assert frames_of(EXERCISES["bridge"], Side.BOTH, (60, 20), Drawing.BRAILLE) is frames_of(
        EXERCISES["bridge"], Side.BOTH, (60, 20), Drawing.BRAILLE
    )


def test_the_smallest_change_redraws_few_rows() -> None:
    frames = Frames(EXERCISES["bird_dog"], Side.RIGHT, (60, 20), Drawing.HALF_BLOCKS)
    one, other = frames.at_place(0.5), frames.at_place(0.5 + 1 / 24)
    changed = sum(a != b for a, b in zip(one.rows, other.rows, strict=True))
    assert 0 < changed < 12


def test_a_full_breath_changes_the_picture_of_a_hold() -> None:
    for id in ("sphinx", "front_plank", "abdominal_brace"):
        frames = Frames(EXERCISES[id], EXERCISES[id].sides[0], (60, 20), Drawing.HALF_BLOCKS)
        end = frames.movement.out_end
        assert frames.at_place(end, 0.0) != frames.at_place(end, 1.0)


@pytest.mark.parametrize("level", range(LEVELS + 1))
def test_an_ink_tells_its_role_what_is_behind_and_how_much(level: int) -> None:
    dot = ink(Role.NEAR, Role.TRUNK, level)
    mixed = Role.TRUNK * 10 + (Role.NEAR - Role.TRUNK) * 10 * level // LEVELS
    assert colour_of(dot, PALETTE) == (mixed, mixed, mixed)
    if 0 < level < LEVELS:
        assert parts(dot) == (Role.NEAR, Role.TRUNK, level)


def test_near_far_trunk_head_props_and_ground_all_have_their_role() -> None:
    frame = Frames(EXERCISES["bird_dog"], Side.RIGHT, (60, 20), Drawing.HALF_BLOCKS).at_place(1)
    seen = {parts(run.ink)[0] for row in frame.rows for run in row}
    assert seen == set(Role)


def test_far_limbs_are_dotted_without_colour_and_near_ones_are_solid() -> None:
    frame = Frames(EXERCISES["bird_dog"], Side.RIGHT, (60, 20), Drawing.QUADRANTS).at_place(1)
    far = {s for row in frame.rows for run in row if run.ink == Role.FAR for s in run.text}
    near = "".join(run.text for row in frame.rows for run in row if run.ink == Role.NEAR)
    assert "█" not in far
    assert "█" in near


def test_the_signs_are_those_of_unicode() -> None:
    sextants = SIGNS[Drawing.SEXTANTS]
    assert (sextants[1], sextants[0b111110]) == ("\U0001fb00", "\U0001fb3b")
    assert (sextants[0b010101], sextants[0b101010]) == ("▌", "▐")
    assert len(set(sextants)) == 64
    braille = SIGNS[Drawing.BRAILLE]
    assert (braille[0], braille[1], braille[255]) == (" ", "⠁", "⣿")
    assert braille[0b11] == "⠉"
