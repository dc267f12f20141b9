"""Which sessions count while pain is high but steady, and for how long it has been (§3.9)."""

from dataclasses import replace

import pytest

from backcoach.coach.evidence.lights import Light
from backcoach.coach.evidence.pain_scores import Scores
from backcoach.coach.evidence.session_facts import SessionFacts, facts_of
from backcoach.coach.evidence.steady_high import SteadyFacts, SteadyHigh, SteadyStep
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.rules.pain import SteadyHighPain
from tests.support.content import programme
from tests.support.logs import a_session, day

READINESS, LIGHTS = programme().readiness, programme().lights
NONE, EASY, SHORT, PLANNED = SteadyStep
WEEKS = 14
"""Days: for so long pain has to be steady, and so long a break ends it."""


def rules_of(programme: Programme) -> SteadyHighPain:
    assert programme.steady_high is not None
    return programme.steady_high


RULES = rules_of(programme())


def session(
    number: int, before: int | None = 8, *, settled: bool | None = True, light: Light = Light.AMBER
) -> SessionFacts:
    """A session of that day, before which the pain was `before`."""
    facts = facts_of(
        a_session(number, pain_before=before, worst_pain=8),
        day(number),
        LIGHTS,
        usual=8,
        skills=frozenset(),
        week=(),
    )
    facts.answer(settled, from_morning=True)
    return replace(facts, light=light)


def high(
    *told: tuple[SessionFacts, SteadyStep], is_main: bool = False, steady: SteadyHigh | None = None
) -> SteadyHigh:
    steady = steady or SteadyHigh()
    for facts, step in told:
        steady.note(facts, step, RULES, READINESS, is_main=is_main)
    return steady


def known(on: int, *, pain: int = 7, calm_since: int | None = -1, scores: int = 15) -> SteadyFacts:
    """A pain that was the same on the last so many days, without a flare-up since a day."""
    told = Scores(LIGHTS)
    for number in range(on - scores + 1, on + 1):
        told.take(day(number), pain)
    return SteadyFacts(day(on), told, None if calm_since is None else day(calm_since), day(on))


@pytest.mark.parametrize(
    ("before", "step", "is_main", "easy", "short"),
    [
        (8, EASY, False, 1, 0),
        (9, EASY, False, 1, 0),
        (7, EASY, False, 0, 0),
        (None, EASY, False, 0, 0),
        (8, EASY, True, 0, 0),
        (8, SHORT, True, 0, 1),
        (8, SHORT, False, 0, 0),
        (7, SHORT, True, 0, 0),
        (None, SHORT, True, 0, 0),
        (8, PLANNED, True, 0, 0),
        (8, PLANNED, False, 0, 0),
        (8, NONE, True, 0, 0),
    ],
)
def test_b1_2_a_session_counts_on_its_step_at_the_highest_pain(
    before: int | None, step: SteadyStep, is_main: bool, easy: int, short: int
) -> None:
    steady = high((session(0, before), step), is_main=is_main)
    assert (len(steady.easy), len(steady.short)) == (easy, short)
    assert len(steady.recent) == 1
    assert (steady.since is None) is (step is NONE)


@pytest.mark.parametrize(("gap", "goes_on"), [(WEEKS - 1, True), (WEEKS, False)])
def test_b1_a_break_of_two_weeks_begins_anew(gap: int, goes_on: bool) -> None:
    earlier = [(session(number), EASY) for number in (0, 2, 4)]
    steady = high(*earlier, (session(4 + gap), EASY))
    assert len(steady.easy) == (4 if goes_on else 1)
    assert steady.since == (day(0) if goes_on else day(4 + gap))
    before = high(*earlier)
    step = before.step(known(4 + gap), RULES, READINESS)
    assert step is (SHORT if goes_on else EASY)


def test_b1_what_is_not_steady_begins_anew_at_once() -> None:
    steady = high((session(0), EASY), (session(2), NONE), (session(4), EASY))
    assert (len(steady.easy), steady.since) == (1, day(4))


@pytest.mark.parametrize(
    ("on", "entered", "days"),
    [(10, None, 6), (10, 6, 4), (10, 2, 6), (4, None, 0), (10, 12, 0), (3, None, 0)],
)
def test_b1_6_the_days_of_steady_pain_in_the_stage(on: int, entered: int | None, days: int) -> None:
    steady = high((session(4), EASY), (session(6), EASY))
    entered_on = None if entered is None else day(entered)
    assert steady.days(day(on), entered_on) == days
    assert SteadyHigh().days(day(on), entered_on) == 0


SETTLED = [(session(number), NONE) for number in (0, 2, 4)]


@pytest.mark.parametrize(
    ("changed", "is_steady"),
    [
        ({}, True),
        ({"pain": 6}, True),
        ({"pain": 5}, False),
        ({"calm_since": None}, False),
        ({"calm_since": 6}, True),
        ({"calm_since": 7}, False),
        ({"scores": 14}, False),
    ],
    ids=[
        "all of it",
        "a usual pain of 6",
        "a usual pain of 5",
        "a flare-up lasts",
        "two weeks without one",
        "a day less",
        "scores of a day less",
    ],
)
def test_b1_pain_is_high_but_steady_where_every_row_holds(
    changed: dict[str, int | None], is_steady: bool
) -> None:
    asked = known(20, **changed)  # type: ignore[arg-type]
    assert high(*SETTLED).is_steady(asked, RULES, READINESS) is is_steady
    assert (high(*SETTLED).step(asked, RULES, READINESS) is not NONE) is is_steady


@pytest.mark.parametrize(
    ("sessions", "is_steady"),
    [
        ([session(0), session(2), session(4)], True),
        ([session(2), session(4)], False),
        ([session(0, settled=None), session(2), session(4)], True),
        ([session(0, settled=None), session(2, settled=None), session(4)], False),
        ([session(0), session(2, settled=False), session(4)], False),
        ([session(0, light=Light.RED), session(2), session(4)], False),
        ([session(0, settled=False), session(2), session(4), session(6)], True),
    ],
)
def test_b1_the_last_three_sessions_settled(sessions: list[SessionFacts], is_steady: bool) -> None:
    steady = high(*((each, NONE) for each in sessions))
    assert steady.is_steady(known(20), RULES, READINESS) is is_steady


@pytest.mark.parametrize(
    ("days", "is_steady"),
    [((6, 8, 10, 20), True), ((6, 20), False), ((7, 8, 10, 20), False), ((5, 6, 20), False)],
)
def test_b1_there_are_scores_enough_from_two_weeks_ago_on(
    days: tuple[int, ...], is_steady: bool
) -> None:
    told = Scores(LIGHTS)
    for number in days:
        told.take(day(number), 7)
    facts = SteadyFacts(day(20), told, day(0), day(20))
    assert high(*SETTLED).is_steady(facts, RULES, READINESS) is is_steady
