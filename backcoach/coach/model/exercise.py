"""Exercises: their instructions, dose ladders and key poses."""

from collections.abc import Mapping
from dataclasses import field, replace
from enum import StrEnum
from typing import NamedTuple

from backcoach.coach.model.frozen import frozen


class Category(StrEnum):
    """What kind of work an exercise is; this decides its place in a session."""

    WARM_UP = "warm_up"
    DYNAMIC_STRETCH = "dynamic_stretch"
    STATIC_STRETCH = "static_stretch"
    CORE_STABILISATION = "core_stabilisation"
    ISOMETRIC = "isometric"
    DYNAMIC = "dynamic"
    FUNCTIONAL = "functional"
    COOL_DOWN = "cool_down"


class Mode(StrEnum):
    """How a set is measured: paced repetitions, repeated holds, or plain time."""

    REPS = "reps"
    HOLD = "hold"
    TIME = "time"


class Position(StrEnum):
    """How the body is placed. Standing and sitting on a chair are up, all others on the floor."""

    STANDING = "standing"
    CHAIR = "chair"
    HANDS_AND_KNEES = "hands_and_knees"
    ON_THE_BACK = "on_the_back"
    ON_THE_SIDE = "on_the_side"
    FACE_DOWN = "face_down"
    SITTING_ON_THE_FLOOR = "sitting_on_the_floor"

    @property
    def is_up(self) -> bool:
        """Whether nobody has to get down to the floor for it."""
        return self in (Position.STANDING, Position.CHAIR)


class Side(StrEnum):
    """Which side of the body a set works."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"


class Tempo(NamedTuple):
    """Whole seconds of one repetition: moving out, holding there, moving back."""

    out: int
    hold: int
    back: int

    @property
    def seconds(self) -> int:
        """Length of one repetition in seconds."""
        return self.out + self.hold + self.back


class Prop(StrEnum):
    """What stands around a figure or lies in its hands. The floor is always there."""

    MAT = "mat"
    CHAIR_UNDER_HIP = "chair under hip"
    CHAIR_UNDER_CALVES = "chair under calves"
    CHAIR_AT_FAR_HAND = "chair at far hand"
    RAIL_AT_FAR_HAND = "rail at far hand"
    WALL_BEHIND = "wall behind"
    WALL_AT_HANDS = "wall at hands"
    WALL_AT_NEAR_ARM = "wall at near arm"
    COUNTER_UNDER_HANDS = "counter under hands"
    STEP_UNDER_NEAR_FOOT = "step under near foot"
    TABLE_AHEAD = "table ahead"
    CHAIR_UNDER_BOX = "chair under box"
    STOOL_UNDER_BOX = "stool under box"
    COUNTER_AT_FAR_HAND = "counter at far hand"
    BOX_IN_HANDS = "box in hands"
    WEIGHTS_IN_HANDS = "weights in hands"
    WEIGHT_IN_NEAR_HAND = "weight in near hand"
    STICK_ALONG_BACK = "stick along back"
    STRAP_ROUND_NEAR_FOOT = "strap round near foot"
    BAND_ABOVE_KNEES = "band above knees"


@frozen
class Load:
    """The weight used at a level.

    `kg` is the lightest and the heaviest starting weight; `times` is how many repetitions of it
    would just be possible. Both are None where the level only says that there is a weight. With
    `optional` the level can be done without one.
    """

    kg: tuple[float, float] | None = None
    times: int | None = None
    optional: bool = False


@frozen
class Level:
    """One level of a dose ladder.

    `reps` has one number per set: repetitions (mode reps), holds (mode hold) or 1 (mode time).
    `tempo` is given for repetitions, `hold_seconds` for holds and time, never both. `weight` is
    given where one is held or carried. `step_up` is told on the day somebody comes to this level;
    without it the numbers are compared.

    The rest is how this level is drawn, where that differs from the exercise's figure: `pose` ends
    the way out at an earlier key pose; `out` and `back` name the key poses of another way; `props`
    replaces the figure's. `position` is where it is done, where that is not the exercise's own.
    """

    level: int
    reps: tuple[int, ...]
    rest_seconds: int
    tempo: Tempo | None = None
    hold_seconds: int | None = None
    note: str = ""
    step_up: str = ""
    pose: str | None = None
    weight: Load | None = None
    out: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    props: tuple[Prop, ...] | None = None
    position: Position | None = None

    @property
    def sets(self) -> int:
        """How many sets (per side, where there are sides)."""
        return len(self.reps)


@frozen
class Cues:
    """Four instructions, as a physiotherapist would give them."""

    setup: str
    move: str
    breathe: str
    mistake: str


Angle = float | tuple[float, float]
"""Degrees counter-clockwise from "pointing right"; a pair adds the share of length drawn."""


@frozen
class Pose:
    """The absolute angles of one key pose; see `programme.md` §1 for the drawing rules.

    `rise` is the height of the lowest joint above the floor, in units of the skeleton, as on a
    step. `belt` marks a braced trunk. `empty_handed` says that the load is not held in this pose:
    it lies where it was put down or will be picked up.
    """

    name: str
    note: str
    lum: Angle
    tho: Angle
    head: Angle
    an: tuple[Angle, Angle]
    ln: tuple[Angle, Angle, Angle]
    af: tuple[Angle, Angle] | None = None
    lf: tuple[Angle, Angle, Angle] | None = None
    rise: float = 0.0
    belt: bool = False
    empty_handed: bool = False


@frozen
class Figure:
    """The key poses of an exercise, how they stand on the floor, and their order.

    `out` and `back` name the poses passed on the way out and back; where they are empty, all poses
    are passed in order and back again the same way. `planted` joints do not move. `cycle_seconds`
    is the duration of one round in mode time.
    """

    view: str
    pin: str
    props: tuple[Prop, ...]
    poses: tuple[Pose, ...]
    planted: tuple[str, ...] = ()
    out: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    cycle_seconds: float | None = None


@frozen
class Variant:
    """Another way to do an exercise, for somebody whom the usual one does not suit.

    What it leaves out is as usual: `out` and `back`, the key poses passed; `props`; `position`;
    `equipment`.
    """

    out: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    props: tuple[Prop, ...] | None = None
    position: Position | None = None
    equipment: tuple[str, ...] | None = None


@frozen
class Exercise:
    """One exercise with all its instructions, doses and poses.

    `left` and `right` say which limb works, where sides are worked one after the other. `go` is
    the word for the first part of a repetition; `odd` and `even` say where a repetition goes that
    is the way there or the way back. `variants` are other ways to do it, by name.
    """

    id: str
    name: str
    stages: tuple[int, ...]
    category: Category
    mode: Mode
    position: Position
    per_side: bool
    equipment: tuple[str, ...]
    core_set: bool
    muscles: str
    stop: str
    tags: tuple[str, ...]
    evidence: str
    source: str
    cues: Cues
    ladder: tuple[Level, ...]
    figure: Figure
    easier: str | None = None
    harder: str | None = None
    floor_free: str | None = None
    named_in_article: str | None = None
    left: str | None = None
    right: str | None = None
    go: str | None = None
    odd: str | None = None
    even: str | None = None
    variants: Mapping[str, Variant] | None = field(default=None, compare=False)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides in the order they are worked."""
        return (Side.LEFT, Side.RIGHT) if self.per_side else (Side.BOTH,)

    def at(self, level: int) -> Level:
        """The dose at `level` (1-based), or the top level when the ladder is shorter."""
        return self.ladder[max(1, min(level, len(self.ladder))) - 1]

    def side_words(self, side: Side) -> str:
        """What works on this side: "Left leg back, right arm forward"; "" when both sides do."""
        return {Side.LEFT: self.left, Side.RIGHT: self.right}.get(side) or ""

    def side_name(self, side: Side) -> str:
        """The same where there is little room: what comes before the comma, "Left leg back"."""
        return self.side_words(side).partition(",")[0]

    def turn_words(self, rep: int) -> str:
        """Where repetition number `rep` (1-based) goes; "" where all go the same way."""
        return (self.odd if rep % 2 else self.even) or ""

    def position_at(self, dose: Level) -> Position:
        """Where the body is when the exercise is done at `dose`."""
        return dose.position or self.position

    def in_variant(self, dose: Level, name: str) -> Level:
        """`dose` as it is done in the variant of this name; a prop the level adds stays."""
        variant = (self.variants or {})[name]
        if variant.out:
            dose = replace(dose, pose=None, out=variant.out, back=variant.back)
        if variant.props is not None:
            added = (prop for prop in dose.props or () if prop not in self.figure.props)
            dose = replace(dose, props=(*variant.props, *added))
        return replace(dose, position=variant.position or dose.position)
