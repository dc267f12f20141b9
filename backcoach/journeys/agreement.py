"""Asking whether a clinician still agrees to exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.model.screening_questions import ClearanceKind
from backcoach.coach.words.session_words import sentence
from backcoach.journeys.asking.marking import YOU_MARKED, listed
from backcoach.journeys.asking.prompts import Choose, Listing
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.journeys.asking.front import Front

NOT_YET = "not_yet"


async def renew_agreement(front: Front) -> bool:
    """Ask whether a clinician still agrees; without a yes sessions stay locked."""
    marked = front.practice.safety.words_of_marks()
    answer = await still_agreed(front, listed(YOU_MARKED, marked))
    if answer in (None, NOT_YET):
        return False
    try:
        front.practice.safety.clear(ClearanceKind(answer))
    except StoreError as error:
        front.warn(str(error))
        return False
    return True


async def still_agreed(front: Front, about: str | Listing) -> str | None:
    """The answer to whether a clinician still agrees: `NOT_YET`, the kind of a yes, or None.

    `about` says what this is about.
    """
    questions = front.practice.book.catalogue.safety.screening
    answers = questions.ways_out.clinician.answers
    options = [(each.clears or NOT_YET, each.text) for each in answers]
    return await front.ask(Choose(questions.agreed_ask, options, about, careful=True))


async def renew_ticks(front: Front) -> bool:
    """Ask about what was ticked in About you; without a yes the ticks are taken away."""
    practice = front.practice
    tags, known = practice.safety.outdated_ticks(), practice.book.catalogue.programme.tags
    about = listed("You said that a clinician agrees:", (sentence(known[tag].ask) for tag in tags))
    answer = await still_agreed(front, about)
    if answer is None:
        return False
    try:
        if answer == NOT_YET:
            practice.safety.untick(tags)
        else:
            practice.safety.clear(ClearanceKind(answer))
    except StoreError as error:
        front.warn(str(error))
        return False
    return True
