"""The choice after a session was cut off: resume it, store what was done, or delete it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.words.session_words import cut_off_words
from backcoach.journeys.asking.prompts import Choose
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.journeys.asking.front import Front
    from backcoach.practice.unfinished import Unfinished

GO_ON, KEEP, DISCARD = "go_on", "keep", "discard"


async def answer_unfinished(front: Front) -> bool:
    """Ask about a session that was cut off, if there is one; whether a new one may begin.

    Not while the question is put off, nor right after that session was gone on with, nor where
    nothing may be written.

    """
    practice = front.practice
    if front.warn_if_read_only():
        # Somebody else has the coach open: the journal may be of a session that runs right now.
        return False
    try:
        found = practice.unfinished.found()
    except StoreError as error:
        front.warn(str(error))
        return True
    if found is None:
        practice.unfinished.tidy()
        return True
    try:
        if found.is_over:
            practice.unfinished.keep(found)
            front.tell("Your last session had come to its end. It is stored now.")
            return True
        return await _answered(front, found)
    except StoreError as error:
        front.warn(str(error))
        return False


async def _answered(front: Front, found: Unfinished) -> bool:
    from backcoach.journeys.after_session import look_back
    from backcoach.journeys.follow import follow

    practice = front.practice
    options = [(KEEP, "Save it as a partial session"), (DISCARD, "Throw it away")]
    if found.session is not None and practice.safety.lock() is Lock.NONE:
        # What is most likely wanted comes first; after half a day that is no longer to go on.
        options.insert(1 if found.is_old else 0, (GO_ON, "Go on from exactly there"))
    step = None if found.session is None else found.session.player.position.step
    more = cut_off_words(found.record, step)
    if found.is_damaged:
        more += (
            "\n\nIts file was damaged. What could be read is offered; the file itself is kept among"
            " the backups."
        )
    while True:
        question = "A session was cut off"
        answer = await front.ask(Choose(question, options, more))
        if answer == GO_ON and found.session is not None:
            await follow(front, found.session, cut_off=True)
            return False
        if answer == KEEP:
            await look_back(front, practice.unfinished.keep(found))
            return True
        if answer == DISCARD and await _is_sure(front):
            practice.unfinished.throw_away(found)
            return True
        if answer is None:
            return False


async def _is_sure(front: Front) -> bool:

    options = [("no", "No, keep asking"), ("yes", "Yes, throw it away")]
    question = "Throw away what you did in that session?"
    more = "It can’t be brought back, and counts for nothing."
    return await front.ask(Choose(question, options, more)) == "yes"
