"""When the outcome measures are asked (`programme.md` §5 and the last row of §3.5)."""

from __future__ import annotations

import pytest

from backcoach.coach.evidence.moments import local_days
from backcoach.coach.model.records import SessionKind
from backcoach.coach.review.schedule import (
    MeasuresDue,
    course_on,
    measures_due,
    review_due,
    review_week,
    week_pains,
)
from tests.support.content import programme
from tests.support.logs import a_log, a_profile, a_session, day, told
from tests.support.reviews import RULES, due_on, of_kind, trained, weekly

BOTH = {"socks": 4}


def asked(number: int, *facts: object) -> tuple[int, bool, bool] | None:
    """Week, pain and activities of what is due on day `number`."""
    due = due_on(number, *facts)  # type: ignore[arg-type]
    return None if due is None else (due.week, due.pain, due.activities)


# Week 0


def test_nothing_is_asked_before_the_first_session() -> None:
    assert due_on(0) is None
    assert due_on(5, a_session(6)) is None


@pytest.mark.parametrize(
    "no_session",
    [a_session(0, speed=20), a_session(0, share=0)],
    ids=["a rehearsal", "nothing done"],
)
def test_what_is_no_session_begins_no_course(no_session: object) -> None:
    assert asked(3, no_session) is None


def test_both_are_asked_from_the_first_session_on() -> None:
    assert asked(0, a_session(0)) == (0, True, True)
    assert asked(6, a_session(0)) == (0, True, True)


@pytest.mark.parametrize("kind", list(SessionKind))
def test_a_session_of_any_kind_begins_the_course(kind: SessionKind) -> None:
    assert asked(0, of_kind(a_session(0), kind)) == (0, True, True)


def test_what_was_told_is_not_asked_again() -> None:
    assert asked(1, a_session(0), told(1, 4)) == (0, False, True)
    assert asked(1, a_session(0), told(1, None, BOTH)) == (0, True, False)
    assert asked(1, a_session(0), told(1, 4, BOTH)) is None


def test_what_was_told_up_to_7_days_before_the_first_session_is_its_start() -> None:
    assert asked(10, *trained(10), told(3, 4, BOTH)) is None
    assert asked(10, *trained(10), told(2, 4, BOTH)) == (0, True, True)


def test_the_usual_pain_of_the_profile_is_the_start_too() -> None:
    assert asked(10, *trained(10), a_profile(9, usual_pain=3)) == (0, False, True)
    assert asked(10, *trained(10), a_profile(2, usual_pain=3)) == (0, True, True)


def test_a_profile_that_repeats_the_usual_pain_is_no_answer() -> None:
    facts = [*weekly(2), a_profile(0, usual_pain=3), a_profile(8, usual_pain=3, sessions_a_week=2)]
    assert asked(9, *facts, told(1, None, BOTH)) == (1, True, False)
    changed = [*weekly(2), a_profile(0, usual_pain=3), a_profile(8, usual_pain=2)]
    assert asked(9, *changed, told(1, None, BOTH)) is None


# Weeks after it


@pytest.mark.parametrize(
    ("number", "due"),
    [
        (6, None),
        (7, (1, True, False)),
        (27, (3, True, False)),
        (28, (4, True, True)),
        (35, (5, True, True)),
        (55, (7, True, True)),
        (56, (8, True, True)),
        (84, (12, True, True)),
        (167, (23, True, True)),
        (168, (24, True, True)),
    ],
)
def test_pain_is_asked_weekly_and_activities_after_4_8_12_and_24_weeks(
    number: int, due: tuple[int, bool, bool] | None
) -> None:
    weeks = weekly(25)
    start = told(1, 4, BOTH)
    assert asked(number, *weeks, start) == due


@pytest.mark.parametrize(
    ("week", "review"),
    [(3, None), (4, 4), (7, 4), (8, 8), (11, 8), (12, 12), (23, 12), (24, 24), (35, 24), (36, 36)],
)
def test_reviews_come_after_4_8_12_weeks_and_then_every_12(week: int, review: int | None) -> None:
    assert review_week(week, RULES) == review


def test_activities_not_rated_when_they_came_due_are_asked_until_they_are() -> None:
    facts = [*weekly(8), told(1, 4, BOTH), told(36, 3)]
    assert due_on(37, *facts) == MeasuresDue(day(28), 4, False, True)
    assert due_on(37, *facts, told(37, None, BOTH)) is None


# Skipping


def test_put_off_it_is_asked_once_for_each_due_date() -> None:
    facts = weekly(8)
    assert due_on(28, *facts, told(1, 4, BOTH), put_off=day(28)) is None
    assert due_on(34, *facts, told(1, 4, BOTH), put_off=day(28)) is None
    assert due_on(35, *facts, told(1, 4, BOTH), put_off=day(28)) == MeasuresDue(
        day(35), 5, True, False
    )
    assert asked(28, *facts, told(1, 4, BOTH)) == (4, True, True)
    before = due_on(28, *facts, told(1, 4, BOTH), put_off=day(27))
    assert before == MeasuresDue(day(28), 4, True, True)


# After a break


@pytest.mark.parametrize(("number", "due"), [(122, False), (123, True)])
def test_after_56_days_without_a_session_they_are_asked_anew(number: int, due: bool) -> None:
    # 10 weeks of training, the last session on day 67.
    facts = [*weekly(10), told(1, 4, BOTH), told(number - 1, 4, BOTH)]
    found = due_on(number, *facts)
    assert (found == MeasuresDue(day(123), 0, True, True)) is due


@pytest.mark.parametrize(("number", "due"), [(37, False), (38, True)])
def test_a_break_of_28_days_and_longer_than_the_training_is_long_enough(
    number: int, due: bool
) -> None:
    # Trained from day 0 to day 10; the break is 28 days on day 38.
    facts = [*trained(0, 5, 10), told(1, 4, BOTH), told(number - 1, 4, BOTH)]
    assert (due_on(number, *facts) is not None) is due


def test_told_in_the_break_it_is_not_asked_again_on_the_way_back() -> None:
    facts = [*weekly(10), told(1, 4, BOTH), told(125, 5, BOTH)]
    assert asked(126, *facts) is None
    assert asked(130, *facts, a_session(130)) is None
    assert asked(140, *facts, a_session(140)) == (0, True, True), "told too long before it"


def test_the_weeks_count_anew_after_the_break() -> None:
    log = a_log(*weekly(10), a_session(130), a_session(132))
    course = course_on(log, day(140), programme())
    assert course is not None
    assert (course.began, course.broke_on, course.weeks_by(day(140))) == (day(130), None, 1)
    before = course_on(log, day(129), programme())
    assert before is not None
    assert (before.began, before.broke_on) == (day(0), day(123))


@pytest.mark.parametrize(("number", "begins"), [(122, 0), (123, 123)])
def test_the_first_session_after_56_days_begins_another_course(number: int, begins: int) -> None:
    course = course_on(a_log(*weekly(10), a_session(number)), day(number), programme())
    assert course is not None
    assert course.began == day(begins)


# When a review is shown of itself


def test_a_review_is_shown_once_when_it_comes() -> None:
    course = course_on(a_log(*weekly(9)), day(60), programme())
    assert course is not None
    assert not review_due(course, day(27), RULES, None)
    assert review_due(course, day(28), RULES, None)
    assert not review_due(course, day(28), RULES, day(28))
    assert not review_due(course, day(55), RULES, day(30))
    assert review_due(course, day(56), RULES, day(55))
    assert review_due(course, day(60), RULES, day(30))


def test_no_review_is_shown_while_a_break_begins_training_anew() -> None:
    course = course_on(a_log(*weekly(4)), day(90), programme())
    assert course is not None
    assert course.broke_on is not None
    assert not review_due(course, day(90), RULES, None)


# Days are the user's own


def test_late_in_the_evening_far_from_greenwich_it_is_still_that_day() -> None:
    far = [a_session(0, offset_minutes=-600), a_session(7, offset_minutes=-600)]
    answer = told(7, 3, hour=31)  # 7 in the morning of day 8 in UTC, 21:00 of day 7 there
    log = a_log(*far, answer)
    assert [each.day for each in week_pains(log, day(9), local_days(log, day(9)))] == [day(7)]
    assert measures_due(log, day(6), programme()) is not None
