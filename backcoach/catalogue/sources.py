"""Separates numbers from their sources: `{ value = 14, source = "S1" }`."""

from __future__ import annotations

import re
from dataclasses import field

from backcoach.catalogue.errors import CatalogueError, join, nth
from backcoach.catalogue.read import read
from backcoach.coach.model.frozen import frozen

HINT = 'write { value = ..., source = "..." }; a number of our own has the source "judgement"'

# The number of a stage or a level is its name, and a template's own source covers the doses in it.
_NEED_NO_SOURCE = re.compile(
    r"stages\[\d+\]\.number|gates\[\d+\]\.(from|to)_stage|capped_notes\[\d+\]\.level"
    r"|levels\.days_at_level\.longer\[\d+\]\.from_level|templates\..*",
    re.DOTALL,
)


@frozen
class _Sourced:
    value: object
    source: str


@frozen
class Unwrapped:
    """A table without its sources.

    `sources` maps the path of each sourced value to its source; `bare` lists the paths of numbers
    that need a source but have none.
    """

    table: dict[str, object]
    sources: dict[str, str] = field(default_factory=dict)
    bare: list[str] = field(default_factory=list)

    def refuse_bare(self, file: str) -> None:
        """Raise CatalogueError for the first number without a source."""
        if self.bare:
            raise CatalogueError(file, self.bare[0], "this number has no source", HINT)


def unwrap(table: dict[str, object], file: str, where: str = "") -> Unwrapped:
    """Split `table`, which is at the path `where`, into plain values and their sources."""
    found = Unwrapped({})
    for key, value in table.items():
        found.table[key] = _plain(value, join(where, key) if where else key, file, found)
    return found


def _plain(value: object, where: str, file: str, found: Unwrapped) -> object:
    if isinstance(value, dict) and "value" in value:
        sourced = read(value, _Sourced, file, where)
        found.sources[where] = sourced.source
        return sourced.value
    if isinstance(value, dict):
        return {key: _plain(entry, join(where, key), file, found) for key, entry in value.items()}
    if isinstance(value, list):
        return [_plain(entry, nth(where, i), file, found) for i, entry in enumerate(value)]
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if is_number and not _NEED_NO_SOURCE.fullmatch(where):
        found.bare.append(where)
    return value
