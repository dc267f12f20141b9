"""Safety: the disclaimer, the check-in list and what its answers lead to.

Wording and outcomes follow `programme.md` §3.7, §3.8 and §4; all of it comes from data.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.records import CheckIn
from backcoach.coach.model.screening_questions import Lock, Questions


class Outcome(StrEnum):
    """Where a check-in leads, from mildest to most serious."""

    GO = "go"
    NOT_TODAY = "not_today"
    NO_WORKOUT = "no_workout"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    @property
    def severity(self) -> int:
        """0 for go, rising to the emergency; the worst outcome of a check-in wins."""
        return tuple(Outcome).index(self)


@frozen
class Option:
    """One answer to the question a symptom is followed by."""

    id: str
    text: str
    outcome: Outcome


@frozen
class Symptom:
    """One line of the check-in list (`programme.md` §4.2).

    It has either an `outcome` of its own, or a `question` whose `options` have one each.
    """

    id: str
    ask: str
    outcome: Outcome | None = None
    question: str | None = None
    options: tuple[Option, ...] = ()

    def leads_to(self, option: str | None) -> Outcome:
        """The outcome of this symptom with the chosen option.

        While its question is unanswered the worst answer counts: nobody trains on a symptom
        that was left open. Raises KeyError for an option it does not have.
        """
        if self.outcome is not None:
            return self.outcome
        for candidate in self.options:
            if candidate.id == option:
                return candidate.outcome
        if option is not None:
            raise KeyError(option)
        return max((each.outcome for each in self.options), key=lambda each: each.severity)


@frozen
class CheckInList:
    """The question before every session with the symptoms to choose from, or none of them."""

    ask: str
    none: str
    source: str
    symptoms: tuple[Symptom, ...]


@frozen
class MorningQuestions:
    """What is asked about the morning after a session (`programme.md` §3.1).

    `ask` wants pain 0-10, `usual` one of the answers `yes` and `no`.
    """

    ask: str
    usual: str
    yes: str
    no: str
    source: str


@frozen
class Advice:
    """What the user reads when there is no workout, or only a gentle one."""

    title: str
    text: str
    source: str


@frozen
class StopSigns:
    """Signs that end a session at once, and what to do then.

    `outcome` is None where the check-in questions decide.
    """

    signs: tuple[str, ...]
    action: str
    source: str
    outcome: Outcome | None = None


STOP_NOW = "stop_now"
"""What a check-in names where a sign of this list says by itself what to do."""


@frozen
class Anchor:
    """The words for the scores `lowest` to `highest` of a 0-10 scale."""

    lowest: int
    highest: int
    words: str


@frozen
class AnchoredScale:
    """A 0-10 scale with words at some of its scores."""

    source: str
    anchors: tuple[Anchor, ...]

    def words(self, score: int) -> str:
        """The words at `score`; empty where the scale has none."""
        return next(
            (each.words for each in self.anchors if each.lowest <= score <= each.highest), ""
        )


@frozen
class Disclaimer:
    """What the user accepts once per `version` (`programme.md` §4.3)."""

    version: str
    date: date
    title: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]
    accept: str


@frozen
class TimeAway:
    """The question after `days` or more without a session (`programme.md` §3.5)."""

    days: int
    ask: str
    no: str
    yes: str
    source: str
    sources: Mapping[str, str] = field(default_factory=dict)


@frozen
class Safety:
    """Everything about safety. `version` is stored with every check-in."""

    version: str
    disclaimer: Disclaimer
    check_in: CheckInList
    morning: MorningQuestions
    flare: Advice
    time_away: TimeAway
    emergency: Advice
    urgent: Advice
    clinician: Advice
    no_workout: Advice
    not_today: Advice
    screening: Questions
    stop_now: tuple[StopSigns, ...]
    pain: AnchoredScale
    effort: AnchoredScale

    @property
    def asks_first(self) -> StopSigns | None:
        """The signs after which the check-in questions decide, as they do for anything in a leg."""
        return next((each for each in self.stop_now if each.outcome is None), None)

    def symptom(self, id: str) -> Symptom:
        """The symptom called `id`; KeyError when the list has none such."""
        for symptom in self.check_in.symptoms:
            if symptom.id == id:
                return symptom
        raise KeyError(id)

    def advice(self, outcome: Outcome) -> Advice | None:
        """What to tell the user; None when the session may go ahead."""
        return {
            Outcome.EMERGENCY: self.emergency,
            Outcome.URGENT: self.urgent,
            Outcome.NO_WORKOUT: self.no_workout,
            Outcome.NOT_TODAY: self.not_today,
        }.get(outcome)

    def lock_advice(self, lock: Lock) -> Advice | None:
        """What to tell the user while the coach is locked; None when it is not."""
        return {
            Lock.EMERGENCY: self.emergency,
            Lock.URGENT: self.urgent,
            Lock.CLINICIAN: self.clinician,
        }.get(lock)


def is_warning(check_in: CheckIn) -> bool:
    """Whether something on the list of §4.2 was said; being unwell for a day is none of it."""
    return bool(check_in.symptoms) and check_in.outcome not in _PASSING


_PASSING = (Outcome.NOT_TODAY, Outcome.NO_WORKOUT)


def outcome(
    safety: Safety,
    programme_readiness_min: int,
    pain: int,
    answers: Mapping[str, str | None],
) -> Outcome:
    """What a check-in leads to; the worst outcome wins.

    `answers` maps each chosen symptom to the option chosen for its question, or None. `pain` is
    0-10; from `programme_readiness_min` on there is no workout (`programme.md` §3.7). Raises
    KeyError for a symptom or an option that does not exist.
    """
    found = [safety.symptom(symptom).leads_to(option) for symptom, option in answers.items()]
    if pain >= programme_readiness_min:
        found.append(Outcome.NO_WORKOUT)
    return max(found, key=lambda each: each.severity, default=Outcome.GO)
