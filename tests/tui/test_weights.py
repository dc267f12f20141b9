"""Weights on the screen: suggested, entered, and remembered."""

from dataclasses import replace
from pathlib import Path

import pytest

from backcoach.coach.model.profile import Weight, WeightUnit
from backcoach.coach.planning.plan import LoadToday
from backcoach.tui.screens.session.session import SessionScreen
from backcoach.tui.screens.session.weight import WeightDialog
from tests.support.clock import ManualClock
from tests.support.coach import Opened, following, opened
from tests.support.content import item
from tests.support.levels import did
from tests.support.logs import a_log, a_profile, moment

KG, LB = WeightUnit.KG, WeightUnit.LB
SQUAT = replace(item("squat", 5), load=LoadToday(KG, Weight(8, KG), Weight(8.5, KG)))
BRIDGE = item("bridge")


def stored(coach: Opened) -> list[Weight | None]:
    return [record.weight for record in coach.session_on_disk().sets]


async def test_what_to_take_and_what_is_held_are_on_the_screen(tmp_path: Path) -> None:
    async with following(tmp_path, SQUAT, BRIDGE) as coach:
        assert coach.line("cues").startswith("Take 8 kg, or try 8.5 kg")
        assert "w Weight" in coach.keys
        coach.play(12 + 5)
        assert coach.line("place").endswith("with 8 kg")
        await coach.press("s")
        assert "w Weight" not in coach.keys
        await coach.press("w")
        assert isinstance(coach.screen, SessionScreen)


@pytest.mark.parametrize(
    ("keys", "weight"),
    [
        pytest.param([], Weight(8.5, KG), id="the one the coach would try"),
        pytest.param(["9"], Weight(9, KG), id="another one"),
        pytest.param(["7", "comma", "5"], Weight(7.5, KG), id="a comma is a point"),
        pytest.param(["0"], None, id="none"),
        pytest.param(["backspace"], None, id="nothing"),
    ],
)
async def test_what_is_typed_is_held_and_stored(
    tmp_path: Path, keys: list[str], weight: Weight | None
) -> None:
    async with following(tmp_path, SQUAT) as coach:
        await coach.press("w")
        assert isinstance(coach.screen, WeightDialog)
        await coach.press(*keys, "enter")
        coach.play(12 + 41)
        assert stored(coach)[0] == weight


async def test_a_slip_of_the_finger_is_named_and_nothing_is_lost(tmp_path: Path) -> None:
    async with following(tmp_path, SQUAT) as coach:
        await coach.press("w", "9", "0", "0", "enter")
        assert isinstance(coach.screen, WeightDialog)
        assert "900 kg is more than 500" in coach.text
        await coach.press("escape")
        coach.play(12 + 41)
        assert stored(coach)[0] == Weight(8, KG)


async def test_the_clock_stands_still_meanwhile(tmp_path: Path) -> None:
    async with following(tmp_path, SQUAT) as coach:
        coach.play(12 + 10)
        await coach.press("w")
        coach.clock.advance(100)
        await coach.press("enter")
        assert coach.line("word") == "GO ON IN"


async def test_it_is_remembered_and_offered_in_the_unit_of_the_profile(tmp_path: Path) -> None:
    calm = did(0, ("romanian_deadlift", 2), stage=3)
    told = replace(calm, sets=tuple(replace(each, weight=Weight(8, KG)) for each in calm.sets))
    log = a_log(told, a_profile(1, unit=LB))
    async with opened(tmp_path, log=log, clock=ManualClock(moment(3, 9))) as coach:
        levels = coach.practice.standing.now().levels
        assert levels.weights.held("romanian_deadlift", 2) == Weight(8, KG)
    item_in_lb = replace(SQUAT, load=LoadToday(LB, Weight(8, KG)))
    async with following(tmp_path / "lb", item_in_lb) as coach:
        assert coach.line("cues").startswith("Take 17.6 lb.")
        await coach.press("w")
        assert "So far 17.6 lb." in coach.text
        await coach.press("enter")
        coach.play(12 + 41)
        assert stored(coach)[0] == Weight(8, KG), "what was only looked at stays as it was told"
