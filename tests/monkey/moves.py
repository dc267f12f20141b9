"""The random moves of a ride: seeded, pure, with no knowledge of the coach but its keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from backcoach.tui.commands import COMMANDS
from tests.monkey.text import paste

SMALLEST, LARGEST = (20, 5), (300, 100)


class World(StrEnum):
    """Who has practised in the folder so far, and in what state it is."""

    NEW = "new"
    SOME = "some"
    YEARS = "years"
    TAGS = "tags"
    LOCKED = "locked"
    FLARE = "flare"
    STAGE_3 = "stage 3"
    DAMAGED = "damaged"
    IN_USE = "in use"


class Way(StrEnum):
    """How the coach is opened for the first time on a ride; afterwards it is plainly opened."""

    PLAIN = "plain"
    START = "backcoach start"
    SESSION = "in a short session"
    REHEARSAL = "in a sped-up session"
    NOISE = "in a session, whatever the terminal sends"


class Move:
    """One thing done to the coach, or around it."""


@dataclass(frozen=True)
class Press(Move):
    """A key, by Textual's name for it."""

    key: str


@dataclass(frozen=True)
class PressOffered(Move):
    """One of the keys that the present screen binds to something: 0 is the first, 1 the last."""

    place: float


@dataclass(frozen=True)
class Paste(Move):
    """Text, all at once."""

    text: str

    def __repr__(self) -> str:
        shown = self.text if len(self.text) < 40 else self.text[:40] + "…"
        return f"Paste({shown!r}, {len(self.text)} characters)"


@dataclass(frozen=True)
class Send(Move):
    """Bytes from the terminal, cut off anywhere."""

    data: bytes


@dataclass(frozen=True)
class Hear(Move):
    """Nothing comes for a while, then an ordinary key, which does what it does."""


@dataclass(frozen=True)
class Begin(Move):
    """A short session begins, where none is on and nothing else is asked."""


@dataclass(frozen=True)
class Click(Move):
    """A click, or a turn of the wheel, somewhere: shares of the width and the height."""

    across: float
    down: float
    wheel: int = 0


@dataclass(frozen=True)
class Resize(Move):
    """Another size of the terminal, in cells."""

    width: int
    height: int


@dataclass(frozen=True)
class Play(Move):
    """Seconds that pass while the program runs, with its ticks."""

    seconds: float


@dataclass(frozen=True)
class Gap(Move):
    """Seconds that pass at once; `asleep` as a machine that sleeps."""

    seconds: float
    asleep: bool


@dataclass(frozen=True)
class Travel(Move):
    """The clock on the wall is in another zone from now on, so many minutes east of UTC."""

    minutes: int


@dataclass(frozen=True)
class Disk(Move):
    """From now on the disk is full, or has room again."""

    full: bool


class Ending(StrEnum):
    """How the coach ends other than by its own keys."""

    QUIT = "ctrl+q"
    TOLD = "told to end, as by a closed terminal"
    KILLED = "killed"


@dataclass(frozen=True)
class End(Move):
    """The coach ends; where something is asked first, it goes on."""

    how: Ending


@dataclass(frozen=True)
class Step:
    """A move; after a `hurried` one the next comes before anything is answered or drawn."""

    move: Move
    hurried: bool = False


@dataclass(frozen=True)
class Ride:
    """A start and what happens from there."""

    seed: int
    world: World
    way: Way
    size: tuple[int, int]
    steps: tuple[Step, ...]

    def only(self, kept: Iterator[int] | list[int]) -> Ride:
        """The same ride with some of its moves, by their numbers."""
        steps = tuple(self.steps[number] for number in kept)
        return Ride(self.seed, self.world, self.way, self.size, steps)


REGISTRY_KEYS = tuple(key for each in COMMANDS for key in each.keys.split(","))
"""Every key of the registry, as often as it is used."""

ARROWS = ("up", "down", "left", "right")
PAGES = ("pageup", "pagedown", "home", "end", "backspace", "delete", "insert")
CTRL = (*(f"ctrl+{letter}" for letter in "abcdefghijklmnoprstuvwxyz"), "ctrl+up", "ctrl+end")
CTRL_PALETTE = "ctrl+p"
FUNCTIONS = tuple(f"f{number}" for number in range(1, 13))
HELD = (*ARROWS, "down", "down", "enter", "space", "tab", "escape", "backspace")
MODIFIED = ("shift+tab", "shift+left", "shift+end", "alt+x", "shift+enter", "ctrl+shift+k")
SIGNS = ("full_stop", "comma", "slash", "left_square_bracket", "quotation_mark", "ä", "漢", "👍🏽")
LETTERS = tuple("abcdefghijklmnopqrstuvwxyzABCXYZ")
KEYS = {each.id: each.keys.split(",")[0] for each in COMMANDS}
HURTS, SKIP = KEYS["session.hurts"], KEYS["hurt.skip"]
MUCH, BROWSE = "8", KEYS["app.exercises"]

WEIGHTS = {
    "offered": 34,
    "registry": 10,
    "digit": 9,
    "enter": 11,
    "letter": 3,
    "arrow": 6,
    "tab": 2,
    "space": 2,
    "escape": 2.5,
    "odd": 4,
    "palette": 0.7,
    "paste": 1.5,
    "click": 5,
    "resize": 4,
    "play": 7,
    "gap": 1.2,
    "day": 0.6,
    "travel": 0.2,
    "disk": 0.4,
    "end": 0.3,
    "hurts": 2,
    "held": 0.7,
    "browse": 0.5,
}
HURRIED = {"offered", "registry", "digit", "enter", "letter", "arrow", "odd", "click", "resize"}
HURRIED_SHARE = 0.6


def ride(seed: int, length: int) -> Ride:
    """The ride of this seed, of `length` moves."""
    chance = Random(seed)
    world = chance.choice(list(World))
    way = chance.choice([Way.PLAIN, Way.PLAIN, Way.START, Way.SESSION, Way.SESSION, Way.REHEARSAL])
    kinds, weights = list(WEIGHTS), list(WEIGHTS.values())
    steps: list[Step] = []
    for kind in chance.choices(kinds, weights, k=length):
        hurried = kind in HURRIED and chance.random() < HURRIED_SHARE
        steps += _lead(kind, chance)
        steps.append(Step(_move(kind, chance), hurried))
    return Ride(seed, world, way, _size(chance), tuple(steps[:length]))


def _size(chance: Random) -> tuple[int, int]:
    """Often one that people have, sometimes any at all."""
    if chance.random() < 0.5:
        return chance.choice([(80, 24), (80, 24), (60, 20), (60, 20), (120, 40), SMALLEST, LARGEST])
    # Large ones are seldom, because they are slow, and small ones are where room runs out.
    share = chance.random() ** 2, chance.random() ** 2
    (width, height), (wide, high) = SMALLEST, LARGEST
    return round(width + share[0] * (wide - width)), round(height + share[1] * (high - height))


def _lead(kind: str, chance: Random) -> list[Step]:
    """What leads to where chance alone seldom comes: several moves in a row."""
    match kind:
        case "held":
            return [Step(Press(chance.choice(HELD)), hurried=True)] * chance.randrange(3, 20)
        case "hurts":
            before = [HURTS, MUCH, SKIP] if chance.random() < 0.3 else []
            place = [*["down"] * chance.randrange(1, 3), "enter"] if chance.random() < 0.4 else []
            pain = chance.choice(["0", "1", "2", "3", "4", "5", "6", MUCH, MUCH, MUCH])
            return [Step(Press(key)) for key in (*before, HURTS, *place, pain)]
        case "browse":
            down = Step(Press("down"), hurried=True)
            return [Step(Press(BROWSE)), *[down] * chance.randrange(40)]
    return []


def _move(kind: str, chance: Random) -> Move:  # noqa: PLR0911, PLR0912
    match kind:
        case "offered" | "hurts" | "browse" | "held":
            return PressOffered(chance.random())
        case "registry":
            return Press(chance.choice(REGISTRY_KEYS))
        case "digit":
            return Press(str(chance.randrange(10)))
        case "letter":
            return Press(chance.choice(LETTERS))
        case "arrow":
            return Press(chance.choice(ARROWS))
        case "odd":
            groups = (PAGES, PAGES, CTRL, FUNCTIONS, MODIFIED, SIGNS)
            return Press(chance.choice(chance.choice(groups)))
        case "palette":
            return Press(CTRL_PALETTE)
        case "paste":
            return Paste(paste(chance))
        case "click":
            wheel = chance.choice([0, 0, 0, -1, 1])
            return Click(chance.random(), chance.random(), wheel)
        case "resize":
            return Resize(*_size(chance))
        case "play":
            return Play(chance.choice([0.1, 1, 3, 5, 12, 12, 30, 60, 120, 600]))
        case "gap":
            return Gap(chance.choice([1.9, 3, 60, 3_600, 40_000]), chance.random() < 0.5)
        case "day":
            return Gap(86_400.0 * chance.choice([1, 1, 2, 3, 8, 30, 70, 400]), asleep=True)
        case "travel":
            return Travel(chance.choice([-720, -300, 0, 60, 120, 330, 840]))
        case "disk":
            return Disk(full=chance.random() < 0.4)
        case "end":
            return End(chance.choice(list(Ending)))
    return Press(kind)
