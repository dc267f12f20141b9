"""What the gate of a stage looks at: the sessions of one stay and the answers around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from backcoach.coach.evidence.lights import Light, light_of, may_count_as_green, session_peak
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.records import SessionRecord
from backcoach.coach.model.rules import Lights


@dataclass(slots=True)
class SessionFacts:
    """One session of a stage as its gate sees it; None is a missing answer.

    `session` is its id, `peak` its worst pain 0-10. `awaiting` and `settled` change when the
    morning after is told of or, in its stead, when the next check-in on a later day comes in;
    `told` says that it was the morning itself. `sore` are the ids of the exercises that left the
    back sore.
    `skills` are the places in `Gate.skills` whose exercise was done with all its sets; `week` is
    every pain score 0-10 of the days up to the session that the gate looks at.
    """

    session: str
    day: date
    before: int | None
    peak: int | None
    light: Light | None
    effort: int | None
    usual: float | None
    may_count_as_green: bool
    skills: frozenset[int]
    week: tuple[int, ...]
    sore: tuple[str, ...] = ()
    awaiting: bool = True
    told: bool = False
    settled: bool | None = None

    @property
    def gate_light(self) -> Light | None:
        """The light for gates: a settled amber of somebody with high usual pain is green."""
        if self.may_count_as_green and self.settled:
            return Light.GREEN
        return self.light

    def answer(self, settled: bool | None, *, told: bool) -> None:
        """Take in the answer about the morning after, or the check-in that stands in for it."""
        self.awaiting = False
        self.told = told
        self.settled = settled


def facts_of(
    session: SessionRecord,
    day: date,
    lights: Lights,
    *,
    usual: float | None,
    skills: frozenset[int],
    week: tuple[int, ...],
) -> SessionFacts:
    """`session`, done on the local `day`, as its gate sees it; `usual` is the usual pain 0-10."""
    before = None if session.check_in is None else session.check_in.pain
    peak, ratings = session_peak(session), session.ratings
    rise = None if peak is None or before is None else peak - before
    light = light_of(session, peak, lights)
    effort, sore = (None, ()) if ratings is None else (ratings.effort, ratings.sore)
    as_green = may_count_as_green(light, rise, usual, lights)
    # In order and without their names, which takes half the time.
    return SessionFacts(
        session.id, day, before, peak, light, effort, usual, as_green, skills, week, sore
    )


class StageFacts(NamedTuple):
    """What is known on day `on` about the stage somebody is in.

    `worked` are its sessions with any work done, in order of time, and `counting` how many of
    them count: those done by `share_min` of their items at least. `shown` are the skills shown,
    `tried` the last session each was done in at all. `symptoms_on` is the day of a "yes" to a
    warning sign that no session has followed yet. `asks_ok` are the tags of the profile for which
    a clinician has to agree, `lacks_ok` those for which none has so far. `exercises` are those of
    the catalogue, which have the names.
    """

    on: date
    entered_on: date | None
    counting: int
    share_min: float
    worked: Sequence[SessionFacts]
    shown: Set[int]
    tried: dict[int, SessionFacts]
    symptoms_on: date | None
    asks_ok: tuple[str, ...] = ()
    lacks_ok: tuple[str, ...] = ()
    exercises: Mapping[str, Exercise] = MappingProxyType({})
