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
BOX = 2.0
BOX_UNDER_HAND = 1.5
BAG = 2.4, 2.0
"""Width and height."""
BAG_HANDLE = 2.0
CHAIR_HALF = 1.5
COUNTER = 3.0

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
    """Seen from the front: four straight bars, the backrest under the hand."""
    top = keys[0]["handF"] - complex(0, 0.5)
    low, high = top - CHAIR_HALF, top + CHAIR_HALF
    return [
        _bar(complex(low.real, 0), low),
        _bar(complex(high.real, 0), high),
        _bar(low, high, 0.3),
        _bar(complex(low.real, top.imag * 0.5), complex(high.real, top.imag * 0.5), 0.4),
    ]


def _counter_at_far_hand(keys: Keys) -> list[Shape]:
    """The end of a counter beside the body: a top on a broad foot."""
    top = keys[0]["handF"] - complex(0, 0.5)
    away = -1 if top.real < keys[0][HIP].real else 1
    end = top + away * COUNTER
    left, right = sorted((top.real, end.real))
    return [
        Box(complex(left + 0.3, 0), complex(right - 0.3, top.imag - 0.7), Role.PROP),
        _bar(top - away * 0.4, end, 0.3),
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
    """On the side of the body that the near elbow is on."""
    way = 1 if keys[-1]["elbowN"].real > keys[-1][SHOULDER].real else -1
    return _wall(way * (max(way * joints["elbowN"].real for joints in keys) + 0.4), way)


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
    """Under the near foot, as high as that stands where it is highest.

    It ends at the toes where the far foot is put down in front of it.
    """
    ankle = max((joints["ankleN"] for joints in keys), key=lambda point: point.imag)
    other = min((joints["ankleF"] for joints in keys), key=lambda point: point.imag)
    behind, ahead = (2.3, 1.0) if other.real > ankle.real else (1.1, 2.2)
    top = complex(ankle.real + ahead, ankle.imag - SOLE)
    return [Box(complex(ankle.real - behind, 0), top, Role.PROP)]


def _table(keys: Keys) -> list[Shape]:
    hand = max((joints["handN"] for joints in keys), key=lambda point: point.real)
    top = complex(hand.real + 0.4, hand.imag - BOX_UNDER_HAND - 0.25)
    return [
        _bar(top - 0.5, top + 2.6, 0.25),
        _bar(complex(top.real + 0.2, 0), top + 0.2),
        _bar(complex(top.real + 2.4, 0), top + 2.4),
    ]


def _where_the_box_lies(keys: Keys) -> complex:
    """The middle of the underside of the box where it is taken up: where the hands are lowest."""
    hand = min((joints["handN"] for joints in keys), key=lambda point: point.imag)
    return hand + complex(BOX / 2 - 0.2, -BOX_UNDER_HAND - 0.25)


def _chair_under_box(keys: Keys) -> list[Shape]:
    return _chair(_where_the_box_lies(keys), +1)


def _stool_under_box(keys: Keys) -> list[Shape]:
    top = _where_the_box_lies(keys)
    return [
        _bar(top - 1.3, top + 1.3, 0.25),
        _bar(complex(top.real - 1, 0), top - 1),
        _bar(complex(top.real + 1, 0), top + 1),
    ]


def _box(joints: Joints) -> list[Shape]:
    hand = joints["handN"]
    low = complex(hand.real - 0.2, max(0.0, hand.imag - BOX_UNDER_HAND))
    return [Box(low, low + complex(BOX, 1.9), Role.PROP)]


def _weights(joints: Joints) -> list[Shape]:
    return [_bar(joints[hand] - 0.75, joints[hand] + 0.75, 0.42) for hand in ("handF", "handN")]


def _weight(joints: Joints) -> list[Shape]:
    """A bag that hangs from the hand by two handles, at the height of the knees."""
    hand = joints["handN"]
    top = hand - complex(0, BAG_HANDLE)
    low = top - complex(BAG[0] / 2, BAG[1])
    return [
        _bar(hand - complex(0, 0.2), top - 0.7),
        _bar(hand - complex(0, 0.2), top + 0.7),
        Box(low, low + complex(*BAG), Role.PROP),
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
    Prop.CHAIR_UNDER_BOX: _chair_under_box,
    Prop.STOOL_UNDER_BOX: _stool_under_box,
    Prop.COUNTER_AT_FAR_HAND: _counter_at_far_hand,
}
HELD: Mapping[Prop, Callable[[Joints], list[Shape]]] = {
    Prop.BOX_IN_HANDS: _box,
    Prop.WEIGHTS_IN_HANDS: _weights,
    Prop.WEIGHT_IN_NEAR_HAND: _weight,
    Prop.STICK_ALONG_BACK: _stick,
    Prop.STRAP_ROUND_NEAR_FOOT: _strap,
    Prop.BAND_ABOVE_KNEES: _band,
}
