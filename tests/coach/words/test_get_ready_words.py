"""The words before an exercise, and the line of what to have ready (programme.md §2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backcoach.coach.planning.timeline import unroll
from backcoach.coach.suitability import Suit, with_limits
from backcoach.coach.words.get_ready_words import announced, have_ready_words
from tests.support.content import catalogue, item, plan_of, programme

EQUIPMENT = programme().equipment
SUIT = with_limits(Suit(programme(), catalogue().exercises))
DOWN = "Come down to the mat, one knee first, a hand on something firm."
UP = "Get up in your own time: side, hands and knees, one foot, up."


def said(*exercises: tuple[str, int]) -> list[str]:
    """What is announced before each step of a session."""
    plan = replace(plan_of(*(item(*each) for each in exercises)), suit=SUIT)
    return [announced(step, EQUIPMENT) for step in unroll(plan, programme().timing)]


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("march_in_place", "shoulder_circles", "Next: Shoulder circles."),
        ("march_in_place", "seated_march", "Next: Seated march. Have the chair behind you."),
        ("seated_march", "march_in_place", "Next: March in place. Stand up from the chair."),
        ("march_in_place", "pelvic_tilt", f"Next: Pelvic tilt. {DOWN}"),
        ("seated_march", "cat_cow", f"Next: Cat-cow. {DOWN}"),
        ("cobra", "cat_cow", "Next: Cat-cow. Come onto your hands and knees."),
        ("cobra", "pelvic_tilt", "Next: Pelvic tilt. Roll onto your back."),
        ("pelvic_tilt", "cobra", "Next: Cobra. Roll onto your front."),
        ("pelvic_tilt", "clamshell", "Next: Clamshell. Roll onto your left side."),
        ("pelvic_tilt", "butterfly", "Next: Butterfly. Sit up on the mat. You need the cushion."),
        ("pelvic_tilt", "march_in_place", f"Next: March in place. {UP}"),
        ("cobra", "seated_march", f"Next: Seated march. {UP} Have the chair behind you."),
        ("pelvic_tilt", "step_up", f"Next: Step-up. {UP} You need the step."),
    ],
)
def test_d3_announced(first: str, second: str, words: str) -> None:
    names = {each.id: each.name for each in catalogue().exercises.values()}
    words = words.replace(words.partition(".")[0], f"Next: {names[second]}")
    assert words in said((first, 1), (second, 1))


@pytest.mark.parametrize(
    ("exercise", "words"),
    [
        ("clamshell", "Roll over to your right side."),
        ("step_up", "Other foot."),
        ("suitcase_carry", "Other hand."),
        ("leg_swings", "Right leg."),
        ("seated_twist", "Turn to the right."),
    ],
)
def test_d3_a_change_of_side_is_announced_by_what_changes(exercise: str, words: str) -> None:
    assert said((exercise, 1))[1] == words


def test_d3_two_things_to_fetch_are_named_in_one_sentence() -> None:
    words = said(("march_in_place", 1), ("functional_lift", 1))[1]
    assert words.endswith("You need the bag.")


def test_d3_a_rest_announces_nothing() -> None:
    assert said(("bridge", 1))[1:] == [""]


def test_every_exercise_can_be_announced_after_every_other() -> None:
    for first in catalogue().exercises:
        for second in catalogue().exercises:
            assert all(words.endswith((".", "")) for words in said((first, 1), (second, 1)))


def test_d5_the_line_names_things_in_order_minutes_and_ways_to_the_floor() -> None:
    exercises = [("march_in_place", 1), ("step_up", 1), ("romanian_deadlift", 1)]
    exercises += [("sit_to_stand", 1), ("bird_dog", 1)]
    plan = replace(plan_of(*(item(*each) for each in exercises)), suit=SUIT, seconds=26 * 60)
    assert have_ready_words(plan) == (
        "Have ready: a step, two weights, a chair, your mat."
        " About 26 minutes, down to the floor once."
    )


def test_d5_without_things_and_floor_the_line_says_so() -> None:
    plan = replace(plan_of(item("march_in_place")), suit=SUIT)
    assert have_ready_words(plan) == "About 5 minutes, no getting down to the floor."
