"""Exercises that contradict each other or themselves: links, ladders, figures."""

from __future__ import annotations

import pytest

from tests.catalogue.mistakes import BIRD_DOG, BRACE, COBRA, MARCH, line_after

RUNG = "reps = [5, 5]\ntempo = [2, 3, 2]"

EXERCISES = [
    (
        BIRD_DOG,
        'id = "bird_dog"',
        'id = "bird_cat"',
        'id: "bird_cat" is not the name of the file; write "bird_dog"',
    ),
    # Stages and tags
    (BIRD_DOG, "stages = [1, 2, 3]", "stages = []", "stages: no stage named; name at least one"),
    (BIRD_DOG, "stages = [1, 2, 3]", "stages = [1, 4]", "stages[2]: there is no stage 4"),
    (BIRD_DOG, "stages = [1, 2, 3]", "stages = [1, 1]", "stages: the stage 1 is listed twice"),
    (
        BIRD_DOG,
        '"wrist_pain"',
        '"wrist_pian"',
        'tags[2]: unknown tag "wrist_pian"; did you mean "wrist_pain"?',
    ),
    (BIRD_DOG, '"wrist_pain"', '"no_floor"', 'tags: the tag "no_floor" is listed twice'),
    (BIRD_DOG, '"wrist_pain"', '""', "tags[2]: this text is empty"),
    # Links
    (
        BIRD_DOG,
        'easier = "bird_dog_leg_slide"',
        'easier = "bird_dog_leg"',
        'easier: unknown exercise "bird_dog_leg"; did you mean "bird_dog_leg_slide"?',
    ),
    (COBRA, "easier", 'harder = "zzz"\neasier', 'harder: unknown exercise "zzz"'),
    (
        BIRD_DOG,
        'floor_free = "standing_bird_dog"',
        'floor_free = "sitting_bird_dog"',
        'floor_free: unknown exercise "sitting_bird_dog"; did you mean "standing_bird_dog"?',
    ),
    (
        "exercises/bridge.toml",
        'harder = "bridge_march"',
        'harder = "single_leg_bridge"',
        'harder: "single_leg_bridge" does not name "bridge" as its easier one; '
        "the two links must agree",
    ),
    (
        "exercises/pelvic_tilt.toml",
        "harder",
        'easier = "abdominal_brace"\nharder',
        "easier: runs in a circle: pelvic_tilt > abdominal_brace > pelvic_tilt",
    ),
    (
        COBRA,
        'easier = "sphinx"',
        'easier = "cobra"',
        "easier: runs in a circle: cobra > cobra",
    ),
    (
        COBRA,
        'floor_free = "seated_cat_cow"',
        'floor_free = "cat_cow"',
        'floor_free: "cat_cow" needs a floor-free stand-in itself; '
        "name one that is done off the floor",
    ),
    (
        COBRA,
        'floor_free = "seated_cat_cow"',
        'floor_free = "cobra"',
        'floor_free: "cobra" needs a floor-free stand-in itself; '
        "name one that is done off the floor",
    ),
    # Ladders
    (
        BIRD_DOG,
        "level = 2",
        "level = 3",
        "ladder[2].level: expected level 2, got 3; levels go 1, 2, 3 from top to bottom",
    ),
    (BIRD_DOG, "level = 2", f"level = 0x{'f' * 5000}", "ladder[2].level: expected level 2, got a"),
    (
        BIRD_DOG,
        RUNG,
        "reps = []\ntempo = [2, 3, 2]",
        "ladder[1].reps: no sets; write one number per set",
    ),
    (BIRD_DOG, RUNG, "reps = [5, 5]", 'ladder[1].tempo: mode "reps" needs this key'),
    (
        BIRD_DOG,
        RUNG,
        f"{RUNG}\nhold_seconds = 3#",
        'ladder[1].hold_seconds: mode "reps" has no such key',
    ),
    (BRACE, "hold_seconds = 5\n", "", 'ladder[1].hold_seconds: mode "hold" needs this key'),
    (
        BRACE,
        "hold_seconds = 5\n",
        "hold_seconds = 5\ntempo = [1, 1, 1]\n",
        'ladder[1].tempo: mode "hold" has no such key',
    ),
    (
        MARCH,
        "reps = [1]",
        "reps = [2]",
        'ladder[1].reps[1]: mode "time" counts 1 per set, got 2',
    ),
    (BIRD_DOG, RUNG, "reps = [5, 0]\ntempo = [2, 3, 2]", "ladder[1].reps[2]: 0 is not between"),
    (BIRD_DOG, RUNG, "reps = [5]\ntempo = [2, -3, 2]", "ladder[1].tempo[2]: -3 is not between"),
    (
        BIRD_DOG,
        RUNG,
        "reps = [5]\ntempo = [0, 0, 0]",
        "ladder[1].tempo: a repetition of no time at all",
    ),
    (
        BIRD_DOG,
        "rest_seconds = 30",
        "rest_seconds = 3000",
        "ladder[1].rest_seconds: 3000 is not between 0 and 600",
    ),
    (
        COBRA,
        "hold_seconds = 15",
        "hold_seconds = 10",
        "ladder[1].hold_seconds: a static stretch is held 15 to 30 seconds, got 10; "
        "the limits are under [timing] in programme.toml",
    ),
    (
        COBRA,
        "hold_seconds = 30",
        "hold_seconds = 45",
        "ladder[3].hold_seconds: a static stretch is held 15 to 30 seconds, got 45; "
        "the limits are under [timing] in programme.toml",
    ),
    (
        BIRD_DOG,
        'category = "core_stabilisation"',
        'category = "static_stretch"',
        'mode: a static stretch is held; write mode = "hold"',
    ),
    # Position, sides, words of a repetition
    (
        BIRD_DOG,
        'position = "hands_and_knees"\n',
        "",
        "position: missing; say where the body is: standing, chair, hands_and_knees, on_the_back, "
        "on_the_side, face_down, sitting_on_the_floor",
    ),
    (
        BIRD_DOG,
        '"hands_and_knees"',
        '"all fours"',
        "position: expected one of standing, chair, hands_and_knees, on_the_back, ",
    ),
    (
        BIRD_DOG,
        'left = "Left leg back, right arm forward"\n',
        "",
        'left: missing, and per_side is true; say what works on this side, for example "Left leg"',
    ),
    (
        COBRA,
        "per_side = false",
        'per_side = false\nright = "Right leg"',
        "right: goes with per_side",
    ),
    (BRACE, "per_side", 'go = "brace"\nper_side', 'go: belongs to mode "reps", and only to that'),
    (
        BIRD_DOG,
        'go = "reach"',
        'go = "stretch out"',
        'go: "stretch out" is not one short word; a word of up to 6 letters, such as "lift", has',
    ),
    # Levels and variants drawn in another way
    (BIRD_DOG, "level = 1", 'level = 1\nout = ["jump"]', 'ladder[1].out[1]: unknown pose "jump"'),
    (
        BIRD_DOG,
        "level = 1",
        'level = 1\npose = "reach"\nout = ["all fours", "reach"]',
        "ladder[1].pose: goes without out only",
    ),
    (BIRD_DOG, "level = 1", 'level = 1\nback = ["reach"]', "ladder[1].back: goes with out only"),
    (
        BIRD_DOG,
        "level = 1",
        'level = 1\nout = ["all fours", "reach"]\nback = ["reach"]',
        'ladder[1].back: expected to lead from "reach" to "all fours"; a movement ends where it',
    ),
    (
        BIRD_DOG,
        "level = 1",
        'level = 1\nprops = ["rug"]',
        "ladder[1].props[1]: expected one of mat, chair under hip, ",
    ),
    (BIRD_DOG, "level = 1", 'level = 1\nprops = ["mat", "mat"]', "ladder[1].props: the prop"),
    (
        BIRD_DOG,
        "[figure]",
        '[variants.chair]\nout = ["sit"]\n\n[figure]',
        'variants.chair.out[1]: unknown pose "sit"',
    ),
    (
        BIRD_DOG,
        "[figure]",
        '[variants."A chair"]\n\n[figure]',
        'variants.A chair: "A chair" is no id',
    ),
    # Figures
    (
        BIRD_DOG,
        '"mat"]\nout',
        '"rug"]\nout',
        "figure.props[1]: expected one of mat, chair under hip, ",
    ),
    (
        BIRD_DOG,
        'planted = ["handN"',
        'planted = ["thumb"',
        'figure.planted[1]: unknown joint "thumb',
    ),
    (BIRD_DOG, 'out = ["all', 'out = ["sit", "all', 'figure.out[1]: unknown pose "sit"'),
    (
        BIRD_DOG,
        "planted =",
        'back = ["reach"]\nplanted =',
        'figure.back: expected to lead from "reach" to "all fours"; a movement ends where it began',
    ),
    (BIRD_DOG, "planted =", "cycle_seconds = 2.0\nplanted =", "figure.cycle_seconds: belongs to"),
    (BIRD_DOG, "level = 1", 'level = 1\npose = "jump"', 'ladder[1].pose: unknown pose "jump"'),
    (BIRD_DOG, "lum = ", "rise = 11.0\nlum = ", "figure.poses[1].rise: 11.0 is not between 0 and"),
    (BIRD_DOG, 'name = "reach"', 'name = "all fours"', 'figure.poses: the pose "all fours" is'),
    (BIRD_DOG, 'pin = "', 'pin = "Z', 'figure.pin: unknown joint "Z'),
    (BIRD_DOG, "lum = ", "lum = 4000 #", "figure.poses[1].lum: 4000.0 is not between -360 and 720"),
    (
        BIRD_DOG,
        "an = ",
        "an = [90, [90, 4.0]] #",
        "figure.poses[1].an[2]: 4.0 is not between 0 and 1",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "expected"), EXERCISES)
def test_an_exercise_that_does_not_hold_together(
    file: str, old: str, new: str, expected: str
) -> None:
    assert line_after(file, old, new).startswith(expected)
