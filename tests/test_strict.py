"""Strict conversion, through its public interface."""

from __future__ import annotations

import json
import math
import tracemalloc
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Literal, NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcoach.strict import (
    StrictError,
    check_finite,
    convert_strict,
    decode_json,
    decode_strict,
)
from tests.support.examples import examples

KEYS = st.sampled_from(
    [
        *[
            "name",
            "branches",
            "spare",
            "age",
            "leaves",
            "angle",
            "angles",
            "beat",
            "seen_at",
            "size",
        ],
        "a b",
    ]
)
VALUES = st.recursive(
    st.sampled_from(
        [None, True, 1, -2.5, 2**70, "x", "red", "old", "2026-01-31", "2026-01-31T08:00Z"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)
PARTS = st.dictionaries(KEYS, VALUES, max_size=3)
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


def refusal(read: Callable[[Any, type[Tree]], Tree], data: object) -> tuple[str, str]:
    """Path and problem of what is wrong with `data`."""
    with pytest.raises(StrictError) as caught:
        read(data, Tree)
    return caught.value.path, caught.value.problem


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


FAULTS: list[tuple[object, str, str]] = [
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
]


@pytest.mark.parametrize(("data", "path", "problem"), FAULTS)
def test_what_does_not_fit_is_refused_with_its_path(data: object, path: str, problem: str) -> None:
    assert refusal(convert_strict, data) == (path, problem)


def test_no_word_that_msgspec_says_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    convert = msgspec.convert

    def in_other_words(data: object, kind: Any) -> Any:  # noqa: ANN401
        try:
            return convert(data, kind)
        except msgspec.ValidationError:
            raise msgspec.ValidationError("Nope. ¯\\_(ツ)_/¯") from None

    monkeypatch.setattr(msgspec, "convert", in_other_words)
    for data, path, problem in FAULTS:
        assert refusal(convert_strict, data) == (path, problem)


def test_what_does_not_fit_in_json_is_refused_in_the_same_words() -> None:
    for data, path, problem in FAULTS:
        with suppress(TypeError):  # a datetime, which JSON has not
            text = json.dumps(data).encode()
            if b"NaN" not in text and b'"7": ' not in text:
                assert refusal(decode_strict, text) == (path, problem)


@settings(examples(300), deadline=None)
@given(
    VALUES
    | st.builds(lambda a, b: {**tree(branches={"low": {**branch(), **a}}), **b}, PARTS, PARTS)
)
def test_of_whatever_is_refused_the_fault_is_found(data: object) -> None:
    text = json.dumps(data).encode()
    try:
        convert_strict(data, Tree)
    except StrictError as error:
        assert error.problem != "not as expected"
        assert refusal(decode_strict, text) == (error.path, error.problem)
    else:
        decode_strict(text, Tree)


def test_to_find_the_fault_in_a_large_text_takes_little_memory() -> None:
    leaf = b'{"a": {"size": 1, "colour": "red"}}'
    text = b'{"name": "oak", "spare": [' + (leaf + b",") * 20_000 + b"7]}"
    tracemalloc.start()
    try:
        assert refusal(decode_strict, text)[0] == "spare[20000]"
        assert tracemalloc.get_traced_memory()[1] < 30 * len(text)
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("text", "path", "problem"),
    [
        (b"", "", "it is empty"),
        (b" \n", "", "it is empty"),
        (b'{"name": "oa', "", "not JSON: it ends too soon"),
        (b"\0\0\0", "", "not JSON: line 1, column 1: unexpected '\\x00'"),
        (b'{"name": "\xff"}', "", "not JSON: not in UTF-8"),
        (b'{"name": NaN}', "", "not JSON: line 1, column 10: unexpected 'N'"),
        (b'{"name": ' + b"[" * 100_000, "", "not JSON: nested too deeply"),
        (b"[1, 2,\n 3 4]", "", "not JSON: line 2, column 4: unexpected '4'"),
        (b'{"name": [1, "NaN", -Infinity]}', "", "not JSON: line 1, column 21: unexpected '-'"),
        (b'{"nmae": "\xff"}', "", "not JSON: not in UTF-8"),
        (b'{"name": "\\ud800"}', "", "not JSON: a number is too large, or a character incomplete"),
        (b'{"name": 1, "name": "oak"}', "name", "expected text, got whole number"),
        (b'{"name": "oak", "age": "%s"}' % (b"1" * 5000), "age", "expected whole number, got text"),
        (b'{"name": %s}' % (b"1" * 5000), "name", "expected text, got whole number"),
        (b'{"name": 1e999}', "name", "expected text, got number"),
        (b' {"name" : 1 } ', "name", "expected text, got whole number"),
        (b'{"name": "oak", "branches": {"low": {}}}', "branches.low.leaves", "missing"),
    ],
)
def test_json_that_does_not_fit_is_refused_with_its_path(
    text: bytes, path: str, problem: str
) -> None:
    assert refusal(decode_strict, text) == (path, problem)


def test_the_error_reads_as_one_line() -> None:
    assert str(StrictError("a[0].b", "missing")) == "a[0].b: missing"
    assert str(StrictError("", "it is empty")) == "it is empty"


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_is_found_at_any_depth(number: float) -> None:
    with pytest.raises(StrictError, match=r"^a\[1\]\.b: expected finite number"):
        check_finite({"a": (1.0, {"b": number})})
