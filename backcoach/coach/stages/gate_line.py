"""A line of a gate in words, and the words that several of its rows share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from backcoach.coach.evidence.session_facts import Past
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.rules import SkillMarker

NEXT_ANSWER = "The morning after answers this, or your next check-in."
MISSING = "A pain answer is missing for one of these sessions. The next ones take its place."
EASE_OFF = "Pain has been higher lately. There is no hurry; this follows when it eases."


class GateLine(NamedTuple):
    """One row of a gate in words: what it needs, what there is, and what would open it.

    `sessions` are the ids of those it looked at, where it is about single ones.
    """

    id: str
    label: str
    needed: str
    have: str
    met: bool
    reason: str
    sessions: tuple[str, ...] = ()


def last_of(worked: Sequence[Past], size: int) -> Sequence[Past]:
    """The `size` latest sessions, or fewer while there are no more."""
    return worked[max(0, len(worked) - size) :]


def ids_of(pasts: Sequence[Past]) -> tuple[str, ...]:
    """The ids of these sessions."""
    return tuple(past.session for past in pasts)


def sessions_to_go(missing: int) -> str:
    """What answers a row for which sessions are missing."""
    if missing == 1:
        return "One more session answers this."
    return f"{missing} more sessions answer this."


def marker_words(alternatives: tuple[SkillMarker, ...], exercises: Mapping[str, Exercise]) -> str:
    """The exercises that show a skill, each by its name where it is among `exercises`."""
    names = (
        exercises[marker.exercise].name if marker.exercise in exercises else marker.exercise
        for marker in alternatives
    )
    return " or ".join(
        f"{name} level {marker.level}" for name, marker in zip(names, alternatives, strict=True)
    )
