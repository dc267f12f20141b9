"""The weights in a session: those of the last time, until the user changes them."""

from dataclasses import replace

from backcoach.coach.model.profile import Weight, WeightUnit
from backcoach.coach.planning.plan import LoadToday, PlanItem
from backcoach.coach.session.events import WeightTaken
from backcoach.coach.session.player import Player
from backcoach.coach.session.snapshot import snapshot
from tests.support.clock import play, play_to_the_end
from tests.support.content import item
from tests.support.following import EASIER_LEVEL, begin, into_work, kinds

KG = WeightUnit.KG
SIX, EIGHT, NEXT = Weight(6, KG), Weight(8, KG), Weight(8.5, KG)
FIRST_SET = 8 * 5
REST = 90


def squat(held: Weight | None = EIGHT, suggested: Weight | None = None) -> PlanItem:
    """The squat at its top: three sets of eight."""
    return replace(item("squat", 5), load=LoadToday(KG, held, suggested))


def stored(player: Player) -> list[Weight | None]:
    return [record.weight for record in player.records()]


def test_without_a_word_each_set_is_done_with_that_of_last_time() -> None:
    player, clock = begin(squat(suggested=NEXT))
    play_to_the_end(player, clock)
    assert stored(player) == [EIGHT, EIGHT, EIGHT]


def test_what_nobody_told_is_not_stored() -> None:
    player, clock = begin(squat(held=None))
    play_to_the_end(player, clock)
    assert stored(player) == [None, None, None]


def test_a_set_that_was_not_begun_has_no_weight() -> None:
    player, _ = into_work(squat(), seconds=FIRST_SET + 1)
    assert stored(player) == [EIGHT, None, None]


def test_another_weight_holds_from_the_present_set_on() -> None:
    player, clock = into_work(squat(), seconds=FIRST_SET + 1)
    assert kinds(player.take_weight(SIX)) == [WeightTaken]
    play_to_the_end(player, clock)
    assert stored(player) == [EIGHT, SIX, SIX]


def test_putting_it_down_is_stored_as_none() -> None:
    player, clock = into_work(squat(), seconds=5)
    player.take_weight(None)
    play_to_the_end(player, clock)
    assert stored(player) == [None, None, None]


def test_the_weight_of_one_exercise_is_not_that_of_the_next() -> None:
    player, clock = begin(squat(), item("bridge"), squat(held=SIX))
    player.take_weight(NEXT)
    play_to_the_end(player, clock)
    assert stored(player) == [NEXT, NEXT, NEXT, None, None, SIX, SIX, SIX]


def test_an_easier_exercise_is_done_without_it() -> None:
    player, clock = into_work(squat(), seconds=5)
    player.easier(EASIER_LEVEL)
    play_to_the_end(player, clock)
    assert {record.exercise for record in player.records() if record.weight is None} == {
        "squat",
        "sit_to_stand",
    }
    assert stored(player)[0] == EIGHT


def test_one_level_down_of_the_same_exercise_keeps_it() -> None:
    carry = replace(item("suitcase_carry", 2), load=LoadToday(KG, SIX))
    player, clock = into_work(carry, seconds=5)
    player.easier(EASIER_LEVEL)
    play_to_the_end(player, clock)
    assert {record.weight for record in player.records() if record.stands_in_for} == {SIX}


def test_what_to_take_is_said_while_getting_ready_and_what_is_held_at_work() -> None:
    player, clock = begin(squat(suggested=NEXT), item("bridge"))
    assert snapshot(player).weight == "Take 8 kg, or try 8.5 kg: w says which."
    player.take_weight(NEXT)
    assert snapshot(player).weight == "Take 8.5 kg. Another weight: w."
    play(player, clock, 12 + 5)
    assert snapshot(player).weight == "with 8.5 kg"
    player.skip()
    assert snapshot(player).weight == ""
