"""The words of the safety questions, written out by hand from programme.md §3.8 and §4.

Nothing in these tables is read from the data: a changed word changes what somebody answers.
"""

from __future__ import annotations

import pytest

from backcoach.catalogue import Catalogue

LOSING = "Losing weight without trying, or constant pain no position eases"
PREGNANCY = (
    "Pregnancy: bleeding, fluid, regular tightenings, bad headache, calf pain or swelling, baby "
    "moving less"
)

A2: dict[str, tuple[str, dict[str, str]]] = {
    "emergency": (
        "Is any of this new, or getting worse?",
        {
            "saddle_numbness": (
                "Numb or tingling between the legs: genitals, back passage or inner thighs; "
                "or wiping feels different"
            ),
            "bladder_or_bowel": (
                "Trouble starting, stopping or feeling when you pee; leaking pee or poo; "
                "cannot tell when full"
            ),
            "sexual_function": (
                "Less feeling during sex, or new trouble with erection or orgasm, since the "
                "back trouble"
            ),
            "both_legs": "Pain, tingling, numbness or weakness in both legs",
            "leg_failing": "A foot that drops or drags, or a leg quickly getting weaker",
            "serious_accident": (
                "It began with a serious accident: road crash, fall from a height, heavy blow"
            ),
            "heart_or_stroke": (
                "Now or today: chest pain, collapse, tearing belly pain, drooping face, "
                "suddenly weak arm, slurred speech"
            ),
        },
    ),
    "urgent": (
        "Does any of this apply?",
        {
            "fever": "Fever, chills or sweats together with new or worse back pain",
            "infection_risk": (
                "New back pain after a serious infection, injected drugs, or with a "
                "weakened immune system"
            ),
            "cancer": "You have ever had cancer, and this back pain is new or different",
            "weight_loss": "You are losing weight without trying",
            "constant_pain": "Constant pain, day and night, that no position or movement eases",
            "fragile_bones": (
                "Sudden back pain after a small bump, lift or fall, and you are 65+, have "
                "thin bones or take steroids"
            ),
            "one_leg_weak": "New weakness or numbness in one leg",
            "shape_or_upper": (
                "A new lump or change of shape in the back, or pain mainly between the "
                "shoulder blades"
            ),
            "cough_pain": "New sharp back pain set off by coughing, sneezing or straining",
        },
    ),
    "clinician": (
        "And any of this? Exercise usually suits these too, once a clinician has agreed.",
        {
            "pregnant": "You are pregnant",
            "gave_birth": "You gave birth in the last 12 weeks",
            "surgery": "An operation on back, belly or hip, or a broken bone, in the last 6 months",
            "heart": (
                "Heart disease, or chest tightness, fainting or unusual breathlessness with effort"
            ),
            "blood_pressure": "High blood pressure that is untreated or not under control",
            "weak_or_unsteady": (
                "A past stroke, or another illness that affects strength or balance"
            ),
            "thin_bones": "Thin bones (osteoporosis), or a bone broken in a minor fall",
            "stenosis_or_slip": "A narrowed spinal canal (stenosis) or a slipped vertebra",
            "inflammatory": "Inflammatory arthritis, for example ankylosing spondylitis",
            "first_over_55": "Your first back pain ever, and you are over 55",
        },
    ),
    "shapes": (
        "Last page: this only shapes your plan.",
        {
            "never_seen": "Back pain for more than 6 weeks that nobody has looked at",
            "worsening": "Slowly getting worse over the last weeks",
            "spondylo": "It began before age 45 and has lasted over 3 months",
            "one_leg_pain": (
                "Pain or tingling below one buttock or down one leg, no numbness or weakness"
            ),
            "age_65": "You are 65 or older",
            "fall": "A fall in the last year, or unsteady on your feet",
        },
    ),
}
"""By page, its heading and its questions in their order."""

A5: list[tuple[str, str | None, list[str]]] = [
    ("Numbness between the legs, or a change in peeing, pooing or sex", None, []),
    (
        "Pain, tingling, numbness or weakness in both legs",
        "New since last time, or worse?",
        ["Yes", "No, long known and checked"],
    ),
    (
        "One leg: new pain, tingling, numbness or weakness, or further down than before",
        "What is it?",
        ["Foot drops, or quickly weaker", "Numbness or weakness", "Pain or tingling only"],
    ),
    (
        "Chest pain, drooping face, slurred speech, suddenly weak arm, worst headache ever",
        None,
        [],
    ),
    ("Fever or chills", "Is your back pain new or worse with it?", ["Yes", "No"]),
    (
        "A fall, blow or accident",
        "How bad?",
        [
            "Serious (crash, height, heavy blow)",
            "Minor, but the back is new or worse",
            "Minor, back as before",
        ],
    ),
    (LOSING, None, []),
    (PREGNANCY, None, []),
    ("Weight loss, constant pain, or a pregnancy sign", "Which is it?", [PREGNANCY, LOSING]),
    (
        "Faint, dizzy, breathless, feeling ill, or alcohol or sedatives today",
        "Did you faint, or does faintness stay after some minutes lying down?",
        ["Yes", "No"],
    ),
]
"""The rows of the check-in: what is asked, what follows a mark, and the answers, worst first."""

A14 = [
    "Chest pain or pressure; drooping face, slurred speech, suddenly weak arm",
    "Fainted, worst headache ever, or breathless at rest",
    "Light-headed or dizzy",
    "Numb between the legs; both legs painful, tingling, numb or weak",
    "A pop with sudden severe pain, or sharp pain that stays ten minutes after stopping",
    "New numbness or weakness in one leg",
    "New pain or tingling down one leg",
    "Pregnant: bleeding, fluid, regular tightenings, bad headache, calf pain, baby moving less",
]


@pytest.mark.parametrize("page", A2)
def test_a2_the_questions_of_each_page_are_verbatim(catalogue: Catalogue, page: str) -> None:
    group = next(each for each in catalogue.safety.screening.groups if each.id == page)
    heading, questions = A2[page]
    assert group.ask == heading
    assert [(each.id, each.ask) for each in group.questions] == list(questions.items())


def test_a5_the_rows_and_what_follows_them_are_verbatim(catalogue: Catalogue) -> None:
    rows = catalogue.safety.check_in.symptoms
    found = [(each.ask, each.question, [option.text for option in each.options]) for each in rows]
    assert found == A5


def test_a14_the_signs_to_stop_at_are_verbatim(catalogue: Catalogue) -> None:
    signs = catalogue.safety.stop_now.signs
    assert [each.ask for each in signs] == A14
    asked = {each.id: each.question for each in signs if each.question is not None}
    assert asked == {
        "stop_light_headed": ("Lie down (pregnant: left side). Has it passed within five minutes?")
    }


def test_b1_the_question_of_who_has_seen_somebody_with_high_pain(catalogue: Catalogue) -> None:
    seen = catalogue.safety.asking.seen
    assert (
        seen.ask == "Has a doctor or physiotherapist seen you about this pain in the last 6 months?"
    )
    assert (seen.not_yet, seen.yes) == ("Not yet", "Yes")


def test_a1_2_and_a9_the_numbers_of_asking(catalogue: Catalogue) -> None:
    asking = catalogue.safety.asking
    assert asking.held_seconds == 0.4
    assert (asking.weekly_days, asking.worsening_days) == (7, 14)
    assert (asking.pregnancy_days, asking.weeks_max) == (28, 42)
