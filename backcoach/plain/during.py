"""The questions of a running session, in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from backcoach.coach.model.records import Answer, SessionRecord, Where
from backcoach.coach.words.session_words import step_words
from backcoach.journeys.asking.answers import ELSEWHERE, Asked, HeldWeight, Hurt, StopSignsWanted
from backcoach.journeys.during.how_much import HowMuch
from backcoach.journeys.during.numbers import AskedWalk, AskedWeight
from backcoach.journeys.during.signs import stop_signs_after_marks
from backcoach.plain.session import FollowedSession

if TYPE_CHECKING:
    from collections.abc import Callable

    from backcoach.journeys.asking.answers import Signs
    from backcoach.journeys.asking.prompts import (
        AskHowMuch,
        AskStopSigns,
        AskWalk,
        AskWeight,
        AskWhere,
        RunSession,
    )
    from backcoach.plain.front import PlainFront

Read = TypeVar("Read")

SIGNS = "signs"
SIGNS_WORDS = "The signs to stop at, and what to do about each"
ANSWERS = {
    Answer.EASIER: "Easier",
    Answer.SKIP: "Skip",
    Answer.GO_ON: "Go on",
    Answer.TO_COOL_DOWN: "Cool-down",
}


async def run_session(front: PlainFront, prompt: RunSession) -> SessionRecord | None:
    """Follow the session to its end, or until the user leaves."""
    return await FollowedSession(front, prompt.session).follow(cut_off=prompt.cut_off)


async def ask_where(front: PlainFront, _prompt: AskWhere) -> Asked | StopSignsWanted | None:
    """Ask where it hurts."""
    hurts = front.practice.book.catalogue.safety.hurts
    front.talk.say(f"The clock stands still. This hurts. {hurts.ask}")
    options = [
        (str(Where.BACK), hurts.back),
        (str(Where.LEG), hurts.leg),
        (ELSEWHERE, hurts.elsewhere),
        (SIGNS, SIGNS_WORDS),
    ]
    answer = front.talk.choose(options)
    if answer is None:
        return None
    return StopSignsWanted() if answer == SIGNS else Asked(answer)


async def ask_how_much(front: PlainFront, prompt: AskHowMuch) -> Hurt | StopSignsWanted | None:
    """Ask how much it hurts, then what to do; Enter alone gives what is safest."""
    practice, talk = front.practice, front.talk
    safety = practice.book.catalogue.safety
    how_much = HowMuch(practice, prompt.player, prompt.level, prompt.where)
    talk.say(step_words(prompt.player.position.step))
    locked = False
    if how_much.may_lock:
        talk.say(safety.hurts.locked)
        answer = talk.choose([("no", "No"), ("yes", "Yes")], default="no")
        if answer is None:
            return None
        locked = answer == "yes"
    pain: int | str | None = prompt.digit
    if pain is None:
        talk.say("How much, 0 to 10")
        pain = talk.scale(safety.pain)
    if not isinstance(pain, int):
        return None
    talk.say(how_much.advice(pain, locked=locked))
    options = [
        (str(each), how_much.words(each, pain, ANSWERS[Answer.EASIER]))
        for each in how_much.offers(pain, locked=locked)
    ]
    options.append((SIGNS, SIGNS_WORDS))
    chosen = talk.choose(options, default=str(how_much.safest(pain, locked=locked)))
    if chosen is None:
        return None
    return StopSignsWanted() if chosen == SIGNS else Hurt(pain, Answer(chosen), locked)


async def ask_stop_signs(front: PlainFront, _prompt: AskStopSigns) -> Signs | None:
    """Ask which of the signs are present; none of them goes back to the session."""
    listed = front.practice.book.catalogue.safety.stop_now
    rows = listed.rows(pregnant=front.practice.safety.is_pregnant)
    marked: tuple[str, ...] | None = None
    while True:
        front.talk.say(f"The clock stands still. {listed.ask}")
        marked = front.talk.mark(
            [(each.id, each.ask) for each in rows], none=listed.back, marked=marked
        )
        if not marked:
            return None
        answers = await stop_signs_after_marks(front, rows, marked)
        if answers is not None:
            return answers


async def ask_weight(front: PlainFront, prompt: AskWeight) -> HeldWeight | None:
    """Ask what the user holds."""
    asked = AskedWeight(prompt.load, prompt.today, prompt.taken)
    front.talk.say(asked.question)
    front.talk.say(asked.about)
    return front.talk.ask(
        f"{asked.label}; 0 is no weight, b goes back{_default(asked.suggested)}:",
        _or_suggested(asked.read, asked.suggested),
    )


async def ask_walk(front: PlainFront, prompt: AskWalk) -> int | None:
    """Ask how long the walk was."""
    asked = AskedWalk(prompt.rules)
    front.talk.say(asked.question)
    front.talk.say(asked.about)
    return front.talk.ask(
        f"{asked.label}; 0 is no walk, b goes back{_default(asked.suggested)}:",
        _or_suggested(asked.read, asked.suggested),
    )


def _default(suggested: str) -> str:
    return f" [{suggested}]" if suggested else ""


def _or_suggested(read: Callable[[str], Read], suggested: str) -> Callable[[str], Read]:
    """`read`, but for an empty line it reads what is suggested."""
    return lambda typed: read(typed or suggested)
