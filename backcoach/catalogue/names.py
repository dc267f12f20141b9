"""Checks ids: their form, whether they are known, and whether they are unique."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable

from backcoach.catalogue.errors import CatalogueError, did_you_mean, shown


def check_id(name: str, file: str, where: str) -> None:
    """Check that an id has only lower-case letters, digits and underscores."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise CatalogueError(
            file, where, f"{shown(name)} is no id", "an id is like bird_dog: a-z, 0-9 and _"
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
