"""Opening About you: first whether anything about the user's health is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.model.screening_questions import Lock
from backcoach.journeys.asking.prompts import ShowProfile
from backcoach.journeys.safety import keep_answers

if TYPE_CHECKING:
    from backcoach.journeys.asking.answers import ScreeningAnswers
    from backcoach.journeys.asking.front import Front


async def about_you_after(front: Front, answers: ScreeningAnswers | None) -> None:
    """Keep the answers to the pages that come first, then show About you.

    It is not shown when the user turned back, nor when the answers lock sessions: then Today says
    what to do.
    """
    if answers is None or not await keep_answers(front, answers):
        return
    if front.practice.safety.lock() is not Lock.NONE:
        front.show_today()
        return
    await front.ask(ShowProfile())
