"""A session from its first second to what comes after it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from backcoach.practice.sessions import LockedError
from backcoach.store import StoreError
from backcoach.tui.flows.after_session import look_back
from backcoach.tui.screens.places.today_words import NEW_DAY

if TYPE_CHECKING:
    from backcoach.coach.model.records import CheckIn
    from backcoach.coach.planning.plan import Plan
    from backcoach.open_session import OpenSession
    from backcoach.tui.coach import Coach


async def begin(app: Coach, plan: Plan, check_in: CheckIn) -> None:
    """Open a session of this plan and follow it, unless a day has ended since the `check_in`.

    A choice may be left open overnight: the new day has a session, and questions, of its own.
    """
    practice = app.practice
    if practice.book.day_of_entry(check_in) != practice.book.now().day:
        app.notify(NEW_DAY, markup=False)
        return
    if not await _is_ready(app, plan):
        return
    try:
        session = practice.sessions.open(plan, check_in, app.speed)
    except (StoreError, LockedError) as error:
        app.warn(str(error))
        return
    await follow(app, session)


async def _is_ready(app: Coach, plan: Plan) -> bool:
    """Before the first session, and when sound is made by something else, the check comes first.

    False when the user turned back.
    """
    sound = await app.new_sound()
    if sound is None:
        return True
    from backcoach.coach.words.get_ready_words import have_ready_words
    from backcoach.tui.screens.dialogs.ready import ReadyDialog

    if not await app.push_screen_wait(ReadyDialog(have_ready_words(plan))):
        return False
    book = app.practice.book
    app.remember(lambda: book.change_settings(replace(book.settings, sound_checked=sound)))
    return True


async def follow(app: Coach, session: OpenSession, *, cut_off: bool = False) -> None:
    """The session itself, on from where it was `cut_off` if it was, and what comes after it.

    After signs that need help at once nothing more is asked; History rates the session later.
    """
    from backcoach.tui.screens.session.session import SessionScreen

    record = await app.push_screen_wait(SessionScreen(session, cut_off=cut_off))
    if session.stopped is not None and await needs_help(app, session, session.stopped):
        return
    if record is not None:
        await look_back(app, record)


async def needs_help(app: Coach, session: OpenSession, signs: dict[str, str | None]) -> bool:
    """Keep the signs that ended a session and say what to do. Whether they lock sessions."""
    from backcoach.coach.model.screening_questions import Lock
    from backcoach.tui.screens.dialogs.advice import ENDED, AdviceDialog

    practice = app.practice
    outcome = practice.sessions.signs_outcome(signs)
    try:
        practice.sessions.keep_signs(session, signs)
    except StoreError as error:
        app.warn(str(error))
    advice = practice.book.catalogue.safety.advice(outcome)
    if advice is not None:
        await app.push_screen_wait(AdviceDialog(advice, ENDED))
    return outcome.lock is not Lock.NONE
