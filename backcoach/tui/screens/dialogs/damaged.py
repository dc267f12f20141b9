"""The dialog for a damaged log: the file, the newest good backup, and a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from backcoach.journeys.damaged import restored
from backcoach.tui.screens.base import CoachScreen

if TYPE_CHECKING:
    from backcoach.care import Offer


RESTORED = -1
"""The result with which the application ends when it can be opened again."""


class DamagedScreen(CoachScreen[None]):
    """Takes the place of Today until the log can be read again. Changes nothing by itself."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self._offer = offer

    def on_mount(self) -> None:
        """Show the question."""
        self.ask()

    @work
    async def ask(self) -> None:
        """Restore the backup, after which the coach opens again, or close and change nothing."""
        self.app.exit(RESTORED if await restored(self.coach, self._offer) else 0)
