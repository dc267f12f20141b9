"""Interpolates the skeleton between the key poses of an exercise."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi

from backcoach.coach.model.exercise import Exercise, Figure, Level, Pose
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


class Movement:
    """The key poses of a figure in the order they are passed, and all positions in between.

    A place is a number: 0 is the first pose, `out_end` the end of moving out, `end` the end of
    moving back, which looks like 0. Whole numbers are key poses.
    """

    def __init__(self, figure: Figure, pose: str | None = None) -> None:
        """`pose` is the key pose to go to, if it is not the last one of `figure.out`."""
        by_name = {each.name: each for each in figure.poses}
        out = list(figure.out or by_name)
        if pose is not None:
            out = out[: out.index(pose) + 1]
        back = list(figure.back) if figure.back and pose is None else []
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
def _movement(figure: Figure, pose: str | None) -> Movement:
    return Movement(figure, pose)


def movement_of(exercise: Exercise, dose: Level | None = None) -> Movement:
    """The movement of `exercise`, as far as the level of `dose` goes."""
    return _movement(exercise.figure, None if dose is None else dose.pose)
