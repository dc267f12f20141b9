"""Keeps hands and feet at fixed places by bending the two bones of a limb."""

from __future__ import annotations

from cmath import phase, rect
from collections.abc import Mapping
from math import acos, pi

from backcoach.figure.skeleton import BONES, Joints

_BONE_TO = {bone.end: bone for bone in BONES}


def planted_at(joints: Joints, places: Mapping[str, complex]) -> dict[str, complex]:
    """`joints` with each limb bent so that its end is at its place, or as near as it can reach.

    `places` contains hands, ankles and elbows; other joints in it are ignored. Bones keep their
    length, except in an arm whose elbow has a place: it is drawn from the shoulder to there. A limb
    keeps bending to the same side. Parts beyond the joint (the toes) keep their direction.
    """
    found = dict(joints)
    for name, place in places.items():
        side = name[-1]
        if name[:-1] == "elbow":
            found[f"hand{side}"] += place - found[name]
            found[name] = place
        elif name == f"ankle{side}" or (name == f"hand{side}" and f"elbow{side}" not in places):
            _reach(found, name, place)
    return found


def above_floor(joints: Joints, floor: float) -> dict[str, complex]:
    """`joints` with hands and feet raised that would be below the height `floor`.

    Key poses stand on the floor, but between two of them a leg that slides along it would pass
    below.
    """
    found = dict(joints)
    for side in ("N", "F"):
        for end, tip in ((f"hand{side}", f"hand{side}"), (f"ankle{side}", f"toe{side}")):
            sunk = floor - min(found[end].imag, found[tip].imag)
            if sunk > 0:
                _reach(found, end, found[end] + complex(0, sunk))
    return found


def _reach(joints: dict[str, complex], end: str, place: complex) -> None:
    middle = _BONE_TO[end].start
    root = _BONE_TO[middle].start
    upper, lower = joints[middle] - joints[root], joints[end] - joints[middle]
    long, short = abs(upper), abs(lower)
    way = place - joints[root]
    distance = min(max(abs(way), abs(long - short) + 1e-9, 1e-9), long + short)
    bend = (long * long + distance * distance - short * short) / (2 * long * distance)
    angle = acos(min(1.0, max(-1.0, bend)))
    # A positive turn from the upper bone to the lower one means that the joint bulges to the right.
    turned = phase(lower / upper) if upper and lower else 0.0
    toward = phase(way) + (-angle if 0 <= turned <= pi else angle)
    was = joints[end]
    joints[middle] = joints[root] + rect(long, toward)
    joints[end] = joints[root] + rect(distance, phase(way))
    if end.startswith("ankle"):
        joints[f"toe{end[-1]}"] += joints[end] - was
