"""Asking about a pregnancy: which week it is, and whether it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.model.screening_questions import FollowUpKind, Lock
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.tui.coach import Coach


async def ask_about_pregnancy(app: Coach) -> bool:
    """Ask whether the user is still pregnant, and about which week. False when they turned back."""
    from backcoach.tui.screens.dialogs.choice import ChoiceDialog
    from backcoach.tui.screens.questions.entry import EntryDialog

    practice = app.practice
    asked = practice.book.catalogue.safety.asking.pregnancy
    week = practice.person.pregnancy_week()
    ask = asked.ask_unsaid if week is None else asked.ask.format(week=week)
    options = [
        ("yes", asked.yes),
        ("change", asked.change),
        ("birth", asked.birth),
        ("ended", asked.ended),
    ]
    answer = await app.push_screen_wait(ChoiceDialog(ask, options))
    try:
        if answer == "yes":
            practice.person.keep_pregnancy(week)
        elif answer == "change":
            return await ask_the_week(app)
        elif answer == "ended":
            practice.person.end_pregnancy(None)
        elif answer == "birth":
            question = practice.book.catalogue.safety.screening.question("gave_birth")
            words = "" if question is None or question.follow_up is None else question.follow_up.ask
            day = await app.push_screen_wait(EntryDialog(FollowUpKind.DATE, words))
            if day is None:
                return False
            practice.person.end_pregnancy(day)
    except StoreError as error:
        app.warn(str(error))
        return False
    return answer is not None and practice.person.lock() is Lock.NONE


async def ask_the_week(app: Coach) -> bool:
    """Ask for the week; where the question is left open it counts as not said."""
    from backcoach.tui.screens.questions.entry import EntryDialog

    practice = app.practice
    question = practice.book.catalogue.safety.screening.question("pregnant")
    if question is None or question.follow_up is None:
        return False
    asked = question.follow_up
    said = await app.push_screen_wait(EntryDialog(asked.kind, asked.ask, asked.unsaid))
    try:
        practice.person.keep_pregnancy(int(said) if said else None)
    except StoreError as error:
        app.warn(str(error))
        return False
    return True
