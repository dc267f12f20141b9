"""A session from its first second to what comes after it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from backcoach.coach.words.get_ready_words import have_ready_words
from backcoach.journeys.after_session import look_back
from backcoach.journeys.asking.prompts import ENDED, CheckReady, RunSession, ShowAdvice
from backcoach.journeys.today_words import NEW_DAY
from backcoach.practice.sessions import LockedError
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.coach.model.records import CheckIn
    from backcoach.coach.planning.plan import Plan
    from backcoach.journeys.asking.front import Front
    from backcoach.open_session import OpenSession


async def begin(front: Front, plan: Plan, check_in: CheckIn) -> None:
    """Open a session of this plan and follow it, unless a day has ended since the `check_in`.

    A choice may be left open overnight: the new day has a session, and questions, of its own.
    """
    practice = front.practice
    if practice.book.day_of_entry(check_in) != practice.book.now().day:
        front.tell(NEW_DAY)
        return
    if not await _is_ready(front, plan):
        return
    try:
        session = practice.sessions.open(plan, check_in, front.speed)
    except (StoreError, LockedError) as error:
        front.warn(str(error))
        return
    await follow(front, session)


async def _is_ready(front: Front, plan: Plan) -> bool:
    """Before the first session, and when sound is made by something else, the check comes first.

    False when the user turned back.
    """
    sound = await front.new_sound()
    if sound is None:
        return True
    if not await front.ask(CheckReady(have_ready_words(plan))):
        return False
    book = front.practice.book
    front.remember(lambda: book.change_settings(replace(book.settings, sound_checked=sound)))
    return True


async def follow(front: Front, session: OpenSession, *, cut_off: bool = False) -> None:
    """The session itself, on from where it was `cut_off` if it was, and what comes after it.

    After signs that need help at once nothing more is asked; History rates the session later.
    """
    record = await front.ask(RunSession(session, cut_off=cut_off))
    if session.stopped is not None and await needs_help(front, session, session.stopped):
        return
    if record is not None:
        await look_back(front, record)


async def needs_help(front: Front, session: OpenSession, signs: dict[str, str | None]) -> bool:
    """Keep the signs that ended a session and say what to do. Whether they lock sessions."""
    from backcoach.coach.model.screening_questions import Lock

    practice = front.practice
    outcome = practice.sessions.signs_outcome(signs)
    try:
        practice.sessions.keep_signs(session, signs)
    except StoreError as error:
        front.warn(str(error))
    advice = practice.book.catalogue.safety.advice(outcome)
    if advice is not None:
        await front.ask(ShowAdvice(advice, ENDED))
    return outcome.lock is not Lock.NONE
