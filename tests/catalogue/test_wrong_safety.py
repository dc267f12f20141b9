"""Safety texts and questions that do not hold together."""

from __future__ import annotations

import pytest

from tests.catalogue.mistakes import SAFETY, line_after

SAFETIES = [
    ("paragraphs = [", "paragraphs = []\nrest = [", "disclaimer.rest: unknown key"),
    (
        'id = "fever"',
        'id = "accident"',
        'check_in.symptoms: the symptom "accident" is listed twice',
    ),
    ('id = "fever"', 'id = "Fever!"', 'check_in.symptoms[3].id: "Fever!" is no id'),
    ('id = "serious"', 'id = "not_serious"', "check_in.symptoms[4].options: the option"),
    (
        'faint"\noutcome = "emergency"',
        'faint"',
        "check_in.symptoms[6]: leads nowhere; give it an outcome, or a question with options",
    ),
    (
        'faint"\noutcome = "emergency"',
        'faint"\noutcome = "emergency"\nquestion = "Really?"',
        "check_in.symptoms[6]: has both an outcome and a question; take one of them out",
    ),
    (
        'faint"\noutcome = "emergency"',
        'faint"\noutcome = "go"',
        'check_in.symptoms[6].outcome: a warning sign cannot lead to "go"',
    ),
    (
        'worse", outcome = "urgent"',
        'worse", outcome = "go"',
        'check_in.symptoms[2].options[1].outcome: a warning sign cannot lead to "go"',
    ),
    (
        '[[stop_now]]\noutcome = "emergency"',
        '[[stop_now]]\noutcome = "go"',
        'stop_now[1].outcome: a warning sign cannot lead to "go"',
    ),
    ("lowest = 10,", "lowest = 11,", "pain.anchors[2].lowest: 11 is not between 0 and 10"),
    (
        "lowest = 4,",
        "lowest = 3,",
        "effort.anchors[2]: overlaps; scores rise from anchor to anchor",
    ),
    # The questions at the start
    (
        'reask_weeks = { value = 8, source = "judgement" }',
        "reask_weeks = 8",
        "screening.reask_weeks: this number has no source; write",
    ),
    ("value = 56,", "value = 0,", "screening.reask_gap_days: 0 is not between 1 and 3650"),
    ("[screening]\n", "[screening]\nsources = 1\n", "screening.sources: unknown key; a source"),
    (
        'title = "Safety questions"',
        'titel = "Safety"',
        "screening.titel: unknown key (did you mean",
    ),
    (
        'ask = "Has a doctor or another clinician looked at what you told us?"',
        "",
        "screening.ways_out.urgent.ask: missing",
    ),
    (
        "[screening.ways_out.emergency]\n",
        '[screening.ways_out.emergency]\nask = "Really?"\n',
        "screening.ways_out.emergency.ask: an emergency is lifted by the questions alone",
    ),
    ("[screening.ways_out.urgent]", "[screening.ways_out.later]", "screening.ways_out.later: unkn"),
    ("[screening.ways_out.emergency]", "[spare]", "screening.ways_out.emergency: missing"),
    (
        '[[screening.groups]]\noutcome = "urgent"',
        '[[screening.groups]]\noutcome = "none"',
        'screening.groups: no questions lead to "urgent"',
    ),
    (
        '[[screening.groups]]\noutcome = "urgent"',
        '[[screening.groups]]\noutcome = "emergency"',
        'screening.groups: the outcome "emergency" is listed twice',
    ),
    (
        '[[screening.groups]]\noutcome = "urgent"',
        '[[screening.groups]]\noutcome = "none"\nask = "And?"\nhint = "So."\nquestions = []\n'
        '[[screening.groups]]\noutcome = "urgent"',
        'screening.groups[2].outcome: a warning sign cannot lead to "none"',
    ),
    ('id = "one_leg"', 'id = "One leg"', 'screening.groups[2].questions[5].id: "One leg" is no id'),
    ('id = "one_leg"', 'id = "both_legs"', 'screening.groups: the question "both_legs" is listed'),
    ('id = "one_leg"', 'id = "before_35"', 'screening.groups: the question "before_35" is listed'),
    (
        'id = "before_35"',
        'id = "35"',
        'screening.groups[3].questions[6].features[1].id: "35" is no id',
    ),
    (
        'features_min = { value = 4, source = "NG65" }',
        "",
        "screening.groups[3].questions[6]: features, features_ask and features_min go together",
    ),
    (
        'features_min = { value = 4, source = "NG65" }',
        'features_min = { value = 8, source = "NG65" }',
        "screening.groups[3].questions[6].features_min: 8 is not between 1 and 7",
    ),
    ('source = "older UK', 'sauce = "older UK', "screening.groups[3].questions[5].sauce: unkn"),
]


@pytest.mark.parametrize(("old", "new", "expected"), SAFETIES)
def test_a_safety_screen_that_does_not_hold_together(old: str, new: str, expected: str) -> None:
    assert line_after(SAFETY, old, new).startswith(expected)
