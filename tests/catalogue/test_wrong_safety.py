"""Safety texts and questions that contradict each other."""

from __future__ import annotations

import pytest

from tests.catalogue.mistakes import SAFETY, line_after

SAFETIES = [
    ("paragraphs = [", "paragraphs = []\nrest = [", "disclaimer.rest: unknown key"),
    (
        'id = "fever_or_chills"',
        'id = "accident"',
        'check_in.symptoms: the symptom "accident" is listed twice',
    ),
    ('id = "fever_or_chills"', 'id = "Fever!"', 'check_in.symptoms[5].id: "Fever!" is no id'),
    ('id = "serious"', 'id = "minor"', "check_in.symptoms[6].options: the option"),
    (
        'sex"\noutcome = "emergency"',
        'sex"',
        "check_in.symptoms[1]: leads nowhere; give it an outcome, or a question with options",
    ),
    (
        'sex"\noutcome = "emergency"',
        'sex"\noutcome = "emergency"\nquestion = "Really?"',
        "check_in.symptoms[1]: has both an outcome and a question; take one of them out",
    ),
    (
        'sex"\noutcome = "emergency"',
        'sex"\noutcome = "go"',
        'check_in.symptoms[1].outcome: a warning sign cannot lead to "go"',
    ),
    (
        'text = "Numbness or weakness", outcome = "urgent"',
        'text = "Numbness or weakness", outcome = "go"',
        'check_in.symptoms[3].options[2].outcome: a warning sign cannot lead to "go"',
    ),
    (
        'quickly weaker", outcome = "emergency"',
        'quickly weaker", outcome = "leg"',
        "check_in.symptoms[3].options[1]: comes first; the worst answer does",
    ),
    (
        'weak arm"\noutcome = "call"',
        'weak arm"\noutcome = "go"',
        'stop_now.signs[1].outcome: a warning sign cannot lead to "go"',
    ),
    ("held_seconds = { value = 0.4,", "held_seconds = { value = 6,", "asking.held_seconds: 6.0 is"),
    ('tag = "balance"', 'tag = "balanse"', "fall.tag: "),
    ("lowest = 10,", "lowest = 11,", "pain.anchors[2].lowest: 11 is not between 0 and 10"),
    (
        "lowest = 3,",
        "lowest = 2,",
        "effort.anchors[3]: overlaps; scores rise from anchor to anchor",
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
        '  { text = "Yes, and exercise is fine", clears = "checked" },\n'
        '  { text = "It is old, was checked, and has not changed", clears = "unchanged" },\n',
        "",
        "screening.ways_out.urgent.answers: the first answer leaves it locked, others open it",
    ),
    (
        'exercise is fine", clears = "checked"',
        'exercise is fine", clears = "seen_ok"',
        "screening.ways_out.urgent.answers[2]: does not open the lock urgent",
    ),
    (
        '[[screening.earlier]]\nversion = "1"',
        '[[screening.earlier]]\nversion = "2"',
        "screening.earlier[1].version: is that of today",
    ),
    ('advice = "about_the_leg"', 'advice = "about_it"', "screening.groups[4].questions[4].advice"),
    ('kind = "weeks"', 'kind = "choice"', "screening.groups[3].questions[1].follow_up.options: a"),
    ("[screening.ways_out.urgent]", "[screening.ways_out.later]", "screening.ways_out.later: unkn"),
    ("[screening.ways_out.emergency]", "[spare]", "screening.ways_out.emergency: missing"),
    (
        'id = "urgent"\noutcome = "urgent"',
        'id = "urgent"\noutcome = "maternity"',
        'screening.groups: no questions lead to "urgent"',
    ),
    (
        'id = "urgent"\noutcome = "urgent"',
        'id = "urgent"\noutcome = "emergency"',
        'screening.groups: the outcome "emergency" is listed twice',
    ),
    (
        'id = "emergency"\noutcome = "emergency"',
        'id = "first"\noutcome = "emergency"',
        'screening.groups[1]: the first page is "emergency"',
    ),
    ('id = "one_leg_weak"', 'id = "One leg"', 'screening.groups[2].questions[7].id: "One leg" is'),
    ('id = "one_leg_weak"', 'id = "both_legs"', 'screening.groups: the question "both_legs" is'),
    ('id = "one_leg_weak"', 'id = "before_35"', 'screening.groups: the question "before_35" is'),
    (
        'id = "before_35"',
        'id = "35"',
        'screening.groups[4].questions[3].features[1].id: "35" is no id',
    ),
    (
        'features_min = { value = 4, source = "NG65" }',
        "",
        "screening.groups[4].questions[3]: features, features_ask and features_min go together",
    ),
    (
        'features_min = { value = 4, source = "NG65" }',
        'features_min = { value = 8, source = "NG65" }',
        "screening.groups[4].questions[3].features_min: 8 is not between 1 and 7",
    ),
    ('source = "older UK', 'sauce = "older UK', "screening.groups[3].questions[10].sauce: unkn"),
]


@pytest.mark.parametrize(("old", "new", "expected"), SAFETIES)
def test_a_safety_screen_that_does_not_hold_together(old: str, new: str, expected: str) -> None:
    assert line_after(SAFETY, old, new).startswith(expected)
