"""Marks on the safety questions: the list itself, what is asked about a mark, what was marked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from backcoach.coach.safety.leg import LegAnswer
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.widgets.mark_list import MarkList

if TYPE_CHECKING:
    from backcoach.coach.safety.questions import Asking
    from backcoach.coach.safety.signs import Symptom
    from backcoach.tui.coach import Coach

RIGHT, BACK = "right", "back"


def mark_list(
    coach: Coach,
    lines: Sequence[tuple[str, str]],
    *,
    none: str = "",
    back: str = "",
    marked: Collection[str] = (),
) -> MarkList:
    """The list of `lines`, told apart from a held key by the clock of the coach."""
    asking = coach.practice.book.catalogue.safety.asking
    return MarkList(
        lines,
        now=lambda: coach.practice.book.clock.monotonic() / coach.speed,
        held_seconds=asking.held_seconds,
        none=none,
        back=back,
        marked=marked,
    )


def listed(words: Iterable[str]) -> str:
    """What was marked, one line each."""
    return "\n".join(f"• {each}" for each in words)


async def is_right(coach: Coach, words: Iterable[str]) -> bool:
    """List what was marked before it locks anything, and ask whether that is right."""
    asking: Asking = coach.practice.book.catalogue.safety.asking
    options = [(RIGHT, asking.confirm_yes), (BACK, asking.confirm_back)]
    dialog = ChoiceDialog(f"You marked:\n{listed(words)}", options, asking.confirm)
    return await coach.push_screen_wait(dialog) == RIGHT


async def leg_answer(coach: Coach) -> LegAnswer | None:
    """How the leg is; None where the question was left open. No answer is chosen beforehand."""
    asked = coach.practice.book.catalogue.safety.leg
    words = (asked.gone, asked.better, asked.same, asked.worse)
    options = [(each.value, text) for each, text in zip(LegAnswer, words, strict=True)]
    said = await coach.push_screen_wait(ChoiceDialog(asked.ask, options, chosen=False))
    return None if said is None else LegAnswer(said)


async def also_lying(coach: Coach, answers: dict[str, str | None]) -> None:
    """Ask somebody who is pregnant whether lying on the back brought it on; left open it did.

    A yes joins `answers`, and says what to do at once.
    """
    asked = coach.practice.book.catalogue.safety.lying
    if not coach.practice.person.is_pregnant or not set(asked.after).intersection(answers):
        return
    if await option_of(coach, asked.sign) != "no":
        answers[asked.sign.id] = "yes"
        coach.notify(asked.say, timeout=15, markup=False)


async def option_of(coach: Coach, symptom: Symptom) -> str | None:
    """What is answered about a mark; None where nothing is asked, or the question was left open.

    No answer is chosen beforehand, and the worst comes first.
    """
    if symptom.question is None:
        return None
    options = [(each.id, each.text) for each in symptom.options]
    dialog = ChoiceDialog(symptom.question, options, symptom.ask, chosen=False)
    return await coach.push_screen_wait(dialog)
