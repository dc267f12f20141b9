"""The questions that follow a mark in a list of warning signs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from backcoach.coach.safety.leg import LegAnswer
from backcoach.journeys.asking.prompts import Choose, Listing

if TYPE_CHECKING:
    from backcoach.coach.safety.signs import Symptom
    from backcoach.journeys.asking.answers import Signs
    from backcoach.journeys.asking.front import Front

YOU_MARKED = "You marked:"
RIGHT, BACK = "right", "back"


def listed(head: str, words: Iterable[str], tail: str = "") -> Listing:
    """A list of `words`, between the texts `head` and `tail`."""
    return Listing(head, tuple(words), tail)


async def is_right(front: Front, words: Iterable[str]) -> bool:
    """List the marks that lock sessions, and ask for confirmation."""
    asking = front.practice.book.catalogue.safety.asking
    options = [(RIGHT, asking.confirm_yes), (BACK, asking.confirm_back)]
    marked = listed("", words, asking.confirm)
    return await front.ask(Choose(YOU_MARKED, options, marked, careful=True)) == RIGHT


async def leg_answer(front: Front) -> LegAnswer | None:
    """Ask how the leg is. None without an answer; no answer is preselected."""
    asked = front.practice.book.catalogue.safety.leg
    words = (asked.gone, asked.better, asked.same, asked.worse)
    options = [(each.value, text) for each, text in zip(LegAnswer, words, strict=True)]
    answer = await front.ask(Choose(asked.ask, options, chosen=False))
    return None if answer is None else LegAnswer(answer)


async def also_lying(front: Front, answers: Signs) -> None:
    """Ask a pregnant user whether faintness came while lying on the back.

    No answer counts as a yes. A yes is added to `answers`, and says what to do at once.
    """
    asked = front.practice.book.catalogue.safety.lying
    if not front.practice.safety.is_pregnant or not set(asked.after).intersection(answers):
        return
    if await option_of(front, asked.sign) != "no":
        answers[asked.sign.id] = "yes"
        front.tell(asked.say, seconds=15)


async def option_of(front: Front, symptom: Symptom) -> str | None:
    """Ask the follow-up question of a marked sign. None if it has none, or without an answer.

    No answer is preselected, and the most serious one comes first.
    """
    if symptom.question is None:
        return None
    options = [(each.id, each.text) for each in symptom.options]
    return await front.ask(Choose(symptom.question, options, symptom.ask, chosen=False))
