"""Random keys, pastes, clicks, sizes and bytes: nothing breaks and nothing stored is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import SystemRandom

import pytest
from hypothesis import settings
from textual.message import Message

from backcoach.practice.sessions import Sessions
from backcoach.tui.filters.control_characters import ControlCharacterFilter
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.system.terminal_input import TerminalInput
from tests.monkey.course import LENGTH, Stable, as_ranges, from_ranges, shortest
from tests.monkey.coverage import unreached
from tests.monkey.moves import (
    Begin,
    Hear,
    Move,
    Paste,
    Play,
    Press,
    Ride,
    Send,
    Step,
    Way,
    World,
    ride,
)
from tests.monkey.noise import noisy_ride

FEW, MANY = 300, 20_000
MANY_MORE = 10
"""Times as many by `make torture`."""


def test_a_few_rides(tmp_path: Path) -> None:
    stable = Stable(tmp_path)
    stable.ride_all(range(3), FEW // 3)
    assert stable.notes.moves == FEW


@pytest.mark.slow
def test_many_rides_which_reach_every_screen_and_every_command(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    same = settings.default is not None and settings.default.derandomize
    first = 0 if same else SystemRandom().randrange(10**9)
    number = MANY // LENGTH * (1 if same else MANY_MORE) + 1
    stable = Stable(tmp_path)
    stable.ride_all(range(first, first + number))
    assert stable.notes.moves >= MANY
    # What is seldom seen may take a few more, though not as many again.
    for seed in range(first + number, first + 2 * number):
        if unreached(stable.notes):
            stable.ride_all([seed])
    record_property("figure", stable.notes.figures)
    assert unreached(stable.notes) == []


BYTES, MANY_BYTES = 5_000, 200_000


def test_some_bytes_of_any_kind_in_the_middle_of_sessions(tmp_path: Path) -> None:
    noisy(Stable(tmp_path), BYTES, first=0)


@pytest.mark.slow
def test_many_bytes_of_any_kind_in_the_middle_of_sessions(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    same = settings.default is not None and settings.default.derandomize
    stable = Stable(tmp_path)
    noisy(stable, MANY_BYTES, first=1_000 if same else SystemRandom().randrange(10**9))
    record_property("figure", stable.notes.figures)


def noisy(stable: Stable, number: int, first: int) -> None:
    """At least so many bytes, on rides of the seeds from `first` on."""
    for seed in count(first):
        if stable.notes.bytes >= number:
            break
        stable.ride_all([seed], make=noisy_ride)
    assert stable.notes.heard > number / 200


# The monkey itself


def moves(*moves: Move, world: World = World.SOME, way: Way = Way.PLAIN) -> Ride:
    return Ride(0, world, way, (80, 24), tuple(map(Step, moves)))


def test_the_same_seed_gives_the_same_ride() -> None:
    assert ride(5, 100) == ride(5, 100) != ride(6, 100)


def test_a_failing_ride_is_cut_down_to_what_is_needed_for_it() -> None:
    assert shortest(list(range(100)), lambda kept: {7, 93} <= set(kept)) == [7, 93]
    assert shortest([0, 1, 2], lambda _kept: True) == []


@pytest.mark.parametrize("numbers", [[4], [1, 2, 3], [0, 1, 5, 8, 9]])
def test_the_moves_of_the_command_are_the_ones_that_failed(numbers: list[int]) -> None:
    assert from_ranges(as_ranges(numbers)) == numbers


def test_a_key_that_breaks_something_is_found_and_told_with_the_way_to_do_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trip(_screen: TodayScreen) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(TodayScreen, "action_length", trip)
    stable = Stable(tmp_path)
    planted = moves(Press("escape"), Press("down"), Press("l"), Press("h"))
    fall = stable.ride(planted)
    assert fall is not None
    report = stable.report(planted, fall)
    assert "ZeroDivisionError" in report
    assert report.endswith("Again: python -m tools.monkey --seed 0 --length 4 --only 0,2")


def test_a_set_that_is_lost_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rate = Sessions.rate

    def forget(sessions: Sessions, record: object, *args: object, **options: object) -> object:
        return rate(sessions, replace(record, sets=()), *args, **options)  # type: ignore

    monkeypatch.setattr(Sessions, "rate", forget)
    keys = ("escape", "h", "r", "2", "enter", "2", "enter", "enter", "enter")
    fall = Stable(tmp_path).ride(moves(*map(Press, keys)))
    assert fall is not None
    assert "sets, now 0" in str(fall)


def test_a_pasted_escape_that_is_shown_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        ControlCharacterFilter, "apply", lambda _filter, segments, _background: segments
    )
    fall = Stable(tmp_path).ride(moves(Press("escape"), Press("ctrl+p"), Paste("a\x1b[31m")))
    assert fall is not None
    assert "obeyed by terminals" in str(fall)


def test_a_session_can_be_ridden_to_its_end(tmp_path: Path) -> None:
    stable = Stable(tmp_path)
    assert stable.ride(moves(*[Play(600)] * 3, way=Way.SESSION)) is None
    assert {"SessionScreen", "RatingScreen"} <= stable.notes.screens


NOISE = (Send(b"\xe9\x1b[1;"), Send(b"n"), Send(b"\xff"), Send(b"\x1b[200~lost"), Hear(), Begin())


def test_the_same_seed_gives_the_same_noise() -> None:
    assert noisy_ride(5, 100) == noisy_ride(5, 100) != noisy_ride(6, 100)


@pytest.mark.parametrize(
    ("kept", "failing"),
    [("2", b"\xff"), ("3-4", b"\x1b[200~")],
    ids=["a byte that breaks the reading", "a paste that makes it deaf"],
)
def test_bytes_that_break_something_are_found_and_cut_down_to_what_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: str, failing: bytes
) -> None:
    take = TerminalInput.take
    deaf: set[TerminalInput] = set()

    def read(terminal: TerminalInput, data: bytes) -> list[Message]:
        if failing in data and failing == b"\xff":
            data.decode()
        if failing in data:
            deaf.add(terminal)
        return [] if terminal in deaf else take(terminal, data)

    monkeypatch.setattr(TerminalInput, "take", read)
    stable = Stable(tmp_path)
    planted = moves(*NOISE, way=Way.NOISE)
    fall = stable.ride(planted)
    assert fall is not None
    report = stable.report(planted, fall)
    assert report.endswith(
        f"Again: python -m tools.monkey --seed 0 --length 6 --noise --only {kept}"
    )
    assert ("UnicodeDecodeError" if failing == b"\xff" else "was not heard") in report
