"""Migrates the log from each schema version to the next, one step at a time.

Version 1 had all records in one file, `log.json`. Version 2 has one file per year in `log/`, each
with a checksum; the records are the same. Version 3 adds to each record how many minutes east of
UTC the user's clock was. For older records this is unknown; they stay without and are dated by the
sessions around them (`coach/evidence/moments.py`). Version 4 adds the answers to what is asked
about a mark, and which pages of the safety questions were asked; older answers have neither, and
keep their locks.

A step takes the tables of one file, without their meta, and returns them in the next version. It
changes nothing on disk: a log of an older version is read through these steps until something is
written; the first write migrates the files after a backup of all of them. Each step has a stored
sample of its version in `tests/store/samples`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Tables = dict[str, dict[str, Any]]


def from_1_to_2(tables: Tables) -> Tables:
    """The records do not change; the store decides which file they are in."""
    return tables


def from_2_to_3(tables: Tables) -> Tables:
    """The records do not change; an unknown offset stays unknown."""
    return tables


def from_3_to_4(tables: Tables) -> Tables:
    """The records stay as they are; an answer that was not asked for is not made up."""
    return tables


STEPS: Mapping[int, Callable[[Tables], Tables]] = {
    1: from_1_to_2,
    2: from_2_to_3,
    3: from_3_to_4,
}


def migrated(tables: Tables, version: int, wanted: int) -> Tables:
    """`tables` of schema version `version`, converted to the version `wanted`."""
    for step in range(version, wanted):
        tables = STEPS[step](tables)
    return tables
