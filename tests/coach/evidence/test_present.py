"""Which day it is, what counts that a clock has dated in the future, and how it is set back."""

from dataclasses import fields, replace
from datetime import datetime, timedelta
from itertools import chain

import pytest

from backcoach.coach.evidence.present import (
    SLACK,
    Record,
    dated_after,
    dated_in_future,
    days_to_set_back,
    has_future_session,
    last_day,
    lists_of,
    present_day,
    set_back,
    so_far,
    time_of,
)
from backcoach.coach.model.records import (
    Clearance,
    Consent,
    Entry,
    Log,
    Morning,
    Screening,
    SessionKind,
    SessionRecord,
    StageDecision,
)
from backcoach.coach.model.screening_questions import ClearanceKind, Lock
from tests.support.logs import (
    a_check_in,
    a_choice,
    a_flare,
    a_log,
    a_morning,
    a_profile,
    a_session,
    day,
    moment,
    told,
)

NOW = moment(10, 12)
SECOND = timedelta(seconds=1)
EAST, WEST = 600, -600


def one_of_each(number: int) -> Log:
    """A session of day `number`, told about the day after, and one of every other record."""
    return replace(
        a_log(
            a_session(number, hour=13),
            a_check_in(number, hour=14),
            a_choice(number, StageDecision.STAY, 1, hour=15),
            a_morning(number + 1, session=f"session-{number}-13"),
            a_profile(number, hour=16),
            a_flare(number, hour=17),
            told(number, 3, hour=18),
            Screening(f"screening-{number}", moment(number, 19), "1", (), Lock.NONE),
        ),
        consents=(Consent(f"consent-{number}", moment(number, 20), "1"),),
        clearances=(
            Clearance(
                f"clearance-{number}",
                moment(number, 21),
                f"screening-{number}",
                ClearanceKind.CHECKED,
            ),
        ),
    )


def joined(*logs: Log) -> Log:
    """One log of several, each later than the one before."""
    lists = {
        each.name: tuple(chain.from_iterable(getattr(log, each.name) for log in logs))
        for each in fields(Log)
    }
    return Log(**lists)


PAST, AHEAD = one_of_each(1), one_of_each(20)
BOTH = joined(PAST, AHEAD)


def every(log: Log) -> list[Record]:
    return [each for records in lists_of(log) for each in records]


def test_there_is_one_of_each_kind_to_be_tried() -> None:
    assert all(lists_of(PAST))
    assert len(lists_of(PAST)) == len(fields(Log))


# What is dated later


@pytest.mark.parametrize(("apart", "later"), [(timedelta(0), False), (SECOND, True)])
def test_a_record_is_dated_later_from_the_very_next_instant(apart: timedelta, later: bool) -> None:
    check_in = a_check_in(10, hour=12)
    found = dated_after(a_log(check_in), NOW - apart)
    assert found == ([check_in] if later else [])


def test_all_that_is_dated_later_is_found_oldest_first() -> None:
    assert dated_after(BOTH, NOW) == sorted(every(AHEAD), key=time_of)
    assert dated_after(PAST, NOW) == []


@pytest.mark.parametrize(("apart", "later"), [(timedelta(0), False), (SECOND, True)])
def test_five_minutes_ahead_are_no_wrong_clock(apart: timedelta, later: bool) -> None:
    log = a_log(a_check_in(10, hour=12))
    assert bool(dated_in_future(log, NOW - SLACK - apart)) is later


def test_the_last_day_is_that_of_the_latest_record_of_any_kind() -> None:
    assert last_day(a_log(a_session(3), a_check_in(2))) == day(3)
    assert last_day(a_log(a_session(3), a_check_in(5))) == day(5)


# Which day it is


@pytest.mark.parametrize(
    ("hours_ago", "today"),
    [(-0.5, 10), (0, 11), (1, 11), (48, 11), (48.01, 10)],
    ids=["dated later", "now", "an hour ago", "two days ago", "longer ago"],
)
def test_it_is_never_before_the_day_of_what_was_told_in_the_last_two_days(
    hours_ago: float, today: int
) -> None:
    at = NOW - timedelta(hours=hours_ago)
    # Far enough east that it was the eleventh already, however long ago it was.
    offset = int((moment(11, 1) - at) / timedelta(minutes=1))
    before = replace(a_check_in(10), at=at, utc_offset_minutes=offset)
    assert present_day(a_log(before), NOW, 0) == day(today)


# How it counts at present


def test_where_nothing_is_dated_later_the_log_counts_as_it_is() -> None:
    assert so_far(PAST, NOW, 0) is PAST
    last = a_log(a_check_in(10, hour=12))
    assert so_far(last, NOW, 0) is last


def test_what_is_dated_later_counts_as_told_now_in_its_order() -> None:
    counted = so_far(BOTH, NOW, EAST)
    entries = [each for each in every(AHEAD) if not isinstance(each, SessionRecord)]
    ids = [each.id for each in sorted(entries, key=time_of)]
    told_now = [each for each in every(counted) if each.id in ids]
    assert [each.id for each in sorted(told_now, key=time_of)] == ids
    for each in told_now:
        assert timedelta(0) < time_of(each) - NOW < timedelta(milliseconds=1)
        assert each.utc_offset_minutes == EAST
    assert [each for each in every(counted) if each.id not in ids] == every(PAST)


@pytest.mark.parametrize(("number", "counts"), [(10, True), (11, False)])
def test_a_session_dated_later_counts_on_its_own_day_alone(number: int, counts: bool) -> None:
    ahead = a_session(number, hour=13, minutes=20)
    counted = so_far(a_log(a_session(1), ahead), NOW, 0).sessions
    assert [each.id for each in counted[1:]] == ([ahead.id] if counts else [])
    for each in counted[1:]:
        assert timedelta(0) < each.started_at - NOW < timedelta(milliseconds=1)
        assert each.ended_at - each.started_at == timedelta(minutes=20)


@pytest.mark.parametrize(("of_day", "counts_for"), [(9, 9), (10, 10), (11, 10)])
def test_a_morning_dated_later_is_one_of_today_at_the_latest(of_day: int, counts_for: int) -> None:
    ahead = a_morning(of_day, given=20)
    (counted,) = so_far(a_log(ahead), NOW, 0).mornings
    assert counted.day == day(counts_for)


def test_a_morning_told_already_keeps_its_day() -> None:
    told_before = a_morning(12, given=9)
    counted = so_far(a_log(told_before, a_check_in(20)), NOW, 0)
    assert counted.mornings == (told_before,)


@pytest.mark.parametrize(
    ("session", "there"),
    [
        (a_session(20), True),
        (a_session(9), False),
        (a_session(10, hour=12), False),
        (a_session(20, speed=10), False),
        (a_session(20, kind=SessionKind.FLARE), False),
        (a_session(20, share=0), False),
    ],
    ids=["later", "before", "now", "a rehearsal", "of another kind", "nothing done"],
)
def test_a_session_in_the_future_is_one_of_the_programme(
    session: SessionRecord, there: bool
) -> None:
    assert has_future_session(a_log(session), NOW) is there
    assert not has_future_session(a_log(), NOW)


def test_what_is_no_session_of_the_programme_hides_none_before_it() -> None:
    assert has_future_session(a_log(a_session(20), a_session(21, speed=10)), NOW)


# Setting dates back


@pytest.mark.parametrize(
    ("ahead", "days"),
    [
        (timedelta(0), 0),
        (SECOND, 1),
        (timedelta(days=1), 1),
        (timedelta(days=1) + SECOND, 2),
        (timedelta(days=-3), 0),
    ],
)
def test_the_days_to_go_back_are_the_fewest_whole_ones(ahead: timedelta, days: int) -> None:
    last = replace(a_check_in(1), at=NOW + ahead)
    assert days_to_set_back([a_check_in(0), last], NOW) == days
    assert days_to_set_back([], NOW) == 0


@pytest.mark.parametrize("rated", [True, False])
def test_a_session_is_in_the_past_once_it_has_ended_and_is_rated(rated: bool) -> None:
    session = a_session(20, worst_pain=2 if rated else None)
    end = session.ratings.at if session.ratings else session.ended_at
    assert days_to_set_back([session], end - timedelta(days=2)) == 2
    assert days_to_set_back([session], end - timedelta(days=2) - SECOND) == 3
    log = a_log(session)
    assert set_back(log, end - timedelta(days=2), 2).sessions
    with pytest.raises(ValueError, match="future"):
        set_back(log, end - timedelta(days=2) - SECOND, 2)


def instants(record: Record) -> list[datetime]:
    """All that a record tells the time of."""
    if not isinstance(record, SessionRecord):
        return [record.at]
    own: list[Entry | None] = [record.check_in]
    rated = [] if record.ratings is None else [record.ratings.at]
    return [record.started_at, record.ended_at, *(each.at for each in own if each), *rated]


@pytest.mark.parametrize("days", [11, 12])
def test_all_that_is_dated_in_the_future_moves_by_the_same_and_nothing_else(days: int) -> None:
    by = timedelta(days=days)
    moved = set_back(BOTH, NOW, days)
    for before, after in zip(lists_of(AHEAD), lists_of(moved), strict=True):
        assert [each.id for each in after] == [each.id for each in before]
        for one, other in zip(before, after, strict=True):
            assert instants(other) == [at - by for at in instants(one)]
    assert [each.day for each in moved.mornings] == [each.day - by for each in AHEAD.mornings]


def test_a_session_without_answers_moves_too() -> None:
    bare = a_session(20, pain_before=None, worst_pain=None)
    (moved,) = set_back(a_log(bare), NOW, 11).sessions
    assert moved == a_session(9, pain_before=None, worst_pain=None, id=bare.id)


@pytest.mark.parametrize(
    ("about", "given", "days", "moves"),
    [
        ("session-20-18", 21, 12, 12),
        ("session-1-18", 21, 12, 0),
        (None, 21, 12, 12),
        (None, 21, 12.5, 13),
    ],
    ids=["a session that moves", "one that does not", "none", "none, and half a day"],
)
def test_the_day_of_a_morning_moves_as_its_session_or_else_as_its_answer(
    about: str | None, given: int, days: float, moves: int
) -> None:
    morning = replace(a_morning(2, given=given), session=about)
    log = a_log(a_session(1), a_session(20), morning)
    (moved,) = set_back(log, NOW, days).mornings
    assert moved.day == morning.day - timedelta(days=moves)


def test_an_answer_moves_by_the_days_of_where_it_was_given() -> None:
    # At 8 in UTC it is 10 in the evening of the day before in the far west.
    answer = replace(a_morning(21, given=21), session=None)
    west: Morning = replace(answer, utc_offset_minutes=WEST)
    for morning, moves in ((answer, 12), (west, 11)):
        (moved,) = set_back(a_log(morning), NOW, 11.5).mornings
        assert moved.day == morning.day - timedelta(days=moves)


def test_the_check_in_of_a_session_moves_with_it_though_it_is_dated_before() -> None:
    session = a_session(10, hour=12 + 6 / 60)
    assert session.check_in
    assert time_of(session.check_in) - NOW == SLACK
    assert [each.id for each in set_back(a_log(session), NOW, 1).check_ins] == [session.check_in.id]
