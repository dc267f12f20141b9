"""The page with the user's profile."""

from __future__ import annotations

from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from backcoach.coach.model.formatting import day_words
from backcoach.coach.model.profile import Profile
from backcoach.coach.model.programme import Programme
from backcoach.coach.words.profile_words import parts
from backcoach.legible import one_line
from backcoach.report.layout import heading

CHANGE = "Change it on the screen About you (y), or with: backcoach profile --set NAME=VALUE"


def profile_page(profile: Profile, said_on: date | None, programme: Programme) -> Group:
    """Every part of a profile; `said_on` is its local day, None without a profile."""
    when = (
        "Nothing said yet; this is what the coach goes by."
        if said_on is None
        else f"As you said on {day_words(said_on)}."
    )
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for row in parts(profile, programme):
        grid.add_row(Text(row.label, style="dim"), Text(one_line(row.said)))
    blocks: list[RenderableType] = [heading("About you"), Text(when), Text(), grid]
    return Group(*blocks, Text(), Text(CHANGE))
