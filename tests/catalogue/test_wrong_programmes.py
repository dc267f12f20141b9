"""A programme that contradicts itself: stages, templates, numbers, gates, reviews."""

from __future__ import annotations

from pathlib import Path

import pytest

from backcoach.catalogue import CatalogueError, load_catalogue
from tests.catalogue.mistakes import PROGRAMME, line_after

SLIDE = '"bird_dog_leg_slide", level = 1'
WARM = '{ section = "warm_up", role = "warm_up", exercise = "march_in_place", level = 1 },\n'
REST = '{ section = "cool_down", role = "cool_down", exercise = "rest_breathing", level = 1 },\n'

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
        'source = "judgement"\nvalue = [\n  [\n    { exercise = "abdominal_brace"',
        'skill = [\n  [\n    { exercise = "abdominal_brace"',
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
        'stages[1].short_template: unknown template "none"',
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
        'templates.s1_short.items[5].exercise: unknown exercise "bird_dog_leg_slid"; did you mean',
    ),
    (SLIDE, '"", level = 1', "templates.s1_short.items[5].exercise: this text is empty"),
    (
        SLIDE,
        SLIDE.replace("1", "9"),
        'templates.s1_short.items[5].level: "bird_dog_leg_slide" has no level 9; '
        "its ladder has levels 1 to 3",
    ),
    (SLIDE, SLIDE.replace("1", "0"), 'templates.s1_short.items[5].level: "bird_dog_leg_slide" has'),
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
        '{ section = "main", role = "key", exercise = "bird_dog_leg_slide", level = 1 }',
        '{ section = "main", role = "key", exercise = "sit_to_stand", level = 1 }',
        'templates.s1_short.items[5]: "sit_to_stand" after "cat_cow"; README.md has the order',
    ),
    (
        SLIDE,
        f"{SLIDE}, seconds = 60",
        "templates.s1_short.items[5].seconds: only an exercise of mode time can have other seconds",
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
    (
        "short_minutes = { value = 15,",
        "short_minutes = { value = 28,",
        "budgets: short, standard and long do",
    ),
    (
        "down_seconds = { value = 30,",
        "down_seconds = { value = 0,",
        "timing.get_ready.down_seconds: ",
    ),
    (
        "up_seconds = { value = 30,",
        "up_seconds = { value = 11,",
        "timing.get_ready.up_seconds: is below get_ready_seconds",
    ),
    (
        'fetched = ["weights"',
        'fetched = ["wings"',
        'timing.get_ready.fetched[1]: unknown thing "wings"',
    ),
    ('floor = "mat"', 'floor = "cloud"', 'equipment.floor: unknown thing "cloud"'),
    (
        "[equipment.names]\n",
        '[equipment.names]\nwings = "x"\n',
        'equipment.names.wings: unknown thing "wings"',
    ),
    (
        '"loop band" = { any_of = ["band"], from_level = { value = 3,',
        '"loop band" = { any_of = ["band"], from_level = { value = 9,',
        'equipment.needs."loop band".from_level: ',
    ),
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
        '"rest_day_even"]',
        '"rest_day_evening"]',
        'rest_day_templates[2]: unknown template "rest_day_evening"; did you mean "rest_day_even"?',
    ),
    # What is left out first
    ('"accessory", "stretch"', '"key", "stretch"', 'trim_order[1]: "key" is never left out'),
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
        '{ exercise = "abdominal_brace", level = 2 },',
        '{ exercise = "abdominal_bracing", level = 2 },',
        'gates[1].skills[1][1].exercise: unknown exercise "abdominal_bracing"; did you mean',
    ),
    (
        "mornings_min = { value = 2,",
        "mornings_min = { value = 4,",
        "steady_high.mornings_min: is above sessions",
    ),
    (
        "pain_max = { value = 8,",
        "pain_max = { value = 9,",
        "steady_high.pain_max: is not readiness.no_workout_pain_min",
    ),
    (
        "easy_usual_min = { value = 7,",
        "easy_usual_min = { value = 5,",
        "steady_high.easy_usual_min: is below readiness.clinician_usual_min",
    ),
    (
        'steady_red_peak_min = { value = 9, source = "judgement" }',
        "",
        "lights.steady_red_peak_min: missing",
    ),
    (
        "steady_days = { value = 28,",
        "steady_days = { value = 0,",
        "gates[2].steady_days: 0 is not between",
    ),
    (
        "left_out_max = { value = 4,",
        "left_out_max = { value = -1,",
        "stages[2].least[0].left_out_max: -1 is not between",
    ),
    (
        "settled_sore = { value = 3,",
        "settled_sore = { value = 0,",
        "levels.settled_sore: 0 is not between",
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
def test_a_programme_that_does_not_hold_together(old: str, new: str, expected: str) -> None:
    assert line_after(PROGRAMME, old, new).startswith(expected)


def test_a_stage_without_its_gate(copy: Path) -> None:
    path = copy / PROGRAMME
    text = path.read_text(encoding="utf-8")
    start, end = text.index("[[gates]]\nfrom_stage = 2"), text.index("[tags.no_floor]")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    with pytest.raises(CatalogueError, match="gates: 3 stages and 1 gates"):
        load_catalogue(copy)
