"""Anything typed into plain mode: nothing breaks, and nothing that was stored is lost."""

from __future__ import annotations

from pathlib import Path
from random import SystemRandom

import pytest
from hypothesis import settings

from tests.monkey.driver import quickly
from tests.monkey.lines import LinesRide

FEW, MANY = 4, 100
LINES = 200
FIRST = 7
"""With few rides, seeds whose lines reach sessions."""


def ride_all(home: Path, first: int, number: int) -> None:
    """Rides of these seeds; each failure names its seed."""
    in_sessions = ended_in_sessions = 0
    with quickly():
        for seed in range(first, first + number):
            ride = LinesRide(seed, LINES, home)
            try:
                ride.ride()
            except Exception as error:
                error.add_note(f"Again: LinesRide({seed}, {LINES}, home).ride() in {ride.world}")
                raise
            in_sessions += ride.in_sessions
            ended_in_sessions += ride.ended_in_sessions
    assert in_sessions > 10 * number
    assert ended_in_sessions > 0


def test_a_few_rides_in_lines(tmp_path: Path) -> None:
    ride_all(tmp_path, FIRST, FEW)


@pytest.mark.slow
def test_many_rides_in_lines(tmp_path: Path) -> None:
    same = settings.default is not None and settings.default.derandomize
    ride_all(tmp_path, 0 if same else SystemRandom().randrange(10**9), MANY)
