"""What was asked for on the command line."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Arguments(NamedTuple):
    """What the user asked for. `command` is empty for the coach itself."""

    command: str
    data_dir: str | None = None
    as_json: bool = False
    minutes: str | None = None
    speed: float = 1.0
    exercise: str | None = None
    pain: int | None = None
    usual: bool | None = None
    for_day: date | None = None
    slept: str | None = None
    minutes_up: int | None = None
    file: str = ""
    force: bool = False
    dry_run: bool = False
    differing: str | None = None
    changes: tuple[str, ...] = ()
    none_of_these: bool = False
    activities: tuple[tuple[str, int], ...] = ()
    people: int = 0
    weeks: int = 0
    seed: int = 0
    yes: bool = False
    add: bool = False
    set_back: float | None = None
