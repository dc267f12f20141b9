"""The user's standing: moves between stages, choices, and what must not change the result."""

from dataclasses import replace
from datetime import timedelta

import pytest

from backcoach.coach.model.records import Log, SessionRecord, StageDecision
from backcoach.coach.standing.standing import standing
from tests.support.content import programme
from tests.support.logs import (
    DAY_ZERO,
    Fact,
    a_check_in,
    a_choice,
    a_log,
    a_profile,
    a_session,
    day,
    moment,
)
from tests.support.weeks import (
    after,
    first,
    first_weeks,
    log_of,
    next_weeks,
    standing_on,
    the_line,
    years,
)

STAY, GO_ON, START_IN = StageDecision.STAY, StageDecision.GO_ON, StageDecision.START_IN


# --- The beginning --------------------------------------------------------------------------


def test_everybody_begins_in_stage_1() -> None:
    here = after(0)
    assert (here.stage, here.entered_on, here.sessions_in_stage) == (1, None, 0)
    assert (here.open, here.staying, here.changes, here.suggestion) == (False, False, (), None)
    assert here.reasons[0] == "Your first session begins stage 1."


def test_stage_1_begins_with_its_first_real_session() -> None:
    here = after(9, a_session(2, speed=20), a_session(4, share=0.2), a_session(7))
    assert (here.entered_on, here.sessions_in_stage) == (day(4), 1)
    assert here.reasons[0] == "You began stage 1 on 5 January 2024."
    assert the_line(here, "minimum_days").have == "5 days"


def test_a_session_lies_on_the_local_day_it_started() -> None:
    east = a_session(3, hour=1, offset_minutes=600)
    west = a_session(3, hour=23, minutes=120, offset_minutes=-600)
    assert (east.started_at.date(), west.started_at.date()) == (day(2), day(4))
    assert after(9, east).entered_on == day(3)
    assert after(9, west).entered_on == day(3)
    assert after(2, east).entered_on is None


def test_an_evening_in_the_west_is_still_today() -> None:
    evening = replace(a_choice(4, START_IN, 2), at=moment(3, 20, -300))
    assert evening.at.date() == day(4)
    log = a_log(evening)
    assert standing(log, programme(), day(3)).stage == 1
    here = standing(log, programme(), day(3), offset_minutes=-300)
    assert (here.stage, here.entered_on) == (2, day(3))
    later = a_session(9, offset_minutes=-300)
    assert standing(a_log(evening, later), programme(), day(3)).stage == 1
    lent = standing(
        a_log(evening, a_session(3, hour=21, stage=2, offset_minutes=-300)), programme(), day(3)
    )
    assert (lent.stage, lent.entered_on, lent.sessions_in_stage) == (2, day(3), 1)


def test_a_check_in_lies_on_the_day_of_the_last_session_s_clock() -> None:
    facts = [a_session(number, offset_minutes=-300) for number in (0, 2)]
    night = replace(a_check_in(3), at=moment(2, 23, -300))
    assert night.at.date() == day(3)
    assert the_line(after(3, *facts, night), "mornings").have == "1 of 2"
    morning = replace(a_check_in(3), at=moment(3, 1, -300))
    assert the_line(after(3, *facts, morning), "mornings").have == "2 of 2"


# --- Through the stages ---------------------------------------------------------------------


def test_weeks_of_sessions_lead_through_the_stages() -> None:
    log = log_of(next_weeks())
    stages = [standing(log, programme(), day(number)).stage for number in range(60)]
    assert stages == [1] * 14 + [2] * 28 + [3] * 18
    here = standing(log, programme(), day(60))
    assert [(change.on, change.from_stage, change.to_stage) for change in here.changes] == [
        (day(14), 1, 2),
        (day(42), 2, 3),
    ]
    assert here.reasons == (
        "On 15 January 2024 you came to stage 2. Everything it asks for was in place.",
        "On 12 February 2024 you came to stage 3. Everything it asks for was in place.",
        "Your next session is 1 level lower, on the way back from a break.",
        "This is the last stage. It goes on for as long as you like.",
    )
    assert (here.lines, here.open, here.suggestion) == ((), False, None)


def test_a_check_in_can_open_the_stage() -> None:
    facts = {number: fact for number, fact in first_weeks().items() if number != 13}
    here = standing_on(20, facts | {18: a_check_in(18)})
    assert (here.stage, here.entered_on) == (2, day(18))


def test_the_own_check_in_of_a_session_opens_the_stage_it_is_done_in() -> None:
    facts = {number: fact for number, fact in first_weeks().items() if number != 13}
    here = standing_on(16, facts | {16: a_session(16, stage=2)})
    assert (here.stage, here.entered_on, here.sessions_in_stage) == (2, day(16), 1)


def test_the_end_of_a_session_can_open_the_stage() -> None:
    safe = first(a_check_in(13, symptoms=("fever",), hour=9), a_session(13, hour=10))
    here = after(30, *safe, a_check_in(15), a_session(16))
    assert (here.stage, here.entered_on) == (2, day(15))
    worried = (*safe, a_check_in(14, symptoms=("fever",)), a_session(14), a_session(14, hour=20))
    assert after(14, *worried).stage == 1
    assert after(15, *worried, a_check_in(15)).entered_on == day(15)


def test_only_sessions_of_the_present_stage_count_from_its_entry_on() -> None:
    early = a_session(11, stage=2)
    same_day = a_session(14, stage=2, hour=7)
    wrong = a_session(15, stage=1)
    here = after(20, *first(early, same_day, wrong))
    assert (here.stage, here.entered_on, here.sessions_in_stage) == (2, day(14), 1)


def test_sessions_go_on_counting_in_the_last_stage() -> None:
    done = [a_session(43, stage=3), a_session(45, stage=3, share=0.7), a_session(47, stage=3)]
    assert after(50, *next_weeks().values(), *done).sessions_in_stage == 2


def test_no_session_opens_two_stages() -> None:
    gates = tuple(
        replace(gate, minimum_days=0, sessions=0, settled_mornings=0, skills=(), light_sessions=1)
        for gate in programme().gates
    )
    easy = replace(
        programme(),
        gates=tuple(
            replace(gate, green_min=1, trend_sessions=1, effort_sessions=1) for gate in gates
        ),
    )
    one = standing(a_log(a_session(0)), easy, day(20))
    assert (one.stage, len(one.changes)) == (2, 1)
    two = standing(a_log(a_session(0), a_session(0, stage=2, hour=20)), easy, day(20))
    assert (two.stage, len(two.changes)) == (3, 2)


# --- What does not count --------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.0, 0.1, 0.7])
def test_a_session_below_80_percent_never_counts(share: float) -> None:
    here = after(100, *(a_session(number, share=share) for number in range(0, 90, 2)))
    assert (here.stage, here.sessions_in_stage) == (1, 0)


def test_a_skipped_session_is_no_session_of_the_last_three() -> None:
    untouched = first(a_session(13, share=0.0, worst_pain=9, effort=10, hour=7))
    assert after(14, *untouched).stage == 2


def test_a_skipped_session_does_not_clear_a_warning_sign() -> None:
    sign = a_check_in(12, hour=20, symptoms=("fever",))
    assert after(14, *first(sign, a_session(13, share=0.0))).stage == 1
    assert after(15, *first(sign, a_session(13), a_check_in(15))).stage == 2


def test_a_clock_set_back_during_a_session_does_not_matter() -> None:
    back = a_session(12, minutes=-30, symptoms=("fever",))
    assert standing_on(14, first_weeks() | {12: back}).stage == 2


def test_rehearsals_change_nothing() -> None:
    rehearsal = a_session(13, hour=6, speed=20, pain_before=9, worst_pain=10, effort=10)
    for number in (13, 14):
        assert after(number, *first(rehearsal)) == after(number, *first())
    assert after(14, *(replace_speed(fact) for fact in first())).sessions_in_stage == 0


def replace_speed(fact: Fact) -> Fact:
    return replace(fact, speed=20.0) if isinstance(fact, SessionRecord) else fact


def test_a_deleted_session_takes_the_stage_back_and_an_added_one_gives_it() -> None:
    kept = {number: fact for number, fact in first_weeks().items() if number not in (5, 7)}
    assert standing_on(30, kept).stage == 1
    assert standing_on(30, kept | {7: a_session(7)}).stage == 2


def test_facts_after_today_change_nothing() -> None:
    later = (
        a_session(14, worst_pain=9),
        a_check_in(14, 9, symptoms=("fever",)),
        a_choice(14, START_IN, 2),
        a_choice(14, STAY, 1),
    )
    assert after(13, *first(*later)) == after(13, *first())


def test_own_check_ins_need_not_be_listed() -> None:
    facts = next_weeks().values()
    for number in (13, 14, 41, 42):
        listed = standing(a_log(*facts), programme(), day(number))
        assert standing(a_log(*facts, own_check_ins=False), programme(), day(number)) == listed


# --- Advice ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "quiet", "weeks"),
    [
        pytest.param(
            (a_session(0), a_session(14), a_session(28)), 41, "6 weeks", id="six weeks in stage 1"
        ),
        pytest.param((a_choice(0, START_IN, 2),), 55, "8 weeks", id="eight weeks in stage 2"),
    ],
)
def test_after_many_weeks_a_physiotherapist_is_suggested(
    facts: tuple[Fact, ...], quiet: int, weeks: str
) -> None:
    assert after(quiet, *facts).suggestion is None
    advice = after(quiet + 1, *facts).suggestion
    assert advice is not None
    assert weeks in advice
    assert "physiotherapist" in advice


def test_no_advice_for_somebody_who_stays_by_choice() -> None:
    assert after(200, *first(a_choice(10, STAY, 1))).suggestion is None


# --- Years of it ----------------------------------------------------------------------------


def test_years_of_sessions_count_one_by_one() -> None:
    here = standing(years(3), programme(), DAY_ZERO + timedelta(days=4040))
    assert (here.stage, here.sessions_in_stage) == (3, 4000 - 16)


def test_the_questions_before_a_rehearsal_that_was_left_answer_nothing() -> None:
    log = Log(sessions=(a_session(0), a_session(2)))
    asked = replace(a_check_in(4, 0), rehearsal=True)
    before = standing(log, programme(), day(4))
    assert standing(replace(log, check_ins=(asked,)), programme(), day(4)) == before
    real = replace(asked, rehearsal=False)
    assert standing(replace(log, check_ins=(real,)), programme(), day(4)) != before


def test_a_warning_sign_reported_before_a_rehearsal_is_heard() -> None:
    log = Log(sessions=(a_session(0),))
    sign = replace(a_check_in(2, 0, symptoms=("fever",)), rehearsal=True)
    lines = {
        line.id: line
        for line in standing(replace(log, check_ins=(sign,)), programme(), day(2)).lines
    }
    assert not lines["safety"].met


def test_what_the_user_said_last_of_themselves_stands() -> None:
    log = a_log(a_profile(3, usual_pain=4), a_profile(1, usual_pain=7))
    now = standing(log, programme(), day(5))
    assert now.profile is not None
    assert now.profile.usual_pain == 4
    assert now.usual == 4.0
    earlier = standing(log, programme(), day(2))
    assert earlier.usual == 7.0
