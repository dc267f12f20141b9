"""The safety screen: its content, and what its answers lead to."""

from __future__ import annotations

import pytest

from backcoach.catalogue import Catalogue
from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.safety.check_in import check_in_outcome
from backcoach.coach.safety.outcomes import Outcome
from backcoach.coach.safety.signs import Symptom


@pytest.mark.parametrize(
    ("pain", "answers", "expected"),
    [
        (0, {}, Outcome.GO),
        (7, {}, Outcome.GO),
        (8, {}, Outcome.NO_WORKOUT),
        (10, {}, Outcome.NO_WORKOUT),
        # A5, row by row
        (0, {"saddle_or_bladder": None}, Outcome.EMERGENCY),
        (0, {"both_legs": "worse"}, Outcome.EMERGENCY),
        (0, {"both_legs": "known"}, Outcome.EMERGENCY),
        (0, {"one_leg": "failing"}, Outcome.EMERGENCY),
        (0, {"one_leg": "weak"}, Outcome.URGENT),
        (0, {"one_leg": "pain"}, Outcome.LEG),
        (0, {"heart_or_stroke_today": None}, Outcome.CALL),
        (0, {"fever_or_chills": "yes"}, Outcome.URGENT),
        (0, {"fever_or_chills": "no"}, Outcome.NOT_TODAY),
        (0, {"accident": "serious"}, Outcome.EMERGENCY),
        (0, {"accident": "back"}, Outcome.URGENT),
        (0, {"accident": "minor"}, Outcome.EASY),
        (0, {"weight_or_constant_pain": None}, Outcome.URGENT),
        (0, {"pregnancy_sign": None}, Outcome.MATERNITY),
        (0, {"weekly_or_pregnancy": "pregnancy"}, Outcome.MATERNITY),
        (0, {"weekly_or_pregnancy": "weekly"}, Outcome.URGENT),
        (0, {"not_well": "yes"}, Outcome.CALL),
        (0, {"not_well": "no"}, Outcome.NOT_TODAY),
        # The worst of several
        (9, {"one_leg": "weak"}, Outcome.URGENT),
        (8, {"not_well": "no"}, Outcome.NO_WORKOUT),
        (8, {"one_leg": "pain"}, Outcome.NO_WORKOUT),
        (0, {"one_leg": "pain", "fever_or_chills": "no"}, Outcome.NOT_TODAY),
        (0, {"fever_or_chills": "yes", "accident": "serious"}, Outcome.EMERGENCY),
        (10, {"heart_or_stroke_today": None, "saddle_or_bladder": None}, Outcome.CALL),
        # A question left open counts as its first answer, which is the worst.
        (0, {"both_legs": None}, Outcome.EMERGENCY),
        (0, {"one_leg": None}, Outcome.EMERGENCY),
        (0, {"fever_or_chills": None}, Outcome.URGENT),
        (0, {"accident": None}, Outcome.EMERGENCY),
        (0, {"weekly_or_pregnancy": None}, Outcome.MATERNITY),
        (0, {"not_well": None}, Outcome.CALL),
    ],
)
def test_the_worst_outcome_wins(
    catalogue: Catalogue, pain: int, answers: dict[str, str | None], expected: Outcome
) -> None:
    least = catalogue.programme.readiness.no_workout_pain_min
    assert check_in_outcome(catalogue.safety, least, pain, answers) is expected


@pytest.mark.parametrize("answers", [{"hiccups": None}, {"one_leg": "three_legs"}])
def test_an_answer_nobody_asked_for_is_an_error(
    catalogue: Catalogue, answers: dict[str, str | None]
) -> None:
    with pytest.raises(KeyError):
        check_in_outcome(catalogue.safety, 8, 0, answers)


def test_what_a_hospital_knows_of_goes_on(catalogue: Catalogue) -> None:
    known = {"both_legs": "known"}
    assert check_in_outcome(catalogue.safety, 8, 0, known, {"both_legs"}) is Outcome.GO
    assert check_in_outcome(catalogue.safety, 8, 0, known, {"saddle_numbness"}) is Outcome.EMERGENCY
    worse = {"both_legs": "worse"}
    assert check_in_outcome(catalogue.safety, 8, 0, worse, {"both_legs"}) is Outcome.EMERGENCY


def test_every_outcome_but_go_has_its_advice(catalogue: Catalogue) -> None:
    safety = catalogue.safety
    assert safety.advice(Outcome.GO) is None
    titles = {each: advice.title for each in Outcome if (advice := safety.advice(each))}
    assert titles == {
        Outcome.EASY: "An easy session today",
        Outcome.LEG: "About the leg",
        Outcome.NOT_TODAY: "Not today",
        Outcome.NO_WORKOUT: "No workout today",
        Outcome.CALF: "Get medical advice today",
        Outcome.BE_CHECKED: "Stop for today and be checked",
        Outcome.URGENT: "Get medical advice today",
        Outcome.MATERNITY: "Call your maternity unit",
        Outcome.EMERGENCY: "Get help now",
        Outcome.CALL: "Call 999 / 112 / 911 now",
    }


NO_YES = (False, True)
A3 = {
    "emergency": "Stop. These can be signs of a rare problem that needs hospital care today. Call "
    "your emergency number (999 / 112 / 911) or have somebody take you to an emergency department "
    "now; do not drive yourself. Tell them exactly what you marked here. Do not wait to see if it "
    "passes, and do not exercise.",
    "call": "This may be your heart or a stroke. Call 999, 112 or 911 now. Do not drive. Sit or "
    "lie down, unlock the door, keep the phone with you, and tell them what you marked. Do not "
    "exercise.",
    "urgent": "Please get medical advice today (GP same-day, NHS 111 or your local equivalent) "
    "before exercising here. It may well be nothing serious, but it should be looked at first.",
    "clinician": "Exercise is probably right for you, but your answers mean a doctor, midwife or "
    "physiotherapist should agree the plan first. Come back and tick the box when they have.",
    "worth_a_look": "You may start. Back pain that has lasted over six weeks, or is slowly getting "
    "worse, deserves one visit to a GP or physiotherapist, so book it when you can. A scan is "
    "rarely needed. Go today instead if anything on the first two pages turns up.",
    "inflammation": "Several of your answers fit a kind of back pain that comes from inflammation. "
    "Ask your GP whether a rheumatologist should see you; there is good treatment. Exercise is "
    "part of that treatment, so you may start here meanwhile.",
    "about_the_leg": "Leg pain with back pain mostly comes from an irritated nerve and mostly "
    "settles. For now: easy sessions, short walks, no stretching or swinging of that leg. See a GP "
    "or physiotherapist if it is no better in two weeks. Numbness, weakness, both legs, or a "
    "change between the legs, in bladder, bowel or sex: stop and get help the same day.",
    "maternity": "Stop. Call your maternity unit or midwife now, day or night, and tell them what "
    "you marked. Heavy bleeding, chest pain, collapse or a fit: call 999 / 112 / 911. No exercise "
    "until they say so.",
    "be_checked": "A pop with sudden severe pain, or sharp pain that stays, should be looked at. "
    "Move only as far as is comfortable. Call your GP, NHS 111 or local equivalent today, and say "
    "how it happened. If a leg goes numb or weak, or anything changes between the legs: emergency "
    "department.",
    "small_knock": "A small knock is usually harmless. If your back starts to hurt over the next "
    "days, have it checked before exercising.",
}


@pytest.mark.parametrize("name", A3)
def test_a3_the_texts_are_verbatim(catalogue: Catalogue, name: str) -> None:
    assert getattr(catalogue.safety, name).text == A3[name]


def test_a3_t9_says_that_a_cold_counts(catalogue: Catalogue) -> None:
    assert catalogue.safety.not_today.text.endswith(
        "A cold counts. Start again when you feel well; after a week or more the coach starts you "
        "gently."
    )


def test_each_lock_has_its_text(catalogue: Catalogue) -> None:
    safety = catalogue.safety
    assert safety.lock_advice(Lock.NONE) is None
    assert safety.lock_advice(Lock.CLINICIAN) is safety.clinician
    assert safety.lock_advice(Lock.URGENT) is safety.urgent
    assert safety.lock_advice(Lock.MATERNITY) is safety.maternity
    assert safety.lock_advice(Lock.EMERGENCY) is safety.emergency
    assert safety.lock_advice(Lock.CALL) is safety.call


A4 = {
    Lock.EMERGENCY: (
        "Have you been seen at a hospital for this?",
        [
            ("Not yet", None),
            ("Yes, and they said exercise is fine", "seen_ok"),
            ("Yes, nothing was said about exercise", "seen"),
            ("I marked it by mistake", "mistake"),
        ],
    ),
    Lock.URGENT: (
        "Has a doctor or physiotherapist looked at this?",
        [
            ("Not yet", None),
            ("Yes, and exercise is fine", "checked"),
            ("It is old, was checked, and has not changed", "unchanged"),
        ],
    ),
    Lock.MATERNITY: (
        "Has your maternity team said you may exercise again?",
        [("Not yet", None), ("Yes", "maternity_ok")],
    ),
    Lock.CLINICIAN: (
        "Has a doctor, midwife or physiotherapist agreed that exercise is fine for you now?",
        [("Not yet", None), ("Yes", "clinician_ok")],
    ),
}


@pytest.mark.parametrize("lock", A4)
def test_a4_the_first_answer_about_a_lock_is_not_yet(catalogue: Catalogue, lock: Lock) -> None:
    way_out = catalogue.safety.screening.way_out(lock)
    assert way_out is not None
    ask, answers = A4[lock]
    assert way_out.ask == ask
    assert [(each.text, each.clears) for each in way_out.answers] == answers


def test_a5_the_rows_of_the_check_in(catalogue: Catalogue) -> None:
    listed = catalogue.safety.check_in
    assert listed.ask == "Do you notice any of these now?"
    assert [len(listed.rows(weekly=w, pregnant=p)) for w in NO_YES for p in NO_YES] == [7, 8, 8, 8]
    both = listed.rows(weekly=True, pregnant=True)
    assert both[6].ask == "Weight loss, constant pain, or a pregnancy sign"


def test_the_versions_went_up(catalogue: Catalogue) -> None:
    safety = catalogue.safety
    versions = (safety.version, safety.screening.version, safety.disclaimer.version)
    assert versions == ("3", "2", "2")


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
    assert disclaimer.accept == "I am 18 or older and I understand"


def test_scales_have_words_where_there_are_some(catalogue: Catalogue) -> None:
    safety = catalogue.safety
    assert [safety.pain.words(score) for score in (0, 5, 10)] == [
        "no pain",
        "",
        "worst you can imagine",
    ]
    assert [safety.effort.words(score) for score in range(11)] == [
        "rest",
        *["very easy"] * 2,
        *["easy: could talk in long sentences"] * 2,
        *["moderate: short sentences, could go on"] * 2,
        *["hard: a few words, glad of the rests"] * 2,
        "very hard",
        "all I had",
    ], "E4: words for a whole session"
    assert safety.effort.source == "judgement; DAY04 (one number for a session)"


def test_a_symptom_with_an_outcome_needs_no_option() -> None:
    assert Symptom("fever", "Fever", Outcome.URGENT).leads_to(None) is Outcome.URGENT
