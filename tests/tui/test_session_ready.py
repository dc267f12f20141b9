"""What is shown while getting ready, and the words of a repetition (programme.md §2)."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from backcoach.coach.model.reasons import Reason
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.tui.screens.session.floor_panel import FloorPanel
from backcoach.tui.widgets.numeral import Numeral
from tests.support.coach import Opened, following
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
        assert shown.count(exercise.name) == 1, "the name is said once"


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
            "Come down to the mat, one knee first, a hand on something firm."
        )
        coach.play(30)
        assert coach.line("next") == "Next: the end of the session"


# The same in the floor view


async def seen_from_the_mat(
    folder: Path, size: tuple[int, int], before: str, name: str, level: int
) -> str:
    """What the floor view shows while getting ready for `name`, without bars and line breaks."""
    async with following(folder, item(before), item(name, level), size=size) as coach:
        await coach.press("s", "f")
        panel = coach.screen.query_one(FloorPanel)
        panel.say("")
        await coach.settle()
        return squeezed(re.sub("[█▀▄│▔]", " ", coach.text))


@pytest.mark.parametrize(("before", "name", "level"), LADDERS)
async def test_a13_1_in_the_floor_view_at_80x24_all_is_in_sight(
    tmp_path: Path, before: str, name: str, level: int
) -> None:
    exercise = catalogue().exercises[name]
    shown = await seen_from_the_mat(tmp_path, (80, 24), before, name, level)
    assert exercise.name.partition(" (")[0] in shown
    note = exercise.at(level).note
    assert f"Level {level}{': ' if note else ''}{note}" in shown
    assert exercise.cues.setup in shown
    assert f"Stop if: {exercise.stop}" in shown


@pytest.mark.parametrize(("before", "name", "level"), LADDERS)
async def test_a13_1_in_the_floor_view_at_60x20_note_and_stop_line_are(
    tmp_path: Path, before: str, name: str, level: int
) -> None:
    exercise = catalogue().exercises[name]
    shown = await seen_from_the_mat(tmp_path, (60, 20), before, name, level)
    assert f"Level {level}" in shown
    assert exercise.at(level).note in shown
    assert f"Stop if: {exercise.stop}" in shown


def words_from_afar(coach: Opened) -> str:
    """The large words above the number."""
    parts = (coach.screen.query_one(f"#floor-{id}", Numeral) for id in ("word", "title", "side"))
    return " / ".join(part.value.replace("\n", " ") for part in parts if part.display)


@pytest.mark.parametrize(
    ("before", "name", "word", "words"),
    [
        (
            "march_in_place",
            "cat_cow",
            "COME DOWN / CAT-COW",
            "Come down to the mat, one knee first,",
        ),
        ("cat_cow", "squat", "GET UP / SQUAT", "Get up in your own time"),
        ("cat_cow", "pelvic_tilt", "ON YOUR BACK / PELVIC TILT", "Roll onto your back."),
        ("pelvic_tilt", "cat_cow", "ALL FOURS / CAT-COW", "Come onto your hands and knees."),
        ("pelvic_tilt", "side_plank", "SIDE PLANK / LEFT SIDE", "Roll onto your left side."),
        ("pelvic_tilt", "cobra", "FACE DOWN / COBRA", "Roll onto your front."),
        ("march_in_place", "sit_to_stand", "CHAIR / SIT TO STAND", "Have the chair behind you."),
        ("cat_cow", "bird_dog", "BIRD-DOG / LEFT LEG", ""),
    ],
)
async def test_d3_the_floor_view_says_how_to_get_there_large_and_in_full(
    tmp_path: Path, before: str, name: str, word: str, words: str
) -> None:
    async with following(tmp_path, item(before), item(name)) as coach:
        await coach.press("n", "n", "f")
        coach.play(1)
        while coach.session.player.position.step.exercise.id != name:
            await coach.press("right")
        await coach.settle()
        assert words_from_afar(coach) == word
        first = coach.line("floor-lines").split("\n")[0]
        assert first.startswith(words or "Level 1")


@pytest.mark.parametrize(
    ("name", "word", "words"),
    [
        ("side_plank", "ROLL OVER · SIDE PLANK / RIGHT SIDE", "Roll over to your right side."),
        ("suitcase_carry", "OTHER HAND · ONE-SIDED CARRY / RIGHT", "Other hand."),
        ("bird_dog", "CHANGE SIDE · BIRD-DOG / RIGHT LEG", "Right leg back, left arm forward."),
    ],
)
async def test_d3_the_floor_view_says_what_changes_with_the_side(
    tmp_path: Path, name: str, word: str, words: str
) -> None:
    async with following(tmp_path, item(name)) as coach:
        await coach.press("f", "right", "right")
        assert words_from_afar(coach) == word
        assert coach.line("floor-lines").startswith(words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("side_plank", "Roll over to your left side."),
        ("suitcase_carry", "Other hand."),
        ("bird_dog", ""),
    ],
)
async def test_d3_in_a_rest_it_says_what_has_to_change_besides_the_limb(
    tmp_path: Path, name: str, words: str
) -> None:
    async with following(tmp_path, item(name, 3)) as coach:
        await coach.press("n", "n", "n", "n")
        assert coach.session.player.position.segment.kind is SegmentKind.REST
        assert coach.line("next").startswith(words or "Next: ")
        await coach.press("f")
        assert coach.line("floor-lines").startswith(words or "Avoid: ")


async def test_a13_2_at_work_the_floor_view_says_how_to_move_breathe_and_what_is_for_you(
    tmp_path: Path,
) -> None:
    squat = replace(item("squat"), notes=(Reason("test", "Higher seat."),))
    cues = squat.exercise.cues
    async with following(tmp_path, squat) as coach:
        await coach.press("f")
        assert "For you: higher seat." in coach.line("floor-lines")
        await coach.press("right")
        shown = squeezed(coach.line("floor-lines"))
        assert "For you: higher seat." in shown
        assert cues.move in shown
        assert f"reathe: {cues.breathe[:1].lower()}{cues.breathe[1:]}" in shown
        await coach.press("right")
        assert f"Avoid: {cues.mistake[:1].lower()}{cues.mistake[1:]}" in coach.line("floor-lines")


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


async def test_a13_2_in_the_floor_view_nothing_moves_when_what_to_avoid_comes_half_way(
    tmp_path: Path,
) -> None:
    async with following(tmp_path, item("march_in_place"), item("cobra"), size=(60, 20)) as coach:
        await coach.press("f", "right", "right", "right")
        coach.play(1)
        await coach.settle()
        place = coach.screen.query_one("#floor-number").region
        assert "Avoid: " not in coach.line("floor-lines")
        coach.play(coach.session.player.position.step.planned.seconds / 2)
        await coach.settle()
        assert "Avoid: " in coach.line("floor-lines")
        assert coach.screen.query_one("#floor-number").region == place
