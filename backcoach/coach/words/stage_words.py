"""The way to the next stage in a person's words: what there is, what is missing, when it opens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from backcoach.coach.model.formatting import count, day_words
from backcoach.coach.stages.gates import GateLine
from backcoach.coach.standing.standing import Standing

COUNTED = ("minimum_days", "sessions", "lights", "mornings", "skills")
"""What is told as "2 of 3"."""
REST_DAYS = 2
"""Days from one session to the next at the earliest."""


class NeededWords(NamedTuple):
    """One condition in a person's words: its name, and how much there is of what is needed."""

    name: str
    words: str


def needed_words(line: GateLine) -> NeededWords:
    """The condition `line` in a person's words."""
    name = line.label
    if line.id == "minimum_days":
        return NeededWords(name, f"{line.done} of {count(line.of, 'day')}")
    if line.id in COUNTED:
        return NeededWords(name, f"{line.done} of {line.of}")
    if line.id == "pain_trend":
        return NeededWords(name, line.have.replace(" lately", " now"))
    return NeededWords(name, line.have)


def still_missing(lines: Sequence[GateLine]) -> list[str]:
    """What is missing, a few words each; the days are not among it, as they pass by themselves."""
    missing: list[str] = []
    for line in lines:
        if line.met or line.id == "minimum_days":
            continue
        left = line.of - line.done
        words = {
            "sessions": "one more session" if left == 1 else f"{left} more sessions",
            "lights": "calm sessions",
            "mornings": "a morning back to usual"
            if left == 1
            else f"{left} mornings back to usual",
            "pain_trend": "pain that has not risen",
            "week_pain": "a calmer week",
            "effort": "sessions that feel easier",
            "skills": "one more movement" if left == 1 else f"{left} more movements",
            "safety": "an answer about what is new",
            "clinician": "a doctor’s or physiotherapist’s yes",
        }
        missing.append(words.get(line.id, line.label.lower()))
    return missing


def earliest_opening(here: Standing, today: date) -> date | None:
    """The first day on which the next stage can be open; None where no stage follows.

    It counts the days that must pass and the sessions that must be done with a day of rest between
    them. Everything else may take longer, which nobody can know.
    """
    if not here.lines:
        return None
    days = {line.id: line.of - line.done for line in here.lines if not line.met}
    first = (
        max(today, here.last_main_on + timedelta(days=REST_DAYS)) if here.last_main_on else today
    )
    opens = today + timedelta(days=days.get("minimum_days", 0))
    sessions = days.get("sessions", 0)
    if sessions:
        opens = max(opens, first + timedelta(days=REST_DAYS * (sessions - 1)))
    return opens


def opening_words(here: Standing, today: date) -> str:
    """When the next stage opens, and what is missing until then: one sentence."""
    if not here.lines:
        return "You are in the last stage. It has no end."
    following = here.stage + 1
    if here.staying:
        return f"You chose to stay in stage {here.stage}, which is always fine."
    if here.open:
        return f"Stage {following} is open."
    opens = earliest_opening(here, today)
    missing = still_missing(here.lines)
    if opens is None or all(line.met for line in here.lines):
        return f"All of stage {following} is in place. It waits until you are back at your levels."
    when = "today" if opens <= today else f"on {day_words(opens)}"
    until = f": {joined(missing)}" if missing else ""
    return f"Stage {following} opens {when} at the earliest{until}."


def next_words(here: Standing, today: date) -> str:
    """The same for little room: when the next stage opens, and the first thing that is missing."""
    opens, missing = earliest_opening(here, today), still_missing(here.lines)
    if opens is None or here.staying or here.open or all(line.met for line in here.lines):
        return opening_words(here, today)
    when = "today" if opens <= today else f"on {day_words(opens)}"
    first = f" First: {missing[0]}." if missing else " Only time is missing."
    return f"Stage {here.stage + 1} opens {when} at the earliest.{first}"


def joined(parts: Sequence[str]) -> str:
    """The parts as a list in a sentence: "one, two and three"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
