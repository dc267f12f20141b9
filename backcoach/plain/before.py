"""Before a session: the disclaimer, the safety questions, and the check-in, in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.model.records import Energy
from backcoach.journeys.asking.check_in import (
    ENERGY,
    HOW_MUCH,
    TITLE,
    UP,
    UP_ANSWERS,
    after_marks,
)
from backcoach.journeys.asking.screening import ScreeningPages
from backcoach.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backcoach.journeys.asking.answers import CheckInAnswers, ScreeningAnswers
    from backcoach.journeys.asking.prompts import AskCheckIn, AskScreening, Welcome
    from backcoach.plain.front import PlainFront

UNSAID = "unsaid"


async def welcome(front: PlainFront, _prompt: Welcome) -> bool:
    """Print the disclaimer; it is accepted by its number alone."""
    disclaimer = front.practice.book.catalogue.safety.disclaimer
    say = front.talk.say
    say("Welcome to backcoach")
    say(disclaimer.title)
    for paragraph in disclaimer.paragraphs:
        say(paragraph)
    for point in disclaimer.points:
        say(f"- {point}")
    while True:
        options = [("accept", disclaimer.accept), ("decline", "Not now")]
        if front.talk.choose(options) != "accept":
            return False
        try:
            front.practice.person.consent()
        except StoreError as error:
            front.warn(str(error))
            continue
        return True


async def ask_screening(front: PlainFront, prompt: AskScreening) -> ScreeningAnswers | None:
    """Ask page after page; `b` turns one page back, and from the first one closes."""
    pages = ScreeningPages(front, prompt.why, since_seen=prompt.since_seen)
    none = front.practice.book.catalogue.safety.screening.none
    visited: set[int] = set()
    while True:
        page = pages.page
        for words in filter(None, (pages.title, pages.why_words, page.ask, page.hint)):
            front.talk.say(words)
        before = pages.marked if pages.index in visited else None
        marked = front.talk.mark(page.lines, none=none, marked=before)
        if marked is None:
            if pages.index == 0:
                return None
            pages.index -= 1
            continue
        visited.add(pages.index)
        pages.take_marks(marked)
        done = await pages.answer()
        if isinstance(done, int):
            pages.index = done
        elif done is not None:
            return done


async def ask_check_in(front: PlainFront, _prompt: AskCheckIn) -> CheckInAnswers | None:
    """Ask for the pain now and the optional questions, then for the signs."""
    safety = front.practice.book.catalogue.safety
    rows = front.practice.safety.rows_to_ask()
    front.talk.say(TITLE)
    while True:
        front.talk.say(HOW_MUCH)
        pain = front.talk.scale(safety.pain)
        if not isinstance(pain, int):
            return None
        up = _optional(front, UP, UP_ANSWERS)
        energy = _optional(front, ENERGY, [(each.value, each.value) for each in Energy])
        marked: tuple[str, ...] | None = None
        while True:
            front.talk.say(safety.check_in.ask)
            lines = [(each.id, each.ask) for each in rows]
            marked = front.talk.mark(lines, none=safety.check_in.none, marked=marked)
            if marked is None:
                break
            felt = None if energy is None else Energy(energy)
            answers = await after_marks(front, rows, marked, pain, up=up, energy=felt)
            if answers is not None:
                return answers


def _optional(front: PlainFront, question: str, options: Sequence[tuple[str, str]]) -> str | None:
    """An answer that may be left out, as it is by Enter alone."""
    front.talk.say(f"{question} (optional)")
    answer = front.talk.choose([*options, (UNSAID, "no answer")], default=UNSAID)
    return None if answer in (None, UNSAID) else answer
