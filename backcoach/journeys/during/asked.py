"""The questions that a command of a running session opens, and the commands that follow from them.

The clock stands still while one is open. Each function sends commands by `send`, which carries them
out and shows what they cause.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from backcoach.coach.safety.outcomes import Outcome
from backcoach.coach.session.commands import (
    Leave,
    NeverMind,
    PauseOrResume,
    SessionCommand,
    StopToAsk,
    TakeWeight,
    Walked,
)
from backcoach.journeys.asking.answers import StopSignsWanted
from backcoach.journeys.asking.prompts import AskStopSigns, AskWalk, AskWeight, Choose
from backcoach.journeys.during.hurt import ask_what_hurts, begin_with_leg

if TYPE_CHECKING:
    from backcoach.coach.model.records import Where
    from backcoach.journeys.asking.front import Front
    from backcoach.open_session import OpenSession

Send = Callable[[SessionCommand], None]


def easier_level(front: Front) -> int:
    """The level of another exercise that takes the place of one that is too hard."""
    return front.practice.book.catalogue.programme.easing.level


async def ask_for_weight(front: Front, session: OpenSession, send: Send) -> None:
    """Stop the clock and ask for the weight of this exercise."""
    position = session.player.position
    load = position.step.dose.weight
    send(StopToAsk())
    if load is None or position.has_ended:
        return
    answer = await front.ask(AskWeight(load, position.load, position.weight))
    send(NeverMind())
    if answer is not None:
        send(TakeWeight(weight=answer.weight))


async def ask_for_walk(front: Front, session: OpenSession, send: Send) -> None:
    """Stop the clock and ask how long the walk was."""
    rules = front.practice.book.catalogue.programme.timing.walk_before
    send(StopToAsk())
    if rules is None or not session.player.may_have_walked:
        return
    minutes = await front.ask(AskWalk(rules))
    send(NeverMind())
    if minutes and session.player.may_have_walked:
        send(Walked(minutes=minutes))


async def ask_about_hurt(
    front: Front,
    session: OpenSession,
    send: Send,
    where: Where | None = None,
    pain: int | None = None,
) -> None:
    """Ask where and how much it hurts, and carry out the user's choice.

    The clock stands still already, by `StopToAsk`. `where` and `pain` 0-10 are what is known.
    """
    report = await ask_what_hurts(front, session, easier_level(front), where, pain)
    if isinstance(report, StopSignsWanted):
        await _ask_for_stop_signs(front, session, send)
    else:
        send(NeverMind() if report is None else report)


async def ask_for_stop_signs(front: Front, session: OpenSession, send: Send) -> None:
    """Stop the clock and show the signs to stop at."""
    send(StopToAsk())
    if not session.player.position.has_ended:
        await _ask_for_stop_signs(front, session, send)


async def _ask_for_stop_signs(front: Front, session: OpenSession, send: Send) -> None:
    """End the session with any of the signs; resume it without one."""
    signs = await front.ask(AskStopSigns())
    if signs is None:
        command: SessionCommand = NeverMind()
    elif front.practice.sessions.signs_outcome(signs) is Outcome.LEG:
        # With pain in one leg alone, the cool-down may follow.
        command = await begin_with_leg(front, session, signs)
    else:
        session.stopped = signs
        command = Leave()
    send(command)


async def ask_to_leave(front: Front, session: OpenSession, send: Send) -> None:
    """Pause, ask, and end the session; what was done is kept."""
    position = session.player.position
    if position.is_moving:
        send(PauseOrResume())
    if position.has_ended:
        return
    consequence = (
        "What you have done so far is kept as a partial session."
        if session.something_done
        else "Nothing has been done yet, so nothing is stored."
    )
    options = [("stay", "Stay in the session"), ("leave", "Leave")]
    if await front.ask(Choose("Leave this session?", options, consequence)) == "leave":
        send(Leave())
