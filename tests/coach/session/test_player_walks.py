"""A walk outside instead of marching in the warm-up (programme.md §2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backcoach.coach.model.programme import Section
from backcoach.coach.model.records import Work
from backcoach.coach.planning.plan import Plan, PlanItem
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.events import SetEnded, WalkTaken
from backcoach.coach.session.player import Player
from backcoach.coach.session.segment_timer import SessionState
from tests.support.clock import ManualClock, play, play_to_the_end
from tests.support.content import item, plan_from, plan_of
from tests.support.following import begin, kinds

MARCH = ("march_in_place", "seated_march")


def warm_up(exercise: str) -> PlanItem:
    return replace(item(exercise), section=Section.WARM_UP)


def session(exercise: str = "march_in_place") -> Plan:
    return plan_of(warm_up(exercise), item("shoulder_circles"), item("cat_cow"))


def begun(exercise: str = "march_in_place") -> tuple[Player, ManualClock]:
    return begin(plan=session(exercise))


@pytest.mark.parametrize("exercise", MARCH)
@pytest.mark.parametrize("minutes", [5, 6, 10, 60])
@pytest.mark.parametrize("after", [0, 5, 12 + 100])
def test_e5_five_minutes_or_more_are_the_whole_warm_up(
    exercise: str, minutes: int, after: int
) -> None:
    player, clock = begun(exercise)
    play(player, clock, after)
    events = player.walked(minutes)
    assert WalkTaken(minutes, enough=True) in events
    assert player.position.step.exercise.id == "shoulder_circles"
    assert player.position.segment.kind is SegmentKind.GET_READY
    assert player.position.state is SessionState.RUNNING
    assert player.walk_minutes == minutes
    march = player.records()[0]
    assert (march.done, march.completed) == (Work(1, 300), True)


def test_e5_the_exercise_after_a_walk_is_given_the_12_s_of_no_change() -> None:
    player, _ = begun()
    player.walked(10)
    assert player.position.seconds_left == 12


@pytest.mark.parametrize("minutes", [1, 4])
def test_e5_after_less_the_rest_is_marched(minutes: int) -> None:
    player, clock = begun()
    events = player.walked(minutes)
    assert events == [WalkTaken(minutes, enough=False)]
    assert player.position.step.exercise.id == "march_in_place"
    play(player, clock, 12)
    assert player.position.seconds_left == 300 - 60 * minutes
    play_to_the_end(player, clock)
    march = player.records()[0]
    assert march.planned == march.done == Work(1, 300 - 60 * minutes)
    assert march.completed


def test_e5_told_while_marching_what_was_marched_counts_too() -> None:
    player, clock = begun()
    play(player, clock, 12 + 100)
    player.walked(2)
    assert player.position.seconds_left == 300 - 100 - 120
    events = play(player, clock, 80)
    assert SetEnded in kinds(events)
    assert player.records()[0].done == Work(1, 180)


def test_e5_what_was_walked_and_marched_may_be_all_of_it() -> None:
    player, clock = begun()
    play(player, clock, 12 + 250)
    player.walked(1)
    assert player.position.step.exercise.id == "shoulder_circles"


def test_e5_in_a_short_march_fewer_minutes_are_all_of_it() -> None:
    plan = plan_from("easy_day")
    assert plan.items[0].dose.hold_seconds == 180
    player, _ = begin(plan=plan)
    player.walked(3)
    assert player.position.step.item == 1


def test_e5_a_session_with_a_walk_is_a_whole_one() -> None:
    player, clock = begun()
    player.walked(10)
    play_to_the_end(player, clock)
    assert all(record.completed for record in player.records())
    assert player.position.active_seconds < 300


def test_e5_a_paused_session_stays_paused() -> None:
    player, _ = begun()
    player.pause_or_resume()
    player.walked(10)
    assert (player.position.state, player.position.step.item) == (SessionState.PAUSED, 1)


def test_e5_it_is_offered_while_marching_is_ahead_and_only_once() -> None:
    player, _ = begun()
    assert player.may_have_walked
    player.walked(1)
    assert not player.may_have_walked
    with pytest.raises(ValueError, match="marching"):
        player.walked(10)
    other, clock = begun()
    play(other, clock, 12 + 300 + 1)
    assert not other.may_have_walked
    with pytest.raises(ValueError, match="marching"):
        other.walked(10)


def test_e5_no_minutes_are_no_walk() -> None:
    player, _ = begun()
    with pytest.raises(ValueError, match="marching"):
        player.walked(0)
