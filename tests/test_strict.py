"""Strict conversion, through its public door."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Literal, NamedTuple

import pytest

from backcoach.strict import (
    StrictError,
    check_finite,
    convert_strict,
    decode_json,
    decode_strict,
)

Angle = float | tuple[float, float]


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


class Beat(NamedTuple):
    out: int
    back: int = 1


@dataclass(frozen=True, slots=True)
class Leaf:
    size: float
    colour: Colour = Colour.GREEN


@dataclass(frozen=True, slots=True)
class Branch:
    leaves: tuple[Leaf, ...]
    angle: Angle = 0.0
    angles: tuple[Angle, Angle] | None = None
    beat: Beat | None = None
    seen_at: datetime | None = None
    kind: Literal["old", "new"] = "old"


@dataclass(frozen=True, slots=True)
class Tree:
    name: str
    branches: Mapping[str, Branch] = field(default_factory=dict)
    spare: tuple[Mapping[str, Leaf], ...] = ()
    age: int = 0
    alive: bool = True


def branch(**values: object) -> dict[str, Any]:
    return {"leaves": [], **values}


def tree(**values: object) -> dict[str, Any]:
    return {"name": "oak", **values}


def test_nested_data_becomes_dataclasses_all_the_way_down() -> None:
    data = tree(
        branches={
            "low": branch(
                leaves=[{"size": 1, "colour": "red"}, {"size": 2.5}],
                angle=[90, 0.5],
                angles=[10, [20, 0.25]],
                beat=[2],
                seen_at="2026-01-31T08:00:00Z",
                kind="new",
            )
        },
        spare=[{"a": {"size": 3.0}}],
        age=7,
        alive=False,
    )
    low = Branch(
        leaves=(Leaf(1.0, Colour.RED), Leaf(2.5)),
        angle=(90.0, 0.5),
        angles=(10.0, (20.0, 0.25)),
        beat=Beat(2),
        seen_at=datetime(2026, 1, 31, 8, tzinfo=UTC),
        kind="new",
    )
    expected = Tree("oak", {"low": low}, ({"a": Leaf(3.0)},), 7, False)
    assert convert_strict(data, Tree) == expected


def test_json_gives_the_same_as_data() -> None:
    text = b'{"name": "oak", "branches": {"low": {"leaves": [{"size": 1}]}}}'
    assert decode_strict(text, Tree) == convert_strict(decode_json(text), Tree)


@pytest.mark.parametrize(
    ("data", "path", "problem"),
    [
        ([], "", "expected table, got list"),
        ({}, "name", "missing"),
        (tree(nmae=1), "nmae", "unknown key (did you mean name?)"),
        (tree(xyz=1), "xyz", "unknown key"),
        ({"nmae": "oak"}, "nmae", "unknown key (did you mean name?)"),
        (tree(name=3), "name", "expected text, got whole number"),
        (tree(name=None), "name", "expected text, got nothing"),
        (tree(age="7"), "age", "expected whole number, got text"),
        (tree(age=7.0), "age", "expected whole number, got number"),
        (tree(age=True), "age", "expected whole number, got true or false"),
        (tree(alive=1), "alive", "expected true or false, got whole number"),
        (tree(branches=[]), "branches", "expected table, got list"),
        (tree(branches={"low": 1}), "branches.low", "expected table, got whole number"),
        (tree(branches={"low": {}}), "branches.low.leaves", "missing"),
        (
            tree(branches={"ok": branch(), "low": branch(laeves=[])}),
            "branches.low.laeves",
            "unknown key (did you mean leaves?)",
        ),
        (
            tree(branches={"ok": branch(), "a b": branch(leaves=[{"size": "x"}])}),
            'branches."a b".leaves[0].size',
            "expected number, got text",
        ),
        (
            tree(branches={"low": branch(leaves=[{"size": 1, "colour": "blue"}])}),
            "branches.low.leaves[0].colour",
            "expected one of red, green; got 'blue'",
        ),
        (
            tree(branches={"low": branch(kind="odd")}),
            "branches.low.kind",
            "expected one of old, new; got 'odd'",
        ),
        (
            tree(branches={"low": branch(angle="up")}),
            "branches.low.angle",
            "expected number or list, got text",
        ),
        (
            tree(branches={"low": branch(angle=[1, 2, 3])}),
            "branches.low.angle",
            "expected list of length 2, got 3",
        ),
        (
            tree(branches={"low": branch(angles=[1, [2, "x"]])}),
            "branches.low.angles[1][1]",
            "expected number, got text",
        ),
        (
            tree(branches={"low": branch(beat=[])}),
            "branches.low.beat",
            "expected list of length 1 to 2, got 0",
        ),
        (
            tree(branches={"low": branch(beat=[1, 2.5])}),
            "branches.low.beat[1]",
            "expected whole number, got number",
        ),
        (
            tree(branches={"low": branch(seen_at="2026-01-31T08:00:00")}),
            "branches.low.seen_at",
            "expected date and time with its zone, such as 2026-01-31T08:00:00Z",
        ),
        (
            tree(branches={"low": branch(seen_at=datetime(2026, 1, 31))}),  # noqa: DTZ001
            "branches.low.seen_at",
            "expected date and time with its zone, such as 2026-01-31T08:00:00Z",
        ),
        (
            tree(branches={"low": branch(seen_at="soon")}),
            "branches.low.seen_at",
            "expected date and time such as 2026-01-31T08:00:00Z",
        ),
        (
            tree(spare=[{}, {"a": {"size": 1}, "b": {"size": 1, "tint": 2}}]),
            "spare[1].b.tint",
            "unknown key",
        ),
        (tree(branches={7: branch()}), "branches", "expected text as key"),
        (
            tree(branches={"low": branch(leaves=[{"size": math.nan}])}),
            "branches.low.leaves[0].size",
            "expected finite number, got nan",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_its_path(data: object, path: str, problem: str) -> None:
    with pytest.raises(StrictError) as caught:
        convert_strict(data, Tree)
    assert (caught.value.path, caught.value.problem) == (path, problem)


@pytest.mark.parametrize(
    ("text", "path", "problem"),
    [
        (b"", "", "it is empty"),
        (b" \n", "", "it is empty"),
        (b'{"name": "oa', "", "not JSON: Input data was truncated"),
        (b"\0\0\0", "", "not JSON: invalid character (byte 0)"),
        (b'{"name": "\xff"}', "", "not JSON: not in UTF-8"),
        (b'{"name": NaN}', "", "not JSON: invalid character (byte 9)"),
        (b'{"name": ' + b"[" * 100_000, "", "not JSON: nested too deeply"),
        (b'{"name": 1}', "name", "expected text, got whole number"),
        (b'{"name": "oak", "branches": {"low": {}}}', "branches.low.leaves", "missing"),
    ],
)
def test_json_that_does_not_fit_is_refused_with_its_path(
    text: bytes, path: str, problem: str
) -> None:
    with pytest.raises(StrictError) as caught:
        decode_strict(text, Tree)
    assert (caught.value.path, caught.value.problem) == (path, problem)


def test_the_error_reads_as_one_line() -> None:
    assert str(StrictError("a[0].b", "missing")) == "a[0].b: missing"
    assert str(StrictError("", "it is empty")) == "it is empty"


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_is_found_at_any_depth(number: float) -> None:
    with pytest.raises(StrictError, match=r"^a\[1\]\.b: expected finite number"):
        check_finite({"a": (1.0, {"b": number})})
