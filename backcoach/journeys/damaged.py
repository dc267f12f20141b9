"""A damaged log: the file, the newest good backup, and whether to get that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach import care
from backcoach.coach.words.session_words import cut_off_words
from backcoach.journeys.asking.prompts import Choose
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.care import Offer
    from backcoach.journeys.asking.front import Front


async def restored(front: Front, offer: Offer) -> bool:
    """Restore the backup and return True, or change nothing and return False."""
    damage = offer.damage
    problem = "" if damage is None else f"{damage.path.name}: {damage.short_problem}.\n\n"
    more = (
        f"{problem}The newest good backup, {offer.path.name}, holds"
        f" {care.held(offer.log)}. What is damaged is kept beside it, whatever you choose."
    )
    practice = front.practice
    waiting = practice.unfinished.waiting()
    if waiting is not None:
        more += (
            "\n\nA session that was cut off is kept apart, and asked about afterwards."
            f" {cut_off_words(waiting, None)}"
        )
    options = [("restore", "Get this backup back"), ("close", "Change nothing and close")]
    if practice.book.read_only:
        options = options[1:]
    while await front.ask(Choose("Your log can’t be read", options, more)) == "restore":
        try:
            care.take_over(practice.book.places, offer)
            practice.book.log.reload()
            _ = practice.book.log.recent
        except StoreError as error:
            front.warn(str(error))
            continue
        return True
    return False
