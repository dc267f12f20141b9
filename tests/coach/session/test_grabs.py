"""The question "Did you have to grab?" comes after a set for balance, and nothing waits for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backcoach.coach.model.programme import Section
from backcoach.coach.planning.plan import PlanItem
from backcoach.coach.session.commands import Start, TellGrab
from backcoach.coach.session.events import GrabTold
from backcoach.coach.session.player import Player
from backcoach.coach.session.recorder import RecordedCommand, Recorder, SessionTime
from backcoach.coach.words.get_ready_words import announced
from backcoach.store.command_codec import from_plain, to_plain
from tests.support.clock import ManualClock, play
from tests.support.content import catalogue, item, plan_of, programme
from tests.support.following import LIGHTS, TIMING, begin


def for_balance(exercise: str, level: int = 1) -> PlanItem:
    return replace(item(exercise, level), section=Section.BALANCE)


HEEL, TANDEM = for_balance("heel_raise"), for_balance("tandem_stand")
ONE_SET = 12 + 40  # of heel raises at level 1: 8 of 5 s
REST = 20
TANDEM_SIDE = 10 + 4 + 10


def asked(player: Player) -> str | None:
    exercise = player.asks_about_grab
    return None if exercise is None else exercise.id


def grabs(player: Player, exercise: str) -> list[bool | None]:
    return [each.grabbed for each in player.records() if each.exercise == exercise]


def test_i1_3_it_is_asked_after_the_set_and_never_before() -> None:
    player, clock = begin(HEEL, TANDEM)
    play(player, clock, ONE_SET - 1)
    assert asked(player) is None
    play(player, clock, 1)
    assert asked(player) == "heel_raise", "in the rest after the first set"
    play(player, clock, REST + 40)
    assert asked(player) == "heel_raise"


def test_i1_3_between_the_two_sides_of_a_set_it_is_not_asked() -> None:
    player, clock = begin(TANDEM, item("rest_breathing"))
    play(player, clock, 12 + TANDEM_SIDE)
    assert asked(player) is None, "on the way to the other side"
    play(player, clock, 5 + TANDEM_SIDE)
    assert asked(player) == "tandem_stand"


def test_i1_3_it_blocks_nothing_and_unanswered_it_is_not_known() -> None:
    player, clock = begin(HEEL, item("rest_breathing"))
    play(player, clock, ONE_SET + REST + 40)
    assert asked(player) == "heel_raise" and player.position.is_moving
    play(player, clock, 30 + 60)
    assert player.finished and grabs(player, "heel_raise") == [None, None]


@pytest.mark.parametrize("grabbed", [True, False])
def test_i1_3_one_answer_holds_for_all_sets_that_nobody_has_told_of(grabbed: bool) -> None:
    player, clock = begin(HEEL, TANDEM)
    play(player, clock, ONE_SET + REST + 40)
    (told,) = [each for each in player.tell_grab(grabbed=grabbed) if isinstance(each, GrabTold)]
    assert (told.exercise.id, told.grabbed) == ("heel_raise", grabbed)
    assert grabs(player, "heel_raise") == [grabbed, grabbed]
    assert asked(player) is None and player.position.is_moving


def test_i1_3_what_was_told_after_the_first_set_stays() -> None:
    player, clock = begin(HEEL, TANDEM)
    play(player, clock, ONE_SET)
    player.tell_grab(grabbed=True)
    assert asked(player) is None
    play(player, clock, REST + 40)
    player.tell_grab(grabbed=False)
    assert grabs(player, "heel_raise") == [True, False]


def test_i1_3_the_question_is_open_until_the_next_set_is_over() -> None:
    player, clock = begin(HEEL, item("cobra"), item("rest_breathing"))
    play(player, clock, ONE_SET + REST + 40 + 30 + 10)
    assert asked(player) == "heel_raise", "during the next exercise"
    play(player, clock, 5)
    assert asked(player) is None
    with pytest.raises(ValueError, match="no exercise for balance"):
        player.tell_grab(grabbed=False)


def test_i1_3_nobody_asks_after_other_exercises_nor_after_a_skip() -> None:
    player, clock = begin(item("cobra"), HEEL, item("rest_breathing"))
    play(player, clock, 12 + 15)
    assert asked(player) is None
    player.skip()
    assert asked(player) is None


@pytest.mark.parametrize(
    ("exercise", "said"),
    [
        ("heel_raise", "Next: Heel raises at the counter."),
        ("tandem_stand", "Next: One foot in front of the other. At the counter."),
        ("single_leg_stand", "Next: Standing on one leg. At the counter."),
        ("side_steps", "Next: Side steps along the counter."),
    ],
)
def test_d3_the_counter_is_announced(exercise: str, said: str) -> None:
    player, _ = begin(for_balance(exercise))
    assert announced(player.position.step, programme().equipment) == said


@pytest.mark.parametrize("grabbed", [True, False])
def test_i1_3_the_answer_is_kept_in_the_journal(grabbed: bool) -> None:
    entry = RecordedCommand(TellGrab(grabbed=grabbed), 12.5, 12.5)
    assert to_plain(entry)["do"] == "tell_grab"
    assert from_plain(to_plain(entry)) == entry


def recorded() -> tuple[Recorder, SessionTime]:
    time = SessionTime()
    plan = plan_of(HEEL, TANDEM)
    player = Player(plan, catalogue().exercises, TIMING, time, LIGHTS, before=2)
    return Recorder(player, time, TIMING.gap_seconds, 1.0), time


def test_i1_3_a_session_that_was_cut_off_keeps_the_answer() -> None:
    clock, entries = ManualClock(), list[RecordedCommand]()
    recorder, time = recorded()
    recorder.on_command = lambda entry, _must_last: entries.append(entry)
    time.follow(clock)
    recorder.send(Start())
    for _ in range(2 * ONE_SET):
        clock.advance(0.5)
        recorder.tick()
    recorder.send(TellGrab(grabbed=True))
    again, _ = recorded()
    for entry in entries:
        again.play_back(from_plain(to_plain(entry)))
    assert again.player.records() == recorder.player.records()
    assert grabs(again.player, "heel_raise") == [True, None]
