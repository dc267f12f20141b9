"""The safety questions, what locks the coach, and the way out of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.safety.screening import TICKS, Due
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.practice import Practice
    from backcoach.tui.coach import Coach


def questions_first(practice: Practice) -> bool:
    """The safety questions come before anything else.

    While the coach is locked its text comes first: nobody is asked again at once after being told
    to get help. Somebody who never answered is asked all the same.
    """
    due = practice.person.screening_due()
    return due is Due.FIRST or (due is not None and practice.person.lock() is Lock.NONE)


async def answer_if_due(app: Coach) -> bool:
    """Ask the safety questions where they come first. False when the user turned back."""
    return not questions_first(app.practice) or await answer_questions(app)


async def answer_questions(app: Coach) -> bool:
    """Ask the safety questions and keep the answers. False when there are none to keep."""
    from backcoach.tui.screens.questions.screening import ScreeningScreen

    yes = await app.push_screen_wait(ScreeningScreen(app.practice.person.screening_due()))
    if yes is None:
        return False
    try:
        app.practice.person.keep_screening(yes)
    except StoreError as error:
        app.warn(str(error))
        return False
    await offer_profile(app)
    return True


async def offer_profile(app: Coach) -> None:
    """Ask somebody new about themselves, the first time nothing keeps them from a session.

    It may be left as it is, and is not asked again: a key leads there any time.
    """
    from backcoach.tui.screens.questions.profile import ProfileScreen

    practice = app.practice
    earlier = practice.book.log.all.screenings[:-1]
    through = any(each.outcome is Lock.NONE for each in earlier)
    is_new = practice.person.profile is None and not practice.book.log.all.sessions and not through
    if is_new and practice.person.lock() is Lock.NONE:
        await app.push_screen_wait(ProfileScreen(first=True))


async def lift_lock(app: Coach) -> None:
    """The one way out of the present lock: the questions again, or a tick after a question."""
    practice = app.practice
    lock = practice.person.lock()
    kind = TICKS.get(lock)
    if questions_first(practice) or kind is None:
        await answer_questions(app)
        return
    if not await _ticked(app, lock):
        return
    try:
        practice.person.clear(kind)
    except StoreError as error:
        app.warn(str(error))
        return
    app.notify("Kept with today’s date.", timeout=5)
    if questions_first(practice):
        await answer_questions(app)
    else:
        await offer_profile(app)


async def _ticked(app: Coach, lock: Lock) -> bool:
    """Whether the user says yes to the question that comes before the tick."""
    from backcoach.tui.screens.dialogs.choice import ChoiceDialog

    way_out = app.practice.book.catalogue.safety.screening.way_out(lock)
    if way_out is None:
        return False
    options = [("not_yet", "Not yet"), ("yes", way_out.button)]
    return await app.push_screen_wait(ChoiceDialog(way_out.ask, options)) == "yes"
