"""What a user decides about their stage, and what comes of it."""

from datetime import date

from backcoach.coach.model.records import StageDecision
from backcoach.coach.standing.standing import Standing
from tests.support.logs import a_check_in, a_choice, a_profile, a_session, day
from tests.support.weeks import after, first, missing, next_weeks, standing_on, the_line

STAY, GO_ON, START_IN = StageDecision.STAY, StageDecision.GO_ON, StageDecision.START_IN


def test_staying_keeps_the_stage_though_its_gate_is_open() -> None:
    here = after(20, *first(a_choice(10, STAY, 1)))
    assert (here.stage, here.open, here.staying, here.changes) == (1, True, True, ())
    assert here.reasons == (
        "You began stage 1 on 1 January 2024.",
        "You chose to stay in stage 1, which is always fine.",
        "Stage 2 is open whenever you like.",
    )


def test_staying_before_the_gate_is_open_says_what_is_left() -> None:
    here = after(13, *first(a_choice(10, STAY, 1)))
    assert (here.open, here.staying) == (False, True)
    assert here.reasons[-1] == (
        "Only one thing is left before stage 2. This opens on 15 January 2024."
    )


def test_staying_takes_back_a_stage_that_just_opened() -> None:
    stay = a_choice(15, STAY, 1)
    here = after(20, *first(stay, a_session(16)))
    assert (here.stage, here.open, here.staying) == (1, False, True)
    assert (here.entered_on, here.sessions_in_stage) == (day(0), 7)
    assert [(change.on, change.to_stage) for change in here.changes] == [(day(14), 2), (day(15), 1)]
    assert here.changes[-1].reason == "You chose to stay in stage 1."
    back = after(20, *first(stay, a_session(16), a_check_in(17), a_choice(18, GO_ON, 1)))
    assert (back.stage, back.entered_on, back.sessions_in_stage) == (2, day(18), 0)


def test_a_stage_that_was_begun_is_not_taken_back() -> None:
    here = after(20, *first(a_session(15, stage=2), a_choice(16, STAY, 1)))
    assert (here.stage, here.staying) == (2, False)


def test_going_on_opens_the_stage_then() -> None:
    here = after(30, *first(a_choice(10, STAY, 1), a_choice(20, GO_ON, 1)))
    assert (here.stage, here.entered_on, here.staying) == (2, day(20), False)
    assert here.changes[-1].reason == "You chose to go on."


def test_going_on_before_the_gate_is_open_waits_for_it() -> None:
    here = after(30, *first(a_choice(5, STAY, 1), a_choice(11, GO_ON, 1)))
    assert (here.stage, here.entered_on) == (2, day(14))


def test_a_gate_closed_while_staying_stays_closed_on_going_on() -> None:
    red = a_session(16, worst_pain=9)
    here = after(30, *first(a_choice(10, STAY, 1), red, a_choice(20, GO_ON, 1)))
    assert (here.stage, here.staying) == (1, False)
    assert "lights" in missing(here)


def test_there_is_nothing_to_stay_out_of_in_the_last_stage() -> None:
    here = after(43, *next_weeks().values(), a_choice(43, STAY, 3))
    assert (here.stage, here.staying) == (3, False)


def test_staying_in_stage_2_waits_until_there() -> None:
    facts = next_weeks() | {13: a_check_in(13), 11: a_choice(11, STAY, 2)}
    here = standing_on(45, facts)
    assert (here.stage, here.open, here.staying) == (2, True, True)


def test_starting_in_stage_2() -> None:
    here = after(6, a_choice(3, START_IN, 2), a_session(4, stage=2), a_session(5, stage=1))
    assert (here.stage, here.entered_on, here.sessions_in_stage) == (2, day(3), 1)
    assert here.reasons[0] == "On 4 January 2024 you came to stage 2. You chose to begin here."
    assert the_line(here, "minimum_days").have == "3 days"


def test_a_session_begun_before_the_choice_does_not_count_after_it() -> None:
    running = a_session(3, stage=2, hour=11.9)
    here = after(6, running, a_choice(3, START_IN, 2), a_session(4, stage=2))
    assert (here.stage, here.sessions_in_stage) == (2, 1)


def test_nobody_starts_in_stage_3() -> None:
    for stage in (0, 1, 3, 4):
        here = after(6, a_choice(3, START_IN, stage))
        assert (here.stage, here.entered_on, here.changes) == (1, None, ())


def test_starting_in_stage_2_never_moves_back_nor_begins_it_again() -> None:
    third = next_weeks() | {50: a_choice(50, START_IN, 2)}
    assert standing_on(60, third).stage == 3
    here = after(30, *first(a_choice(20, START_IN, 2)))
    assert (here.stage, here.entered_on, len(here.changes)) == (2, day(14), 1)


def test_going_back_to_stage_1_begins_it_anew() -> None:
    here = after(30, *first(a_choice(20, START_IN, 1), a_session(22)))
    assert (here.stage, here.entered_on, here.sessions_in_stage) == (1, day(20), 1)
    assert here.changes[-1].reason == "You chose to go back to stage 1."


def test_starting_over_takes_back_the_wish_to_stay() -> None:
    here = after(30, a_choice(1, STAY, 1), a_choice(2, START_IN, 2), a_choice(3, START_IN, 1))
    assert (here.stage, here.staying) == (1, False)


# --- The ledger -----------------------------------------------------------------------------


def of_stages(here: Standing) -> list[tuple[str, date, str]]:
    """Rule, day and sentence of every move between stages."""
    decisions = [each for each in here.levels.decisions if each.rule.startswith("stage.")]
    return [(each.rule, each.on, each.sentence) for each in decisions]


def test_a_stage_that_opened_is_in_the_ledger_with_its_sessions() -> None:
    here = after(20, *first())
    said = "Stage 2 opened: every line of its gate was met, after 6 sessions that count."
    assert of_stages(here) == [("stage.open", day(14), said)]
    (opened,) = [each for each in here.levels.decisions if each.rule == "stage.open"]
    last = [a_session(number).id for number in (7, 10, 12)]
    assert list(opened.evidence.sessions) == last


def test_a_choice_of_stage_is_in_the_ledger() -> None:
    here = after(20, *first(a_choice(15, STAY, 1)))
    assert [rule for rule, _, _ in of_stages(here)] == ["stage.open", "stage.chosen"]
    assert of_stages(after(3, a_choice(2, START_IN, 2)))[0][1:] == (
        day(2),
        "Stage 2 began because you chose it.",
    )


def test_a_stage_gone_back_after_a_break_is_in_the_ledger() -> None:
    here = after(90, *first(a_session(16, stage=2)))
    assert of_stages(here)[-1][::2] == (
        "stage.back",
        "Stage 1 again after 28 days without a session, to begin gently.",
    )


def test_a_later_stage_that_may_not_begin_is_in_the_ledger_with_the_reason() -> None:
    here = after(3, a_profile(usual_pain=7), a_choice(2, START_IN, 2))
    assert (here.stage, here.changes) == (1, ())
    (said,) = (each for each in here.levels.decisions if each.rule == "stage.barred")
    assert (said.on, said.moved) == (day(2), False)
    assert said.sentence == (
        "You chose to begin in stage 2, which did not begin. Your usual pain is 7. A later stage is"
        " a good start up to 5; until then stage 1 is."
    )


def test_going_back_or_staying_is_never_barred() -> None:
    here = after(3, a_profile(usual_pain=7), a_choice(1, STAY, 1), a_choice(2, START_IN, 1))
    assert [rule for rule, _, _ in of_stages(here)] == []


def test_a_line_of_the_gate_names_the_sessions_it_looked_at() -> None:
    here = after(13, *first())
    last = tuple(a_session(number).id for number in (7, 10, 12))
    assert the_line(here, "lights").sessions == the_line(here, "pain_trend").sessions == last
    assert the_line(here, "effort").sessions == the_line(here, "mornings").sessions == last[1:]
    assert the_line(here, "minimum_days").sessions == ()
