"""Asking whether a clinician still agrees to exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.model.screening_questions import ClearanceKind
from backcoach.coach.words.session_words import sentence
from backcoach.store import StoreError

if TYPE_CHECKING:
    from rich.console import Group

    from backcoach.tui.coach import Coach

NOT_YET = "not_yet"


async def renew_agreement(app: Coach) -> bool:
    """Ask whether a clinician still agrees; without a yes sessions stay locked."""
    from backcoach.tui.screens.questions.marking import YOU_MARKED, listed

    marked = app.practice.safety.words_of_marks()
    answer = await still_agreed(app, listed(YOU_MARKED, marked))
    if answer in (None, NOT_YET):
        return False
    try:
        app.practice.safety.clear(ClearanceKind(answer))
    except StoreError as error:
        app.warn(str(error))
        return False
    return True


async def still_agreed(app: Coach, about: str | Group) -> str | None:
    """The answer to whether a clinician still agrees: `NOT_YET`, the kind of a yes, or None.

    `about` says what this is about.
    """
    from backcoach.tui.screens.dialogs.choice import ChoiceDialog

    questions = app.practice.book.catalogue.safety.screening
    answers = questions.ways_out.clinician.answers
    options = [(each.clears or NOT_YET, each.text) for each in answers]
    return await app.push_screen_wait(
        ChoiceDialog(questions.agreed_ask, options, about, careful=True)
    )


async def renew_ticks(app: Coach) -> bool:
    """Ask about what was ticked in About you; without a yes the ticks are taken away."""
    from backcoach.tui.screens.questions.marking import listed

    practice = app.practice
    tags, known = practice.safety.outdated_ticks(), practice.book.catalogue.programme.tags
    about = listed("You said that a clinician agrees:", (sentence(known[tag].ask) for tag in tags))
    answer = await still_agreed(app, about)
    if answer is None:
        return False
    try:
        if answer == NOT_YET:
            practice.safety.untick(tags)
        else:
            practice.safety.clear(ClearanceKind(answer))
    except StoreError as error:
        app.warn(str(error))
        return False
    return True
