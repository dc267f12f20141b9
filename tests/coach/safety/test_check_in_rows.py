"""What each row of the check-in and each answer about it leads to (§4.2), written out by hand."""

from pathlib import Path
from typing import NamedTuple

import pytest

from backcoach.coach.safety.check_in import check_in_outcome
from backcoach.coach.safety.outcomes import Outcome
from tests.support.clock import ManualClock
from tests.support.coach import practice_in
from tests.support.content import catalogue, programme

SAFETY = catalogue().safety
MINIMUM = programme().readiness.no_workout_pain_min


class Row(NamedTuple):
    """A row, what was answered about it, and where that leads."""

    line: str
    sign: str
    answer: str | None
    outcome: Outcome
    title: str


TABLE = [
    Row("A5.1", "saddle_or_bladder", None, Outcome.EMERGENCY, "Get help now"),
    Row("A5.2", "both_legs", "worse", Outcome.EMERGENCY, "Get help now"),
    Row("A5.2", "both_legs", "known", Outcome.EMERGENCY, "Get help now"),
    Row("A5.2", "both_legs", None, Outcome.EMERGENCY, "Get help now"),
    Row("A5.3", "one_leg", "failing", Outcome.EMERGENCY, "Get help now"),
    Row("A5.3", "one_leg", "weak", Outcome.URGENT, "Get medical advice today"),
    Row("A5.3", "one_leg", "pain", Outcome.LEG, "About the leg"),
    Row("A5.3", "one_leg", None, Outcome.EMERGENCY, "Get help now"),
    Row("A5.4", "heart_or_stroke_today", None, Outcome.CALL, "Call 999 / 112 / 911 now"),
    Row("A5.5", "fever_or_chills", "yes", Outcome.URGENT, "Get medical advice today"),
    Row("A5.5", "fever_or_chills", "no", Outcome.NOT_TODAY, "Not today"),
    Row("A5.5", "fever_or_chills", None, Outcome.URGENT, "Get medical advice today"),
    Row("A5.6", "accident", "serious", Outcome.EMERGENCY, "Get help now"),
    Row("A5.6", "accident", "back", Outcome.URGENT, "Get medical advice today"),
    Row("A5.6", "accident", None, Outcome.EMERGENCY, "Get help now"),
    Row("A5.7", "weight_or_constant_pain", None, Outcome.URGENT, "Get medical advice today"),
    Row("A5.7p", "pregnancy_sign", None, Outcome.MATERNITY, "Call your maternity unit"),
    Row("A5.8", "not_well", "yes", Outcome.CALL, "Call 999 / 112 / 911 now"),
    Row("A5.8", "not_well", "no", Outcome.NOT_TODAY, "Not today"),
    Row("A5.8", "not_well", None, Outcome.CALL, "Call 999 / 112 / 911 now"),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.line} {row.sign} {row.answer}")
def test_a5_each_row_and_answer_of_the_check_in(row: Row) -> None:
    outcome = check_in_outcome(SAFETY, MINIMUM, 2, {row.sign: row.answer}, ())
    assert outcome is row.outcome
    advice = SAFETY.advice(outcome)
    assert advice is not None
    assert advice.title == row.title


def test_a5_6_a_small_knock_with_the_back_as_before_is_an_easy_session() -> None:
    outcome = check_in_outcome(SAFETY, MINIMUM, 2, {"accident": "minor"}, ())
    assert outcome is Outcome.EASY
    assert outcome.goes_ahead
    advice = SAFETY.advice(outcome)
    assert advice is not None
    assert advice.text.startswith("A small knock is usually harmless.")


def test_a5_every_row_is_in_the_table() -> None:
    rows = {each.id for each in SAFETY.check_in.symptoms}
    assert rows == {each.sign for each in TABLE} | {"weekly_or_pregnancy"}


LEG = "One leg: new pain, tingling, numbness or weakness, or further down than before"


@pytest.mark.parametrize(
    ("sign", "answer", "words"),
    [
        ("one_leg", "failing", f"{LEG}. What is it? Foot drops, or quickly weaker"),
        ("one_leg", None, LEG),
        (
            "both_legs",
            "worse",
            "Pain, tingling, numbness or weakness in both legs. New since last time, or worse? Yes",
        ),
        (
            "accident",
            "back",
            "A fall, blow or accident. How bad? Minor, but the back is new or worse",
        ),
        (
            "saddle_or_bladder",
            None,
            "Numbness between the legs, or a change in peeing, pooing or sex",
        ),
    ],
)
def test_a5_a_lock_lists_what_was_marked_and_answered(
    tmp_path: Path, sign: str, answer: str | None, words: str
) -> None:
    practice = practice_in(tmp_path, ManualClock())
    practice.sessions.check_in(practice.sessions.answered(2, {sign: answer}))
    assert practice.safety.words_of_marks() == [words]
