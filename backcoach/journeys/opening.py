"""What is asked when the coach opens, before anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.model.screening_questions import Lock
from backcoach.journeys.safety import answer_if_due, asks_first

if TYPE_CHECKING:
    from collections.abc import Callable

    from backcoach.journeys.asking.front import Front
    from backcoach.practice import Practice


def is_asked_at_opening(practice: Practice, *, start_at_once: bool) -> bool:
    """Whether anything is asked, or begins, when the coach opens."""
    return not practice.book.read_only and (
        not practice.person.consented
        or asks_first(practice)
        or practice.weeks.morning_due(practice.book.today()) is not None
        or practice.weeks.measures_due() is not None
        or practice.weeks.review_due()
        or start_at_once
        or practice.unfinished.is_there
    )


async def open_up(front: Front, show: Callable[[], None]) -> bool:
    """Ask in order: the disclaimer, without which the coach closes; safety; the morning; the weeks.

    The weeks are not asked while sessions are locked, nor after the user has put off the morning.
    `backcoach start` goes on to the questions before a session. `show` shows Today again after what
    may have changed it. False where the coach has to close.
    """
    # Imported here, as most openings ask nothing and should not wait for what asks.
    from backcoach.journeys.asking.prompts import Welcome
    from backcoach.journeys.session import follow_session
    from backcoach.journeys.unfinished import answer_unfinished
    from backcoach.journeys.weekly import ask_morning, look_at_the_weeks

    practice = front.practice
    if not practice.person.consented and not await front.ask(Welcome()):
        return False
    if practice.unfinished.is_there:
        may_begin = await answer_unfinished(front)
        front.start_at_once = front.start_at_once and may_begin
        show()
    answered = await answer_if_due(front)
    morning = practice.weeks.morning_due(practice.book.today())
    if answered and morning is not None and not await ask_morning(front, morning):
        front.remember(practice.weeks.put_off_morning)
    elif answered and practice.safety.lock() is Lock.NONE:
        await look_at_the_weeks(front)
    show()
    if answered and front.start_at_once:
        await follow_session(front)
        show()
    front.start_at_once = False
    return True
