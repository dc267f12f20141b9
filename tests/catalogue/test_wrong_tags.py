"""Tags, the first hour and equipment that lead nowhere."""

from __future__ import annotations

import pytest

from tests.catalogue.mistakes import PROGRAMME, line_after

SUITS = [
    # Who carries a tag
    (
        "reflux.exercises]\n",
        "reflux.exercises]\nsquat = { skip = true }\n",
        'tags.reflux.exercises.squat: "squat" does not carry this tag; add the tag to its file, or'
        " write the line under [tags.reflux.also]",
    ),
    (
        '[tags.pregnancy_prone.exercises]\nsphinx = { instead = ["seated_cat_cow"] }\n',
        "[tags.pregnancy_prone.exercises]\n",
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
    (
        'Sit on a chair for this one.", variant = "chair"',
        'Sit on a chair for this one.", variant = "stool"',
        "tags.no_floor_unless_chair.exercises.seated_twist.variant: unknown variant"
        ' "stool"; known here: chair',
    ),
    (
        'cobra = { instead = ["sphinx"] }',
        'cobra = { instead = ["sphinx"], variant = "chair" }',
        "tags.wrist_pain.exercises.cobra.variant: goes with keep only",
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
        "squat = 2\n",
        "squat = 6\n",
        'tags.knee_pain.level_max.squat: "squat" has no level 6; its ladder has levels 1 to 5',
    ),
    (
        "squat = 2\n",
        "squad = 2\n",
        'tags.knee_pain.level_max.squad: unknown exercise "squad"; did you mean "squat"?',
    ),
    (
        'hip_hinge = { value = 2, source = "judgement" }',
        "hip_hinge = 2",
        "tags.balance.lifted.steady_on_one_leg.hip_hinge: this number has no source; ",
    ),
    (
        'hip_hinge = { value = 2, source = "judgement" }',
        'hip_hinge = { value = 1, source = "judgement" }',
        "tags.balance.lifted.steady_on_one_leg.hip_hinge: is not above level_max",
    ),
    (
        'hip_hinge = { value = 2, source = "judgement" }',
        'hip_hinge = { value = 4, source = "judgement" }',
        'tags.balance.lifted.steady_on_one_leg.hip_hinge: "hip_hinge" has no level 4; its ladder',
    ),
    (
        'exercise = "functional_lift"\nlevel = 1',
        'exercise = "functional_lift"\nlevel = 5',
        'capped_notes[1].level: "functional_lift" has no level 5; its ladder has levels 1 to 4',
    ),
    (
        'exercise = "functional_lift"\nlevel = 1',
        'exercise = "functional_lifts"\nlevel = 1',
        'capped_notes[1].exercise: unknown exercise "functional_lifts"; did you mean',
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
def test_tags_and_equipment_that_lead_nowhere(old: str, new: str, expected: str) -> None:
    assert line_after(PROGRAMME, old, new).startswith(expected)
