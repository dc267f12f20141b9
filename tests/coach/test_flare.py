"""Flare-up mode: a test for every row of programme.md §3.6, on both sides of each threshold."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from backcoach.coach.flare import (
    Red,
    Step,
    after_first,
    after_second,
    calm_in_a_row,
    is_calm_morning,
    is_over,
    lasts_long,
    levels_lower,
    pain_before,
    pain_on_getting_up,
    said_so,
    third_in_six_weeks,
    two_reds,
)
from backcoach.coach.ledger import SENTENCES
from backcoach.coach.lights import Light
from backcoach.coach.mornings import Asked, asked_by_itself, morning_due
from backcoach.coach.progression import Standing
from backcoach.coach.session import Kind, Morning, SessionRecord
from backcoach.coach.today import day_for, plan_for
from tests.support.content import catalogue, programme
from tests.support.levels import decided, did, last, level, now
from tests.support.logs import (
    Fact,
    a_check_in,
    a_flare,
    a_log,
    a_morning,
    a_profile,
    a_session,
    day,
)
from tests.support.weeks import first_weeks

RULES = programme().flare
SQUAT = "squat"


# --- The rows themselves ------------------------------------------------------------------------


def test_the_button() -> None:
    assert said_so().rule == "flare.begin.button"


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


def test_without_any_usual_pain_the_user_s_own_word_counts_and_unknown_is_not_calm() -> None:
    assert is_calm_morning(4, True, None, RULES)
    assert not is_calm_morning(0, False, None, RULES)
    assert not is_calm_morning(0, None, None, RULES)


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
    assert [levels_lower(step, RULES) for step in Step] == [0, 2, 1]


@pytest.mark.parametrize(
    ("light", "first", "second"),
    [
        (Light.GREEN, Step.SECOND, Step.NONE),
        (Light.AMBER, Step.SECOND, Step.SECOND),
        (Light.RED, Step.FIRST, Step.SECOND),
        (None, Step.SECOND, Step.SECOND),
    ],
)
def test_then_as_usual_once_it_was_green(light: Light | None, first: Step, second: Step) -> None:
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


# --- What begins it, in a log -------------------------------------------------------------------


def usual_is(pain: int) -> list[Fact]:
    """Three check-ins that make `pain` usual, on days 0 to 2."""
    return [a_check_in(number, pain) for number in range(3)]


def began(number: int, *facts: Fact) -> str | None:
    flare = now(number, *facts).flare
    return None if flare is None else flare.rule


def alone(number: int, pain: int, **more: object) -> Morning:
    """A morning that follows no session."""
    told = a_morning(number, pain, session="none", **more)  # type: ignore[arg-type]
    return replace(told, session=None)


def test_nothing_said_and_nothing_known_is_no_flare() -> None:
    assert now(0).flare is None
    assert now(3, *usual_is(3)).flare is None


def test_the_button_begins_it_whatever_the_numbers_say() -> None:
    here = now(3, *usual_is(3), a_flare(3))
    assert here.flare is not None
    assert (here.flare.rule, here.flare.since, here.flare.day) == (
        "flare.begin.button",
        day(3),
        1,
    )
    assert (here.flare.calm, here.flare.needed, here.flare.suggestion) == (0, 2, None)
    assert here.flare.why == "Flare-up mode began: you said that it feels like a flare."
    assert any(here.flare.why in reason for reason in here.reasons)
    assert began(3, a_flare(3)) == "flare.begin.button", "even before anything is known"


@pytest.mark.parametrize(("pain", "rule"), [(4, None), (5, "flare.begin.before")])
def test_p0_two_above_usual_begins_it(pain: int, rule: str | None) -> None:
    assert began(3, *usual_is(3), a_check_in(3, pain)) == rule
    assert began(3, *usual_is(3), a_session(3, stage=2, pain_before=pain)) == rule


@pytest.mark.parametrize(("pain", "rule"), [(5, None), (6, "flare.begin.morning")])
def test_nm_three_above_usual_begins_it(pain: int, rule: str | None) -> None:
    assert began(3, *usual_is(3), a_session(2, stage=2, pain_before=3), a_morning(3, pain)) == rule
    assert began(3, *usual_is(3), alone(3, pain)) == rule


@pytest.mark.parametrize(("number", "rule"), [(11, None), (10, "flare.begin.red")])
def test_two_red_sessions_within_7_days_begin_it(number: int, rule: str | None) -> None:
    reds = [a_session(n, stage=2, worst_pain=8) for n in (3, number)]
    assert began(12, *usual_is(2), *reds) == rule
    if rule is not None:
        decision = now(12, *usual_is(2), *reds).levels.decisions[-1]
        assert decision.evidence.sessions == (reds[0].id, reds[1].id)


def test_red_sessions_of_any_kind_and_stage_count() -> None:
    one = a_session(3, stage=1, worst_pain=8)
    gentle = replace(a_session(5, stage=2, worst_pain=8), kind=Kind.FLARE)
    assert began(5, one, gentle) == "flare.begin.red"


def test_the_numbers_need_a_known_usual_pain() -> None:
    two = usual_is(1)[:2]
    assert began(3, *two, a_check_in(3, 9)) is None
    assert began(3, *two, alone(3, 9)) is None
    said = a_profile(usual_pain=2)
    assert began(3, said, a_check_in(3, 3)) is None
    assert began(3, said, a_check_in(3, 4)) == "flare.begin.before"
    assert began(3, said, alone(3, 5)) == "flare.begin.morning"


def test_usual_pain_is_that_without_the_score_just_given() -> None:
    facts = [a_check_in(number, pain) for number, pain in enumerate((2, 2, 4))]
    # With the 4 itself the middle of 2, 2, 4, 4 would be 3.
    assert began(3, *facts, a_check_in(3, 4)) == "flare.begin.before"


def test_usual_pain_is_looked_at_however_quiet_it_was() -> None:
    sessions = [a_session(n, stage=2, pain_before=pain) for n, pain in ((0, 2), (2, 2), (4, 3))]
    assert began(5, *sessions, a_check_in(5, 3)) is None
    assert began(5, *sessions, a_check_in(5, 4)) == "flare.begin.before"


def test_a_rehearsal_begins_nothing() -> None:
    fast = a_session(3, stage=2, pain_before=9, worst_pain=9, speed=20)
    assert began(4, *usual_is(3), fast, replace(fast, id="again")) is None


def test_an_old_morning_told_late_is_history() -> None:
    told = alone(3, 9, given=6)
    assert began(6, *usual_is(3), told) == "flare.begin.morning"
    assert now(6, *usual_is(3), told).levels.decisions[-1].on == day(6)
    assert began(6, *usual_is(3), a_check_in(5, 3), told) is None


# --- What ends it -------------------------------------------------------------------------------


def flaring(*mornings: tuple[int, int]) -> list[Fact]:
    """Usual pain of 3, a flare from day 3, and then these mornings by day and pain."""
    return [*usual_is(3), a_flare(3), *(alone(number, pain) for number, pain in mornings)]


@pytest.mark.parametrize(
    ("mornings", "lasts", "calm"),
    [
        pytest.param([(4, 4)], True, 1, id="one calm morning"),
        pytest.param([(4, 4), (5, 4)], False, 0, id="two running, a point above usual"),
        pytest.param([(4, 4), (5, 5)], True, 0, id="the second two points above"),
        pytest.param([(4, 5), (5, 4), (6, 4)], False, 0, id="a sore one, then two calm ones"),
        pytest.param([(4, 4), (5, 5), (6, 4)], True, 1, id="a sore one between starts over"),
        pytest.param([(4, 4), (6, 4)], False, 0, id="one not told of is neither"),
        pytest.param([(3, 3), (4, 4)], True, 1, id="the first day's own morning came before it"),
    ],
)
def test_it_ends_after_two_calm_mornings_running(
    mornings: list[tuple[int, int]], lasts: bool, calm: int
) -> None:
    here = now(7, *flaring(*mornings))
    assert (here.flare is not None) is lasts
    if here.flare is not None:
        assert here.flare.calm == calm
    else:
        assert {"flare.end", "flare.return.2"} <= {each.rule for each in here.levels.decisions}


def test_two_answers_about_the_same_morning_are_one_morning() -> None:
    twice = [alone(4, 4), alone(4, 3, hour=9)]
    here = now(5, *usual_is(3), a_flare(3), *twice)
    assert here.flare is not None
    assert here.flare.calm == 1
    worse = now(5, *flaring((4, 4)), alone(4, 8, hour=9))
    assert worse.flare is not None
    assert worse.flare.calm == 0, "the last word stands"


def test_the_morning_of_its_first_day_does_not_count_even_told_after() -> None:
    here = now(4, *usual_is(3), a_flare(3), alone(3, 3, hour=13), alone(4, 3))
    assert here.flare is not None
    assert here.flare.calm == 1


def test_a_check_in_is_no_morning() -> None:
    assert began(7, *flaring(), a_check_in(4, 1), a_check_in(5, 1)) == "flare.begin.button"


def test_a_morning_after_a_session_counts_as_well() -> None:
    gentle = replace(a_session(4, stage=2), kind=Kind.FLARE)
    assert began(6, *flaring((4, 4)), gentle, a_morning(5, 4)) is None


def test_before_anything_is_known_back_to_usual_ends_it() -> None:
    told = [alone(1, 4, back_to_usual=True), alone(2, 4, back_to_usual=True)]
    assert began(3, a_flare(0), *told) is None
    unsaid = [replace(each, back_to_usual=None) for each in told]
    assert began(3, a_flare(0), *unsaid) == "flare.begin.button"


def test_flare_days_are_left_out_of_the_usual_pain() -> None:
    sore = [(number, 8) for number in range(4, 12)]
    assert now(12, *flaring(*sore)).usual == 3
    same = [*usual_is(3), *(alone(number, 5) for number in range(4, 12))]
    assert now(12, *same).usual == 5, "outside a flare they count"
    over = [*flaring(*sore), alone(12, 4), alone(13, 4)]
    assert now(13, *over).usual == 3
    that_day = [a_check_in(3, 4, hour=hour) for hour in (6, 7, 9)]
    assert now(3, *usual_is(3), *that_day).usual == 3.5
    assert now(3, *usual_is(3), *that_day, a_flare(3)).usual == 3, "the whole day it began on"
    later = [a_check_in(number, 4) for number in range(16, 20)]
    assert now(19, *over, *later).usual == 4, "ordinary days count again"


def test_an_answer_that_began_it_can_be_corrected() -> None:
    slip = [*usual_is(3), alone(4, 9)]
    assert began(4, *slip) == "flare.begin.morning"
    corrected = now(4, *slip, alone(4, 3, hour=9))
    assert corrected.flare is None
    assert corrected.levels.decisions[-1].rule == "flare.corrected"
    assert corrected.flare_less == 0
    both = now(4, *slip, a_flare(4, hour=8.5), alone(4, 3, hour=9))
    assert both.flare is not None, "it was called a flare besides"


def test_an_answer_that_ended_it_can_be_corrected() -> None:
    over = flaring((4, 4), (5, 4))
    assert now(5, *over).flare_less == 2
    here = now(5, *over, alone(5, 5, hour=9))
    assert here.flare is not None
    assert (here.flare.since, here.flare_less) == (day(3), 0)


def test_deleting_the_report_gives_what_would_have_been() -> None:
    facts: list[Fact] = [did(n, SQUAT) for n in (0, 3, 5)]
    with_it = now(6, *facts, a_flare(4))
    assert with_it.flare is not None
    assert now(6, *facts).flare is None
    assert level(SQUAT, now(5, *facts)) == 2
    assert level(SQUAT, with_it) == 1


# --- While it lasts -----------------------------------------------------------------------------


def test_nothing_goes_up_in_it_and_nothing_done_in_it_is_proof() -> None:
    here = now(5, did(0, SQUAT), did(3, SQUAT), a_flare(4), did(5, SQUAT))
    assert level(SQUAT, here) == 1
    assert last(here, SQUAT).rule == "level.hold.flare"
    assert last(here, SQUAT).sentence.endswith("nothing goes up in flare-up mode.")
    through: list[Fact] = [did(0, SQUAT), a_flare(1), did(2, SQUAT), alone(3, 2), alone(4, 2)]
    back = [did(5, "dead_bug"), did(7, "dead_bug"), did(9, SQUAT)]
    assert level(SQUAT, now(9, *through, *back)) == 1
    assert level(SQUAT, now(9, *(each for each in through if each.id != "flare-1-12"), *back)) == 2


def test_a_gentle_session_moves_no_level_and_is_no_session_of_the_stage() -> None:
    gentle = replace(did(5, SQUAT, worst=6), kind=Kind.FLARE)
    here = now(5, did(0, SQUAT), a_flare(4), gentle)
    assert (here.sessions_in_stage, level(SQUAT, here)) == (1, 1)
    assert "level.down.red" not in {each.rule for each in here.levels.decisions}
    days: list[Fact] = [replace(did(n, SQUAT), kind=Kind.FLARE) for n in range(2, 20, 4)]
    steady = now(20, did(0, SQUAT), a_flare(1), *days)
    assert not any(each.rule.startswith("absence") for each in steady.levels.decisions)


def test_the_stage_waits_until_the_way_back_is_done() -> None:
    facts = [*first_weeks().values(), a_flare(13, hour=9)]
    here = now(16, *facts, stage=1)
    assert (here.stage, here.open) == (1, False)
    assert "It waits until the flare-up is over" in here.reasons[-1]
    told = [alone(14, 2), alone(15, 2)]
    assert now(16, *facts, *told, stage=1).stage == 1
    back = [a_session(16), a_session(18)]
    assert now(17, *facts, *told, *back, stage=1).stage == 1
    assert now(19, *facts, *told, *back, a_check_in(19), stage=1).stage == 2


def planned(here: Standing) -> tuple[str, Kind, dict[str, int]]:
    rules = programme()
    # Day A, and whatever was done lately: it is not about rest days here.
    here = replace(here, last_main_on=None, sessions_in_stage=0)
    today = day_for(here, None, day(4), rules)
    plan = plan_for(here, today, rules, catalogue().exercises)
    return plan.template, plan.kind, {item.exercise.id: item.dose.level for item in plan.items}


def test_the_session_of_it_is_the_easy_day_at_its_own_levels() -> None:
    facts: list[Fact] = [did(n, ("pelvic_tilt", 3), stage=1, effort=7) for n in (0, 2)]
    before, here = now(3, *facts, stage=1), now(3, *facts, a_flare(3), stage=1)
    assert planned(before)[1] is Kind.MAIN
    template, kind, levels = planned(here)
    assert (template, kind, levels["pelvic_tilt"]) == ("easy_day", Kind.FLARE, 1)
    assert level("pelvic_tilt", here) == 3, "kept"


# --- The way back -------------------------------------------------------------------------------

HIGH: list[Fact] = [did(number, (SQUAT, 4), effort=7) for number in (0, 2, 4)]
"""Squat is at level 4 and stays there: effort is 7."""
OVER: list[Fact] = [*HIGH, a_flare(5), alone(6, 2), alone(7, 2)]


def squat_today(number: int, *facts: Fact) -> int:
    return planned(now(number, *facts))[2][SQUAT]


def test_two_levels_lower_then_one_then_as_usual() -> None:
    assert [squat_today(7, *OVER), level(SQUAT, now(7, *OVER))] == [2, 4]
    first, second = did(8, (SQUAT, 2)), did(10, (SQUAT, 3))
    assert [now(8, *OVER).flare_less, now(9, *OVER, first).flare_less] == [2, 1]
    assert squat_today(9, *OVER, first) == 3
    here = now(11, *OVER, first, second)
    assert (here.flare_less, squat_today(11, *OVER, first, second)) == (0, 4)
    rules = [each.rule for each in here.levels.decisions if each.rule.startswith("flare.")]
    assert rules == [
        "flare.begin.button",
        "flare.end",
        "flare.return.2",
        "flare.return.1",
        "flare.return.done",
    ]


def test_one_level_lower_until_one_is_green() -> None:
    back: list[Fact] = [did(8, (SQUAT, 2)), did(10, (SQUAT, 3), worst=4)]
    assert squat_today(11, *OVER, *back) == 3
    assert squat_today(13, *OVER, *back, did(12, (SQUAT, 3))) == 4


def test_nothing_gets_harder_right_after_red() -> None:
    here = now(9, *OVER, did(8, "dead_bug", worst=8))
    assert (here.flare_less, here.levels.decisions[-1].rule) == (2, "flare.return.again")


def test_an_amber_of_high_usual_pain_is_green_once_it_has_settled() -> None:
    used: list[Fact] = [a_check_in(number, 5) for number in range(3)]
    back: list[Fact] = [did(8, SQUAT, pain=5, worst=6), did(10, SQUAT, pain=5, worst=6)]
    facts: list[Fact] = [*used, a_flare(4), alone(5, 5), alone(6, 5), *back]
    assert now(10, *facts).flare_less == 1
    assert now(11, *facts, a_morning(11, 6)).flare_less == 0
    assert now(11, *facts, a_morning(11, 7)).flare_less == 1


def test_nothing_goes_up_on_the_way_back() -> None:
    proof: list[Fact] = [did(0, SQUAT), did(2, SQUAT), a_flare(3), alone(4, 2), alone(5, 2)]
    here = now(6, *proof, did(6, SQUAT))
    assert decided(here, SQUAT)[-1] == ("level.hold.way_back", 1, 1)
    assert level(SQUAT, now(11, *proof, *(did(n, SQUAT) for n in (6, 8, 11)))) == 2


def test_a_new_flare_takes_the_place_of_the_way_back() -> None:
    again = now(9, *OVER, did(8, (SQUAT, 2)), a_flare(9))
    assert (again.flare is not None, again.flare_less) == (True, 0)
    over = now(11, *OVER, did(8, (SQUAT, 2)), a_flare(9), alone(10, 2), alone(11, 2))
    assert over.flare_less == 2


def test_a_break_and_a_flare_are_not_added_up() -> None:
    facts: list[Fact] = [*HIGH, a_flare(5), alone(19, 2), alone(20, 2)]
    here = now(20, *facts)
    assert "absence.14-27" in {each.rule for each in here.levels.decisions}
    assert (here.levels.less, squat_today(20, *facts)) == (2, 2)
    assert "on the way back from a flare-up" in " ".join(here.reasons)


def test_a_long_break_takes_the_place_of_the_way_back() -> None:
    longer: list[Fact] = [did(number, (SQUAT, 4), effort=7) for number in range(0, 41, 4)]
    facts: list[Fact] = [*longer, a_flare(41), alone(42, 2), alone(43, 2)]
    assert now(67, *facts).flare_less == 2
    assert (now(68, *facts).flare_less, level(SQUAT, now(68, *facts))) == (0, 2)


# --- When to have it looked at ------------------------------------------------------------------


@pytest.mark.parametrize(("number", "said"), [(17, False), (18, True)])
def test_more_than_14_days_suggest_a_review(number: int, said: bool) -> None:
    here = now(number, *flaring())
    assert here.flare is not None
    assert (here.flare.day, here.flare.suggestion is not None) == (number - 2, said)
    assert (here.suggestion is not None) is said


@pytest.mark.parametrize(("number", "said"), [(46, False), (45, True)])
def test_a_third_flare_in_6_weeks_suggests_a_review(number: int, said: bool) -> None:
    facts = flaring((4, 3), (5, 3))
    facts += [a_flare(20), alone(21, 3), alone(22, 3), a_flare(number)]
    here = now(number, *facts)
    assert here.flare is not None
    assert ("flare number 3" in (here.flare.suggestion or "")) is said


# --- The ledger ---------------------------------------------------------------------------------


def test_the_evidence_is_told_in_numbers_and_words() -> None:
    begin = now(3, *usual_is(3), a_check_in(3, 5)).levels.decisions[-1]
    assert (begin.rule, begin.on, begin.exercise) == ("flare.begin.before", day(3), "")
    assert dict(begin.evidence.numbers) == {"pain": 5, "usual": 3}
    assert begin.sentence == ("Flare-up mode began: pain before a session was 5, and 3 is usual.")
    end = now(5, *flaring((4, 4), (5, 4))).levels.decisions[-2:]
    assert [each.sentence for each in end] == [
        "Flare-up mode is over: 2 mornings in a row were calm.",
        "Your next session is 2 levels lower, the first one after a flare-up.",
    ]


def test_no_sentence_blames_or_frightens() -> None:
    said = " ".join(SENTENCES.values()) + catalogue().safety.flare.text
    for word in ("weak", "out of place", "fail", "must", "cure"):
        assert word not in said


# --- When a morning is asked about --------------------------------------------------------------


def asked(number: int, since: int | None, *facts: Fact) -> Asked | None:
    begun = None if since is None else day(since)
    return morning_due(a_log(*facts), day(number), programme().readiness, begun)


def test_in_a_flare_each_morning_is_asked_about_session_or_not() -> None:
    assert asked(4, None) is None
    assert asked(3, 3) is None, "the day it began on has had its morning"
    assert asked(4, 3) == Asked(day(4))
    assert asked(5, 3, alone(4, 2)) == Asked(day(5))
    assert asked(5, 3, alone(5, 2)) is None
    assert asked(60, 3) == Asked(day(60)), "however long it lasts"


def test_after_a_session_of_the_day_before_it_is_one_question() -> None:
    session = a_session(4)
    assert asked(5, 3, session) == Asked(day(5), session)
    assert asked(6, 3, session) == Asked(day(6))
    assert asked(5, 3, session, a_morning(5, 2)) is None


def test_what_an_answer_from_the_shell_is_about() -> None:
    def about(number: int, since: int | None, *facts: Fact) -> Asked | None:
        return asked_by_itself(a_log(*facts), day(number), None if since is None else day(since))

    session: SessionRecord = a_session(2)
    assert about(4, None) is None
    assert about(4, None, session) == Asked(day(3), session)
    assert about(4, 3) == Asked(day(4))
    assert about(4, 3, session) == Asked(day(4))
    assert about(4, 4, session) == Asked(day(3), session)
