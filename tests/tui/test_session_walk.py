"""The answer "I have just walked outside" during the warm-up (programme.md §2)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from backcoach.coach.model.programme import Section
from backcoach.tui.screens.session.walk import WalkDialog
from tests.support.coach import following
from tests.support.content import item

MARCH = replace(item("march_in_place"), section=Section.WARM_UP)
CIRCLES = item("shoulder_circles")


async def test_e5_the_key_is_offered_at_the_warm_up_only(tmp_path: Path) -> None:
    async with following(tmp_path, MARCH, CIRCLES) as coach:
        assert "k Walked" in coach.keys
        await coach.press("k")
        assert isinstance(coach.screen, WalkDialog)
        await coach.press("enter")
        assert coach.session.player.walk_minutes == 10, "ten minutes are proposed"
        assert "10 minutes of walking: that is the warm-up." in coach.text
        assert coach.line("name").startswith("Shoulder circles")
        assert "k Walked" not in coach.keys
        coach.play(12 + 40)
        assert coach.session_on_disk().walk_minutes == 10


@pytest.mark.parametrize("keys", [["escape"], ["0", "enter"], ["backspace", "enter"]])
async def test_e5_turning_back_or_no_minutes_change_nothing(
    tmp_path: Path, keys: list[str]
) -> None:
    async with following(tmp_path, MARCH, CIRCLES) as coach:
        await coach.press("k", *keys)
        assert coach.session.player.walk_minutes is None
        assert coach.line("name").startswith("March on the spot")
        assert coach.session.player.position.is_moving


async def test_e5_after_less_than_five_minutes_the_rest_is_marched(tmp_path: Path) -> None:
    async with following(tmp_path, MARCH, CIRCLES) as coach:
        await coach.press("k", "3", "enter")
        assert "3 minutes of walking: march for the rest." in coach.text
        coach.play(12)
        assert coach.session.player.position.seconds_left == 120


async def test_e5_a_slip_of_the_finger_is_named(tmp_path: Path) -> None:
    async with following(tmp_path, MARCH, CIRCLES) as coach:
        await coach.press("k", "9", "9", "9", "enter")
        assert "a slip of the finger?" in coach.text
        assert isinstance(coach.screen, WalkDialog)
