"""Weeks of sessions that just open a gate, and ways to change single records of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from backcoach.coach.model.records import Log
from backcoach.coach.stages.gates import GateLine
from backcoach.coach.standing.standing import Standing, standing
from tests.support.content import catalogue, programme
from tests.support.logs import Fact, a_check_in, a_log, a_session, a_set, day

FIRST_WEEKS = (0, 3, 5, 7, 10, 12)
"""Six sessions of stage 1; with a check-in on day 13 all but the 14 days is met."""
NEXT_WEEKS = (15, 17, 20, 22, 24, 27, 29, 31, 34, 38)
"""Ten sessions of stage 2; with a check-in on day 39 all but the 28 days is met."""


def first_weeks(*, pain: int = 2) -> dict[int, Fact]:
    """Stage 1 by day: opens stage 2 on day 14."""
    facts: dict[int, Fact] = {number: a_session(number, pain_before=pain) for number in FIRST_WEEKS}
    return facts | {13: a_check_in(13, pain)}


def next_weeks(*, pain: int = 2) -> dict[int, Fact]:
    """Stage 2 by day, after stage 1: opens stage 3 on day 42."""
    facts: dict[int, Fact] = {
        number: a_session(number, stage=2, pain_before=pain, worst_pain=pain)
        for number in NEXT_WEEKS
    }
    return first_weeks(pain=pain) | facts | {39: a_check_in(39, pain)}


def log_of(facts: dict[int, Fact]) -> Log:
    """The facts by day as a log."""
    return a_log(*facts.values())


def standing_on(number: int, facts: dict[int, Fact] | Log) -> Standing:
    """Where the user stands on day `number` by the real programme."""
    log = facts if isinstance(facts, Log) else log_of(facts)
    return standing(log, programme(), day(number), exercises=catalogue().exercises)


def after(number: int, *facts: Fact) -> Standing:
    """Where the user stands on day `number` after these facts."""
    return standing(a_log(*facts), programme(), day(number))


def first(*more: Fact) -> tuple[Fact, ...]:
    """The weeks that open stage 2 on day 14, and more."""
    return (*first_weeks().values(), *more)


def the_line(here: Standing, id: str) -> GateLine:
    """The line of the gate called `id`."""
    return next(line for line in here.lines if line.id == id)


def missing(here: Standing) -> set[str]:
    """The ids of the lines that are not met."""
    return {line.id for line in here.lines if not line.met}


def opened_on(here: Standing, stage: int) -> date | None:
    """The day `stage` was entered first."""
    return next((change.on for change in here.changes if change.to_stage == stage), None)


@dataclass(frozen=True)
class Case:
    """One line that is not met: the facts that differ, those that cure it, and when it opens."""

    line: str
    have: str
    changed: Mapping[int, Fact | None]
    cure: Mapping[int, Fact]
    opens: int
    words: str = ""


def bent(facts: Mapping[int, Fact], changed: Mapping[int, Fact | None]) -> dict[int, Fact]:
    """`facts` with some of them changed, and those that are None taken away."""
    joined = {**facts, **changed}
    return {number: fact for number, fact in joined.items() if fact is not None}


def calm(*days: int, stage: int = 1, pain: int = 2) -> dict[int, Fact]:
    """Calm sessions on these days, and a check-in on the day after the last one."""
    facts: dict[int, Fact] = {
        number: a_session(number, stage=stage, pain_before=pain, worst_pain=pain) for number in days
    }
    return facts | {days[-1] + 1: a_check_in(days[-1] + 1, pain)}


def amber(number: int, stage: int = 1) -> Fact:
    return a_session(number, stage=stage, pain_before=2, worst_pain=4)


def years(stage_of_the_rest: int, sessions: int = 4000) -> Log:
    """The weeks that lead to stage 3 and a session of 30 sets on every day after them."""
    facts = dict(next_weeks())
    sets = tuple(a_set(item=index // 3, number=index % 3 + 1) for index in range(30))
    for index in range(sessions - len(FIRST_WEEKS) - len(NEXT_WEEKS)):
        facts[43 + index] = a_session(43 + index, stage=stage_of_the_rest, sets=sets)
    return log_of(facts)
