"""The safety questions asked before the first session: three groups, and how a lock is lifted.

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
        """0 for no lock, rising to the emergency; the most severe lock applies."""
        return tuple(Lock).index(self)


class ClearanceKind(StrEnum):
    """What a user can confirm to lift a lock."""

    CHECKED = "checked"
    CLINICIAN_OK = "clinician_ok"


@frozen
class Feature:
    """One item of the list that belongs to a question."""

    id: str
    ask: str


@frozen
class Question:
    """One safety question.

    With `features`, a yes counts only if at least `features_min` of them apply too. `source` is the
    source of the question and of the numbers in its wording.
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
    """How a lock is lifted: the text of the `button`, a `note` beside it, and the question `ask`.

    `ask` is empty for the emergency, which only answering all questions again lifts.
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
    """All safety questions; `version` is stored with the answers.

    They are asked again after `reask_weeks` weeks, and after `reask_gap_days` days without a
    session. `sources` maps the path of each number to its source.
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
        """How `lock` is lifted; None without a lock."""
        return {
            Lock.EMERGENCY: self.ways_out.emergency,
            Lock.URGENT: self.ways_out.urgent,
            Lock.CLINICIAN: self.ways_out.clinician,
        }.get(lock)
