"""Level moves: the row "down 1" of programme.md §3.3, on both sides of each threshold."""

import pytest

from tests.support.levels import decided, did, eased, last, level, now
from tests.support.logs import (
    Fact,
    a_check_in,
    a_morning,
    a_report,
    a_session,
    a_set,
    day,
)
from tests.support.squats import FOUR, SQUAT, after_one, ups

# --- down 1 ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pain", "worst", "then"),
    [(2, 5, 2), (2, 6, 1), (4, 6, 1), (5, 6, 2), (6, 7, 2), (7, 8, 1)],
)
def test_down_red_in_a_session_where_nothing_was_named(pain: int, worst: int, then: int) -> None:
    here = after_one(pain=pain, worst=worst)
    assert level(SQUAT, here) == then


def test_down_red_on_it() -> None:
    here = now(0, did(0, ("dead_bug", 2), (SQUAT, 2), hurt=(1, 6), worst=5))
    assert decided(here, SQUAT) == [("level.down.red", 2, 1)]
    assert last(here, SQUAT).sentence == "Squat goes down to level 1: pain reached 6."


def test_down_red_something_new_in_a_leg_whatever_the_number() -> None:
    sets = (a_set("dead_bug", 2, item=0), a_set(SQUAT, 2, item=1))
    session = a_session(0, stage=2, sets=sets, worst_pain=1, reports=(a_report(1, 1, leg=True),))
    here = now(0, session)
    assert decided(here, SQUAT) == [("level.down.leg", 2, 1)]
    assert last(here, SQUAT).sentence.endswith("you felt something new or worse in a leg.")
    assert decided(here, "dead_bug") == [("level.hold.red", 2, 2)]


def test_down_red_on_it_even_where_pain_before_is_not_known() -> None:
    assert level(SQUAT, now(0, did(0, (SQUAT, 2), hurt=(0, 8), pain=None))) == 1
    assert level(SQUAT, now(0, did(0, (SQUAT, 2), hurt=(0, 7), pain=None))) == 2


def raised(*names: str) -> list[Fact]:
    """Stage 2 up to day 7, on which the first two of `names` go up to level 2."""
    return [did(0, *names), did(3, *names)]


def test_down_unsettled_takes_the_two_most_recently_raised() -> None:
    third = did(7, *(((n, 2) if n in FOUR[:2] else n) for n in FOUR))
    here = now(8, *raised(*FOUR), third, a_morning(8, 4))
    assert ups(here) == list(FOUR[:2])
    unsettled = {d.exercise: d.rule for d in here.levels.decisions if d.on == day(8)}
    assert unsettled == {
        "bridge_march": "level.down.unsettled",
        "dead_bug": "level.down.unsettled",
        "squat": "level.hold.unsettled",
        "hip_hinge": "level.hold.unsettled",
    }
    settled = now(8, *raised(*FOUR), third, a_morning(8, 3))
    assert not [d for d in settled.levels.decisions if d.on == day(8)]


@pytest.mark.parametrize(("morning", "goes_down"), [(3, False), (4, True)])
def test_down_unsettled_takes_what_left_the_back_sore(morning: int, goes_down: bool) -> None:
    third = did(7, *(((n, 2) if n in FOUR[:2] else n) for n in FOUR), sore=("squat", "dead_bug"))
    here = now(8, *raised(*FOUR), third, a_morning(8, morning))
    that_day = {d.exercise: d.rule for d in here.levels.decisions if d.on == day(8)}
    assert that_day == (
        {
            # Bridge march was raised as well, but only what was named goes down.
            "bridge_march": "level.hold.unsettled",
            "dead_bug": "level.down.sore",
            "squat": "level.swap.easier",
            "hip_hinge": "level.hold.unsettled",
        }
        if goes_down
        else {}
    )
    if goes_down:
        assert last(here, "dead_bug").sentence == (
            "Dead bug goes down to level 1: it left your back sore, and that took longer to settle."
        )


def test_down_unsettled_where_only_a_stretch_left_the_back_sore() -> None:
    third = did(7, *(((n, 2) if n in FOUR[:2] else n) for n in FOUR), sore=("cobra",))
    here = now(8, *raised(*FOUR), third, a_check_in(8, 4))
    downs = {d.exercise for d in here.levels.decisions if d.rule == "level.down.unsettled"}
    assert downs == set(FOUR[:2])


def test_what_is_sore_and_went_down_already_goes_down_once() -> None:
    hurt = did(0, (SQUAT, 3), "dead_bug", hurt=(0, 8), worst=8, sore=(SQUAT,))
    here = now(1, hurt, a_check_in(1, 9))
    assert [rule for rule, _, _ in decided(here, SQUAT)] == ["level.down.red"]


def test_down_unsettled_takes_nothing_that_was_never_raised() -> None:
    here = now(1, did(0, (SQUAT, 2)), a_check_in(1, 5))
    assert decided(here, SQUAT) == [("level.hold.unsettled", 2, 2)]


@pytest.mark.parametrize(("share", "then"), [(0.79, 1), (0.8, 2)])
def test_down_less_than_80_percent_because_of_fatigue(share: float, then: int) -> None:
    assert level(SQUAT, after_one(share=share, effort=7)) == then


@pytest.mark.parametrize(("effort", "then"), [(6, 2), (7, 1)])
def test_an_effort_that_may_go_up_is_no_fatigue(effort: int, then: int) -> None:
    assert level(SQUAT, after_one(share=0.5, effort=effort)) == then


@pytest.mark.parametrize(("share", "then"), [(0.79, 1), (0.8, 2)])
def test_down_less_than_80_percent_because_of_pain(share: float, then: int) -> None:
    assert level(SQUAT, after_one(share=share, hurt=(0, 3))) == then


@pytest.mark.parametrize(("done", "then"), [(0.5, 1), (0.85, 2)])
def test_down_less_than_80_percent_before_something_easier_took_over(
    done: float, then: int
) -> None:
    assert level(SQUAT, now(0, eased(did(0, (SQUAT, 2)), 0, done))) == then


@pytest.mark.parametrize(("effort", "then"), [(8, 2), (9, 1)])
def test_down_effort_of_9_takes_the_two_most_recently_raised(effort: int, then: int) -> None:
    third = did(7, *(((n, 2) if n in FOUR[:2] else n) for n in FOUR))
    fourth = did(9, *((n, 2) for n in FOUR), effort=effort)
    here = now(9, *raised(*FOUR), third, fourth)
    levels = {name: level(name, here) for name in FOUR}
    assert levels == {"bridge_march": 2, "dead_bug": 2, "squat": then, "hip_hinge": then}


def test_what_came_down_already_is_not_raised_any_more() -> None:
    third = did(7, ("dead_bug", 2), ("bridge_march", 2), "squat", "hip_hinge", hurt=(0, 8), worst=8)
    here = now(9, *raised(*FOUR), third, did(9, "dead_bug", ("bridge_march", 2), effort=9))
    assert (level("dead_bug", here), level("bridge_march", here)) == (1, 1)
    assert decided(here, "dead_bug")[-1] == ("level.hold.effort", 1, 1)


def test_one_session_takes_two_down_at_most_for_effort_and_morning_together() -> None:
    third = did(7, *(((n, 2) if n in FOUR[:2] else n) for n in FOUR))
    fourth = did(9, *((n, 2) for n in FOUR))
    hard = did(11, *((n, 2) for n in FOUR), effort=9)
    here = now(12, *raised(*FOUR), third, fourth, hard, a_check_in(12, 6))
    assert {name: level(name, here) for name in FOUR} == {
        "bridge_march": 2,
        "dead_bug": 2,
        "squat": 1,
        "hip_hinge": 1,
    }
