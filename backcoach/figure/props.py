"""The props around the figure; their places are computed from the key poses, not from the time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from backcoach.coach.model.exercise import Prop
from backcoach.figure.body import SIDE_TRUNK
from backcoach.figure.shapes import Box, Capsule, Role, Shape
from backcoach.figure.skeleton import HIP, SHOULDER, Joints

THIN = 0.2
MAT_EDGE = 0.8
SEAT = 3.0
CHAIR_BACK = 4.2
WALL = 0.5
WALL_TOP = 15.0
SOLE = 0.34
BOX_UNDER_HAND = 1.5

Keys = Sequence[Joints]
"""The skeletons of all key poses of the movement."""


def standing_shapes(props: Sequence[Prop], keys: Keys) -> list[Shape]:
    """The props that do not move, behind the body."""
    return [shape for prop in props if prop in STANDING for shape in STANDING[prop](keys)]


def held_shapes(props: Sequence[Prop], joints: Joints) -> list[Shape]:
    """The props that move with the body, in front of it."""
    return [shape for prop in props if prop in HELD for shape in HELD[prop](joints)]


def _bar(start: complex, end: complex, radius: float = THIN) -> Capsule:
    return Capsule(start, end, radius, radius, Role.PROP)


def _mat(keys: Keys) -> list[Shape]:
    xs = [point.real for joints in keys for point in joints.values()]
    low = complex(min(xs) - MAT_EDGE, 0)
    return [Box(low, complex(max(xs) + MAT_EDGE, 0.16), Role.PROP)]


def _chair(seat: complex, back: float) -> list[Shape]:
    """A chair with the middle of its seat at `seat`; `back` is -1 with the backrest on the left."""
    half = SEAT / 2
    front, rear = seat.real - back * half, seat.real + back * half
    level = seat.imag
    return [
        _bar(complex(front, level), complex(rear, level), 0.25),
        _bar(complex(front, level), complex(front, 0)),
        _bar(complex(rear, 0), complex(rear + back * 0.3, level + CHAIR_BACK)),
    ]


def _chair_under_hip(keys: Keys) -> list[Shape]:
    """A chair under the lowest place of the hip, with the backrest behind."""
    hip = min((joints[HIP] for joints in keys), key=lambda point: point.imag)
    return _chair(hip - complex(0, SIDE_TRUNK[0] + 0.1), -1)


def _chair_under_calves(keys: Keys) -> list[Shape]:
    knee, ankle = keys[0]["kneeN"], keys[0]["ankleN"]
    return _chair((knee + ankle) / 2 - complex(0, 0.8), +1)


def _chair_at_far_hand(keys: Keys) -> list[Shape]:
    """A chair with its backrest under the hand, the seat turned away."""
    hand = keys[0]["handF"]
    away = -1 if hand.real < keys[0][HIP].real else 1
    top = hand - complex(0, 0.5)
    seat = complex(top.real + away * SEAT, top.imag * 0.52)
    return [
        _bar(complex(top.real, 0), top),
        _bar(complex(top.real, seat.imag), seat, 0.25),
        _bar(seat, complex(seat.real, 0)),
    ]


def _rail(keys: Keys) -> list[Shape]:
    hand = keys[0]["handF"] - complex(0, 0.5)
    return [
        _bar(complex(hand.real, 0), hand),
        _bar(hand - 1.1, hand + 1.1, 0.25),
    ]


def _wall(x: float, way: float) -> list[Shape]:
    """A wall with its surface at `x`; `way` is 1 if it is to the right of that."""
    left, right = sorted((x, x + way * WALL))
    return [Box(complex(left, 0), complex(right, WALL_TOP), Role.PROP)]


def _wall_behind(keys: Keys) -> list[Shape]:
    left = min(joints[name].real for joints in keys for name in (HIP, SHOULDER))
    return _wall(left - SIDE_TRUNK[0], -1)


def _wall_at_hands(keys: Keys) -> list[Shape]:
    """A wall at the highest place of the hands; lower down they lean on a ledge of it."""
    hands = [joints["handN"] for joints in keys]
    high = max(hands, key=lambda point: point.imag)
    low = min(hands, key=lambda point: point.imag)
    surface = high.real + 0.7
    shapes = _wall(surface, 1)
    if high.imag - low.imag > 1:
        shapes.append(
            _bar(complex(low.real - 0.7, low.imag - 0.6), complex(surface, low.imag - 0.6), 0.25)
        )
    return shapes


def _wall_at_near_arm(keys: Keys) -> list[Shape]:
    return _wall(max(joints["elbowN"].real for joints in keys) + 0.4, 1)


def _counter_under_hands(keys: Keys) -> list[Shape]:
    return _counter_at(keys[0]["handN"])


def _counter_at(hand: complex) -> list[Shape]:
    top = hand - complex(0, 0.55)
    return [
        _bar(top - 0.9, top + 2.2, 0.25),
        _bar(complex(top.real + 0.6, 0), top + 0.6),
        _bar(complex(top.real + 2.0, 0), top + 2.0),
    ]


def _step(keys: Keys) -> list[Shape]:
    """A step under the near foot, as high as the foot's highest place."""
    ankle = max((joints["ankleN"] for joints in keys), key=lambda point: point.imag)
    return [
        Box(complex(ankle.real - 1.1, 0), complex(ankle.real + 2.2, ankle.imag - SOLE), Role.PROP)
    ]


def _table(keys: Keys) -> list[Shape]:
    hand = max((joints["handN"] for joints in keys), key=lambda point: point.real)
    top = complex(hand.real + 0.4, hand.imag - BOX_UNDER_HAND - 0.25)
    return [
        _bar(top - 0.5, top + 2.6, 0.25),
        _bar(complex(top.real + 0.2, 0), top + 0.2),
        _bar(complex(top.real + 2.4, 0), top + 2.4),
    ]


def _box(joints: Joints) -> list[Shape]:
    hand = joints["handN"]
    low = complex(hand.real - 0.2, max(0.0, hand.imag - BOX_UNDER_HAND))
    return [Box(low, low + complex(2.0, 1.9), Role.PROP)]


def _weights(joints: Joints) -> list[Shape]:
    return [_bar(joints[hand] - 0.75, joints[hand] + 0.75, 0.42) for hand in ("handF", "handN")]


def _weight(joints: Joints) -> list[Shape]:
    hand = joints["handN"]
    low = hand - complex(0.9, 2.2)
    return [
        _bar(hand - complex(0, 0.2), hand - complex(0, 0.7), 0.25),
        Box(low, low + complex(1.8, 1.6), Role.PROP),
    ]


def _stick(joints: Joints) -> list[Shape]:
    hip, head = joints[HIP], joints["head"]
    way = (head - hip) / abs(head - hip)
    back = way * 1j * (SIDE_TRUNK[0] + 0.15)
    stick = _bar(hip + back - way, head + back + way, 0.16)
    return [stick._replace(edge=True), stick]


def _strap(joints: Joints) -> list[Shape]:
    return [_bar(joints["handN"], joints["ankleN"], 0.12)]


def _band(joints: Joints) -> list[Shape]:
    near, far = (joints[HIP] + (joints[f"knee{side}"] - joints[HIP]) * 0.82 for side in ("N", "F"))
    return [_bar(near + 0.7j, far - 0.1j, 0.26)]


STANDING: Mapping[Prop, Callable[[Keys], list[Shape]]] = {
    Prop.MAT: _mat,
    Prop.CHAIR_UNDER_HIP: _chair_under_hip,
    Prop.CHAIR_UNDER_CALVES: _chair_under_calves,
    Prop.CHAIR_AT_FAR_HAND: _chair_at_far_hand,
    Prop.RAIL_AT_FAR_HAND: _rail,
    Prop.WALL_BEHIND: _wall_behind,
    Prop.WALL_AT_HANDS: _wall_at_hands,
    Prop.WALL_AT_NEAR_ARM: _wall_at_near_arm,
    Prop.COUNTER_UNDER_HANDS: _counter_under_hands,
    Prop.STEP_UNDER_NEAR_FOOT: _step,
    Prop.TABLE_AHEAD: _table,
}
HELD: Mapping[Prop, Callable[[Joints], list[Shape]]] = {
    Prop.BOX_IN_HANDS: _box,
    Prop.WEIGHTS_IN_HANDS: _weights,
    Prop.WEIGHT_IN_NEAR_HAND: _weight,
    Prop.STICK_ALONG_BACK: _stick,
    Prop.STRAP_ROUND_NEAR_FOOT: _strap,
    Prop.BAND_ABOVE_KNEES: _band,
}
