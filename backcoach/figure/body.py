"""The shapes of the body around the skeleton."""

from __future__ import annotations

from cmath import phase, rect
from math import radians

from backcoach.figure.shapes import Capsule, Role, Shape
from backcoach.figure.skeleton import FAR, HEAD, HIP, MID, NEAR, SHOULDER, Joints

# Radii in units of the skeleton, of which a person of 1.75 m has about 15.5: one is 11 cm.
HEAD_RADIUS = 0.92
NOSE_RADIUS = 0.24
SIDE_TRUNK = (0.95, 0.85, 0.85)
FRONT_TRUNK = (1.0, 0.95, 1.25)
SHOULDERS, HIPS = 1.2, 0.6
"""How far the roots of arms and legs are from the middle of a trunk seen from the front."""
FRONT_RADII = (0.75, 0.6)
"""Of the hips and of the shoulders of such a trunk."""
THIGH = (0.74, 0.54)
SHIN = (0.52, 0.33)
FOOT = (0.34, 0.24)
UPPER_ARM = (0.45, 0.38)
FOREARM = (0.38, 0.28)
HAND_RADIUS = 0.34
HEEL = 0.3
HAND = 0.35
BELT = 0.3

EDGE_FROM = 0.4
"""Share of the upper arm from which on it is held apart from the trunk."""

BREATH_BELLY = 0.3
BREATH_CHEST = 0.18
"""How much wider a trunk full of breath is."""

FACING = -90
"""From the direction of the head to that of the face, in degrees, seen from the side."""


def limb_shapes(
    joints: Joints, side: str, role: Role, apart: tuple[complex, complex] = (0j, 0j)
) -> tuple[list[Shape], list[Shape]]:
    """The leg and the arm of one side, their roots `apart` from hip and shoulder."""
    hip, knee, ankle = joints[HIP] + apart[0], joints[f"knee{side}"], joints[f"ankle{side}"]
    toe, shoulder = joints[f"toe{side}"], joints[SHOULDER] + apart[1]
    elbow, hand = joints[f"elbow{side}"], joints[f"hand{side}"]
    heel = ankle - (toe - ankle) * HEEL
    palm = hand + _along(elbow, hand, HAND)
    leg = [
        _on_floor(hip, knee, *THIGH, role),
        _on_floor(knee, ankle, *SHIN, role),
        _on_floor(heel, toe, *FOOT, role),
    ]
    arm = [
        _on_floor(shoulder, elbow, *UPPER_ARM, role),
        _on_floor(elbow, hand, *FOREARM, role),
        _on_floor(hand, palm, HAND_RADIUS, HAND_RADIUS * 0.8, role),
    ]
    return list(leg), list(arm)


def edges_of(arm: list[Shape], joints: Joints, side: str) -> list[Shape]:
    """The outline that separates an arm in front of the trunk from it, except at the shoulder."""
    edges = [part._replace(edge=True) for part in arm if isinstance(part, Capsule)]
    begin = edges[0].start + (joints[f"elbow{side}"] - edges[0].start) * EDGE_FROM
    return [edges[0]._replace(start=begin), *edges[1:]]


def trunk_shapes(joints: Joints, front: bool, breath: float) -> list[Shape]:
    """The trunk; `breath` is 0 (out) to 1 (in)."""
    hip, mid, shoulder = joints[HIP], joints[MID], joints[SHOULDER]
    pelvis, belly, chest = FRONT_TRUNK if front else SIDE_TRUNK
    belly += BREATH_BELLY * breath
    chest += BREATH_CHEST * breath
    lower = _on_floor(hip, mid, pelvis, belly, Role.TRUNK)
    upper = _on_floor(mid, shoulder, belly, chest, Role.TRUNK)
    return [lower, upper]


def is_upright(joints: Joints) -> bool:
    """Whether the trunk stands rather than lies."""
    trunk = joints[SHOULDER] - joints[HIP]
    return trunk.imag > abs(trunk.real)


def roots_of(joints: Joints, side: str) -> tuple[complex, complex]:
    """How far leg and arm of one side are from hip and shoulder, seen from the front."""
    trunk = joints[SHOULDER] - joints[HIP]
    across = -1j * trunk / abs(trunk)
    if (joints[f"elbow{NEAR}"].real < joints[f"elbow{FAR}"].real) is (side == NEAR):
        across = -across
    return across * HIPS, across * SHOULDERS


def front_trunk_shapes(joints: Joints, breath: float) -> list[Shape]:
    """An upright trunk seen from the front: shoulders broader than hips."""
    hips, shoulders = FRONT_RADII
    (hip, shoulder), (other_hip, other_shoulder) = (
        (joints[HIP] + roots[0], joints[SHOULDER] + roots[1])
        for roots in (roots_of(joints, NEAR), roots_of(joints, FAR))
    )
    belly = SIDE_TRUNK[1] + BREATH_BELLY * breath
    return [
        _on_floor(hip, other_hip, hips, hips, Role.TRUNK),
        _on_floor(hip, shoulder, hips, shoulders, Role.TRUNK),
        _on_floor(other_hip, other_shoulder, hips, shoulders, Role.TRUNK),
        _on_floor(shoulder, other_shoulder, shoulders, shoulders, Role.TRUNK),
        _on_floor(joints[HIP], joints[SHOULDER], belly, belly, Role.TRUNK),
    ]


def belt_shapes(joints: Joints, breath: float) -> list[Shape]:
    """A belt around the middle of the trunk, with a gap on both sides."""
    reach = SIDE_TRUNK[1] + BREATH_BELLY * breath
    middle = _raised(joints[MID], reach)
    across = rect(reach, _angle(joints[HIP], joints[SHOULDER]) + radians(90))
    belt = Capsule(middle - across, middle + across, BELT, BELT, Role.HEAD)
    return [belt._replace(edge=True), belt]


def head_shapes(joints: Joints, front: bool) -> list[Shape]:
    """The head, separated by a gap from what is behind it, with a nose in side view."""
    shoulder, head = joints[SHOULDER], joints[HEAD]
    centre = _raised(head, HEAD_RADIUS)
    face = Capsule(centre, centre, HEAD_RADIUS, HEAD_RADIUS, Role.HEAD)
    shapes: list[Shape] = [face._replace(edge=True), face]
    if not front:
        # The nose shows whether somebody lies on the back or on the front.
        nose = rect(HEAD_RADIUS + 0.1, _angle(shoulder, head) + radians(FACING))
        shapes.append(Capsule(centre, centre + nose, 0.4, NOSE_RADIUS, Role.HEAD))
    return shapes


def body_shapes(joints: Joints, *, front: bool, breath: float, belt: bool) -> list[Shape]:
    """The whole body, from the parts furthest away to the nearest.

    Seen from the `front` the trunk is broad, and both sides are as near.
    """
    broad = front and is_upright(joints)
    none = 0j, 0j
    far_apart, near_apart = (roots_of(joints, side) if broad else none for side in (FAR, NEAR))
    far_leg, far_arm = limb_shapes(joints, FAR, Role.NEAR if front else Role.FAR, far_apart)
    near_leg, near_arm = limb_shapes(joints, NEAR, Role.NEAR, near_apart)
    edges = edges_of(near_arm, joints, NEAR)
    trunk = front_trunk_shapes(joints, breath) if broad else trunk_shapes(joints, front, breath)
    before = [*near_leg, *edges, *near_arm]
    if front:
        before = [*far_leg, *near_leg, *edges_of(far_arm, joints, FAR), *edges]
        before += [*far_arm, *near_arm]
    behind = [] if front else [*far_arm, *far_leg]
    marks = belt_shapes(joints, breath) if belt else []
    return [*behind, *trunk, *before, *marks, *head_shapes(joints, front)]


def _on_floor(
    start: complex, end: complex, start_radius: float, end_radius: float, role: Role
) -> Capsule:
    """A part of the body, raised where it would be below the floor."""
    return Capsule(
        _raised(start, start_radius), _raised(end, end_radius), start_radius, end_radius, role
    )


def _raised(point: complex, radius: float) -> complex:
    return complex(point.real, max(point.imag, radius))


def _along(start: complex, end: complex, length: float) -> complex:
    way = end - start
    return way / abs(way) * length if way else 0j


def _angle(start: complex, end: complex) -> float:

    return phase(end - start)
