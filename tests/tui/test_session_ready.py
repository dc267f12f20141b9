"""A13.1 and E3.1: what is always in sight while getting ready, and the words of a repetition."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.coach import following
from tests.support.content import catalogue, item

LADDERS = [
    ("cobra", "sphinx", 1),
    ("march_in_place", "standing_hamstring_stretch", 1),
    ("pelvic_tilt", "romanian_deadlift", 5),
    ("cobra", "functional_lift", 4),
    ("pelvic_tilt", "side_plank", 1),
    ("march_in_place", "bird_dog_leg_slide", 1),
]


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(("before", "name", "level"), LADDERS)
async def test_a13_1_getting_ready_at_80x24_all_is_in_sight(
    tmp_path: Path, before: str, name: str, level: int
) -> None:
    exercise = catalogue().exercises[name]
    async with following(tmp_path, item(before), item(name, level), size=(80, 24)) as coach:
        await coach.press("s")
        shown = squeezed(coach.text)
        note = exercise.at(level).note
        assert f"{exercise.name} · level {level}" in shown
        assert note[1:] in shown
        assert exercise.cues.setup in shown
        assert f"Stop if: {exercise.stop}" in shown
        assert f"Next: {exercise.name}." in shown


@pytest.mark.parametrize(("before", "name", "level"), LADDERS)
async def test_a13_1_getting_ready_at_60x20_name_note_and_stop_line_are(
    tmp_path: Path, before: str, name: str, level: int
) -> None:
    exercise = catalogue().exercises[name]
    async with following(tmp_path, item(before), item(name, level), size=(60, 20)) as coach:
        await coach.press("s")
        shown = squeezed(coach.text)
        assert f"{exercise.name} · level {level}" in shown
        assert exercise.at(level).note[1:] in shown
        assert f"Stop if: {exercise.stop}" in shown


async def test_d3_how_to_get_there_is_shown_while_getting_ready(tmp_path: Path) -> None:
    async with following(tmp_path, item("march_in_place"), item("cat_cow")) as coach:
        coach.play(12 + 300 + 1)
        assert coach.line("next") == (
            "Next: Cat-cow. Come down to the mat, one knee first, a hand on something firm."
        )
        coach.play(30)
        assert coach.line("next") == "Next: the end of the session"


async def test_e3_1_odd_repetitions_go_up_and_even_ones_back_down(tmp_path: Path) -> None:
    lift = item("functional_lift")
    tempo = lift.dose.tempo
    assert tempo == (2, 1, 6)
    async with following(tmp_path, lift) as coach:
        coach.play(coach.session.player.position.seconds_left + 1)
        assert "rep 1 of 6 · up to the table" in coach.line("place").casefold()
        coach.play(9)
        assert "rep 2 of 6 · back down" in coach.line("place").casefold()
        coach.play(5 * 9)
        assert coach.session_on_disk().sets[0].done.reps == 6, "both are counted"
