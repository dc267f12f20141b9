"""The skills of the gates (programme.md §3.4)."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from backcoach.catalogue import load_catalogue
from backcoach.coach.evidence.completion import Skill, lines_shown
from backcoach.coach.model.programme import Programme
from backcoach.coach.standing.standing import Standing, standing
from backcoach.coach.suitability import suit_of, tailor
from tests.support.content import CONTENT, catalogue, programme
from tests.support.levels import IN_STAGE_2, did
from tests.support.logs import Fact, a_log, a_profile, day
from tests.support.weeks import the_line

HIPS, SIDE, FRONT, HINGE = range(4)
SHOWN_BY = {
    1: [
        [
            ("abdominal_brace", 2),
            ("standing_pelvic_tilt", 2),
            ("wall_plank", 2),
            ("dead_bug_heel_tap", 1),
        ],
        [("bird_dog_leg_slide", 3), ("bird_dog", 1), ("standing_bird_dog", 1)],
    ],
    2: [
        [("bridge_march", 2), ("single_leg_bridge", 1), ("step_up", 2), ("sit_to_stand", 3)],
        [("side_plank_knees", 2), ("side_plank", 1), ("wall_side_plank", 3)],
        [("dead_bug", 2), ("front_plank", 2), ("kneeling_plank", 3), ("standing_bird_dog", 3)],
        [("hip_hinge", 2), ("squat", 3), ("sit_to_stand", 3), ("step_up", 3)],
    ],
}
"""Written out from the table: any one of each line."""


def after(
    *done: tuple[str, int], stage: int = 2, told: Fact | None = None, rules: Programme | None = None
) -> Standing:
    """Where somebody stands after one green session with these exercises, each at its level."""
    facts: list[Fact] = [did(1, *done, stage=stage)]
    begun = [IN_STAGE_2] if stage == 2 else []
    log = a_log(*([] if told is None else [told]), *begun, *facts)
    return standing(log, rules or programme(), day(2), exercises=catalogue().exercises)


def lines(here: Standing) -> str:
    return the_line(here, "skills").have


CASES = [
    (stage, exercise, level)
    for stage, groups in SHOWN_BY.items()
    for group in groups
    for exercise, level in group
]


@pytest.mark.parametrize(("stage", "exercise", "level"), CASES)
def test_b3_any_one_of_a_line_shows_it_at_its_level(stage: int, exercise: str, level: int) -> None:
    count = len(SHOWN_BY[stage])
    assert lines(after((exercise, level), stage=stage)) == f"1 of {count}"
    if level > 1 and (exercise, level - 1) not in [(e, n) for _, e, n in CASES]:
        assert lines(after((exercise, level - 1), stage=stage)) == f"0 of {count}"


@pytest.mark.parametrize(("level", "shown"), [(2, 1), (3, 2)])
def test_b3_a_step_of_level_3_shows_the_hinge_where_the_hips_are_shown_by_something_else(
    level: int, shown: int
) -> None:
    here = after(("step_up", level), ("bridge_march", 2))
    assert lines(here) == f"{shown} of 4"


@pytest.mark.parametrize("exercise", ["sit_to_stand", "step_up"])
def test_b3_1_one_exercise_fills_one_line_only(exercise: str) -> None:
    assert lines(after((exercise, 3))) == "1 of 4"
    assert lines(after((exercise, 3), ("hip_hinge", 2))) == "2 of 4"
    assert lines(after((exercise, 3), ("bridge_march", 2))) == "2 of 4"
    both = after((exercise, 3), ("hip_hinge", 2), ("bridge_march", 2))
    assert lines(both) == "2 of 4"


@pytest.mark.parametrize(
    ("shown", "filled"),
    [
        ([], set()),
        ([(HIPS, "step_up"), (HINGE, "step_up")], {HIPS}),
        ([(HIPS, "step_up"), (HINGE, "step_up"), (HIPS, "bridge_march")], {HIPS, HINGE}),
        (
            [
                (HIPS, "step_up"),
                (HINGE, "step_up"),
                (HIPS, "sit_to_stand"),
                (HINGE, "sit_to_stand"),
            ],
            {HIPS, HINGE},
        ),
    ],
)
def test_b3_1_as_many_lines_as_can_be(shown: Sequence[tuple[int, str]], filled: set[int]) -> None:
    assert lines_shown(Skill(line, exercise) for line, exercise in shown) == filled


def capped(tag: str, **tops: int) -> Programme:
    """The programme with these highest levels for somebody with this tag."""
    rules = programme()
    held = {**(rules.tags[tag].level_max or {}), **tops}
    return replace(rules, tags={**rules.tags, tag: replace(rules.tags[tag], level_max=held)})


def test_b3_1_a_level_capped_below_the_marker_counts_at_the_cap() -> None:
    rules, told = capped("balance", hip_hinge=1), a_profile(tags=["balance"])
    assert lines(after(("hip_hinge", 1), told=told, rules=rules)) == "1 of 4"
    assert lines(after(("hip_hinge", 1), told=a_profile(), rules=rules)) == "0 of 4"
    # A cap above the marker changes nothing.
    above = capped("balance", hip_hinge=3)
    assert lines(after(("hip_hinge", 1), told=told, rules=above)) == "0 of 4"


def stands_in(tags: Sequence[str], exercise: str, stage: int = 2) -> list[tuple[str, int]]:
    """What somebody with these tags does in place of `exercise`, and from which level."""
    content = catalogue()
    suit = suit_of(a_profile(tags=tags), content.programme, content.exercises)
    found = []
    for name in content.programme.stage(stage).templates:
        template = content.programme.templates[name]
        suited = tailor(suit, template, stage).template
        named = {item.exercise for item in template.items}
        if exercise in named:
            found += [(i.exercise, i.level) for i in suited.items if i.exercise not in named]
    return found


@pytest.mark.parametrize(
    ("tags", "exercise", "instead", "level"),
    [
        (["no_floor"], "side_plank_knees", "wall_side_plank", 2),
        (["no_floor"], "dead_bug", "standing_bird_dog", 2),
        (["no_floor"], "bridge_march", "step_up", 1),
        (["leg_symptoms"], "hip_hinge", "sit_to_stand", 2),
    ],
)
def test_b3_4_a_stand_in_shows_its_line_after_one_raise(
    tags: Sequence[str], exercise: str, instead: str, level: int
) -> None:
    assert (instead, level) in stands_in(tags, exercise)


def test_b3_4_by_the_earlier_rules_it_begins_at_the_level_of_the_template() -> None:
    content = load_catalogue(CONTENT)
    earlier = content.earlier["1"]
    suit = suit_of(a_profile(tags=["leg_symptoms"]), earlier, content.exercises)
    items = tailor(suit, earlier.templates["s2_b"], 2).template.items
    assert ("sit_to_stand", 1) in [(item.exercise, item.level) for item in items]


@pytest.mark.parametrize("hinge", [("sit_to_stand", 3), ("squat", 3)])
def test_b4_7_with_leg_symptoms_the_hinge_is_shown_by_sit_to_stand_or_squat(
    hinge: tuple[str, int],
) -> None:
    told = a_profile(tags=["leg_symptoms"])
    rest = [("bridge_march", 2), ("side_plank_knees", 2), ("dead_bug", 2)]
    assert lines(after(*rest, told=told)) == "3 of 4"
    assert lines(after(*rest, hinge, told=told)) == "4 of 4"


def test_b4_7_with_leg_symptoms_the_lifts_of_stage_3_are_squats() -> None:
    found = {exercise for exercise, _ in stands_in(["leg_symptoms"], "romanian_deadlift", 3)}
    assert "squat" in found
    assert not found & {"romanian_deadlift", "functional_lift"}


def test_b4_8_with_a_mat_and_a_chair_all_four_are_shown() -> None:
    told = a_profile(equipment=["mat", "chair"])
    shown = [("sit_to_stand", 3), ("dead_bug", 2), ("side_plank_knees", 2), ("bridge_march", 2)]
    assert lines(after(*shown, told=told)) == "4 of 4"


def test_b4_11_osteoporosis_and_balance() -> None:
    rules = capped("balance", hip_hinge=1)
    told = a_profile(
        tags=["osteoporosis", "osteoporosis_load", "balance"],
        clinician_ok=["osteoporosis", "osteoporosis_load"],
    )
    shown = [("hip_hinge", 1), ("dead_bug", 2), ("bridge_march", 2), ("side_plank_knees", 2)]
    assert lines(after(*shown, told=told, rules=rules)) == "4 of 4"
