"""What is asked again after some time, while nothing is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.safety.screening import WORSENING
from backcoach.journeys.agreement import renew_ticks
from backcoach.journeys.asking.marking import YOU_MARKED, listed
from backcoach.journeys.asking.prompts import Choose, ShowAdvice
from backcoach.journeys.pregnancy import ask_about_pregnancy
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.journeys.asking.front import Front
    from backcoach.practice import Practice


def is_asked_again(practice: Practice) -> bool:
    """Whether anything is to be asked again while nothing is locked."""
    safety = practice.safety
    return bool(safety.outdated_ticks()) or safety.worsening_due() or safety.pregnancy_due()


async def ask_again(front: Front) -> bool:
    """Ask again what is due, one question after the other. False when the user turned back."""
    safety = front.practice.safety
    if safety.outdated_ticks() and not await renew_ticks(front):
        return False
    if safety.worsening_due() and not await _ask_about_worsening(front):
        return False
    return not safety.pregnancy_due() or await ask_about_pregnancy(front)


async def _ask_about_worsening(front: Front) -> bool:
    """Ask whether it still gets worse; then it is worth a look, and stands on Today."""
    safety = front.practice.book.catalogue.safety
    asked = safety.asking.worsening
    options = [("yes", asked.yes), ("no", asked.no)]
    marked = listed(YOU_MARKED, filter(None, [safety.words(WORSENING)]))
    answer = await front.ask(Choose(asked.ask, options, marked, chosen=False))
    if answer is None:
        return False
    try:
        front.practice.safety.keep_worsening(worse=answer == "yes")
    except StoreError as error:
        front.warn(str(error))
        return False
    if answer == "yes":
        await front.ask(ShowAdvice(safety.worth_a_look, ""))
    return True
