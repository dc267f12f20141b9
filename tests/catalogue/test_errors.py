"""One row per kind of mistake: the edit that makes it and the line the coach answers with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from backcoach.catalogue import CatalogueError, load_catalogue
from backcoach.catalogue.files import BYTES_MAX, FILES_MAX

BIRD_DOG = "exercises/bird_dog.toml"
COBRA = "exercises/cobra.toml"
MARCH = "exercises/march_in_place.toml"
BRACE = "exercises/abdominal_brace.toml"
PROGRAMME = "programme.toml"
SAFETY = "safety.toml"

RUNG = "reps = [5, 5]\ntempo = [2, 3, 2]"
S1 = "[templates.s1_short]\n"
SQUAT = "exercises/squat.toml"
SLIDE = '"bird_dog_leg_slide", level = 1'
WARM = '{ section = "warm_up", role = "warm_up", exercise = "march_in_place", level = 1 },\n'
REST = '{ section = "cool_down", role = "cool_down", exercise = "rest_breathing", level = 1 },\n'


def line_after(copy: Path, file: str, old: str, new: str) -> str:
    """Replace the first `old` in `file` by `new`; the error that loading then gives."""
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(copy)
    line = str(caught.value)
    assert line.startswith(f"data/{file}: ")
    assert "\n" not in line
    return line.removeprefix(f"data/{file}: ")


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
    (SAFETY, 'text = "One', 'words = "One', "check_in.symptoms[2].options[1].words: unknown key"),
    # Missing keys
    (BIRD_DOG, 'name = "Bird-dog"\n', "", "name: missing"),
    (BIRD_DOG, "level = 2\n", "", "ladder[2].level: missing"),
    (PROGRAMME, 'version = "1"\n', "", "version: missing"),
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
    (SAFETY, "date = 2026-11-21", 'date = "soon"', "disclaimer.date: "),
    # Unknown words
    (
        BIRD_DOG,
        'mode = "reps"',
        'mode = "rep"',
        "mode: expected one of reps, hold, time; got 'rep'",
    ),
    (BIRD_DOG, '"core_stabilisation"', '"core"', "category: expected one of warm_up, "),
    (PROGRAMME, 'section = "main"', 'section = "mian"', "templates.s1_short.items[3].section: "),
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
def test_a_shape_that_is_wrong(copy: Path, file: str, old: str, new: str, expected: str) -> None:
    assert line_after(copy, file, old, new).startswith(expected)


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
    copy: Path, file: str, old: str, new: str, expected: str
) -> None:
    assert line_after(copy, file, old, new).startswith(expected)


PROGRAMMES = [
    # Sources
    (
        "minimum_days = { value = 14, source = ",
        "minimum_days = 14 # ",
        "gates[1].minimum_days: this number has no source; write { value = ..., source = ",
    ),
    (
        'adjust_seconds = { value = 10, source = "judgement" }',
        "adjust_seconds = { value = 10 }",
        "timing.adjust_seconds.source: missing",
    ),
    (
        'adjust_seconds = { value = 10, source = "judgement" }',
        'adjust_seconds = { value = 10, source = "" }',
        "timing.adjust_seconds.source: this text is empty",
    ),
    (
        'adjust_seconds = { value = 10, source = "judgement" }',
        "adjust_seconds = { value = 10, source = 10 }",
        "timing.adjust_seconds.source: expected text, got whole number",
    ),
    (
        'adjust_seconds = { value = 10, source = "judgement" }',
        'adjust_seconds = { value = 10, sauce = "judgement" }',
        "timing.adjust_seconds.sauce: unknown key (did you mean source?)",
    ),
    (
        'adjust_seconds = { value = 10, source = "judgement" }',
        'adjust_seconds = { source = "judgement" }',
        "timing.adjust_seconds: expected whole number, got table",
    ),
    (
        'source = "judgement"\nvalue = [\n  [{ exercise = "abdominal_brace"',
        'skill = [\n  [{ exercise = "abdominal_brace"',
        "gates[1].skills: expected list, got table",
    ),
    # Stages
    ("number = 2", "number = 3", "stages[2].number: expected stage 2, got 3"),
    ('templates = ["s1_standard"]', "templates = []", "stages[1].templates: this stage has no"),
    (
        'templates = ["s1_standard"]',
        'templates = ["s1_standart"]',
        'stages[1].templates[1]: unknown template "s1_standart"; did you mean "s1_standard"?',
    ),
    (
        'short_template = "s1_short"',
        'short_template = "none"',
        'stages[1].short_template: unknown template "none"; known here: easy_day, ',
    ),
    (
        'first_sessions_template = "s1_short"',
        'first_sessions_template = "short"',
        "stages[1].first_sessions_template: unknown template",
    ),
    # Templates
    (
        SLIDE,
        SLIDE.replace("slide", "slid"),
        'templates.s1_short.items[6].exercise: unknown exercise "bird_dog_leg_slid"; did you mean',
    ),
    (SLIDE, '"", level = 1', "templates.s1_short.items[6].exercise: this text is empty"),
    (
        SLIDE,
        SLIDE.replace("1", "9"),
        'templates.s1_short.items[6].level: "bird_dog_leg_slide" has no level 9; '
        "its ladder has levels 1 to 3",
    ),
    (SLIDE, SLIDE.replace("1", "0"), 'templates.s1_short.items[6].level: "bird_dog_leg_slide" has'),
    (WARM, "", "templates.s1_short.items: this template has no warm-up"),
    (REST, "", "templates.s1_short.items: this template has no cool-down"),
    (
        'section = "warm_up", role = "warm_up"',
        'section = "warm_up", role = "accessory"',
        'templates.s1_short.items[1].role: section "warm_up" needs the role "warm_up"',
    ),
    (
        'section = "cool_down", role = "cool_down"',
        'section = "cool_down", role = "stretch"',
        'templates.s1_short.items[9].role: section "cool_down" needs the role "cool_down"',
    ),
    (
        'section = "main", role = "key", exercise = "cat_cow"',
        'section = "dynamic", role = "key", exercise = "cat_cow"',
        'templates.s1_short.items[4].section: "dynamic" after "main"; the order is warm_up, ',
    ),
    (
        SLIDE,
        f"{SLIDE}, seconds = 60",
        "templates.s1_short.items[6].seconds: only an exercise of mode time can have other seconds",
    ),
    ("seconds = 180", "seconds = 0", "templates.easy_day.items[1].seconds: 0 is not between"),
    (
        "[templates.easy_day]\n",
        '[templates.no]\nname = "x"\nsource = "x"\nitems = []\n\n[templates.easy_day]\n',
        "templates.no.items: this template is empty",
    ),
    ("[templates.easy_day]", '[templates."Easy day"]', 'templates.Easy day: "Easy day" is no id'),
    (
        "[tags.no_floor]\n",
        "[tags.'Ärger']\nask = 'x'\nbecause = 'x'\nsource = 'x'\nexercises = {}\n[tags.no_floor]\n",
        'tags.Ärger: "Ärger" is no id',
    ),
    # Numbers
    ("value = 12,", "value = 0,", "timing.get_ready_seconds: 0 is not between 1 and 120"),
    ("value = 2.0,", "value = inf,", "timing.gap_seconds.value: expected finite number, got inf"),
    ('value = 15, source = "S2', 'value = 31, source = "S2', "timing.stretch_hold_min_seconds: "),
    ('value = 15, source = "j', 'value = 28, source = "j', "budgets: short, standard and long do"),
    ("value = 0.1,", "value = 10,", "budgets.tolerance: 10.0 is not between 0 and 1"),
    ("value = 0.8,", "value = 80,", "completion.session_min_share: 80.0 is not between 0 and 1"),
    ("red_peak_min = { value = 8,", "red_peak_min = { value = 80,", "lights.red_peak_min: 80 is"),
    (
        "no_workout_pain_min = { value = 8,",
        "no_workout_pain_min = { value = 0,",
        "readiness.no_workout_pain_min: 0 is not between 1 and 10",
    ),
    (
        "short_pain_min = { value = 6,",
        "short_pain_min = { value = 4,",
        "readiness.short_pain_min: is not above careful_pain_min",
    ),
    (
        "no_workout_pain_min = { value = 8,",
        "no_workout_pain_min = { value = 6,",
        "readiness.no_workout_pain_min: is not above short_pain_min",
    ),
    (
        "careful_pain_min = { value = 4,",
        "careful_pain_min = { value = 3,",
        "readiness.careful_pain_min: is not above levels.pain_max",
    ),
    (
        "short_pain_min = { value = 6,",
        "short_pain_min = { value = 5,",
        "readiness.short_pain_min: is not levels.usual_pain_below",
    ),
    (
        'rest_day_template = "rest_day"',
        'rest_day_template = "rest_days"',
        'rest_day_template: unknown template "rest_days"; did you mean "rest_day"?',
    ),
    # What is left out first
    ('"accessory", "stretch"', '"key", "stretch"', 'trim_order[1]: "key" is never left out'),
    (
        '"accessory", "stretch"',
        '"trunk", "stretch"',
        'trim_order: the role "trunk" is listed twice',
    ),
    # Gates
    ("to_stage = 2", "to_stage = 3", "gates[1].to_stage: expected 2, got 3"),
    ("[absence]\n", "[spare]\n[absence]\n", "spare: unknown key"),
    # Levels and breaks
    (
        "swap_sessions = { value = 3",
        "swap_sessions = { value = 0",
        "levels.swap_sessions: 0 is not",
    ),
    (
        "down_effort_min = { value = 9",
        "down_effort_min = { value = 6",
        "levels.down_effort_min: is not above effort_max",
    ),
    (
        "reduce_days = { value = 28",
        "reduce_days = { value = 14",
        "absence.reduce_days: is not above lower_days",
    ),
    # Flare-up mode
    ("calm_mornings = { value = 2,", "calm_mornings = { value = 0,", "flare.calm_mornings: 0 is"),
    (
        "calm_over_usual_max = { value = 1,",
        "calm_over_usual_max = { value = 3,",
        "flare.calm_over_usual_max: is not below morning_over_usual_min",
    ),
    (
        "second_lower_levels = { value = 1,",
        "second_lower_levels = { value = 3,",
        "flare.second_lower_levels: is above first_lower_levels",
    ),
    # The review
    ("value = [4, 8, 12],", "value = [4, 4, 12],", "review.weeks: 4 comes after 4"),
    ("value = [4, 8, 12],", "value = [],", "review.weeks: no week"),
    ("value = [4, 8, 12],", "value = [0, 8],", "review.weeks[1]: 0 is not between 1 and 520"),
    ("value = 0.3,", "value = 30,", "review.pain_share: 30.0 is not between 0 and 1"),
    (
        "goal_weeks_max = { value = 16",
        "goal_weeks_max = { value = 12",
        "review.goal_weeks_max: is not above goal_weeks_min",
    ),
    (
        '[{ exercise = "abdominal_brace", level = 2 },',
        '[{ exercise = "abdominal_bracing", level = 2 },',
        'gates[1].skills[1][1].exercise: unknown exercise "abdominal_bracing"; did you mean',
    ),
    (
        '"bird_dog_leg_slide", level = 3',
        '"bird_dog_leg_slide", level = 4',
        'gates[1].skills[2][1].level: "bird_dog_leg_slide" has no level 4',
    ),
    ("value = [\n  [", "value = [\n  [],[", "gates[1].skills[1]: no exercise shows this skill"),
    ("sessions = { value = 5,", "sessions = { value = 7,", "gates[1].sessions: is above planned_"),
    ("green_min = { value = 2,", "green_min = { value = 4,", "gates[1].green_min: is above light_"),
    (
        'week_pain_days = { value = 7, source = "judgement" }',
        "",
        "gates[2].week_pain_days: missing; the two go together",
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), PROGRAMMES)
def test_a_programme_that_does_not_hold_together(
    copy: Path, old: str, new: str, expected: str
) -> None:
    assert line_after(copy, PROGRAMME, old, new).startswith(expected)


def test_a_stage_without_its_gate(copy: Path) -> None:
    path = copy / PROGRAMME
    text = path.read_text(encoding="utf-8")
    start, end = text.index("[[gates]]\nfrom_stage = 2"), text.index("[tags.no_floor]")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    with pytest.raises(CatalogueError, match="gates: 3 stages and 1 gates"):
        load_catalogue(copy)


SUITS = [
    # Who carries a tag
    (
        "reflux.exercises]\n",
        "reflux.exercises]\nsquat = { skip = true }\n",
        'tags.reflux.exercises.squat: "squat" does not carry this tag; add the tag to its file, or'
        " write the line under [tags.reflux.also]",
    ),
    (
        "sphinx = { skip = true }\n",
        "",
        "tags.pregnancy_prone.exercises.sphinx: missing; this exercise carries the tag",
    ),
    (
        "march_in_place = { instead",
        "cobra = { instead",
        "tags.no_floor.also.cobra: this exercise carries the tag itself",
    ),
    (
        "no_floor.also]\nmarch_in_place",
        "no_floor.also]\nmarch_in_plaec",
        'tags.no_floor.also.march_in_plaec: unknown exercise "march_in_plaec"; did you mean',
    ),
    (
        'comes_with = "no_floor"',
        'comes_with = "no_flour"',
        'tags.no_floor_unless_chair.comes_with: unknown tag "no_flour"; did you mean "no_floor"?',
    ),
    (
        'comes_with = "osteoporosis"',
        'comes_with = "osteoporosis_load"',
        'tags.osteoporosis_load.comes_with: "osteoporosis_load" is not asked by itself',
    ),
    # What to do
    (
        'cobra = { instead = ["sphinx"] }',
        "cobra = {}",
        "tags.wrist_pain.exercises.cobra: needs one of keep, instead and skip",
    ),
    (
        'cobra = { instead = ["sphinx"] }',
        'cobra = { instead = ["sphinx"], skip = true }',
        "tags.wrist_pain.exercises.cobra: needs one of keep, instead and skip",
    ),
    (
        'cobra = { instead = ["sphinx"] }',
        'cobra = { instead = ["sphynx"] }',
        'tags.wrist_pain.exercises.cobra.instead[1]: unknown exercise "sphynx"',
    ),
    (
        'cobra = { instead = ["sphinx"] }',
        'cobra = { instead = ["cobra"] }',
        'tags.wrist_pain.exercises.cobra.instead[1]: "cobra" is not done either',
    ),
    (
        'cobra = { instead = ["sphinx"] }',
        'cobra = { instead = ["bird_dog"] }',
        'tags.wrist_pain.exercises.cobra.instead[1]: "bird_dog" is not done either; name one',
    ),
    (
        'cobra = { instead = ["sphinx"] }',
        'cobra = { instead = ["sphinx", "sphinx"] }',
        'tags.wrist_pain.exercises.cobra.instead: the exercise "sphinx" is listed twice',
    ),
    (
        'cobra = { instead = ["sphinx"] }',
        'cobra = { instead = ["sphinx"], half = "arch" }',
        "tags.wrist_pain.exercises.cobra.half: goes with keep only",
    ),
    (
        'step_up = { keep = "On a lower step." }',
        'step_up = { keep = "On a lower step.", once_ok = "x" }',
        "tags.knee_pain.exercises.step_up.once_ok: goes with instead or skip only",
    ),
    (
        'march_in_place = { keep = "Low knees, as far as is comfortable." }',
        "march_in_place = { skip = true }",
        "tags.knee_pain.exercises.march_in_place: a warm-up or cool-down is never left out",
    ),
    # Numbers
    (
        "level_max = { value = 1, source",
        "level_max = { value = 9, source",
        'tags.osteoporosis.exercises.knee_rolls.level_max: "knee_rolls" has no level 9; its ladder',
    ),
    (
        "squat = { value = 4,",
        "squat = { value = 6,",
        'tags.hypertension.level_max.squat: "squat" has no level 6; its ladder has levels 1 to 5',
    ),
    (
        "squat = { value = 4,",
        "squad = { value = 4,",
        'tags.hypertension.level_max.squad: unknown exercise "squad"; did you mean "squat"?',
    ),
    (
        'squat = { value = 4, source = "judgement" }',
        "squat = 4",
        "tags.hypertension.level_max.squat: this number has no source; ",
    ),
    (
        "hold_seconds_max = { value = 10,",
        "hold_seconds_max = { value = 0,",
        "tags.hypertension.hold_seconds_max: 0 is not between 1 and 600",
    ),
    # The first hour
    (
        "[first_hour.exercises]\nchilds_pose",
        "[first_hour.exercises]\nrest_breathing",
        "first_hour.exercises.rest_breathing: a warm-up or cool-down is never left out",
    ),
    # Equipment
    ('\nmat = "a', '\nMat = "a', 'equipment.things.Mat: "Mat" is no id'),
    (
        '"low step" = {',
        '"high step" = {',
        'equipment.needs: "low step" is missing; "standing_hamstring_stretch" asks for it',
    ),
    (
        '"low step" = {',
        '"spoon" = { any_of = ["mat"] }\n"low step" = {',
        'equipment.needs."spoon": no exercise asks for this',
    ),
    (
        '"wall" = { any_of = ["wall"] }',
        '"wall" = { any_of = ["wal"] }',
        'equipment.needs."wall".any_of[1]: unknown thing "wal"; did you mean "wall"?',
    ),
    (
        '"wall" = { any_of = ["wall"] }',
        '"wall" = { any_of = [] }',
        'equipment.needs."wall".any_of: no thing named; name at least one',
    ),
    (
        "[equipment.things]\n",
        '[equipment.things]\nspoon = "a spoon"\n',
        "equipment.things.spoon: nothing asks for this",
    ),
    (
        'any_of = ["weights"], without = { instead = ["hip_hinge"',
        'any_of = ["weights"], without = { instead = ["romanian_deadlift"',
        'equipment.needs."dumbbells or filled bottles".without.instead[1]: "romanian_',
    ),
    (
        'any_of = ["weights"], without = { instead = ["hip_hinge", "squat"]',
        'any_of = ["weights"], without = { skip = true, once_ok = "x"',
        'equipment.needs."dumbbells or filled bottles".without.once_ok: a clinician has no say in',
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), SUITS)
def test_tags_and_equipment_that_lead_nowhere(
    copy: Path, old: str, new: str, expected: str
) -> None:
    assert line_after(copy, PROGRAMME, old, new).startswith(expected)


SAFETIES = [
    ("paragraphs = [", "paragraphs = []\nrest = [", "disclaimer.rest: unknown key"),
    (
        'id = "fever"',
        'id = "accident"',
        'check_in.symptoms: the symptom "accident" is listed twice',
    ),
    ('id = "fever"', 'id = "Fever!"', 'check_in.symptoms[3].id: "Fever!" is no id'),
    ('id = "serious"', 'id = "not_serious"', "check_in.symptoms[4].options: the option"),
    (
        'faint"\noutcome = "emergency"',
        'faint"',
        "check_in.symptoms[6]: leads nowhere; give it an outcome, or a question with options",
    ),
    (
        'faint"\noutcome = "emergency"',
        'faint"\noutcome = "emergency"\nquestion = "Really?"',
        "check_in.symptoms[6]: has both an outcome and a question; take one of them out",
    ),
    (
        'faint"\noutcome = "emergency"',
        'faint"\noutcome = "go"',
        'check_in.symptoms[6].outcome: a warning sign cannot lead to "go"',
    ),
    (
        'worse", outcome = "urgent"',
        'worse", outcome = "go"',
        'check_in.symptoms[2].options[1].outcome: a warning sign cannot lead to "go"',
    ),
    (
        '[[stop_now]]\noutcome = "emergency"',
        '[[stop_now]]\noutcome = "go"',
        'stop_now[1].outcome: a warning sign cannot lead to "go"',
    ),
    ("lowest = 10,", "lowest = 11,", "pain.anchors[2].lowest: 11 is not between 0 and 10"),
    (
        "lowest = 4,",
        "lowest = 3,",
        "effort.anchors[2]: overlaps; scores rise from anchor to anchor",
    ),
    # The questions at the start
    (
        'reask_weeks = { value = 8, source = "judgement" }',
        "reask_weeks = 8",
        "screening.reask_weeks: this number has no source; write",
    ),
    ("value = 56,", "value = 0,", "screening.reask_gap_days: 0 is not between 1 and 3650"),
    ("[screening]\n", "[screening]\nsources = 1\n", "screening.sources: unknown key; a source"),
    (
        'title = "Safety questions"',
        'titel = "Safety"',
        "screening.titel: unknown key (did you mean",
    ),
    (
        'ask = "Has a doctor or another clinician looked at what you told us?"',
        "",
        "screening.ways_out.urgent.ask: missing",
    ),
    (
        "[screening.ways_out.emergency]\n",
        '[screening.ways_out.emergency]\nask = "Really?"\n',
        "screening.ways_out.emergency.ask: an emergency is lifted by the questions alone",
    ),
    ("[screening.ways_out.urgent]", "[screening.ways_out.later]", "screening.ways_out.later: unkn"),
    ("[screening.ways_out.emergency]", "[spare]", "screening.ways_out.emergency: missing"),
    (
        '[[screening.groups]]\noutcome = "urgent"',
        '[[screening.groups]]\noutcome = "none"',
        'screening.groups: no questions lead to "urgent"',
    ),
    (
        '[[screening.groups]]\noutcome = "urgent"',
        '[[screening.groups]]\noutcome = "emergency"',
        'screening.groups: the outcome "emergency" is listed twice',
    ),
    (
        '[[screening.groups]]\noutcome = "urgent"',
        '[[screening.groups]]\noutcome = "none"\nask = "And?"\nhint = "So."\nquestions = []\n'
        '[[screening.groups]]\noutcome = "urgent"',
        'screening.groups[2].outcome: a warning sign cannot lead to "none"',
    ),
    ('id = "one_leg"', 'id = "One leg"', 'screening.groups[2].questions[5].id: "One leg" is no id'),
    ('id = "one_leg"', 'id = "both_legs"', 'screening.groups: the question "both_legs" is listed'),
    ('id = "one_leg"', 'id = "before_35"', 'screening.groups: the question "before_35" is listed'),
    (
        'id = "before_35"',
        'id = "35"',
        'screening.groups[3].questions[6].features[1].id: "35" is no id',
    ),
    (
        'features_min = { value = 4, source = "NG65" }',
        "",
        "screening.groups[3].questions[6]: features, features_ask and features_min go together",
    ),
    (
        'features_min = { value = 4, source = "NG65" }',
        'features_min = { value = 8, source = "NG65" }',
        "screening.groups[3].questions[6].features_min: 8 is not between 1 and 7",
    ),
    ('source = "older UK', 'sauce = "older UK', "screening.groups[3].questions[5].sauce: unkn"),
]


@pytest.mark.parametrize(("old", "new", "expected"), SAFETIES)
def test_a_safety_screen_that_does_not_hold_together(
    copy: Path, old: str, new: str, expected: str
) -> None:
    assert line_after(copy, SAFETY, old, new).startswith(expected)


FILES = [
    (b"", "id: missing"),
    (b"\xff\xfe", "not UTF-8 (byte 1); save it as UTF-8"),
    (b"id = ", "not valid TOML: Invalid value (at end of document)"),
    (b'id = "a"\nid = "b"', "not valid TOML: Cannot overwrite a value"),
    (b"a = " + b"[" * 100_000, "nested too deeply"),
    (b"[name" + b".a" * 2_000 + b"]", "nested too deeply"),
    (b"a = " + b"9" * 5000, "not valid TOML: "),
    (b"a = 2026-02-30", "not valid TOML: "),
    (b'"a\\nb" = 1', '"a\\nb": unknown key'),
]


@pytest.mark.parametrize(("content", "expected"), FILES)
def test_a_file_that_cannot_be_read(copy: Path, content: bytes, expected: str) -> None:
    (copy / BIRD_DOG).write_bytes(content)
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(copy)
    line = str(caught.value)
    assert line.startswith(f"data/{BIRD_DOG}: {expected}")
    assert "\n" not in line


@pytest.mark.parametrize("name", [PROGRAMME, SAFETY])
def test_a_missing_file(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(copy)
    assert str(caught.value) == f"data/{name}: no such file; the catalogue needs it"


def test_a_folder_where_a_file_belongs(copy: Path) -> None:
    (copy / PROGRAMME).unlink()
    (copy / PROGRAMME).mkdir()
    with pytest.raises(CatalogueError, match=r"^data/programme\.toml: cannot be read"):
        load_catalogue(copy)


def test_a_file_that_is_too_large_is_not_read(copy: Path) -> None:
    os.truncate(copy / BIRD_DOG, BYTES_MAX)
    with pytest.raises(CatalogueError, match=r"^data/exercises/bird_dog\.toml: not valid TOML"):
        load_catalogue(copy)
    os.truncate(copy / BIRD_DOG, 2**40)
    with pytest.raises(CatalogueError, match=r"bird_dog\.toml: larger than 512 KiB$"):
        load_catalogue(copy)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_nobody_waits_for_a_pipe(copy: Path) -> None:
    (copy / SAFETY).unlink()
    os.mkfifo(copy / SAFETY)
    with pytest.raises(CatalogueError, match=r"^data/safety\.toml: cannot be read \(not a file\)"):
        load_catalogue(copy)


def test_more_exercises_than_anybody_has_are_not_read(copy: Path) -> None:
    for number in range(FILES_MAX + 1):
        (copy / f"exercises/{number}.toml").touch()
    with pytest.raises(CatalogueError, match=r"^data/exercises: more than 1,000 exercises"):
        load_catalogue(copy)


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (BIRD_DOG, 'name = "', f'name = "{"x" * 2000}', "name: a text of more than 2,000 char"),
        (PROGRAMME, S1, '[templates."a\\u001b]0;b"]\n', "templates.a?]0;b: a control character in"),
        (PROGRAMME, S1, '[templates."\\u202e"]\n', "templates.: a control character in a name"),
        (PROGRAMME, S1, f"[templates.{'x' * 101}]\n", f"templates.{'x' * 20}...: a name of more"),
        (
            PROGRAMME,
            "[tags.no_floor]",
            '[tags."\\u009b"]\n[tags.no_floor]',
            "tags.?: a control character in a name",
        ),
        (PROGRAMME, "mat = ", '"\\u0000" = ', "things.?: a control character in a name"),
    ],
)
def test_texts_and_names_that_nobody_could_read(
    copy: Path, file: str, old: str, new: str, line: str
) -> None:
    assert line in line_after(copy, file, old, new)


def test_a_missing_content_folder(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"^nowhere/exercises: no such folder"):
        load_catalogue(tmp_path / "nowhere")


def test_no_exercises_at_all(tmp_path: Path) -> None:
    (tmp_path / "data" / "exercises").mkdir(parents=True)
    with pytest.raises(CatalogueError, match=r"^data/exercises: no exercises here"):
        load_catalogue(tmp_path / "data")


def test_a_missing_exercise_is_missed_where_it_is_named(copy: Path) -> None:
    (copy / "exercises/rest_breathing.toml").unlink()
    with pytest.raises(CatalogueError, match=r"s1_short\.items\[9\]\.exercise: unknown exercise"):
        load_catalogue(copy)


def test_what_editors_leave_behind_is_passed_over(copy: Path) -> None:
    (copy / "exercises/.bird_dog.toml").write_bytes(b"\xff")
    (copy / "exercises/bird_dog.toml~").write_bytes(b"\xff")
    bird_dog = copy / BIRD_DOG
    bird_dog.write_bytes(b"\xef\xbb\xbf" + bird_dog.read_bytes())
    assert len(load_catalogue(copy).exercises) == 44


def test_an_error_carries_its_parts() -> None:
    error = CatalogueError("data/x.toml", "a.b", "missing", "add it")
    assert (error.file, error.key, error.problem, error.hint) == (
        "data/x.toml",
        "a.b",
        "missing",
        "add it",
    )
    assert str(error) == "data/x.toml: a.b: missing; add it"
