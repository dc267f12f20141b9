"""Flare-up mode: every row of programme.md §3.6 by itself, on both sides of each threshold."""

from collections.abc import Sequence

import pytest

from backcoach.coach.evidence.lights import Light
from backcoach.coach.flare_ups.rules import (
    Red,
    ReturnStep,
    after_first,
    after_second,
    calm_in_a_row,
    is_calm_morning,
    is_over,
    lasts_long,
    levels_lower,
    pain_before,
    pain_on_getting_up,
    reported_by_user,
    third_in_six_weeks,
    two_reds,
)
from tests.support.flares import RULES
from tests.support.logs import (
    day,
)

# --- The rows themselves ------------------------------------------------------------------------


def test_the_button() -> None:
    assert reported_by_user().rule == "flare.begin.button"


@pytest.mark.parametrize(
    ("pain", "usual", "begins"),
    [
        (4, 3.0, False),
        (5, 3.0, True),
        (5, 3.5, False),
        (6, 3.5, True),
        (2, 0.0, True),
        (10, None, False),
    ],
)
def test_p0_two_above_usual(pain: int, usual: float | None, begins: bool) -> None:
    assert (pain_before(pain, usual, RULES) is not None) is begins


@pytest.mark.parametrize(
    ("pain", "usual", "begins"),
    [(5, 3.0, False), (6, 3.0, True), (6, 3.5, False), (7, 3.5, True), (10, None, False)],
)
def test_nm_three_above_usual(pain: int, usual: float | None, begins: bool) -> None:
    assert (pain_on_getting_up(pain, usual, RULES) is not None) is begins


@pytest.mark.parametrize(
    ("days", "begins"),
    [((0,), False), ((0, 8), False), ((0, 7), True), ((0, 0), True), ((0, 9, 12), True)],
)
def test_two_sessions_in_red_within_7_days(days: Sequence[int], begins: bool) -> None:
    reds = [Red(f"session-{number}", day(number)) for number in days]
    assert (two_reds(reds, RULES) is not None) is begins


@pytest.mark.parametrize(
    ("pain", "usual", "calm"), [(4, 3.0, True), (5, 3.0, False), (4, 3.5, True), (5, 3.5, False)]
)
def test_a_calm_morning_is_at_most_one_above_usual(pain: int, usual: float, calm: bool) -> None:
    for said in (True, False, None):
        assert is_calm_morning(pain, said, usual, RULES) is calm


@pytest.mark.parametrize("said", [True, False, None])
@pytest.mark.parametrize(
    ("pain", "own_word"), [(0, None), (1, None), (2, True), (5, True), (6, False)]
)
def test_3_6_without_any_usual_pain_a_morning_is_calm_where_that_is_sure(
    pain: int, own_word: bool | None, said: bool | None
) -> None:
    """Usual pain is at least 0; above that the user's own word counts, up to a limit."""
    assert is_calm_morning(pain, said, None, RULES) is (own_word is None or bool(own_word and said))


@pytest.mark.parametrize(
    ("mornings", "calm", "over"),
    [
        ((), 0, False),
        ((True,), 1, False),
        ((True, False), 0, False),
        ((True, False, True), 1, False),
        ((False, True, True), 2, True),
    ],
)
def test_two_calm_mornings_running(mornings: Sequence[bool], calm: int, over: bool) -> None:
    assert (calm_in_a_row(mornings), is_over(mornings, RULES)) == (calm, over)


def test_back_at_two_levels_lower_then_one() -> None:
    assert [levels_lower(step, RULES) for step in ReturnStep] == [0, 2, 1]


@pytest.mark.parametrize(
    ("light", "first", "second"),
    [
        (Light.GREEN, ReturnStep.SECOND, ReturnStep.NONE),
        (Light.AMBER, ReturnStep.SECOND, ReturnStep.SECOND),
        (Light.RED, ReturnStep.FIRST, ReturnStep.SECOND),
        (None, ReturnStep.SECOND, ReturnStep.SECOND),
    ],
)
def test_then_as_usual_once_it_was_green(
    light: Light | None, first: ReturnStep, second: ReturnStep
) -> None:
    assert (after_first(light), after_second(light)) == (first, second)


@pytest.mark.parametrize(("days", "said"), [(14, False), (15, True)])
def test_a_flare_of_more_than_14_days(days: int, said: bool) -> None:
    assert (lasts_long(day(3), day(3 + days), RULES) is not None) is said


@pytest.mark.parametrize(
    ("begun", "said"),
    [((0, 20), False), ((0, 20, 43), False), ((0, 20, 42), True), ((0, 30, 40, 60), True)],
)
def test_the_third_flare_in_6_weeks(begun: Sequence[int], said: bool) -> None:
    assert (third_in_six_weeks([day(number) for number in begun], RULES) is not None) is said
