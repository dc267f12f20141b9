"""The live session: pauses, and interruptions that pause it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcoach.coach.model.records import Work
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.events import (
    CountInStarted,
    Event,
    Interrupted,
    Paused,
    Resumed,
    SecondsLeft,
)
from backcoach.coach.session.player import Player
from backcoach.coach.session.segment_timer import SessionState
from backcoach.coach.session.snapshot import snapshot
from tests.support.clock import play, play_to_the_end
from tests.support.content import item, plan_from, plan_of
from tests.support.following import EASIER_LEVEL, begin, done, into_work, kinds, only

# Pause and resume


@pytest.mark.parametrize("seconds", [0, 3.25, 11.5])
def test_outside_work_going_on_is_immediate(seconds: float) -> None:
    player, clock = begin(item("cobra"))
    play(player, clock, seconds)
    assert kinds(player.pause_or_resume()) == [Paused]
    play(player, clock, 500, every=50)
    assert player.position.seconds_left == 12 - seconds
    assert kinds(player.pause_or_resume()) == [Resumed]
    assert player.position.state is SessionState.RUNNING
    assert player.position.seconds_left == 12 - seconds


def test_between_holds_going_on_is_immediate() -> None:
    player, clock = into_work(item("abdominal_brace"), seconds=6.5)
    player.pause_or_resume()
    assert kinds(player.pause_or_resume()) == [Resumed]
    assert (player.position.segment.kind, player.position.seconds_left) == (
        SegmentKind.BETWEEN_HOLDS,
        2.5,
    )
    play_to_the_end(player, clock)


def test_inside_work_going_on_counts_in_and_restores_the_exact_rest() -> None:
    player, clock = into_work(item("bridge"), seconds=17.25)
    player.pause_or_resume()
    play(player, clock, 33)
    assert player.pause_or_resume() == [CountInStarted(3)]
    counts = [snapshot(player).count_in]
    events: list[Event] = []
    for _ in range(6):
        events += play(player, clock, 0.5)
        counts.append(snapshot(player).count_in)
    assert counts == [3, 3, 2, 2, 1, 1, 0]
    # The count's own first second is said by CountInStarted.
    assert events == [SecondsLeft(2), SecondsLeft(1), Resumed(counted_in=True)]
    assert (player.position.state, player.position.seconds_left) == (
        SessionState.RUNNING,
        48 - 17.25,
    )
    assert done(player)[0] == Work(2, 17.25)


def test_the_count_in_is_the_same_wherever_floats_round() -> None:
    # Sums that cross a power of two, here 1024, are rounded: 3 s may come out a hair longer.
    for hundredth in range(300):
        player, clock = into_work(item("bridge"), seconds=9 + hundredth / 97)
        player.pause_or_resume()
        player.pause_or_resume()
        assert play(player, clock, 3) == [SecondsLeft(2), SecondsLeft(1), Resumed(counted_in=True)]


def test_work_goes_on_inside_the_tick_that_ends_the_count_in() -> None:
    player, clock = into_work(item("bridge"), seconds=10)
    player.pause_or_resume()
    player.pause_or_resume()
    play(player, clock, 2)
    play(player, clock, 1.5, every=1.5)
    assert player.position.seconds_left == 48 - 10.5


def test_a_pause_in_the_count_in_starts_the_count_anew() -> None:
    player, clock = into_work(item("bridge"), seconds=10)
    player.pause_or_resume()
    player.pause_or_resume()
    play(player, clock, 2)
    assert kinds(player.pause_or_resume()) == [Paused]
    play(player, clock, 60)
    assert player.pause_or_resume() == [CountInStarted(3)]
    play(player, clock, 3)
    assert player.position.seconds_left == 38


def test_time_paused_or_counted_in_is_not_active() -> None:
    plan = plan_from("s1_short")
    player, clock = begin(plan=plan)
    for _ in range(40):
        play(player, clock, 17.3)
        player.pause_or_resume()
        play(player, clock, 100, every=10)
        player.pause_or_resume()
        play(player, clock, 3)
    play_to_the_end(player, clock)
    assert player.position.active_seconds == pytest.approx(plan.seconds)
    assert all(record.done == record.planned for record in player.records())


@given(st.lists(st.floats(min_value=0, max_value=150), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_pausing_at_any_instant_never_changes_the_work(instants: list[float]) -> None:
    plan = plan_of(item("bird_dog", 3), item("side_plank", 1), item("cobra", 2))
    player, clock = begin(plan=plan)
    for seconds in instants:
        play(player, clock, seconds, every=1.9)
        if player.position.state is SessionState.ENDED:
            break
        left = player.position.seconds_left
        player.pause_or_resume()
        assert player.position.state is SessionState.PAUSED
        clock.advance(1_000)
        player.pause_or_resume()
        assert player.position.seconds_left == pytest.approx(left)
    play_to_the_end(player, clock)
    assert all(record.done == record.planned for record in player.records())
    assert player.position.active_seconds == pytest.approx(plan.seconds)


# Interruptions


@pytest.mark.parametrize("gap", [2.25, 60, 50_000])
@pytest.mark.parametrize("counter", ["both", "asleep", "monotonic"])
def test_a_gap_by_either_counter_pauses_the_session_at_the_last_seen_time(
    gap: float, counter: str
) -> None:
    player, clock = into_work(item("bridge"), seconds=20)
    active = player.position.active_seconds
    if counter != "asleep":
        clock.run_monotonic_alone(gap)
    if counter != "monotonic":
        clock.sleep_through(gap)
    assert player.tick() == [Interrupted(gap), Paused()]
    assert player.position.state is SessionState.PAUSED
    assert player.position.seconds_left == 28
    assert player.position.active_seconds == active
    assert done(player)[0] == Work(3, 20)
    player.pause_or_resume()
    play(player, clock, 3)
    assert player.position.seconds_left == 28


@pytest.mark.parametrize("asleep", [True, False])
def test_two_seconds_are_no_gap_yet(asleep: bool) -> None:
    player, clock = into_work(item("bridge"), seconds=20)
    (clock.sleep_through if asleep else clock.advance)(2)
    assert not {Interrupted, Paused} & set(kinds(player.tick()))
    assert player.position.seconds_left == (28 if asleep else 26)


@pytest.mark.parametrize("speed", [2, 60, 100])
def test_at_speed_the_gap_is_as_many_times_longer(speed: float) -> None:
    player, clock = into_work(item("march_in_place"), speed=speed)
    clock.advance(2 * speed)
    assert not only(player.tick(), Interrupted)
    clock.advance(2 * speed + 0.5)
    assert only(player.tick(), Interrupted) == [Interrupted(2 * speed + 0.5)]
    assert player.position.elapsed == 2 * speed


def test_a_gap_in_the_count_in_stops_it() -> None:
    player, clock = into_work(item("bridge"), seconds=20)
    player.pause_or_resume()
    player.pause_or_resume()
    play(player, clock, 1)
    clock.sleep_through(30)
    assert kinds(player.tick()) == [Interrupted, Paused]
    assert (player.position.state, player.position.seconds_left) == (SessionState.PAUSED, 28)


def test_standing_still_while_paused_or_waiting_is_no_gap() -> None:
    player, clock = begin(item("cobra"), auto_advance=False)
    clock.sleep_through(9_999)
    assert player.tick() == []
    player.pause_or_resume()
    player.pause_or_resume()
    clock.sleep_through(9_999)
    assert player.tick() == []
    assert player.position.state is SessionState.PAUSED


def test_the_pause_key_right_after_a_gap_leaves_the_session_paused() -> None:
    player, clock = into_work(item("bridge"), seconds=20)
    clock.advance(10)
    assert kinds(player.pause_or_resume()) == [Interrupted, Paused]
    assert (player.position.state, player.position.seconds_left) == (SessionState.PAUSED, 28)


@pytest.mark.parametrize("key", ["next", "skip", "back", "leave", "hurts", "easier"])
def test_no_key_after_a_gap_is_credited_with_it(key: str) -> None:
    player, clock = into_work(item("bridge", 2), item("cobra"), seconds=20)
    active = player.position.active_seconds
    clock.advance(15)
    assert isinstance(press(player, key)[0], Interrupted)
    assert done(player)[0] == Work(2, 20)
    assert player.position.active_seconds == active


def press(player: Player, key: str) -> list[Event]:
    match key:
        case "next":
            return player.next()
        case "skip":
            return player.skip()
        case "back":
            return player.back()
        case "hurts":
            return player.stop_to_ask()
        case "easier":
            return player.easier(EASIER_LEVEL)
        case _:
            return player.leave()
