"""Checks of ids: their form, whether they are known, whether they stand twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable

from backcoach.catalogue.errors import CatalogueError, did_you_mean, shown


def check_id(name: str, file: str, where: str) -> None:
    """An id is lower-case letters, digits and underscores."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise CatalogueError(
            file, where, f"{shown(name)} is no id", "an id is like bird_dog: a-z, 0-9 and _"
        )


def check_known(name: str, known: Collection[str], what: str, file: str, where: str) -> None:
    """`name` is one of the `known` names of a `what`."""
    if name not in known:
        raise CatalogueError(
            file, where, f"unknown {what} {shown(name)}", did_you_mean(name, known)
        )


def check_once(names: Iterable[Hashable], what: str, file: str, where: str) -> None:
    """Nothing stands twice in a list."""
    seen: set[Hashable] = set()
    for name in names:
        if name in seen:
            raise CatalogueError(file, where, f"the {what} {shown(name)} is listed twice")
        seen.add(name)
