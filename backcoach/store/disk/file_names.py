"""The names of the files that a log consists of, in the data folder and in a backup."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

MANIFEST = "manifest.json"
"""What a backup says about itself."""

UNDER_WAY = "restoring.zip"
"""In the data folder while a restore, or an import into several years, is in progress."""

_MEMBER = re.compile(r"log\.json|log/[0-9]{4}\.json")


def year_name(log: Path, name: str) -> str:
    """The proper name of the year file that is called `name` in the folder `log`; empty for others.

    Where the file system ignores case, "2026.JSON" is a year file too.
    """
    usual = name.lower()
    if not _MEMBER.fullmatch(f"log/{usual}"):
        return ""
    if usual != name:
        with suppress(OSError):
            return usual if (log / usual).samefile(log / name) else ""
        return ""
    return name


def is_member(name: str) -> bool:
    """Whether a backup may have a member called `name`."""
    return name == MANIFEST or _MEMBER.fullmatch(name) is not None
