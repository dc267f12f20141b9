"""What is asked again after some time, while nothing is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.safety.screening import WORSENING
from backcoach.store import StoreError
from backcoach.tui.flows.agreement import renew_ticks
from backcoach.tui.flows.pregnancy import ask_about_pregnancy

if TYPE_CHECKING:
    from backcoach.practice import Practice
    from backcoach.tui.coach import Coach


def is_asked_again(practice: Practice) -> bool:
    """Whether anything is to be asked again while nothing is locked."""
    safety = practice.safety
    return bool(safety.outdated_ticks()) or safety.worsening_due() or safety.pregnancy_due()


async def ask_again(app: Coach) -> bool:
    """Ask again what is due, one question after the other. False when the user turned back."""
    safety = app.practice.safety
    if safety.outdated_ticks() and not await renew_ticks(app):
        return False
    if safety.worsening_due() and not await _ask_about_worsening(app):
        return False
    return not safety.pregnancy_due() or await ask_about_pregnancy(app)


async def _ask_about_worsening(app: Coach) -> bool:
    """Ask whether it still gets worse; then it is worth a look, and stands on Today."""
    from backcoach.tui.screens.dialogs.advice import AdviceDialog
    from backcoach.tui.screens.dialogs.choice import ChoiceDialog
    from backcoach.tui.screens.questions.marking import YOU_MARKED, listed

    safety = app.practice.book.catalogue.safety
    asked = safety.asking.worsening
    options = [("yes", asked.yes), ("no", asked.no)]
    marked = listed(YOU_MARKED, filter(None, [safety.words(WORSENING)]))
    answer = await app.push_screen_wait(ChoiceDialog(asked.ask, options, marked, chosen=False))
    if answer is None:
        return False
    try:
        app.practice.safety.keep_worsening(worse=answer == "yes")
    except StoreError as error:
        app.warn(str(error))
        return False
    if answer == "yes":
        await app.push_screen_wait(AdviceDialog(safety.worth_a_look, ""))
    return True
