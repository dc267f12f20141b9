"""The sessions and tempi of the rules (programme.md §2) and the notes of levels, by hand."""

from itertools import pairwise

import pytest

from tests.support.content import catalogue, programme

EXERCISES = catalogue().exercises
FOR_BALANCE = ("heel_raise", "tandem_stand", "single_leg_stand", "side_steps")
"""What the balance block adds is no part of this table."""
D4 = {
    "s1_short": "march_in_place 1, shoulder_circles 1, standing_hamstring_stretch 1 / cat_cow 1,"
    " bird_dog_leg_slide 1, pelvic_tilt 1, abdominal_brace 1, cobra 1, rest_breathing 1",
    "s1_standard": "march_in_place 1, shoulder_circles 1, standing_hamstring_stretch 1 /"
    " cat_cow 2, bird_dog 1, pelvic_tilt 2, abdominal_brace 2, bridge 1, cobra 1, butterfly 1,"
    " seated_twist 1, rest_breathing 1",
    "s2_a": "march_in_place 2, leg_swings 1, shoulder_circles 1, squat 1,"
    " standing_hamstring_stretch 1 / bird_dog 2, dead_bug 1, bridge_march 1,"
    " side_plank_knees 2, cobra 1, seated_twist 1, rest_breathing 1",
    "s2_b": "march_in_place 2, leg_swings 1, lunge_twist 1, hip_hinge 1,"
    " standing_hamstring_stretch 1 / dead_bug 1, bridge_march 1, clamshell 2,"
    " side_plank_knees 2, kneeling_plank 2, butterfly 1, rest_breathing 1",
    "easy_day": "march_in_place 1 / cat_cow 1, pelvic_tilt 1, knee_rolls 1, abdominal_brace 1,"
    " rest_breathing 2",
}
MORE = {
    "s1_long": (
        "s1_standard",
        "sit_to_stand 1, knee_rolls 1, clamshell 1, childs_pose 1, rest_breathing 2",
    ),
    "s2_a_long": ("s2_a", "hip_hinge 1, clamshell 2, childs_pose 1, rest_breathing 2"),
    "s2_b_long": ("s2_b", "squat 1, bird_dog 2, cobra 1"),
}


def written(words: str) -> list[str]:
    return words.replace(" / ", ", ").replace(" /", ",").split(", ")


def planned(template: str) -> list[str]:
    items = programme().templates[template].items
    return [f"{each.exercise} {each.level}" for each in items if each.exercise not in FOR_BALANCE]


@pytest.mark.parametrize("template", D4)
def test_d4_the_items_of_a_session_in_order(template: str) -> None:
    assert planned(template) == written(D4[template])


@pytest.mark.parametrize("template", MORE)
def test_d4_and_e3_2_what_a_long_session_adds(template: str) -> None:
    shorter, more = MORE[template]
    changed = {each.split(" ")[0] for each in written(more)}
    kept = [each for each in written(D4[shorter]) if each.split(" ")[0] not in changed]
    assert sorted(planned(template)) == sorted([*kept, *written(more)])


def test_d4_the_easy_session_begins_with_three_minutes_of_marching() -> None:
    assert programme().templates["easy_day"].items[0].seconds == 180


@pytest.mark.parametrize(
    ("exercise", "levels", "tempo"),
    [
        ("romanian_deadlift", (1, 2, 3, 4, 5), (3, 1, 2)),
        ("squat", (3, 4, 5), (3, 1, 1)),
        ("step_down", (1, 2), (3, 0, 2)),
        ("functional_lift", (1, 2, 3, 4), (2, 1, 6)),
    ],
)
def test_e3_3_the_tempo_of_the_lifts(
    exercise: str, levels: tuple[int, ...], tempo: tuple[int, int, int]
) -> None:
    for level in levels:
        assert EXERCISES[exercise].at(level).tempo == tempo


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a13_3_every_level_has_a_note_or_another_number_than_the_one_below(exercise: str) -> None:
    ladder = EXERCISES[exercise].ladder
    for lower, level in pairwise(ladder):
        numbers = [(each.reps, each.hold_seconds, each.tempo) for each in (lower, level)]
        assert level.note or numbers[0] != numbers[1], level.level


I2 = {
    "heel_raise": [
        ((8, 8), (2, 1, 2), None, 20, "both hands on the counter"),
        ((12, 12), (2, 2, 2), None, 20, "fingertips only"),
        (
            (8, 8),
            (2, 2, 3),
            None,
            30,
            "fingertips, more weight on one leg on the way down, change each time",
        ),
    ],
    "tandem_stand": [
        (
            (2,),
            None,
            10,
            0,
            "half a step: heel beside the other foot's toes, hand on the counter",
        ),
        ((2,), None, 20, 0, "heel to toe, fingertips"),
        ((2,), None, 30, 0, "heel to toe, hand just above the counter"),
    ],
    "single_leg_stand": [
        ((3,), None, 5, 0, "hand on the counter"),
        ((3,), None, 10, 0, "fingertips"),
        ((2,), None, 20, 0, "hand just above the counter"),
        ((2,), None, 30, 0, "hand above, turn the head slowly left and right"),
    ],
    "side_steps": [
        ((1,), None, 40, 0, "small steps, both hands on the counter, there and back"),
        ((1, 1), None, 40, 20, "wider steps, fingertips"),
        ((1, 1), None, 60, 20, "wider steps, knees a little bent, hands just above"),
    ],
}
"""Repetitions, tempo, seconds of a hold, seconds of rest and note of each level."""


@pytest.mark.parametrize("exercise", I2)
def test_i2_the_doses_of_the_balance_exercises(exercise: str) -> None:
    ladder = EXERCISES[exercise].ladder
    doses = [
        (each.reps, each.tempo, each.hold_seconds, each.rest_seconds, each.note) for each in ladder
    ]
    assert doses == I2[exercise]


def test_numbers_that_no_session_shows_to_the_day() -> None:
    """Those whose effect other tests show with numbers of their own, or only in one direction."""
    rules = programme()
    walk, budgets, high = rules.timing.walk_before, rules.budgets, rules.steady_high
    keeping, load = rules.keeping, rules.load
    assert walk is not None and high is not None and keeping is not None
    assert (walk.enough_minutes, walk.default_minutes, walk.within_minutes) == (5, 10, 15)
    assert (budgets.short_minutes, budgets.standard_minutes, budgets.long_minutes) == (15, 25, 30)
    assert (budgets.tolerance, budgets.long_adds_minutes) == (0.1, 3.5)
    assert (high.seen_usual_min, high.raise_days, high.spread_max) == (7.5, 7, 3)
    assert (keeping.sets_min, keeping.sets_max) == (1, 3)
    assert (load.step_min_percent, load.step_max_percent) == (2, 10)
