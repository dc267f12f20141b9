"""Worked examples of nobody being stuck (programme.md §3.3, §3.4), and what holds for everybody."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from backcoach.coach.planning.day import Choice
from backcoach.simulation.people import (
    ALWAYS_SORE,
    FIRST_DAY,
    HIGH_8_SEEN,
    HIGH_8_UNSEEN,
    STEADY_7,
    PersonKind,
)
from backcoach.simulation.person import SimulatedDay
from tests.support.content import programme
from tests.support.levels import decided, did, last, level, now
from tests.support.logs import a_morning
from tests.support.squats import SQUAT, calm, ups
from tests.support.steady import days_of, raises_by_day

WEEK = 7


# B4


@cache
def steady_at_7() -> dict[int, SimulatedDay]:
    return dict(days_of(STEADY_7, 11))


def test_b4_1_six_short_sessions_without_a_raise_and_then_as_planned() -> None:
    days = steady_at_7()
    for number in (0, 2, 4, 7, 9, 11):
        assert (days[number].day.choice, days[number].day.lower) == (Choice.SHORT, 1)
    plan = days[14].plan
    assert plan is not None
    assert (days[14].day.choice, days[14].day.lower, plan.template) == (
        Choice.PLANNED,
        0,
        "s1_standard",
    )


def test_b4_1_the_gate_is_open_at_session_8() -> None:
    days = steady_at_7()
    assert list(days).index(16) == 8 - 1
    assert (days[14].before.stage, days[16].before.stage) == (1, 2)


def test_b4_1_one_raise_every_7_days() -> None:
    # The example says day 21. But stage 2 begins on day 16, and every level is kept for 7 days
    # from the first session at it (§3.3): the first day on which anything may rise is day 23.
    assert raises_by_day(steady_at_7()) == [23, 30, 37, 44, 51, 58, 65, 72]


@cache
def high_8(kind: PersonKind = HIGH_8_SEEN) -> dict[int, SimulatedDay]:
    return dict(days_of(kind, 9))


def test_b4_2_seen_first_an_easy_session_on_request() -> None:
    first = high_8()[0]
    assert first.session is not None
    assert first.session.template == "easy_day"
    assert first.after.flare is None
    facts = [each for each in high_8().values() if each.after.flare is not None]
    assert facts == []


def test_b4_2_seen_easy_planned_from_day_14_and_short_after_three_settled() -> None:
    days = high_8()
    chosen = {number: (each.day.choice, each.day.lower) for number, each in days.items()}
    assert [chosen[number] for number in (14, 16, 18)] == [(Choice.EASY, 0)] * 3
    assert [chosen[number] for number in (21, 23, 25, 28, 30, 32)] == [(Choice.SHORT, 1)] * 6
    assert chosen[35] == (Choice.PLANNED, 0)
    # Until day 14 it was on request; from then on it is what is planned.
    assert "readiness.8-10" in {reason.rule for reason in days[11].day.reasons}
    assert "readiness.steady" in {reason.rule for reason in days[14].day.reasons}


def test_b4_2_one_level_a_week_once_as_planned() -> None:
    assert raises_by_day(high_8()) == [44, 51, 58]


def test_b4_3_unseen_easy_on_request_for_ever() -> None:
    days = high_8(HIGH_8_UNSEEN)
    for each in days.values():
        assert each.session is not None
        assert each.session.template == "easy_day"
        assert {reason.rule for reason in each.day.reasons} >= {"readiness.8-10"}
    # Each week it is suggested to see somebody, from the day on which U has been high for 14 days.
    assert all("physiotherapist" in days[number].day.suggestion for number in days if number >= 14)
    assert raises_by_day(days) == []


def test_somebody_who_is_always_sore_goes_on() -> None:
    days = days_of(ALWAYS_SORE, 6)
    raised = {
        each.exercise for each in days[max(days)].after.levels.decisions if each.rule == "level.up"
    }
    assert raised >= {"bird_dog", "bridge_march"}


# An unrated session, and one without a check-in


def test_an_unrated_session_is_no_proof() -> None:
    here = now(5, did(0, (SQUAT, 1)), did(3, (SQUAT, 1), worst=None), did(5, (SQUAT, 1)))
    assert ups(here) == []
    assert ("level.hold.unknown", 1, 1) in decided(here, SQUAT)


def test_a_session_without_a_check_in_is_no_proof() -> None:
    here = now(5, did(0, (SQUAT, 1)), did(3, (SQUAT, 1), pain=None), did(5, (SQUAT, 1)))
    assert ups(here) == []


def test_nothing_goes_up_for_a_session_without_a_check_in() -> None:
    here = now(5, *calm(0, 3), a_morning(4, 2), did(5, (SQUAT, 1), pain=None))
    assert (ups(here), level(SQUAT, here)) == ([], 1)
    assert last(here, SQUAT).rule == "level.hold.unknown"


# Whoever trains as planned gains, or is told why

TOLD_WHY = ("level.hold.top", "level.hold.eased", "level.hold.keeping")
"""At the top or at a cap, in an easier week, or while keeping what there is."""


@settings(max_examples=15, deadline=None)
@given(
    pain=st.integers(0, 7),
    effort=st.integers(1, 6),
    tags=st.lists(st.sampled_from(sorted(programme().tags)), max_size=2, unique=True),
    sore=st.booleans(),
)
def test_whoever_trains_as_planned_gains_a_level_in_four_weeks_or_is_told_why(
    pain: int, effort: int, tags: Sequence[str], sore: bool
) -> None:
    kind = replace(
        PersonKind.always_at("steady", pain, effort=effort),
        tags=tuple(tags),
        clinician_ok=True,
        sore=tuple(_main_exercises()) if sore else (),
    )
    days = days_of(kind, 10)
    raised = raises_by_day(days)
    decisions = days[max(days)].after.levels.decisions
    for begins in range(0, 7):
        since, until = begins * WEEK, begins * WEEK + 28
        gained = any(since <= number < until for number in raised)
        of_these = [each for each in decisions if since <= (each.on - FIRST_DAY).days < until]
        told = any(each.rule.startswith(TOLD_WHY) for each in of_these)
        assert gained or told, (since, [each.rule for each in of_these])


def _main_exercises() -> set[str]:
    rules = programme()
    return {
        item.exercise
        for stage in rules.stages
        for name in stage.templates
        for item in rules.templates[name].items
    }
