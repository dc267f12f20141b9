"""On which local day a record of the log lies."""

from dataclasses import replace

import pytest

from backcoach.coach.evidence.moments import (
    days_along,
    health_answers,
    local_days,
    moments,
)
from backcoach.coach.model.profile import Profile
from backcoach.coach.model.records import CheckIn, FlareReport, Morning, StageChoice, StageDecision
from tests.support.logs import (
    Fact,
    a_check_in,
    a_choice,
    a_flare,
    a_log,
    a_morning,
    a_profile,
    a_session,
    day,
)

EAST, WEST = 600, -600


@pytest.mark.parametrize(
    ("number", "local"),
    [
        pytest.param(1, 2, id="before any session: that of the first one after it"),
        pytest.param(5, 6, id="between two: that of the one before"),
        pytest.param(12, 11, id="after all: that of the last one"),
    ],
)
def test_a_record_without_an_offset_takes_that_of_the_sessions_around_it(
    number: int, local: int
) -> None:
    # At 15 and at 8 in UTC it is another day ten hours further east, or west.
    told = a_check_in(number, hour=8 if number == 12 else 15)
    sessions = [a_session(3, offset_minutes=EAST), a_session(9, offset_minutes=WEST)]
    log = a_log(*sessions, told, own_check_ins=False)
    assert local_days(log, day(20))(told) == day(local)
    assert next(each.day for each in moments(log, day(20)) if each.what == told) == day(local)


def test_without_a_session_the_offset_is_that_of_whoever_asks() -> None:
    told = a_check_in(1, hour=15)
    for minutes, local in ((0, 1), (EAST, 2)):
        assert local_days(a_log(told), day(20), minutes)(told) == day(local)


@pytest.mark.parametrize("what", ["session", "check-in", "morning", "profile", "flare"])
def test_where_it_is_the_day_before_again_the_day_that_had_begun_goes_on(what: str) -> None:
    # From ten hours east to ten hours west: at 16 in UTC it is the next day there, not here.
    east = a_session(4, hour=2, offset_minutes=EAST)
    elsewhere: dict[str, Fact] = {
        "session": a_session(3, hour=8, offset_minutes=WEST),
        "check-in": replace(a_check_in(3, hour=18), utc_offset_minutes=WEST),
        "morning": replace(a_morning(3, hour=18), utc_offset_minutes=WEST),
        "profile": replace(a_profile(3, hour=18), utc_offset_minutes=WEST),
        "flare": replace(a_flare(3, hour=18), utc_offset_minutes=WEST),
    }
    after = elsewhere[what]
    log = a_log(east, after, own_check_ins=False)
    assert [each.day for each in moments(log, day(20)) if each.what in (east, after)] == [
        day(4)
    ] * 2
    assert days_along([east, a_session(3, hour=8, offset_minutes=WEST)]) == [day(4), day(4)]


@pytest.mark.parametrize("what", ["check-in", "morning", "choice", "profile", "flare"])
def test_entries_alone_tell_that_somebody_travelled(what: str) -> None:
    east = replace(a_check_in(3, hour=16), utc_offset_minutes=EAST)
    told: dict[str, CheckIn | Morning | StageChoice | Profile | FlareReport] = {
        "check-in": a_check_in(3, hour=18),
        "morning": a_morning(3, hour=18),
        "choice": a_choice(3, StageDecision.STAY, 1, hour=18),
        "profile": a_profile(3, hour=18),
        "flare": a_flare(3, hour=18),
    }
    west = replace(told[what], utc_offset_minutes=WEST)
    found = moments(a_log(east, west), day(20))
    assert [each.day for each in found] == [day(4), day(4)]


def test_at_home_an_answer_on_another_day_keeps_its_own() -> None:
    # A session is told of when it ends, but it is of the day on which it began.
    late = a_session(3, hour=23.9, minutes=30)
    after = a_check_in(4, hour=0.1)
    found = moments(a_log(late, after), day(20))
    assert [(each.day, each.what) for each in found[1:]] == [(day(4), after), (day(3), late)]


def test_rehearsals_date_nothing_and_neither_does_what_is_still_to_come() -> None:
    told = a_check_in(5, hour=15)
    real = a_session(6, offset_minutes=0)
    rehearsal = a_session(5, hour=3, offset_minutes=EAST, speed=10)
    ahead = a_session(9, offset_minutes=EAST)
    assert local_days(a_log(real, rehearsal, told), day(20))(told) == day(5)
    assert local_days(a_log(ahead, told), day(9))(told) == day(6)
    assert local_days(a_log(ahead, told), day(8))(told) == day(5)


def test_an_offset_of_its_own_dates_a_record_whatever_the_sessions_had() -> None:
    told = replace(a_check_in(5, hour=15), utc_offset_minutes=0)
    log = a_log(a_session(3, offset_minutes=EAST), told)
    assert local_days(log, day(20))(told) == day(5)
    assert [each.day for each in moments(log, day(20)) if each.what is told] == [day(5)]


def test_only_what_tells_of_health_is_a_health_answer() -> None:
    plain = a_check_in(3)
    found = health_answers(a_log(plain, a_profile(2), a_profile(1)), day(1))
    assert [(each.id, on) for each, on in found] == [
        (a_profile(1).id, day(1)),
        (a_profile(2).id, day(1)),
    ]
