"""The sentence shown on the day a level goes up."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from backcoach.coach.levels.steps_up import step_up
from backcoach.coach.model.profile import Weight, WeightUnit
from backcoach.coach.model.records import SessionRecord
from backcoach.report.levels import level_words
from tests.support.content import catalogue
from tests.support.levels import did, last, now
from tests.support.training import Trainee

EXERCISES = catalogue().exercises


@pytest.mark.parametrize(
    ("exercise", "new", "begins"),
    [
        ("romanian_deadlift", 2, "3 sets instead of 2."),
        ("romanian_deadlift", 3, "12 instead of 10."),
        ("romanian_deadlift", 4, "Fewer repetitions, more weight: that is a step up. Take about"),
        ("romanian_deadlift", 5, "Fewer repetitions, more weight: that is a step up. Take 5-10 %"),
        ("squat", 5, "Fewer repetitions, more weight: that is a step up."),
        ("functional_lift", 2, "8 instead of 6."),
        ("functional_lift", 3, "Three times six from the floor: lower, so fewer at a time."),
        ("suitcase_carry", 2, "30 seconds instead of 20."),
        ("suitcase_carry", 3, "3 sets instead of 2."),
        ("suitcase_carry", 4, "40 seconds instead of 30."),
    ],
)
def test_c6_what_going_up_means(exercise: str, new: int, begins: str) -> None:
    told = step_up(EXERCISES[exercise], new - 1, new)
    assert told is not None
    assert told.sentence.startswith(begins)


def test_c6_where_only_the_note_differs_nothing_is_added() -> None:
    for exercise in EXERCISES.values():
        for old, new in pairwise(exercise.ladder):
            if step_up(exercise, old.level, new.level) is None:
                assert new.note or new.tempo != old.tempo or new.sets < old.sets or new.out


def test_c6_it_is_told_with_the_exercise_on_that_day_only() -> None:
    told: list[tuple[str, int]] = []
    for each in Trainee(stage=2).train(weeks=3):
        for item in each.plan.items:
            told += [
                (item.exercise.id, item.dose.level)
                for note in item.notes
                if "inst" in note.sentence
            ]
    assert told
    assert len(told) == len(set(told))


def test_c6_what_is_carried_by_the_clock_goes_up_too() -> None:
    levels = [
        item.dose.level
        for each in Trainee(stage=2).train(weeks=20)
        for item in each.plan.items
        if item.exercise.id == "suitcase_carry"
    ]
    assert levels[0] == 1
    assert max(levels) >= 3
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_c6_the_ledger_has_the_words_too_and_the_weight_of_a_loaded_level() -> None:
    def lifted(number: int, level: int) -> SessionRecord:
        session = did(number, ("romanian_deadlift", level))
        sets = tuple(replace(each, weight=Weight(8, WeightUnit.KG)) for each in session.sets)
        return replace(session, sets=sets)

    here = now(30, *(lifted(day, 3) for day in (0, 8, 15)), lifted(18, 4))
    assert last(here, "romanian_deadlift").sentence == (
        "Romanian deadlift (light) goes up to level 4, with 8 kg: done in full and calm twice in a"
        " row."
        " Fewer repetitions, more weight: that is a step up. Take about a tenth more; the last two"
        " of ten should feel hard but clean."
    )
    assert level_words(EXERCISES["romanian_deadlift"], here.levels) == (
        "Level 4 of 5 now, with 8 kg."
    )
