"""The live session: followed to its end, left early, and without auto-advance."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from backcoach.coach.model.exercise import Side
from backcoach.coach.model.records import Answer, Work
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.events import (
    Event,
    PainReported,
    RepetitionTurned,
    Resumed,
    SecondsLeft,
    SegmentStarted,
    SessionEnded,
    SetEnded,
    SideChanged,
    WaitingForUser,
    WorkEnded,
)
from backcoach.coach.session.segment_timer import SessionState
from backcoach.coach.session.snapshot import snapshot
from tests.support.clock import play, play_to_the_end
from tests.support.content import catalogue, item, plan_from, plan_of, programme
from tests.support.following import EASIER_LEVEL, begin, done, fates, into_work, kinds, only, where

TEMPLATES = sorted(programme().templates)

# How long each tick waits for the next, in turn: as uneven as a busy machine.
UNEVEN = [0.07, 1.9, 0.31, 0.1, 1.13, 0.002, 0.6]


# Followed to the end


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_session_without_a_key_ends_after_exactly_its_planned_seconds(template: str) -> None:
    plan = plan_from(template)
    player, clock = begin(plan=plan)
    play(player, clock, plan.seconds - 0.25, every=1.75)
    assert player.position.state is SessionState.RUNNING
    events = play(player, clock, 0.25)
    assert only(events, SessionEnded) == [SessionEnded(left_early=False)]
    assert player.finished
    assert player.position.active_seconds == pytest.approx(plan.seconds)
    assert all(record.completed for record in player.records())
    assert all(record.done == record.planned for record in player.records())


def test_uneven_ticks_neither_lose_nor_add_a_second() -> None:
    plan = plan_from("s2_a")
    player, clock = begin(plan=plan)
    ticks = 0
    while player.position.state is SessionState.RUNNING:
        clock.advance(UNEVEN[ticks % len(UNEVEN)])
        player.tick()
        ticks += 1
    assert player.position.active_seconds == pytest.approx(plan.seconds)
    assert all(record.done == record.planned for record in player.records())


def test_a_second_tick_at_the_same_instant_changes_nothing() -> None:
    player, clock = begin(item("bird_dog"), item("cobra"))
    while player.position.state is SessionState.RUNNING:
        clock.advance(0.5)
        player.tick()
        before = (snapshot(player), player.records(), player.position.active_seconds)
        assert player.tick() == []
        assert (snapshot(player), player.records(), player.position.active_seconds) == before


def test_one_late_tick_may_span_several_segments() -> None:
    player, clock = begin(item("abdominal_brace"), speed=20)
    clock.advance(12 + 5 + 4 + 5 + 1)
    events = player.tick()
    assert kinds(events).count(WorkEnded) == 2
    assert (player.position.segment.kind, player.position.seconds_left) == (
        SegmentKind.BETWEEN_HOLDS,
        3,
    )
    assert done(player) == [Work(2, 10)]


def test_one_late_tick_may_span_the_whole_session() -> None:
    player, clock = begin(item("cobra"), item("butterfly"), speed=100)
    clock.advance(100)
    events = player.tick()
    assert events[-1] == SessionEnded(left_early=False)
    assert player.position.active_seconds == 12 + 15 + 15 + 15, (
        "from the front to sitting takes longer"
    )
    assert all(record.completed for record in player.records())


def test_nothing_happens_after_the_end() -> None:
    player, clock = begin(item("cobra"))
    play_to_the_end(player, clock)
    before = player.records()
    keys: list[Callable[[], list[Event]]] = [
        player.tick,
        player.pause_or_resume,
        player.next,
        player.back,
        player.skip,
        lambda: player.easier(EASIER_LEVEL),
        lambda: player.adjust(1),
        lambda: player.adjust(-1),
        player.stop_to_ask,
        player.leave,
    ]
    for key in keys:
        clock.advance(1)
        assert key() == []
    assert player.records() == before
    assert player.finished


def test_the_events_of_one_two_sided_exercise_tell_its_story() -> None:
    player, clock = begin(item("knee_rolls"))
    events = play_to_the_end(player, clock, every=0.5)
    decisions_about = [
        each for each in events if not isinstance(each, SecondsLeft | RepetitionTurned)
    ]
    assert kinds(decisions_about) == [
        SegmentStarted,  # left work
        WorkEnded,
        SetEnded,
        SegmentStarted,  # change of side
        SideChanged,
        SegmentStarted,  # right work
        WorkEnded,
        SetEnded,
        SessionEnded,
    ]
    assert only(events, SideChanged) == [
        SideChanged(catalogue().exercises["knee_rolls"], Side.RIGHT)
    ]
    assert [ended.record.side for ended in only(events, SetEnded)] == [Side.LEFT, Side.RIGHT]


# Leaving


def test_leaving_keeps_what_was_done() -> None:
    player, _ = into_work(item("bridge"), item("cobra"), seconds=48 + 30 + 19)
    assert player.leave() == [SessionEnded(left_early=True)]
    assert (player.position.state, player.finished) == (SessionState.ENDED, False)
    assert done(player) == [Work(8, 48), Work(3, 19), Work(0, 0)]
    assert fates(player) == [("bridge", "done"), ("bridge", "open"), ("cobra", "open")]
    assert player.position.active_seconds == 12 + 48 + 30 + 19
    assert (player.position.seconds_left, player.position.session_seconds_left) == (29, 0)


def test_leaving_while_paused_keeps_it_too() -> None:
    player, clock = into_work(item("bridge"), seconds=19)
    player.pause_or_resume()
    play(player, clock, 60)
    player.leave()
    assert done(player)[0] == Work(3, 19)


# Without auto-advance


def test_without_auto_advance_each_exercise_waits_before_it_gets_ready() -> None:
    plan = plan_of(item("bird_dog"), item("cat_cow"))
    player, clock = begin(plan=plan, auto_advance=False)
    waits = 0
    while player.position.state is not SessionState.ENDED:
        if player.position.state is SessionState.WAITING:
            waits += 1
            assert player.position.segment.kind is SegmentKind.GET_READY
            assert play(player, clock, 90) == []
            player.pause_or_resume()
            assert (player.position.state, player.position.seconds_left) == (
                SessionState.RUNNING,
                12,
            )
        clock.advance(1.5)
        player.tick()
    assert waits == 2
    assert player.position.active_seconds == pytest.approx(plan.seconds)
    assert all(record.completed for record in player.records())


def test_what_waits_says_so_and_any_go_on_key_starts_it() -> None:
    player, clock = begin(item("cobra"), item("bridge"), auto_advance=False)
    player.next()
    assert (player.position.state, player.position.seconds_left) == (SessionState.RUNNING, 12)
    events = play(player, clock, 27)
    assert [waiting.step.exercise.id for waiting in only(events, WaitingForUser)] == ["bridge"]
    assert player.next() == [Resumed()]
    assert where(player)[3] == SegmentKind.GET_READY
    player.next()
    assert where(player)[3] == SegmentKind.WORK


def test_pain_said_while_waiting_keeps_it_waiting() -> None:
    player, _ = begin(item("cobra"), auto_advance=False)
    assert player.stop_to_ask() == []
    assert kinds(player.report_pain(2, Answer.GO_ON, EASIER_LEVEL)) == [PainReported]
    assert player.position.state is SessionState.WAITING
