"""Converts a TOML table to one of the dataclasses of `backcoach.coach`, strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from backcoach.catalogue.errors import CatalogueError, join, nth
from backcoach.legible import is_legible
from backcoach.strict import StrictError, convert_strict

T = TypeVar("T")

TEXT_MAX, KEY_MAX = 2_000, 100
"""Characters of a text and of a name: more than anybody would read on a screen."""

MAY_BE_EMPTY = frozenset({"note", "props"})


def read(table: object, cls: type[T], file: str, where: str = "") -> T:
    """Convert `table` to a `cls`; `where` is its path in `file`.

    Raises CatalogueError for the first unknown key, missing key, wrong type, blank text, control
    character or number that is not finite, at every depth.
    """
    try:
        found = convert_strict(table, cls)
    except StrictError as error:
        # A reader counts entries from 1: ladder[2] is level 2.
        place = re.sub(r"\[(\d+)\]", lambda match: f"[{int(match[1]) + 1}]", error.path)
        raise CatalogueError(file, join(where, place) if place else where, error.problem)
    check_texts(table, file, where)
    return found


def table_of(table: Mapping[str, object], key: str, file: str) -> dict[str, object]:
    """The table called `key` in `table`."""
    if key not in table:
        raise CatalogueError(file, key, "missing")
    value = table[key]
    if not isinstance(value, dict):
        raise CatalogueError(file, key, "expected table")
    return value


def check_texts(value: object, file: str, where: str) -> None:
    """Raise CatalogueError for the first text, at any depth, that can't be displayed."""
    if not _is_readable(value, ""):
        _refuse_unreadable(value, file, where, "")


def _is_readable(value: object, key: str) -> bool:
    """A quick test; the place of a text is computed only when there is one."""
    if isinstance(value, str):
        return (
            is_legible(value)
            and len(value) <= TEXT_MAX
            and (key in MAY_BE_EMPTY or not (not value or value.isspace()))
        )
    if isinstance(value, dict):
        return all(
            is_legible(name) and len(name) <= KEY_MAX and _is_readable(entry, name)
            for name, entry in value.items()
        )
    return not isinstance(value, list) or all(_is_readable(entry, key) for entry in value)


def _refuse_unreadable(value: object, file: str, where: str, key: str) -> None:
    if isinstance(value, dict):
        for name, entry in value.items():
            if not is_legible(name):
                raise CatalogueError(file, join(where, name), "a control character in a name")
            if len(name) > KEY_MAX:
                place = join(where, f"{name[:20]}...")
                raise CatalogueError(file, place, f"a name of more than {KEY_MAX} characters")
            _refuse_unreadable(entry, file, join(where, name), name)
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            _refuse_unreadable(entry, file, nth(where, index), key)
    elif isinstance(value, str):
        if not value.strip() and key not in MAY_BE_EMPTY:
            raise CatalogueError(file, where, "this text is empty")
        if len(value) > TEXT_MAX:
            raise CatalogueError(file, where, f"a text of more than {TEXT_MAX:,} characters")
        if not is_legible(value):
            raise CatalogueError(
                file,
                where,
                "a line break or control character in a text",
                'inside """ end a line with \\ to write one long sentence',
            )
