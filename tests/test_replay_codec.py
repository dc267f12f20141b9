"""A replay that was written and read is the same to the last attribute, or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from enum import Enum
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.programme import Programme
from backcoach.coach.standing.replay import Replay
from backcoach.coach.standing.standing import replayed
from backcoach.replay_codec import UNREADABLE, freeze, thaw
from tests.support.content import programme
from tests.support.examples import examples
from tests.support.logs import Fact, a_log
from tests.support.random_weeks import EXERCISES, facts_drawn, weeks_drawn
from tests.support.weeks import next_weeks


def replay_of(*facts: Fact) -> Replay:
    return replayed(a_log(*facts), programme(), date.max, exercises=EXERCISES)


def read(content: bytes) -> Replay:
    return thaw(content, programme(), EXERCISES, {})


WEEKS = replay_of(*next_weeks().values())
FROZEN = freeze(WEEKS)


def drawn(value: Any, seen: dict[int, int]) -> object:  # noqa: ANN401
    """All that hangs on `value`, with types; what can change and is met again is only numbered."""
    if isinstance(value, Programme) or value is EXERCISES:
        return id(value)
    if isinstance(value, Mapping):
        return {drawn(key, seen): drawn(each, seen) for key, each in value.items()}
    if isinstance(value, set | frozenset):
        return frozenset(drawn(each, seen) for each in value)
    if isinstance(value, list | tuple):
        parts = [drawn(each, seen) for each in value]
        return parts if isinstance(value, list) else (type(value), *parts)
    is_ours = type(value).__module__.startswith("backcoach.") and not isinstance(value, Enum)
    return drawn_object(value, seen) if is_ours else (type(value), value)


def drawn_object(value: Any, seen: dict[int, int]) -> object:  # noqa: ANN401
    if "__setattr__" not in vars(type(value)):  # it can change
        if id(value) in seen:
            return type(value), seen[id(value)]
        seen[id(value)] = len(seen)
    names = [*vars(value)] if hasattr(value, "__dict__") else [*value.__slots__]
    return type(value), {name: drawn(getattr(value, name), seen) for name in names}


def assert_same(replay: Replay) -> None:
    again = read(freeze(replay))
    assert drawn(again, {}) == drawn(replay, {})
    stages, flares = again.stages, again.flares
    ledgers = (
        again.decisions,
        stages.decisions,
        flares.decisions,
        stages.current_stay.book.decisions,
    )
    assert all(each is ledgers[0] for each in (*ledgers, again.way_back.decisions))


@examples(60)
@given(weeks_drawn, facts_drawn)
def test_what_is_read_is_what_was_written(weeks: dict[int, Fact], facts: list[Fact]) -> None:
    assert_same(replay_of(*weeks.values(), *facts))


def test_one_that_has_seen_nothing_is_the_same() -> None:
    assert_same(replay_of())


def test_programme_and_exercises_are_left_out_and_brought() -> None:
    other: dict[str, Exercise] = dict(EXERCISES)
    again = thaw(FROZEN, programme(), other, {})
    assert again.programme is programme()
    assert again.stages.exercises is again.current_stay.book.exercises is other


@given(st.data())
def test_bytes_changed_on_purpose_are_a_replay_or_not_read(data: st.DataObject) -> None:
    content = bytearray(FROZEN)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(*UNREADABLE):
        assert isinstance(read(bytes(content)), Replay)


@given(st.binary(max_size=40))
def test_bytes_of_anything_else_are_not_read(content: bytes) -> None:
    with suppress(*UNREADABLE):
        raise AssertionError(read(content))
