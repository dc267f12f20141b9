"""The safety screen: its content, and what its answers lead to."""

from __future__ import annotations

import pytest

from backcoach.catalogue import Catalogue
from backcoach.coach.safety.check_in import Outcome, Symptom, outcome


@pytest.mark.parametrize(
    ("pain", "answers", "expected"),
    [
        (0, {}, Outcome.GO),
        (7, {}, Outcome.GO),
        (8, {}, Outcome.NO_WORKOUT),
        (10, {}, Outcome.NO_WORKOUT),
        (0, {"saddle_or_bladder": None}, Outcome.EMERGENCY),
        (0, {"chest_pain": None}, Outcome.EMERGENCY),
        (0, {"fever": None}, Outcome.URGENT),
        (9, {"fever": None}, Outcome.URGENT),
        (0, {"not_well": None}, Outcome.NOT_TODAY),
        (8, {"not_well": None}, Outcome.NO_WORKOUT),
        (0, {"not_well": None, "fever": None}, Outcome.URGENT),
        (0, {"weight_or_night_pain": None}, Outcome.URGENT),
        (0, {"leg_weakness": "one_stable"}, Outcome.URGENT),
        (0, {"leg_weakness": "both_or_worse"}, Outcome.EMERGENCY),
        (0, {"accident": "not_serious"}, Outcome.URGENT),
        (0, {"accident": "serious"}, Outcome.EMERGENCY),
        (0, {"fever": None, "accident": "serious"}, Outcome.EMERGENCY),
        (10, {"chest_pain": None, "fever": None}, Outcome.EMERGENCY),
        # A question left open counts as its worst answer.
        (0, {"leg_weakness": None}, Outcome.EMERGENCY),
    ],
)
def test_the_worst_outcome_wins(
    catalogue: Catalogue, pain: int, answers: dict[str, str | None], expected: Outcome
) -> None:
    least = catalogue.programme.readiness.no_workout_pain_min
    assert outcome(catalogue.safety, least, pain, answers) is expected


@pytest.mark.parametrize("answers", [{"hiccups": None}, {"leg_weakness": "three_legs"}])
def test_an_answer_nobody_asked_for_is_an_error(
    catalogue: Catalogue, answers: dict[str, str | None]
) -> None:
    with pytest.raises(KeyError):
        outcome(catalogue.safety, 8, 0, answers)


def test_every_outcome_but_go_has_its_advice(catalogue: Catalogue) -> None:
    safety = catalogue.safety
    assert safety.advice(Outcome.GO) is None
    assert safety.advice(Outcome.EMERGENCY) is safety.emergency
    assert safety.advice(Outcome.URGENT) is safety.urgent
    assert safety.advice(Outcome.NO_WORKOUT) is safety.no_workout
    assert safety.advice(Outcome.NOT_TODAY) is safety.not_today


def test_emergency_and_urgent_texts_are_verbatim(catalogue: Catalogue) -> None:
    assert catalogue.safety.emergency.text == (
        "Stop. These can be signs of a rare problem that needs hospital care today. Call your "
        "emergency number (999 / 112 / 911) or go to an emergency department now, and tell them "
        "exactly what you answered here. Do not wait to see if it passes, and do not exercise."
    )
    assert catalogue.safety.urgent.text == (
        "Please get medical advice today (GP same-day, NHS 111 or your local equivalent) before "
        "exercising here. It may well be nothing serious, but it should be looked at first."
    )


def test_the_check_in_asks_about_everything_on_the_list(catalogue: Catalogue) -> None:
    asked = " ".join(symptom.ask.lower() for symptom in catalogue.safety.check_in.symptoms)
    for sign in (
        "numbness between the legs",
        "bladder",
        "bowel",
        "weakness",
        "fever",
        "accident",
        "fall",
        "weight loss",
        "night",
        "chest pain",
        "faint",
    ):
        assert sign in asked


@pytest.mark.parametrize(
    "words",
    [
        "not a medical device",
        "diagnosis",
        "no clinician",
        "offline",
        "non-specific",
        "warning signs",
        "out of date",
        "judgement",
        "stop rules",
        "doctor or physiotherapist",
        "soreness",
        "injury is possible",
        "your own choice",
        "stays on this machine",
        "plain files",
        "non-slip",
        "chair or step",
    ],
)
def test_the_disclaimer_says_what_it_must(catalogue: Catalogue, words: str) -> None:
    disclaimer = catalogue.safety.disclaimer
    assert words in " ".join([*disclaimer.paragraphs, *disclaimer.points])
    assert disclaimer.accept == "I understand"


def test_scales_have_words_where_there_are_some(catalogue: Catalogue) -> None:
    safety = catalogue.safety
    assert [safety.pain.words(score) for score in (0, 5, 10)] == [
        "no pain",
        "",
        "worst you can imagine",
    ]
    assert safety.effort.words(0) == ""
    assert safety.effort.words(3) == "easy"
    assert safety.effort.words(10) == "none left"
    assert safety.effort.source == "recalled scale"


def test_a_symptom_with_an_outcome_needs_no_option() -> None:
    assert Symptom("fever", "Fever", Outcome.URGENT).leads_to(None) is Outcome.URGENT
