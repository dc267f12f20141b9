"""The figure is where the player is: a function of the instant, with no counter of its own."""

from __future__ import annotations

from itertools import pairwise

import pytest

from backcoach.coach.model.exercise import Exercise, Mode
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.player import Player
from backcoach.coach.session.segment_timer import SessionState
from backcoach.coach.session.snapshot import Phase, Snapshot, snapshot
from backcoach.figure import Moment, browsing_moment, moment_of, stilled
from backcoach.figure.movement import movement_of
from backcoach.figure.timing import breath_at
from tests.support.clock import ManualClock
from tests.support.content import catalogue, item, plan_of, programme

PACE = programme().pace


class Following:
    """A session of one exercise, and the figure in it."""

    def __init__(self, exercise: str, level: int = 1) -> None:
        self.clock = ManualClock()
        plan = plan_of(item(exercise, level))
        rules = programme()
        self.player = Player(plan, catalogue().exercises, rules.timing, self.clock, rules.lights)
        self.player.start()

    def after(self, seconds: float) -> Snapshot:
        while seconds > 1e-9:
            self.clock.advance(min(seconds, 1.0))
            self.player.tick()
            seconds -= 1.0
        return snapshot(self.player)

    def moment(self, *, still: bool = False) -> Moment:
        return moment_of(snapshot(self.player), PACE, still=still)

    @property
    def place(self) -> float:
        now, moment = snapshot(self.player), self.moment()
        return movement_of(now.exercise, now.dose).place(moment.phase, moment.share)


def test_repetitions_go_out_hold_and_back_with_the_player() -> None:
    following = Following("bird_dog")  # 2-3-2
    following.after(12)
    for tenth in range(1, 10 * 7 * 5):
        now = following.after(0.1)
        assert now.kind is SegmentKind.WORK
        assert now.rep is not None
        moment = following.moment()
        assert (moment.phase, moment.share) == (now.rep.phase, now.rep.share)
        into = tenth / 10 % 7
        phase = Phase.OUT if into < 2 - 1e-6 else Phase.HOLD if into < 5 - 1e-6 else Phase.BACK
        if abs(into - round(into)) > 1e-6:
            assert moment.phase is phase
        assert now.rep.number == int((tenth / 10 + 1e-6) // 7) + 1


def test_the_figure_is_out_while_held_and_back_at_each_new_repetition() -> None:
    following = Following("bird_dog")
    following.after(12)
    assert following.place == pytest.approx(0)
    following.after(1)
    assert following.place == pytest.approx(0.5, abs=1e-5)
    following.after(1.5)
    assert following.place == 1
    following.after(3.5)
    assert following.place == pytest.approx(0.5, abs=1e-5)
    following.after(1)
    assert following.place == pytest.approx(0, abs=1e-6)


def test_a_hold_stays_in_its_pose_and_breathes_six_times_a_minute() -> None:
    following = Following("sphinx", 2)  # 20 s
    following.after(12)
    fullest = []
    for second in range(20):
        moment = following.moment()
        assert following.place == 1
        fullest.append(round(moment.breath, 6))
        following.after(1)
        assert second < 20
    assert fullest[0] == fullest[10] == 0
    assert fullest[5] == fullest[15] == 1
    assert PACE.breaths_per_minute == 6


def test_pausing_freezes_the_figure() -> None:
    following = Following("bird_dog")
    following.after(13.2)
    following.player.pause_or_resume()
    before = following.moment()
    following.after(7)
    assert snapshot(following.player).state is SessionState.PAUSED
    assert following.moment() == before
    following.player.pause_or_resume()
    following.after(2)
    assert snapshot(following.player).state is SessionState.COUNTING_IN
    assert following.moment() == before


def test_get_ready_shows_one_slow_repetition_that_ends_as_work_begins() -> None:
    following = Following("bird_dog")  # 2-3-2, shown as 3-1.5-3
    following.after(4.4)
    assert following.place == 0
    following.after(0.1 + 1.5)
    assert following.place == pytest.approx(0.5, abs=1e-5)
    following.after(1.5 + 0.75)
    assert following.place == 1
    following.after(0.75 + 1.5)
    assert following.place == pytest.approx(0.5, abs=1e-5)
    following.after(1.49)
    assert following.place == pytest.approx(0, abs=1e-3)


def test_get_ready_for_a_hold_ends_in_the_held_pose() -> None:
    following = Following("sphinx")
    following.after(6.4)
    assert following.place == 0
    following.after(4.7)
    assert following.place == 1
    following.after(0.9)
    assert snapshot(following.player).kind is SegmentKind.WORK
    assert following.place == 1


@pytest.mark.parametrize("exercise", ["bird_dog", "sphinx", "march_in_place"])
def test_with_no_time_left_to_get_ready_it_stands_where_work_begins(exercise: str) -> None:
    following = Following(exercise)
    following.player.pause_or_resume()
    for _ in range(2):
        following.player.adjust(-1)
    assert snapshot(following.player).duration == 0
    at_rest = following.moment()
    following.player.pause_or_resume()
    following.after(0.001)
    assert snapshot(following.player).kind is SegmentKind.WORK
    assert following.place == pytest.approx(
        movement_of(catalogue().exercises[exercise], snapshot(following.player).dose).place(
            at_rest.phase, at_rest.share
        ),
        abs=0.01,
    )


def test_between_holds_one_comes_out_and_goes_back_in() -> None:
    following = Following("abdominal_brace")  # 5 s, then 4 s
    following.after(12 + 5)
    assert snapshot(following.player).kind is SegmentKind.BETWEEN_HOLDS
    seen = []
    for _ in range(8):
        seen.append(following.place)
        following.after(0.5)
    assert seen[0] == pytest.approx(1, abs=1e-6)
    assert seen[4] == pytest.approx(0, abs=1e-6)
    assert snapshot(following.player).kind is SegmentKind.WORK


def test_a_rest_shows_what_comes_next() -> None:
    following = Following("bridge")  # 8 reps of 6 s
    following.after(12 + 48 + 1)
    now = snapshot(following.player)
    assert now.kind is SegmentKind.REST
    assert following.place == 0
    places = set()
    while snapshot(following.player).kind is SegmentKind.REST:
        places.add(round(following.place, 1))
        following.after(0.5)
    assert {0.0, 1.0} <= places


def test_what_goes_by_the_clock_goes_round_and_round() -> None:
    following = Following("march_in_place")
    following.after(12)
    seen = []
    for _ in range(5):
        seen.append(following.place)
        following.after(1)
    assert seen == pytest.approx([0, 2, 0, 2, 0], abs=1e-5)


def test_slow_breathing_widens_the_trunk_in_its_own_time() -> None:
    following = Following("rest_breathing")
    following.after(12)
    assert following.moment().breath == pytest.approx(0, abs=1e-6)
    following.after(5)
    assert following.moment().breath == pytest.approx(1)
    assert following.place == pytest.approx(1, abs=1e-6)


def test_reduced_motion_shows_key_poses_that_change_at_the_end_of_a_phase() -> None:
    following = Following("bird_dog")
    seen = []
    for _ in range(12 * 10 + 7 * 20):
        moment = following.moment(still=True)
        place = movement_of(catalogue().exercises["bird_dog"]).place(moment.phase, moment.share)
        assert place in (0, 1)
        assert moment.breath == 0
        now = snapshot(following.player)
        if now.rep is not None:
            seen.append((now.rep.phase, place))
        following.after(0.1)
    moving = [place for phase, place in seen[1:] if phase is not Phase.BACK]
    assert set(moving) == {1}
    assert {place for phase, place in seen if phase is Phase.BACK} == {0}


@pytest.mark.parametrize("exercise", catalogue().exercises.values(), ids=lambda each: each.id)
def test_browsing_moves_without_a_jump_and_comes_round(exercise: Exercise) -> None:
    dose = exercise.at(1)
    movement = movement_of(exercise, dose)
    moments = [browsing_moment(exercise, dose, tick / 24, PACE) for tick in range(24 * 20)]
    places = [movement.place(moment.phase, moment.share) for moment in moments]
    for before, after in pairwise(places):
        a, b = movement.joints(before), movement.joints(after)
        fastest = 1.2 if exercise.mode is Mode.TIME or exercise.id == "leg_swings" else 0.9
        assert max(abs(a[name] - b[name]) for name in a) <= fastest
    assert {0.0, float(movement.out_end)} <= {round(place, 1) for place in places}


def test_a_still_is_the_pose_a_phase_leads_to() -> None:
    assert stilled(Moment(Phase.OUT, 0.0, 0.4)) == Moment(Phase.OUT, 0.0)
    assert stilled(Moment(Phase.OUT, 0.2)) == Moment(Phase.OUT, 1.0)
    assert stilled(Moment(Phase.BACK, 0.2)) == Moment(Phase.BACK, 1.0)


def test_a_breath_is_empty_at_its_ends_and_full_in_the_middle() -> None:
    assert [breath_at(second, PACE) for second in (0, 5, 10)] == pytest.approx([0, 1, 0])
