"""What a live session says and shows, to the tenth of a second."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import ceil, inf

import pytest

from backcoach.coach.model.exercise import Tempo
from backcoach.coach.model.formatting import lower_first
from backcoach.coach.model.reasons import Reason
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.events import (
    EarlySecondLeft,
    Event,
    HalfwayReached,
    RepetitionTurned,
    Resumed,
    SecondsLeft,
    SegmentStarted,
    SideChanged,
    WorkEnded,
)
from backcoach.coach.session.player import Player
from backcoach.coach.session.segment_timer import SessionState
from backcoach.coach.session.snapshot import LEFT_IN_A_SET, Phase, Snapshot, rep_at, snapshot
from tests.support.clock import ManualClock, play, play_to_the_end
from tests.support.content import catalogue, item, plan_from, plan_of
from tests.support.following import LIGHTS, TIMING, begin, into_work, kinds, only

# Cues

CUE_PLAN = plan_of(
    item("leg_swings"),
    item("abdominal_brace"),
    item("childs_pose"),
    item("suitcase_carry"),
    item("bird_dog", 3),
    item("cobra", 2),
)


@pytest.mark.parametrize("every", [0.05, 0.7, 1.9])
def test_each_turn_of_a_paced_repetition_is_told_once_and_at_its_instant(every: float) -> None:
    player, clock = into_work(item("bridge"))
    tempo = player.position.segment.tempo
    assert tempo is not None and tempo.hold > 0
    begun, told = clock.monotonic(), []
    while player.position.segment.kind is SegmentKind.WORK and not player.position.has_ended:
        clock.advance(every)
        turns = only(player.tick(), RepetitionTurned)
        told += [(clock.monotonic() - begun, turn.number, turn.back) for turn in turns]
    out_and_held = tempo.out + tempo.hold
    expected = [
        ((number - 1) * tempo.seconds + (out_and_held if back else 0), number, back)
        for number in range(1, player.position.step.dose.reps[0] + 1)
        for back in (False, True)
    ]
    # The first repetition begins with its set.
    assert [(number, back) for _, number, back in told] == [each[1:] for each in expected[1:]]
    for (at, _, _), (instant, _, _) in zip(told, expected[1:], strict=True):
        assert instant <= at + 1e-6 < instant + every + 1e-3


@pytest.mark.parametrize("gone", [0.0, 0.25, 0.999, 3.5])
def test_the_next_cue_is_never_later_than_the_next_whole_second_left(gone: float) -> None:
    player, clock = into_work(item("abdominal_brace"), seconds=gone)
    position = player.position
    ahead = position.until_next_second
    assert 0 < ahead <= 1
    assert (position.seconds_left - ahead) % 1 == pytest.approx(0, abs=1e-6)
    clock.advance(ahead)
    player.tick()
    assert position.until_next_second == pytest.approx(1, abs=1e-5)
    player.pause_or_resume()
    assert position.until_next_second == 0


def test_the_half_of_a_hold_is_known_ahead_also_between_two_seconds() -> None:
    player, clock = into_work(item("front_plank"), seconds=0)
    player.position.lengthen(41 - player.position.duration)
    for _ in range(17):
        clock.advance(1.2)
        player.tick()
    assert player.position.until_next_event == pytest.approx(0.1, abs=1e-6)
    clock.advance(player.position.until_next_event)
    assert any(isinstance(event, HalfwayReached) for event in player.tick())


def test_a_repetition_added_later_turns_as_the_others_do() -> None:
    player, clock = into_work(item("bridge"))
    tempo = player.position.segment.tempo
    assert tempo is not None
    planned = player.position.step.dose.reps[0]
    player.adjust(1)
    events = play(player, clock, (planned + 0.5) * tempo.seconds, every=0.25)
    assert RepetitionTurned(planned + 1, back=False) in events


def cues_by_segment(events: Sequence[Event]) -> list[tuple[SegmentStarted, list[Event]]]:
    """The cue events of each segment, in order."""
    found: list[tuple[SegmentStarted, list[Event]]] = []
    for event in events:
        if isinstance(event, SegmentStarted):
            found.append((event, []))
        elif isinstance(event, SecondsLeft | HalfwayReached | WorkEnded):
            found[-1][1].append(event)
    return found


@pytest.mark.parametrize("every", [0.05, 0.1, 0.7, 1.0, 1.9, 30.0])
def test_every_segment_says_its_last_three_seconds_once_and_long_holds_their_half(
    every: float,
) -> None:
    clock = ManualClock()
    player = Player(CUE_PLAN, catalogue().exercises, TIMING, clock, LIGHTS, speed=max(1.0, every))
    events = player.start()
    events += play_to_the_end(player, clock, every)
    segments = cues_by_segment(events)
    assert sum(started.segment.seconds for started, _ in segments) == CUE_PLAN.seconds
    for started, cues in segments:
        segment = started.segment
        expected: list[Event] = [SecondsLeft(3), SecondsLeft(2), SecondsLeft(1)]
        long_hold = (
            segment.kind is SegmentKind.WORK and segment.tempo is None and segment.seconds >= 20
        )
        if long_hold:
            expected.insert(0, HalfwayReached())
        if segment.kind is SegmentKind.WORK:
            expected.append(WorkEnded(started.step))
        assert cues == expected
    halves = Counter(
        started.step.exercise.id for started, cues in segments if HalfwayReached() in cues
    )
    # Two sets of two sides carried, two of cobra, one of child's pose; brace and swings are short.
    assert halves == {"childs_pose": 1, "suitcase_carry": 4, "cobra": 2}
    assert len(only(events, SideChanged)) == 1 + 2 + 3


def test_the_half_is_where_the_half_is() -> None:
    player, clock = into_work(item("childs_pose"), seconds=9.75)
    assert play(player, clock, 0.25) == [HalfwayReached()]


@pytest.mark.parametrize("tenths", range(1, 50))
def test_a_pause_neither_repeats_nor_swallows_a_cue(tenths: int) -> None:
    # Over and over: tenths of a second are where sums of floats go astray.
    player, clock = into_work(item("childs_pose"), item("cobra"))
    events: list[Event] = []
    while player.position.step.exercise.id == "childs_pose":
        events += play(player, clock, tenths / 10, every=0.1)
        player.pause_or_resume()
        clock.advance(0.3)
        player.pause_or_resume()
        assert player.position.state is not SessionState.PAUSED
        while player.position.state is SessionState.COUNTING_IN:
            clock.advance(0.1)
            after = player.tick()
            if Resumed() in after:
                events += after[after.index(Resumed()) :]
    cues = [type(event) for event in events if isinstance(event, HalfwayReached | WorkEnded)]
    assert cues == [HalfwayReached, WorkEnded]
    assert [event.seconds for event in only(events, SecondsLeft)] == [3, 2, 1]


def test_time_added_after_the_half_does_not_say_it_again() -> None:
    player, clock = into_work(item("childs_pose"), seconds=12)
    player.adjust(1)
    assert HalfwayReached() not in play(player, clock, 17.5)


def test_time_added_in_the_last_seconds_counts_them_down_again() -> None:
    player, clock = into_work(item("cobra"), seconds=13)
    player.adjust(1)
    seconds = [event.seconds for event in only(play_to_the_end(player, clock), SecondsLeft)]
    assert seconds == [3, 2, 1]


def test_a_set_ended_by_hand_has_no_natural_end() -> None:
    player, _ = into_work(item("bridge"), seconds=10)
    assert WorkEnded not in kinds(player.next())


# What is shown

SHOWN_PLAN = plan_of(
    item("leg_swings"),
    item("bird_dog", 3),
    item("dead_bug", 3),
    item("side_plank", 1),
    item("suitcase_carry"),
    item("cobra", 2),
)


def check_instant(shown: Snapshot, player: Player) -> None:
    assert 1 <= len(shown.cues) <= 3
    assert all(cue.strip() for cue in shown.cues)
    assert shown.coming is None or player.position.in_work or shown.coming is player.position.step
    assert shown.seconds_left == ceil(player.position.seconds_left - 1e-6)
    assert shown.segment_seconds == player.position.segment.seconds
    if player.position.segment.tempo is None:
        assert shown.rep is None
        assert shown.reps == 0
        return
    assert shown.rep is not None
    tempo = player.position.segment.tempo
    number, phase = shown.rep.number, shown.rep.phase
    start = (number - 1) * tempo.seconds
    begin_, length = {
        Phase.OUT: (0, tempo.out),
        Phase.HOLD: (tempo.out, tempo.hold),
        Phase.BACK: (tempo.out + tempo.hold, tempo.back),
    }[phase]
    into = player.position.elapsed - start - begin_
    assert -1e-5 <= into <= length + 1e-5
    assert shown.rep.share == pytest.approx(into / length, abs=1e-4)
    assert 1 <= shown.rep.seconds_left <= length
    assert shown.rep.seconds_left == pytest.approx(length - into, abs=1.0001)
    assert 1 <= number <= shown.reps == player.position.segment.reps


def test_every_tenth_of_a_second_shows_the_truth() -> None:
    player, clock = begin(plan=SHOWN_PLAN)
    share = 0.0
    left = SHOWN_PLAN.seconds + 0.05
    while player.position.state is SessionState.RUNNING:
        shown = snapshot(player)
        check_instant(shown, player)
        assert shown.session_share >= share - 1e-9
        share = shown.session_share
        assert shown.session_seconds_left <= left
        left = shown.session_seconds_left
        clock.advance(0.1)
        player.tick()
    assert snapshot(player).session_share == 1
    assert snapshot(player).session_seconds_left == 0


def every_tempo() -> list[Tempo]:
    exercises = catalogue().exercises.values()
    return sorted({rung.tempo for each in exercises for rung in each.ladder if rung.tempo})


@pytest.mark.parametrize("tempo", every_tempo(), ids=str)
def test_repetitions_and_phases_follow_their_tempo_to_the_tenth(tempo: Tempo) -> None:
    reps = 3
    phases = [Phase.OUT] * tempo.out + [Phase.HOLD] * tempo.hold + [Phase.BACK] * tempo.back
    lengths = {Phase.OUT: tempo.out, Phase.HOLD: tempo.hold, Phase.BACK: tempo.back}
    starts = {phase: phases.index(phase) for phase in phases}
    for tenth in range(reps * tempo.seconds * 10):
        rep = rep_at(tenth / 10, reps * tempo.seconds, tempo)
        second, rest = divmod(tenth % (tempo.seconds * 10), 10)
        phase = phases[second]
        assert (rep.number, rep.phase) == (tenth // (tempo.seconds * 10) + 1, phase)
        gone = second - starts[phase]
        assert rep.seconds_left == lengths[phase] - gone, f"{rest} tenths into a second"
        assert rep.share == pytest.approx((gone + rest / 10) / lengths[phase], abs=1e-4)


def test_a_hair_of_rounding_never_shows_the_phase_before() -> None:
    rep = rep_at(6.0 - 1e-9, 18.0, Tempo(2, 2, 2))
    assert (rep.number, rep.phase, rep.seconds_left) == (2, Phase.OUT, 2)


def test_the_last_repetition_is_shown_until_the_very_end() -> None:
    rep = rep_at(18.0, 18.0, Tempo(2, 2, 2))
    assert (rep.number, rep.phase, rep.seconds_left) == (3, Phase.BACK, 1)


def test_what_comes_next_is_shown_while_getting_ready_and_in_work() -> None:
    player, clock = begin(item("bridge"), item("cobra"))
    assert snapshot(player).coming is player.position.step
    play(player, clock, 12 + 48 + 30 + 10)
    coming = snapshot(player).coming
    assert coming is not None
    assert coming.exercise.id == "cobra"
    play(player, clock, 38 + 15 + 1)
    assert snapshot(player).coming is None


def test_holds_are_counted_on_screen_also_before_they_start() -> None:
    player, clock = begin(item("abdominal_brace"))
    seen = [(snapshot(player).hold, snapshot(player).holds)]
    for seconds in (12, 5, 4, 5):
        play(player, clock, seconds)
        seen.append((snapshot(player).hold, snapshot(player).holds))
    assert seen == [(1, 5), (1, 5), (2, 5), (2, 5), (3, 5)]


def test_minutes_left_are_rounded_up() -> None:
    plan = plan_from("s1_standard")
    player, clock = begin(plan=plan)
    assert snapshot(player).minutes_left == plan.minutes
    play(player, clock, 60)
    assert snapshot(player).minutes_left == plan.minutes - 1


def test_cues_start_with_how_to_set_up_and_turn_to_how_to_do_it_well() -> None:
    player, clock = begin(item("bridge"))
    cues = catalogue().exercises["bridge"].cues
    before = snapshot(player).cues
    play(player, clock, 12)
    first_set = snapshot(player).cues
    play(player, clock, 48)
    rest = snapshot(player).cues
    assert before == (cues.setup,)
    assert first_set[0] == cues.move
    assert first_set[1] == rest[1]
    assert cues.breathe.casefold() in first_set[1].casefold()
    assert rest[0] == f"Avoid: {lower_first(cues.mistake)}"


def test_a13_1_getting_ready_tells_level_note_and_stop_line() -> None:
    player, clock = begin(item("bird_dog", 2), item("cobra"))
    exercise = catalogue().exercises["bird_dog"]
    now = snapshot(player)
    assert (now.note, now.stop) == (exercise.at(2).note, f"Stop if: {exercise.stop}")
    assert exercise.cues.setup in now.cues
    play(player, clock, 12)
    now = snapshot(player)
    assert (now.note, now.stop) == ("", "")


def test_a13_2_at_work_how_to_move_and_breathe_stand_in_every_set() -> None:
    player, clock = begin(item("bridge"))
    cues = catalogue().exercises["bridge"].cues
    play(player, clock, 12 + 47)
    first_set = snapshot(player).cues
    play(player, clock, 1 + 30 + 40)
    assert snapshot(player).cues == first_set
    assert first_set[0] == cues.move
    assert len(first_set) == 2, "what to avoid was told in the rest"


@pytest.mark.parametrize(
    ("exercise", "half"),
    [
        pytest.param("cobra", 15 / 2, id="one hold"),
        pytest.param("abdominal_brace", 2 * (5 + 4) + 2.5, id="five holds"),
        pytest.param("cat_cow", None, id="repetitions"),
    ],
)
def test_a13_2_the_second_half_of_a_single_set_tells_what_to_avoid(
    exercise: str, half: float | None
) -> None:
    player, clock = begin(item(exercise))
    (step,) = {record.number for record in player.records()}
    assert step == 1
    avoid = f"Avoid: {lower_first(catalogue().exercises[exercise].cues.mistake)}"
    half = player.position.step.segments[1].seconds / 2 if half is None else half
    play(player, clock, 12 + half - 0.25)
    assert avoid not in snapshot(player).cues
    play(player, clock, 0.5)
    assert snapshot(player).cues[-1] == avoid


def test_a13_2_what_is_different_for_somebody_stands_first_at_work_and_in_get_ready() -> None:
    note = Reason("first_hour", "Small arc.")
    player, clock = begin(replace(item("knee_rolls"), notes=(note,)))
    assert snapshot(player).cues[0] == "For you: small arc."
    play(player, clock, 12)
    assert snapshot(player).cues[0] == "For you: small arc."


@pytest.mark.parametrize(("level", "told"), [(3, False), (4, True)])
def test_e4_the_hint_of_repetitions_left_stands_at_loaded_levels_only(
    level: int, told: bool
) -> None:
    player, _ = begin(item("squat", level))
    assert (LEFT_IN_A_SET in snapshot(player).cues) is told


def test_the_next_event_comes_exactly_when_it_was_foretold() -> None:
    for exercise in ("bird_dog", "front_plank", "rest_breathing", "leg_swings"):
        player, clock = begin(item(exercise, 3))
        while not player.position.has_ended:
            ahead = player.position.until_next_event
            early = ahead - 0.01
            assert play(player, clock, early, every=1.5) == [], exercise
            clock.advance(0.01 + 1e-6)
            assert player.tick(), f"{exercise}: {ahead}"
        assert player.position.until_next_event == inf


def test_a_long_hold_counts_more_of_its_last_seconds_for_the_ear_alone() -> None:
    player, clock = begin(item("front_plank", 3))
    events = play_to_the_end(player, clock)
    assert [each.seconds for each in only(events, EarlySecondLeft)] == [5, 4] * 3
    player, clock = begin(item("front_plank", 1))
    assert only(play_to_the_end(player, clock), EarlySecondLeft) == []
