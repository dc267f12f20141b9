"""The one-off safety screen: its questions in three groups, and the ways out of a lock.

Wording and outcomes follow `programme.md` §4.1; all of it comes from data.
"""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from backcoach.coach.model.frozen import frozen


class Lock(StrEnum):
    """What keeps a session from starting, from nothing to the most serious."""

    NONE = "none"
    CLINICIAN = "clinician"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    @property
    def severity(self) -> int:
        """0 for no lock, rising to the emergency; the worst one wins."""
        return tuple(Lock).index(self)


class ClearanceKind(StrEnum):
    """What a user may tick to lift a lock."""

    CHECKED = "checked"
    CLINICIAN_OK = "clinician_ok"


@frozen
class Feature:
    """One line of the list that belongs to a question."""

    id: str
    ask: str


@frozen
class Question:
    """One question of the screen.

    With `features` a yes counts only together with at least `features_min` of them. `source` says
    where the question and the numbers in its words come from.
    """

    id: str
    ask: str
    source: str
    features_ask: str = ""
    features_min: int = 0
    features: tuple[Feature, ...] = ()


@frozen
class Group:
    """Questions whose yes leads to the same `outcome`, asked on one page."""

    outcome: Lock
    ask: str
    hint: str
    questions: tuple[Question, ...]


@frozen
class WayOut:
    """How a lock is lifted: the words of the `button`, a `note` beside it, the question first.

    `ask` is empty for the emergency, which only a new screen lifts.
    """

    button: str
    note: str
    ask: str = ""


@frozen
class WaysOut:
    """The way out of each lock."""

    emergency: WayOut
    urgent: WayOut
    clinician: WayOut


@frozen
class Questions:
    """The whole screen; `version` is stored with the answers.

    It is asked again `reask_weeks` weeks after the last time, and after `reask_gap_days` days
    without a session. `sources` maps the place of each number to its source.
    """

    version: str
    title: str
    none: str
    source: str
    reask_weeks: int
    reask_gap_days: int
    ways_out: WaysOut
    groups: tuple[Group, ...]
    sources: Mapping[str, str] = field(default_factory=dict)

    def way_out(self, lock: Lock) -> WayOut | None:
        """How `lock` is lifted; None where nothing is locked."""
        return {
            Lock.EMERGENCY: self.ways_out.emergency,
            Lock.URGENT: self.ways_out.urgent,
            Lock.CLINICIAN: self.ways_out.clinician,
        }.get(lock)
