"""One exercise on its dose ladder, and how it went in each session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from backcoach.coach.evidence.completion import share_of
from backcoach.coach.evidence.lights import (
    Light,
    light,
    lights_for,
    may_count_as_green,
    pain_light,
)
from backcoach.coach.evidence.session_facts import SessionFacts
from backcoach.coach.levels.weights import lightest
from backcoach.coach.model.exercise import Exercise, Mode
from backcoach.coach.model.profile import Weight
from backcoach.coach.model.programme import Section
from backcoach.coach.model.records import (
    PainReport,
    SessionRecord,
    SetRecord,
    of_the_back,
    worst_of,
)
from backcoach.coach.model.rules.levels import LevelMoves
from backcoach.coach.model.rules.pain import Lights


class Rung(NamedTuple):
    """An exercise at a level of its ladder."""

    exercise: str
    level: int


@dataclass(slots=True)
class ExerciseOutcome:
    """How one exercise went in one session; None is a missing answer.

    `share` (0-1) is the part that was done before an easier exercise took over. `peak` is the worst
    pain reported of it, or else that of the session, unless another exercise made the session red.
    `hurt` says that "this hurts" was pressed for it.
    `was_hard` says that it hurt or was made easier, `leg` that a symptom in a leg was new or worse
    during it, `elsewhere` that it was stopped for something other than the back, `spared` that some
    of it was left out because of a second red in another, `sore` that it, or what it was eased
    into, left the back sore, `sore_more` that this was more than usual. `sore_holds` says that this
    keeps the level from going up, and `but_sore` that nothing else does. `weight` is the lightest
    one used; None unless all sets had one; `reps` the fewest planned for a set. `fine` sessions
    count towards a level up once the morning after was calm; `was_fine` says that only an unsettled
    morning took that away. `down` is the rule by which it went down after this session, `undo` what
    takes that back where it was for the morning.
    """

    facts: SessionFacts
    exercise: str
    level: int
    share: float
    peak: int | None
    light: Light | None
    may_count_as_green: bool
    was_hard: bool
    leg: bool = False
    elsewhere: bool = False
    spared: bool = False
    sore: bool = False
    weight: Weight | None = None
    reps: int = 0
    fine: bool = False
    down: str = ""
    was_fine: bool = False
    undo: Undo | None = None
    hurt: bool = False
    sore_more: bool = False
    sore_holds: bool = False
    but_sore: bool = False

    @property
    def left_out(self) -> bool:
        """Whether none of it was done, because a second red elsewhere ended the main block."""
        return self.spared and self.share == 0

    @property
    def is_whole(self) -> bool:
        """Whether all of it was done without pain being reported during it."""
        return not (self.share != 1 or self.was_hard or self.spared or self.elsewhere)

    @property
    def in_full(self) -> bool:
        """Whether all of it was done, and neither pain nor soreness speaks against going up."""
        return self.is_whole and not self.sore_holds

    @property
    def is_green(self) -> bool:
        """Whether it was green, or amber and as good as green because usual pain is high."""
        return self.light is Light.GREEN or self.may_count_as_green

    @property
    def went_badly(self) -> bool:
        """Whether something of it hurt, was left out, or left the back sore."""
        return not self.is_whole or self.sore or self.light is Light.RED


@dataclass(slots=True)
class StandIn:
    """The easier exercise that takes over for `left` more sessions.

    It is done at `level`, or at that of its `own` track where it is also done for itself: an
    exercise has one level. Where the user chose it, it takes over up to the day `until` instead.
    """

    exercise: str
    level: int
    left: int
    own: Track | None = None
    until: date | None = None

    @property
    def own_track(self) -> Track | None:
        """The track of the exercise itself, as long as that is what it is about."""
        own = self.own
        return own if own is not None and own.home == self.exercise else None

    @property
    def done_at(self) -> int:
        """The level it is done at."""
        own = self.own_track
        return self.level if own is None else own.level


@dataclass(slots=True)
class Undo:
    """What takes a step down back, once the answer about the morning is corrected.

    `home` went down by `levels`, `raises` are the steps up that stood until then. `before` is the
    easier exercise that stood in until then, `after` the one that did from then on. `since` is the
    first day at the level of before.
    """

    home: str
    levels: int
    raises: list[int]
    before: StandIn | None
    after: StandIn | None
    since: date | None


@dataclass(slots=True)
class Track:
    """One exercise of a stage's templates, and what is done in its place.

    `slot` is the exercise that the templates name, `home` the one done there: the same, or a harder
    one that took over. `recent` are its last two sessions. `raises` are the numbers of its steps up
    that still stand, and `raised_on` is the day of the last one. `since` is the day of the first
    session at its level, or with its last step up by weight; None before there is one. `reps` are
    the repetitions a set at its highest level, where some were added to those of the ladder;
    `any_step` says that the next plate may be taken after them, however big a step.
    """

    slot: str
    home: str
    level: int
    recent: list[ExerciseOutcome] = field(default_factory=list)
    raises: list[int] = field(default_factory=list)
    raised_on: date | None = None
    since: date | None = None
    reps: int | None = None
    any_step: bool = False
    stand_in: StandIn | None = None

    @property
    def doing(self) -> str:
        """The exercise that is done now."""
        return self.home if self.stand_in is None else self.stand_in.exercise

    @property
    def rung(self) -> Rung:
        """The exercise that is done now, and its level."""
        if self.stand_in is None:
            return Rung(self.home, self.level)
        return Rung(self.stand_in.exercise, self.stand_in.done_at)

    def set_level(self, level: int) -> None:
        """Move to another level, where the days begin anew."""
        if level != self.level:
            self.level, self.since, self.reps = level, None, None

    @property
    def evidence(self) -> list[ExerciseOutcome]:
        """The latest sessions that count towards a level up, with no other session in between."""
        found: list[ExerciseOutcome] = []
        for outcome in reversed(self.recent):
            counts = outcome.fine and outcome.exercise == self.home
            if not counts or outcome.level < self.level:
                break
            found.append(outcome)
        return found

    def remember(self, outcome: ExerciseOutcome) -> None:
        """Add an outcome; only the last two are kept."""
        if len(self.recent) > 1:
            del self.recent[0]
        self.recent.append(outcome)
        is_there = self.stand_in is None and outcome.exercise == self.home
        if self.since is None and is_there and outcome.level >= self.level and outcome.share > 0:
            self.since = outcome.facts.day


def moving(exercises: Mapping[str, Exercise], rules: LevelMoves) -> frozenset[str]:
    """The ids of the exercises whose level moves in the main block."""
    return frozenset(
        id
        for id, exercise in exercises.items()
        if rules.by_the_clock_too or exercise.mode is not Mode.TIME
    )


def outcomes(
    session: SessionRecord,
    firsts: Sequence[SetRecord] | None,
    facts: SessionFacts,
    moving: Set[str],
    lights: Lights,
) -> list[ExerciseOutcome]:
    """How each exercise of the main block in `moving` went, in the order of the session.

    `firsts` are those of `firsts_if_whole`.
    """
    if firsts is not None and not session.pain_reports:
        return _all_well(session, firsts, facts, moving)
    items: dict[int, list[SetRecord]] = {}
    for record in session.sets:
        if record.section is Section.MAIN:
            items.setdefault(record.item, []).append(record)
    # If the worst pain was reported for one exercise, the others hurt less.
    reports = of_the_back(session.pain_reports)
    worst = worst_of(reports)
    named = worst is not None and worst == facts.peak
    stopped = {each.item for each in session.pain_reports if each.is_elsewhere and each.stopped}
    found = []
    for item, records in items.items():
        if (records[0].stands_in_for or records[0].exercise) in moving:
            said = [report for report in reports if report.item == item]
            outcome = _outcome(records, said, facts, lights, elsewhere=item in stopped)
            # An exercise that was not begun cannot have hurt.
            begun = not outcome.spared or any(record.done.seconds > 0 for record in records)
            if not said and ((named and outcome.light is Light.RED) or not begun):
                outcome.light = outcome.peak = None
            found.append(outcome)
    return found


def _all_well(
    session: SessionRecord, firsts: Sequence[SetRecord], facts: SessionFacts, moving: Set[str]
) -> list[ExerciseOutcome]:
    """As `outcomes`, where nothing was left out or hurt: the first set of each exercise is enough.

    An exercise that occurs twice has one level, so only its first place counts.
    """
    main, sore = Section.MAIN, facts.sore
    found: dict[str, SetRecord] = {}
    items: set[int] = set()
    for record in firsts:
        if record.section is main and record.item not in items:
            items.add(record.item)
            found.setdefault(record.exercise, record)
    return [
        ExerciseOutcome(
            facts,
            exercise,
            first.level,
            1.0,
            facts.peak,
            facts.light,
            facts.may_count_as_green,
            False,
            False,
            False,
            False,
            exercise in sore,
            None
            if first.weight is None
            else lightest(record for record in session.sets if record.item == first.item),
            first.planned.reps,
            sore_more=exercise in facts.sore_more,
        )
        for exercise, first in found.items()
        if exercise in moving
    ]


def _outcome(
    records: Sequence[SetRecord],
    reports: Sequence[PainReport],
    facts: SessionFacts,
    lights: Lights,
    *,
    elsewhere: bool = False,
) -> ExerciseOutcome:
    """The outcome of one exercise; `reports` is every "this hurts" of the back or a leg during it.

    `elsewhere` says that it was stopped because something else hurt.
    """
    planned = records[0].stands_in_for or records[0].exercise
    own = [record for record in records if record.stands_in_for is None]
    peak, colour, allowed = facts.peak, facts.light, facts.may_count_as_green
    lights = lights_for(facts.known_usual, lights)
    leg = any(report.leg for report in reports)
    if reports:
        peak = worst_of(reports)
        rise = None if peak is None or facts.before is None else peak - facts.before
        colour = pain_light(peak, facts.before, lights, leg=leg)
        allowed = may_count_as_green(colour, rise, facts.usual, lights)
        if lights.amber_holds_all and facts.light is Light.AMBER and colour is Light.GREEN:
            # A press with a low number says no more for this exercise than no press would.
            peak, colour, allowed = facts.peak, facts.light, facts.may_count_as_green
    elif peak is not None and facts.before is not None and facts.light is not None:
        # In a session that is red because of a leg, other exercises may have been calm.
        colour = light(peak, facts.before, lights)
    return ExerciseOutcome(
        facts=facts,
        exercise=planned,
        level=own[0].level if own else records[0].level,
        share=share_of(own),
        peak=peak,
        light=colour,
        may_count_as_green=allowed,
        hurt=bool(reports),
        was_hard=bool(reports) or (len(own) < len(records) and not elsewhere),
        leg=leg,
        elsewhere=elsewhere,
        spared=not reports and any(record.spared for record in records),
        sore=any(record.exercise in facts.sore for record in records),
        sore_more=any(record.exercise in facts.sore_more for record in records),
        weight=lightest(own),
        reps=min((record.planned.reps for record in own), default=0),
    )
