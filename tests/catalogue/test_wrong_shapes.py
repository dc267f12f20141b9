"""Unknown and missing keys, wrong types, unknown words: one row per kind of mistake."""

from __future__ import annotations

import pytest

from tests.catalogue.mistakes import BIRD_DOG, PROGRAMME, SAFETY, SQUAT, line_after

S1 = "[templates.s1_short]\n"

SHAPES = [
    # Unknown keys, at every depth
    (BIRD_DOG, "per_side", "perside", "perside: unknown key (did you mean per_side?)"),
    (BIRD_DOG, "breathe", "breath", "cues.breath: unknown key (did you mean breathe?)"),
    (
        BIRD_DOG,
        "rest_seconds",
        "rest_second",
        "ladder[1].rest_second: unknown key (did you mean rest_seconds?)",
    ),
    (BIRD_DOG, "pin =", "colour = 1\npin =", "figure.colour: unknown key"),
    (BIRD_DOG, "lum =", "lumm = 1\nlum =", "figure.poses[1].lumm: unknown key (did you mean lum?)"),
    (PROGRAMME, "aim =", "goal =", "stages[1].goal: unknown key"),
    (PROGRAMME, S1, f"{S1}id = 'x'\n", "templates.s1_short.id: unknown key"),
    (PROGRAMME, S1, f"{S1}days = 1\n", "templates.s1_short.days: unknown key"),
    (PROGRAMME, "level = 1 }", "rung = 1 }", "templates.s1_short.items[1].rung: unknown key"),
    (PROGRAMME, "version =", "sources = {}\nversion =", "sources: unknown key"),
    (SAFETY, "accept =", "agree =", "disclaimer.agree: unknown key"),
    (SAFETY, 'text = "Foot', 'words = "Foot', "check_in.symptoms[3].options[1].words: unknown key"),
    # Missing keys
    (BIRD_DOG, 'name = "Bird-dog"\n', "", "name: missing"),
    (BIRD_DOG, "level = 2\n", "", "ladder[2].level: missing"),
    (PROGRAMME, 'version = "2"\n', "", "version: missing"),
    (PROGRAMME, 'screening = "', 'screening = "no', "screening: the safety screen has version"),
    (
        PROGRAMME,
        '\nask = "reflux',
        '\nasks = "reflux',
        "tags.reflux.asks: unknown key (did you mean ask?)",
    ),
    (SAFETY, 'none = "None of these"\n', "", "check_in.none: missing"),
    # Wrong types
    (
        BIRD_DOG,
        "rest_seconds = 30",
        'rest_seconds = "30"',
        "ladder[1].rest_seconds: expected whole number, got text",
    ),
    (
        BIRD_DOG,
        "rest_seconds = 30",
        "rest_seconds = 30.0",
        "ladder[1].rest_seconds: expected whole number, got number",
    ),
    (
        BIRD_DOG,
        "tempo = [2, 3, 2]",
        "tempo = [2, 3]",
        "ladder[1].tempo: expected list of length 3, got 2",
    ),
    (
        BIRD_DOG,
        "per_side = true",
        "per_side = 1",
        "per_side: expected true or false, got whole number",
    ),
    (BIRD_DOG, "[cues]\n", "[cues.more]\n", "cues.more: unknown key"),
    (SQUAT, "kg = [4, 8]", "lb = [4, 8]", "ladder[4].weight.lb: unknown key"),
    (
        SQUAT,
        "kg = [4, 8]",
        "kg = [4]",
        "ladder[4].weight.kg: expected list of length 2, got 1",
    ),
    (SQUAT, "kg = [4, 8]", "kg = [8, 4]", "ladder[4].weight.kg: falls"),
    (SQUAT, "kg = [4, 8]", "kg = [0, 8]", "ladder[4].weight.kg[1]: 0.0 is not between"),
    (SQUAT, "kg = [4, 8]", "times = 0", "ladder[4].weight.times: 0 is not between"),
    (
        PROGRAMME,
        "step_max_percent = { value = 10,",
        "step_max_percent = { value = 1,",
        "load.step_max_percent: is below step_min_percent",
    ),
    (
        PROGRAMME,
        "plate_kg = { value = 0.5,",
        "plate_kg = { value = 0,",
        "load.plate_kg: 0.0 is not",
    ),
    (BIRD_DOG, "lum = ", "lum = nan #", "figure.poses[1].lum: expected finite number, got nan"),
    (PROGRAMME, "value = 12,", 'value = "12",', "timing.get_ready_seconds: expected whole number"),
    (PROGRAMME, 'ask = "reflux', "ask = 3 #", "tags.reflux.ask: expected text, got whole number"),
    (
        PROGRAMME,
        'half = "arch"',
        'half = "left"',
        "tags.flexion_intolerant.also.cat_cow.half: expected one of arch, round; got 'left'",
    ),
    (SAFETY, "date = 2026-11-30", 'date = "soon"', "disclaimer.date: "),
    # Unknown words
    (
        BIRD_DOG,
        'mode = "reps"',
        'mode = "rep"',
        "mode: expected one of reps, hold, time; got 'rep'",
    ),
    (BIRD_DOG, '"core_stabilisation"', '"core"', "category: expected one of warm_up, "),
    (PROGRAMME, 'section = "main"', 'section = "mian"', "templates.s1_short.items[4].section: "),
    (
        SAFETY,
        'outcome = "emergency"',
        'outcome = "alarm"',
        "check_in.symptoms[1].outcome: expected one of go, ",
    ),
    # Texts
    (BIRD_DOG, 'name = "Bird-dog"', 'name = " "', "name: this text is empty"),
    (BIRD_DOG, 'Bird-dog"', 'Bird\\ndog"', "name: a line break or control character in a text"),
    (BIRD_DOG, 'Bird-dog"', '\\u001b[31mdog"', "name: a line break or control character"),
    (
        PROGRAMME,
        '"neck pain',
        '"\\u0007neck',
        "tags.neck_pain.ask: a line break or control character",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "expected"), SHAPES)
def test_a_shape_that_is_wrong(file: str, old: str, new: str, expected: str) -> None:
    assert line_after(file, old, new).startswith(expected)
