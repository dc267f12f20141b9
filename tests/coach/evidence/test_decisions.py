"""What is told of the ledger: the latest decisions, and those that repeat."""

from backcoach.coach.evidence.decisions import Decision, Evidence, latest, runs_of
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


def test_what_repeats_is_one_chapter_with_its_days() -> None:
    told = runs_of([about("squat", 1), about("squat", 3), UP, about("squat", 5)])
    assert [(each.first, each.last, each.times) for each in told] == [
        (day(1), day(3), 2),
        (day(3), day(3), 1),
        (day(5), day(5), 1),
    ]
