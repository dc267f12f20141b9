"""The result of a session does not depend on how often the clock ticks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.model.records import Answer
from backcoach.coach.planning.plan import Plan
from backcoach.coach.session.events import Event
from backcoach.coach.session.player import Player
from backcoach.coach.session.segment_timer import SessionState
from tests.support.clock import ManualClock, play, play_to_the_end
from tests.support.content import catalogue, plan_from
from tests.support.examples import examples
from tests.support.following import EASIER_LEVEL, LIGHTS, TIMING, begin
from tests.support.random_keys import SHORT_PLANS, intervals, pains, plans, report_pain


class Press(NamedTuple):
    """A key, so many eighths of a second after the one before."""

    eighths: int
    key: str
    pain: int = 0


presses = st.builds(
    Press,
    st.one_of(st.integers(0, 16), st.integers(0, 800)),
    st.sampled_from(
        ["pause", "next", "next", "back", "omit", "easy", "longer", "shorter", *Answer]
    ),
    pains,
)


def press(player: Player, pressed: Press) -> list[Event]:
    if pressed.key in list(Answer):
        answer = Answer(pressed.key)
        return player.stop_to_ask() + report_pain(player, pressed.pain, answer)
    keys: dict[str, Callable[[], list[Event]]] = {
        "pause": player.pause_or_resume,
        "next": player.next,
        "back": player.back,
        "omit": player.skip,
        "easy": lambda: player.easier(EASIER_LEVEL),
        "longer": lambda: player.adjust(1),
        "shorter": lambda: player.adjust(-1),
    }
    return keys[pressed.key]()


def followed(plan: Plan, script: Sequence[Press], ticks: Sequence[int]) -> tuple[object, ...]:
    """All that a session comes to when ticks come after these numbers of eighths, in turn."""
    clock = ManualClock()
    player = Player(plan, catalogue().exercises, TIMING, clock, LIGHTS, before=2)
    events = player.start()
    turn = 0
    for pressed in script:
        left = pressed.eighths
        while left > 0:
            gone = min(ticks[turn % len(ticks)], left)
            turn += 1
            clock.advance(gone / 8)
            left -= gone
            events += player.tick()
        events += press(player, pressed)
    if player.position.state is SessionState.PAUSED:
        player.pause_or_resume()
    while player.position.state is not SessionState.ENDED:
        clock.advance(ticks[turn % len(ticks)] / 8)
        turn += 1
        events += player.tick()
    return events, player.records(), player.pain.reports, player.position.active_seconds


@given(
    st.sampled_from([*SHORT_PLANS, plan_from("s1_short")]),
    st.lists(presses, max_size=12),
    st.lists(st.integers(1, 15), min_size=1, max_size=6),
)
@examples(25)
def test_the_same_keys_at_the_same_instants_mean_the_same_however_the_clock_ticks(
    plan: Plan, script: list[Press], ticks: list[int]
) -> None:
    # Eighths of a second add up without rounding, so everything must be equal to the last bit.
    assert followed(plan, script, ticks) == followed(plan, script, [1])


@given(plans, st.lists(st.floats(min_value=0.01, max_value=1.9), min_size=1, max_size=20))
@examples(12)
def test_any_ticks_come_to_the_same_total_and_the_same_records(
    plan: Plan, pattern: list[float]
) -> None:
    player, clock = begin(plan=plan)
    ticks = 0
    while player.position.state is SessionState.RUNNING:
        # A few fine ticks, then coarse ones: each session has some of both.
        clock.advance(pattern[ticks % len(pattern)] if ticks % 50 < 25 else 1.9)
        player.tick()
        ticks += 1
    assert abs(player.position.active_seconds - plan.seconds) < 1e-3
    assert all(record.done == record.planned for record in player.records())


@given(plans, st.lists(st.tuples(st.floats(0, 300), st.booleans()), max_size=10), intervals)
@examples(12)
def test_pauses_and_gone_on_pains_never_change_the_work(
    plan: Plan, stops: list[tuple[float, bool]], every: float
) -> None:
    player, clock = begin(plan=plan)
    for seconds, hurts in stops:
        play(player, clock, seconds, every)
        if hurts:
            player.stop_to_ask()
            clock.advance(77)
            player.report_pain(1, Answer.GO_ON, EASIER_LEVEL)
        else:
            player.pause_or_resume()
            clock.sleep_through(7_777)
            player.pause_or_resume()
    play_to_the_end(player, clock)
    assert abs(player.position.active_seconds - plan.seconds) < 1e-3
    assert all(record.done == record.planned for record in player.records())
