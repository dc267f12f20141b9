"""Interpolates the skeleton between the key poses of an exercise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import cos, pi
from typing import NamedTuple

from backcoach.coach.model.exercise import Exercise, Figure, Level, Pose, Prop
from backcoach.coach.session.snapshot import Phase
from backcoach.figure.planting import above_floor, planted_at
from backcoach.figure.skeleton import (
    STANDS_AT,
    Joints,
    Stance,
    between,
    joints_of,
    lowest,
    moved,
    stance_of,
)


def eased(share: float) -> float:
    """The share of the way after a share of the time: slow at both ends."""
    return (1 - cos(pi * min(1.0, max(0.0, share)))) / 2


def placed(stance: Stance, pin: str, rise: float = 0.0) -> dict[str, complex]:
    """The joints on the floor: `pin` at x = 0, the lowest joint at its height plus `rise`."""
    joints = joints_of(stance)
    return moved(joints, complex(-joints[pin].real, STANDS_AT + rise - lowest(joints)))


class Way(NamedTuple):
    """What a level says about the way through the key poses; see `Level`."""

    pose: str | None = None
    out: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


class Movement:
    """The key poses of a figure in the order they are passed, and all positions in between.

    A place is a number: 0 is the first pose, `out_end` the end of moving out, `end` the end of
    moving back, which looks like 0. Whole numbers are key poses.
    """

    def __init__(self, figure: Figure, way: Way = Way()) -> None:  # noqa: B008 it never changes
        """`way` is that of a level, where it is not the figure's own."""
        by_name = {each.name: each for each in figure.poses}
        out, back = list(way.out or figure.out or by_name), list(way.back)
        if way.pose is not None:
            out = out[: out.index(way.pose) + 1]
        elif not way.out:
            back = list(figure.back)
        self.pin = figure.pin
        self.planted = figure.planted
        self.poses: tuple[Pose, ...] = tuple(by_name[name] for name in (out + back[1:]))
        self.out_end = len(out) - 1
        self.end = self.out_end + max(0, len(back) - 1)
        self._returns = bool(back)
        self._stances = tuple(stance_of(each) for each in self.poses)
        self.keys = tuple(
            placed(stance, self.pin, each.rise)
            for stance, each in zip(self._stances, self.poses, strict=True)
        )

    def place(self, phase: Phase, share: float) -> float:
        """The place reached after `share` (0-1) of the time of `phase`."""
        if phase is Phase.OUT:
            return self.out_end * eased(share)
        if phase is Phase.HOLD:
            return self.out_end
        if self._returns:
            return self.out_end + (self.end - self.out_end) * eased(share)
        return self.out_end * (1 - eased(share))

    def pose_at(self, place: float) -> Pose:
        """The key pose nearest to `place`."""
        return self.poses[min(len(self.poses) - 1, max(0, round(place)))]

    def joints(self, place: float) -> Joints:
        """The skeleton at `place`, standing on the floor."""
        index, share = self._split(place)
        if share == 0:
            return self.keys[index]
        before, after = self.keys[index], self.keys[index + 1]
        stance = between(self._stances[index], self._stances[index + 1], share)
        joints = self._put(joints_of(stance), before, after, index, share)
        places = {name: _mix(before[name], after[name], share) for name in self.planted}
        return above_floor(planted_at(joints, places), STANDS_AT)

    def load(self, place: float) -> Joints:
        """The skeleton whose hands hold the load: that of `place` while it is carried."""
        index, share = self._split(place)
        ends = (index, min(index + 1, len(self.poses) - 1)) if share else (index,)
        carrying = [each for each in ends if not self.poses[each].empty_handed]
        if len(carrying) == len(ends):
            return self.joints(place)
        # In a key pose without the load, that is where it is picked up next or was put down.
        beside = index + 1 if index < self.out_end else index - 1
        return self.keys[carrying[0] if carrying else beside]

    def _put(
        self, joints: Joints, before: Joints, after: Joints, index: int, share: float
    ) -> dict[str, complex]:
        """Place the pose on the floor, with its pin at its place.

        A planted pin also keeps its height.
        """
        rise = _mix(self.poses[index].rise, self.poses[index + 1].rise, share)
        up = STANDS_AT + rise.real - lowest(joints)
        if self.pin in self.planted:
            up = _mix(before[self.pin], after[self.pin], share).imag - joints[self.pin].imag
        return moved(joints, complex(-joints[self.pin].real, up))

    def _split(self, place: float) -> tuple[int, float]:
        last = len(self.poses) - 1
        place = min(float(last), max(0.0, place))
        index = min(int(place), max(0, last - 1))
        share = place - index
        if share == 1:
            return index + 1, 0.0
        return index, share


def _mix(before: complex, after: complex, share: float) -> complex:
    return before + (after - before) * share


@lru_cache(maxsize=64)
def _movement(figure: Figure, way: Way) -> Movement:
    return Movement(figure, way)


def movement_of(exercise: Exercise, dose: Level | None = None) -> Movement:
    """The movement of `exercise` as it is done at `dose`; the figure's own way without one."""
    way = Way() if dose is None else Way(dose.pose, dose.out, dose.back)
    return _movement(exercise.figure, way)


def props_of(exercise: Exercise, dose: Level | None = None) -> tuple[Prop, ...]:
    """What stands around the figure or lies in its hands at `dose`."""
    if dose is None or dose.props is None:
        return exercise.figure.props
    return dose.props


def look_of(exercise: Exercise, dose: Level) -> tuple[object, ...]:
    """What is seen of `dose`: the same for two levels that differ in numbers only."""
    poses = tuple(pose.name for pose in movement_of(exercise, dose).poses)
    return poses, props_of(exercise, dose)


def looks_of(exercise: Exercise) -> list[tuple[str, Level]]:
    """Each look the figure has somewhere on the ladder, once, with its name: "levels 1-2".

    Two levels look alike when they have the same way and the same props. After those of the ladder
    come those of the variants.
    """
    looks = list(_apart(exercise, exercise.ladder))
    for name in exercise.variants or {}:
        doses = [exercise.in_variant(dose, name) for dose in exercise.ladder]
        looks += [(f"{name}, {words}", dose) for words, dose in _apart(exercise, doses)]
    return looks


def _apart(exercise: Exercise, doses: Sequence[Level]) -> Iterator[tuple[str, Level]]:
    """The first of those that look alike, with the names of them all."""
    found: dict[tuple[object, ...], list[Level]] = {}
    for dose in doses:
        found.setdefault(look_of(exercise, dose), []).append(dose)
    for alike in found.values():
        yield _levels_words([dose.level for dose in alike]), alike[0]


def _levels_words(levels: Sequence[int]) -> str:
    """Levels that look alike: "level 2", "levels 1-3", "levels 1, 3"."""
    if len(levels) == 1:
        return f"level {levels[0]}"
    if len(levels) > 2 and levels[-1] - levels[0] == len(levels) - 1:
        return f"levels {levels[0]}-{levels[-1]}"
    return f"levels {', '.join(map(str, levels))}"
