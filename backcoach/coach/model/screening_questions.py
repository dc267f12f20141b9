"""The safety questions at the start: groups of questions, and the ways out of a lock.

Wording and outcomes come from data (`safety.toml`).
"""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from backcoach.coach.model.frozen import frozen


class Lock(StrEnum):
    """What keeps a session from starting, from nothing to the most serious.

    CALL is an emergency for which an ambulance is called: a heart attack or a stroke. MATERNITY
    waits for a maternity unit.
    """

    NONE = "none"
    CLINICIAN = "clinician"
    URGENT = "urgent"
    MATERNITY = "maternity"
    EMERGENCY = "emergency"
    CALL = "call"

    @property
    def severity(self) -> int:
        """0 for no lock, rising to the emergency; the most severe lock applies."""
        return tuple(Lock).index(self)


class ClearanceKind(StrEnum):
    """What a user may say to open a lock.

    CHECKED and UNCHANGED open an urgent one: exercise is fine, or the sign is old, was checked, and
    has not changed. SEEN_OK, SEEN and MISTAKE open an emergency: a hospital said that exercise is
    fine, it said nothing about exercise (a clinician has to agree then), or nothing of what was
    marked is true. MATERNITY_OK and CLINICIAN_OK open the lock of that name.
    """

    CHECKED = "checked"
    CLINICIAN_OK = "clinician_ok"
    UNCHANGED = "unchanged"
    MATERNITY_OK = "maternity_ok"
    SEEN_OK = "seen_ok"
    SEEN = "seen"
    MISTAKE = "mistake"


OPENED_BY: Mapping[Lock, frozenset[ClearanceKind]] = {
    Lock.CLINICIAN: frozenset({ClearanceKind.CLINICIAN_OK}),
    Lock.URGENT: frozenset({ClearanceKind.CHECKED, ClearanceKind.UNCHANGED}),
    Lock.MATERNITY: frozenset({ClearanceKind.MATERNITY_OK}),
    Lock.EMERGENCY: frozenset({ClearanceKind.SEEN_OK, ClearanceKind.SEEN, ClearanceKind.MISTAKE}),
    Lock.CALL: frozenset({ClearanceKind.SEEN_OK, ClearanceKind.SEEN, ClearanceKind.MISTAKE}),
}
"""What opens each lock."""


@frozen
class Feature:
    """One item of the list that belongs to a question."""

    id: str
    ask: str


@frozen
class FollowUpOption:
    """One answer to the question that follows a mark."""

    id: str
    text: str


class FollowUpKind(StrEnum):
    """How a question that follows a mark is answered.

    CHOICE takes one of its options, WEEKS a number of weeks, DATE a day and MONTH a month.
    """

    CHOICE = "choice"
    WEEKS = "weeks"
    DATE = "date"
    MONTH = "month"


@frozen
class FollowUpQuestion:
    """What is asked about a question that was marked. `unsaid` is the answer that tells nothing."""

    kind: FollowUpKind
    ask: str
    options: tuple[FollowUpOption, ...] = ()
    unsaid: str = ""


@frozen
class Question:
    """One safety question.

    A yes leads where its group does, or to its own `outcome`. With `features` it counts only
    together with at least `features_min` of them. `follow_up` is asked where it is marked; `advice`
    names the text that follows where nothing is locked. `source` says where the question and the
    numbers in its words come from.
    """

    id: str
    ask: str
    source: str
    outcome: Lock | None = None
    advice: str = ""
    follow_up: FollowUpQuestion | None = None
    features_ask: str = ""
    features_min: int = 0
    features: tuple[Feature, ...] = ()


@frozen
class Group:
    """Questions on one page; a yes to any of them leads to its `outcome`."""

    id: str
    outcome: Lock
    ask: str
    questions: tuple[Question, ...]
    hint: str = ""


@frozen
class EarlierScreen:
    """A screen of before: what answers to it led to still holds."""

    version: str
    groups: tuple[Group, ...]


@frozen
class WayOutAnswer:
    """One answer to the question about a lock: the tick it records, None where it stays locked."""

    text: str
    clears: ClearanceKind | None = None


@frozen
class WayOut:
    """How a lock is opened: the words of the `button`, a `note` beside it, a question to answer.

    The first answer leaves it locked.
    """

    button: str
    note: str
    ask: str
    answers: tuple[WayOutAnswer, ...]


@frozen
class WaysOut:
    """The way out of each lock."""

    emergency: WayOut
    maternity: WayOut
    urgent: WayOut
    clinician: WayOut


@frozen
class Questions:
    """All safety questions; `version` is stored with the answers.

    Its emergency and urgent pages are asked again `reask_weeks` weeks after the last time, after
    `reask_gap_days` days without a session, and once after a lock of theirs was opened; the others
    join them when they are `reask_all_weeks` weeks old. A clinician's yes about one of
    `agreed_again` (ids) holds for `agreed_weeks` weeks; then `agreed_ask` asks for another. What
    was opened because exercise is fine with it, or because it is old and was checked, is asked
    about by `known_words`, in which {words} stands for it, and `known_ask`. `since_seen` heads the
    emergency signs once somebody was seen about them; `is_it_true` asks about one that may have
    been marked by mistake. `sources` maps the place of each number to its source.
    """

    version: str
    title: str
    none: str
    source: str
    reask_weeks: int
    reask_gap_days: int
    reask_all_weeks: int
    agreed_weeks: int
    agreed_again: tuple[str, ...]
    agreed_ask: str
    known_words: str
    known_ask: str
    known_yes: str
    known_no: str
    since_seen: str
    is_it_true: str
    is_true: str
    not_true: str
    ways_out: WaysOut
    groups: tuple[Group, ...]
    earlier: tuple[EarlierScreen, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)

    def way_out(self, lock: Lock) -> WayOut | None:
        """How `lock` is opened; None where nothing is locked."""
        return {
            Lock.CALL: self.ways_out.emergency,
            Lock.EMERGENCY: self.ways_out.emergency,
            Lock.MATERNITY: self.ways_out.maternity,
            Lock.URGENT: self.ways_out.urgent,
            Lock.CLINICIAN: self.ways_out.clinician,
        }.get(lock)

    def groups_of(self, version: str) -> tuple[Group, ...]:
        """The groups of the screen with this `version`; those of today for one not known."""
        earlier = {each.version: each.groups for each in self.earlier}
        return earlier.get(version, self.groups)

    def question(self, id: str) -> Question | None:
        """The question called `id` that is asked today; None where there is none such."""
        asked = (question for group in self.groups for question in group.questions)
        return next((each for each in asked if each.id == id), None)
