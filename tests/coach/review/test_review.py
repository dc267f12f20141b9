"""The review after 4, 8 and 12 weeks: a test for every threshold of `programme.md` §5."""

from __future__ import annotations

import pytest

from backcoach.coach.review.changes import ActivityChange, PainChange, is_clear
from backcoach.coach.review.review import Band, verdict
from backcoach.coach.words.review_words import about, advice, facts, headline, outlook
from tests.support.logs import (
    Fact,
    a_check_in,
    a_morning,
    a_session,
    day,
    told,
)
from tests.support.reviews import RULES, review_on, reviewed, trained, weekly

SOCKS, STAIRS = "Putting on socks", "Stairs"


def pain(start: float, now: float) -> PainChange:
    return PainChange(start, now, told=True)


SILENT = a_session(14, pain_before=None, worst_pain=None)
"""Training goes on, and nothing is said of pain."""


# The three bands


@pytest.mark.parametrize(
    ("start", "now", "band"),
    [
        (8, 6, Band.IMPROVED),  # 2 points, 25 %
        (8, 6.1, Band.UNCHANGED),
        (5, 3.5, Band.IMPROVED),  # 1.5 points, 30 %
        (5, 3.6, Band.UNCHANGED),
        (20 / 3, 14 / 3, Band.IMPROVED),
        (1, 0, Band.IMPROVED),
        (0, 0, Band.UNCHANGED),
        (4, 4, Band.UNCHANGED),
        (4, 5.9, Band.UNCHANGED),
        (4, 6, Band.WORSE),
        (0, 1.9, Band.UNCHANGED),  # nothing to take 30 % of
        (0, 2, Band.WORSE),
        (2, 3, Band.UNCHANGED),  # 50 % more, but only a point
    ],
)
def test_pain_2_points_or_30_percent_better_or_2_points_worse(
    start: float, now: float, band: Band
) -> None:
    assert verdict(pain(start, now), None, RULES) is band


@pytest.mark.parametrize(
    ("change", "band"),
    [
        (2, Band.IMPROVED),
        (1.9, Band.UNCHANGED),
        (0, Band.UNCHANGED),
        (-1.9, Band.UNCHANGED),
        (-2, Band.WORSE),
    ],
)
def test_activities_2_points_better_or_worse(change: float, band: Band) -> None:
    assert verdict(None, change, RULES) is band
    assert verdict(pain(4, 4), change, RULES) is band


def test_worse_is_looked_at_before_improved() -> None:
    assert verdict(pain(6, 3), -2, RULES) is Band.WORSE
    assert verdict(pain(3, 5), 4, RULES) is Band.WORSE


def test_one_of_the_two_is_enough_for_a_band_and_none_gives_none() -> None:
    assert verdict(pain(6, 3), 0, RULES) is Band.IMPROVED
    assert verdict(pain(4, 4), 2, RULES) is Band.IMPROVED
    assert verdict(None, None, RULES) is None


@pytest.mark.parametrize(("now", "clear"), [(6, False), (7, True), (2, False), (1, True)])
def test_one_activity_changes_clearly_from_3_points_on(now: int, clear: bool) -> None:
    assert is_clear(ActivityChange(SOCKS, 4, day(0), now), RULES) is clear


# When there is a band


@pytest.mark.parametrize(("number", "point"), [(27, None), (28, 4), (55, 4), (56, 8), (84, 12)])
def test_there_is_a_band_from_the_first_review_on(number: int, point: int | None) -> None:
    told_then_and_now = [told(0, 6), told(number - 1, 3)]
    found = reviewed(number, *weekly(12), *told_then_and_now)
    assert found.point == point
    assert found.verdict is (None if point is None else Band.IMPROVED)
    assert found.pain == pain(6, 3)


def test_without_a_session_there_is_no_review() -> None:
    assert review_on(30) is None
    assert review_on(30, a_session(0, speed=10), told(0, 3)) is None


# Pain then and now


def test_what_was_told_then_and_now_is_compared() -> None:
    found = reviewed(28, *weekly(5, pain=2), told(1, 6), told(14, 5), told(28, 4))
    assert found.pain == PainChange(6, 4, told=True)


@pytest.mark.parametrize(("number", "known"), [(21, False), (22, True)])
def test_only_an_answer_of_the_last_7_days_is_now(number: int, known: bool) -> None:
    found = reviewed(28, *weekly(5), told(1, 6), told(number, 4))
    assert found.pain is not None
    assert found.pain.told is known


@pytest.mark.parametrize(("number", "known"), [(-7, True), (-8, False), (6, True), (7, False)])
def test_only_an_answer_around_the_first_session_is_the_start(number: int, known: bool) -> None:
    found = reviewed(28, *weekly(5), told(number, 6), told(28, 4))
    assert found.pain is not None
    assert found.pain.told is known


def test_otherwise_the_means_of_the_first_and_the_last_7_days_are_compared() -> None:
    first: list[Fact] = [a_session(0, pain_before=6), a_check_in(6, 5), a_check_in(7, 0)]
    last: list[Fact] = [a_check_in(21, 9), a_check_in(22, 2), a_morning(28, 3, session="none")]
    found = reviewed(28, *first, SILENT, *last, a_check_in(28, 4), told(1, 9))
    assert found.pain == PainChange(5.5, 3.0, told=False)
    assert found.start_pain == 5.5, "the start of what is compared"


def test_without_answers_on_both_sides_nothing_is_compared() -> None:
    found = reviewed(28, a_session(0, pain_before=None), a_session(26, pain_before=3))
    assert (found.pain, found.verdict) == (None, None)
    assert reviewed(13, *weekly(2), told(0, 6), told(13, 3)).pain is None
    assert reviewed(14, *weekly(2), told(0, 6), told(14, 3)).pain == pain(6, 3)


def test_a_rehearsal_says_nothing_about_pain() -> None:
    loud = a_session(25, speed=10, pain_before=9, symptoms=("fever",))
    found = reviewed(28, *trained(0, pain=4), SILENT, loud, a_check_in(28, 2))
    assert found.pain == PainChange(4, 2, told=False)


def test_a_later_word_on_a_morning_takes_the_place_of_an_earlier() -> None:
    session = a_session(26, pain_before=None)
    mornings = [a_morning(27, 8, hour=7), a_morning(27, 2, hour=9)]
    found = reviewed(28, *trained(0, pain=4), session, *mornings)
    assert found.pain == PainChange(4, 2, told=False)


# Activities then and now


def test_activities_are_compared_one_by_one_and_as_a_mean() -> None:
    start = told(0, None, {SOCKS: 3, STAIRS: 6})
    found = reviewed(28, *weekly(4), start, told(28, None, {SOCKS: 7, STAIRS: 6}))
    assert found.activities == (
        ActivityChange(SOCKS, 3, day(0), 7),
        ActivityChange(STAIRS, 6, day(0), 6),
    )
    assert [each.points for each in found.activities] == [4, 0]
    assert found.verdict is Band.IMPROVED


@pytest.mark.parametrize(("number", "known"), [(27, False), (28, True), (33, True)])
def test_they_count_once_rated_since_the_review_came(number: int, known: bool) -> None:
    found = reviewed(33, *weekly(4), told(0, None, {SOCKS: 3}), told(number, None, {SOCKS: 7}))
    assert bool(found.activities) is known


def test_an_activity_is_known_by_its_words_apart_from_capitals_and_spaces() -> None:
    found = reviewed(
        28,
        *weekly(4),
        told(0, None, {SOCKS: 3, "Gardening": 1}),
        told(28, None, {"putting  on SOCKS": 5, STAIRS: 9}),
    )
    assert found.activities == (ActivityChange("putting  on SOCKS", 3, day(0), 5),)


def test_an_activity_named_later_starts_where_it_was_first_rated() -> None:
    later = [told(30, None, {SOCKS: 5, STAIRS: 4}), told(56, None, {SOCKS: 5, STAIRS: 8})]
    found = reviewed(56, *weekly(8), told(0, None, {SOCKS: 3}), *later)
    assert found.activities[1] == ActivityChange(STAIRS, 4, day(30), 8)


# After a break


def test_during_a_long_break_the_review_tells_of_what_was_before_it() -> None:
    facts = [*weekly(8), told(0, 6), told(50, 3), told(100, 9)]
    found = reviewed(200, *facts)
    assert (found.on, found.week, found.point) == (day(56), 8, 8)
    assert found.pain == pain(6, 3)
    assert (found.course.last, found.course.broke_on) == (day(53), day(53 + 54)), (
        "longer than the training"
    )
    assert [week.done for week in found.weeks] == [3] * 8
    assert about(found).endswith("Your next session begins a new count.")


def test_after_a_long_break_it_begins_anew() -> None:
    facts = [*weekly(8), *weekly(5, first=200), told(0, 6), told(201, 5), told(228, 3)]
    found = reviewed(228, *facts)
    assert (found.course.began, found.week, found.point) == (day(200), 4, 4)
    assert found.pain == pain(5, 3)
    assert [week.done for week in found.weeks] == [3, 3, 3, 3, 1]


# What is said


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (7, None),
        (8, "It is worth going on: 12 to 16 weeks of strengthening"),
        (11, "It is worth going on: 12 to 16 weeks of strengthening"),
        (12, "You are in the stretch of 12 to 16 weeks"),
        (15, "You are in the stretch of 12 to 16 weeks"),
        (16, "From here on 2 sessions a week keep what you have built"),
    ],
)
def test_going_on_is_encouraged_and_then_keeping_it(week: int, words: str | None) -> None:
    said = outlook(week, RULES)
    assert said is None if words is None else said is not None and said.startswith(words)


def test_each_band_has_its_words() -> None:
    start = [*weekly(9), told(0, 5)]
    improved = reviewed(28, *start, told(28, 3))
    assert headline(improved, RULES) == "Better than when you began."
    same = reviewed(28, *start, told(28, 5))
    assert headline(same, RULES) == "About the same as when you began."
    assert "about 1.5 points off a 10-point pain scale" in " ".join(advice(same, RULES))
    worse = reviewed(56, *start, told(56, 7))
    assert headline(worse, RULES) == "Harder going than when you began."
    (only,) = advice(worse, RULES)
    assert "talk it over with a doctor or physiotherapist" in only


@pytest.mark.parametrize(("number", "suggested"), [(55, False), (56, True)])
def test_when_8_weeks_change_nothing_a_physiotherapist_is_suggested(
    number: int, suggested: bool
) -> None:
    found = reviewed(number, *weekly(8), told(0, 5), told(number, 5))
    assert ("If 8 weeks change nothing" in " ".join(advice(found, RULES))) is suggested


def test_without_a_band_that_is_said() -> None:
    assert headline(reviewed(20, *weekly(3)), RULES) == "The first review comes after 4 weeks."
    silent = reviewed(30, a_session(0, pain_before=None), SILENT)
    assert headline(silent, RULES).startswith("Not enough answers yet")


@pytest.mark.parametrize(("week_of", "said"), [(3, True), (2, False)])
def test_80_percent_is_named_where_it_is_reached(week_of: int, said: bool) -> None:
    days = [7 * week + offset for week in range(4) for offset in (0, 2, 4)[:week_of]]
    found = reviewed(28, *trained(*days))
    words = " ".join(facts(found, RULES))
    assert f"{4 * week_of} of 12 in the last 4 weeks" in words
    assert ("80 % and more" in words) is said


def test_nothing_blames_promises_or_frightens() -> None:
    bands = [told(28, 3), told(28, 5), told(28, 8)]
    for now in bands:
        found = reviewed(28, a_session(0), told(0, 5), now)
        words = " ".join([headline(found, RULES), *advice(found, RULES), *facts(found, RULES)])
        for never in ("only", "should have", "missed", "fail", "weak", "damage", "cure", "will "):
            assert never not in words.lower()
