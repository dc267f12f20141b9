"""The state of a replay as msgpack, and back.

It is a web of objects: one session of a stay is in several lists, and is changed in all of them at
once. So the objects of each class in `CLASSES` are kept in a table of their own, and wherever one
of them is held, its number in that table stands instead. Everything else is written as its type
says. Of a programme only its version is written, of the exercises nothing: the reader brings them.
The ledger of decisions, which many objects share, is written once.

Reading is strict: what is not of the right type is refused, and nothing but the types named here is
ever made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from backcoach.coach.evidence.absence import Breaks
from backcoach.coach.evidence.decisions import Decision
from backcoach.coach.evidence.pain_scores import Columns, Scores
from backcoach.coach.evidence.session_facts import SessionFacts
from backcoach.coach.evidence.steady_high import SteadyHigh
from backcoach.coach.flare_ups.watch import FlareEpisode, FlareWatch
from backcoach.coach.flare_ups.way_back import WayBack
from backcoach.coach.levels.balance import BalanceLevel, BalanceLevels
from backcoach.coach.levels.book import LevelBook
from backcoach.coach.levels.soreness import HabitualSoreness
from backcoach.coach.levels.track import ExerciseOutcome, StandIn, Track, Undo
from backcoach.coach.levels.weights import UsedWeights
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.programme import Programme
from backcoach.coach.stages.gates import ROWS
from backcoach.coach.stages.stages import Stages
from backcoach.coach.stages.stay import Stay
from backcoach.coach.standing.replay import Replay
from backcoach.coach.standing.rotation import Rotation
from backcoach.coach.suitability import Suit
from backcoach.store.years.collector import collector_paused

CLASSES: tuple[type, ...] = (
    Replay,
    Stages,
    Scores,
    Columns,
    Stay,
    LevelBook,
    Track,
    StandIn,
    Undo,
    ExerciseOutcome,
    SessionFacts,
    FlareWatch,
    FlareEpisode,
    WayBack,
    Breaks,
    UsedWeights,
    Rotation,
    Suit,
    SteadyHigh,
    HabitualSoreness,
    BalanceLevels,
    BalanceLevel,
)
"""The classes of a replay whose objects are held in several places, or hold such objects."""

Given = Mapping[Any, object]
"""By its type, what every object of one replay shares."""

LEDGER = list[Decision]
EXERCISES = Mapping[str, Exercise]

UNREADABLE = (
    msgspec.MsgspecError,
    LookupError,
    MemoryError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What reading bytes raises that do not hold the state of a replay."""


def freeze(replay: Replay) -> bytes:
    """The state of `replay` as bytes."""
    web = _Web({})
    web.number(replay)
    for cls, number in web.order:
        found = web.tables[cls][number]
        shape = _shape(cls)
        if shape.is_plain:
            web.rows[cls].append(found)
            continue
        values = (getattr(found, name) for name in shape.names)
        web.rows[cls].append(
            tuple(
                value if each.out is None else each.out(web, value)
                for each, value in zip(shape.ways, values, strict=True)
            )
        )
    return msgspec.msgpack.encode((replay.decisions, [web.rows[cls] for cls in CLASSES]))


def thaw(
    content: bytes,
    programme: Programme,
    exercises: Mapping[str, Exercise],
    earlier: Mapping[str, Programme],
) -> Replay:
    """The replay that was frozen, made anew. Raises one of UNREADABLE for anything else.

    `programme` is the present one, `earlier` holds those of before by their version.
    """
    with collector_paused():
        ledger, rows = _decoder().decode(content)
        web = _Web({EXERCISES: exercises, LEDGER: ledger}, (programme, earlier))
        for cls, instances in zip(CLASSES, rows, strict=True):
            is_plain = _shape(cls).is_plain
            web.tables[cls] = instances if is_plain else [object.__new__(cls) for _ in instances]
        for cls, instances in zip(CLASSES, rows, strict=True):
            shape = _shape(cls)
            if shape.is_plain:
                continue
            for found, row in zip(web.tables[cls], instances, strict=True):
                for name, way, value in zip(shape.names, shape.ways, row, strict=True):
                    held = value if way.back is None else way.back(web, value)
                    object.__setattr__(found, name, held)  # some of the classes are frozen
        (replay,) = web.tables[Replay]
    assert isinstance(replay, Replay)
    return replay


class _Web:
    """The objects of one replay by their class, each with its number."""

    def __init__(
        self,
        given: Given,
        programmes: tuple[Programme, Mapping[str, Programme]] | None = None,
    ) -> None:
        self.given = given
        self._programmes = programmes
        self.tables: dict[type, list[Any]] = {cls: [] for cls in CLASSES}
        self.rows: dict[type, list[Any]] = {cls: [] for cls in CLASSES}
        self.order: list[tuple[type, int]] = []
        self._numbers: dict[int, int] = {}

    def programme(self, version: str) -> Programme:
        """The programme of `version`: the present one or an earlier one. LookupError for none."""
        assert self._programmes is not None
        present, earlier = self._programmes
        return present if version == present.version else earlier[version]

    def number(self, found: object) -> int:
        """The number of `found` in the table of its class; it joins it if need be."""
        number = self._numbers.get(id(found))
        if number is None:
            table = self.tables[type(found)]
            number = self._numbers[id(found)] = len(table)
            table.append(found)
            self.order.append((type(found), number))
        return number


class _Way(msgspec.Struct):
    """How a value of one type is written and read; None where it goes as it is.

    `plain` is the type that is read.
    """

    plain: Any
    out: Callable[[_Web, Any], Any] | None = None
    back: Callable[[_Web, Any], Any] | None = None


class _Shape(msgspec.Struct):
    """The attributes of one class. It is plain where none of them leads to another object."""

    names: tuple[str, ...]
    ways: tuple[_Way, ...]
    is_plain: bool


@cache
def _shape(cls: type) -> _Shape:
    hints = get_type_hints(cls)
    ways = tuple(map(_way, hints.values()))
    return _Shape(tuple(hints), ways, all(way.out is None for way in ways))


@cache
def _decoder() -> msgspec.msgpack.Decoder[Any]:
    rows = []
    for cls in CLASSES:
        shape = _shape(cls)
        row = cls if shape.is_plain else tuple[tuple(way.plain for way in shape.ways)]  # type: ignore[misc]
        rows.append(list[row])  # type: ignore[valid-type]
    return msgspec.msgpack.Decoder(tuple[LEDGER, tuple[tuple(rows)]])  # type: ignore[misc]


def _way(hint: Any) -> _Way:  # noqa: ANN401
    """How a value of the type `hint` goes."""
    if hint in CLASSES:
        return _Way(
            int, lambda web, found: web.number(found), lambda web, number: web.tables[hint][number]
        )
    if hint is Programme:
        return _Way(str, lambda _web, found: found.version, lambda web, name: web.programme(name))
    if hint in (EXERCISES, LEDGER):
        return _Way(None, lambda _web, _found: None, lambda web, _nothing: web.given[hint])
    if get_origin(hint) is Callable:
        return _Way(str, lambda _web, row: row.__name__, lambda _web, name: _ROW_OF[name])
    if get_origin(hint) is not None:
        return _way_of_parts(hint)
    return _Way(int | float if hint is float else hint)  # a whole number stays one


def _way_of_parts(hint: Any) -> _Way:  # noqa: ANN401
    """How a union goes, or a container."""
    origin, args = get_origin(hint), get_args(hint)
    ways = [_way(each) for each in args if each is not Ellipsis]
    plain = [way.plain for way in ways]
    if origin in (Union, UnionType):
        return _optional(ways, reduce(or_, plain))
    rebuilt = origin[tuple([*plain, ...] if Ellipsis in args else plain)]
    if all(way.out is None for way in ways):
        return _Way(rebuilt)
    out = _through(origin, args, [way.out for way in ways])
    return _Way(rebuilt, out, _through(origin, args, [way.back for way in ways]))


def _optional(ways: list[_Way], plain: Any) -> _Way:  # noqa: ANN401
    """How a union goes; one that leads to an object of CLASSES is of that and None alone."""
    mapped = [way for way in ways if way.out is not None]
    if not mapped:
        return _Way(plain)
    (way,) = mapped

    def only(go: Callable[[_Web, Any], Any] | None) -> Callable[[_Web, Any], Any]:
        assert go is not None
        return lambda web, value: None if value is None else go(web, value)

    return _Way(plain, only(way.out), only(way.back))


def _through(
    origin: Any,  # noqa: ANN401
    args: tuple[Any, ...],
    goes: list[Callable[[_Web, Any], Any] | None],
) -> Callable[[_Web, Any], Any]:
    """How a container of the type `origin` goes whose parts go as `goes` says."""

    def as_it_is(_web: _Web, value: Any) -> Any:  # noqa: ANN401
        return value

    parts = [go or as_it_is for go in goes]
    if origin is dict:
        key, held = parts
        return lambda web, value: {key(web, k): held(web, v) for k, v in value.items()}
    if origin is tuple and Ellipsis not in args:
        return lambda web, value: tuple(
            go(web, each) for go, each in zip(parts, value, strict=True)
        )
    (part,) = parts
    return lambda web, value: origin(part(web, each) for each in value)


_ROW_OF = {row.__name__: row for row in ROWS}
