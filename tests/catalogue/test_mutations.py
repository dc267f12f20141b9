"""Whatever happens to the content, the answer is a catalogue or one line about what is wrong."""

from __future__ import annotations

import copy
import dataclasses
import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcoach.catalogue import CatalogueError
from backcoach.catalogue.files import Tables, read_table
from backcoach.catalogue.load import build
from tests.support.content import CONTENT, tables
from tests.support.examples import examples

TABLES = tables()
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
    """A copy of `table` with one value changed, removed, doubled or joined by another."""
    table = copy.deepcopy(table)
    way = draw(st.sampled_from(places(table)))
    parent: Any = table
    for step in way[:-1]:
        parent = parent[step]
    match draw(st.sampled_from(["change", "remove", "add"])):
        case "change":
            parent[way[-1]] = draw(VALUES)
        case "remove":
            del parent[way[-1]]
        case _ if isinstance(parent, dict):
            parent[draw(st.text(max_size=8) | st.sampled_from(["value", "sources", "id"]))] = draw(
                VALUES
            )
        case _:
            parent.append(draw(VALUES | st.just(parent[-1])))
    return table


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


def expect_one_line(error: CatalogueError) -> None:
    assert str(error).isprintable()
    assert error.file.startswith("data/")
    assert error.problem


@settings(examples(120), database=None)
@given(broken_tables())
def test_a_mutated_table_is_read_or_refused_in_one_line(tables: Tables) -> None:
    try:
        build(tables)
    except CatalogueError as error:
        expect_one_line(error)


@settings(examples(50), database=None)
@given(
    st.sampled_from(["programme.toml", "safety.toml", "exercises/bird_dog.toml"]),
    st.integers(0, 10_000),
    st.integers(0, 20),
    st.binary(max_size=8) | st.sampled_from([b"[[", b"= {", b'"""', b"\\u0000", b"\r"]),
)
def test_garbled_bytes_are_read_or_refused_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, name: str, at: int, gone: int, put: bytes
) -> None:
    whole = (CONTENT / name).read_bytes()
    at %= len(whole)
    path = tmp_path_factory.getbasetemp() / "garbled.toml"
    path.write_bytes(whole[:at] + put + whole[at + gone :])
    try:
        table = read_table(path, f"data/{name}")
        if name == "programme.toml":
            build(dataclasses.replace(TABLES, programme=table))
        elif name == "safety.toml":
            build(dataclasses.replace(TABLES, safety=table))
        else:
            build(dataclasses.replace(TABLES, exercises={**TABLES.exercises, "bird_dog": table}))
    except CatalogueError as error:
        expect_one_line(error)


def test_dates_are_no_numbers() -> None:
    table = {**TABLES.programme, "version": datetime.date(2026, 1, 1)}
    try:
        build(dataclasses.replace(TABLES, programme=table))
    except CatalogueError as error:
        assert error.key == "version"
    else:
        raise AssertionError("a date was taken for a text")
