"""What follows the marks of a check-in: the questions about them, and all answers together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.safety.leg import LegAnswer
from backcoach.coach.safety.outcomes import lock_of
from backcoach.coach.safety.signs import Shown
from backcoach.journeys.asking.answers import CheckInAnswers
from backcoach.journeys.asking.marking import also_lying, is_right, leg_answer, option_of

if TYPE_CHECKING:
    from backcoach.coach.model.records import Energy
    from backcoach.coach.safety.signs import Symptom
    from backcoach.journeys.asking.front import Front

TITLE = "Before you start"
HOW_MUCH = "How much does your back hurt right now?"
UP, ENERGY = "Got up", "Sleep and energy"
UNDER_AN_HOUR, LONGER = "under_an_hour", "longer"
UP_ANSWERS = ((UNDER_AN_HOUR, "under an hour ago"), (LONGER, "longer ago"))


def minutes_up(front: Front, answer: str | None) -> int | None:
    """The least number of minutes since getting up; None without an answer.

    It is 0 for "under an hour".
    """
    hour = front.practice.book.catalogue.programme.readiness.first_hour_minutes
    return None if answer is None else 0 if answer == UNDER_AN_HOUR else hour


async def after_marks(
    front: Front,
    rows: Sequence[Symptom],
    marked: Collection[str],
    pain: int,
    *,
    up: str | None,
    energy: Energy | None,
) -> CheckInAnswers | None:
    """Ask the follow-up questions of the `marked` rows, then return all answers.

    Marks that lock sessions have to be confirmed first. None where the user turned back to the
    list.
    """
    signs = [each for each in rows if each.id in marked]
    answers = {each.id: await option_of(front, each) for each in signs}
    await also_lying(front, answers)
    safety = front.practice.book.catalogue.safety
    leg = None
    if _asks_about_leg(front, answers):
        leg = await leg_answer(front)
        if leg is None:
            return None
        if leg is LegAnswer.WORSE:
            worse = safety.symptom(safety.leg.worse_asks)
            answers[worse.id] = await option_of(front, worse)
    also_asked = tuple(each.id for each in rows if each.when is not Shown.ALWAYS)
    locks = front.practice.sessions.answered(pain, answers).outcome
    words = [safety.symptom(each).words(option) for each, option in answers.items()]
    if lock_of(locks) is not Lock.NONE and not await is_right(front, words):
        return None
    return CheckInAnswers(pain, answers, minutes_up(front, up), energy, also_asked, leg)


def _asks_about_leg(front: Front, answers: Collection[str]) -> bool:
    """Whether to ask about a leg that has had pain.

    Not if it was marked just now, nor in a rehearsal.
    """
    worse = front.practice.book.catalogue.safety.leg.worse_asks
    has_trouble = front.practice.person.conditions.leg is not None
    return has_trouble and worse not in answers and front.speed == 1
