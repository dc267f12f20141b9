"""The texts that users read about safety and pain, row by row, written out by hand.

J14 and J15, the words of a repetition, are in `tests/tui/test_phase_words.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from backcoach.coach.model.exercise import Exercise
from backcoach.coach.planning.planner import plan_session
from backcoach.coach.words.profile_words import asked_tags
from backcoach.coach.words.session_words import left_out_words, plan_rows
from tests.support.content import catalogue

CONTENT = catalogue()
EXERCISES, PROGRAMME, SAFETY = CONTENT.exercises, CONTENT.programme, CONTENT.safety
DATA = Path(__file__).parents[2] / "data"


def of(name: str, part: Callable[[Exercise], str]) -> str:
    return part(EXERCISES[name])


def move(each: Exercise) -> str:
    return each.cues.move


def breathe(each: Exercise) -> str:
    return each.cues.breathe


def stop(each: Exercise) -> str:
    return each.stop


def first_note(each: Exercise) -> str:
    return each.at(1).note


OF_EXERCISES = [
    (
        "J1",
        "functional_lift",
        move,
        "Bend hips and knees, hug it close, stand, step round, set it down",
    ),
    (
        "J2",
        "romanian_deadlift",
        move,
        "Push the hips back; weights slide down to just below the knees",
    ),
    ("J3", "side_plank", stop, "shoulder pain or sharp back pain"),
    (
        "J3",
        "side_plank",
        first_note,
        "top foot in front. Hips keep sinking? The knee version trains the same.",
    ),
    ("J4", "kneeling_plank", breathe, "Breathe slowly and steadily"),
    ("J5", "curl_up", stop, "neck pain; back pain above 5/10; leg symptoms"),
    (
        "J6",
        "bird_dog_leg_slide",
        stop,
        "back pain above 5/10; leg symptoms; wrist or knee pain",
    ),
    (
        "J6",
        "bird_dog_leg_slide",
        first_note,
        "toes stay down. Sore wrists: fists. Sore knees: a folded towel.",
    ),
    (
        "J7",
        "bird_dog",
        move,
        "Reach one arm and the opposite leg long and level, then bring them in",
    ),
    (
        "J23",
        "romanian_deadlift",
        lambda each: each.at(5).note,
        "a weight you could lift about 12 times, effort 7",
    ),
    ("J22", "rest_breathing", lambda each: each.name, "Rest and slow breathing"),
    ("J22", "hip_hinge", lambda each: each.name, "Hip hinge practice (stick or wall)"),
]


@pytest.mark.parametrize(
    ("row", "name", "part", "words"), OF_EXERCISES, ids=[f"{r}-{n}" for r, n, _, _ in OF_EXERCISES]
)
def test_words_of_j_about_exercises(
    row: str, name: str, part: Callable[[Exercise], str], words: str
) -> None:
    assert of(name, part) == words, row


SIDES = {
    "J8": {
        "bird_dog": ("Left leg back, right arm forward", "Right leg back, left arm forward"),
        "standing_bird_dog": (
            "Left leg back, right arm forward",
            "Right leg back, left arm forward",
        ),
        "dead_bug": ("Left leg, right arm", "Right leg, left arm"),
    },
    "J9": {
        "side_plank": (
            "Lie on your left side, left elbow down",
            "Lie on your right side, right elbow down",
        ),
        "side_plank_knees": (
            "Lie on your left side, left elbow down",
            "Lie on your right side, right elbow down",
        ),
        "clamshell": (
            "Lie on your left side, right knee lifts",
            "Lie on your right side, left knee lifts",
        ),
    },
    "J10": {
        "leg_swings": ("Left leg", "Right leg"),
        "step_up": ("Left foot on the step", "Right foot on the step"),
        "step_down": ("Left foot on the step", "Right foot on the step"),
        "suitcase_carry": ("Bag in the left hand", "Bag in the right hand"),
        "seated_twist": ("Turn to the left", "Turn to the right"),
        "knee_rolls": ("Knees to the left", "Knees to the right"),
        "standing_hamstring_stretch": ("Left leg", "Right leg"),
        "supine_hamstring_stretch": ("Left leg", "Right leg"),
    },
}


@pytest.mark.parametrize(
    ("row", "name", "words"),
    [(row, name, words) for row, of_row in SIDES.items() for name, words in of_row.items()],
)
def test_words_of_j_about_sides(row: str, name: str, words: tuple[str, str]) -> None:
    each = EXERCISES[name]
    assert (each.left, each.right) == words, row


OTHERS = [
    ("J11", PROGRAMME.tags["osteoporosis"].ask, "thin bones (osteoporosis), or a bone broken in"),
    ("J13", SAFETY.check_in.ask, "Do you notice any of these now?"),
    ("J16", PROGRAMME.tags["balance"].ask, "a fall in the last year, or unsteady on your feet"),
    ("J18", SAFETY.screening.groups[1].hint, "Mark it even if somebody knows already; you can say"),
    ("J19", SAFETY.easy_offer.title, "Not the usual session today"),
    ("J25", SAFETY.stop_now.ask, "Stop at any of these. Mark it, and I tell you what to do."),
]


@pytest.mark.parametrize(("row", "said", "words"), OTHERS, ids=[row for row, _, _ in OTHERS])
def test_words_of_j_about_questions(row: str, said: str, words: str) -> None:
    assert said.startswith(words), row


def test_words_of_j17_one_question_is_about_all_of_a_pregnancy() -> None:
    asked = [words for words in asked_tags(PROGRAMME).values() if "pregnan" in words.lower()]
    assert asked == ["Pregnant"]


def test_words_of_j20_effort_is_for_a_whole_session() -> None:
    assert {(each.lowest, each.highest): each.words for each in SAFETY.effort.anchors} == {
        (0, 0): "rest",
        (1, 2): "very easy",
        (3, 4): "easy: could talk in long sentences",
        (5, 6): "moderate: short sentences, could go on",
        (7, 8): "hard: a few words, glad of the rests",
        (9, 9): "very hard",
        (10, 10): "all I had",
    }


def test_words_of_j21_what_is_left_out_is_told_on_today_and_comes_first_next_time() -> None:
    plan = plan_session(PROGRAMME, EXERCISES, stage=1, done_in_stage=0, length=None)
    assert left_out_words(plan) == ""
    assert not any("Left out" in name for _, name, _ in plan_rows(plan))
    one, two = replace(plan, left_out=("Cobra",)), replace(plan, left_out=("Cobra", "Bridge"))
    said = "Left out for time: Cobra (it comes first next time)."
    assert left_out_words(one) == said
    assert ("", said, "") in plan_rows(one)
    assert left_out_words(two) == "Left out for time: Cobra, Bridge (they come first next time)."


@pytest.mark.parametrize(
    ("row", "old"),
    [
        ("J12", "answers enough"),
        ("J13", "is anything new?"),
        ("J22", "dowel"),
        ("J22", "90/90"),
        ("J23", "12RM"),
    ],
)
def test_words_of_j_that_are_gone(row: str, old: str) -> None:
    files = [file for file in DATA.rglob("*.toml") if "earlier" not in file.parts]
    said = "\n".join(file.read_text(encoding="utf-8") for file in files)
    assert old not in said, row


def test_words_of_j24_with_balance_the_carry_goes_along_a_counter() -> None:
    adaptation = PROGRAMME.tags["balance"].adaptation("suitcase_carry")
    assert adaptation is not None
    assert adaptation.keep == "Along a counter, the free hand gliding on it."
