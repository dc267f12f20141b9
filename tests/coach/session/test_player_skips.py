"""The effect of skip, longer and shorter on a session and on its record."""

from __future__ import annotations

from backcoach.coach.model.exercise import Side
from backcoach.coach.model.records import Work
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.events import (
    ExerciseSkipped,
    SegmentStarted,
    SessionEnded,
    SetEnded,
    TimeAdjusted,
    WorkEnded,
)
from backcoach.coach.session.snapshot import snapshot
from tests.support.clock import play, play_to_the_end
from tests.support.content import item
from tests.support.following import (
    begin,
    done,
    fates,
    into_work,
    kinds,
    marks,
    where,
)

# Skip


def test_skip_leaves_the_rest_of_the_exercise_out_and_keeps_what_was_done() -> None:
    player, clock = into_work(item("bird_dog"), item("cobra"), seconds=35 + 5 + 20)
    events = player.skip()
    assert kinds(events) == [ExerciseSkipped, SegmentStarted]
    assert where(player) == ("cobra", 1, Side.BOTH, SegmentKind.GET_READY)
    assert [marks(record) for record in player.records()] == [
        "done",
        "skipped",
        "skipped",
        "skipped",
        "open",
    ]
    assert done(player)[1] == Work(2, 20)
    play_to_the_end(player, clock)
    assert [marks(record) for record in player.records()][-1] == "done"


def test_skipping_the_last_exercise_ends_the_session() -> None:
    player, _ = into_work(item("cobra"), seconds=5)
    assert kinds(player.skip()) == [ExerciseSkipped, SessionEnded]
    assert player.finished
    assert fates(player) == [("cobra", "skipped")]


def test_skipping_twice_skips_two_exercises() -> None:
    player, _ = begin(item("cobra"), item("bridge"), item("butterfly"))
    player.skip()
    player.skip()
    assert fates(player) == [
        ("cobra", "skipped"),
        ("bridge", "skipped"),
        ("bridge", "skipped"),
        ("butterfly", "open"),
    ]


def test_who_goes_back_to_a_skipped_set_and_does_it_has_done_it() -> None:
    player, clock = begin(item("cobra"), item("butterfly"))
    player.skip()
    player.back()
    player.back()
    assert where(player)[0] == "cobra"
    assert fates(player)[0] == ("cobra", "skipped")
    play_to_the_end(player, clock)
    assert fates(player) == [("cobra", "done"), ("butterfly", "done")]


def test_a_skipped_set_begun_again_is_open_not_done() -> None:
    player, clock = begin(item("cobra"), item("butterfly"))
    player.skip()
    player.back()
    player.back()
    play(player, clock, 12 + 3)
    player.next()
    assert fates(player)[0] == ("cobra", "open")
    assert done(player)[0] == Work(0, 3)


# Longer and shorter


def test_ten_seconds_more_and_less_in_a_hold() -> None:
    player, _ = into_work(item("cobra"), seconds=2)
    assert player.adjust(1) == [TimeAdjusted(10)]
    assert (player.position.seconds_left, player.position.duration) == (23, 25)
    assert player.adjust(-1) == [TimeAdjusted(-10)]
    assert (player.position.seconds_left, player.position.duration) == (13, 15)


def test_time_added_to_a_hold_is_recorded_as_really_held() -> None:
    player, clock = into_work(item("cobra"), seconds=2)
    player.adjust(1)
    play_to_the_end(player, clock)
    assert done(player) == [Work(1, 25)]
    assert player.records()[0].planned == Work(1, 15)


def test_a_hold_made_shorter_is_not_a_hold_done() -> None:
    player, clock = into_work(item("cobra"), seconds=2)
    player.adjust(-1)
    events = play_to_the_end(player, clock)
    assert kinds(events).count(WorkEnded) == 1
    assert done(player) == [Work(0, 5)]
    assert fates(player) == [("cobra", "open")]


def test_shorter_than_what_is_left_ends_the_segment_now() -> None:
    player, _ = into_work(item("cobra"), item("bridge"), seconds=9)
    events = player.adjust(-1)
    assert events[0] == TimeAdjusted(-6)
    assert kinds(events)[1:] == [WorkEnded, SetEnded, SegmentStarted]
    assert done(player)[0] == Work(0, 9)
    assert (player.position.segment.kind, player.position.seconds_left) == (
        SegmentKind.GET_READY,
        15,
    )


def test_getting_ready_and_rests_can_be_made_longer_and_shorter() -> None:
    player, clock = begin(item("bridge"))
    player.adjust(1)
    assert player.position.seconds_left == 22
    play(player, clock, 22 + 48)
    assert player.position.segment.kind is SegmentKind.REST
    player.adjust(-1)
    assert player.position.seconds_left == 20


def test_a_set_of_repetitions_changes_by_whole_ones() -> None:
    player, clock = into_work(item("bridge"), seconds=3)  # 2-2-2: ten seconds are two repetitions
    assert player.adjust(1) == [TimeAdjusted(12)]
    assert snapshot(player).reps == 10
    assert player.adjust(-1) == [TimeAdjusted(-12)]
    assert player.adjust(-1) == [TimeAdjusted(-12)]
    assert snapshot(player).reps == 6
    play(player, clock, 33)
    assert done(player)[0] == Work(6, 36)
    assert fates(player)[0] == ("bridge", "open")


def test_a_long_repetition_is_still_added_whole() -> None:
    player, _ = into_work(item("bird_dog", 4))  # 2-10-2
    assert player.adjust(1) == [TimeAdjusted(14)]


def test_the_repetition_being_done_is_never_taken_away() -> None:
    player, clock = into_work(item("bridge"), seconds=37)  # in the 7th of 8
    assert player.adjust(-1) == [TimeAdjusted(-6)]
    assert player.adjust(-1) == []
    assert snapshot(player).reps == 7
    play(player, clock, 5)
    assert done(player)[0] == Work(7, 42)


def test_time_can_be_changed_while_paused_and_while_counting_in() -> None:
    player, clock = into_work(item("cobra"), seconds=5)
    player.pause_or_resume()
    player.adjust(1)
    assert player.position.seconds_left == 20
    player.pause_or_resume()
    player.adjust(-1)
    player.adjust(1)
    play(player, clock, 3 + 20)
    assert player.finished
    assert done(player) == [Work(1, 25)]
