"""Missed time: a test for every row of programme.md §3.5, on both sides of each threshold."""

import pytest

from backcoach.coach.evidence.absence import Break, Breaks, Missed, close, missed
from backcoach.coach.levels.track import Rung
from backcoach.coach.model.days import day_of
from backcoach.coach.planning.planner import plan_session
from backcoach.coach.standing.standing import Standing
from tests.support.content import catalogue, programme
from tests.support.levels import decided, did, last, level, now, rules
from tests.support.logs import Fact, a_check_in, day, moment
from tests.support.weeks import first_weeks

SQUAT = "squat"
LONG = 100
"""Days of training, longer than any break of which only the days count."""


@pytest.mark.parametrize(
    ("days", "row"),
    [
        (0, Missed.NOTHING),
        (6, Missed.NOTHING),
        (7, Missed.FIRST_DAY),
        (13, Missed.FIRST_DAY),
        (14, Missed.LOWER),
        (27, Missed.LOWER),
        (28, Missed.REDUCE),
        (55, Missed.REDUCE),
        (56, Missed.RESTART),
        (400, Missed.RESTART),
    ],
)
def test_days_since_the_last_session(days: int, row: Missed) -> None:
    assert missed(days, LONG, programme().absence) is row


@pytest.mark.parametrize(
    ("days", "trained", "row"),
    [
        (27, 3, Missed.LOWER),
        (28, 27, Missed.RESTART),
        (28, 28, Missed.REDUCE),
        (40, 39, Missed.RESTART),
        (40, 40, Missed.REDUCE),
    ],
)
def test_28_days_and_longer_than_the_time_trained(days: int, trained: int, row: Missed) -> None:
    assert missed(days, trained, programme().absence) is row


@pytest.mark.parametrize(
    ("number", "rows"),
    [
        (LONG + 6, []),
        (LONG + 7, [(Missed.FIRST_DAY, 7)]),
        (LONG + 13, [(Missed.FIRST_DAY, 7)]),
        (LONG + 28, [(Missed.FIRST_DAY, 7), (Missed.LOWER, 14), (Missed.REDUCE, 28)]),
        (
            LONG + 90,
            [
                (Missed.FIRST_DAY, 7),
                (Missed.LOWER, 14),
                (Missed.REDUCE, 28),
                (Missed.RESTART, 56),
            ],
        ),
    ],
)
def test_each_row_applies_once_from_its_own_day(
    number: int, rows: list[tuple[Missed, int]]
) -> None:
    breaks = Breaks(programme().absence)
    assert (breaks.until(day(number)), breaks.gap(day(number))) == (None, 0)
    breaks.trained(day(0))
    breaks.trained(day(LONG))
    assert breaks.gap(day(number)) == number - LONG
    told = [breaks.until(day(number)) for _ in range(len(rows) + 1)]
    assert told == [*(Break(row, day(LONG + days), days) for row, days in rows), None]
    breaks.trained(day(number))
    again = breaks.until(day(number + 7))
    assert again == Break(Missed.FIRST_DAY, day(number + 7), 7)


def test_sessions_close_together_are_no_long_break_whatever_the_hour() -> None:
    apart = close(programme().absence)
    assert day_of(moment(0, 23) + apart, 0) < day(28)
    assert day_of(moment(0, 23) + apart, 0) >= day(26)


def trained(rung: int = 3) -> list[Fact]:
    """Forty days of stage 2 in which squat, done at `rung`, stays there: effort is 7."""
    return [did(number, (SQUAT, rung), "clamshell", effort=7) for number in range(0, 45, 4)]


LAST = 44


def today(here: Standing, done: int = 0) -> dict[str, int]:
    """What would be done today, by exercise, after `done` sessions of the stage."""
    content = catalogue()
    plan = plan_session(
        content.programme,
        content.exercises,
        stage=here.stage,
        done_in_stage=done,
        length=None,
        levels=here.levels,
    )
    return {item.exercise.id: item.dose.level for item in plan.items}


@pytest.mark.parametrize("days", [0, 6, 7, 13])
def test_0_to_13_days_the_same_levels(days: int) -> None:
    here = now(LAST + days, *trained())
    assert (level(SQUAT, here), today(here)[SQUAT]) == (3, 3)
    assert not any(rule.startswith("absence") for rule in rules(here))


@pytest.mark.parametrize(("days", "rule"), [(6, "level.up"), (7, "level.hold.gap")])
def test_7_to_13_days_nothing_goes_up_on_the_first_day_back(days: int, rule: str) -> None:
    two = [did(0, SQUAT), did(3, SQUAT)]
    here = now(3 + days, *two, did(3 + days, (SQUAT, 2)))
    assert last(here, SQUAT).rule == rule
    second = now(5 + days, *two, did(3 + days, (SQUAT, 1)), did(5 + days, SQUAT))
    assert level(SQUAT, second) == 2


@pytest.mark.parametrize("days", [14, 27])
def test_14_to_27_days_one_level_down_for_two_sessions(days: int) -> None:
    back = LAST + days
    facts = [*trained()]
    for number, lower in ((back, True), (back + 2, True), (back + 4, False)):
        here = now(number, *facts)
        assert level(SQUAT, here) == 3, "the level itself is kept"
        assert today(here)[SQUAT] == (2 if lower else 3)
        assert today(here)["dead_bug"] == 1, "never below level 1"
        facts.append(did(number, (SQUAT, 2 if lower else 3)))
    assert last(now(back, *trained()), SQUAT).sentence == (
        "Squat is done at level 2 for 2 sessions, after 14 days without a session."
    )
    assert last(now(back, *trained()), SQUAT).on == day(LAST + 14)


def test_14_to_27_days_what_is_at_level_1_stays_there() -> None:
    here = now(LAST + 14, *trained(rung=1))
    assert here.levels.less == 1
    assert here.levels.for_session([Rung(SQUAT, 1)]) == (Rung(SQUAT, 1),)


def test_only_what_the_stage_names_begins_anew() -> None:
    here = now(LAST + 100, *trained())
    assert level("abdominal_brace", here) == 1
    assert level("romanian_deadlift", here) is None


def test_what_begins_anew_is_not_done_lower_besides() -> None:
    short = [did(number, (SQUAT, 3), effort=7) for number in (0, 3, 6)]
    assert now(6 + 14, *short).levels.less == 1
    anew = now(6 + 28, *short)
    assert anew.stage == 1
    assert anew.levels.less == 0


def test_the_warm_up_and_the_cool_down_stay_as_they_are_after_a_break() -> None:
    here = now(LAST + 14, *trained())
    plan = today(here)
    assert (plan["march_in_place"], plan["standing_hamstring_stretch"]) == (2, 1)


@pytest.mark.parametrize("days", [28, 44])
def test_28_to_55_days_two_levels_down(days: int) -> None:
    here = now(LAST + days, *trained())
    assert (level(SQUAT, here), today(here)[SQUAT]) == (1, 1)
    assert last(here, SQUAT).rule == "absence.28-55"
    assert here.stage == 2


def test_28_to_55_days_never_below_level_1() -> None:
    assert level(SQUAT, now(LAST + 28, *trained(rung=2))) == 1
    assert level("clamshell", now(LAST + 28, *trained())) == 1


def test_28_to_55_days_what_was_never_done_begins_lower_too() -> None:
    assert today(now(LAST + 27, *trained()))["side_plank_knees"] == 1, "a level for two sessions"
    assert today(now(LAST + 13, *trained()))["side_plank_knees"] == 2
    back = did(LAST + 28, "dead_bug")
    assert today(now(LAST + 28, *trained(), back))["side_plank_knees"] == 1


def test_28_to_55_days_what_stands_in_goes_down_as_well() -> None:
    hurt = did(LAST + 2, SQUAT, worst=8)
    here = now(LAST + 30, *trained(rung=1), hurt)
    assert (level("sit_to_stand", here), level(SQUAT, here)) == (1, None)


def test_28_to_55_days_nothing_counts_as_raised_any_more() -> None:
    up = [did(n, "dead_bug") for n in (32, 35)] + [did(39, ("dead_bug", 2))]
    hard = did(LAST + 28, "dead_bug", effort=9)
    here = now(LAST + 28, *trained(), *up, hard)
    assert "level.up" in [rule for rule, _, _ in decided(here, "dead_bug")]
    assert last(here, "dead_bug").rule == "level.hold.effort"


def test_28_to_55_days_the_easier_exercise_for_what_is_at_level_1() -> None:
    here = now(LAST + 28, *trained(rung=1))
    assert level("sit_to_stand", here) == 2
    assert today(here)["sit_to_stand"] == 2
    assert SQUAT not in today(here)
    assert "takes the place of" in last(here, SQUAT).sentence


@pytest.mark.parametrize(("number", "then"), [(6, 1), (7, 2)])
def test_28_to_55_days_a_week_before_anything_goes_up(number: int, then: int) -> None:
    back = LAST + 28
    done = [did(back, SQUAT), did(back + 3, SQUAT), did(back + number, SQUAT)]
    here = now(back + number, *trained(), *done)
    assert level(SQUAT, here) == then
    if then == 1:
        assert last(here, SQUAT).rule == "level.hold.return"


@pytest.mark.parametrize(("days", "stage"), [(55, 2), (56, 1)])
def test_56_days_one_stage_back_at_level_1(days: int, stage: int) -> None:
    facts = [*trained(), *(did(n, (SQUAT, 3), effort=7) for n in range(46, 60, 4))]
    here = now(58 + days, *facts)
    assert here.stage == stage
    if stage == 1:
        assert (here.changes[-1].from_stage, here.changes[-1].to_stage) == (2, 1)
        assert here.changes[-1].on == day(58 + 56)
        assert today(here, done=5)["abdominal_brace"] == 1, "its template says 2"
        assert "absence.56+" not in [rule for rule, _, _ in decided(here, SQUAT)]
        assert (here.entered_on, here.sessions_in_stage) == (None, 0)


def test_one_stage_back_only_once_for_one_break() -> None:
    assert [change.to_stage for change in now(1000, *trained()).changes] == [2, 1]


def test_28_days_and_longer_than_trained_one_stage_back() -> None:
    two = [did(0, SQUAT), did(20, SQUAT)]
    assert now(47, *two).stage == 2
    assert now(48, *two).stage == 1


def test_in_stage_1_everything_begins_anew_at_level_1() -> None:
    facts = [did(n, ("pelvic_tilt", 3), stage=1, effort=7) for n in (0, 3)]
    before, here = now(30, *facts, stage=1), now(31, *facts, stage=1)
    assert (level("pelvic_tilt", before), level("pelvic_tilt", here)) == (3, 1)
    assert decided(here, "pelvic_tilt")[-1] == ("absence.56+", 3, 1)
    assert here.stage == 1


def test_training_counts_anew_after_a_restart() -> None:
    again = [did(n, "pelvic_tilt", stage=1) for n in (110, 112)]
    here = now(112 + 28, *trained(), *again)
    assert decided(here, "pelvic_tilt")[-1][0] == "absence.56+"


def test_a_check_in_is_no_session() -> None:
    here = now(LAST + 14, *trained(), a_check_in(LAST + 10))
    assert "absence.14-27" in rules(here)


def test_the_break_itself_is_told_once_for_all() -> None:
    from backcoach.report.levels import latest_words

    told = latest_words(now(LAST + 14, *trained()).levels.decisions)
    assert sum("without a session" in line for line in told) == 1


def test_a_stage_reached_by_its_gate_is_lost_by_a_break_too() -> None:
    facts = [*first_weeks().values(), *(did(n, SQUAT) for n in (15, 17))]
    assert now(17 + 27, *facts, stage=1).stage == 2
    assert now(17 + 28, *facts, stage=1).stage == 1
