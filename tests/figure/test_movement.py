"""What holds at every point of every movement."""

from __future__ import annotations

from itertools import pairwise

import pytest

from backcoach.coach.model.exercise import Pose, Side
from backcoach.coach.session.snapshot import Phase
from backcoach.figure import Drawing, Frame, Frames
from backcoach.figure.frames import PLACES_A_POSE
from backcoach.figure.movement import Movement, eased, movement_of
from backcoach.figure.shapes import mirror
from backcoach.figure.skeleton import (
    BONES,
    STANDS_AT,
    Joints,
    between,
    lowest,
    shortest,
    stance_of,
)
from tests.support.content import catalogue
from tests.support.looks import LOOKS, Look

EXERCISES = catalogue().exercises
each_look = pytest.mark.parametrize("look", LOOKS, ids=str)

STEP = 0.65
"""The farthest a joint may go from one frame to the next: a forearm's width, in units."""


def places(movement: Movement) -> list[float]:
    """Every place a frame is drawn of."""
    last = len(movement.poses) - 1
    return [step / PLACES_A_POSE for step in range(last * PLACES_A_POSE + 1)]


def along(movement: Movement) -> list[Joints]:
    return [movement.joints(place) for place in places(movement)]


@each_look
def test_joints_move_without_a_jump(look: Look) -> None:
    for before, after in pairwise(along(look.movement)):
        farthest = max((abs(after[name] - before[name]), name) for name in before)
        assert farthest[0] <= STEP, farthest


@each_look
def test_bones_keep_the_length_the_poses_draw_them_in(look: Look) -> None:
    movement = look.movement
    for place, joints in zip(places(movement), along(movement), strict=True):
        for index, bone in enumerate(BONES):
            shares = [
                stance_of(movement.poses[near])[index].share
                for near in {int(place), min(int(place) + 1, len(movement.poses) - 1)}
            ]
            length = abs(joints[bone.end] - joints[bone.start])
            low, high = bone.length * min(shares), bone.length * max(shares)
            # An arm that rests on its elbow is drawn from the shoulder to there.
            rests = bone.end in look.exercise.figure.planted and bone.end.startswith("elbow")
            assert low - 1e-6 <= length <= high + (0.4 if rests else 1e-6), (bone, place)


@each_look
def test_what_is_planted_stays_within_half_a_cell(look: Look) -> None:
    movement = look.movement
    scale = look.frames((60, 20), Drawing.HALF_BLOCKS).scale
    found = along(movement)
    for name in movement.planted:
        ways = [joints[name] - found[0][name] for joints in found]
        assert max(abs(way.real) * scale for way in ways) <= 0.5, name
        # A cell is twice as high as it is wide.
        assert max(abs(way.imag) * scale / 2 for way in ways) <= 0.5, name


@each_look
def test_the_lowest_joint_touches_the_floor(look: Look) -> None:
    movement = look.movement
    rises = [pose.rise for pose in movement.poses]
    for place, joints in zip(places(movement), along(movement), strict=True):
        near = rises[int(place)], rises[min(int(place) + 1, len(rises) - 1)]
        assert STANDS_AT - 0.05 <= lowest(joints) <= STANDS_AT + max(near) + 0.1, place


@each_look
def test_a_mirror_of_the_mirror_is_the_original(look: Look) -> None:
    for step in range(4):
        right = frames_on(look, Side.RIGHT).shapes(step / 3)
        left = frames_on(look, Side.LEFT).shapes(step / 3)
        assert left != right
        assert mirror(right) == left
        assert mirror(mirror(right)) == right


@each_look
def test_the_picture_of_the_left_side_is_that_of_the_right_in_a_mirror(look: Look) -> None:
    right, left = (
        cells_of(frames_on(look, side).at_place(0.5)) for side in (Side.RIGHT, Side.LEFT)
    )
    assert left == [row[::-1] for row in right]


def frames_on(look: Look, side: Side) -> Frames:
    return look.frames((60, 20), Drawing.HALF_BLOCKS, side)


def cells_of(frame: Frame) -> list[list[tuple[str, int, int]]]:
    return [[(sign, run.ink, run.ground) for run in row for sign in run.text] for row in frame.rows]


@each_look
def test_no_bone_turns_the_long_way_round_and_no_knee_bends_back(look: Look) -> None:
    for before, after in pairwise(look.movement.poses):
        a, b = stance_of(before), stance_of(after)
        for index, (one, other) in enumerate(zip(a, b, strict=True)):
            turned = between(a, b, 0.5)[index].degrees - one.degrees
            assert abs(turned) <= 90.001
            assert abs(shortest(one.degrees, other.degrees)) < 179.9, BONES[index]


@each_look
def test_knees_stay_in_their_range(look: Look) -> None:
    """Seen from the side a knee never bends forward; foreshortened limbs are another matter."""
    if look.exercise.figure.view.startswith("front"):
        return
    movement = look.movement
    for joints in along(movement):
        for side in "NF":
            thigh = joints[f"knee{side}"] - joints["hip"]
            shin = joints[f"ankle{side}"] - joints[f"knee{side}"]
            bend = (shin / thigh) / abs(shin / thigh)
            assert bend.imag <= 0.22, (side, bend)


@each_look
def test_a_movement_ends_where_it_began(look: Look) -> None:
    movement = look.movement
    begin = movement.joints(movement.place(Phase.OUT, 0))
    end = movement.joints(movement.place(Phase.BACK, 1))
    assert all(abs(begin[name] - end[name]) < 1e-9 for name in begin)
    turn = movement.place(Phase.OUT, 1), movement.place(Phase.HOLD, 0.5)
    assert turn == (movement.out_end, movement.out_end)
    assert movement.place(Phase.BACK, 0) == movement.out_end


def test_easing_is_slow_at_both_ends() -> None:
    assert [eased(share) for share in (0, 0.5, 1)] == pytest.approx([0, 0.5, 1])
    assert eased(0.1) < 0.05
    assert eased(0.9) > 0.95


def test_a_level_may_go_only_part_of_the_way() -> None:
    cobra = EXERCISES["cobra"]
    low, high = movement_of(cobra, cobra.at(1)), movement_of(cobra, cobra.at(3))
    assert [pose.name for pose in low.poses] == ["prone", "low cobra"]
    assert [pose.name for pose in high.poses] == ["prone", "low cobra", "full cobra"]


def test_the_load_lies_where_it_is_taken_up_and_put_down() -> None:
    movement = movement_of(EXERCISES["functional_lift"])
    names = [pose.name for pose in movement.poses]
    assert names == ["approach", "grip", "stand", "place", "approach"]
    keys = movement.keys
    assert movement.load(0) == keys[1]
    assert movement.load(0.5) == keys[1]
    assert movement.load(2.5) == movement.joints(2.5)
    assert movement.load(3.5) == keys[3]
    assert movement.load(4) == keys[3]


def test_a_far_limb_that_is_not_given_copies_the_near_one() -> None:
    pose = Pose("p", "", 90, 90, 90, an=(270, (280, 0.5)), ln=(270, 270, 0))
    stance = stance_of(pose)
    assert stance[3:8] == stance[8:13]
    assert stance[4] == (280, 0.5)
