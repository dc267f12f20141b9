"""What a review counts: sessions of those planned, load and pain by week, levels, flare-ups."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backcoach.coach.model.records import SessionKind, SessionRecord
from tests.support.levels import did
from tests.support.logs import (
    Fact,
    a_check_in,
    a_flare,
    a_morning,
    a_profile,
    a_session,
    told,
)
from tests.support.reviews import of_kind, reviewed, trained, weekly

# Sessions of those planned


def shares(number: int, *facts: Fact) -> list[tuple[int, int]]:
    return [(week.done, week.planned) for week in reviewed(number, *facts).weeks]


@pytest.mark.parametrize(("share", "done"), [(0.7, 0), (0.8, 1), (1.0, 1)])
def test_a_session_is_done_from_80_percent_of_its_items(share: float, done: int) -> None:
    assert shares(6, a_session(0, share=share)) == [(done, 3)]


@pytest.mark.parametrize(
    ("session", "done"),
    [
        (of_kind(a_session(2), SessionKind.MAIN), 2),
        (of_kind(a_session(2), SessionKind.FLARE), 1),
        (of_kind(a_session(2), SessionKind.REST_DAY), 1),
        (a_session(2, speed=5), 1),
    ],
    ids=["main", "flare", "rest day", "rehearsal"],
)
def test_only_real_main_sessions_are_counted(session: SessionRecord, done: int) -> None:
    assert shares(6, a_session(0), session) == [(done, 3)]


def test_what_is_planned_is_what_the_profile_said_at_the_end_of_each_week() -> None:
    profiles = [
        a_profile(6, sessions_a_week=2, hour=20),
        a_profile(14, sessions_a_week=4),
        a_profile(22, sessions_a_week=3),
    ]
    assert shares(21, a_session(0), *profiles) == [(1, 2), (0, 2), (0, 4), (0, 4)]
    assert shares(21, a_session(0)) == [(1, 3), (0, 3), (0, 3), (0, 3)]


def test_the_last_4_weeks_and_all_of_them_that_are_over() -> None:
    facts = [*weekly(1), *trained(7, 9), *weekly(3, first=21), a_session(42)]
    found = reviewed(43, *facts)
    assert [week.over for week in found.weeks] == [True] * 6 + [False]
    assert (found.lately.done, found.lately.planned, found.lately.weeks) == (9, 12, 4)
    assert (found.overall.done, found.overall.planned, found.overall.weeks) == (14, 18, 6)
    assert found.lately.share == 0.75


@pytest.mark.parametrize(("number", "weeks"), [(6, 0), (7, 1)])
def test_a_week_is_counted_when_its_last_day_is_over(number: int, weeks: int) -> None:
    found = reviewed(number, *weekly(1))
    assert found.lately.weeks == weeks
    assert found.lately.share == (None if weeks == 0 else 1.0)


def test_more_than_planned_is_more_than_all() -> None:
    assert reviewed(7, *trained(0, 1, 3, 5)).lately.share == pytest.approx(4 / 3)


# Week by week


def test_the_load_is_effort_times_minutes_of_every_rated_session() -> None:
    sessions = [
        a_session(0, effort=5, minutes=20),
        of_kind(a_session(2, effort=2, minutes=9), SessionKind.FLARE),
        a_session(3, worst_pain=None, minutes=30),
        a_session(4, speed=2, effort=9, minutes=30),
        a_session(7, effort=6, minutes=10),
    ]
    assert [(week.load, week.unrated) for week in reviewed(8, *sessions).weeks] == [
        (118, 1),
        (60, 0),
    ]


def test_the_pain_of_a_week_is_the_mean_of_its_7_days() -> None:
    scores: list[Fact] = [
        a_session(0, pain_before=4),
        a_check_in(6, 6),
        a_check_in(7, 2),
        a_check_in(13, 3),
    ]
    weeks = reviewed(15, *scores, told(8, 5), told(13, 4)).weeks
    assert [week.pain for week in weeks] == [5.0, 2.5, 3.0]
    assert [week.told for week in weeks] == [None, 4, None]
    assert reviewed(16, a_session(0, pain_before=None)).weeks[0].pain is None


# Levels and flare-ups


def test_levels_gained_are_steps_up_and_down_since_the_start() -> None:
    rising = [did(n, ("pelvic_tilt", rung), stage=1) for n, rung in ((0, 1), (3, 1), (7, 2))]
    hard = did(9, ("pelvic_tilt", 2), stage=1, effort=9)
    found = reviewed(8, *rising)
    assert (found.ups, found.downs) == (1, 0)
    assert [tuple(each) for each in found.climbs] == [("pelvic_tilt", 1, 2, None)]
    lowered = reviewed(10, *rising, hard)
    assert (lowered.ups, lowered.downs) == (1, 1)
    assert [tuple(each) for each in lowered.climbs] == [("pelvic_tilt", 1, 1, None)]


def test_flare_ups_are_counted_however_they_began() -> None:
    calm = [replace(a_morning(number, session="none"), session=None) for number in (5, 6)]
    flares = [a_flare(3), a_flare(3, hour=20), a_flare(9), a_flare(15)]
    assert reviewed(14, *weekly(2), *flares, *calm).flares == 2
    assert reviewed(14, *weekly(2), *flares).flares == 1, "the first one is still on"
    assert reviewed(14, *weekly(2), a_check_in(11, 6)).flares == 1
