"""From each schema version of the log to the next, one step at a time.

Version 1 kept everything in one file, `log.json`. Version 2 keeps one file per year in `log/`, each
under a checksum; the records themselves are the same. Version 3 keeps with each record how many
minutes east of UTC the user's clock was. For what was told before, nobody knows it any more: those
records stay without, and are dated by the sessions around them as before
(`coach/evidence/moments.py`).

A step takes the tables of one file, without their meta, and gives them as the next version has
them. It changes nothing on disk: a log of an older version is read through these steps for as long
as nothing is written, and the first write brings the files up to date after a backup of all of
them. Each step has a stored sample of its version in `tests/store/samples`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Tables = dict[str, dict[str, Any]]


def from_1_to_2(tables: Tables) -> Tables:
    """The records stay as they are; which file they stand in is up to the store."""
    return tables


def from_2_to_3(tables: Tables) -> Tables:
    """The records stay as they are; an offset that is not known is not made up."""
    return tables


STEPS: Mapping[int, Callable[[Tables], Tables]] = {1: from_1_to_2, 2: from_2_to_3}


def migrated(tables: Tables, version: int, wanted: int) -> Tables:
    """`tables` of schema `version` as the version `wanted` has them."""
    for step in range(version, wanted):
        tables = STEPS[step](tables)
    return tables
