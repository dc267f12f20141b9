"""The effect of next and back on a session and on its record."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from backcoach.coach.model.exercise import Side
from backcoach.coach.model.records import Work
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.events import CountInStarted, SetEnded
from backcoach.coach.session.player import Player
from backcoach.coach.session.segment_timer import SessionState
from tests.support.clock import play
from tests.support.content import item
from tests.support.following import (
    EASIER_LEVEL,
    begin,
    done,
    into_work,
    only,
    where,
)


def ease(player: Player) -> object:
    return player.easier(EASIER_LEVEL)


# Done, next


def test_next_while_getting_ready_starts_the_work_now() -> None:
    player, clock = begin(item("bridge"))
    play(player, clock, 5)
    player.next()
    assert where(player) == ("bridge", 1, Side.BOTH, SegmentKind.WORK)
    assert player.position.seconds_left == 48
    assert player.position.active_seconds == 5


@pytest.mark.parametrize(
    ("seconds", "reps"), [(0, 0), (5.5, 0), (6, 1), (17.75, 2), (18, 3), (47.5, 7)]
)
def test_next_in_a_set_of_repetitions_counts_those_that_were_finished(
    seconds: float, reps: int
) -> None:
    player, _ = into_work(item("bridge"), seconds=seconds)
    (ended,) = only(player.next(), SetEnded)
    assert ended.record.done == Work(reps, seconds)
    assert not ended.record.completed
    assert where(player) == ("bridge", 2, Side.BOTH, SegmentKind.REST)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (4.5, Work(0, 4.5)),
        (5, Work(1, 5)),
        (8.5, Work(1, 5)),
        (9, Work(1, 5)),
        (12.25, Work(1, 8.25)),
        (14, Work(2, 10)),
    ],
)
def test_next_in_a_set_of_holds_counts_those_that_were_fully_held(
    seconds: float, expected: Work
) -> None:
    player, _ = into_work(item("abdominal_brace"), item("cobra"), seconds=seconds)
    (ended,) = only(player.next(), SetEnded)
    assert ended.record.done == expected
    assert where(player) == ("cobra", 1, Side.BOTH, SegmentKind.GET_READY)


def test_next_in_timed_work_keeps_the_seconds() -> None:
    player, _ = into_work(item("march_in_place"), item("cobra"), seconds=299)
    player.next()
    assert done(player)[0] == Work(0, 299)


def test_next_while_paused_goes_there_and_stays_paused() -> None:
    player, clock = begin(item("bridge"))
    play(player, clock, 5)
    player.pause_or_resume()
    player.next()
    assert (player.position.state, player.position.segment.kind) == (
        SessionState.PAUSED,
        SegmentKind.WORK,
    )
    player.pause_or_resume()
    assert player.position.state is SessionState.COUNTING_IN


@pytest.mark.parametrize("press", [Player.next, Player.back, Player.skip, ease])
def test_no_key_but_pause_ends_a_pause(press: Callable[[Player], object]) -> None:
    player, clock = into_work(item("bridge"), item("cobra"), seconds=5)
    player.pause_or_resume()
    press(player)
    play(player, clock, 60)
    assert player.position.state is SessionState.PAUSED


def test_next_goes_from_side_to_side_to_set() -> None:
    player, _ = into_work(item("bird_dog"), seconds=3)
    visited = [where(player)[1:]]
    while player.position.state is not SessionState.ENDED:
        player.next()
        visited.append(where(player)[1:])
    assert visited == [
        (1, Side.LEFT, SegmentKind.WORK),
        (1, Side.RIGHT, SegmentKind.CHANGE_SIDE),
        (1, Side.RIGHT, SegmentKind.WORK),
        (2, Side.LEFT, SegmentKind.REST),
        (2, Side.LEFT, SegmentKind.WORK),
        (2, Side.RIGHT, SegmentKind.CHANGE_SIDE),
        (2, Side.RIGHT, SegmentKind.WORK),
        (2, Side.RIGHT, SegmentKind.WORK),
    ]
    assert player.finished
    assert [work.seconds for work in done(player)] == [3, 0, 0, 0]


def test_next_while_paused_keeps_what_was_done() -> None:
    player, clock = into_work(item("bridge"), seconds=13)
    player.pause_or_resume()
    play(player, clock, 60)
    player.next()
    assert done(player)[0] == Work(2, 13)
    assert (player.position.state, player.position.segment.kind) == (
        SessionState.PAUSED,
        SegmentKind.REST,
    )


# Back


def test_back_in_work_counts_in_and_starts_this_set_again() -> None:
    player, clock = into_work(item("bridge"), seconds=20)
    events = player.back()
    assert CountInStarted(3) in events
    assert where(player) == ("bridge", 1, Side.BOTH, SegmentKind.WORK)
    play(player, clock, 3)
    assert (player.position.state, player.position.seconds_left) == (SessionState.RUNNING, 48)


def test_back_between_holds_starts_the_set_again_at_its_first_hold() -> None:
    player, clock = into_work(item("abdominal_brace"), seconds=15)
    assert player.position.segment.kind is SegmentKind.BETWEEN_HOLDS
    player.back()
    play(player, clock, 3)
    assert (player.position.hold, player.position.seconds_left) == (1, 5)


def test_back_in_a_rest_starts_the_rest_again() -> None:
    player, clock = into_work(item("bridge"), seconds=48 + 10)
    assert player.position.seconds_left == 20
    player.back()
    assert where(player) == ("bridge", 2, Side.BOTH, SegmentKind.REST)
    assert (player.position.state, player.position.seconds_left) == (SessionState.RUNNING, 30)
    play(player, clock, 1)


@pytest.mark.parametrize("speed", [1, 10])
def test_back_twice_quickly_goes_to_the_step_before(speed: float) -> None:
    player, clock = into_work(item("cobra"), item("bridge"), seconds=15 + 12 + 7, speed=speed)
    player.back()
    play(player, clock, 1.5 * speed, every=0.75)
    player.back()
    assert where(player) == ("cobra", 1, Side.BOTH, SegmentKind.GET_READY)
    assert player.position.state is SessionState.RUNNING


@pytest.mark.parametrize("speed", [1, 10])
def test_back_twice_slowly_stays_in_this_set(speed: float) -> None:
    player, clock = into_work(item("cobra"), item("bridge"), seconds=15 + 12 + 7, speed=speed)
    player.back()
    play(player, clock, 1.5 * speed + 0.25, every=0.5)
    player.back()
    assert where(player)[0] == "bridge"


def test_back_three_times_quickly_goes_two_steps_back() -> None:
    player, clock = into_work(item("bird_dog"), seconds=35 + 5 + 35 + 30 + 4)
    assert where(player)[1:3] == (2, Side.LEFT)
    for _ in range(3):
        clock.advance(0.5)
        player.back()
    assert where(player) == ("bird_dog", 1, Side.LEFT, SegmentKind.GET_READY)


def test_back_another_key_back_is_not_twice() -> None:
    player, clock = begin(item("cobra"), item("bridge"))
    play(player, clock, 27 + 5)
    player.back()
    player.next()
    player.back()
    assert where(player) == ("bridge", 1, Side.BOTH, SegmentKind.WORK)


def test_before_the_first_step_there_is_nothing() -> None:
    player, clock = begin(item("cobra"))
    play(player, clock, 5)
    player.back()
    player.back()
    assert where(player) == ("cobra", 1, Side.BOTH, SegmentKind.GET_READY)
    assert player.position.seconds_left == 12


def test_a_set_tried_again_counts_by_its_best_attempt() -> None:
    player, clock = into_work(item("bridge"), seconds=40)
    player.back()
    play(player, clock, 3 + 13)
    player.next()
    assert done(player)[0] == Work(6, 40)


def test_a_better_second_attempt_counts_instead_of_the_first() -> None:
    player, clock = into_work(item("bridge"), seconds=13)
    player.back()
    play(player, clock, 3 + 40)
    player.next()
    assert done(player)[0] == Work(6, 40)


def test_two_halves_do_not_make_a_whole() -> None:
    player, clock = into_work(item("abdominal_brace"), seconds=5 + 4 + 5 + 4 + 3)
    player.back()
    play(player, clock, 3 + 5 + 4 + 5 + 4 + 3)
    assert done(player)[0] == Work(2, 13)


def test_holds_of_two_attempts_do_not_make_one_full_set() -> None:
    player, clock = into_work(item("abdominal_brace"), seconds=2)
    player.adjust(-1)  # the first hold is cut short, the other four are held
    play(player, clock, 4 + 5 + 4 + 5 + 4 + 5 + 4 + 4)
    assert done(player)[0] == Work(3, 2 + 5 + 5 + 5 + 4)
    player.back()
    play(player, clock, 3 + 5 + 1)  # now the first hold is held, and no other
    assert done(player)[0] == Work(3, 21)


def test_a_set_that_was_done_stays_done_when_it_is_tried_again() -> None:
    player, clock = into_work(item("bridge"), seconds=48 + 10)
    player.back()
    player.back()
    player.next()
    play(player, clock, 5)
    player.next()
    assert [record.completed for record in player.records()] == [True, False]
