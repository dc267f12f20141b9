"""Single rows of a gate, whatever the others say (programme.md §3.4, §3.9)."""

from dataclasses import replace

import pytest

from backcoach.coach.evidence.lights import Light
from backcoach.coach.evidence.session_facts import SessionFacts, StageFacts, facts_of
from backcoach.coach.model.rules.stages import Gate
from backcoach.coach.stages.gates import (
    EASE_OFF,
    NEXT_ANSWER,
    GateLine,
    barring_row,
    effort,
    lights,
    minimum_days,
    week_pain,
)
from tests.support.content import programme
from tests.support.logs import a_session, day

FIRST, SECOND = programme().gates
STEADY = replace(SECOND, week_pain_max=5.0, week_pain_days=7, steady_days=28)
CALM = "Pain has been calm enough."
NOT_KNOWN = "The check-in before your next session answers this."
AGREED = "Pain is high but steady, and a clinician has agreed."
TO_AGREE = "Pain is high but steady. This opens once a doctor or physiotherapist agrees."


def a_stage(**told: object) -> StageFacts:
    nothing = StageFacts(day(40), day(0), 10, 0.8, (), frozenset(), {}, None)
    return nothing._replace(**told)  # type: ignore[arg-type]


def session(number: int, *, week: tuple[int, ...] = (), pain: int = 2) -> SessionFacts:
    worst = a_session(number, pain_before=pain, worst_pain=pain)
    return facts_of(
        worst, day(number), programme().lights, usual=pain, skills=frozenset(), week=week
    )


@pytest.mark.parametrize(
    ("week", "steady_days", "agrees", "met", "reason"),
    [
        ((), 0, False, False, NOT_KNOWN),
        ((), 28, True, False, NOT_KNOWN),
        ((5, 5), 0, False, True, CALM),
        ((5, 5), 28, False, True, CALM),
        ((5, 5), 28, True, True, CALM),
        ((5, 6), 0, False, False, EASE_OFF),
        ((5, 6), 27, True, False, EASE_OFF),
        ((5, 6), 28, False, False, TO_AGREE),
        ((5, 6), 28, True, True, AGREED),
        ((5, 6), 0, True, False, EASE_OFF),
    ],
)
def test_b1_6_the_pain_of_the_week(
    week: tuple[int, ...], steady_days: int, agrees: bool, met: bool, reason: str
) -> None:
    line = week_pain(STEADY, a_stage(week=week, steady_days=steady_days, agrees=agrees))
    assert line is not None
    assert (line.met, line.reason) == (met, reason)


@pytest.mark.parametrize("gone", ["week_pain_max", "week_pain_days", "steady_days"])
def test_b1_6_where_the_gate_does_not_ask_for_it(gone: str) -> None:
    gate = replace(STEADY, **{gone: None})  # type: ignore[arg-type]
    line = week_pain(gate, a_stage(week=(5, 6), steady_days=50, agrees=True))
    if gone == "steady_days":
        assert line is not None
        assert (line.met, line.reason) == (False, EASE_OFF)
    else:
        assert line is None


def test_an_earlier_programme_looks_at_the_week_of_the_last_session() -> None:
    gate = replace(STEADY, week_to_opening=False)
    worked = [session(0, week=(1,)), session(2, week=(2,)), session(4, week=(3,))]
    line = week_pain(gate, a_stage(worked=worked, week=(9,)))
    assert line is not None
    assert line.have == "3"
    before = week_pain(gate, a_stage(week=(9,)))
    assert before is not None
    assert (before.met, before.have) == (False, "not known yet")


@pytest.mark.parametrize(
    ("may_count", "awaiting", "asks"),
    [(True, True, True), (True, False, False), (False, True, False)],
)
def test_only_a_morning_that_may_make_it_green_is_waited_for(
    may_count: bool, awaiting: bool, asks: bool
) -> None:
    amber = replace(session(0), light=Light.AMBER, may_count_as_green=may_count, awaiting=awaiting)
    line = lights(FIRST, a_stage(worked=[amber] * FIRST.light_sessions))
    assert not line.met
    assert (line.reason == NEXT_ANSWER) is asks
    if not asks:
        assert line.reason == f"It opens once {FIRST.green_min} of these sessions are green."


@pytest.mark.parametrize(("given", "met"), [(6, True), (7, False), (None, False)])
def test_the_effort_of_the_last_sessions(given: int | None, met: bool) -> None:
    hard = replace(session(0), effort=10)
    last = [replace(session(2), effort=5), replace(session(4), effort=given)]
    assert effort(FIRST, a_stage(worked=[hard, *last])).met is met


@pytest.mark.parametrize(
    ("days", "met", "have", "reason"),
    [
        (13, False, "13 days", "This opens on 15 January 2024."),
        (14, True, "14 days", "Enough time has passed."),
        (None, False, "0 days", "The days start to count with your first session."),
    ],
)
def test_the_days_in_the_stage(days: int | None, met: bool, have: str, reason: str) -> None:
    entered = None if days is None else day(0)
    line = minimum_days(FIRST, a_stage(entered_on=entered, on=day(days or 0)))
    assert (line.met, line.have, line.reason) == (met, have, reason)


def test_a_row_that_was_not_met_yesterday_is_asked_first() -> None:
    asked: list[str] = []

    def yesterday(_gate: Gate, _stage: StageFacts) -> GateLine:
        asked.append("yesterday's")
        return GateLine("sessions", "Sessions", "", "", False, "")

    assert barring_row(FIRST, a_stage(), yesterday) is yesterday
    assert barring_row(FIRST, a_stage(entered_on=None)) is minimum_days
    assert asked == ["yesterday's"]
