"""How decisions are listed: the latest ones, and repeated ones as one line."""

import pytest

from backcoach.coach.evidence.decisions import (
    Decision,
    Evidence,
    decisions_about,
    latest,
    runs_of,
)
from tests.support.logs import day


def about(
    exercise: str, number: int, rule: str = "level.hold.sore", levels: tuple[int, int] = (2, 2)
) -> Decision:
    return Decision(rule, day(number), exercise, exercise.title(), *levels, Evidence())


SORE = [about("squat", 3), about("bridge", 3)]
UP = about("clamshell", 3, "level.up", (1, 2))


def test_what_moved_that_day_comes_before_what_stayed() -> None:
    assert latest([*SORE, UP], 5) == [UP, *SORE]


def test_the_latest_day_comes_first_and_no_more_than_asked_for() -> None:
    before = about("squat", 1, "level.up", (1, 2))
    assert latest([before, *SORE], 5) == [*SORE, before]
    assert latest([before, *SORE], 2) == SORE
    assert latest([before, *SORE], 1) == SORE[:1]


def test_of_each_exercise_only_its_last_word_of_a_day_is_told() -> None:
    again = about("squat", 3, "level.down.red", (2, 1))
    assert latest([*SORE, again], 5) == [again, SORE[1]]


def test_a_break_is_told_once_for_all_exercises() -> None:
    lower = [about(each, 9, "absence.14-27", (2, 1)) for each in ("squat", "bridge")]
    assert latest([*SORE, *lower], 1) == [lower[1]]
    assert latest([*SORE, *lower], 5) == [lower[1], *SORE]


@pytest.mark.parametrize("most", range(1, 6))
def test_the_latest_are_the_same_however_many_are_asked_for(most: int) -> None:
    # The stage is of no exercise: it is told beside them.
    stage = Decision.of_all("stage.open", day(5), Evidence())
    assert (stage.exercise, stage.from_level, stage.to_level) == ("", 0, 0)
    before = [about("squat", number) for number in range(3)]
    everything = [stage, UP, *SORE, *reversed(before)]
    assert latest([*before, *SORE, UP, stage], most) == everything[:most]


def test_what_is_of_no_exercise_is_told_once_for_each_rule() -> None:
    told = [Decision.of_all(f"stage.{each}", day(5), Evidence()) for each in ("open", "chosen")]
    assert latest([*told, told[0]], 5) == [told[1], told[0]]


def test_the_ledger_of_an_exercise_holds_who_took_over_from_it_too() -> None:
    swap = UP._replace(rule="level.swap.harder", other="bridge", other_name="Bridge")
    assert decisions_about([*SORE, swap], "bridge") == (SORE[1], swap)
    assert decisions_about([*SORE, swap], "clamshell") == (swap,)


def test_the_highest_level_says_why_it_is_the_highest_where_there_is_a_reason() -> None:
    top = about("squat", 3, "level.hold.top")
    assert top.sentence == "Squat stays at level 2, its highest."
    assert top._replace(because="it is enough").sentence == "Squat stays at level 2: it is enough."


def test_what_repeats_is_one_chapter_with_its_days() -> None:
    told = runs_of([about("squat", 1), about("squat", 3), UP, about("squat", 5)])
    assert [(each.first, each.last, each.times) for each in told] == [
        (day(1), day(3), 2),
        (day(3), day(3), 1),
        (day(5), day(5), 1),
    ]


def test_what_repeats_after_something_else_goes_on_from_there() -> None:
    told = runs_of([UP, about("squat", 4), about("squat", 5)])
    assert [(each.first, each.last, each.times) for each in told] == [
        (day(3), day(3), 1),
        (day(4), day(5), 2),
    ]
