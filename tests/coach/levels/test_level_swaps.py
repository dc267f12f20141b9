"""Level moves: the rows "swap" of programme.md §3.3, to an easier exercise and to a harder one."""

import pytest

from backcoach.coach.levels.track import Rung
from backcoach.coach.standing.standing import Standing
from tests.support.levels import decided, did, last, level, now, rules
from tests.support.logs import Fact, a_check_in, a_morning
from tests.support.squats import SQUAT

# --- swap to easier --------------------------------------------------------------------------


def test_swap_to_easier_after_two_downs_in_a_row() -> None:
    one = did(0, (SQUAT, 4), worst=8)
    two = did(3, (SQUAT, 3), worst=8)
    assert decided(now(0, one), SQUAT) == [("level.down.red", 4, 3)]
    here = now(3, one, two)
    assert decided(here, SQUAT)[-1] == ("level.swap.easier", 3, 2)
    assert last(here, SQUAT).other == "sit_to_stand"
    assert level("sit_to_stand", here) == 2
    assert "takes the place of Squat for 3 sessions" in last(here, SQUAT).sentence


def test_no_swap_when_a_calm_session_lies_between_two_downs() -> None:
    facts = [did(0, (SQUAT, 4), worst=8), did(3, (SQUAT, 3)), did(5, (SQUAT, 3), worst=8)]
    assert decided(now(5, *facts), SQUAT)[-1] == ("level.down.red", 3, 2)


def test_no_swap_when_the_first_of_two_downs_was_of_another_exercise() -> None:
    # The bridge stands in at level 2 for the march that hurt. It hurts as well, for the first time.
    facts = [did(0, "bridge_march", worst=8), did(3, ("bridge", 2), worst=8)]
    here = now(3, *facts)
    assert decided(here, "bridge_march") == [("level.swap.easier", 1, 2)]
    assert decided(here, "bridge") == [("level.down.red", 2, 1)]


def test_swap_to_easier_when_down_at_level_1() -> None:
    here = now(0, did(0, SQUAT, worst=8))
    assert decided(here, SQUAT) == [("level.swap.easier", 1, 2)]


def test_swap_lasts_three_sessions_and_comes_back() -> None:
    facts: list[Fact] = [did(0, SQUAT, worst=8)]
    for number, rule in ((3, "hold.stand_in"), (5, "hold.stand_in"), (7, "swap.back")):
        facts.append(did(number, ("sit_to_stand", 2)))
        here = now(number, *facts)
        assert last(here, "sit_to_stand").rule == f"level.{rule}"
    assert (level(SQUAT, here), level("sit_to_stand", here)) == (1, None)
    assert last(here, SQUAT).sentence == (
        "Squat comes back at level 1, after 3 sessions of Sit to stand."
    )


def test_red_on_the_easier_one_takes_it_down_and_begins_again() -> None:
    facts = [
        did(0, SQUAT, worst=8),
        did(3, ("sit_to_stand", 2)),
        did(5, ("sit_to_stand", 2), worst=8),
    ]
    here = now(5, *facts)
    assert level("sit_to_stand", here) == 1
    here = now(9, *facts, did(7, "sit_to_stand"), did(9, "sit_to_stand"))
    assert level("sit_to_stand", here) == 1, "three sessions from the last down"


@pytest.mark.parametrize("own", [1, 2, 3])
def test_whoever_does_the_easier_one_as_well_does_it_at_its_own_level_in_its_place(
    own: int,
) -> None:
    here = now(3, did(0, ("step_up", own)), did(3, "step_down", worst=8))
    assert decided(here, "step_down") == [("level.swap.easier", 1, own)]
    assert level("step_up", here) == own


def test_an_exercise_that_stands_in_and_goes_up_has_one_level() -> None:
    calm = [did(0, "step_up", "step_down"), did(3, "step_up")]
    here = now(7, *calm, a_morning(4, 2), did(5, "step_down", worst=8), a_check_in(7))
    assert decided(here, "step_down")[-1] == ("level.swap.easier", 1, 1)
    named = [Rung("step_down", 1), Rung("step_up", 1)]
    before = here.levels.for_session(named)
    after = now(7, *calm, a_morning(4, 2), did(5, "step_down", worst=8), did(7, before[0]))
    assert before[0] == before[1]
    assert level("step_up", after) == before[0].level


def test_after_28_days_away_it_stands_in_at_the_level_it_is_lowered_to() -> None:
    both = ("step_up", 3), "step_down"
    here = now(60, did(0, *both), did(13, *both), did(26, *both), did(31, *both))
    assert decided(here, "step_up")[-1] == ("absence.28-55", 3, 1)
    assert decided(here, "step_down")[-1] == ("absence.28-55", 1, 1)
    assert (last(here, "step_down").other, level("step_up", here)) == ("step_up", 1)


def test_with_nothing_easier_it_stays_at_level_1() -> None:
    here = now(0, did(0, "clamshell", worst=8))
    assert decided(here, "clamshell") == [("level.hold.lowest", 1, 1)]


# --- swap to harder --------------------------------------------------------------------------


def at_the_top(name: str, top: int) -> Standing:
    return now(7, *(did(number, (name, top)) for number in (0, 3, 7)))


def test_swap_to_harder_at_the_top_where_the_stage_allows_it() -> None:
    here = at_the_top("kneeling_plank", 3)
    assert decided(here, "kneeling_plank")[-1] == ("level.swap.harder", 3, 1)
    assert level("front_plank", here) == 1
    assert "takes over from" in last(here, "kneeling_plank").sentence


def test_a_session_with_the_harder_one_belongs_to_the_same_place() -> None:
    two = [did(number, ("kneeling_plank", 3)) for number in (0, 3)]
    here = now(7, *two, did(7, "front_plank"))
    assert level("front_plank", here) == 1
    assert level("kneeling_plank", here) is None
    here = now(11, *two, *(did(number, "front_plank") for number in (7, 9, 11)))
    assert last(here, "front_plank").rule == "level.cap.days"


@pytest.mark.parametrize(("worst", "taken_over"), [(2, True), (5, True), (6, False), (8, False)])
@pytest.mark.parametrize("done", ["front_plank", ("kneeling_plank", 3)])
def test_3_3_a_session_in_red_hands_over_to_nothing_harder(
    worst: int, taken_over: bool, done: str | tuple[str, int]
) -> None:
    two = [did(number, ("kneeling_plank", 3)) for number in (0, 3)]
    here = now(7, *two, did(7, done, worst=worst))
    assert ("level.swap.harder" in rules(here)) is taken_over
    if not taken_over:
        assert level("front_plank", here) is None


def test_the_harder_one_needs_sessions_of_its_own_to_go_up() -> None:
    two = [did(number, ("kneeling_plank", 3)) for number in (0, 3)]
    plank = [did(7, "front_plank"), did(9, "dead_bug")]
    once = now(12, *two, *plank, did(12, "front_plank"))
    assert last(once, "front_plank").rule == "level.hold.once"
    twice = now(14, *two, *plank, did(12, "front_plank"), did(14, ("front_plank", 2)))
    assert level("front_plank", twice) == 2


def test_no_swap_to_a_harder_one_of_a_later_stage() -> None:
    here = at_the_top("bridge_march", 4)
    assert level("bridge_march", here) == 4
    assert last(here, "bridge_march").rule == "level.hold.top"


def test_no_swap_to_a_harder_one_that_is_in_the_sessions_anyway() -> None:
    sessions = [did(number, ("pelvic_tilt", 3), stage=1) for number in (0, 3, 7)]
    here = now(7, *sessions, stage=1)
    assert last(here, "pelvic_tilt").rule == "level.hold.top"


def test_at_the_top_without_a_harder_one_it_stays() -> None:
    assert last(at_the_top("dead_bug", 4), "dead_bug").rule == "level.hold.top"
