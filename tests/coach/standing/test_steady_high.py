"""High but steady pain (programme.md §3.9): every row, on both sides of each threshold."""

from dataclasses import replace

import pytest

from backcoach.coach.evidence.lights import Light, light, lights_for
from backcoach.coach.evidence.steady_high import SteadyStep
from backcoach.coach.levels.up import Today, pain_today
from backcoach.coach.model.records import SessionKind
from backcoach.coach.planning.day import Choice, Day
from backcoach.coach.planning.readiness import HIGH_BUT_STEADY, Readings, day_of
from backcoach.coach.planning.today import day_for
from backcoach.coach.standing.standing import Standing, standing
from tests.support.content import catalogue, programme
from tests.support.levels import now
from tests.support.logs import (
    Fact,
    a_check_in,
    a_flare,
    a_log,
    a_morning,
    a_profile,
    a_report,
    a_session,
    day,
    moment,
)
from tests.support.steady import steady, told_if_seen
from tests.support.weeks import the_line

RULES, LIGHTS = programme().readiness, programme().lights
GREEN, AMBER, RED = Light.GREEN, Light.AMBER, Light.RED
NONE, EASY, SHORT, PLANNED = SteadyStep
SIX = (0, 2, 4, 7, 9, 11)

Facts = dict[str, Fact]


def step_on(number: int, facts: Facts) -> SteadyStep:
    """What a pain of 8 leads to on that day."""
    return standing_on(number, facts).steady


def standing_on(number: int, facts: Facts) -> Standing:
    log = a_log(*facts.values())
    return standing(log, programme(), day(number), exercises=catalogue().exercises)


def two_weeks(pain: int = 7) -> Facts:
    """Two weeks of sessions with the same pain, the check-in of day 14 included."""
    return steady(pain, *SIX) | {"today": a_check_in(14, pain)}


# When pain is high but steady


@pytest.mark.parametrize(("pain", "step"), [(5, NONE), (6, EASY), (7, EASY)])
def test_b1_usual_pain_of_6_or_more_for_14_days(pain: int, step: SteadyStep) -> None:
    assert step_on(14, two_weeks(pain)) is step


@pytest.mark.parametrize(("number", "step"), [(13, NONE), (14, EASY)])
def test_b1_for_14_days(number: int, step: SteadyStep) -> None:
    facts = steady(7, *SIX) | {"today": a_check_in(number, 7)}
    assert step_on(number, facts) is step


@pytest.mark.parametrize(("lowest", "step"), [(4, EASY), (3, NONE)])
def test_b1_scores_at_most_3_points_apart(lowest: int, step: SteadyStep) -> None:
    facts = two_weeks() | {"session 7": a_session(7, pain_before=lowest, worst_pain=lowest)}
    assert step_on(14, facts) is step


@pytest.mark.parametrize(("day_of_red", "step"), [(11, NONE), (7, NONE), (4, EASY)])
def test_b1_no_red_in_the_last_3_sessions(day_of_red: int, step: SteadyStep) -> None:
    red = a_session(day_of_red, pain_before=7, worst_pain=9)
    assert step_on(14, two_weeks() | {f"session {day_of_red}": red}) is step


@pytest.mark.parametrize(("day_after", "step"), [(12, NONE), (8, NONE), (5, EASY)])
def test_b1_no_unsettled_morning_after_them(day_after: int, step: SteadyStep) -> None:
    facts = two_weeks() | {f"morning {day_after}": a_morning(day_after, 9)}
    assert step_on(14, facts) is step


@pytest.mark.parametrize(("missing", "step"), [((12,), EASY), ((12, 10), NONE)])
def test_b1_two_or_more_mornings_known(missing: tuple[int, ...], step: SteadyStep) -> None:
    # Nobody was asked before the next session either.
    facts = two_weeks()
    del facts["today"]
    for number in missing:
        del facts[f"morning {number}"]
    facts["session 11"] = a_session(11, pain_before=None, worst_pain=7)
    facts |= {f"score {number}": a_check_in(number, 7, hour=1) for number in (0, 2, 4)}
    assert step_on(14, facts) is step


@pytest.mark.parametrize(("number", "step"), [(0, EASY), (1, NONE)])
def test_b1_no_flare_in_14_days(number: int, step: SteadyStep) -> None:
    told = {"profile": a_profile(-3, usual_pain=7)}
    facts = two_weeks() | {"flare": a_flare(-2, hour=1), **told}
    calm = {f"calm {each}": replace(a_morning(each, 7, hour=6), session=None) for each in (-1, 0)}
    later = {f"calm {each}": replace(a_morning(each, 7, hour=6), session=None) for each in (0, 1)}
    assert step_on(14, facts | (calm if number == 0 else later)) is step


@pytest.mark.parametrize(("number", "step"), [(0, EASY), (1, NONE)])
def test_b1_nothing_new_at_the_check_ins_of_14_days(number: int, step: SteadyStep) -> None:
    facts = two_weeks() | {"new": a_check_in(number, 7, hour=5, symptoms=("fever",))}
    assert step_on(14, facts) is step


@pytest.mark.parametrize(
    ("told", "step"),
    [
        ({}, NONE),
        ({"seen": told_if_seen(3, seen=False)}, NONE),
        ({"seen": told_if_seen(3)}, EASY),
        ({"seen": told_if_seen(3), "no more": told_if_seen(9, seen=False)}, NONE),
        ({"seen": told_if_seen(14 - 26 * 7)}, EASY),
        ({"seen": told_if_seen(13 - 26 * 7)}, NONE),
    ],
    ids=["not asked", "not yet", "yes", "yes and then no", "26 weeks ago", "a day longer ago"],
)
def test_b1_from_7_5_on_only_when_seen(told: Facts, step: SteadyStep) -> None:
    easy = steady(8, *SIX, kind=SessionKind.FLARE) | {"today": a_check_in(14, 8)}
    assert step_on(14, easy | told) is step


def test_b1_below_7_5_nobody_has_to_be_seen() -> None:
    assert step_on(14, two_weeks(7)) is EASY


# The question


@pytest.mark.parametrize(("usual", "asks"), [(7, False), (8, True)])
def test_the_question_is_asked_from_7_5_on(usual: int, asks: bool) -> None:
    here = standing_on(0, steady(usual))
    assert here.asks_if_seen is asks


@pytest.mark.parametrize(("number", "asks"), [(6, False), (7, True)])
def test_who_says_not_yet_is_asked_again_after_a_week(number: int, asks: bool) -> None:
    facts = steady(8) | {"told": told_if_seen(0, seen=False)}
    assert standing_on(number, facts).asks_if_seen is asks


def test_who_said_yes_is_asked_again_after_half_a_year() -> None:
    facts = steady(8) | {"told": told_if_seen(0)}
    assert not standing_on(26 * 7, facts).asks_if_seen
    assert standing_on(26 * 7 + 1, facts).asks_if_seen


# The sessions


def today(pain: int, usual: float, step: SteadyStep, **more: object) -> Day:
    known = Readings(
        pain=pain, usual=usual, steady=step, steady_high=programme().steady_high, usual_is_high=True
    )
    return day_of(replace(known, **more), RULES, LIGHTS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pain", "usual", "choice", "raises"),
    [
        (6, 6, Choice.PLANNED, True),
        (7, 7, Choice.PLANNED, True),
        (7, 6.5, Choice.PLANNED, False),
        (7, 6, Choice.PLANNED, False),
        (7, 5.5, Choice.EASY, False),
    ],
)
def test_b1_1_the_planned_session_with_care(
    pain: int, usual: float, choice: Choice, raises: bool
) -> None:
    here = today(pain, usual, EASY)
    assert (here.choice, here.lower, here.raises, here.careful) == (choice, 0, raises, True)


def test_b1_1_otherwise_short_and_lower_without_a_raise() -> None:
    here = today(7, 7, NONE)
    assert (here.choice, here.lower, here.raises) == (Choice.SHORT, 1, False)


@pytest.mark.parametrize(
    ("step", "choice", "lower", "raises"),
    [
        (EASY, Choice.EASY, 0, False),
        (SHORT, Choice.SHORT, 1, False),
        (PLANNED, Choice.PLANNED, 0, True),
    ],
)
def test_b1_2_at_8_easy_then_short_then_planned(
    step: SteadyStep, choice: Choice, lower: int, raises: bool
) -> None:
    here = today(8, 8, step)
    assert (here.choice, here.lower, here.raises) == (choice, lower, raises)


@pytest.mark.parametrize(("usual", "choice"), [(7, Choice.EASY), (6.5, Choice.NONE)])
def test_b1_2_at_most_usual_and_1(usual: float, choice: Choice) -> None:
    assert today(8, usual, EASY).choice is choice


@pytest.mark.parametrize(("usual", "offers"), [(7, (Choice.EASY,)), (6.5, ())])
def test_b1_2_otherwise_no_workout_and_an_easy_session_on_request(
    usual: float, offers: tuple[Choice, ...]
) -> None:
    here = today(8, usual, NONE)
    assert (here.choice, here.offers) == (Choice.NONE, offers)
    if offers:
        chosen = here.choosing(Choice.EASY)
        assert (chosen.choice, chosen.raises) == (Choice.EASY, False)


def test_b1_2_an_easy_session_on_request_is_careful_in_the_first_hour() -> None:
    assert today(8, 8, NONE, first_hour=True).choosing(Choice.EASY).first_hour


@pytest.mark.parametrize("step", list(SteadyStep))
@pytest.mark.parametrize("pain", [9, 10])
def test_b1_3_at_9_and_10_never_a_session(pain: int, step: SteadyStep) -> None:
    here = today(pain, 10, step)
    assert (here.choice, here.offers) == (Choice.NONE, ())
    assert "48 hours" in catalogue().safety.no_workout.text


def steps(pain: int, easy: int, short: int) -> Facts:
    """So many easy sessions once pain was steady, and then so many short ones."""
    days = [0, 2, 4, 7, 9, 11, *range(14, 14 + 2 * (easy + short), 2)]
    first = steady(pain, *days[: 6 + easy], kind=SessionKind.FLARE)
    return first | steady(pain, *days[6 + easy :]) | {"seen": told_if_seen(0)}


@pytest.mark.parametrize(
    ("easy", "short", "step"),
    [(0, 0, EASY), (2, 0, EASY), (3, 0, SHORT), (3, 5, SHORT), (3, 6, PLANNED), (2, 6, EASY)],
)
def test_b1_2_three_easy_ones_settled_and_then_six_short_ones(
    easy: int, short: int, step: SteadyStep
) -> None:
    assert step_on(14 + 2 * (easy + short), steps(8, easy, short)) is step


def test_b1_2_what_did_not_settle_counts_for_nothing_and_begins_anew() -> None:
    facts = steps(8, 3, 0)
    facts["morning 17"] = a_morning(17, 10)
    assert step_on(20, facts) is NONE
    facts |= steady(8, 20, 22, 24, kind=SessionKind.FLARE)
    assert step_on(25, facts) is EASY


# The light


@pytest.mark.parametrize(
    ("usual", "before", "peak", "colour"),
    [
        (7, 7, 8, AMBER),
        (7, 8, 8, AMBER),
        (7, 8, 9, RED),
        (7, 7, 7, AMBER),
        (7, 5, 7, RED),
        (7, 3, 5, RED),
        (7, 3, 4, AMBER),
        (7, 3, 3, GREEN),
        (6.5, 7, 8, RED),
        (6.5, 3, 5, AMBER),
        (None, 7, 8, RED),
    ],
)
def test_b1_4_red_from_9_or_a_rise_of_2(
    usual: float | None, before: int, peak: int, colour: Light
) -> None:
    assert light(peak, before, lights_for(usual, LIGHTS)) is colour


def lights_on(number: int, facts: Facts) -> str:
    return the_line(standing_on(number, facts), "lights").have


def test_b1_4_from_the_first_day_on_by_the_pain_told_at_the_start() -> None:
    three = [a_session(number, pain_before=8, worst_pain=8) for number in (0, 2, 4)]
    facts: Facts = {"profile": steady(8)["profile"], **{each.id: each for each in three}}
    assert lights_on(4, facts).endswith("amber")
    assert "red" not in lights_on(4, facts)
    assert "red" in lights_on(4, facts | {"profile": steady(6)["profile"]})


def test_b1_4_a_leg_is_red_all_the_same() -> None:
    leg = a_session(4, pain_before=8, worst_pain=8, reports=(a_report(8, leg=True),))
    facts = steady(8, 0, 2) | {"session 4": leg}
    assert lights_on(4, facts).endswith("red")


def test_b1_4_amber_counts_as_green_once_settled() -> None:
    assert lights_on(5, steady(7, 0, 2, 4)) == "green, green, green"


def test_b1_4_two_such_sessions_begin_no_flare() -> None:
    assert standing_on(3, steady(8, 0, 2, kind=SessionKind.FLARE)).flare is None


# Going up


def before_a_session(pain: int, usual: float, step: SteadyStep) -> Today:
    return Today(day(0), pain, False, usual, 0, (), None, False, programme(), steady=step)


@pytest.mark.parametrize(
    ("pain", "usual", "step", "holds"),
    [
        (6, 6, EASY, False),
        (7, 7, EASY, False),
        (7, 6.5, EASY, True),
        (7, 7, NONE, True),
        (5, 5, NONE, False),
        (8, 8, SHORT, True),
        (8, 8, PLANNED, False),
        (9, 9, PLANNED, True),
        (3, 1, NONE, False),
    ],
)
def test_b1_5_no_more_than_usual_is_enough(
    pain: int, usual: float, step: SteadyStep, holds: bool
) -> None:
    assert (pain_today(before_a_session(pain, usual, step)) is not None) is holds


# The gate


def in_stage_2(days: int, **told: Fact) -> Facts:
    """So many days in stage 2 while pain is steady at 7."""
    numbers = sorted({*range(0, days + 1, 2), days})
    facts = steady(7, *numbers, stage=2)
    # Nobody begins in stage 2 who has said that their pain is high.
    del facts["profile"]
    return facts | told


def pain_line(facts: Facts, number: int) -> bool:
    """Whether the line about pain is met; nothing else is missing but the morning to come."""
    here = now(number, *facts.values())
    missing = {line.id for line in here.lines if not line.met}
    assert missing <= {"week_pain", "mornings"}
    return here.stage == 3


def test_b1_6_28_steady_days_and_a_clinician_open_the_pain_line() -> None:
    # Pain is steady from day 14 on.
    agreed = told_if_seen(20, agreed=True)
    assert not pain_line(in_stage_2(40, told=agreed), 41)
    assert pain_line(in_stage_2(42, told=agreed), 42)
    assert not pain_line(in_stage_2(42, told=told_if_seen(20)), 42)
    assert not pain_line(in_stage_2(42), 42)


def test_b1_6_whoever_comes_so_far_is_asked() -> None:
    assert not now(41, *in_stage_2(41).values()).asks_if_seen
    assert now(42, *in_stage_2(42).values()).asks_if_seen
    told = {"told": told_if_seen(20, agreed=True)}
    assert not now(42, *(in_stage_2(42) | told).values()).asks_if_seen


def test_b1_6_a_mean_of_5_is_enough_as_before() -> None:
    for pain, met in ((5, True), (6, False)):
        facts = steady(pain, 0, 2, stage=2)
        del facts["profile"]
        here = now(3, *facts.values())
        assert the_line(here, "week_pain").met is met


# The words


def test_b1_7_the_words() -> None:
    assert HIGH_BUT_STEADY == (
        "Your pain is high but steady, and your back settles after training. So we go on, one small"
        " step a week, and I suggest a physiotherapist alongside."
    )
    for pain, step in ((7, EASY), (8, PLANNED)):
        assert [each.sentence for each in today(pain, pain, step).reasons] == [HIGH_BUT_STEADY]


def test_the_day_follows_from_the_log() -> None:
    facts = two_weeks()
    check_in = facts["today"]
    here = standing_on(14, facts)
    planned = day_for(here, check_in, moment(14, 8), programme())  # type: ignore[arg-type]
    assert planned.choice is Choice.PLANNED
