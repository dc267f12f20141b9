"""Flare-up mode in a log: sessions while it lasts and on the way back (programme.md §3.6)."""

from dataclasses import replace

import pytest

from backcoach.coach.model.records import SessionKind
from tests.support.flares import SQUAT, alone, flaring, planned
from tests.support.levels import decided, did, last, level, now
from tests.support.logs import (
    Fact,
    a_check_in,
    a_flare,
    a_morning,
    a_session,
)
from tests.support.weeks import first_weeks

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
    gentle = replace(did(5, SQUAT, worst=6), kind=SessionKind.FLARE)
    here = now(5, did(0, SQUAT), a_flare(4), gentle)
    assert (here.sessions_in_stage, level(SQUAT, here)) == (1, 1)
    assert "level.down.red" not in {each.rule for each in here.levels.decisions}
    days: list[Fact] = [replace(did(n, SQUAT), kind=SessionKind.FLARE) for n in range(2, 20, 4)]
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


def test_the_session_of_it_is_the_easy_day_at_its_own_levels() -> None:
    facts: list[Fact] = [did(n, ("pelvic_tilt", 3), stage=1, effort=7) for n in (0, 2)]
    before, here = now(3, *facts, stage=1), now(3, *facts, a_flare(3), stage=1)
    assert planned(before)[1] is SessionKind.MAIN
    template, kind, levels = planned(here)
    assert (template, kind, levels["pelvic_tilt"]) == ("easy_day", SessionKind.FLARE, 1)
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
