"""Lists of warning signs to mark, and the questions that follow a mark."""

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
    """A list of `lines` (id, text) to mark, which uses the clock of the coach."""
    return MarkList(
        lines,
        presses=key_presses(coach),
        none=none,
        back=back,
        marked=marked,
    )


def listed(head: str, words: Iterable[str], tail: str = "") -> Group:
    """A list of `words` with bullets and a hanging indent, between the texts `head` and `tail`."""
    dots = Table.grid(padding=(0, 1, 0, 0))
    dots.add_column(no_wrap=True)
    dots.add_column()
    for each in words:
        dots.add_row(Text("•"), Text(each))
    before, after = [Text(head)] if head else [], [Text(""), Text(tail)] if tail else []
    return Group(*before, dots, *after)


async def is_right(coach: Coach, words: Iterable[str]) -> bool:
    """List the marks that lock sessions, and ask for confirmation."""
    asking: Asking = coach.practice.book.catalogue.safety.asking
    options = [(RIGHT, asking.confirm_yes), (BACK, asking.confirm_back)]
    marked = listed("", words, asking.confirm)
    dialog = ChoiceDialog(YOU_MARKED, options, marked, careful=True)
    return await coach.push_screen_wait(dialog) == RIGHT


async def leg_answer(coach: Coach) -> LegAnswer | None:
    """Ask how the leg is. None without an answer; no answer is preselected."""
    asked = coach.practice.book.catalogue.safety.leg
    words = (asked.gone, asked.better, asked.same, asked.worse)
    options = [(each.value, text) for each, text in zip(LegAnswer, words, strict=True)]
    answer = await coach.push_screen_wait(ChoiceDialog(asked.ask, options, chosen=False))
    return None if answer is None else LegAnswer(answer)


async def also_lying(coach: Coach, answers: dict[str, str | None]) -> None:
    """Ask a pregnant user whether faintness came while lying on the back.

    No answer counts as a yes. A yes is added to `answers`, and says what to do at once.
    """
    asked = coach.practice.book.catalogue.safety.lying
    if not coach.practice.safety.is_pregnant or not set(asked.after).intersection(answers):
        return
    if await option_of(coach, asked.sign) != "no":
        answers[asked.sign.id] = "yes"
        coach.notify(asked.say, timeout=15, markup=False)


async def option_of(coach: Coach, symptom: Symptom) -> str | None:
    """Ask the follow-up question of a marked sign. None if it has none, or without an answer.

    No answer is preselected, and the most serious one comes first.
    """
    if symptom.question is None:
        return None
    options = [(each.id, each.text) for each in symptom.options]
    dialog = ChoiceDialog(symptom.question, options, symptom.ask, chosen=False)
    return await coach.push_screen_wait(dialog)
