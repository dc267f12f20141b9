"""The answers to questions that are more than one choice."""

from __future__ import annotations

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.outcome_measures import Activity
from backcoach.coach.model.profile import Weight
from backcoach.coach.model.records import Answer, Energy
from backcoach.coach.safety.leg import LegAnswer

Signs = dict[str, str | None]
"""The marked signs (ids), each with the option chosen for it (id), None if it has no options."""

ELSEWHERE = "elsewhere"


@frozen
class CheckInAnswers:
    """The answers: `pain` 0-10, and each marked symptom with the option chosen for it.

    `also_asked` holds the ids of the rows that are not shown every time, `leg` the answer about a
    leg that has had pain. `minutes_up` is the least number of minutes since getting up, `energy`
    how the user slept and feels; both are None without an answer.
    """

    pain: int
    symptoms: Signs
    minutes_up: int | None = None
    energy: Energy | None = None
    also_asked: tuple[str, ...] = ()
    leg: LegAnswer | None = None


@frozen
class ScreeningAnswers:
    """The ids of the marked questions and of the pages shown, and the follow-up answers."""

    yes: tuple[str, ...]
    groups: tuple[str, ...]
    follow_ups: dict[str, str]


@frozen
class RatingAnswers:
    """The answers: worst pain, effort, and pain now (None if skipped), all 0-10, and a note.

    `sore` holds the ids of the exercises that left the back sore, `sore_more` those of the ones
    that did so more than usual.
    """

    worst_pain: int
    effort: int
    note: str
    pain_now: int | None = None
    sore: tuple[str, ...] = ()
    sore_more: tuple[str, ...] = ()


@frozen
class GotUp:
    """The answers: pain on getting up 0-10, and whether the back was as usual."""

    pain: int
    back_to_usual: bool


@frozen
class Answered:
    """Average pain 0-10, None if skipped; the activities tracked from now on; their scores."""

    week_pain: int | None
    names: tuple[str, ...]
    activities: tuple[Activity, ...]


@frozen
class Asked:
    """Where it hurts: the back, a leg, or ELSEWHERE; with the `digit` if one was typed at once."""

    where: str
    digit: int | None = None


@frozen
class Hurt:
    """The answers: pain 0-10, what to do, and whether a joint is swollen or locked."""

    pain: int
    answer: Answer
    locked: bool = False


class StopSignsWanted:
    """The answer of somebody who chose to see the signs to stop at instead."""


@frozen
class HeldWeight:
    """The weight that is used from now on; None for no weight."""

    weight: Weight | None
