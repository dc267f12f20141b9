"""Easier variants and "this hurts" in a live session."""

from __future__ import annotations

import pytest

from backcoach.coach.model.exercise import Side
from backcoach.coach.model.records import Answer, Work
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.events import (
    CountInStarted,
    ExerciseEased,
    ExerciseSkipped,
    Interrupted,
    NothingEasier,
    PainReported,
    Paused,
    Resumed,
    SegmentStarted,
)
from backcoach.coach.session.segment_timer import SessionState
from tests.support.clock import play, play_to_the_end
from tests.support.content import item
from tests.support.following import (
    EASIER_LEVEL,
    begin,
    done,
    fates,
    into_work,
    kinds,
    marks,
    only,
    where,
)

# Easier


def test_the_easier_variant_takes_over_what_is_left() -> None:
    player, clock = into_work(item("bird_dog"), item("cobra"), seconds=35 + 5 + 10)
    events = player.easier(EASIER_LEVEL)
    (eased,) = only(events, ExerciseEased)
    assert (eased.old.id, eased.new.id) == ("bird_dog", "bird_dog_leg_slide")
    assert where(player) == ("bird_dog_leg_slide", 1, Side.RIGHT, SegmentKind.GET_READY)
    play_to_the_end(player, clock)
    assert fates(player) == [
        ("bird_dog", "done"),
        ("bird_dog", "replaced"),
        ("bird_dog", "replaced"),
        ("bird_dog", "replaced"),
        ("bird_dog_leg_slide", "done"),
        ("bird_dog_leg_slide", "done"),
        ("bird_dog_leg_slide", "done"),
        ("cobra", "done"),
    ]
    stand_ins = [record for record in player.records() if record.stands_in_for]
    assert {record.stands_in_for for record in stand_ins} == {"bird_dog"}
    assert {(record.item, record.level) for record in stand_ins} == {(0, 2)}
    assert [(record.number, record.side) for record in stand_ins] == [
        (1, Side.RIGHT),
        (2, Side.LEFT),
        (2, Side.RIGHT),
    ]
    assert done(player)[1] == Work(1, 10)


def test_an_easier_variant_has_no_more_sets_than_its_own_dose() -> None:
    player, _ = begin(item("side_plank_knees", 4))
    player.easier(EASIER_LEVEL)
    stand_ins = [record for record in player.records() if record.stands_in_for]
    assert [(record.exercise, record.side, record.planned.reps) for record in stand_ins] == [
        ("wall_side_plank", Side.LEFT, 3),
        ("wall_side_plank", Side.RIGHT, 3),
    ]


def test_a_two_sided_exercise_eased_into_one_without_sides_keeps_the_number_of_sets() -> None:
    player, clock = into_work(item("bridge_march"), seconds=25 + 5 + 10)
    player.easier(EASIER_LEVEL)
    stand_ins = [record for record in player.records() if record.stands_in_for]
    assert [(record.exercise, record.number, record.side) for record in stand_ins] == [
        ("bridge", 1, Side.BOTH),
        ("bridge", 2, Side.BOTH),
    ]
    play_to_the_end(player, clock)
    assert all(record.completed for record in player.records() if not record.replaced)


def test_an_exercise_without_sides_eased_into_one_with_sides_works_both() -> None:
    player, _ = begin(item("sit_to_stand", 3))
    lunge, _ = begin(item("seated_twist"))
    lunge.easier(EASIER_LEVEL)
    assert [record.side for record in lunge.records() if record.stands_in_for] == [
        Side.LEFT,
        Side.RIGHT,
    ]
    player.easier(EASIER_LEVEL)
    assert [record.number for record in player.records() if record.stands_in_for] == [1, 2]


def test_easier_again_goes_on_to_the_next_easier_one() -> None:
    player, clock = begin(item("dead_bug", 2))
    play(player, clock, 3)
    for _ in range(3):
        player.easier(EASIER_LEVEL)
    assert where(player)[0] == "pelvic_tilt"
    play_to_the_end(player, clock)
    records = player.records()
    assert {record.stands_in_for for record in records[4:]} == {"dead_bug"}
    assert [marks(record) for record in records].count("replaced") == len(records) - 1 - sum(
        record.completed for record in records[:-1]
    )
    assert records[-1].completed


def test_a_skipped_set_that_is_eased_after_all_is_replaced_not_skipped() -> None:
    player, _ = begin(item("bridge"), item("cobra"))
    player.skip()
    player.back()
    player.back()
    player.easier(EASIER_LEVEL)
    assert fates(player) == [
        ("bridge", "skipped"),
        ("bridge", "replaced"),
        ("pelvic_tilt", "open"),
        ("cobra", "open"),
    ]
    assert not player.records()[1].skipped


def test_when_nothing_is_easier_the_session_just_goes_on() -> None:
    player, _ = into_work(item("shoulder_circles"), seconds=5)
    assert kinds(player.easier(EASIER_LEVEL)) == [NothingEasier]
    assert (player.position.state, player.position.seconds_left) == (SessionState.RUNNING, 27)
    assert player.easier_variant(EASIER_LEVEL) is None


def test_what_would_be_easier_can_be_asked_without_changing_anything() -> None:
    player, _ = into_work(item("bird_dog"), seconds=5)
    before = player.records()
    new = player.easier_variant(EASIER_LEVEL)
    assert new is not None
    assert new.id == "bird_dog_leg_slide"
    assert player.records() == before


def test_nothing_is_left_to_ease_in_a_last_set_that_is_already_done() -> None:
    player, clock = into_work(item("cobra"), seconds=10)
    player.adjust(1)
    play(player, clock, 8)
    assert fates(player) == [("cobra", "done")]
    assert kinds(player.easier(EASIER_LEVEL)) == [NothingEasier]
    assert player.easier_variant(EASIER_LEVEL) is None
    play_to_the_end(player, clock)
    assert fates(player) == [("cobra", "done")]


def test_back_at_an_older_set_the_easier_variant_takes_over_again() -> None:
    player, clock = into_work(item("bird_dog", 3), seconds=5)
    player.next()  # set 1 left is open
    play(player, clock, 5 + 7)
    player.easier(EASIER_LEVEL)
    assert where(player) == ("bird_dog_leg_slide", 1, Side.LEFT, SegmentKind.GET_READY)
    player.back()
    player.back()
    assert where(player) == ("bird_dog", 1, Side.LEFT, SegmentKind.GET_READY)
    player.easier(EASIER_LEVEL)
    play_to_the_end(player, clock)
    replaced = [record for record in player.records() if record.replaced]
    finished = [record for record in player.records() if record.completed]
    assert len(replaced) + len(finished) == len(player.records())
    assert [(each.exercise, each.number, each.side) for each in finished] == [
        ("bird_dog_leg_slide", 1, Side.LEFT),
        ("bird_dog_leg_slide", 1, Side.RIGHT),
        ("bird_dog_leg_slide", 2, Side.LEFT),
        ("bird_dog_leg_slide", 2, Side.RIGHT),
    ]
    assert {record.stands_in_for for record in finished} == {"bird_dog"}


# This hurts


def test_it_hurts_stops_the_clock_and_is_recorded_where_it_was() -> None:
    player, clock = into_work(item("bird_dog", 3), seconds=60 + 5 + 21.5)
    assert kinds(player.stop_to_ask()) == [Paused]
    play(player, clock, 40)
    assert player.position.seconds_left == 60 - 21.5
    events = player.report_pain(4, Answer.GO_ON, EASIER_LEVEL)
    (report,) = player.pain.reports
    assert kinds(events) == [PainReported, CountInStarted]
    assert (report.item, report.exercise, report.level) == (0, "bird_dog", 3)
    assert (report.side, report.number, report.second) == (Side.RIGHT, 1, 21.5)
    assert (report.pain, report.answer) == (4, Answer.GO_ON)
    assert [record.pain for record in player.records()] == [None, 4, None, None, None, None]
    play(player, clock, 3)
    assert player.position.seconds_left == 60 - 21.5


def test_the_question_may_stay_open_for_long_without_a_tick() -> None:
    player, clock = into_work(item("bridge"), seconds=10)
    player.stop_to_ask()
    clock.advance(300)
    events = player.report_pain(2, Answer.GO_ON, EASIER_LEVEL)
    assert kinds(events) == [PainReported, CountInStarted]
    assert not only(play(player, clock, 3), Interrupted)
    assert (player.position.state, player.position.seconds_left) == (SessionState.RUNNING, 38)


def test_going_on_outside_work_is_immediate() -> None:
    player, _ = begin(item("bridge"))
    player.stop_to_ask()
    assert kinds(player.report_pain(2, Answer.GO_ON, EASIER_LEVEL)) == [PainReported, Resumed]


def test_pain_then_skip() -> None:
    player, _ = into_work(item("bridge"), item("cobra"), seconds=20)
    player.stop_to_ask()
    events = player.report_pain(6, Answer.SKIP, EASIER_LEVEL)
    assert kinds(events) == [PainReported, ExerciseSkipped, SegmentStarted]
    assert fates(player) == [("bridge", "skipped"), ("bridge", "skipped"), ("cobra", "open")]
    assert player.records()[0].pain == 6
    assert where(player)[0] == "cobra"
    assert player.position.state is SessionState.RUNNING


def test_pain_then_easier() -> None:
    player, _ = into_work(item("bridge"), item("cobra"), seconds=20)
    player.stop_to_ask()
    events = player.report_pain(5, Answer.EASIER, EASIER_LEVEL)
    assert kinds(events) == [PainReported, ExerciseEased, SegmentStarted]
    assert where(player) == ("pelvic_tilt", 1, Side.BOTH, SegmentKind.GET_READY)
    assert player.records()[0].pain == 5
    assert player.pain.reports[0].exercise == "bridge"


def test_nothing_easier_is_not_on_offer() -> None:
    player, _ = into_work(item("shoulder_circles"), seconds=20)
    player.stop_to_ask()
    assert player.offers(5, EASIER_LEVEL) == (Answer.SKIP, Answer.GO_ON)
    with pytest.raises(ValueError, match="not on offer"):
        player.report_pain(5, Answer.EASIER, EASIER_LEVEL)
    assert player.pain.reports == []


def test_pain_in_a_rest_belongs_to_the_set_just_done() -> None:
    player, _ = into_work(item("bridge"), seconds=48 + 10)
    player.stop_to_ask()
    player.report_pain(3, Answer.GO_ON, EASIER_LEVEL)
    assert [record.pain for record in player.records()] == [3, None]
    assert (player.pain.reports[0].number, player.pain.reports[0].second) == (1, 48)


def test_pain_at_a_change_of_side_belongs_to_the_side_just_done() -> None:
    player, _ = into_work(item("bird_dog"), seconds=35 + 2)
    player.stop_to_ask()
    player.report_pain(3, Answer.GO_ON, EASIER_LEVEL)
    assert player.pain.reports[0].side is Side.LEFT


def test_pain_while_getting_ready_belongs_to_the_set_ahead() -> None:
    player, _ = into_work(item("cobra"), item("bridge"), seconds=15 + 2)
    player.stop_to_ask()
    player.report_pain(3, Answer.GO_ON, EASIER_LEVEL)
    report = player.pain.reports[0]
    assert (report.exercise, report.number, report.second) == ("bridge", 1, 0)


def test_the_second_counts_the_work_of_the_set_as_it_was_really_done() -> None:
    player, clock = into_work(item("abdominal_brace"), seconds=2)
    player.adjust(+1)
    play(player, clock, 13 + 4 + 3)  # a hold of 15 s instead of 5, the pause, 3 s of the next
    player.stop_to_ask()
    player.report_pain(3, Answer.GO_ON, EASIER_LEVEL)
    assert player.pain.reports[0].second == 18


def test_a_question_asked_in_a_pause_leaves_the_session_paused() -> None:
    for answer in (Answer.EASIER, Answer.SKIP, Answer.GO_ON):
        player, clock = into_work(item("cat_cow"), item("bridge"), seconds=5)
        player.pause_or_resume()
        player.stop_to_ask()
        player.report_pain(3, answer, EASIER_LEVEL)
        play(player, clock, 60)
        assert player.position.state is SessionState.PAUSED, answer


@pytest.mark.parametrize("paused", [False, True])
def test_a_slip_of_the_finger_goes_on_as_before_the_question(paused: bool) -> None:
    player, _clock = into_work(item("bridge"), seconds=5)
    if paused:
        player.pause_or_resume()
    player.stop_to_ask()
    player.never_mind()
    assert player.position.state is (SessionState.PAUSED if paused else SessionState.COUNTING_IN)
    assert player.pain.reports == []


def test_the_worst_pain_of_a_set_stands_and_every_report_is_kept() -> None:
    player, clock = into_work(item("bridge"), seconds=10)
    for pain in (2, 5, 4):
        player.stop_to_ask()
        player.report_pain(pain, Answer.GO_ON, EASIER_LEVEL)
        play(player, clock, 5)
    assert player.records()[0].pain == 5
    assert [report.pain for report in player.pain.reports] == [2, 5, 4]
