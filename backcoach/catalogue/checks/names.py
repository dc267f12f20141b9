"""Checks ids and levels: their form, whether they are known, and whether they are unique."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Mapping

from backcoach.catalogue.errors import CatalogueError, did_you_mean, shown
from backcoach.coach.model.exercise import Exercise


def check_id(name: str, file: str, where: str) -> None:
    """Check that an id has only lower-case letters, digits and underscores."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise CatalogueError(
            file, where, f"{shown(name)} is no id", "an id is like bird_dog: a-z, 0-9 and _"
        )


def check_counts_up(what: str, number: int, index: int, file: str, where: str) -> None:
    """Check that a `what` (level, stage) at the place `index` (from 0) has the number of it."""
    if number != index + 1:
        raise CatalogueError(
            file,
            where,
            f"expected {what} {index + 1}, got {shown(number)}",
            f"{what}s go 1, 2, 3 from top to bottom",
        )


def check_known(name: str, known: Collection[str], what: str, file: str, where: str) -> None:
    """Check that `name` is one of the `known` names; `what` says in an error what it names."""
    if name not in known:
        raise CatalogueError(
            file, where, f"unknown {what} {shown(name)}", did_you_mean(name, known)
        )


def check_once(names: Iterable[Hashable], what: str, file: str, where: str) -> None:
    """Check that no name is there twice."""
    seen: set[Hashable] = set()
    for name in names:
        if name in seen:
            raise CatalogueError(file, where, f"the {what} {shown(name)} is listed twice")
        seen.add(name)


def check_level(
    name: str, level: int, exercises: Mapping[str, Exercise], file: str, where: str
) -> None:
    """Check that the exercise `name`, which is known, has this level."""
    top = len(exercises[name].ladder)
    if not 1 <= level <= top:
        raise CatalogueError(
            file,
            where,
            f'"{name}" has no level {shown(level)}',
            f"its ladder has levels 1 to {top}",
        )
