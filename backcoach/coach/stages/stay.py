"""A stay in a stage, and the moves between stages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from backcoach.coach.evidence.completion import Skill
from backcoach.coach.evidence.lights import Light
from backcoach.coach.evidence.session_facts import SessionFacts
from backcoach.coach.levels.book import LevelBook
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.records import SessionRecord
from backcoach.coach.model.rules.stages import Gate


@frozen
class StageChange:
    """A move from one stage to another, with its local date and why."""

    on: date
    from_stage: int
    to_stage: int
    reason: str


@dataclass(slots=True)
class Stay:
    """One stay in a stage and the sessions done in it.

    `entered_on` is its first day, `since` the instant it began, if a record began it. `before` is
    the stay before it, to which a user may go back. `fast_gate` is the gate after a fast start.
    `ripe_seen` is the last day on which the gate was tested because the minimum days were over.
    `worked`, `counting`, `shown` and `tried` are those of `StageFacts`. `unsettled_on` is the day
    of the latest session after which pain had not settled, as far as any answer ever said.
    """

    stage: int
    gate: Gate | None
    book: LevelBook
    since: datetime | None = None
    entered_on: date | None = None
    before: Stay | None = None
    begun: bool = False
    fast_gate: Gate | None = None
    ripe_seen: date | None = None
    counting: int = 0
    worked: list[SessionFacts] = field(default_factory=list)
    shown: set[Skill] = field(default_factory=set)
    tried: dict[int, SessionFacts] = field(default_factory=dict)
    unsettled_on: date | None = None

    def holds(self, session: SessionRecord) -> bool:
        """Whether `session` belongs to this stay.

        It is of this stage and started since the stay began.
        """
        if session.stage != self.stage:
            return False
        return self.since is None or session.started_at >= self.since

    def note(self, facts: SessionFacts) -> None:
        """Add a session in which something was done."""
        self.worked.append(facts)
        if facts.skills:
            self.tried.update(dict.fromkeys((skill.line for skill in facts.skills), facts))
            self._note_skills(facts)

    def take_answer(self, facts: SessionFacts, settled: bool | None, *, from_morning: bool) -> None:
        """Store whether pain had settled after the session; a bad answer may undo a skill shown."""
        if settled is False and (self.unsettled_on is None or facts.day > self.unsettled_on):
            self.unsettled_on = facts.day
        if not facts.skills:
            facts.answer(settled, from_morning=from_morning)
            return
        was_green = facts.gate_light is Light.GREEN
        facts.answer(settled, from_morning=from_morning)
        if was_green and facts.gate_light is not Light.GREEN:
            self.shown.clear()
            for each in self.worked:
                self._note_skills(each)
        else:
            self._note_skills(facts)

    def _note_skills(self, facts: SessionFacts) -> None:
        """Note the skills shown in the session, as far as its light is known by now."""
        if facts.skills and facts.gate_light is Light.GREEN:
            self.shown.update(facts.skills)
