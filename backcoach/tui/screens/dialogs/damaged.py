"""The dialog for a damaged log: the file, the newest good backup, and a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from backcoach import care
from backcoach.coach.words.session_words import cut_off_words
from backcoach.store import StoreError
from backcoach.tui.screens.base import CoachScreen
from backcoach.tui.screens.dialogs.choice import ChoiceDialog

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
        offer = self._offer
        damage = offer.damage
        problem = "" if damage is None else f"{damage.path.name}: {damage.short_problem}.\n\n"
        more = (
            f"{problem}The newest good backup, {offer.path.name}, holds"
            f" {care.held(offer.log)}. What is damaged is kept beside it, whatever you choose."
        )
        waiting = self.practice.unfinished.waiting()
        if waiting is not None:
            more += (
                "\n\nA session that was cut off is kept apart, and asked about afterwards."
                f" {cut_off_words(waiting, None)}"
            )
        options = [("restore", "Get this backup back"), ("close", "Change nothing and close")]
        if self.practice.book.read_only:
            options = options[1:]
        question = "Your log can’t be read"
        answer = await self.app.push_screen_wait(ChoiceDialog(question, options, more))
        if answer != "restore":
            self.app.exit(0)
            return
        try:
            care.take_over(self.practice.book.places, offer)
            self.practice.book.log.reload()
            _ = self.practice.book.log.recent
        except StoreError as error:
            self.coach.warn(str(error))
            self.ask()
            return
        self.app.exit(RESTORED)
