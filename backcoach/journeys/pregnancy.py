"""Asking about a pregnancy: which week it is, and whether it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.model.screening_questions import FollowUpKind, Lock
from backcoach.journeys.agreement import NOT_YET, still_agreed
from backcoach.journeys.asking.prompts import Choose, Enter
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.journeys.asking.front import Front


async def ask_about_pregnancy(front: Front) -> bool:
    """Ask whether the user is still pregnant, and about which week. False when they turned back.

    Where a clinician had agreed to exercise, they are asked whether that still holds; without a yes
    sessions are locked.
    """
    practice = front.practice
    asked = practice.book.catalogue.safety.asking.pregnancy
    week = practice.safety.pregnancy_week()
    ask = asked.ask_unsaid if week is None else asked.ask.format(week=week)
    options = [
        ("yes", asked.yes),
        ("change", asked.change),
        ("birth", asked.birth),
        ("ended", asked.ended),
    ]
    answer = await front.ask(Choose(ask, options, careful=True))
    try:
        if answer == "yes":
            return await _goes_on(front, week)
        if answer == "change":
            new_week = await _week(front)
            week = int(new_week) if new_week else None
            return new_week is not None and await _goes_on(front, week)
        if answer == "ended":
            practice.safety.end_pregnancy(None)
        elif answer == "birth":
            question = practice.book.catalogue.safety.screening.question("gave_birth")
            words = "" if question is None or question.follow_up is None else question.follow_up.ask
            day = await front.ask(Enter(FollowUpKind.DATE, words))
            if day is None:
                return False
            practice.safety.end_pregnancy(day)
    except StoreError as error:
        front.warn(str(error))
        return False
    return answer is not None and practice.safety.lock() is Lock.NONE


async def _goes_on(front: Front, week: int | None) -> bool:
    """Keep that the user is pregnant in that week, and whether a clinician still agrees."""
    safety, agreed = front.practice.safety, True
    if safety.was_agreed_in_pregnancy():
        answer = await still_agreed(front, "")
        if answer is None:
            return False
        agreed = answer != NOT_YET
    safety.keep_pregnancy(week, agreed=agreed)
    return agreed


async def ask_the_week(front: Front) -> bool:
    """Ask for the week; where the question is left open it counts as not said."""
    week = await _week(front)
    try:
        front.practice.safety.keep_pregnancy(int(week) if week else None)
    except StoreError as error:
        front.warn(str(error))
        return False
    return True


async def _week(front: Front) -> str | None:
    """The week as it was typed; empty where the user would rather not say, None for no answer."""
    question = front.practice.book.catalogue.safety.screening.question("pregnant")
    if question is None or question.follow_up is None:
        return None
    asked = question.follow_up
    return await front.ask(Enter(asked.kind, asked.ask, asked.unsaid))
