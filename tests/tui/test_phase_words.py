"""What the parts of a repetition and the sides are called."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backcoach.coach.model.exercise import Exercise, Mode, Side
from backcoach.coach.session.snapshot import Phase
from backcoach.tui.widgets.stage_panel import WORDS, phase_words
from tests.support.coach import following
from tests.support.content import catalogue, item

EXERCISES = catalogue().exercises
REPS = [each for each in EXERCISES.values() if each.mode is Mode.REPS]
SIDED = [each for each in EXERCISES.values() if each.per_side]

GO = {
    "lift": "bridge, single_leg_bridge, bridge_march, clamshell, heel_raise,"
    " standing_hip_abduction",
    "down": "squat, romanian_deadlift, hip_hinge, step_down",
    "up": "sit_to_stand, step_up",
    "reach": "bird_dog, dead_bug, standing_bird_dog",
    "slide": "bird_dog_leg_slide",
    "tuck": "pelvic_tilt, standing_pelvic_tilt",
    "round": "cat_cow, seated_cat_cow",
    "roll": "knee_rolls",
    "swing": "leg_swings",
    "circle": "shoulder_circles",
    "tap": "dead_bug_heel_tap",
    "turn": "lunge_twist",
    "bend": "functional_lift",
}


@pytest.mark.parametrize("word", GO)
def test_these_exercises_begin_with_this_word(word: str) -> None:
    for id in GO[word].split(", "):
        assert EXERCISES[id].go == word, id


@pytest.mark.parametrize("exercise", REPS, ids=lambda each: each.id)
def test_a_repetition_goes_stays_and_returns(exercise: Exercise) -> None:
    words = phase_words(exercise)
    assert (words[Phase.HOLD], words[Phase.BACK]) == ("stay", "return")
    assert words[Phase.OUT] == exercise.go
    for dose in exercise.ladder:
        assert dose.tempo is not None
        line = "".join(
            f"▸ {words[phase]} {seconds} ◂"
            for phase, seconds in zip(Phase, dose.tempo, strict=True)
            if seconds
        )
        assert len(line) <= WORDS[0]


@pytest.mark.parametrize("exercise", REPS, ids=lambda each: each.id)
def test_no_word_of_a_repetition_means_something_else_in_the_cues(exercise: Exercise) -> None:
    """How to move and when to breathe may name the very part of the movement; nothing else may."""
    cues = exercise.cues
    words = phase_words(exercise)
    for word in words.values():
        elsewhere = [cues.setup, cues.mistake]
        # Staying is never told among the cues, nor is a return but at the end of the movement.
        elsewhere += [cues.move, cues.breathe] if word == words[Phase.HOLD] else []
        elsewhere += [cues.breathe] if word == words[Phase.BACK] else []
        for said in elsewhere:
            assert not re.search(rf"\b{word}\b", said, re.IGNORECASE), (word, said)
    before, found, after = cues.move.partition(words[Phase.BACK])
    assert not found or (before.strip() and len(after) <= 1)


@pytest.mark.parametrize("exercise", SIDED, ids=lambda each: each.id)
def test_both_sides_are_told_apart_by_the_limb_and_fit(exercise: Exercise) -> None:
    left, right = (exercise.side_words(side) for side in (Side.LEFT, Side.RIGHT))
    swapped = left.replace("left", "-").replace("right", "left").replace("-", "right")
    swapped = swapped.replace("Left", "-").replace("Right", "Left").replace("-", "Right")
    assert swapped == right
    doing = {Mode.REPS: "MOVE", Mode.HOLD: "HOLD", Mode.TIME: "KEEP GOING"}[exercise.mode]
    for side in (Side.LEFT, Side.RIGHT):
        name = exercise.side_name(side)
        assert max(len(f"{doing} · {name}"), len(f"CHANGE · {name}")) <= WORDS[0]
        assert name.lower() not in ("left side", "right side")


def test_sides_of_exercises_that_move_an_arm_and_a_leg_name_both() -> None:
    for id in ("bird_dog", "standing_bird_dog"):
        assert EXERCISES[id].side_words(Side.LEFT) == "Left leg back, right arm forward"
    assert EXERCISES["dead_bug"].side_words(Side.LEFT) == "Left leg, right arm"
    assert EXERCISES["bird_dog"].side_words(Side.BOTH) == ""


def test_sides_of_exercises_on_the_side_say_which_side_is_down() -> None:
    for id in ("side_plank", "side_plank_knees"):
        assert EXERCISES[id].side_words(Side.LEFT) == "Lie on your left side, left elbow down"
    said = EXERCISES["clamshell"].side_words(Side.LEFT)
    assert said == "Lie on your left side, right knee lifts"


@pytest.mark.parametrize("exercise", SIDED, ids=lambda each: each.id)
async def test_side_set_and_count_fit_the_narrowest_terminal(
    tmp_path: Path, exercise: Exercise
) -> None:
    top = len(exercise.ladder)
    async with following(tmp_path, item(exercise.id, top), size=(60, 20)) as coach:
        for seconds in (1, 14):
            coach.play(seconds)
            said = coach.line("place")
            assert exercise.side_name(Side.LEFT) in said
            assert len(said) <= 58
            sets = exercise.at(top).sets
            assert sets == 1 or f"set 1 of {sets}" in said
