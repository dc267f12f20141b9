"""The fast start of `programme.md` §3.4: stage 1 in 7 days and 3 sessions, for those who may."""

from dataclasses import replace

import pytest

from backcoach.coach.model.profile import Profile
from tests.support.logs import Fact, a_check_in, a_profile, a_session, day
from tests.support.weeks import after, missing, opened_on, the_line

MAY = a_profile(trains_already=True, usual_pain=3)


def a_week(profile: Profile, *, pain: int = 2, sessions: int = 3) -> tuple[Fact, ...]:
    """Calm sessions on every other day, and a check-in on day 6."""
    days = range(0, 2 * sessions, 2)
    return (
        profile,
        *(a_session(number, pain_before=pain, worst_pain=pain) for number in days),
        a_check_in(6, pain),
    )


def test_seven_days_and_three_sessions_are_enough() -> None:
    assert missing(after(6, *a_week(MAY))) == {"minimum_days"}
    assert the_line(after(6, *a_week(MAY)), "minimum_days").needed == "7 days"
    assert opened_on(after(7, *a_week(MAY)), 2) == day(7)


def test_two_sessions_are_not() -> None:
    assert "sessions" in missing(after(13, *a_week(MAY, sessions=2)))


@pytest.mark.parametrize(
    ("profile", "opens"),
    [
        pytest.param(MAY, True, id="trains already, usual pain 3, no tags"),
        pytest.param(replace(MAY, trains_already=False), False, id="does not train yet"),
        pytest.param(replace(MAY, tags=("knee_pain",)), False, id="a tag"),
    ],
)
def test_who_may(profile: Profile, opens: bool) -> None:
    assert (after(7, *a_week(profile)).stage == 2) is opens


@pytest.mark.parametrize(("pain", "opens"), [(3, True), (4, False)])
def test_usual_pain_of_3_may_and_4_may_not(pain: int, opens: bool) -> None:
    assert (after(7, *a_week(MAY, pain=pain)).stage == 2) is opens


def test_nobody_is_hurried_whose_usual_pain_is_not_known() -> None:
    assert after(0, replace(MAY, usual_pain=None)).lines[0].needed == "14 days"


def test_a_profile_told_of_late_opens_the_stage_when_it_is_told() -> None:
    late = a_profile(9, trains_already=True, usual_pain=3)
    _, *week = a_week(MAY)
    assert opened_on(after(12, late, *week), 2) == day(9)


def test_stage_2_knows_no_fast_start() -> None:
    here = after(10, *a_week(MAY), a_session(9, stage=2))
    assert here.stage == 2
    assert the_line(here, "minimum_days").needed == "28 days"


def test_whoever_lost_the_fast_start_still_comes_on_after_the_usual_two_weeks() -> None:
    tagged = a_profile(6, hour=1, trains_already=True, usual_pain=3, tags=("knee_pain",))
    sessions = [a_session(number) for number in (8, 10, 12)]
    here = after(20, *a_week(MAY), tagged, *sessions, a_check_in(13))
    assert opened_on(here, 2) == day(14)
