"""Travel and wrong clocks: no record is overlooked or lost because of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.evidence.present import dated_after, so_far
from backcoach.coach.model.days import day_of, offset_minutes_of
from backcoach.coach.model.records import Log, SessionKind, SessionRecord
from backcoach.coach.model.screening_questions import ClearanceKind
from backcoach.coach.review.weeks import pain_scores
from backcoach.practice import Practice
from tests.support.clock import ManualClock
from tests.support.coach import practice_in
from tests.support.examples import examples
from tests.support.logs import a_session

BEGAN = datetime(2026, 11, 23, 9, tzinfo=UTC)
AUCKLAND, TOKYO, LONDON, NEW_YORK, LOS_ANGELES = 13, 9, 0, -5, -8


def zone(hours: float) -> timezone:
    return timezone(timedelta(hours=hours))


def local(day: int, hour: float, hours: float) -> datetime:
    """`hour` on a day of November 2026, or beyond it, where clocks are `hours` east of UTC."""
    first = datetime(2026, 11, 1, tzinfo=zone(hours))
    return first + timedelta(days=day - 1, hours=hour)


def trained(practice: Practice, kind: SessionKind = SessionKind.MAIN) -> SessionRecord:
    """A session that begins now and takes 20 minutes, with questions before and after it."""
    now = practice.book.clock.now()
    began = now.astimezone(UTC)
    session = replace(
        a_session(0),
        id=practice.book.new_id(),
        started_at=began,
        ended_at=began + timedelta(minutes=20),
        utc_offset_minutes=offset_minutes_of(now),
        check_in=practice.sessions.check_in(practice.sessions.answered(2, {})),
        ratings=None,
        kind=kind,
    )
    practice.sessions.save(session)
    return session


def on(folder: Path, now: datetime) -> tuple[Practice, ManualClock]:
    clock = ManualClock(now)
    return practice_in(folder, clock), clock


# One journey each


@pytest.mark.parametrize(
    ("trained_at", "now", "rests"),
    [
        (local(30, 7, AUCKLAND), local(29, 14, LOS_ANGELES), True),
        (local(30, 7, AUCKLAND), local(30, 9, LOS_ANGELES), True),
        (local(30, 7, AUCKLAND), local(32, 9, LOS_ANGELES), False),
        (local(28, 10, LOS_ANGELES), local(30, 8, AUCKLAND), True),
        (local(28, 10, LOS_ANGELES), local(31, 8, AUCKLAND), False),
        (local(28, 22, TOKYO), local(28, 12, LONDON), True),
        (local(28, 23.9, LONDON), local(29, 1, NEW_YORK), True),
        (local(28, 8, LONDON), local(29, 23.9, LONDON), True),
        (local(28, 23.9, LONDON), local(30, 0.1, LONDON), True),
        (local(28, 20, LONDON), local(30, 6, LONDON), True),
        (local(28, 20, LONDON), local(30, 20, LONDON), False),
    ],
)
def test_a_session_is_followed_by_a_rest_wherever_one_flies(
    tmp_path: Path, trained_at: datetime, now: datetime, rests: bool
) -> None:
    practice, clock = on(tmp_path, trained_at)
    trained(practice)
    clock.set_wall(now)
    assert (practice.standing.day().kind is SessionKind.REST_DAY) is rests
    assert (practice.standing.days_since_last() or 0) >= 0


@pytest.mark.parametrize("hour", [0.2, 12, 21, 23.9])
@pytest.mark.parametrize("here", [NEW_YORK, AUCKLAND, LONDON, -12, 14])
def test_a_flare_is_heard_at_once_whatever_zone_the_sessions_were_in(
    tmp_path: Path, hour: float, here: float
) -> None:
    practice, clock = on(tmp_path, local(26, 12, LONDON))
    trained(practice)
    clock.set_wall(local(28, hour, here))
    practice.weeks.report_flare()
    flare = practice.standing.now().flare
    assert flare is not None
    assert (flare.since, flare.day) == (practice.book.today(), 1)
    assert practice.standing.day().kind is SessionKind.FLARE


def test_the_morning_of_a_date_that_comes_twice_is_another_one(tmp_path: Path) -> None:
    practice, clock = on(tmp_path, local(28, 8, AUCKLAND))
    practice.weeks.report_flare()
    clock.set_wall(local(30, 7, AUCKLAND))
    practice.weeks.keep_morning(None, 2, True)
    assert practice.weeks.morning_due(practice.book.today()) is None
    clock.set_wall(local(30, 7, LOS_ANGELES))
    asked = practice.weeks.morning_due(practice.book.today())
    assert asked is not None
    practice.weeks.keep_morning(None, 3, True, asked.day)
    assert practice.weeks.morning_due(practice.book.today()) is None
    assert practice.standing.now().flare is None, "two calm mornings"
    assert [score.pain for score in pain_scores(practice.book.log.all, practice.book.today())] == [
        2,
        3,
    ]


def test_a_corrected_morning_is_one_morning_a_few_zones_further_too(tmp_path: Path) -> None:
    practice, clock = on(tmp_path, local(28, 8, LONDON))
    practice.weeks.report_flare()
    clock.set_wall(local(30, 7, LONDON))
    practice.weeks.keep_morning(None, 2, True)
    clock.set_wall(local(30, 20, NEW_YORK))
    assert practice.weeks.morning_due(practice.book.today()) is None
    practice.weeks.keep_morning(None, 6, False)
    flare = practice.standing.now().flare
    assert flare is not None
    assert flare.calm == 0
    assert [score.pain for score in pain_scores(practice.book.log.all, practice.book.today())] == [
        6
    ]


def test_the_day_never_goes_back_and_nothing_of_tomorrow_is_left_out(tmp_path: Path) -> None:
    practice, clock = on(tmp_path, local(30, 7, AUCKLAND))
    session = trained(practice)
    clock.set_wall(local(29, 14, LOS_ANGELES))
    assert practice.book.today() == session.local_date
    assert practice.book.now().day == day_of(session.started_at, LOS_ANGELES * 60)
    assert practice.standing.now().sessions_in_stage == 1
    review = practice.weeks.review()
    assert review is not None
    assert review.weeks[0].done == 1


# Clocks that were ahead


@pytest.mark.parametrize("ahead", [timedelta(hours=3), timedelta(days=1), timedelta(days=400)])
def test_a_session_of_a_clock_that_was_ahead_asks_for_a_rest_and_hides_no_break(
    tmp_path: Path, ahead: timedelta
) -> None:
    practice, clock = on(tmp_path, BEGAN)
    trained(practice)
    clock.set_wall(BEGAN + timedelta(days=3) + ahead)
    trained(practice)
    clock.set_wall(BEGAN + timedelta(days=3, hours=1))
    assert practice.standing.day().kind is SessionKind.REST_DAY
    if ahead > timedelta(days=90):
        clock.set_wall(BEGAN + timedelta(days=90))
        assert practice.safety.was_away()
        assert practice.standing.days_since_last() == 90


def test_an_answer_of_a_clock_that_was_ahead_locks_no_longer_than_any_other(
    tmp_path: Path,
) -> None:
    practice, clock = on(tmp_path, BEGAN + timedelta(days=400))
    practice.safety.keep_screening(())
    practice.sessions.check_in(practice.sessions.answered(2, {"saddle_or_bladder": None}))
    clock.set_wall(BEGAN)
    assert practice.safety.lock().value == "emergency"
    practice.safety.clear(ClearanceKind.SEEN_OK)
    assert practice.safety.lock().value == "none"


def test_what_is_told_after_the_clock_was_set_right_is_the_profile(tmp_path: Path) -> None:
    practice, clock = on(tmp_path, BEGAN + timedelta(days=400))
    practice.person.keep_profile(replace(practice.person.profile_to_change(), usual_pain=3))
    clock.set_wall(BEGAN)
    practice.person.keep_profile(replace(practice.person.profile_to_change(), usual_pain=5))
    assert practice.person.profile is not None
    assert practice.person.profile.usual_pain == 5
    here = practice.standing.now().profile
    assert here is not None
    assert here.usual_pain == 5


def test_of_what_is_told_at_one_instant_the_last_holds(tmp_path: Path) -> None:
    practice, _ = on(tmp_path, BEGAN)
    for pain in range(8):
        practice.person.keep_profile(replace(practice.person.profile_to_change(), usual_pain=pain))
        here = practice.standing.now().profile
        assert here is not None
        assert here.usual_pain == pain


# Any journey


class Deed(Enum):
    """What somebody does where they have come to."""

    NOTHING = "nothing"
    TRAIN = "train"
    EASY = "easy"
    FLARE = "flare"


class Leg(NamedTuple):
    """So many hours later, at a place `zone` hours from UTC, by a clock `ahead` hours ahead."""

    hours: float
    zone: float
    ahead: float
    deed: Deed


zones = st.sampled_from([*range(-12, 15), 5.5, 5.75, 12.75, -9.5])
legs = st.builds(
    Leg,
    st.floats(0.5, 60),
    zones,
    st.sampled_from([0, 0, 0, 0, 1, 9, 30, 24 * 400]),
    st.sampled_from(Deed),
)

SUMMER_TIME = 2
"""Hours by which a rest may be shorter because clocks were changed."""


@given(st.lists(legs, min_size=2, max_size=6), zones)
@examples(25)
def test_no_session_is_overlooked_and_no_flare_ignored_on_any_journey(
    journey: list[Leg], home: float
) -> None:
    with TemporaryDirectory() as folder:
        practice, clock = on(Path(folder), BEGAN.astimezone(zone(home)))
        at, last, told_on = BEGAN, None, date.min
        for leg in journey:
            at += timedelta(hours=leg.hours)
            here = at.astimezone(zone(leg.zone))
            clock.set_wall(here)
            if last is not None and at - last < timedelta(hours=24 - SUMMER_TIME):
                assert practice.standing.day().kind is not SessionKind.MAIN
            if not practice.book.log.ahead():
                # A day of which nothing was told may come once more, further west.
                assert practice.book.today() >= told_on
            clock.set_wall(here + timedelta(hours=leg.ahead))
            if leg.deed in (Deed.TRAIN, Deed.EASY):
                main = leg.deed is Deed.TRAIN
                trained(practice, SessionKind.MAIN if main else SessionKind.FLARE)
                last = at if main else last
            elif leg.deed is Deed.FLARE:
                practice.weeks.report_flare()
                assert practice.standing.now().flare is not None
                clock.set_wall(here)
                assert practice.standing.now().flare is not None, "with the clock set right too"
            if leg.deed is not Deed.NOTHING and not practice.book.log.ahead():
                told_on = practice.book.today()
        if not practice.book.log.ahead():
            counted = sum(
                score.pain == 2
                for score in pain_scores(practice.book.log.all, practice.book.today())
            )
            assert counted == len(practice.book.log.all.check_ins)


@given(st.lists(st.tuples(st.floats(16, 40), zones, st.integers(0, 10)), min_size=1, max_size=8))
@examples(25)
def test_no_morning_takes_the_place_of_another_on_any_journey(
    journey: list[tuple[float, float, int]],
) -> None:
    with TemporaryDirectory() as folder:
        practice, clock = on(Path(folder), BEGAN)
        at, told = BEGAN, []
        for hours, offset, pain in journey:
            # They get up at seven, where they are then.
            at += timedelta(hours=hours)
            up = at.astimezone(zone(offset))
            up += timedelta(hours=(7 - up.hour) % 24, minutes=-up.minute)
            at = up.astimezone(UTC)
            clock.set_wall(up)
            practice.weeks.keep_morning(None, pain, None)
            told.append(pain)
        scores = pain_scores(practice.book.log.all, practice.book.today())
        assert sorted(score.pain for score in scores) == sorted(told)


@given(st.lists(legs, max_size=5), st.integers(0, 40))
@examples(40)
def test_nothing_that_counts_now_is_later_than_now(journey: list[Leg], days: int) -> None:
    at, sessions = BEGAN, []
    for number, leg in enumerate(journey):
        at += timedelta(hours=leg.hours)
        began = at + timedelta(hours=leg.ahead)
        sessions.append(
            replace(
                a_session(0, id=f"session-{number}", pain_before=None, worst_pain=None),
                started_at=began,
                ended_at=began + timedelta(minutes=20),
                utc_offset_minutes=int(leg.zone * 60),
            )
        )
    log = Log(tuple(sorted(sessions, key=lambda each: each.started_at)))
    now = BEGAN + timedelta(days=days)
    known = so_far(log, now, 0)
    assert not dated_after(known, now + timedelta(milliseconds=1))
    assert known.sessions[: len(log.sessions) - len(dated_after(log, now))] == tuple(
        each for each in log.sessions if each.started_at <= now
    )
