"""Asking about a pregnancy: which week it is, and whether it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.model.screening_questions import FollowUpKind, Lock
from backcoach.store import StoreError
from backcoach.tui.flows.agreement import NOT_YET, still_agreed
from backcoach.tui.screens.questions.entry import EntryDialog

if TYPE_CHECKING:
    from backcoach.tui.coach import Coach


async def ask_about_pregnancy(app: Coach) -> bool:
    """Ask whether the user is still pregnant, and about which week. False when they turned back.

    Where a clinician had agreed to exercise, they are asked whether that still holds; without a yes
    sessions are locked.
    """
    from backcoach.tui.screens.dialogs.choice import ChoiceDialog

    practice = app.practice
    asked = practice.book.catalogue.safety.asking.pregnancy
    week = practice.safety.pregnancy_week()
    ask = asked.ask_unsaid if week is None else asked.ask.format(week=week)
    options = [
        ("yes", asked.yes),
        ("change", asked.change),
        ("birth", asked.birth),
        ("ended", asked.ended),
    ]
    answer = await app.push_screen_wait(ChoiceDialog(ask, options, careful=True))
    try:
        if answer == "yes":
            return await _goes_on(app, week)
        if answer == "change":
            new_week = await _week(app)
            return new_week is not None and await _goes_on(app, int(new_week) if new_week else None)
        if answer == "ended":
            practice.safety.end_pregnancy(None)
        elif answer == "birth":
            question = practice.book.catalogue.safety.screening.question("gave_birth")
            words = "" if question is None or question.follow_up is None else question.follow_up.ask
            day = await app.push_screen_wait(EntryDialog(FollowUpKind.DATE, words))
            if day is None:
                return False
            practice.safety.end_pregnancy(day)
    except StoreError as error:
        app.warn(str(error))
        return False
    return answer is not None and practice.safety.lock() is Lock.NONE


async def _goes_on(app: Coach, week: int | None) -> bool:
    """Keep that the user is pregnant in that week, and whether a clinician still agrees."""
    safety, agreed = app.practice.safety, True
    if safety.was_agreed_in_pregnancy():
        answer = await still_agreed(app, "")
        if answer is None:
            return False
        agreed = answer != NOT_YET
    safety.keep_pregnancy(week, agreed=agreed)
    return agreed


async def ask_the_week(app: Coach) -> bool:
    """Ask for the week; where the question is left open it counts as not said."""
    week = await _week(app)
    try:
        app.practice.safety.keep_pregnancy(int(week) if week else None)
    except StoreError as error:
        app.warn(str(error))
        return False
    return True


async def _week(app: Coach) -> str | None:
    """The week as it was typed; empty where the user would rather not say, None for no answer."""
    question = app.practice.book.catalogue.safety.screening.question("pregnant")
    if question is None or question.follow_up is None:
        return None
    asked = question.follow_up
    return await app.push_screen_wait(EntryDialog(asked.kind, asked.ask, asked.unsaid))
