"""Whatever happens to the content, the answer is a catalogue or one line about what is wrong."""

from __future__ import annotations

import copy
import dataclasses
import datetime
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcoach.catalogue import CatalogueError
from backcoach.catalogue.build import build
from backcoach.catalogue.files import Tables, read_table
from backcoach.legible import is_legible
from tests.support.content import CONTENT, tables
from tests.support.examples import examples

TABLES = tables()
EXERCISE_FILES = [f"exercises/{stem}.toml" for stem in sorted(TABLES.exercises)]
PUT = st.binary(max_size=8) | st.sampled_from(
    [b"[[", b"= {", b'"""', b"\\u0000", b"\r", b"\xff\xfe", b"\xc2\x9b", b"[" * 500, b"a." * 500]
)
SCALARS = (
    st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.sampled_from([10**400, -(2**70), "go", "bird_dog", "key", "value", "\x1b", "\n", ""])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["value", "source", "id", "level", "", "a b"]), inner)
    ),
    max_leaves=4,
)


def places(value: object, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to every value in a table."""
    found = [here] if here else []
    if isinstance(value, dict):
        for key, entry in value.items():
            found += places(entry, (*here, key))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            found += places(entry, (*here, index))
    return found


def mutated(draw: st.DrawFn, table: dict[str, object]) -> dict[str, object]:
    """A copy of `table` with a few values changed, removed, doubled, moved or joined by another."""
    table = copy.deepcopy(table)
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
        if table:
            mutate(draw, table)
    return table


def mutate(draw: st.DrawFn, table: dict[str, object]) -> None:
    """Change one thing in `table`."""
    ways = places(table)
    way = draw(st.sampled_from(ways))
    parent: Any = table
    for step in way[:-1]:
        parent = parent[step]
    match draw(st.sampled_from(["change", "remove", "add", "move"])):
        case "change":
            parent[way[-1]] = draw(VALUES)
        case "remove":
            del parent[way[-1]]
        case "move":
            other: Any = table
            for step in draw(st.sampled_from(ways)):
                other = other[step]
            parent[way[-1]] = copy.deepcopy(other)
        case _ if isinstance(parent, dict):
            parent[draw(st.text(max_size=8) | st.sampled_from(["value", "sources", "id"]))] = draw(
                VALUES
            )
        case _:
            parent.append(draw(VALUES | st.just(parent[-1])))


@st.composite
def broken_tables(draw: st.DrawFn) -> Tables:
    match draw(st.sampled_from(["exercise", "programme", "safety"])):
        case "programme":
            return dataclasses.replace(TABLES, programme=mutated(draw, TABLES.programme))
        case "safety":
            return dataclasses.replace(TABLES, safety=mutated(draw, TABLES.safety))
    stem = draw(st.sampled_from(sorted(TABLES.exercises)))
    exercises = {**TABLES.exercises, stem: mutated(draw, TABLES.exercises[stem])}
    return dataclasses.replace(TABLES, exercises=exercises)


@st.composite
def garbled_texts(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of the content with some bytes gone and others put in, at one place or several."""
    name = draw(st.sampled_from(["programme.toml", "safety.toml", *EXERCISE_FILES]))
    text = (CONTENT / name).read_bytes()
    for _ in range(draw(st.sampled_from([1, 1, 2, 4]))):
        at, gone = draw(st.integers(0, len(text))), draw(st.integers(0, 20))
        text = text[:at] + draw(PUT) + text[at + gone :]
    return name, text


def end_of(read_it: Callable[[], object]) -> str:
    """What becomes of one case: "read" or "refused", in one line; anything else fails."""
    try:
        read_it()
    except CatalogueError as error:
        assert is_legible(str(error))
        assert len(str(error)) < 3_000
        assert error.file.startswith("data/")
        assert error.problem
        return "refused"
    return "read"


def read_text(folder: Path, name: str, text: bytes) -> object:
    """`text` in the place of the file `name`, the others as they are."""
    path = folder / "garbled.toml"
    path.write_bytes(text)
    table = read_table(path, f"data/{name}")
    if name == "programme.toml":
        return build(dataclasses.replace(TABLES, programme=table))
    if name == "safety.toml":
        return build(dataclasses.replace(TABLES, safety=table))
    exercises = {**TABLES.exercises, Path(name).stem: table}
    return build(dataclasses.replace(TABLES, exercises=exercises))


@pytest.mark.parametrize(
    "number",
    [examples(120), pytest.param(settings(max_examples=5_000), marks=pytest.mark.slow)],
    ids=["few", "many"],
)
def test_a_mutated_table_is_read_or_refused_in_one_line(number: settings) -> None:
    ends = Counter[str]()

    @settings(number, database=None, deadline=None)
    @given(broken_tables())
    def try_it(tables: Tables) -> None:
        ends[end_of(lambda: build(tables))] += 1

    try_it()
    print("mutated tables:", dict(ends))
    assert ends.keys() == {"read", "refused"}


@pytest.mark.parametrize(
    "number",
    [examples(80), pytest.param(settings(max_examples=5_000), marks=pytest.mark.slow)],
    ids=["few", "many"],
)
def test_garbled_bytes_are_read_or_refused_in_one_line(tmp_path: Path, number: settings) -> None:
    ends = Counter[str]()

    @settings(number, database=None, deadline=None)
    @given(garbled_texts())
    def try_it(garbled: tuple[str, bytes]) -> None:
        ends[end_of(lambda: read_text(tmp_path, *garbled))] += 1

    try_it()
    print("garbled files:", dict(ends))
    assert ends["refused"] > 10


def test_dates_are_no_numbers() -> None:
    table = {**TABLES.programme, "version": datetime.date(2026, 1, 1)}
    try:
        build(dataclasses.replace(TABLES, programme=table))
    except CatalogueError as error:
        assert error.key == "version"
    else:
        raise AssertionError("a date was taken for a text")
