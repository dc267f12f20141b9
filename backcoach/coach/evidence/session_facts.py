"""What the gate of a stage looks at: its sessions and the answers about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from backcoach.coach.evidence.completion import Skill
from backcoach.coach.evidence.lights import (
    Light,
    light_of,
    lights_for,
    may_count_as_green,
    session_peak,
)
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.records import SessionRecord
from backcoach.coach.model.rules.pain import Lights


@dataclass(slots=True)
class SessionFacts:
    """What a stage's gate uses of one session; None is a missing answer.

    `session` is its id. `before` is the pain before it, `peak` its worst pain and `usual` the
    usual pain, all 0-10; `known_usual` is that, None while too few scores tell. `awaiting` is True
    until the pain on the morning after is known; then `settled` says whether the pain had settled.
    Without an answer about the morning the next check-in on a later day is used instead;
    `from_morning` is False then. `sore` are the ids of the exercises that left the back sore,
    `sore_more` of those that did so more than usual. `skills` are the skills of the gate whose
    exercise was done with all its sets. `week` holds all pain scores 0-10 of the
    `Gate.week_pain_days` days up to the session.
    """

    session: str
    day: date
    before: int | None
    peak: int | None
    light: Light | None
    effort: int | None
    usual: float | None
    may_count_as_green: bool
    skills: frozenset[Skill]
    week: tuple[int, ...]
    sore: tuple[str, ...] = ()
    sore_more: tuple[str, ...] = ()
    known_usual: float | None = None
    awaiting: bool = True
    from_morning: bool = False
    settled: bool | None = None

    @property
    def gate_light(self) -> Light | None:
        """The light the gate uses: an amber that settled counts as green if usual pain is high."""
        if self.may_count_as_green and self.settled:
            return Light.GREEN
        return self.light

    def answer(self, settled: bool | None, *, from_morning: bool) -> None:
        """Store whether pain had settled by the morning, or by the check-in used instead."""
        self.awaiting = False
        self.from_morning = from_morning
        self.settled = settled


def facts_of(
    session: SessionRecord,
    day: date,
    lights: Lights,
    *,
    usual: float | None,
    skills: frozenset[Skill],
    week: tuple[int, ...],
    known: bool = True,
) -> SessionFacts:
    """The facts of `session`, done on the local `day`; `usual` is the usual pain 0-10 then.

    It is not `known` while there are too few scores to tell.
    """
    known_usual = usual if known else None
    before = None if session.check_in is None else session.check_in.pain
    peak, ratings = session_peak(session), session.ratings
    rise = None if peak is None or before is None else peak - before
    light = light_of(session, peak, lights_for(known_usual, lights))
    effort, sore = (None, ()) if ratings is None else (ratings.effort, ratings.sore)
    more = () if ratings is None else ratings.sore_more
    as_green = may_count_as_green(light, rise, usual, lights)
    # Positional arguments take half the time of keyword arguments.
    return SessionFacts(
        session.id,
        day,
        before,
        peak,
        light,
        effort,
        usual,
        as_green,
        skills,
        week,
        sore,
        more,
        known_usual,
    )


class StageFacts(NamedTuple):
    """What a stage's gate uses of the present stay in a stage, on day `on`.

    `worked` are the sessions in which any work was done, in order of time; `counting` is the
    number of those that count, with at least `share_min` (0-1) of their items done. `shown` are
    the skills shown, `tried` the last session in which an exercise of each line of `Gate.skills`
    was done, by its index. `symptoms_on` is the day of a "yes" to a warning sign that no
    session has followed yet. `asks_ok` are the tags of the profile that need a clinician's
    agreement, `lacks_ok` those still without it. `exercises` is the catalogue, by id. `week` holds
    the pain scores of the days up to `on`, where the gate asks for these. For `steady_days` pain
    has been high but steady in this stage, and `agrees` says that a clinician agreed to go on.
    """

    on: date
    entered_on: date | None
    counting: int
    share_min: float
    worked: Sequence[SessionFacts]
    shown: Set[Skill]
    tried: dict[int, SessionFacts]
    symptoms_on: date | None
    asks_ok: tuple[str, ...] = ()
    lacks_ok: tuple[str, ...] = ()
    exercises: Mapping[str, Exercise] = MappingProxyType({})
    week: tuple[int, ...] = ()
    steady_days: int = 0
    agrees: bool = False
