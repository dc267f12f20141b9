"""What `backcoach restore` without a file and `backcoach doctor` print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from backcoach import care
from backcoach.cli.check import Check, State
from backcoach.paths import Places

if TYPE_CHECKING:
    from rich.console import RenderableType

    from backcoach.cli.documents import Document


def backups_table(places: Places) -> RenderableType:
    """The backups, the latest first, and how to get one back."""
    from rich.console import Group
    from rich.text import Text

    from backcoach.report.layout import plain_table

    found = care.backups(places.data)
    if not found:
        return Text("No backups yet. The first is made on the second day you use backcoach.")
    table = plain_table("Backup", "Holds", "KB", right=("KB",))
    for backup in found:
        size = f"{max(1, backup.size // 1024):,}"
        table.add_row(Text(backup.path.name), Text(care.counted(backup.counts)), Text(size))
    return Group(
        Text(f"In {care.folder_of(places)}:"),
        Text(),
        table,
        Text(),
        Text("See what one would change: backcoach restore NAME"),
    )


_MARKS = {State.OK: "✓", State.LOOK: "·", State.WRONG: "!"}


def check_up_table(checks: Sequence[Check]) -> RenderableType:
    """One row a check, what to do beneath what was found."""
    from rich.console import Group
    from rich.text import Text

    from backcoach.report.layout import plain_table, stacked

    table = plain_table("", "", "Found, and what to do")
    for check in checks:
        to_do = f"→ {check.to_do}" if check.to_do else ""
        table.add_row(Text(_MARKS[check.state]), Text(check.name), stacked(check.found, to_do))
    wrong = sum(not check.well for check in checks)
    words = f"{wrong} to put right (marked !)." if wrong else "All is well."
    return Group(table, Text(), Text(words))


def check_up_document(checks: Sequence[Check]) -> Document:
    """`backcoach doctor --json`."""
    return {
        "well": all(check.well for check in checks),
        "checks": [
            {
                "name": check.name,
                "state": check.state.value,
                "found": check.found,
                "to_do": check.to_do,
            }
            for check in checks
        ],
    }
