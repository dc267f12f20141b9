"""The levels of the exercises for balance, and what moves them (`programme.md` §3.10).

They belong to the person, not to a stage. What counts is whether everything was done without a grab
for the support; pain holds a level or takes it down as in the main block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from backcoach.coach.evidence.decisions import Decision, Evidence
from backcoach.coach.evidence.lights import Light, lights_for, pain_light
from backcoach.coach.levels.track import Rung
from backcoach.coach.levels.up import (
    KEEPING,
    Today,
    first_day_back,
    not_eased,
    not_in_a_flare,
    not_on_the_way_back,
    pain_today,
    week_after_a_break,
)
from backcoach.coach.model.adaptations import Lift
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.programme import Programme, Section
from backcoach.coach.model.reasons import Verdict
from backcoach.coach.model.records import PainReport, SessionRecord, SetRecord
from backcoach.coach.model.rules.balance import BalanceRules
from backcoach.coach.suitability import Suit

ALONE = "from level {level} on somebody should be at home, or a phone in reach"


def not_keeping(today: Today) -> Verdict | None:
    """The user does not keep what they have (judgement)."""
    return KEEPING if today.keeping else None


OF_THE_DAY = (
    not_keeping,
    pain_today,
    first_day_back,
    week_after_a_break,
    not_in_a_flare,
    not_on_the_way_back,
    not_eased,
)
"""What has to be so on a day for any of these levels to go up."""


@frozen
class BalanceNext:
    """What comes next of balance: the `pair` of exercises (ids), and the level of each exercise.

    `rising` are those of which the level goes up today, `levels` include that. `waits_for_help`
    says that a level would go up if somebody were at home or a phone in reach, `is_steady` that
    the user stands steadily on one leg.
    """

    pair: tuple[str, ...]
    levels: Mapping[str, int] = field(default_factory=dict)
    rising: frozenset[str] = frozenset()
    waits_for_help: bool = False
    is_steady: bool = False


class BalanceOutcome(NamedTuple):
    """How one exercise went in the `session` (id), of which `session_light` is the light.

    `light` is that of its own pain reports, None without any. `grabbed` is None where it was not
    answered.
    """

    session: str
    session_light: Light | None
    exercise: str
    level: int
    in_full: bool
    grabbed: bool | None
    light: Light | None
    reports: Sequence[PainReport]


@dataclass(slots=True)
class BalanceLevel:
    """The level of one exercise. `since` is the day of the first session at it, None before that.

    `steady` are the latest sessions (ids) in a row that were done at it in full without a grab,
    `grabs` the latest ones running in which the user had to grab.
    """

    level: int = 1
    since: date | None = None
    steady: list[str] = field(default_factory=list)
    grabs: list[str] = field(default_factory=list)

    def move_to(self, level: int) -> None:
        """Begin anew at another level."""
        self.level, self.since, self.steady, self.grabs = level, None, [], []

    def is_due(self, on: date, rules: BalanceRules) -> bool:
        """Whether it was done well often enough and for long enough to go up on this day."""
        if len(self.steady) < rules.sessions or self.since is None:
            return False
        return (on - self.since).days >= rules.days


@dataclass(slots=True)
class BalanceLevels:
    """The level of each exercise done so far, by id; the `decisions` are shared with all others.

    `blocks` counts the sessions in which something of a balance block was done.
    """

    decisions: list[Decision] = field(repr=False)
    levels: dict[str, BalanceLevel] = field(default_factory=dict)
    blocks: int = 0
    is_steady: bool = False

    def rungs(self) -> tuple[Rung, ...]:
        """Every exercise with a level of its own."""
        return tuple(Rung(exercise, found.level) for exercise, found in self.levels.items())

    # What comes next

    def next(self, today: Today | None, on: date, rules: BalanceRules, suit: Suit) -> BalanceNext:
        """What comes next on a day; levels go up only for somebody who has checked in `today`."""
        held = today is None or _of_the_day(today) is not None
        rising: set[str] = set()
        waits = False
        for exercise, found in self.levels.items():
            if not found.is_due(on, rules):
                continue
            if found.level < suit.top(suit.exercises[exercise]):
                rising |= set() if held else {exercise}
            else:
                waits |= _needs_help(suit.exercises[exercise], suit)
        return BalanceNext(
            pair=rules.pairs[self.blocks % len(rules.pairs)],
            levels={
                exercise: found.level + (exercise in rising)
                for exercise, found in self.levels.items()
            },
            rising=frozenset(rising),
            waits_for_help=waits,
            is_steady=self.is_steady,
        )

    # A session

    def take(
        self,
        session: SessionRecord,
        today: Today,
        light: Light | None,
        suit: Suit,
        known_usual: float | None,
    ) -> None:
        """Raise what goes up for a session with this `light`, then judge how each exercise went."""
        programme = today.programme
        rules = programme.balance
        if rules is None:
            return
        found = list(_outcomes(session, programme, light, known_usual))
        self.blocks += bool(found)
        for outcome in found:
            at = self.levels.setdefault(outcome.exercise, BalanceLevel())
            exercise = suit.exercises[outcome.exercise]
            self._rise(at, exercise, today, rules, suit)
            if at.since is None and outcome.level >= at.level:
                at.since = today.day
            self._judge(at, exercise, outcome, today.day, rules)
        shows = self.levels.get(rules.steady_exercise)
        if shows is None or shows.level < rules.steady_level:
            self.is_steady = False

    def _rise(
        self, at: BalanceLevel, exercise: Exercise, today: Today, rules: BalanceRules, suit: Suit
    ) -> None:
        if len(at.steady) < rules.sessions:
            return
        held, because = None, ""
        if at.level >= suit.top(exercise):
            held = Verdict("level.hold.top")
            because = why_capped(exercise, suit, rules)
        held = held or _of_the_day(today) or _long_enough(at, today.day, rules)
        rule, numbers = held or Verdict("level.up.balance")
        move = (at.level, at.level if held else at.level + 1)
        evidence = Evidence(tuple(at.steady[-rules.sessions :]), numbers)
        self._write(rule, exercise, today.day, move, evidence, because=because)
        if held is None:
            at.move_to(at.level + 1)

    def _judge(
        self,
        at: BalanceLevel,
        exercise: Exercise,
        outcome: BalanceOutcome,
        day: date,
        rules: BalanceRules,
    ) -> None:
        if outcome.grabbed is not None:
            at.grabs = [*at.grabs, outcome.session] if outcome.grabbed else []
        down, old = _goes_down(outcome), at.level
        sessions: tuple[str, ...] = (outcome.session,)
        if down is None and len(at.grabs) >= rules.grabs:
            down, sessions = GRABBED, tuple(at.grabs)
        if down is not None:
            at.move_to(max(1, old - 1))
            rule = down.rule if at.level < old else "level.hold.lowest"
            numbers = (*down.numbers, ("sessions", len(sessions)))
            self._write(rule, exercise, day, (old, at.level), Evidence(sessions, numbers))
            return
        held = next((each for row in HOLD if (each := row(outcome, at)) is not None), None)
        if held is None:
            at.steady.append(outcome.session)
            if exercise.id == rules.steady_exercise and outcome.level >= rules.steady_level:
                self.is_steady = True
            if len(at.steady) >= rules.sessions:
                return
            held = Verdict("level.hold.so_far", (("sessions", rules.sessions),))
            sessions = tuple(at.steady)
        elif held.rule not in KEEPS_COUNT:
            at.steady = []
        self._write(held.rule, exercise, day, (old, old), Evidence(sessions, held.numbers))

    # What else changes levels

    def fit_to(self, suit: Suit, on: date, rules: BalanceRules) -> None:
        """Lower each level above the highest that suits."""
        for id, at in self.levels.items():
            exercise = suit.exercises[id]
            old, top = at.level, suit.top(exercise)
            if old > top and id not in suit.barred:
                at.move_to(top)
                because = why_capped(exercise, suit, rules)
                self._write("level.lower.suit", exercise, on, (old, top), NOTHING, because=because)

    def go_down(self, rule: str, levels: int, on: date, days: int, suit: Suit) -> None:
        """Go down some levels after a break. The ledger has `rule` and the `days` of the break."""
        for id, at in self.levels.items():
            old = at.level
            at.move_to(max(1, old - levels))
            evidence = Evidence((), (("days", days),))
            self._write(rule, suit.exercises[id], on, (old, at.level), evidence)
        self.is_steady = False

    def _write(
        self,
        rule: str,
        exercise: Exercise,
        on: date,
        move: tuple[int, int],
        evidence: Evidence,
        *,
        because: str = "",
    ) -> None:
        self.decisions.append(
            Decision(rule, on, exercise.id, exercise.name, *move, evidence, because=because)
        )


GRABBED = Verdict("level.down.grab")
NOTHING = Evidence()


def has_block(sets: Iterable[SetRecord]) -> bool:
    """Whether a balance block was planned in the session of these sets."""
    return any(record.section is Section.BALANCE for record in sets)


def _of_the_day(today: Today) -> Verdict | None:
    return next((held for row in OF_THE_DAY if (held := row(today)) is not None), None)


def _long_enough(at: BalanceLevel, on: date, rules: BalanceRules) -> Verdict | None:
    days = 0 if at.since is None else (on - at.since).days
    if days >= rules.days:
        return None
    return Verdict("level.cap.days", (("days", days), ("least", rules.days)))


def _goes_down(outcome: BalanceOutcome) -> Verdict | None:
    """Pain of its own takes it down, as any exercise (§3.3)."""
    if any(report.leg for report in outcome.reports):
        return Verdict("level.down.leg")
    if outcome.light is Light.RED:
        worst = max((each.pain or 0 for each in outcome.reports), default=0)
        return Verdict("level.down.red", (("pain", worst),))
    return None


# --- Why a session does not count for a step up: any light but red will do --------------------


def hold_grab(outcome: BalanceOutcome, _at: BalanceLevel) -> Verdict | None:
    """Hold: the user had to grab."""
    return Verdict("level.hold.grab") if outcome.grabbed else None


def hold_elsewhere(outcome: BalanceOutcome, _at: BalanceLevel) -> Verdict | None:
    """Hold: it was stopped because something other than the back hurt."""
    stopped = any(report.is_elsewhere and report.stopped for report in outcome.reports)
    return Verdict("level.hold.elsewhere") if stopped else None


def hold_red(outcome: BalanceOutcome, _at: BalanceLevel) -> Verdict | None:
    """Hold: the session was red, but because of another exercise."""
    return Verdict("level.hold.red") if outcome.session_light is Light.RED else None


def hold_part(outcome: BalanceOutcome, _at: BalanceLevel) -> Verdict | None:
    """Hold: not all of it was done."""
    return None if outcome.in_full else Verdict("level.hold.not_in_full")


def hold_unknown(outcome: BalanceOutcome, _at: BalanceLevel) -> Verdict | None:
    """Hold: without an answer about pain the light is not known."""
    return Verdict("level.hold.unknown") if outcome.session_light is None else None


def hold_unanswered(outcome: BalanceOutcome, _at: BalanceLevel) -> Verdict | None:
    """Hold: it is not known whether the user had to grab."""
    return Verdict("level.hold.grab_unknown") if outcome.grabbed is None else None


def hold_lower(outcome: BalanceOutcome, at: BalanceLevel) -> Verdict | None:
    """Hold: it was done below its level, as after a break."""
    if outcome.level >= at.level:
        return None
    return Verdict("level.hold.lower", (("done_at", outcome.level),))


HOLD = (
    hold_grab,
    hold_elsewhere,
    hold_red,
    hold_part,
    hold_unknown,
    hold_unanswered,
    hold_lower,
)
KEEPS_COUNT = ("level.hold.unknown", "level.hold.grab_unknown", "level.hold.lower")
"""Rules of a session that counts neither for a step up nor against it."""


def why_capped(exercise: Exercise, suit: Suit, rules: BalanceRules) -> str:
    """The reason for the highest level of `exercise`; empty where its ladder ends there."""
    if _needs_help(exercise, suit):
        return ALONE.format(level=rules.help_from)
    limit = suit.limit(exercise)
    return "" if limit is None else limit.because


def _needs_help(exercise: Exercise, suit: Suit) -> bool:
    """Whether `exercise` could go further with somebody at home, or a phone in reach."""
    if Lift.HELP_NEAR in suit.lifts:
        return False
    limit = suit.limit(exercise)
    with_help = replace(suit, lifts=suit.lifts | {Lift.HELP_NEAR}).limit(exercise)
    return limit is not None and (with_help is None or with_help.level > limit.level)


def _outcomes(
    session: SessionRecord,
    programme: Programme,
    session_light: Light | None,
    known_usual: float | None,
) -> Iterator[BalanceOutcome]:
    """How each exercise of the balance block went of which something was done."""
    items: dict[int, list[SetRecord]] = {}
    for record in session.sets:
        if record.section is Section.BALANCE:
            items.setdefault(record.item, []).append(record)
    before = None if session.check_in is None else session.check_in.pain
    lights = lights_for(known_usual, programme.lights)
    for item, records in items.items():
        own = [record for record in records if record.stands_in_for is None]
        if not own or all(record.done.seconds == 0 for record in own):
            continue
        reports = [each for each in session.pain_reports if each.item == item]
        of_back = [each for each in reports if not each.is_elsewhere]
        found = [pain_light(each.pain, before, lights, leg=each.leg) for each in of_back]
        said = {record.grabbed for record in records if record.done.seconds > 0}
        yield BalanceOutcome(
            session=session.id,
            session_light=session_light,
            exercise=own[0].exercise,
            level=own[0].level,
            in_full=all(record.completed for record in records),
            grabbed=True if True in said else None if None in said else False,
            light=Light.RED if Light.RED in found else next(iter(found), None),
            reports=reports,
        )
