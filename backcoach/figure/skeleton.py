"""The skeleton: the lengths of its bones, how they are connected, and the joints of a pose.

The lengths and rules are those of `programme.md` §1. Points are complex numbers in units of the
skeleton (a standing person is about 15.5 high): x to the right, y up from the floor.
"""

from __future__ import annotations

from cmath import rect
from collections.abc import Mapping
from math import radians
from typing import NamedTuple

from backcoach.coach.model.exercise import Angle, Pose

Joints = Mapping[str, complex]
"""Where every joint is, by name; N is the near limb, F the far one."""

HIP, MID, SHOULDER, HEAD = "hip", "mid", "shoulder", "head"
NEAR, FAR = "N", "F"


class Bone(NamedTuple):
    """A bone from one joint to the next, in units of the skeleton."""

    start: str
    end: str
    length: float


ARM = (("shoulder", "elbow", 2.7), ("elbow", "hand", 2.5))
LEG = (("hip", "knee", 4.0), ("knee", "ankle", 3.9), ("ankle", "toe", 1.2))


def _limb(parts: tuple[tuple[str, str, float], ...], side: str) -> tuple[Bone, ...]:
    return tuple(
        Bone(start if start in (HIP, SHOULDER) else start + side, end + side, length)
        for start, end, length in parts
    )


BONES = (
    Bone(HIP, MID, 2.5),
    Bone(MID, SHOULDER, 2.5),
    Bone(SHOULDER, HEAD, 1.7),
    *_limb(ARM, NEAR),
    *_limb(LEG, NEAR),
    *_limb(ARM, FAR),
    *_limb(LEG, FAR),
)
"""Every bone, each after the one it hangs on."""

STANDS_AT = 0.3
"""Height of the lowest joint, the head apart, above the floor."""


class Turn(NamedTuple):
    """A bone's direction in degrees counter-clockwise from the right, and the share of it that is
    drawn.
    """

    degrees: float
    share: float = 1.0


Stance = tuple[Turn, ...]
"""One turn for every bone of `BONES`."""


def stance_of(pose: Pose) -> Stance:
    """The directions of all bones in `pose`; a far limb that is not given copies the near one."""
    far_arm = pose.an if pose.af is None else pose.af
    far_leg = pose.ln if pose.lf is None else pose.lf
    angles = (pose.lum, pose.tho, pose.head, *pose.an, *pose.ln, *far_arm, *far_leg)
    return tuple(_turn(angle) for angle in angles)


def _turn(angle: Angle) -> Turn:
    return Turn(*angle) if isinstance(angle, tuple) else Turn(angle)


def between(before: Stance, after: Stance, share: float) -> Stance:
    """The stance at `share` (0-1) of the way; every bone takes the shorter way round."""
    return tuple(
        Turn(
            a.degrees + shortest(a.degrees, b.degrees) * share,
            a.share + (b.share - a.share) * share,
        )
        for a, b in zip(before, after, strict=True)
    )


def shortest(before: float, after: float) -> float:
    """The turn from one direction to another, -180 to 180 degrees."""
    return (after - before + 180) % 360 - 180


def joints_of(stance: Stance) -> dict[str, complex]:
    """Every joint relative to the hip, which is at 0."""
    joints: dict[str, complex] = {HIP: 0j}
    for bone, turn in zip(BONES, stance, strict=True):
        joints[bone.end] = joints[bone.start] + rect(
            bone.length * turn.share, radians(turn.degrees)
        )
    return joints


def lowest(joints: Joints) -> float:
    """The height of the lowest joint other than the head."""
    return min(point.imag for name, point in joints.items() if name != HEAD)


def moved(joints: Joints, by: complex) -> dict[str, complex]:
    """All joints moved by `by`."""
    return {name: point + by for name, point in joints.items()}
