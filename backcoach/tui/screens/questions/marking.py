"""Lists of warning signs to mark."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from backcoach.tui.screens.base import key_presses
from backcoach.tui.widgets.mark_list import MarkList

if TYPE_CHECKING:
    from backcoach.tui.coach import Coach


def mark_list(
    coach: Coach,
    lines: Sequence[tuple[str, str]],
    *,
    none: str = "",
    back: str = "",
    marked: Collection[str] = (),
) -> MarkList:
    """A list of `lines` (id, text) to mark, which uses the clock of the coach."""
    return MarkList(
        lines,
        presses=key_presses(coach),
        none=none,
        back=back,
        marked=marked,
    )
