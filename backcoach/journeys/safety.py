"""The safety questions, what locks the coach, and the way out of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.model.screening_questions import ClearanceKind, Lock
from backcoach.coach.safety.conditions import AFTER_ILLNESS
from backcoach.coach.safety.screening import Due, advice_of
from backcoach.journeys.agreement import NOT_YET, renew_agreement
from backcoach.journeys.asked_again import ask_again, is_asked_again
from backcoach.journeys.asking.marking import YOU_MARKED, listed
from backcoach.journeys.asking.prompts import AskScreening, Choose, ShowAdvice, ShowProfile
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.journeys.asking.answers import ScreeningAnswers
    from backcoach.journeys.asking.front import Front
    from backcoach.practice import Practice


def questions_first(practice: Practice) -> bool:
    """The safety questions come before anything else.

    While the coach is locked its text comes first: nobody is asked again at once after being told
    to get help. Somebody who never answered is asked all the same.
    """
    due = practice.safety.screening_due()
    if due is Due.FIRST and not practice.safety.screened_at_all():
        return True
    return due is not None and practice.safety.lock() is Lock.NONE


async def answer_if_due(front: Front) -> bool:
    """Ask what comes before anything else. False when the user turned back."""
    if front.practice.safety.agreement_is_outdated() and not await renew_agreement(front):
        return False
    if questions_first(front.practice) and not await answer_questions(front):
        return False
    return front.practice.safety.lock() is not Lock.NONE or await ask_again(front)


def asks_first(practice: Practice) -> bool:
    """Whether anything is to be asked about the health of the user before a session."""
    safety = practice.safety
    return (
        questions_first(practice)
        or safety.agreement_is_outdated()
        or (safety.lock() is Lock.NONE and is_asked_again(practice))
    )


async def answer_questions(front: Front, *, after_illness: bool = False) -> bool:
    """Ask the safety questions and keep the answers. False when there are none to keep.

    `after_illness` is kept with them: the first session is a short one then.
    """
    answers = await front.ask(AskScreening(front.practice.safety.screening_due()))
    if answers is None:
        return False
    if after_illness:
        answers.follow_ups[AFTER_ILLNESS] = "yes"
    if not await keep_answers(front, answers):
        return False
    await offer_profile(front)
    return True


async def keep_answers(front: Front, answers: ScreeningAnswers) -> bool:
    """Keep answers to the safety questions, and say what is worth knowing after them.

    False when they could not be kept.
    """
    if not _kept(front, answers):
        return False
    await _advise(front, answers)
    return True


def _kept(front: Front, answers: ScreeningAnswers) -> bool:
    try:
        front.practice.safety.keep_screening(answers.yes, answers.groups, answers.follow_ups)
    except StoreError as error:
        front.warn(str(error))
        return False
    return True


async def _advise(front: Front, answers: ScreeningAnswers) -> None:
    """What is worth knowing after some answers, unless something more serious is said first."""
    safety = front.practice.book.catalogue.safety
    if front.practice.safety.lock() is not Lock.NONE:
        return
    for name in advice_of(answers.yes, safety.screening):
        await front.ask(ShowAdvice(safety.advice_after(name), ""))


async def offer_profile(front: Front) -> None:
    """Ask somebody new about themselves, the first time nothing keeps them from a session.

    It may be left as it is, and is not asked again: a key leads there any time.
    """
    practice = front.practice
    earlier = practice.book.log.all.screenings[:-1]
    through = any(each.outcome is Lock.NONE for each in earlier)
    is_new = (
        not practice.book.log.all.profiles and not practice.book.log.all.sessions and not through
    )
    if is_new and practice.safety.lock() is Lock.NONE:
        await front.ask(ShowProfile(first=True))


async def ask_if_seen(front: Front) -> bool:
    """Ask, where pain is high, if a clinician has seen the user. False when they turned back."""
    practice = front.practice
    if not practice.standing.now().asks_if_seen:
        return True
    asked = practice.book.catalogue.safety.asking.seen
    options = [(NOT_YET, asked.not_yet), ("yes", asked.yes), ("agreed", asked.agreed)]
    answer = await front.ask(Choose(asked.ask, options, careful=True))
    if answer is None:
        return False
    try:
        practice.safety.keep_seen(seen=answer != NOT_YET, agreed=answer == "agreed")
    except StoreError as error:
        front.warn(str(error))
        return False
    return True


# The way out of a lock


async def lift_lock(front: Front) -> None:
    """Ask what opens the present lock; the first answer, where the cursor starts, leaves it."""
    practice = front.practice
    lock = practice.safety.lock()
    if questions_first(practice):
        await answer_questions(front)
        return
    if practice.safety.agreement_is_outdated():
        await renew_agreement(front)
        return
    kind = await _answer(front, lock)
    if kind is None:
        return
    if kind is ClearanceKind.SEEN_OK and not await _nothing_since_seen(front):
        return
    if kind is ClearanceKind.MISTAKE and not await _all_by_mistake(front):
        return
    try:
        practice.safety.clear(kind)
    except StoreError as error:
        front.warn(str(error))
        return
    front.tell("Kept with today’s date.", seconds=5)
    if kind is ClearanceKind.MATERNITY_OK:
        from backcoach.journeys.pregnancy import ask_the_week

        await ask_the_week(front)
    if questions_first(practice):
        await answer_questions(front)
    else:
        await offer_profile(front)


async def _answer(front: Front, lock: Lock) -> ClearanceKind | None:
    """What the user says about the lock; None where it stays."""
    practice = front.practice
    way_out = practice.book.catalogue.safety.screening.way_out(lock)
    if way_out is None:
        return None
    marked = practice.safety.words_of_marks()
    more = listed(YOU_MARKED, marked) if marked else ""
    options = [(each.clears or NOT_YET, each.text) for each in way_out.answers]
    answer = await front.ask(Choose(way_out.ask, options, more, careful=True))
    return None if answer in (None, NOT_YET) else ClearanceKind(answer)


async def _nothing_since_seen(front: Front) -> bool:
    """Ask the emergency signs again; whatever is marked is kept and locks anew."""
    answers = await front.ask(AskScreening(since_seen=True))
    if answers is None:
        return False
    if not answers.yes:
        return True
    _kept(front, answers)
    return False


async def _all_by_mistake(front: Front) -> bool:
    """Ask about each mark alone; only where none is true was it a mistake."""
    questions = front.practice.book.catalogue.safety.screening
    marked = front.practice.safety.words_of_marks()
    for words in marked:
        options = [("yes", questions.is_true), ("no", questions.not_true)]
        dialog = Choose(questions.is_it_true, options, words, careful=True)
        if await front.ask(dialog) != "no":
            return False
    return bool(marked)
