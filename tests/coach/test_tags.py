"""What each tag changes: a test for every row of programme.md §1.3, named after the tag."""

from __future__ import annotations

import pytest

from backcoach.coach.model.programme import Length, Section
from backcoach.coach.planning.fitting import in_shorter_holds
from backcoach.coach.suitability import Suit
from tests.support.content import catalogue, programme
from tests.support.people import EXERCISES, bars, ids, keeps, session, suit, the_item, who

ROWS = {
    "no_floor": "pelvic_tilt, cat_cow, knee_rolls, sphinx, cobra, butterfly,"
    " supine_hamstring_stretch, childs_pose, abdominal_brace, kneeling_plank, front_plank,"
    " side_plank_knees, side_plank, clamshell, bird_dog_leg_slide, bird_dog, dead_bug_heel_tap,"
    " dead_bug, curl_up, bridge, bridge_march, single_leg_bridge",
    "no_floor_unless_chair": "seated_twist, rest_breathing",
    "flexion_intolerant": "childs_pose, curl_up",
    "extension_intolerant": "sphinx, cobra, front_plank",
    "osteoporosis": "cat_cow, seated_cat_cow, knee_rolls, lunge_twist, seated_twist, childs_pose,"
    " curl_up",
    "osteoporosis_load": "romanian_deadlift, functional_lift",
    "pregnancy_supine": "pelvic_tilt, knee_rolls, supine_hamstring_stretch, abdominal_brace,"
    " dead_bug_heel_tap, dead_bug, curl_up, bridge, bridge_march, single_leg_bridge,"
    " rest_breathing",
    "pregnancy_prone": "sphinx, cobra",
    "pregnancy_late": "lunge_twist, seated_twist, kneeling_plank, front_plank, side_plank,"
    " romanian_deadlift, functional_lift",
    "leg_symptoms": "leg_swings, standing_hamstring_stretch, supine_hamstring_stretch, hip_hinge,"
    " romanian_deadlift, functional_lift",
    "wrist_pain": "cat_cow, cobra, wall_plank, bird_dog_leg_slide, bird_dog",
    "shoulder_pain": "shoulder_circles, sphinx, wall_plank, kneeling_plank, front_plank,"
    " wall_side_plank, side_plank_knees, side_plank, bird_dog, dead_bug",
    "neck_pain": "dead_bug, curl_up, bridge, bridge_march, single_leg_bridge",
    "knee_pain": "march_in_place, lunge_twist, butterfly, childs_pose, sit_to_stand, squat,"
    " step_up, step_down",
    "kneeling_pain": "cat_cow, childs_pose, kneeling_plank, bird_dog_leg_slide, bird_dog",
    "hip_pain": "seated_march, butterfly, clamshell, standing_hip_abduction, dead_bug_heel_tap",
    "balance": "march_in_place, standing_pelvic_tilt, leg_swings, lunge_twist,"
    " standing_hamstring_stretch, wall_side_plank, standing_hip_abduction, standing_bird_dog,"
    " hip_hinge, step_up, step_down, suitcase_carry",
    "hypertension": "abdominal_brace, kneeling_plank, front_plank, side_plank, romanian_deadlift,"
    " functional_lift",
    "reflux": "pelvic_tilt",
}
"""Which of these exercises carry each tag. Further exercises may carry it as well."""

LISTED = {id for row in ROWS.values() for id in row.split(", ")}


NEEDS_OK = {
    "osteoporosis",
    "osteoporosis_load",
    "pregnancy_supine",
    "pregnancy_prone",
    "pregnancy_late",
    "hypertension",
}


def carriers(tag: str) -> set[str]:
    return set(ROWS[tag].split(", "))


def barred(suit: Suit) -> set[str]:
    """The exercises of the table that are not done."""
    return LISTED & set(bars(suit))


def kept(suit: Suit) -> set[str]:
    """The exercises of the table that are done in another way."""
    return LISTED & set(keeps(suit))


@pytest.mark.parametrize("tag", sorted(ROWS))
def test_these_exercises_carry_the_tag(tag: str) -> None:
    with_it = {id for id, each in catalogue().exercises.items() if tag in each.tags}
    assert with_it & LISTED == carriers(tag)
    assert set(programme().tags[tag].exercises) == with_it


def test_there_are_no_other_tags() -> None:
    newer = {"pregnant", "postnatal", "healing", "spine_fracture", "age_65"}
    assert set(programme().tags) == set(ROWS) | newer


@pytest.mark.parametrize("tag", sorted(ROWS))
def test_a_clinician_agrees_before_stage_3(tag: str) -> None:
    assert programme().tags[tag].needs_ok is (tag in NEEDS_OK)


def test_whoever_says_yes_to_a_tag_has_those_that_come_with_it() -> None:
    assert suit("osteoporosis").tags == ("osteoporosis", "osteoporosis_load")
    assert suit("no_floor").tags == ("no_floor", "no_floor_unless_chair")


# --- row by row ------------------------------------------------------------------------------


def test_no_floor() -> None:
    mine = suit("no_floor")
    assert barred(mine) == carriers("no_floor") | {"march_in_place"}
    # Each by its own stand-in.
    tag = programme().tags["no_floor"]
    for id, adaptation in {**tag.exercises, **(tag.also or {})}.items():
        assert adaptation.instead[0] == EXERCISES[id].floor_free


def test_no_floor_stage_1_is_the_floor_free_session() -> None:
    plan = session(who("no_floor"), length=Length.STANDARD)
    told = programme().templates["floor_free_s1"].items
    for section in Section:
        assert sorted(
            (item.exercise.id, item.dose.level) for item in plan.items if item.section is section
        ) == sorted((line.exercise, line.level) for line in told if line.section is section)


def test_no_floor_stage_2_has_its_seven_exercises() -> None:
    main = {
        item.exercise.id
        for done in (0, 1)
        for item in session(who("no_floor"), 2, done, Length.STANDARD).items
        if item.section is Section.MAIN
    }
    assert main == {
        "step_up",
        "wall_side_plank",
        "standing_bird_dog",
        "squat",
        "standing_hip_abduction",
        "hip_hinge",
        "wall_plank",
    }


@pytest.mark.parametrize("done", [0, 1])
def test_no_floor_stage_3_keeps_every_place_of_the_main_block(done: int) -> None:
    mine, usual = session(who("no_floor"), 3, done), session(None, 3, done)
    main = [item.role for item in mine.items if item.section is Section.MAIN]
    assert main == [item.role for item in usual.items if item.section is Section.MAIN]
    assert not {"no_floor"} & {tag for item in mine.items for tag in item.exercise.tags}


def test_no_floor_unless_chair() -> None:
    mine = suit("no_floor")
    assert keeps(mine)["seated_twist"] == "Sit on a chair for this one."
    assert keeps(mine)["rest_breathing"] == "Sit well supported on a chair, not lying down."


def test_what_two_tags_ask_of_an_exercise_is_said_once() -> None:
    for tags in (["no_floor"], ["pregnancy_supine"], ["no_floor", "pregnancy_supine"]):
        (note,) = the_item(session(who(*tags)), "rest_breathing").notes
        assert note.sentence == "Sit well supported on a chair, not lying down.", tags


def test_flexion_intolerant() -> None:
    mine = suit("flexion_intolerant")
    assert barred(mine) == carriers("flexion_intolerant")
    assert keeps(mine)["cat_cow"].startswith("The arching half only")
    assert keeps(mine)["hip_hinge"] == "Bend at the hips only; the back stays long."


def test_extension_intolerant() -> None:
    mine = suit("extension_intolerant")
    assert barred(mine) == carriers("extension_intolerant")
    assert keeps(mine)["cat_cow"].startswith("The rounding half only")
    for id in ("bridge", "bridge_march", "single_leg_bridge", "bird_dog", "bird_dog_leg_slide"):
        assert keeps(mine)[id].endswith("level, never arched.")
    plan = session(who("extension_intolerant"))
    assert "childs_pose" in ids(plan)
    assert "cobra" not in ids(plan)
    both = session(who("extension_intolerant", "kneeling_pain", "osteoporosis"))
    assert "knee_rolls" in ids(both), "where the child's pose is not done either"


def test_osteoporosis() -> None:
    mine = suit("osteoporosis")
    assert carriers("osteoporosis") <= {*bars(mine), *keeps(mine)}
    left_out = {id for id, rule in bars(mine).items() if rule == "tag.osteoporosis"}
    assert left_out & LISTED == {"seated_twist", "childs_pose", "curl_up"}
    assert mine.top(EXERCISES["knee_rolls"]) == 1
    assert not left_out & set(ids(session(who("osteoporosis"))))


def test_osteoporosis_load() -> None:
    plan = session(who("osteoporosis"), 3)
    assert not carriers("osteoporosis_load") & set(ids(plan))
    assert {"hip_hinge", "squat"} <= set(ids(plan))
    agreed = session(who("osteoporosis", ok=["osteoporosis"]), 3)
    for id in carriers("osteoporosis_load"):
        (note,) = the_item(agreed, id).notes
        assert note.sentence == "Start at waist height, light."


def test_pregnancy_supine() -> None:
    mine = suit("pregnancy_supine")
    supine = carriers("pregnancy_supine") - {"rest_breathing"}
    assert barred(mine) == supine | carriers("pregnancy_prone")
    for stage in (1, 2, 3):
        plan = session(who("pregnancy_supine"), stage)
        assert not set(bars(mine)) & set(ids(plan))
        (note,) = the_item(plan, "rest_breathing").notes
        assert note.sentence == "Sit well supported on a chair, not lying down."


def test_pregnancy_prone() -> None:
    mine = suit("pregnancy_prone")
    assert barred(mine) == carriers("pregnancy_prone")
    plan = session(who("pregnancy_prone"))
    assert [reason.sentence for reason in plan.reasons] == [
        "Seated cat-cow takes the place of Cobra: nothing is done lying on the front for now."
    ]


def test_pregnancy_late() -> None:
    also = carriers("pregnancy_supine") | carriers("pregnancy_prone")
    mine = suit("pregnancy_late")
    assert barred(mine) == (carriers("pregnancy_late") | also) - {"rest_breathing"}
    plan = session(who("pregnancy_late"), 2, 1)
    assert "wall_plank" in ids(plan)
    lifts = ids(session(who("pregnancy_late"), 3))
    assert "hip_hinge" in lifts
    assert not {"romanian_deadlift", "side_plank"} & set(lifts)


def test_leg_symptoms() -> None:
    assert barred(suit("leg_symptoms")) == carriers("leg_symptoms")
    assert barred(suit("leg_symptoms", ok=["leg_symptoms"])) == set(), "once it was looked at"
    plan = session(who("leg_symptoms"), 2, 1)
    assert "sit_to_stand" in ids(plan)
    assert not {"leg_swings", "hip_hinge"} & set(ids(plan))


def test_wrist_pain() -> None:
    mine = suit("wrist_pain")
    assert barred(mine) == {"cobra", "bird_dog_leg_slide", "bird_dog"}
    assert keeps(mine)["cat_cow"] == "On fists, push-up handles or forearms."
    assert keeps(mine)["wall_plank"] == "Forearms or fists on the wall."
    plan = session(who("wrist_pain"))
    assert {"sphinx", "standing_bird_dog"} <= set(ids(plan))


def test_shoulder_pain() -> None:
    mine = suit("shoulder_pain")
    assert barred(mine) == {
        "sphinx",
        "kneeling_plank",
        "front_plank",
        "side_plank_knees",
        "side_plank",
        "bird_dog",
    }
    assert {"shoulder_circles", "wall_plank", "wall_side_plank", "dead_bug"} == kept(mine)
    assert {"wall_plank", "wall_side_plank"} <= set(ids(session(who("shoulder_pain"), 2, 1)))


def test_neck_pain() -> None:
    mine = suit("neck_pain")
    assert barred(mine) == {"curl_up"}
    assert kept(mine) == carriers("neck_pain") - {"curl_up"}
    assert keeps(mine)["dead_bug"] == "Head on a thin cushion, arms down."


def test_knee_pain() -> None:
    mine = suit("knee_pain")
    assert barred(mine) == set()
    assert kept(mine) == carriers("knee_pain")
    assert keeps(mine)["step_up"] == "On a lower step."


def test_kneeling_pain() -> None:
    assert barred(suit("kneeling_pain")) == carriers("kneeling_pain")
    plan = session(who("kneeling_pain"))
    assert {"seated_cat_cow", "standing_bird_dog"} <= set(ids(plan))


def test_hip_pain() -> None:
    mine = suit("hip_pain")
    assert barred(mine) == set()
    assert kept(mine) == carriers("hip_pain")


def test_balance() -> None:
    mine = suit("balance")
    assert barred(mine) == set()
    assert kept(mine) == carriers("balance") | {"romanian_deadlift"}
    at_a_counter = {"leg_swings", "standing_hip_abduction", "suitcase_carry"}
    for id in carriers("balance"):
        words = "counter" if id in at_a_counter else "fixed support throughout"
        assert words in keeps(mine)[id], id
    assert not any("chair" in said for said in keeps(mine).values())


@pytest.mark.parametrize("id", ["heel_raise", "tandem_stand", "single_leg_stand", "side_steps"])
def test_balance_is_trained_with_a_hand_on_the_counter_up_to_level_2(id: str) -> None:
    mine = suit("balance")
    assert keeps(mine)[id] == "Hand on the counter."
    assert mine.top(EXERCISES[id]) == 2
    assert suit("pregnancy_prone").top(EXERCISES[id]) == 2
    for tag in ("osteoporosis", "leg_symptoms"):
        assert suit(tag).top(EXERCISES[id]) == len(EXERCISES[id].ladder)
        assert id not in bars(suit(tag))


def test_hypertension() -> None:
    mine = suit("hypertension")
    assert barred(mine) == set()
    assert kept(mine) == carriers("hypertension")
    tops = {"romanian_deadlift": 4, "squat": 4, "suitcase_carry": 3}
    assert {id: mine.top(EXERCISES[id]) for id in tops} == tops
    plan = session(who("hypertension"))
    assert [reason.sentence for reason in plan.reasons] == [
        "Holds last 10 seconds at most and effort stays at 6 of 10 or easier, able to talk; "
        "breathe all the time."
    ]


@pytest.mark.parametrize(
    ("exercise", "level", "reps", "seconds"),
    [
        ("front_plank", 2, (5,), 10),
        ("front_plank", 3, (6,), 10),
        ("front_plank", 4, (9,), 10),
        ("wall_plank", 2, (6,), 10),
    ],
)
def test_hypertension_has_the_same_time_in_holds_of_10_seconds(
    exercise: str, level: int, reps: tuple[int, ...], seconds: int
) -> None:
    dose = in_shorter_holds(EXERCISES[exercise].at(level), 10)
    assert (dose.reps, dose.hold_seconds, dose.level) == (reps, seconds, level)


def test_hypertension_leaves_stretches_their_time() -> None:
    plan = session(who("hypertension"))
    assert the_item(plan, "cobra").dose.hold_seconds == 15


def test_reflux() -> None:
    mine = suit("reflux")
    assert kept(mine) == {"pelvic_tilt", "rest_breathing"}
    assert keeps(mine)["pelvic_tilt"] == "Head and shoulders raised on a cushion."


# --- several at once -------------------------------------------------------------------------


def test_two_halves_that_exclude_each_other_leave_nothing() -> None:
    mine = suit("flexion_intolerant", "extension_intolerant")
    assert {"cat_cow", "seated_cat_cow"} <= mine.barred
    plan = session(who("flexion_intolerant", "extension_intolerant"))
    assert "Cat-cow is left out: bending brings your pain on, and arching brings your pain on." in [
        reason.sentence for reason in plan.reasons
    ]


def test_a_stand_in_that_another_tag_bars_gives_way_to_the_next() -> None:
    plan = session(who("no_floor", "osteoporosis"), 1)
    assert "seated_twist" not in ids(plan)
    plan = session(who("wrist_pain", "pregnancy_prone"))
    assert not {"cobra", "sphinx"} & set(ids(plan))
    plan = session(who("wrist_pain", "shoulder_pain"))
    assert {"cobra", "sphinx"}.isdisjoint(ids(plan))
    assert "seated_cat_cow" in ids(plan)


def test_notes_of_two_tags_stand_together() -> None:
    said = keeps(suit("balance", "knee_pain"))["step_up"]
    assert said == "On a lower step. A hand on a fixed support throughout."
