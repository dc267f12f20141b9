"""What follows the marks in the list of signs to stop at."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from backcoach.coach.model.screening_questions import Lock
from backcoach.journeys.asking.marking import also_lying, is_right, option_of

if TYPE_CHECKING:
    from backcoach.coach.safety.signs import Symptom
    from backcoach.journeys.asking.answers import Signs
    from backcoach.journeys.asking.front import Front


async def stop_signs_after_marks(
    front: Front, rows: Sequence[Symptom], marked: Collection[str]
) -> Signs | None:
    """Ask the questions that belong to the marks, and let locking marks be confirmed.

    None where the user turned back to the list.
    """
    signs = [each for each in rows if each.id in marked]
    answers = {each.id: await option_of(front, each) for each in signs}
    await also_lying(front, answers)
    outcome = front.practice.sessions.signs_outcome(answers)
    words = [each.words(answers[each.id]) for each in signs]
    if outcome.lock is not Lock.NONE and not await is_right(front, words):
        return None
    return answers
