"""Whether the usual pain is high but steady, and what that allows (`programme.md` §3.9).

Somebody whose usual pain is 6 or more would never train by the rules for everybody else. Where that
pain has been the same for weeks and the back settles after training, they go on in small steps.
Every number comes from `[steady_high]` and `[readiness]` in `programme.toml`; all are judgement.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

from backcoach.coach.evidence.lights import Light
from backcoach.coach.evidence.pain_scores import Scores, usual_stays_high
from backcoach.coach.evidence.session_facts import SessionFacts
from backcoach.coach.model.rules.pain import Readiness, SteadyHighPain


class SteadyStep(IntEnum):
    """What a pain of 8 before a session leads to; NONE while the pain is not high but steady.

    First an EASY session, then a SHORT and lower one, then the one PLANNED.
    """

    NONE = 0
    EASY = 1
    SHORT = 2
    PLANNED = 3


class SteadyFacts(NamedTuple):
    """What is known on the day `on`, besides the sessions.

    `calm_since` is the day after which there was neither a flare-up nor a new symptom; None where
    one lasts. `seen_on` is the day on which the user said that a clinician had seen them about
    their pain, None where they have not said so.
    """

    on: date
    scores: Scores
    calm_since: date | None
    seen_on: date | None


@dataclass(slots=True)
class SteadyHigh:
    """The latest sessions, main and easy ones, and how long the pain was steady at each of them.

    `recent` are the last ones. `since` is the day of the first session of the present run of those
    begun while the pain was high but steady. `easy` and `short` are the sessions of this run that
    were begun at the highest pain allowed, on the step of that name.
    """

    recent: list[SessionFacts] = field(default_factory=list)
    since: date | None = None
    easy: list[SessionFacts] = field(default_factory=list)
    short: list[SessionFacts] = field(default_factory=list)

    def step(self, known: SteadyFacts, rules: SteadyHighPain, readiness: Readiness) -> SteadyStep:
        """Which step holds before a session on the day of `known`."""
        if not self.is_steady(known, rules, readiness):
            return SteadyStep.NONE
        if self._is_broken(known.on, readiness) or _settled(self.easy) < rules.easy_sessions:
            return SteadyStep.EASY
        if _settled(self.short) < rules.short_sessions:
            return SteadyStep.SHORT
        return SteadyStep.PLANNED

    def is_steady(self, known: SteadyFacts, rules: SteadyHighPain, readiness: Readiness) -> bool:
        """Whether the usual pain is high but steady: every row of B1 holds."""
        usual = known.scores.usual(known.on)
        if usual is None or usual < readiness.clinician_usual_min:
            return False
        return (
            self._no_red_or_unsettled(rules)
            and _calm(known, readiness)
            and _high_and_close_together(known, rules, readiness)
            and (usual < rules.seen_usual_min or is_seen(known.seen_on, known.on, rules))
        )

    def days(self, on: date, entered_on: date | None) -> int:
        """The days of the present run up to `on`, counted from the first day in the stage on."""
        if self.since is None:
            return 0
        begun = self.since if entered_on is None else max(self.since, entered_on)
        return max(0, (on - begun).days)

    def note(
        self,
        facts: SessionFacts,
        step: SteadyStep,
        rules: SteadyHighPain,
        readiness: Readiness,
        *,
        is_main: bool,
    ) -> None:
        """Add a session that was begun on this step."""
        broken = step is SteadyStep.NONE or self._is_broken(facts.day, readiness)
        if self.since is not None and broken:
            self.since, self.easy, self.short = None, [], []
        if step is not SteadyStep.NONE:
            self.since = self.since or facts.day
            at_most = facts.before is not None and facts.before >= rules.pain_max
            if at_most and step is SteadyStep.EASY and not is_main:
                self.easy.append(facts)
            elif at_most and step is SteadyStep.SHORT and is_main:
                self.short.append(facts)
        self.recent = [*self.recent, facts][-rules.sessions :]

    def _is_broken(self, on: date, readiness: Readiness) -> bool:
        """Whether there was no session for so long that the run has ended."""
        last = self.recent[-1].day if self.recent else None
        return last is not None and (on - last).days >= readiness.clinician_days

    def _no_red_or_unsettled(self, rules: SteadyHighPain) -> bool:
        """Of the last 3 sessions none was red or unsettled, with 2 mornings known or more."""
        if len(self.recent) < rules.sessions:
            return False
        settled = [facts.settled for facts in self.recent]
        calm = not any(facts.light is Light.RED for facts in self.recent)
        return calm and False not in settled and settled.count(True) >= rules.mornings_min


def is_seen(seen_on: date | None, on: date, rules: SteadyHighPain) -> bool:
    """Whether somebody said, not too long before, that a clinician has seen them about the pain."""
    return seen_on is not None and (on - seen_on).days <= rules.seen_weeks * 7


def _settled(sessions: list[SessionFacts]) -> int:
    return sum(facts.settled is True for facts in sessions)


def _calm(known: SteadyFacts, readiness: Readiness) -> bool:
    """No flare-up, and nothing new at a check-in, for 14 days."""
    calm = known.calm_since
    return calm is not None and (known.on - calm).days >= readiness.clinician_days


def _high_and_close_together(
    known: SteadyFacts, rules: SteadyHighPain, readiness: Readiness
) -> bool:
    """The usual pain was 6 or more for 14 days, and their scores are at most 3 points apart."""
    first = known.scores.first_day
    if first is None or first > known.on - timedelta(days=readiness.clinician_days):
        return False
    scores = known.scores.of_days(known.on, readiness.clinician_days + 1)
    if len(scores) < known.scores.fewest or max(scores) - min(scores) > rules.spread_max:
        return False
    return usual_stays_high(known.scores.usual, known.on, readiness)
