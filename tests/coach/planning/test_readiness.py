"""Today's session: a test for every row of programme.md §3.7, on both sides of each threshold."""

from dataclasses import replace
from datetime import date

import pytest

from backcoach.coach.evidence.pain_scores import usual_stays_high
from backcoach.coach.levels.up import Today, pain_today
from backcoach.coach.model.records import Energy, SessionKind
from backcoach.coach.planning.day import Choice, Day
from backcoach.coach.planning.readiness import ROWS, Readings, day_of
from backcoach.coach.safety.check_in import check_in_outcome
from backcoach.coach.safety.outcomes import Outcome
from tests.support.content import catalogue, programme
from tests.support.logs import day

RULES = programme().readiness
LIGHTS = programme().lights

PLANNED, SHORT, EASY = Choice.PLANNED, Choice.SHORT, Choice.EASY
REST, NONE = Choice.REST_DAY, Choice.NONE

USUALS = (None, *(half / 2 for half in range(21)))


def today(pain: int | None, usual: float | None = 2, **more: object) -> Day:
    known = replace(Readings(pain=pain, usual=usual), **more)  # type: ignore[arg-type]
    return day_of(known, RULES, LIGHTS)


def rules(day: Day) -> list[str]:
    return [reason.rule for reason in day.reasons]


# The table


@pytest.mark.parametrize("usual", [None, 0, 3, 9])
@pytest.mark.parametrize("pain", [0, 3])
def test_0_to_3_is_as_planned(pain: int, usual: float | None) -> None:
    here = today(pain, usual)
    assert (here.choice, here.offers, here.lower) == (PLANNED, (), 0)
    assert (here.careful, here.raises, here.differs) == (False, True, False)
    assert rules(here) == ["readiness.0-3"]


@pytest.mark.parametrize("pain", [4, 5])
def test_4_to_5_is_as_planned_with_amber_prompts_on(pain: int) -> None:
    here = today(pain, 4)
    assert (here.choice, here.lower, here.careful) == (PLANNED, 0, True)
    assert here.prompt == "Pain up to 5 is fine. Above that, ease off: smaller range."
    assert rules(here) == ["readiness.4-5"]


@pytest.mark.parametrize(
    ("pain", "usual", "raises"),
    [(4, 3.5, False), (4, 4, True), (5, 4.5, False), (5, 5, True), (5, 9, True), (4, None, False)],
)
def test_4_to_5_goes_up_only_where_it_is_no_more_than_usual(
    pain: int, usual: float | None, raises: bool
) -> None:
    assert today(pain, usual).raises is raises


@pytest.mark.parametrize(
    ("pain", "usual", "offered"),
    [(4, 2, True), (4, 2.5, False), (5, 3, True), (5, 3.5, False), (5, 5, False), (4, None, True)],
)
def test_4_to_5_offers_the_flare_session_from_two_above_usual(
    pain: int, usual: float | None, offered: bool
) -> None:
    assert today(pain, usual).offers == ((EASY,) if offered else ())


@pytest.mark.parametrize(("pain", "usual"), [(6, 5), (7, 6), (7, 9)])
def test_6_to_7_close_to_usual_is_short_and_one_level_lower_for_today(
    pain: int, usual: float
) -> None:
    here = today(pain, usual)
    assert (here.choice, here.kind, here.lower) == (SHORT, SessionKind.MAIN, 1)
    assert (here.careful, here.raises, here.offers) == (True, False, (EASY,))
    assert here.prompt.startswith(f"Pain up to {pain} is fine.")


@pytest.mark.parametrize(("pain", "usual"), [(6, 4.5), (7, 5.5), (6, 0), (6, None), (7, None)])
def test_6_to_7_well_above_usual_is_the_flare_session(pain: int, usual: float | None) -> None:
    here = today(pain, usual)
    assert (here.choice, here.kind) == (EASY, SessionKind.FLARE)
    assert (here.raises, here.offers) == (False, ())


@pytest.mark.parametrize("pain", [6, 7])
@pytest.mark.parametrize("usual", [4, 6])
def test_6_to_7_suggests_a_clinician_where_usual_pain_is_high_for_two_weeks(
    pain: int, usual: float
) -> None:
    said = today(pain, usual, usual_is_high=True).suggestion
    assert said.startswith("Your usual pain has been 6 or more for 2 weeks. A doctor")
    assert today(pain, usual).suggestion == ""
    assert today(5, usual, usual_is_high=True).suggestion == ""


@pytest.mark.parametrize("pain", [8, 10])
@pytest.mark.parametrize("usual", [None, 2, 9])
def test_8_to_10_is_no_workout(pain: int, usual: float | None) -> None:
    here = today(pain, usual)
    assert (here.choice, here.offers, here.raises) == (NONE, (), False)
    assert rules(here) == ["readiness.8-10"]
    assert today(7, usual).choice is not NONE


@pytest.mark.parametrize("outcome", [Outcome.URGENT, Outcome.EMERGENCY])
@pytest.mark.parametrize("pain", [0, 5, 7, 10])
def test_any_pain_with_a_new_symptom_is_decided_by_4_2(pain: int, outcome: Outcome) -> None:
    here = today(pain, symptoms=True, outcome=outcome)
    assert (here.choice, rules(here)) == (NONE, ["readiness.symptom"])


@pytest.mark.parametrize("outcome", [Outcome.NOT_TODAY, Outcome.NO_WORKOUT])
@pytest.mark.parametrize("pain", [0, 5, 7, 10])
def test_any_pain_while_unwell_is_no_workout_today(pain: int, outcome: Outcome) -> None:
    here = today(pain, symptoms=True, outcome=outcome)
    assert (here.choice, rules(here)) == (NONE, ["readiness.unwell"])


# Poor sleep or energy


def test_poor_sleep_or_energy_offers_the_short_template() -> None:
    here = today(2, energy=Energy.POOR)
    assert (here.choice, here.offers, here.lower) == (PLANNED, (SHORT,), 0)
    assert here.choosing(SHORT).kind is SessionKind.MAIN
    assert today(5, 2, energy=Energy.POOR).offers == (SHORT, EASY)


@pytest.mark.parametrize("energy", [None, Energy.OK, Energy.GOOD])
def test_good_or_unsaid_sleep_changes_nothing(energy: Energy | None) -> None:
    assert today(2, energy=energy) == today(2)


def test_poor_sleep_adds_nothing_to_a_day_that_is_short_already() -> None:
    assert today(6, 6, energy=Energy.POOR) == today(6, 6)


# 48 hours between main sessions


@pytest.mark.parametrize(
    ("hours", "rests"),
    [(None, False), (0, True), (24, True), (34, True), (47.9, True), (48, False), (72, False)],
)
def test_48_hours_between_main_sessions(hours: float | None, rests: bool) -> None:
    here = today(2, hours_since_main=hours)
    assert (here.choice is REST, here.kind is SessionKind.REST_DAY) == (rests, rests)
    assert here.differs is rests


def test_before_the_check_in_a_rest_day_is_known_already() -> None:
    assert today(None, None, hours_since_main=24).choice is REST
    assert today(None, None, hours_since_main=48) == Day(PLANNED)


def test_on_a_rest_day_the_main_session_may_be_chosen_with_one_calm_sentence() -> None:
    rest = today(4, 4, hours_since_main=24)
    assert rest.offers == (PLANNED,)
    trains = rest.choosing(PLANNED)
    assert (trains.kind, trains.careful, trains.offers) == (SessionKind.MAIN, True, ())
    assert rules(trains) == ["readiness.4-5", "readiness.rest_day", "readiness.train_anyway"]


@pytest.mark.parametrize(("pain", "offers"), [(5, (PLANNED,)), (6, (EASY,))])
def test_with_much_pain_a_rest_day_stays_one(pain: int, offers: tuple[Choice, ...]) -> None:
    here = today(pain, 5, hours_since_main=24)
    assert (here.choice, here.offers) == (REST, offers)


def test_a_flare_session_may_be_done_on_a_rest_day() -> None:
    assert today(6, 2, hours_since_main=0).choice is EASY


def test_no_workout_comes_before_a_rest_day() -> None:
    assert today(8, hours_since_main=24).choice is NONE


# A flare-up, and the way back


@pytest.mark.parametrize("pain", [None, 0, 3, 5, 6, 7])
def test_in_a_flare_up_the_flare_session_is_proposed(pain: int | None) -> None:
    here = today(pain, in_flare=True)
    assert (here.choice, here.raises, here.lower) == (EASY, False, 0)


@pytest.mark.parametrize("pain", [None, *range(8)])
def test_3_6_in_a_flare_up_the_planned_session_is_never_on_offer(pain: int | None) -> None:
    for usual in USUALS:
        assert today(pain, usual, in_flare=True).offers == ()
    assert PLANNED in (today(5, 5).choice, *today(5, 5).offers)


@pytest.mark.parametrize("less", [0, 1, 2])
def test_on_the_way_back_from_a_flare_up_all_is_lower(less: int) -> None:
    here = today(2, flare_less=less)
    assert (here.choice, here.raises) == (PLANNED, less == 0)
    said = [reason.sentence for reason in here.reasons if reason.rule == "readiness.way_back"]
    assert [f"{less} level" in sentence for sentence in said] == [True] * (less > 0)
    assert here.lower == 0, "the levels themselves know it"
    easy = today(6, 2, flare_less=less)
    assert all(reason.rule != "readiness.way_back" for reason in easy.reasons)


# Choosing


def test_only_what_is_on_offer_can_be_chosen() -> None:
    here = today(6, 2)
    with pytest.raises(ValueError, match="planned is not on offer today"):
        here.choosing(PLANNED)
    assert here.choosing(EASY) is here


@pytest.mark.parametrize("rests", [None, 0])
@pytest.mark.parametrize("pain", range(8))
def test_every_offer_can_be_chosen_and_says_so(pain: int, rests: int | None) -> None:
    for usual in USUALS:
        here = today(pain, usual, hours_since_main=rests, energy=Energy.POOR)
        for choice in here.offers:
            chosen = here.choosing(choice)
            assert (chosen.choice, chosen.offers) == (choice, ())
            assert len(chosen.reasons) == len(here.reasons) + 1


# What always holds


@pytest.mark.parametrize("pain", range(11))
def test_exactly_one_row_answers_where_nothing_is_new(pain: int) -> None:
    for usual in USUALS:
        known = Readings(pain=pain, usual=usual)
        assert sum(row(known, RULES, LIGHTS) is not None for row in ROWS) == 1


@pytest.mark.parametrize("pain", range(8))
def test_an_unknown_usual_pain_is_never_less_careful(pain: int) -> None:
    order = (PLANNED, SHORT, EASY)
    unknown = today(pain, None)
    for usual in USUALS[1:]:
        known = today(pain, usual)
        assert order.index(unknown.choice) >= order.index(known.choice)
        assert unknown.raises <= known.raises
        if EASY in (known.choice, *known.offers):
            assert EASY in (unknown.choice, *unknown.offers)


@pytest.mark.parametrize("pain", range(8))
def test_the_day_lets_levels_go_up_exactly_where_their_own_row_does(pain: int) -> None:
    for usual in USUALS:
        row = Today(
            day=day(0),
            pain=pain,
            symptoms=False,
            usual=usual,
            gap=2,
            worked=(),
            rests_until=None,
            in_last_stage=False,
            programme=programme(),
        )
        assert today(pain, usual).raises is (pain_today(row) is None), usual


@pytest.mark.parametrize("pain", range(11))
def test_there_is_a_workout_exactly_where_the_check_in_lets_one_begin(pain: int) -> None:
    goes = check_in_outcome(catalogue().safety, RULES.no_workout_pain_min, pain, {}) is Outcome.GO
    assert (today(pain).choice is not NONE) is goes


def test_every_day_says_why_in_whole_sentences() -> None:
    for pain in range(11):
        for usual in USUALS:
            for rests in (None, 0, 1, 24):
                for reason in today(pain, usual, hours_since_main=rests).reasons:
                    assert reason.sentence[0].isupper()
                    assert reason.sentence.endswith(".")


# High usual pain


def usual_from(begins: int, pain: float | None = 6) -> dict[date, float | None]:
    return {day(number): pain for number in range(begins, 101)}


@pytest.mark.parametrize(("begins", "high"), [(86, True), (87, False)])
def test_usual_pain_is_high_once_it_was_so_for_14_days(begins: int, high: bool) -> None:
    assert usual_stays_high(usual_from(begins).get, day(100), RULES) is high


@pytest.mark.parametrize(("pain", "high"), [(6, True), (5.5, False), (None, False)])
def test_usual_pain_is_high_from_6_on(pain: float | None, high: bool) -> None:
    usual = usual_from(80) | {day(95): pain}
    assert usual_stays_high(usual.get, day(100), RULES) is high


# What else a reading changes


@pytest.mark.parametrize(
    ("outcome", "words"), [(Outcome.LEG, "Pain in a leg"), (Outcome.EASY, "A small knock")]
)
@pytest.mark.parametrize("pain", [0, 5, 7])
def test_a_knock_or_a_leg_is_the_easy_session_and_says_which(
    outcome: Outcome, words: str, pain: int
) -> None:
    here = today(pain, outcome=outcome, symptoms=True)
    assert (here.choice, here.raises, here.lower, here.offers) == (EASY, False, 0, ())
    assert [each.sentence for each in here.reasons] == [f"{words}: an easy session today."]


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0.0, "was only just now,"),
        (0.9, "was only just now,"),
        (1.0, "was 1 hour ago,"),
        (1.9, "was 1 hour ago,"),
        (2.0, "was 2 hours ago,"),
    ],
)
def test_a_rest_day_says_how_long_ago_the_last_session_was(hours: float, words: str) -> None:
    assert words in today(2, hours_since_main=hours).reasons[-1].sentence


@pytest.mark.parametrize(
    ("pain", "usual", "told"),
    [
        (2, 2, ["readiness.0-3", "readiness.rest_day"]),
        (6, 6, ["readiness.rest_day"]),
    ],
)
def test_a_rest_day_keeps_the_reasons_of_what_may_be_done_anyway(
    pain: int, usual: float, told: list[str]
) -> None:
    assert rules(today(pain, usual, hours_since_main=5)) == told


@pytest.mark.parametrize(
    ("more", "choice", "offers"),
    [
        ({"pain": 2}, SHORT, ()),
        ({"pain": 4, "usual": 2}, SHORT, (EASY,)),
        ({"pain": 2, "energy": Energy.POOR}, SHORT, ()),
        ({"pain": 2, "hours_since_main": 5}, REST, (SHORT,)),
        ({"pain": 4, "usual": 2, "hours_since_main": 5}, REST, (SHORT, EASY)),
        ({"pain": 2, "energy": Energy.POOR, "hours_since_main": 5}, REST, (SHORT,)),
        ({"pain": 6, "usual": 6}, SHORT, (EASY,)),
        ({"pain": 7, "usual": 2}, EASY, ()),
    ],
)
def test_after_an_illness_a_short_session_takes_the_place_of_the_planned_one(
    more: dict[str, object], choice: Choice, offers: tuple[Choice, ...]
) -> None:
    known = {"usual": 2, **more}
    here = today(**known, was_ill=True)  # type: ignore[arg-type]
    assert (here.choice, here.offers) == (choice, offers)
    planned = today(**known)  # type: ignore[arg-type]
    told = choice is SHORT and planned.choice is PLANNED
    assert ("readiness.illness" in rules(here)) is told


@pytest.mark.parametrize("pain", [0, 5, 7])
@pytest.mark.parametrize("usual", [2, 6])
def test_while_pain_in_a_leg_is_new_there_is_the_easy_session_and_no_other(
    pain: int, usual: float
) -> None:
    here = today(pain, usual, leg_is_new=True)
    assert (here.choice, here.offers, here.lower, here.raises) == (EASY, (), 0, False)
    assert rules(here) == ["readiness.leg"]
    told_today = today(pain, usual, leg_is_new=True, outcome=Outcome.LEG, symptoms=True)
    assert rules(told_today) == ["readiness.easy"]


@pytest.mark.parametrize("first_hour", [True, False])
def test_the_first_hour_is_one_of_whatever_session_there_may_be(first_hour: bool) -> None:
    assert today(2, first_hour=first_hour).first_hour is first_hour
    assert not today(9, first_hour=first_hour).first_hour, "there is no session to be careful in"


@pytest.mark.parametrize("pain", range(8))
def test_what_a_hospital_knows_of_is_nothing_new(pain: int) -> None:
    assert today(pain, symptoms=True, outcome=Outcome.GO) == today(pain)


def test_usual_pain_is_told_with_its_number_or_as_unknown() -> None:
    (known,), (unknown,) = today(7, 3.5).reasons, today(7, None).reasons
    assert "above your usual 3.5" in known.sentence
    assert "your usual pain is not known yet" in unknown.sentence


@pytest.mark.parametrize("high", [True, False])
def test_on_request_at_8_somebody_is_suggested_only_where_usual_pain_stays_high(
    high: bool,
) -> None:
    here = today(8, 7, usual_is_high=high, steady_high=programme().steady_high)
    assert here.offers == (EASY,)
    assert bool(here.suggestion) is high


def test_on_request_at_8_nothing_is_offered_while_usual_pain_is_unknown() -> None:
    here = today(8, None, steady_high=programme().steady_high)
    assert (here.choice, here.offers) == (NONE, ())


@pytest.mark.parametrize(("pain", "usual"), [(4, 4), (5, 4)])
def test_4_to_5_says_whether_levels_may_go_up(pain: int, usual: float) -> None:
    here = today(pain, usual)
    (said,) = here.reasons
    assert ("no level goes up" in said.sentence) is not here.raises
    assert ("no more than usual" in said.sentence) is here.raises


@pytest.mark.parametrize("days", [14, 42])
def test_for_how_long_usual_pain_was_high_is_told_in_weeks(days: int) -> None:
    known = Readings(pain=6, usual=6, usual_is_high=True)
    said = day_of(known, replace(RULES, clinician_days=days), LIGHTS).suggestion
    assert f"for {days // 7} weeks" in said


def test_before_the_check_in_nobody_is_unwell() -> None:
    assert today(None, symptoms=True).choice is PLANNED
