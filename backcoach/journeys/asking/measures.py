"""The questions about the last weeks in words, and the activities that are named in them."""

from __future__ import annotations

from collections.abc import Iterable

from backcoach.coach.model.formatting import count
from backcoach.coach.model.outcome_measures import same_activity

MEASURES_TITLE = "How are the weeks going?"
WEEK_PAIN = "On average over the last 7 days, how much did your back hurt?"
NAME_THEM = (
    "Is anything hard to do because of your back? Name up to three things that matter to you."
)
EXAMPLE = "For example: putting on socks, sitting through a film"
RATE_IT = "How well can you do this at present?"
ENDS = dict.fromkeys(range(11), "") | {0: "cannot do it", 10: "as before the back trouble"}
BETWEEN = "0 cannot do it · 10 as before the back trouble"


def measures_about(week: int | None) -> str:
    """Why they are asked; `week` is the number of weeks since the start, None if not due."""
    numbers = "a few numbers that show over time what your training changes."
    if week is None:
        return f"A{numbers[1:]}"
    when = f"After {count(week, 'week')}" if week else "At the start"
    return f"{when}: {numbers}"


def named_activities(lines: Iterable[str]) -> tuple[str, ...]:
    """The named activities without blanks and duplicates."""
    names: list[str] = []
    for line in lines:
        words = " ".join(line.split())
        if words and not any(same_activity(words, other) for other in names):
            names.append(words)
    return tuple(names)
