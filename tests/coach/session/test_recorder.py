"""A session replayed from its commands is in the same state, and continues from there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.model.records import Answer
from backcoach.coach.planning.plan import Plan
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session import commands
from backcoach.coach.session.commands import (
    Adjust,
    AutoAdvance,
    Back,
    Easier,
    NeverMind,
    Next,
    PauseOrResume,
    ReportPain,
    Skip,
    Start,
    StopToAsk,
    TakeUp,
    TakeWeight,
)
from backcoach.coach.session.events import CountInStarted, Event, Interrupted, Resumed
from backcoach.coach.session.plan_codec import read_again, written
from backcoach.coach.session.player import Player
from backcoach.coach.session.recorder import RecordedCommand, Recorder, SessionTime
from backcoach.coach.session.segment_timer import SessionState
from backcoach.coach.suitability import suit_of
from tests.support.clock import ManualClock
from tests.support.content import catalogue, item, plan_from, plan_of, programme
from tests.support.examples import examples
from tests.support.following import EASIER_LEVEL, LIGHTS, TIMING
from tests.support.logs import a_profile

PLAN = plan_of(item("bird_dog", 3), item("side_plank", 3), item("abdominal_brace", 2))


class Watched:
    """A session with a recorder, what that recorded, and the clock it goes by."""

    def __init__(self, plan: Plan = PLAN, *, auto_advance: bool = True, speed: float = 1.0) -> None:
        self.plan, self.auto_advance, self.speed = plan, auto_advance, speed
        self.clock = ManualClock(speed=speed)
        self.entries: list[RecordedCommand] = []
        self.must_last: list[bool] = []
        self.recorder, self.time = self.begun()
        self.follow()

    def begun(self) -> tuple[Recorder, SessionTime]:
        time = SessionTime()
        player = Player(
            self.plan,
            catalogue().exercises,
            TIMING,
            time,
            LIGHTS,
            before=2,
            speed=self.speed,
            auto_advance=self.auto_advance,
        )
        return Recorder(player, time, TIMING.gap_seconds, self.speed), time

    def follow(self) -> None:
        self.time.follow(self.clock)
        self.recorder.on_command = self.write

    def write(self, entry: RecordedCommand, must_last: bool) -> None:
        self.entries.append(entry)
        self.must_last.append(must_last)

    @property
    def player(self) -> Player:
        return self.recorder.player

    def played_back(self) -> Recorder:
        recorder, self._time = self.begun()
        for entry in self.entries:
            recorder.play_back(entry)
        return recorder

    def cut_off(self, seconds: float = 3_600.0) -> list[Event]:
        """The program dies; some time later another one takes the session up."""
        self.recorder = self.played_back()
        self.time = self._time
        self.player.stand_still()
        self.clock.advance(seconds)
        self.follow()
        return self.recorder.send(TakeUp())

    def pass_seconds(self, seconds: float, every: float = 0.25) -> list[Event]:
        events: list[Event] = []
        while seconds > 1e-9:
            self.clock.advance(min(every, seconds))
            seconds -= every
            events += self.recorder.tick()
        return events


def where(player: Player) -> tuple[object, ...]:
    """All that a user could tell apart."""
    step = player.position.step
    return (
        player.position.state,
        (step.item, step.exercise.id, step.dose, step.number, step.side, step.stands_in_for),
        player.position.segment,
        player.position.hold,
        player.position.auto_advance,
        player.left_early,
        player.position.weight,
        tuple(player.pain.reports),
        tuple((each.skipped, each.replaced, each.spared, each.pain) for each in player.records()),
        tuple(each.done.reps for each in player.records()),
    )


def seconds_of(player: Player) -> list[float]:
    return [
        player.position.active_seconds,
        player.position.seconds_left,
        player.position.duration,
        player.position.count_in_left,
        *(each.done.seconds for each in player.records()),
    ]


def assert_same(one: Player, other: Player) -> None:
    assert where(one) == where(other)
    assert seconds_of(one) == pytest.approx(seconds_of(other), abs=0.011)


LOOKS = st.tuples(
    st.just("pass"), st.floats(0.1, 45.0), st.sampled_from([0.08, 0.25, 0.6, 0.95, 1.7])
)
GAPS = st.tuples(st.sampled_from(["sleep", "stall"]), st.floats(0.5, 500.0), st.just(0.0))
KEYS = st.tuples(
    st.sampled_from(
        [
            PauseOrResume,
            PauseOrResume,
            Next,
            Back,
            Skip,
            Easier,
            Adjust,
            TakeWeight,
            StopToAsk,
            NeverMind,
            ReportPain,
            AutoAdvance,
        ]
    ),
    st.integers(-1, 10),
    st.booleans(),
)
CUTS = st.tuples(st.just("cut"), st.floats(0, 100_000.0), st.just(0.0))


def do(session: Watched, what: object, first: float, second: object) -> None:
    player = session.player
    match what:
        case "pass":
            session.pass_seconds(first, float(str(second)))
        case "sleep":
            session.clock.sleep_through(first)
            session.recorder.tick()
        case "stall":
            session.clock.advance(first)
            session.recorder.tick()
        case "cut":
            session.cut_off(first)
        case commands.Easier:
            session.recorder.send(Easier(EASIER_LEVEL))
        case commands.Adjust:
            session.recorder.send(Adjust(1 if second else -1))
        case commands.AutoAdvance:
            session.recorder.send(AutoAdvance(on=bool(second)))
        case commands.ReportPain:
            session.recorder.send(StopToAsk())
            pain = max(0, int(first))
            answers = player.offers(pain, EASIER_LEVEL)
            answer = answers[pain % len(answers)]
            session.recorder.send(ReportPain(EASIER_LEVEL, pain, answer))
        case type():
            session.recorder.send(what())


@examples(60)
@given(moves=st.lists(st.one_of(LOOKS, LOOKS, GAPS, KEYS, KEYS, CUTS), max_size=25))
def test_played_back_it_stands_where_it_stood(
    moves: list[tuple[object, float, object]],
) -> None:
    session = Watched()
    session.recorder.send(Start())
    for what, first, second in moves:
        do(session, what, first, second)
    session.recorder.mark()
    assert_same(session.played_back().player, session.player)


@examples(20)
@given(seconds=st.floats(1.0, 900.0), every=st.sampled_from([0.08, 0.3, 0.9]))
def test_without_a_last_mark_it_is_a_second_behind_at_most(seconds: float, every: float) -> None:
    session = Watched()
    session.recorder.send(Start())
    session.pass_seconds(seconds, every)
    behind = (
        session.player.position.active_seconds
        - session.played_back().player.position.active_seconds
    )
    assert -0.01 <= behind <= 1.0 + every


def test_what_ends_a_set_must_not_be_lost_nor_any_key() -> None:
    session = Watched(plan_of(item("front_plank")))
    session.recorder.send(Start())
    session.pass_seconds(12 + 3)
    assert session.must_last == [True, *[False] * 15], "then only looks at the clock"
    session.pass_seconds(session.player.position.step.seconds - 15 + 0.5)
    assert session.must_last.count(True) == 2
    session.recorder.send(Skip())
    assert session.must_last.count(True) == 3


DOWN = 30
"""Seconds to come down to the mat."""


def test_taken_up_in_a_set_it_counts_in_long_enough_to_lie_down() -> None:
    session = Watched(plan_of(item("front_plank")))
    session.recorder.send(Start())
    session.pass_seconds(12 + 4)
    left = session.player.position.seconds_left
    assert session.cut_off() == [CountInStarted(DOWN)]
    assert session.player.position.state is SessionState.COUNTING_IN
    assert session.player.position.seconds_left == pytest.approx(left, abs=0.01)
    events = session.pass_seconds(DOWN + 0.5)
    assert any(isinstance(event, Resumed) for event in events)
    assert session.player.position.seconds_left == pytest.approx(left - 0.5, abs=0.01)


def test_taken_up_before_a_set_there_is_time_to_get_ready_again() -> None:
    session = Watched(plan_of(item("front_plank")))
    session.recorder.send(Start())
    session.pass_seconds(11)
    session.cut_off()
    assert session.player.position.segment.kind is SegmentKind.GET_READY
    assert session.player.position.seconds_left == DOWN


@pytest.mark.parametrize(
    ("exercise", "tags", "seconds"),
    [
        ("squat", (), 12),
        ("sit_to_stand", (), 15),
        ("bird_dog", (), 30),
        ("bird_dog", ("balance",), 45),
        ("step_up", (), 22),
        ("step_up", ("balance",), 22),
    ],
)
def test_d3_taken_up_the_time_is_that_of_getting_there_from_standing(
    exercise: str, tags: tuple[str, ...], seconds: int
) -> None:
    suit = suit_of(a_profile(tags=tags), programme(), catalogue().exercises)
    session = Watched(replace(plan_of(item(exercise)), suit=suit))
    session.recorder.send(Start())
    session.pass_seconds(25)
    assert session.cut_off() == [CountInStarted(seconds)]
    session.pass_seconds(seconds + 2)
    assert session.cut_off() == [CountInStarted(seconds)], "each time anew"


def test_taken_up_where_it_waits_for_a_key_it_still_waits() -> None:
    session = Watched(auto_advance=False)
    session.recorder.send(Start())
    assert session.cut_off() == []
    assert session.player.position.state is SessionState.WAITING


def test_the_time_between_is_no_gap() -> None:
    session = Watched()
    session.recorder.send(Start())
    session.pass_seconds(20)
    session.cut_off(100_000)
    events = session.pass_seconds(30)
    assert not any(isinstance(event, Interrupted) for event in events)


def test_a_rehearsal_goes_on_as_fast_by_a_clock_of_another_speed() -> None:
    time, clock = SessionTime(), ManualClock()
    time.follow(clock, 60.0)
    clock.advance(2.0)
    time.look()
    assert time.at == pytest.approx(120.0)


def test_an_answer_that_was_not_on_offer_is_refused() -> None:
    session, _ = Watched().begun()
    with pytest.raises(ValueError):
        session.play_back(RecordedCommand(ReportPain(2, 3, Answer.TO_COOL_DOWN), 1.0, 1.0))


def test_a_plan_is_the_same_after_it_was_written_down() -> None:
    content = catalogue()
    profile = a_profile(tags=("osteoporosis",), equipment=("mat",))
    plan = replace(plan_from("s3_a"), suit=suit_of(profile, content.programme, content.exercises))
    again = read_again(written(plan), content.programme, content.exercises)
    assert again == plan
    assert again.suit == plan.suit
    assert again.suit is not None and plan.suit is not None
    assert again.suit.barred == plan.suit.barred
