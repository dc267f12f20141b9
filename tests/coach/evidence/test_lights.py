"""The traffic light, settled mornings and usual pain, row by row of `programme.md` §3.2."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.evidence.lights import (
    Light,
    light,
    lights_for,
    may_count_as_green,
    pain_light,
    session_light,
    session_peak,
    settled,
)
from backcoach.coach.evidence.pain_scores import Scores
from tests.support.content import programme
from tests.support.logs import a_report, a_session, day

LIGHTS = programme().lights
GREEN, AMBER, RED = Light.GREEN, Light.AMBER, Light.RED
scales = st.integers(min_value=0, max_value=10)


@pytest.mark.parametrize(
    ("before", "peak", "expected"),
    [
        pytest.param(0, 3, GREEN, id="green: peak 3 at most, from nothing"),
        pytest.param(3, 3, GREEN, id="green: peak 3 at most, no rise"),
        pytest.param(10, 0, GREEN, id="green: peak 3 at most, falling"),
        pytest.param(0, 4, AMBER, id="just above green: peak 4 from nothing"),
        pytest.param(4, 4, GREEN, id="green: no rise, peak 4"),
        pytest.param(5, 5, GREEN, id="green: no rise, peak 5"),
        pytest.param(9, 5, GREEN, id="green: no rise, falling to 5"),
        pytest.param(6, 6, AMBER, id="just above green: no rise, peak 6"),
        pytest.param(4, 5, AMBER, id="just above green: peak 5 with a rise of 1"),
        pytest.param(3, 4, AMBER, id="amber: peak 4 with a rise"),
        pytest.param(0, 5, AMBER, id="amber: peak 5 with a rise"),
        pytest.param(5, 6, AMBER, id="amber: peak 6 with a rise of 1"),
        pytest.param(6, 7, AMBER, id="amber: peak 7 with a rise of 1"),
        pytest.param(10, 7, AMBER, id="amber: peak 7, falling"),
        pytest.param(4, 6, RED, id="red: peak 6 with a rise of 2"),
        pytest.param(5, 7, RED, id="red: peak 7 with a rise of 2"),
        pytest.param(3, 5, AMBER, id="just below red: peak 5 with a rise of 2"),
        pytest.param(7, 8, RED, id="red: peak 8"),
        pytest.param(10, 8, RED, id="red: peak 8, falling"),
        pytest.param(7, 7, AMBER, id="just below red: peak 7"),
        pytest.param(0, 10, RED, id="red: the worst"),
    ],
)
def test_a_row_of_the_traffic_light(before: int, peak: int, expected: Light) -> None:
    assert light(peak, before, LIGHTS) is expected


@pytest.mark.parametrize("before", range(11))
@pytest.mark.parametrize("peak", range(11))
def test_every_pair_has_exactly_the_light_of_the_table(peak: int, before: int) -> None:
    rise = peak - before
    red = peak >= 8 or (peak >= 6 and rise >= 2)
    green = not red and (peak <= 3 or (rise <= 0 and peak <= 5))
    amber = (peak in (4, 5) and rise > 0) or (peak in (6, 7) and rise <= 1)
    assert [red, green, amber].count(True) == 1
    assert light(peak, before, LIGHTS) is (RED if red else GREEN if green else AMBER)


@given(scales, scales, scales)
def test_more_pain_never_gives_a_milder_light(peak: int, more: int, before: int) -> None:
    order = [GREEN, AMBER, RED]
    worse = max(peak, more)
    assert order.index(light(worse, before, LIGHTS)) >= order.index(light(peak, before, LIGHTS))


def test_every_light_has_words() -> None:
    assert len({colour.words for colour in Light}) == 3


@pytest.mark.parametrize(
    ("worst_pain", "reports", "expected"),
    [
        pytest.param(None, (), None, id="nothing said"),
        pytest.param(4, (), 4, id="rating only"),
        pytest.param(None, (3, 6), 6, id="reports only"),
        pytest.param(2, (3, 6), 6, id="a report above the rating"),
        pytest.param(7, (3,), 7, id="a rating above the report"),
        pytest.param(0, (), 0, id="a zero is an answer"),
    ],
)
def test_the_peak_is_the_worst_that_was_said(
    worst_pain: int | None, reports: tuple[int, ...], expected: int | None
) -> None:
    said = tuple(a_report(pain) for pain in reports)
    assert session_peak(a_session(0, worst_pain=worst_pain, reports=said)) == expected


def test_a_session_has_the_light_of_its_worst_pain() -> None:
    assert session_light(a_session(0, pain_before=3, worst_pain=3), LIGHTS) is GREEN
    hurt = a_session(0, pain_before=3, worst_pain=3, reports=(a_report(6),))
    assert session_light(hurt, LIGHTS) is RED


@pytest.mark.parametrize("before", [None, 0, 5])
def test_anything_new_in_a_leg_is_red_whatever_the_number(before: int | None) -> None:
    assert pain_light(0, before, LIGHTS, leg=True) is RED
    for reports in (a_report(1, leg=True),), (a_report(1), a_report(1, leg=True)):
        said = a_session(0, pain_before=before, worst_pain=1, reports=reports)
        assert session_light(said, LIGHTS) is RED


@pytest.mark.parametrize(("pain", "colour"), [(7, None), (8, RED)])
def test_where_pain_before_is_not_known_only_much_of_it_is_red(
    pain: int, colour: Light | None
) -> None:
    assert pain_light(pain, None, LIGHTS) is colour


def test_a_missing_answer_leaves_the_light_unknown() -> None:
    assert session_light(a_session(0, pain_before=None), LIGHTS) is None
    assert session_light(a_session(0, worst_pain=None), LIGHTS) is None


@pytest.mark.parametrize(
    ("morning", "before", "usual", "expected"),
    [
        pytest.param(3, 0, 2.0, True, id="settled: a point above usual"),
        pytest.param(4, 0, 2.0, False, id="not settled: two points above usual"),
        pytest.param(3, 0, 2.5, True, id="settled: within a point of a half"),
        pytest.param(6, 6, 2.0, True, id="settled: as before the session"),
        pytest.param(7, 6, 2.0, False, id="not settled: above both"),
        pytest.param(2, None, 2.0, True, id="settled: usual alone tells"),
        pytest.param(5, None, 2.0, None, id="unknown: pain before is missing"),
        pytest.param(5, 5, None, True, id="settled: pain before alone tells"),
        pytest.param(6, 5, None, None, id="unknown: usual pain is missing"),
        pytest.param(0, None, None, None, id="unknown: both are missing"),
    ],
)
def test_settled_next_morning(
    morning: int, before: int | None, usual: float | None, expected: bool | None
) -> None:
    assert settled(morning, before, usual, LIGHTS) is expected


@pytest.mark.parametrize(
    ("colour", "rise", "usual", "expected"),
    [
        pytest.param(AMBER, 1, 4.0, True, id="usual 4, rise 1"),
        pytest.param(AMBER, 1, 3.5, False, id="usual below 4"),
        pytest.param(AMBER, 2, 4.0, False, id="rise of 2"),
        pytest.param(AMBER, 1, None, False, id="usual unknown"),
        pytest.param(RED, 1, 8.0, False, id="red stays red"),
        pytest.param(None, None, 8.0, False, id="unknown stays unknown"),
    ],
)
def test_the_allowance_for_high_usual_pain(
    colour: Light | None, rise: int | None, usual: float | None, expected: bool
) -> None:
    assert may_count_as_green(colour, rise, usual, LIGHTS) is expected


def scores(*pairs: tuple[int, int]) -> Scores:
    given = Scores(LIGHTS)
    for number, pain in pairs:
        given.take(day(number), pain)
    return given


@pytest.mark.parametrize(
    ("given_scores", "expected"),
    [
        pytest.param([], None, id="no score"),
        pytest.param([(20, 4)], 4.0, id="one score stands until there are three"),
        pytest.param([(19, 4), (20, 7)], 5.5, id="two scores"),
        pytest.param([(18, 1), (19, 9), (20, 2)], 2.0, id="the median, not the mean"),
        pytest.param([(18, 1), (19, 2), (20, 3), (20, 8)], 2.5, id="even number of scores"),
        pytest.param([(7, 1), (18, 5), (19, 5)], 5.0, id="day 14 is inside"),
        pytest.param(
            [(6, 1), (7, 1), (8, 1), (18, 5), (19, 5), (20, 5)], 5.0, id="day 15 is outside"
        ),
        pytest.param([(0, 9), (1, 1), (2, 2), (20, 7)], 2.0, id="after a break the last three"),
        pytest.param([(18, 1), (19, 1), (20, 1), (21, 9), (22, 9)], 1.0, id="later ones wait"),
    ],
)
def test_usual_pain_on_day_20(given_scores: list[tuple[int, int]], expected: float | None) -> None:
    assert scores(*given_scores).usual(day(20)) == expected


@pytest.mark.parametrize(
    ("given_scores", "expected"),
    [
        pytest.param([], 6.0, id="no score: the intake answer"),
        pytest.param([(19, 1), (20, 1)], 6.0, id="two scores: still the intake answer"),
        pytest.param([(18, 1), (19, 1), (20, 1)], 1.0, id="three scores: their median"),
        pytest.param([(1, 1), (2, 1), (3, 1)], 1.0, id="three old scores: their median"),
    ],
)
def test_usual_pain_after_an_intake_answer_of_6(
    given_scores: list[tuple[int, int]], expected: float
) -> None:
    given = scores(*given_scores)
    given.intake = 6
    assert given.usual(day(20)) == expected


def test_the_scores_of_a_week_are_those_of_seven_days() -> None:
    week = ((13, 9), (14, 1), (17, 2), (20, 3), (20, 4))
    assert scores(*week).of_days(day(20), 7) == (4, 3, 2, 1)
    assert scores(*week, (21, 9)).of_days(day(20), 7) == (4, 3, 2, 1)
    assert scores().of_days(day(20), 7) == ()


# Answers that are missing, and a high usual pain


@pytest.mark.parametrize(
    ("pain", "before", "leg", "expected"),
    [
        (None, 2, False, None),
        (None, None, False, None),
        (None, 2, True, Light.RED),
        (8, None, False, Light.RED),
        (7, None, False, None),
    ],
)
def test_a_report_without_a_number_has_a_light_only_for_a_leg(
    pain: int | None, before: int | None, leg: bool, expected: Light | None
) -> None:
    assert pain_light(pain, before, programme().lights, leg=leg) is expected


@pytest.mark.parametrize(
    ("usual", "peak", "before", "expected"),
    [
        (6.9, 8, 8, Light.RED),
        (7, 8, 8, Light.AMBER),
        (7, 9, 9, Light.RED),
        (7, 2, 0, Light.RED),
        (7, 1, 0, Light.GREEN),
    ],
)
def test_where_usual_pain_is_high_red_begins_at_9_or_with_a_rise_of_2(
    usual: float, peak: int, before: int, expected: Light
) -> None:
    assert light(peak, before, lights_for(usual, programme().lights)) is expected


def test_by_earlier_rules_the_worst_pain_that_is_red_was_the_same_for_all() -> None:
    rules = replace(programme().lights, steady_red_peak_min=None)
    assert light(8, 8, lights_for(7, rules)) is Light.RED


@pytest.mark.parametrize("usual", [None, 5])
def test_an_amber_counts_as_green_only_where_the_rise_and_usual_pain_are_known(
    usual: float | None,
) -> None:
    rules = programme().lights
    assert not may_count_as_green(Light.AMBER, None, usual, rules)
    assert may_count_as_green(Light.AMBER, 1, usual, rules) is (usual is not None)
    assert not may_count_as_green(Light.RED, 1, usual, rules)


@pytest.mark.parametrize(("both", "expected"), [(True, None), (False, Light.GREEN)])
def test_by_earlier_rules_a_session_without_a_rating_could_be_green(
    both: bool, expected: Light | None
) -> None:
    rules = replace(programme().lights, needs_both_answers=both)
    session = a_session(0, worst_pain=None, reports=(a_report(2),))
    assert session_light(session, rules) is expected
    bare = a_session(0, pain_before=None, worst_pain=2)
    assert session_light(bare, rules) is None
    assert session_light(a_session(0, worst_pain=None), rules) is None
