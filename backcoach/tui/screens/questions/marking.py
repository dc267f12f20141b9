"""Marks on the safety questions: the list itself, what is asked about a mark, what was marked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from backcoach.coach.safety.leg import LegAnswer
from backcoach.tui.screens.base import key_presses
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.widgets.mark_list import MarkList

if TYPE_CHECKING:
    from backcoach.coach.safety.questions import Asking
    from backcoach.coach.safety.signs import Symptom
    from backcoach.tui.coach import Coach

YOU_MARKED = "You marked:"
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
    return MarkList(
        lines,
        presses=key_presses(coach),
        none=none,
        back=back,
        marked=marked,
    )


def listed(head: str, words: Iterable[str], tail: str = "") -> Group:
    """Each of `words` behind a dot, which its further lines stay clear of, between two texts."""
    dots = Table.grid(padding=(0, 1, 0, 0))
    dots.add_column(no_wrap=True)
    dots.add_column()
    for each in words:
        dots.add_row(Text("•"), Text(each))
    before, after = [Text(head)] if head else [], [Text(""), Text(tail)] if tail else []
    return Group(*before, dots, *after)


async def is_right(coach: Coach, words: Iterable[str]) -> bool:
    """List what was marked before it locks anything, and ask whether that is right."""
    asking: Asking = coach.practice.book.catalogue.safety.asking
    options = [(RIGHT, asking.confirm_yes), (BACK, asking.confirm_back)]
    dialog = ChoiceDialog(YOU_MARKED, options, listed("", words, asking.confirm))
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
